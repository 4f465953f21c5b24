import type { DelayRange } from '../../config/duration.ts'
import { type Exchange, header } from '../fetch/exchange.ts'
import type { Outcome } from '../outcome.ts'
import { type Backoff, backoff } from './backoff.ts'
import { parseRetryAfter } from './retry-after.ts'

/** What must be known of a server to be polite to it; one for each address, whatever the names. */
export interface HostState {
  /** IP address. */
  readonly address: string
  /** Before this it is not asked anything, ms since the epoch. */
  readonly nextDue: number
  /** Refusals and failures in a row. */
  readonly failures: number
  /** Why it is waited for: the reason of the last refusal or failure; null after an answer. */
  readonly reason: string | null
  /** What its robots.txt asks for, ms. */
  readonly crawlDelay: number | null
}

/** How a fetch went for the host, as against the page. */
export type HostEvent =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly reason: string; readonly retryAfter: number | null }
  | { readonly kind: 'failed'; readonly reason: string }

/** What decides the next wait, beside the state. */
export interface Pace {
  /** When the fetch ended, ms since the epoch. */
  readonly now: number
  /** The wait between two fetches as the site's file gives it. */
  readonly delay: DelayRange
  /** From 0 up to, not including, 1. */
  readonly random: () => number
}

/** A server that refuses is given time: a guard that is asked again at once only becomes stricter. */
const afterRefusal: Backoff = { base: 60_000, cap: 3_600_000 }

/** A server that fails may be back soon. */
const afterFailure: Backoff = { base: 10_000, cap: 600_000 }

/** Errors that say nothing about the server's health: our own rules, or a page that redirects badly. */
const notTheHost: ReadonlySet<string> = new Set([
  'aborted',
  'bad-url',
  'forbidden-address',
  'bad-redirect',
  'redirect-loop',
])

/** A server that has not been asked anything yet. */
export function newHost(address: string): HostState {
  return { address, nextDue: 0, failures: 0, reason: null, crawlDelay: null }
}

/** The wait until the next fetch of a healthy server, ms: drawn from the range, never less than its Crawl-delay. */
export function delayFor(delay: DelayRange, crawlDelay: number | null, random: () => number): number {
  const drawn = Math.round(delay.min + random() * (delay.max - delay.min))
  return Math.max(drawn, crawlDelay ?? 0)
}

/**
 * What an outcome says about the host. A missing page is a healthy answer; a refusal is the host's state, not one
 * page's; of the failures only those of the server count.
 *
 * @param exchange null when there was no response
 * @param now ms since the epoch
 */
export function eventOf(outcome: Outcome, exchange: Exchange | null, now: number): HostEvent {
  const { kind, reason } = outcome
  // Who has no account is told so at any pace.
  if (kind === 'blocked' && reason !== 'login') {
    const asked = exchange === null ? null : header(exchange.headers, 'retry-after')
    return { kind: 'refused', reason, retryAfter: asked === null ? null : parseRetryAfter(asked, now) }
  }
  // A server that never comes to the end of its answers keeps everybody waiting, whatever status it began with.
  const hasAnswered = exchange !== null && exchange.status < 500 && exchange.truncated !== 'time'
  const healthy = kind !== 'failed' || notTheHost.has(reason) || hasAnswered
  return healthy ? { kind: 'ok' } : { kind: 'failed', reason }
}

/**
 * The state of a host after a fetch. It is never due before its normal delay is over; what the server asks for by
 * Retry-After is kept to; asked again then, a server that refuses once more is given the growing wait, if that is longer.
 */
export function afterFetch(state: HostState, event: HostEvent, pace: Pace): HostState {
  const { now, random } = pace
  const normal = delayFor(pace.delay, state.crawlDelay, random)
  if (event.kind === 'ok') return { ...state, nextDue: now + normal, failures: 0, reason: null }
  const failures = state.failures + 1
  const stated = event.kind === 'refused' ? event.retryAfter : null
  const isTold = stated !== null && failures === 1
  const growing = isTold ? 0 : backoff(failures, event.kind === 'refused' ? afterRefusal : afterFailure, random)
  const asked = stated ?? 0
  return { ...state, nextDue: now + Math.max(normal, growing, asked), failures, reason: event.reason }
}
