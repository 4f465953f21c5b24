import type { Exchange } from '../fetch/exchange.ts'

/**
 * Why a browser showed no page: `no-browser` there is none on this machine; `browser-start` it does not start;
 * `browser-crashed` it ended, or the page's own process did, while a page was open; `browser-hung` it did not answer in
 * time.
 */
export type BrowserFailure = 'no-browser' | 'browser-start' | 'browser-crashed' | 'browser-hung'

/** A page that could not be rendered because of the browser, not of its server. `reason` is for machines. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError'
  readonly reason: BrowserFailure
  /** The program or the address that it is about; null where it is none of them. */
  readonly subject: string | null
  /** What the browser itself said before it ended; null when it said nothing. */
  readonly said: string | null
  /** What the page had loaded until then. */
  readonly loaded: readonly Exchange[]

  constructor(
    reason: BrowserFailure,
    message: string,
    options: { cause?: unknown; loaded?: readonly Exchange[]; subject?: string; said?: string | null } = {},
  ) {
    super(message, options)
    this.reason = reason
    this.subject = options.subject ?? null
    this.said = options.said ?? null
    this.loaded = options.loaded ?? []
  }
}

/** A command that the browser does not carry out as things stand: its page has moved on, say. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused'
}

/**
 * The result of `work`, unless `ms` pass before: then a BrowserError `browser-hung`. The work itself cannot be stopped;
 * its late result is dropped.
 */
export async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new BrowserError('browser-hung', `${what}: no answer after ${ms} ms`, { subject: what })),
      ms,
    )
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
