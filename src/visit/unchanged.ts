import { hash } from 'node:crypto'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import { prepareKnown } from '../../storage/known.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { prepareValidated, type Validated } from '../../storage/validators.ts'
import { isMarkup } from '../reading/direct.ts'
import { TOLERANCE } from './clock.ts'
import { asUnchanged, canBeConditional, isOfAnother, keptExchange, trustOf } from './conditional.ts'
import { answerOf, type Left, leftBy, leftBySame } from './leave.ts'
import type { VisitedSite } from './visitor.ts'

/** What is still the same, by its bytes or by what its server says (304), and what that leaves behind. */
export class Unchanged {
  readonly #archive: ReadableArchive
  readonly #known: ReturnType<typeof prepareKnown>
  readonly #validated: ReturnType<typeof prepareValidated>
  readonly #clock: () => number
  /** Addresses whose kept answer is damaged, or of which a server has lost track: they are asked for in full. */
  readonly #inFull = new Set<string>()

  constructor(archive: ReadableArchive, clock: () => number) {
    this.#archive = archive
    this.#clock = clock
    this.#known = prepareKnown(archive.db)
    this.#validated = prepareValidated(archive.db)
  }

  /** What an answer leaves behind that has the very bytes of its document's newest version; null for every other. */
  leftBySame(visited: VisitedSite, request: QueuedRequest, exchange: Exchange): Left | null {
    // A first page may be a list whatever was read from it; a file is none.
    const isRead = request.role === 'item' || (request.role === 'start' && !isMarkup(exchange))
    if (!visited.isKnown || !isRead) return null
    if (exchange.truncated !== null || exchange.body.byteLength === 0) return null
    const known = this.#known(request.url, hash('sha256', exchange.body, 'buffer'), exchange.status)
    return known === undefined ? null : leftBySame(visited, request, exchange, known)
  }

  /** The last good answer of what is to be asked for, where the server may say that it is still the same. */
  keptFor({ isConditional }: VisitedSite, request: QueuedRequest): Validated | undefined {
    if (!isConditional || !canBeConditional(request) || this.#inFull.has(request.url)) return undefined
    const now = this.#clock()
    return this.#validated(request.url, now - trustOf(request.url), now + TOLERANCE)
  }

  /**
   * What a 304 leaves behind: what the kept body would have if it had been sent again. A list's rows are read from it
   * anew; a document is only read where its context or the rules are other ones than then.
   *
   * @returns null when the kept body is damaged, or the server speaks of another one; it is not asked for conditionally
   *   again
   */
  async leftByNotModified(
    visited: VisitedSite,
    request: QueuedRequest,
    now: Exchange,
    kept: Validated,
  ): Promise<Left | null> {
    if (isOfAnother(now, kept)) {
      this.#inFull.add(request.url)
      return null
    }
    const known = request.role === 'item' ? this.#known(request.url, kept.sha256, 200) : undefined
    let left = known === undefined ? null : leftBySame(visited, request, now, known)
    try {
      left ??= await this.#leftByKept(visited, request, now, kept)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.#inFull.add(request.url)
      return null
    }
    return { ...left, captures: left.captures.map((capture) => asUnchanged(capture, now, kept)) }
  }

  async #leftByKept(visited: VisitedSite, request: QueuedRequest, now: Exchange, kept: Validated): Promise<Left> {
    // Of a file only the capture is noted here: its text was read when it came.
    const exchange = request.role === 'attachment' ? now : await keptExchange(this.#archive, now, kept)
    return leftBy(visited, request, answerOf(exchange), { kind: 'ok', reason: 'ok' })
  }
}
