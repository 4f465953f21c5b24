import { header } from '../../crawlers/fetch/exchange.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { leadsUp, stubOf } from '../../crawlers/outcome/stub.ts'
import { bodyFault } from '../../crawlers/outcome/whole.ts'
import { isPage, judge, type Outcome } from '../../crawlers/outcome.ts'
import type { AbsentAnswer, NewRequest } from '../../storage/commit/request.ts'
import type { Answer } from './leave.ts'
import { isAbsentPage, isSentAway } from './probe.ts'

/** As what an address was asked: what its answer means depends on that. */
export type AskedAs = Pick<NewRequest, 'url' | 'role' | 'context'>

/** What an answer is before anything is read from it: a way to another address, or an end. */
export type Met =
  | { readonly target: string; readonly stub: 'refresh-stub' | 'location-stub' | null }
  | { readonly target: null; readonly outcome: Outcome }

/**
 * What an answer to a request is. A listed page that sends the reader up, or to where its host sends those who ask for
 * what is not there, is missing; every other redirect is followed, by status or by a page with next to no text that
 * only sends on. A body that is not whole is never read. Pure.
 *
 * @param absent how the host answers for what is not there, where that is known
 */
export function meet(request: AskedAs, answer: Answer, absent: AbsentAnswer | undefined): Met {
  const { exchange } = answer
  const target = redirectTarget(exchange)
  if (target !== null) {
    // Who comes without its cookie is sent to the same address again, and let in with it.
    const isCookieWall = target === exchange.url && header(exchange.headers, 'set-cookie') !== null
    return isCookieWall ? ended('blocked', 'challenge') : sentTo(request, target, null, absent)
  }
  const fault = bodyFault(exchange.truncated, answer.content())
  // What grows past a cap is not even looked at.
  if (fault === 'too-large') return ended('failed', fault)
  const text = () => answer.decoded().text
  const outcome = judge(exchange, text)
  // A body that broke off before anything came is not the empty answer of a guard.
  const isCut = fault !== null && (outcome.kind === 'ok' || outcome.reason === 'empty-body')
  if (isCut) return ended('failed', fault)
  if (outcome.kind !== 'ok') return { target: null, outcome }
  if (!isRead(request) || !isPage(exchange, text)) return { target: null, outcome }
  const stub = stubOf(text(), exchange.url, header(exchange.headers, 'refresh'))
  if (stub !== null) return sentTo(request, stub.target, stub.kind, absent)
  const isAbsent = request.role === 'item' && isAbsentPage(answer, absent, request.context.listTitle)
  return isAbsent ? ended('missing', 'soft-404') : { target: null, outcome }
}

/** Whether what answers is read as a page or list. */
function isRead({ role }: AskedAs): boolean {
  return role === 'start' || role === 'list' || role === 'item'
}

function sentTo(
  request: AskedAs,
  target: string,
  stub: 'refresh-stub' | 'location-stub' | null,
  absent: AbsentAnswer | undefined,
): Met {
  const isGone = request.role === 'item' && (leadsUp(request.url, target) || isSentAway(target, absent))
  return isGone ? ended('missing', stub ?? 'redirect-home') : { target, stub }
}

function ended(kind: Outcome['kind'], reason: string): Met {
  return { target: null, outcome: { kind, reason } }
}
