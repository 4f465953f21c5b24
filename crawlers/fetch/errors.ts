/** Why a fetch got no response that could be kept. */
export type FetchFailure =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'tls'
  | 'not-http'
  | 'too-large-head'
  | 'redirect-loop'
  | 'bad-redirect'
  | 'bad-url'
  | 'forbidden-address'
  | 'robots-unavailable'
  | 'aborted'

/** A fetch that got no response. `reason` is for machines, the message for people. */
export class FetchError extends Error {
  override readonly name = 'FetchError'
  readonly reason: FetchFailure
  readonly url: string

  constructor(reason: FetchFailure, url: string, message: string, options?: { cause?: unknown }) {
    super(`${message}: ${url}`, options)
    this.reason = reason
    this.url = url
  }
}
