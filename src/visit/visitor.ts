import { setTimeout as sleep } from 'node:timers/promises'
import type { Site } from '../../config/site.ts'
import { chooseDialect, dialects } from '../../crawlers/dialects/index.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import type { Frontier } from '../../crawlers/frontier.ts'
import { judge, type Outcome, outcomeOfError } from '../../crawlers/outcome.ts'
import type { HostStates } from '../../crawlers/politeness/hosts.ts'
import { decode } from '../../crawlers/read/decode.ts'
import type { Decoded } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import type { WritableArchive } from '../../storage/archive.ts'
import type { CommitUnit, HostRow, RequestEnd } from '../../storage/commit/unit.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { isMarkup, readDirect } from '../reading/direct.ts'
import { read } from '../reading/read.ts'
import type { Reading, ReadingContext } from '../reading/reading.ts'
import { leadsOf, leadsOfDocument, redirected } from './follow.ts'
import { captureOf, documentOf, lostOf } from './keep.ts'
import { shouldRetry } from './retry.ts'
import { type RobotsFiles, robotsUnavailable } from './robots.ts'
import { inScope } from './scope.ts'

/** A visit under way. */
export interface VisitedSite {
  readonly visit: number
  readonly site: Site
  readonly client: Client
  /** The addresses it began from: they bound its scope. */
  readonly seeds: readonly string[]
  readonly attachments: boolean
  /** How many pages it may fetch; null: as many as there are. */
  readonly maxPages: number | null
}

export interface VisitorOptions {
  readonly archive: WritableArchive
  readonly frontier: Frontier
  readonly visits: ReadonlyMap<number, VisitedSite>
  readonly hosts: HostStates
  readonly robots: RobotsFiles
  readonly clock: () => number
}

const MAX_REDIRECTS = 10

/** What a good answer says of its host. */
const ANSWERED: Outcome = { kind: 'ok', reason: 'ok' }

/** What a unit says where there is nothing to say. */
const NOTHING = { document: null, counter: null, alias: null, lost: null, captures: [], requests: [] } as const

/** A page's bytes as text, made only when somebody asks for it. */
interface Answer {
  readonly exchange: Exchange
  readonly decoded: () => Decoded
}

/**
 * The way of a page: takes a request from the frontier, fetches it politely, judges the answer, reads it, and stages
 * all that it leaves behind as one unit of the commit.
 */
export class Visitor {
  readonly #options: VisitorOptions
  readonly #pages = new Map<number, number>()

  constructor(options: VisitorOptions) {
    this.#options = options
  }

  /** Handles one request to its end; throws only when the archive cannot keep it. */
  async handle(request: QueuedRequest): Promise<void> {
    const visited = this.#options.visits.get(request.visit)
    if (visited === undefined) throw new RangeError(`request ${request.id} belongs to no visit under way`)
    const reason = this.#whySkip(visited, request)
    if (reason !== null) {
      this.#skip(request, reason)
      return
    }
    try {
      if (await this.#isAllowed(visited, request)) await this.#visit(visited, request)
      else this.#skip(request, 'robots')
    } catch (error) {
      if (!(error instanceof FetchError)) throw error
      this.#fail(visited, request, error)
    }
  }

  #whySkip(visited: VisitedSite, request: QueuedRequest): string | null {
    if (!inScope(request.url, visited.seeds)) return 'foreign-host'
    if (this.#options.hosts.hasGivenUp(request.host)) return 'host-left-alone'
    const isPage = request.role !== 'attachment' && request.role !== 'counter'
    const pages = this.#pages.get(request.visit) ?? 0
    return isPage && visited.maxPages !== null && pages >= visited.maxPages ? 'max-pages' : null
  }

  #count(request: QueuedRequest): void {
    if (request.role === 'attachment' || request.role === 'counter') return
    this.#pages.set(request.visit, (this.#pages.get(request.visit) ?? 0) + 1)
  }

  /** Whether robots.txt allows a URL; where it has to be fetched first, that is a request like any other. */
  async #isAllowed(visited: VisitedSite, request: QueuedRequest): Promise<boolean> {
    const { delay, robots: rule } = visited.site.politeness
    if (rule === 'ignore') return true
    const { hosts, archive, clock, robots: files } = this.#options
    const fetch = (url: string) => visited.client.fetch({ url, method: 'GET' })
    const { robots, fetched } = await files.for(request.url, fetch)
    hosts.heed(request.host, robots.crawlDelay)
    if (fetched !== null) {
      const outcome = judge(fetched, () => fetched.body.toString('latin1'))
      const host = hosts.note(request.host, outcome, fetched, delay)
      const captures = [captureOf(fetched, outcome, null)]
      archive.commits.stage({
        ...NOTHING,
        visit: request.visit,
        url: fetched.url,
        request: null,
        captures,
        end: null,
        host,
      })
      if (robots.unreachable) throw robotsUnavailable(request.url, fetched.status)
      await sleep(Math.max(0, host.nextDue - clock()))
    }
    return robots.allows(request.url)
  }

  async #visit(visited: VisitedSite, request: QueuedRequest): Promise<void> {
    this.#count(request)
    const exchange = await visited.client.fetch(asked(request))
    const target = redirectTarget(exchange)
    const answer = answerOf(exchange)
    if (target !== null) {
      this.#redirect(visited, request, exchange, target)
      return
    }
    const outcome = judge(exchange, () => answer.decoded().text)
    if (outcome.kind === 'ok') this.#stage(visited, request, exchange, this.#readOk(visited, request, answer, outcome))
    else this.#stageTrouble(visited, request, exchange, outcome)
  }

  #redirect(visited: VisitedSite, request: QueuedRequest, exchange: Exchange, target: string): void {
    const hops = request.context.hops ?? []
    const loops = target === request.url || hops.includes(target) || hops.length >= MAX_REDIRECTS
    const end: RequestEnd = loops
      ? { state: 'failed', outcome: 'failed', reason: 'redirect-loop' }
      : { state: 'done', outcome: 'redirect', reason: null }
    this.#stage(visited, request, exchange, {
      ...NOTHING,
      captures: [captureOf(exchange, 'redirect', null)],
      alias: { url: request.url, target },
      requests: loops ? [] : [redirected(request, target)],
      end,
    })
  }

  /** What a good answer leaves behind, by the role in which it was asked. */
  #readOk(visited: VisitedSite, request: QueuedRequest, answer: Answer, outcome: Outcome): Omit<Unit, 'host'> {
    const { exchange } = answer
    const unit = { ...NOTHING, end: { state: 'done', outcome: 'ok', reason: null } } as const
    const asFile = { ...unit, captures: [captureOf(exchange, outcome, null)] }
    if (request.role === 'attachment') return asFile
    if ((request.role === 'item' || request.role === 'start') && !isMarkup(exchange)) {
      const reading = readDirect(exchange, contextOf(visited, request))
      return { ...asFile, document: documentOf(request, visited.site.id, exchange.url, reading) }
    }
    const captures = [captureOf(exchange, outcome, answer.decoded())]
    const read = request.role === 'counter' ? counted(request, answer) : this.#readPage(visited, request, answer)
    return { ...unit, captures, ...read }
  }

  #readPage(visited: VisitedSite, request: QueuedRequest, answer: Answer): Partial<Unit> {
    const page = parsePage(answer.exchange.url, answer.decoded())
    const dialect = chooseDialect(page, visited.site.dialect)
    const leads = leadsOf(request, page, dialect)
    if (leads.role === 'list') return { requests: leads.requests }
    if (leads.role === 'hub') {
      if (leads.requests.length > 0 || request.depth > 0) return { requests: leads.requests }
      return { end: { state: 'failed', outcome: 'failed', reason: 'no-column' } }
    }
    const reading: Reading = read(page, contextOf(visited, request))
    const document = documentOf(request, visited.site.id, page.url, reading)
    return { document, requests: leadsOfDocument(request, page, dialect, reading, visited.attachments) }
  }

  #stageTrouble(visited: VisitedSite, request: QueuedRequest, exchange: Exchange, outcome: Outcome): void {
    const captures = [captureOf(exchange, outcome, null)]
    const lost = lostOf(request, visited.site.id, outcome)
    const host = this.#options.hosts.note(request.host, outcome, exchange, visited.site.politeness.delay)
    this.#commit(request, { ...NOTHING, captures, lost, end: endOf(request, outcome, host), host })
  }

  #fail(visited: VisitedSite, request: QueuedRequest, error: FetchError): void {
    const outcome = outcomeOfError(error)
    const host = this.#options.hosts.note(request.host, outcome, null, visited.site.politeness.delay)
    this.#commit(request, { ...NOTHING, end: endOf(request, outcome, host), host })
  }

  #skip(request: QueuedRequest, reason: string): void {
    this.#commit(request, { ...NOTHING, end: { state: 'skipped', outcome: 'skipped', reason }, host: null })
  }

  /** Stages what a healthy answer left behind. */
  #stage(visited: VisitedSite, request: QueuedRequest, exchange: Exchange, unit: Omit<Unit, 'host'>): void {
    const host = this.#options.hosts.note(request.host, ANSWERED, exchange, visited.site.politeness.delay)
    this.#commit(request, { ...unit, host })
  }

  #commit(request: QueuedRequest, unit: Unit): void {
    const { archive, frontier, hosts } = this.#options
    archive.commits.stage({ ...unit, visit: request.visit, url: request.url, request: request.id })
    frontier.release(request, hosts.nextDue(request.host))
  }
}

/** A request that has to be tried again is due when its host is. */
function endOf(request: QueuedRequest, outcome: Outcome, host: HostRow): RequestEnd {
  if (outcome.kind === 'missing') return { state: 'done', outcome: 'missing', reason: outcome.reason }
  if (shouldRetry(outcome, request.tries)) return { state: 'queued', due: host.nextDue, reason: outcome.reason }
  return { state: 'failed', outcome: outcome.kind, reason: outcome.reason }
}

type Unit = Omit<CommitUnit, 'visit' | 'url' | 'request'>

function asked(request: QueuedRequest) {
  const headers = request.via === null ? {} : { Referer: request.via }
  return {
    url: request.url,
    method: request.method,
    headers,
    ...(request.method === 'POST' ? { body: request.body } : {}),
  }
}

function answerOf(exchange: Exchange): Answer {
  let decoded: Decoded | undefined
  return {
    exchange,
    decoded() {
      decoded ??= decode(contentDecode(exchange).bytes, header(exchange.headers, 'content-type'))
      return decoded
    },
  }
}

function contextOf(visited: VisitedSite, request: QueuedRequest): ReadingContext {
  const { listTitle, listDate } = request.context
  return { listTitle: listTitle ?? null, listDate: listDate ?? null, siteName: visited.site.name }
}

function counted(request: QueuedRequest, answer: Answer): Partial<Unit> {
  const dialect = dialects.find(({ name }) => name === request.context.dialect)
  const count = dialect?.readCounter(answer.decoded().text) ?? null
  const documentUrl = request.context.document
  return count === null || documentUrl === undefined ? {} : { counter: { documentUrl, count } }
}
