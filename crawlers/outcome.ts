/** How a visit to one address ended. Only `ok` is read as a page; a block page is never a page. */
export type OutcomeKind = 'ok' | 'not-modified' | 'missing' | 'blocked' | 'failed'

export interface Outcome {
  readonly kind: OutcomeKind
  /** A short token that says why: `http-404`, `refresh-stub`, `http-521`, `block-page`, `empty-body`, `dns`, `timeout`… */
  readonly reason: string
}
