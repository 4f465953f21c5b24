import { hash } from 'node:crypto'
import type { Site } from '../../config/site.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Exchange, FetchRequest } from '../../crawlers/fetch/exchange.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import type { Frontier } from '../../crawlers/frontier.ts'
import { judge, type Outcome, outcomeOfError } from '../../crawlers/outcome.ts'
import type { HostStates } from '../../crawlers/politeness/hosts.ts'
import type { WritableArchive } from '../../storage/archive.ts'
import { type HostRow, NOTHING, type RequestEnd } from '../../storage/commit/unit.ts'
import { prepareKnown } from '../../storage/known.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { redirected } from './follow.ts'
import { captureOf, lostOf } from './keep.ts'
import { answerOf, type Left, leftBy, leftBySame } from './leave.ts'
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
  /** Whether the archive has documents of it from earlier visits. */
  readonly isKnown: boolean
  /** How many pages it may fetch; null: as many as there are. */
  readonly maxPages: number | null
}

export interface VisitorOptions {
  readonly archive: WritableArchive
  readonly frontier: Frontier
  readonly visits: ReadonlyMap<number, VisitedSite>
  readonly hosts: HostStates
  readonly robots: RobotsFiles
}

const MAX_REDIRECTS = 10

/** What a good answer says of its host. */
const ANSWERED: Outcome = { kind: 'ok', reason: 'ok' }

/**
 * The way of a page: takes a request from the frontier, fetches it politely, judges the answer, reads it, and stages
 * all that it leaves behind as one unit of the commit.
 */
export class Visitor {
  readonly #options: VisitorOptions
  readonly #known: ReturnType<typeof prepareKnown>
  /** Pages asked for, by visit. */
  readonly #pages = new Map<number, number>()

  constructor(options: VisitorOptions) {
    this.#options = options
    this.#known = prepareKnown(options.archive.db)
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
      const verdict = await this.#askRobots(visited, request)
      if (verdict === 'allowed') await this.#visit(visited, request)
      else if (verdict === 'forbidden') this.#skip(request, 'robots')
    } catch (error) {
      if (!(error instanceof FetchError)) throw error
      this.#fail(visited, request, error)
    }
  }

  #whySkip(visited: VisitedSite, request: QueuedRequest): string | null {
    if (!inScope(request.url, visited.seeds)) return 'foreign-host'
    if (this.#options.hosts.hasGivenUp(request.host)) return 'host-left-alone'
    const pages = this.#pages.get(request.visit) ?? 0
    return isPage(request) && visited.maxPages !== null && pages >= visited.maxPages ? 'max-pages' : null
  }

  /**
   * What robots.txt says of a request. Where the file has to be fetched first, that is a request like any other: it is
   * kept, and the page waits its turn.
   */
  async #askRobots(visited: VisitedSite, request: QueuedRequest): Promise<'allowed' | 'forbidden' | 'later'> {
    if (visited.site.politeness.robots === 'ignore') return 'allowed'
    const { hosts, frontier, robots: files } = this.#options
    const fetch = (url: string) => visited.client.fetch({ url, method: 'GET' })
    const { robots, fetched } = await files.for(request.url, fetch)
    hosts.heed(request.host, robots.crawlDelay)
    for (const exchange of fetched) this.#keepRobots(visited, request, exchange)
    if (robots.unreachable) throw robotsUnavailable(request.url, fetched.at(-1)?.status ?? 0)
    if (fetched.length === 0) return robots.allows(request.url) ? 'allowed' : 'forbidden'
    frontier.putBack(request, hosts.nextDue(request.host))
    return 'later'
  }

  #keepRobots(visited: VisitedSite, request: QueuedRequest, exchange: Exchange): void {
    const { archive, hosts } = this.#options
    const isRedirect = redirectTarget(exchange) !== null
    const outcome = isRedirect ? ANSWERED : judge(exchange, () => exchange.body.toString('latin1'))
    const host = hosts.note(request.host, outcome, exchange, visited.site.politeness.delay)
    const captures = [captureOf(exchange, isRedirect ? 'redirect' : outcome, null)]
    const { visit } = request
    archive.commits.stage({ ...NOTHING, visit, url: exchange.url, request: null, captures, end: null, host })
  }

  async #visit(visited: VisitedSite, request: QueuedRequest): Promise<void> {
    if (isPage(request)) this.#pages.set(request.visit, (this.#pages.get(request.visit) ?? 0) + 1)
    const exchange = await visited.client.fetch(asked(request))
    const target = redirectTarget(exchange)
    if (target !== null) {
      this.#keep(visited, request, exchange, ANSWERED, leftByRedirect(request, exchange, target))
      return
    }
    const same = this.#leftBySame(visited, request, exchange)
    if (same !== null) {
      this.#keep(visited, request, exchange, ANSWERED, same)
      return
    }
    const answer = answerOf(exchange)
    const outcome = judge(exchange, () => answer.decoded().text)
    if (outcome.kind === 'ok') {
      this.#keep(visited, request, exchange, outcome, leftBy(visited, request, answer, outcome))
      return
    }
    const captures = [captureOf(exchange, outcome, null)]
    const lost = lostOf(request, visited.site.id, outcome)
    this.#keep(visited, request, exchange, outcome, { ...NOTHING, captures, lost, end: null })
  }

  #leftBySame(visited: VisitedSite, request: QueuedRequest, exchange: Exchange): Left | null {
    if (!visited.isKnown || request.role !== 'item') return null
    if (exchange.truncated !== null || exchange.body.byteLength === 0) return null
    const known = this.#known(request.url, hash('sha256', exchange.body, 'buffer'), exchange.status)
    return known === undefined ? null : leftBySame(visited, request, exchange, known)
  }

  /** Stages what an answer left behind; where it does not say how its request ended, its outcome does. */
  #keep(visited: VisitedSite, request: QueuedRequest, exchange: Exchange, outcome: Outcome, left: Left): void {
    const host = this.#options.hosts.note(request.host, outcome, exchange, visited.site.politeness.delay)
    this.#stage(request, { ...left, end: left.end ?? endOf(request, outcome, host) }, host)
  }

  #fail(visited: VisitedSite, request: QueuedRequest, error: FetchError): void {
    const outcome = outcomeOfError(error)
    const host = this.#options.hosts.note(request.host, outcome, null, visited.site.politeness.delay)
    this.#stage(request, { ...NOTHING, end: endOf(request, outcome, host) }, host)
  }

  #skip(request: QueuedRequest, reason: string): void {
    this.#stage(request, { ...NOTHING, end: endOfSkipped(request, reason) }, null)
  }

  #stage(request: QueuedRequest, left: Left, host: HostRow | null): void {
    const { archive, frontier, hosts } = this.#options
    archive.commits.stage({ ...left, visit: request.visit, url: request.url, request: request.id, host })
    frontier.release(request, hosts.nextDue(request.host))
  }
}

/** Attachments and counters belong to a page, and do not count as pages. */
function isPage({ role }: QueuedRequest): boolean {
  return role !== 'attachment' && role !== 'counter'
}

/** A request that has to be tried again is due when its host is. */
function endOf(request: QueuedRequest, outcome: Outcome, host: HostRow): RequestEnd {
  if (outcome.kind === 'missing') {
    // A dead link is the site's business; a column or one of its pages that is not there leaves reports unfound.
    const isNeeded = request.depth === 0 || request.role === 'list'
    return { state: isNeeded ? 'failed' : 'done', outcome: 'missing', reason: outcome.reason }
  }
  if (shouldRetry(outcome, request.tries)) return { state: 'queued', due: host.nextDue, reason: outcome.reason }
  return { state: 'failed', outcome: outcome.kind, reason: outcome.reason }
}

/** What is left out by rule is no trouble, unless the visit was to begin there: then nothing can come of it. */
function endOfSkipped(request: QueuedRequest, reason: string): RequestEnd {
  if (request.depth > 0 || reason === 'max-pages') return { state: 'skipped', outcome: 'skipped', reason }
  return { state: 'failed', outcome: reason === 'robots' ? 'blocked' : 'failed', reason }
}

/** A redirect is followed by a request of its own, so that every hop is polite and kept. */
function leftByRedirect(request: QueuedRequest, exchange: Exchange, target: string): Left {
  const hops = request.context.hops ?? []
  const loops = target === request.url || hops.includes(target) || hops.length >= MAX_REDIRECTS
  return {
    ...NOTHING,
    captures: [captureOf(exchange, 'redirect', null)],
    alias: { url: request.url, target },
    requests: loops ? [] : [redirected(request, target)],
    end: loops
      ? { state: 'failed', outcome: 'failed', reason: 'redirect-loop' }
      : { state: 'done', outcome: 'redirect', reason: null },
  }
}

function asked({ url, method, via, body, context }: QueuedRequest): FetchRequest {
  const referer = via === null ? {} : { Referer: via }
  const headers = context.bodyType === undefined ? referer : { ...referer, 'Content-Type': context.bodyType }
  return method === 'POST' ? { url, method, headers, body } : { url, method, headers }
}
