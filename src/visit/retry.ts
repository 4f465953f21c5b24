import type { Outcome } from '../../crawlers/outcome.ts'

/** How often a request is tried in one visit. */
export const MAX_TRIES = 3

/** Failures that another try cannot mend: the address, the guard or the server's configuration is what is wrong. */
const FINAL: ReadonlySet<string> = new Set([
  'bad-url',
  'dns',
  'forbidden-address',
  'not-http',
  'tls',
  'too-large-head',
  'too-large',
  'redirect-loop',
  'bad-redirect',
  'aborted',
  'no-browser',
  'browser-start',
  'browser-hung',
  'browser-blank',
])

/**
 * Whether a request that ended so should be asked again later in the same visit.
 *
 * @param tries how often it was tried before this time
 */
export function shouldRetry(outcome: Outcome, tries: number): boolean {
  if (tries + 1 >= MAX_TRIES) return false
  if (outcome.kind === 'blocked') return outcome.reason !== 'login'
  return outcome.kind === 'failed' && !FINAL.has(outcome.reason) && !/^http-(4|501)/.test(outcome.reason)
}
