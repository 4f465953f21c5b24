import type { UnitResult } from '../../storage/commit/apply.ts'

/** What a run brought that a person wants to read about; also an event of `--json` (see events.ts). */
export interface News {
  readonly event: 'document' | 'gone' | 'trouble'
  readonly url: string
  /** new, revised, reverted; gone, missing, blocked, failed. */
  readonly what: string
  readonly title: string | null
  readonly publisher: string | null
  readonly kind: string | null
  readonly reason: string | null
}

/** The news in a committed unit; null when it brought none. */
export function newsOf({ unit, change, isGone }: UnitResult): News | null {
  const { document, end } = unit
  const url = document?.url ?? unit.url
  const none = { title: null, publisher: null, kind: null }
  if (document !== null && change !== null && change !== 'unchanged') {
    const { title, publisher } = document.reading
    return { event: 'document', url, what: change, title, publisher, kind: document.kind, reason: document.kindReason }
  }
  const reason = unit.captures.at(-1)?.reason ?? null
  if (isGone) return { event: 'gone', url, what: 'gone', ...none, reason }
  if (end?.state === 'failed') {
    const what = end.outcome === 'blocked' ? 'blocked' : 'failed'
    return { event: 'trouble', url, what, ...none, reason: end.reason }
  }
  if (unit.lost?.isListed && unit.lost.how === 'missing')
    return { event: 'trouble', url, what: 'missing', ...none, reason }
  return null
}

/** Whether something was refused or failed: that a listed page is missing is the site's fault, not the visit's. */
export function isTrouble({ event, what }: News): boolean {
  return event === 'trouble' && what !== 'missing'
}
