import { setTimeout as sleep } from 'node:timers/promises'
import type { Site } from '../../config/site.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { certificateFault } from '../../crawlers/fetch/failure.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import type { Frontier } from '../../crawlers/frontier.ts'
import { judge, type Outcome, outcomeOfError } from '../../crawlers/outcome.ts'
import type { HostStates } from '../../crawlers/politeness/hosts.ts'
import { trapOf } from '../../crawlers/traps.ts'
import type { WritableArchive } from '../../storage/archive.ts'
import type { HostRow } from '../../storage/commit/request.ts'
import { NOTHING } from '../../storage/commit/unit.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import type { Validated } from '../../storage/validators.ts'
import { asked } from './asked.ts'
import { ListEnds, MAX_DEPTH, prepareEndless } from './endless.ts'
import { endOf, endOfSkipped, isPage } from './ends.ts'
import { captureOf, lostOf } from './keep.ts'
import { type Answer, answerOf, type Left, leftBy } from './leave.ts'
import { meet } from './meet.ts'
import { absentAnswer, keptAs, Probes } from './probe.ts'
import { leftByRedirect } from './redirect.ts'
import type { Rendering } from './render.ts'
import { insteadOf, isForBrowser } from './rendering.ts'
import { type RobotsFiles, robotsUnavailable } from './robots.ts'
import { inScope } from './scope.ts'
import { leftBySentAway, SecondLooks } from './second-look.ts'
import { ListSessions } from './sessions.ts'
import { Unchanged } from './unchanged.ts'
import type { UnderWay } from './under-way.ts'

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
  /** Whether what has validators is asked for only if it has changed. */
  readonly isConditional: boolean
  /** How many pages it may fetch; null: as many as there are. */
  readonly maxPages: number | null
}

export interface VisitorOptions {
  readonly archive: WritableArchive
  readonly frontier: Frontier
  readonly visits: ReadonlyMap<number, VisitedSite>
  readonly hosts: HostStates
  readonly robots: RobotsFiles
  readonly rendering: Rendering
  readonly underWay: UnderWay
  /** ms since 1970. */
  readonly clock: () => number
}

/** What a good answer says of its host. */
const ANSWERED: Outcome = { kind: 'ok', reason: 'ok' }

/**
 * The way of a page: takes a request from the frontier, fetches it politely, judges the answer, reads it, and stages
 * all that it leaves behind as one unit of the commit.
 */
export class Visitor {
  readonly #options: VisitorOptions
  readonly #unchanged: Unchanged
  readonly #looks: SecondLooks
  readonly #probes: Probes
  readonly #endless: ReturnType<typeof prepareEndless>
  readonly #listEnds = new ListEnds()
  readonly #sessions = new ListSessions()
  /** What each host last said that has to be kept to, as it was committed. */
  readonly #told = new Map<string, string>()
  /** Pages asked for, by visit. */
  readonly #pages = new Map<number, number>()

  constructor(options: VisitorOptions) {
    this.#options = options
    this.#unchanged = new Unchanged(options.archive, options.clock)
    this.#looks = new SecondLooks(options.archive)
    this.#probes = new Probes(options.archive.db)
    this.#endless = prepareEndless(options.archive.db)
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
      if (verdict === 'allowed' && isForBrowser(visited.site, request)) await this.#render(visited, request)
      else if (verdict === 'allowed') await this.#visit(visited, request)
      else if (verdict === 'forbidden') this.#skip(request, 'robots')
    } catch (error) {
      if (!(error instanceof FetchError)) throw error
      // Called off by us: that says nothing of the page or its server, and it stays in line for the next run.
      if (error.reason === 'aborted' && this.#options.underWay.isOff) this.#putBack(request)
      else this.#fail(visited, request, error)
    }
  }

  #whySkip(visited: VisitedSite, request: QueuedRequest): string | null {
    if (!inScope(request.url, visited.seeds)) return 'foreign-host'
    if (this.#options.hosts.hasGivenUp(request.host)) return 'host-left-alone'
    const trap = trapOf(request.url) ?? (request.depth > MAX_DEPTH ? 'too-deep' : null)
    if (trap !== null) return trap
    if (this.#listEnds.isBehind(request)) return 'behind-end'
    const pages = this.#pages.get(request.visit) ?? 0
    return isPage(request) && visited.maxPages !== null && pages >= visited.maxPages ? 'max-pages' : null
  }

  /**
   * What robots.txt says of a request. Where the file has to be fetched first, that is a request like any other: it is
   * kept, and the page waits its turn.
   */
  async #askRobots(visited: VisitedSite, request: QueuedRequest): Promise<'allowed' | 'forbidden' | 'later'> {
    if (visited.site.politeness.robots === 'ignore') return 'allowed'
    const { hosts, robots: files } = this.#options
    const file = new URL('/robots.txt', request.url).href
    const fetch = async (url: string) => {
      // Its redirects are requests like any other, and come no faster.
      if (url !== file) await this.#options.underWay.waitFor(url, () => sleep(visited.site.politeness.delay.max))
      return visited.client.fetch({ url, method: 'GET' })
    }
    const { robots, fetched } = await files.for(request.url, fetch)
    hosts.heed(request.host, robots.crawlDelay)
    for (const exchange of fetched) this.#keepRobots(visited, request, exchange)
    if (robots.unreachable) throw robotsUnavailable(request.url, fetched.at(-1)?.status ?? 0)
    if (fetched.length === 0) return robots.allows(request.url) ? 'allowed' : 'forbidden'
    this.#putBack(request)
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
    this.#remember(host)
  }

  async #visit(visited: VisitedSite, request: QueuedRequest): Promise<void> {
    if (isPage(request)) this.#pages.set(request.visit, (this.#pages.get(request.visit) ?? 0) + 1)
    const kept = this.#unchanged.keptFor(visited, request)
    const exchange = await visited.client.fetch(asked(request, kept, this.#sessions.lineFor(request)))
    this.#sessions.note(request, exchange)
    if (exchange.status === 304 && kept !== undefined) {
      await this.#keepUnchanged(visited, request, exchange, kept)
      return
    }
    const target = redirectTarget(exchange)
    if (request.manner === 'second-look') {
      await this.#lookAgain(visited, request, exchange, target)
      return
    }
    if (request.role === 'probe') {
      this.#keepProbe(visited, request, answerOf(exchange))
      return
    }
    const same = target === null ? this.#unchanged.leftBySame(visited, request, exchange) : null
    if (same !== null) {
      this.#keep(visited, request, exchange, ANSWERED, same)
      return
    }
    const answer = answerOf(exchange)
    const met = meet(request, answer, this.#options.hosts.absent(request.host))
    if (met.target !== null) {
      this.#keep(visited, request, exchange, ANSWERED, leftByRedirect(request, exchange, met.target, met.stub))
      return
    }
    const { outcome } = met
    if (outcome.kind === 'ok') {
      this.#keep(visited, request, exchange, outcome, leftBy(visited, request, answer, outcome))
      return
    }
    const captures = [captureOf(exchange, outcome, null)]
    const instead = insteadOf(visited.site, request, outcome)
    if (instead !== null) {
      const end = { state: 'done', outcome: outcome.kind, reason: outcome.reason } as const
      this.#keep(visited, request, exchange, ANSWERED, { ...NOTHING, captures, requests: [instead], end })
      return
    }
    const lost = lostOf(request, visited.site.id, outcome)
    this.#keep(visited, request, exchange, outcome, { ...NOTHING, captures, lost, end: null })
  }

  /** A page by browser. The delay of its host counts from its end. */
  async #render(visited: VisitedSite, request: QueuedRequest): Promise<void> {
    if (isPage(request)) this.#pages.set(request.visit, (this.#pages.get(request.visit) ?? 0) + 1)
    const { left, outcome, forHost, exchange } = await this.#options.underWay.waitFor(request.url, () =>
      this.#options.rendering.leftBy(visited, request),
    )
    const host = this.#options.hosts.note(request.host, forHost, exchange, visited.site.politeness.delay)
    const bounded = this.#bounded(visited, request, left)
    this.#stage(request, { ...bounded, end: bounded.end ?? endOf(request, outcome, host) }, host)
  }

  /** Learns how a host answers for what is not there; a probe is never asked twice and leads nowhere. */
  #keepProbe(visited: VisitedSite, request: QueuedRequest, answer: Answer): void {
    const { exchange } = answer
    const absent = absentAnswer(answer)
    if (absent !== null) this.#options.hosts.learn(request.host, { absent })
    const isPage = absent?.how === 'page'
    const outcome = absent === null ? judge(exchange, () => answer.decoded().text) : ANSWERED
    const kept = absent === null ? outcome : keptAs(absent, exchange)
    const captures = [captureOf(exchange, kept, isPage ? answer.decoded() : null)]
    const end = { state: 'done', outcome: kept === 'redirect' ? kept : kept.kind, reason: 'probe' } as const
    this.#keep(visited, request, exchange, outcome, { ...NOTHING, captures, end })
  }

  async #lookAgain(visited: VisitedSite, request: QueuedRequest, exchange: Exchange, target: string | null) {
    const answer = answerOf(exchange)
    const outcome = target === null ? judge(exchange, () => answer.decoded().text) : ANSWERED
    const captures = [{ ...captureOf(exchange, outcome, null), manner: request.manner }]
    let left: Left = { ...NOTHING, captures, end: null }
    if (target !== null) left = leftBySentAway(request, exchange, target, visited.seeds)
    else if (outcome.kind === 'ok') left = await this.#looks.leftBy(request, answer)
    this.#keep(visited, request, exchange, outcome, left)
  }

  /** Keeps a 304; where what it stands for is damaged or another answer, it is asked for again, in full. */
  async #keepUnchanged(
    visited: VisitedSite,
    request: QueuedRequest,
    exchange: Exchange,
    kept: Validated,
  ): Promise<void> {
    const left = await this.#unchanged.leftByNotModified(visited, request, exchange, kept)
    if (left !== null) this.#keep(visited, request, exchange, ANSWERED, left)
    else this.#putBack(request)
  }

  /** Stages what an answer left behind; where it does not say how its request ended, its outcome does. */
  #keep(visited: VisitedSite, request: QueuedRequest, exchange: Exchange, outcome: Outcome, left: Left): void {
    const host = this.#options.hosts.note(request.host, outcome, exchange, visited.site.politeness.delay)
    const bounded = this.#bounded(visited, request, left)
    const whole = { ...bounded, end: bounded.end ?? endOf(request, outcome, host) }
    this.#stage(request, this.#looks.with(request, whole), host)
  }

  /** What is left behind, with a probe before the first items of a host and without further pages of an endless list. */
  #bounded(visited: VisitedSite, request: QueuedRequest, left: Left): Left {
    const { requests, barren } = this.#endless(request, left.requests)
    const isRead = left.end?.state === 'done' && left.end.outcome === 'ok'
    const end = barren !== null && isRead ? { ...left.end, reason: barren } : left.end
    return { ...left, end, requests: this.#probes.before(request, requests, visited.seeds) }
  }

  #fail(visited: VisitedSite, request: QueuedRequest, error: FetchError): void {
    const outcome = outcomeOfError(error)
    const fault = certificateFault(error)
    if (fault !== null) this.#options.hosts.learn(request.host, { tls: { protocol: null, cipher: null, fault } })
    const host = this.#options.hosts.note(request.host, outcome, null, visited.site.politeness.delay)
    this.#stage(request, { ...NOTHING, end: endOf(request, outcome, host) }, host)
  }

  #putBack(request: QueuedRequest): void {
    this.#options.frontier.putBack(request, this.#options.hosts.nextDue(request.host))
  }

  #skip(request: QueuedRequest, reason: string): void {
    this.#stage(request, { ...NOTHING, end: endOfSkipped(request, reason) }, null)
  }

  #stage(request: QueuedRequest, left: Left, host: HostRow | null): void {
    const { archive, frontier, hosts } = this.#options
    const { hops } = request.context
    const moved = hops === undefined ? {} : { movedFrom: hops }
    archive.commits.stage({ ...left, ...moved, visit: request.visit, url: request.url, request: request.id, host })
    if (left.end !== null) this.#listEnds.note(request, left.end)
    if (host !== null) this.#remember(host)
    frontier.release(request, hosts.nextDue(request.host))
  }

  /** What a server asked for, by a refusal or its robots.txt, must outlive a kill: it is committed at once. */
  #remember({ host, reason, crawlDelay }: HostRow): void {
    const told = `${reason} ${crawlDelay}`
    const before = this.#told.get(host) ?? 'null null'
    this.#told.set(host, told)
    // Its failure is kept by the commits, and thrown at the next stage.
    if (told !== before && told !== 'null null') this.#options.archive.commits.flush().catch(() => undefined)
  }
}
