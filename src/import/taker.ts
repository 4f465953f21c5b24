import { hash } from 'node:crypto'
import { type Site, siteForUrl } from '../../config/site.ts'
import { archivedExchange } from '../../crawlers/fetch/archived.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { readPlace } from '../../storage/answers.ts'
import type { WritableArchive } from '../../storage/archive.ts'
import { type CommitUnit, NOTHING } from '../../storage/commit/unit.ts'
import { type KeptCaptures, prepareKeptCaptures } from '../../storage/kept.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { noteImport, visitedRows } from '../../storage/visits.ts'
import { splitHttpBlock } from '../../storage/warc/http-block.ts'
import { asUnchanged } from '../visit/conditional.ts'
import { captureOf, lostOf } from '../visit/keep.ts'
import { answerOf, leftBy } from '../visit/leave.ts'
import { meet } from '../visit/meet.ts'
import { leftByRedirect } from '../visit/redirect.ts'
import type { VisitedSite } from '../visit/visitor.ts'
import { type Contexts, requestFor } from './contexts.ts'
import type { ForeignAnswer } from './exchanges.ts'
import type { ForeignFault } from './records.ts'

export interface TakerOptions {
  readonly contexts: Contexts
  /** The bodies that were met, sha256 by every name that revisits may call them. */
  readonly bodies: Map<string, Buffer>
  readonly site: string | null
  /** The name of the foreign file. */
  readonly file: string
  readonly now: () => Date
}

/** What a foreign answer leaves behind, as a unit without what every unit has. */
type Taken = Omit<CommitUnit, 'visit' | 'url' | 'request' | 'requests' | 'end' | 'host'>

/** Nothing is fetched when files are taken in. */
const OFFLINE: Client = {
  fetch: ({ url }) => Promise.reject(new FetchError('aborted', url, 'an import fetches nothing')),
  addressOf: (url) => Promise.reject(new FetchError('aborted', url, 'an import fetches nothing')),
  close: () => Promise.resolve(),
}

/** Takes answers of one foreign file into an archive. */
export class Taker {
  readonly #archive: WritableArchive
  readonly #options: TakerOptions
  readonly #kept: KeptCaptures
  readonly #visited = new Map<string, VisitedSite>()
  /** What is staged and not yet in the index. */
  readonly #staged = new Set<string>()
  taken = 0
  known = 0

  constructor(archive: WritableArchive, options: TakerOptions) {
    this.#archive = archive
    this.#options = options
    this.#kept = prepareKeptCaptures(archive.db)
  }

  /** The visits that were made up for what was taken. */
  get visits(): number[] {
    return [...this.#visited.values()].map(({ visit }) => visit)
  }

  /** Takes one answer. Gives a word on what is wrong where it cannot be taken; null where it can, or is had already. */
  async take(answer: ForeignAnswer): Promise<ForeignFault | null> {
    const { exchange } = answer
    const sha256 = this.#bodyOf(answer)
    if (sha256 === null) return `what ${exchange.url} is a repeat of is not in the file`
    for (const name of answer.names) if (!this.#options.bodies.has(name)) this.#options.bodies.set(name, sha256)
    const key = `${exchange.url} ${exchange.startedAt.getTime()} ${sha256.toString('hex')}`
    if (this.#staged.has(key) || this.#kept.has(exchange.url, exchange.startedAt.getTime(), sha256)) {
      this.known++
      return null
    }
    const whole = answer.revisited === null ? exchange : await this.#bodied(exchange, sha256, answer.revisited)
    if (whole === null) return `what ${exchange.url} is a repeat of is not in the archive`
    const visited = this.#siteOf(exchange.url)
    const request = requestFor(exchange.url, visited.visit, this.#options.contexts.get(exchange.url))
    const taken = takenFrom(visited, request, whole)
    const captures =
      exchange.status === 304
        ? taken.captures.map((capture) => asUnchanged(capture, exchange, { sha256 }))
        : taken.captures
    const { commits } = this.#archive
    if (commits.isFull) await this.#flush()
    this.#staged.add(key)
    commits.stage({
      ...taken,
      captures,
      visit: visited.visit,
      url: exchange.url,
      request: null,
      requests: [],
      whenChanged: [],
      end: null,
      host: null,
    })
    this.taken++
    return null
  }

  async #flush(): Promise<void> {
    await this.#archive.commits.flush()
    this.#staged.clear()
  }

  #bodyOf({ exchange, revisited }: ForeignAnswer): Buffer | null {
    if (revisited === null) return hash('sha256', exchange.body, 'buffer')
    for (const name of revisited) {
      const known = this.#options.bodies.get(name) ?? this.#kept.named(name)
      if (known !== undefined) return known
    }
    return null
  }

  /** A repeat with the body that it repeats: under its own head, but for a 304, which has none of the page's. */
  async #bodied(exchange: Exchange, sha256: Buffer, revisited: readonly string[]): Promise<Exchange | null> {
    await this.#flush()
    const errors = revisited.map((name) => this.#kept.errorOf(name, sha256))
    const place = this.#kept.placeOf(sha256) ?? errors.find((error) => error !== undefined)
    if (place === undefined) return null
    const { block } = await readPlace(this.#archive, place)
    const { head, body } = splitHttpBlock(block)
    if (exchange.status !== 304) return { ...exchange, body }
    const kept = archivedExchange({ url: exchange.url, status: 200, at: exchange.startedAt.getTime(), head, body })
    return { ...kept, method: exchange.method, address: exchange.address }
  }

  #siteOf(url: string): VisitedSite {
    const own = siteForUrl(new URL(url).origin)
    const id = this.#options.site ?? own.id
    const known = this.#visited.get(id)
    if (known !== undefined) return known
    const { db, commits } = this.#archive
    const { visit, name, division } = noteImport(
      db,
      { site: id, seeds: [url], file: this.#options.file },
      this.#options.now(),
    )
    const site: Site = { ...own, id, name, division }
    commits.stage({ ...NOTHING, visit, url, request: null, end: null, host: null, visited: visitedRows(db, visit) })
    const visited = {
      visit,
      site,
      client: OFFLINE,
      seeds: [url],
      attachments: true,
      isKnown: true,
      isConditional: false,
      maxPages: null,
    }
    this.#visited.set(id, visited)
    return visited
  }
}

/** Judges and reads an answer as a visit would that begins there. */
function takenFrom(visited: VisitedSite, request: QueuedRequest, exchange: Exchange): Taken {
  const answer = answerOf(exchange)
  if (exchange.method === 'POST') {
    return { ...NOTHING, captures: [captureOf(exchange, { kind: 'ok', reason: 'ok' }, null)] }
  }
  const met = meet(request, answer, undefined)
  if (met.target !== null) return leftByRedirect(request, exchange, met.target, met.stub)
  if (met.outcome.kind !== 'ok') {
    const captures = [captureOf(exchange, met.outcome, null)]
    return { ...NOTHING, captures, lost: lostOf(request, visited.site.id, met.outcome) }
  }
  const left = leftBy(visited, request, answer, met.outcome)
  // Of what no list leads to only reports are documents: the news of a site are not.
  const isWanted = request.role !== 'start' || left.document?.kind === 'annual-report'
  return isWanted ? left : { ...left, document: null }
}
