import type { UnitResult } from '../../storage/commit/apply.ts'
import { detached } from '../detached.ts'

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
  /** What was found on a document that is new or changed: `hijacked`, `mojibake`… */
  readonly flags: readonly string[]
}

/** The news in a committed unit; null when it brought none. */
export function newsOf({ unit, change, isGone }: UnitResult): News | null {
  const { document, end } = unit
  const url = document?.url ?? unit.url
  const none = { title: null, publisher: null, kind: null, flags: [] }
  if (document !== null && change !== null && change !== 'unchanged') {
    const { title, publisher } = document.reading
    const told = { title: kept(title), publisher: kept(publisher), reason: kept(document.kindReason) }
    const flags = [...new Set(document.findings.map(({ name }) => name))]
    return { event: 'document', url, what: change, kind: document.kind, ...told, flags }
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

/** The page that a committed unit found hijacked, at its first look or at a second one; null for all others. */
export function hijackedOf({ unit: { document, noted }, change }: UnitResult): string | null {
  const isHijacked = ({ name }: { readonly name: string }) => name === 'hijacked'
  if (noted?.findings.some(isHijacked)) return noted.documentUrl
  const isNews = change !== null && change !== 'unchanged'
  return isNews && document?.findings.some(isHijacked) ? document.url : null
}

/** News are kept until the run ends; the page that they were read from must not be. */
function kept<T extends string | null>(text: T): string | T {
  return text === null ? text : detached(text)
}

/** Whether something was refused or failed: that a listed page is missing is the site's fault, not the visit's. */
export function isTrouble({ event, what }: News): boolean {
  return event === 'trouble' && what !== 'missing'
}
