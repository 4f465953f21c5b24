import type { Outcome } from '../../crawlers/outcome.ts'
import type { HostRow, RequestEnd } from '../../storage/commit/request.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { shouldRetry } from './retry.ts'

const BELONGING: ReadonlySet<string> = new Set(['attachment', 'requisite', 'counter', 'probe'])

/** Attachments, requisites, counters, probes and second looks belong to a page, and do not count as pages. */
export function isPage({ role, manner }: QueuedRequest): boolean {
  return !BELONGING.has(role) && manner !== 'second-look'
}

/** A request that has to be tried again is due when its host is. */
export function endOf(request: QueuedRequest, outcome: Outcome, host: HostRow): RequestEnd {
  if (outcome.kind === 'missing') {
    // A dead link is the site's business; a column or one of its pages that is not there leaves reports unfound.
    const isNeeded = request.depth === 0 || request.role === 'list'
    return { state: isNeeded ? 'failed' : 'done', outcome: 'missing', reason: outcome.reason }
  }
  const isExtra =
    request.manner === 'second-look' ||
    request.role === 'probe' ||
    request.role === 'requisite' ||
    request.context.rendering === 'views'
  if (request.role !== 'probe' && shouldRetry(outcome, request.tries))
    return { state: 'queued', due: host.nextDue, reason: outcome.reason }
  // What is beside a report, and was not to be had, leaves no report unfound.
  return { state: isExtra ? 'skipped' : 'failed', outcome: outcome.kind, reason: outcome.reason }
}

/** What is left out by rule is no trouble, unless the visit was to begin there: then nothing can come of it. */
export function endOfSkipped(request: QueuedRequest, reason: string): RequestEnd {
  if (request.depth > 0 || reason === 'max-pages') return { state: 'skipped', outcome: 'skipped', reason }
  return { state: 'failed', outcome: reason === 'robots' ? 'blocked' : 'failed', reason }
}
