import PQueue from 'p-queue'
import { FetchError } from '../fetch/errors.ts'
import type { Exchange, FetchRequest } from '../fetch/exchange.ts'
import { redirectTarget } from '../fetch/redirect.ts'
import { askedBy, errorReasonOf, fulfilment, NO_CONTENT } from './answer.ts'
import type { Session } from './connection.ts'
import { BrowserError, CommandRefused } from './errors.ts'
import type { Commands, PausedRequest } from './protocol.ts'

/** What a page may load, and how. */
export interface WireRules {
  /** Asks a server; throws FetchError. */
  readonly fetch: (request: FetchRequest, signal: AbortSignal) => Promise<Exchange>
  /** Why an address may not be loaded (`foreign-host`, `robots`); null where it may. May throw FetchError. */
  readonly refuse: (url: string) => Promise<string | null>
  /** How many requests a page may make. */
  readonly requests: number
  /** How much a page may load, bytes; the answer that passes this is the last. */
  readonly bytes: number
  /** How many requests are asked at the same time. */
  readonly atOnce: number
}

/** Something a page wanted and did not get. */
export interface Refused {
  readonly url: string
  /** `foreign-host`, `robots`, `method`, `binary-body`, `media`, `too-many`, `too-large`, or why a fetch failed. */
  readonly reason: string
}

/** A challenge loads its page two or three times; what does so for ever is stopped. */
const MOST_PAGES = 5

/** A document that the page's own frame asked for: the exchange, or why there is none. */
export type MainDocument =
  | { readonly url: string; readonly exchange: Exchange; readonly reason: null }
  | { readonly url: string; readonly exchange: null; readonly reason: string }

/**
 * The wire of one page. Every request of the page, its frames and its workers waits until our own client has answered
 * it: so each passes the same guard and is kept byte for byte, redirects, scripts, data and forms alike.
 */
export class Wire {
  /** In the order in which they were answered, redirects among them. */
  readonly exchanges: Exchange[] = []
  /** What the page's own frame asked for, in its order. */
  readonly documents: MainDocument[] = []
  readonly refused: Refused[] = []
  /** An error of our own that somebody has to hear of: an archive that cannot be read. */
  failure: unknown = null
  readonly #rules: WireRules
  readonly #mainFrame: string
  readonly #queue: PQueue
  readonly #stop = new AbortController()
  #pages = 0
  #count = 0
  #bytes = 0
  #open = 0
  #lastMoved = performance.now()
  readonly #onStill: () => void

  /**
   * @param mainFrame the id of the page's own frame
   * @param onStill told when nothing is under way any more
   */
  constructor(mainFrame: string, rules: WireRules, onStill: () => void) {
    this.#mainFrame = mainFrame
    this.#rules = rules
    this.#onStill = onStill
    this.#queue = new PQueue({ concurrency: rules.atOnce })
  }

  /** For how long nothing has been asked or answered, ms; 0 while something is under way. */
  get quietFor(): number {
    return this.#open > 0 ? 0 : performance.now() - this.#lastMoved
  }

  /** Whether anything was asked for. */
  get hasAsked(): boolean {
    return this.#count > 0
  }

  /** Whether the page has loaded itself, or others, as often as it may. */
  get isSpent(): boolean {
    return this.#pages >= MOST_PAGES
  }

  /** Takes over all requests of a target: the page, a frame or a worker of it. */
  async attach(session: Session): Promise<void> {
    session.on('Fetch.requestPaused', (paused) => {
      if (/^https?:/i.test(paused.request.url)) this.#take(session, paused)
      else session.tell('Fetch.continueRequest', { requestId: paused.requestId })
    })
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] })
  }

  /** Calls off what is under way; nothing is asked any more. */
  close(): void {
    this.#stop.abort('the page is closed')
    this.#queue.clear()
  }

  #take(session: Session, paused: PausedRequest): void {
    this.#open++
    this.#queue
      .add(() => this.#answer(session, paused))
      .catch((error: unknown) => {
        this.failure ??= error
      })
      .finally(() => {
        this.#open--
        this.#lastMoved = performance.now()
        if (this.#open === 0) this.#onStill()
      })
  }

  async #answer(session: Session, paused: PausedRequest): Promise<void> {
    const { requestId, request, resourceType, frameId } = paused
    const { url } = request
    if (this.#stop.signal.aborted) {
      session.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    const isMain = resourceType === 'Document' && frameId === this.#mainFrame
    const got = isMain && this.isSpent ? 'too-many' : await this.#load(paused)
    if (typeof got !== 'string') {
      // An answer without content leaves the page where it was.
      if (isMain && got.status !== 204) this.documents.push({ url, exchange: got, reason: null })
      if (isMain && got.status !== 204 && !isRedirect(got)) this.#pages++
      await fulfil(session, fulfilment(requestId, got, resourceType === 'Document'))
      return
    }
    this.refused.push({ url, reason: got })
    // A page that sends its reader where we do not go stays as it is.
    const stays = isMain && this.#pages > 0
    if (isMain && !stays) this.documents.push({ url, exchange: null, reason: got })
    if (stays) await fulfil(session, { requestId, ...NO_CONTENT })
    else session.tell('Fetch.failRequest', { requestId, errorReason: errorReasonOf(got) })
  }

  /** The answer to a request, or why there is none. */
  async #load({ request, resourceType }: PausedRequest): Promise<Exchange | string> {
    if (++this.#count > this.#rules.requests) return 'too-many'
    if (this.#bytes > this.#rules.bytes) return 'too-large'
    if (resourceType === 'Media') return 'media'
    const asked = askedBy(request)
    if (typeof asked === 'string') return asked
    try {
      const refusal = await this.#rules.refuse(request.url)
      if (refusal !== null) return refusal
      const exchange = await this.#rules.fetch(asked, this.#stop.signal)
      this.#bytes += exchange.body.byteLength
      this.exchanges.push(exchange)
      return exchange
    } catch (error) {
      // Nobody calls a fetch off but a page that is out of time.
      if (error instanceof FetchError) return error.reason === 'aborted' ? 'timeout' : error.reason
      throw error
    }
  }
}

function isRedirect(exchange: Exchange): boolean {
  return redirectTarget(exchange) !== null
}

/** An answer that the browser does not take must not leave its page waiting. */
async function fulfil(session: Session, answer: Commands['Fetch.fulfillRequest']['params']): Promise<void> {
  try {
    await session.send('Fetch.fulfillRequest', answer)
  } catch (error) {
    if (!(error instanceof CommandRefused || error instanceof BrowserError)) throw error
    session.tell('Fetch.failRequest', { requestId: answer.requestId, errorReason: 'Failed' })
  }
}
