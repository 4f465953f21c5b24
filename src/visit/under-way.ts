import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Client } from '../../crawlers/fetch/http.ts'

/** How long what is under way may still take after the run was asked to stop, ms: a whole answer, but no dripping one. */
const GRACE = 10_000

/** Something that is being waited for. */
export interface Waited {
  readonly url: string
  /** ms since 1970. */
  readonly since: number
}

interface Entry extends Waited {
  readonly host: string
  readonly off: AbortController
}

export interface UnderWayOptions {
  /** Asks the run to stop. */
  readonly signal: AbortSignal
  /** ms since 1970. */
  readonly clock: () => number
  /** {@link GRACE} otherwise. */
  readonly grace?: number | undefined
}

/**
 * The result of work that cannot itself be called off (a page in a browser); its late result is dropped.
 *
 * @throws FetchError `aborted` when `off` is aborted before, and whatever the work throws
 */
export async function unlessAborted<T>(url: string, off: AbortSignal, work: () => Promise<T>): Promise<T> {
  let abort = (): void => undefined
  const called = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new FetchError('aborted', url, 'the fetch was called off'))
    if (off.aborted) abort()
    else off.addEventListener('abort', abort, { once: true })
  })
  try {
    return await Promise.race([called, work()])
  } finally {
    off.removeEventListener('abort', abort)
  }
}

/** The fetches and renderings of a run that are under way: it tells which, and calls them off when a stop takes too long. */
export class UnderWay {
  readonly #entries = new Set<Entry>()
  readonly #options: UnderWayOptions
  #timer: NodeJS.Timeout | null = null
  #isOff = false

  constructor(options: UnderWayOptions) {
    this.#options = options
    const { signal } = options
    if (signal.aborted) this.#onStop()
    else signal.addEventListener('abort', this.#onStop, { once: true })
  }

  /** Whether everything was called off: what is asked for from then on rejects as `aborted`. */
  get isOff(): boolean {
    return this.#isOff
  }

  /** What has been waited for longest from a host; null when nothing is. */
  longest(host: string): Waited | null {
    const [first] = [...this.#entries].filter((entry) => entry.host === host).sort((a, b) => a.since - b.since)
    return first === undefined ? null : { url: first.url, since: first.since }
  }

  /** The client, with its fetches among what is under way. */
  over(client: Client): Client {
    return {
      fetch: (request, signal) =>
        this.#during(request.url, (off) =>
          client.fetch(request, signal === undefined ? off : AbortSignal.any([signal, off])),
        ),
      addressOf: (url) => client.addressOf(url),
      close: () => client.close(),
    }
  }

  /**
   * The result of work that is among what is under way (see {@link unlessAborted}).
   *
   * @throws FetchError `aborted` when it was called off, and whatever the work throws
   */
  waitFor<T>(url: string, work: () => Promise<T>): Promise<T> {
    return this.#during(url, (off) => unlessAborted(url, off, work))
  }

  /** Forgets the signal; for the end of the run. */
  close(): void {
    this.#options.signal.removeEventListener('abort', this.#onStop)
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  readonly #onStop = (): void => {
    this.#timer = setTimeout(() => {
      this.#isOff = true
      for (const { off } of this.#entries) off.abort()
    }, this.#options.grace ?? GRACE)
  }

  async #during<T>(url: string, work: (off: AbortSignal) => Promise<T>): Promise<T> {
    const off = new AbortController()
    if (this.#isOff) off.abort()
    const entry = { url, host: URL.parse(url)?.host ?? '', since: this.#options.clock(), off }
    this.#entries.add(entry)
    try {
      return await work(off.signal)
    } finally {
      this.#entries.delete(entry)
    }
  }
}
