import type { UnitResult } from '../../storage/commit/apply.ts'

/** What happened at one host since the program was started. */
export interface HostTally {
  readonly host: string
  readonly site: string
  pages: number
  fresh: number
  revised: number
  unchanged: number
  gone: number
  missing: number
  blocked: number
  failed: number
  skipped: number
  /** How many were skipped for each reason. */
  skippedFor: Readonly<Record<string, number>>
  views: number
  bytes: number
}

/** The counts of a host of which nothing has come yet. */
export const NO_COUNTS = {
  pages: 0,
  fresh: 0,
  revised: 0,
  unchanged: 0,
  gone: 0,
  missing: 0,
  blocked: 0,
  failed: 0,
  skipped: 0,
  skippedFor: {},
  views: 0,
  bytes: 0,
}

/** Counts of a run, by host, as the commits come in. */
export class Tally {
  readonly hosts = new Map<string, HostTally>()

  /** Adds what one committed unit brought. */
  add(site: string, host: string, { unit, change, isGone }: UnitResult): void {
    const tally = this.of(site, host)
    tally.pages += unit.captures.length
    for (const { exchange } of unit.captures) tally.bytes += exchange.body.byteLength
    if (change === 'new') tally.fresh++
    if (change === 'revised' || change === 'reverted') tally.revised++
    if (change === 'unchanged') tally.unchanged++
    if (isGone) tally.gone++
    else if (unit.lost?.isListed && unit.lost.how === 'missing') tally.missing++
    if (unit.document?.views != null || unit.seen?.views != null || unit.counter !== null) tally.views++
    const { end } = unit
    if (end === null || end.state === 'queued' || end.state === 'done') return
    if (end.state === 'skipped') {
      const reason = end.reason ?? 'skipped'
      tally.skipped++
      tally.skippedFor = { ...tally.skippedFor, [reason]: (tally.skippedFor[reason] ?? 0) + 1 }
    } else if (end.outcome === 'blocked') tally.blocked++
    else tally.failed++
  }

  of(site: string, host: string): HostTally {
    const known = this.hosts.get(`${site} ${host}`)
    if (known !== undefined) return known
    const tally: HostTally = { host, site, ...NO_COUNTS }
    this.hosts.set(`${site} ${host}`, tally)
    return tally
  }
}
