import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { leadsUp } from '../../crawlers/outcome/stub.ts'
import { NOTHING } from '../../storage/commit/unit.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { redirected } from './follow.ts'
import { captureOf } from './keep.ts'
import type { Left } from './leave.ts'

/** How many redirects are followed from one address (the Fetch standard has 20; sound sites need three). */
const MAX_REDIRECTS = 10

/**
 * What a redirect leaves behind. It is followed by a request of its own, so that every hop is polite and kept.
 *
 * @param stub what kind of page it is, where it is a page that only sends on
 */
export function leftByRedirect(request: QueuedRequest, exchange: Exchange, target: string, stub: string | null): Left {
  const hops = request.context.hops ?? []
  const fault = faultOf(request.url, target, hops)
  return {
    ...NOTHING,
    captures: [{ ...captureOf(exchange, 'redirect', null), reason: stub }],
    alias: { url: request.url, target, isPermanent: isMove(request.url, exchange.status, target) },
    requests: fault === null ? [redirected(request, target)] : [],
    end:
      fault === null
        ? { state: 'done', outcome: 'redirect', reason: stub }
        : { state: 'failed', outcome: 'failed', reason: fault },
  }
}

/** Whether a redirect says that what stood here stands there for good; one that leads up stands for a deleted document. */
function isMove(url: string, status: number, target: string): boolean {
  return (status === 301 || status === 308) && !leadsUp(url, target)
}

/** Why a redirect is not followed; null when it is. */
function faultOf(url: string, target: string, hops: readonly string[]): string | null {
  if (target === url || hops.includes(target)) return 'redirect-loop'
  return hops.length >= MAX_REDIRECTS ? 'too-many-redirects' : null
}
