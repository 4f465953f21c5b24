import { setTimeout as sleep } from 'node:timers/promises'
import type { Site } from '../../config/site.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import { type Exchange, type FetchRequest, header } from '../../crawlers/fetch/exchange.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { judge, type Outcome, outcomeOfError } from '../../crawlers/outcome.ts'
import { HostStates } from '../../crawlers/politeness/hosts.ts'
import { parseRobots, type Robots } from '../../crawlers/politeness/robots.ts'
import { decode } from '../../crawlers/read/decode.ts'

export interface PoliteOptions {
  readonly client: Client
  readonly politeness: Site['politeness']
  readonly signal: AbortSignal
  /** ms since 1970. */
  readonly clock: () => number
  /** From 0 up to, not including, 1. */
  readonly random: () => number
}

const MAX_REDIRECTS = 5

/** A host that wants to be left alone for longer is not waited for, ms. */
const LONGEST_WAIT = 60_000

/**
 * Asks servers one request at a time, whatever their number, with the wait that is configured after every answer; by
 * robots.txt, which is asked for once. Keeps nothing.
 */
export class PoliteClient {
  readonly #options: PoliteOptions
  readonly #hosts: HostStates
  readonly #robots = new Map<string, Robots>()
  /** When the next request may be sent, ms since 1970. */
  #due = 0
  /** Requests sent so far. */
  requests = 0

  constructor(options: PoliteOptions) {
    this.#options = options
    this.#hosts = new HostStates(new Map(), options.clock, options.random)
  }

  /**
   * One answer, redirects not followed.
   *
   * @returns the rule by which it was not asked for, where there is one
   * @throws FetchError when there is no answer
   */
  async fetch(request: FetchRequest): Promise<Exchange | 'robots' | 'host-left-alone'> {
    if (this.#isLeftAlone(new URL(request.url).host)) return 'host-left-alone'
    const robots = this.#options.politeness.robots === 'ignore' ? null : await this.#robotsOf(request.url)
    if (robots !== null && !robots.allows(request.url)) return 'robots'
    return this.#send(request)
  }

  async #robotsOf(url: string): Promise<Robots> {
    const file = new URL('/robots.txt', url).href
    const known = this.#robots.get(file)
    if (known !== undefined) return known
    let exchange = await this.#send({ url: file, method: 'GET' })
    for (let hops = 0; hops < MAX_REDIRECTS; hops += 1) {
      const target = redirectTarget(exchange)
      if (target === null) break
      exchange = await this.#send({ url: target, method: 'GET' })
    }
    const robots = parseRobots(file, exchange)
    if (robots.unreachable) {
      throw new FetchError(
        'robots-unavailable',
        url,
        `robots.txt answered ${exchange.status}, so nothing may be fetched for now`,
      )
    }
    this.#hosts.heed(new URL(url).host, robots.crawlDelay)
    this.#robots.set(file, robots)
    return robots
  }

  async #send(request: FetchRequest): Promise<Exchange> {
    const { client, signal } = this.#options
    const { host } = new URL(request.url)
    await this.#wait(host, request.url)
    this.requests += 1
    try {
      const exchange = await client.fetch(request, signal)
      const text = () => decode(contentDecode(exchange).bytes, header(exchange.headers, 'content-type')).text
      const outcome: Outcome = redirectTarget(exchange) === null ? judge(exchange, text) : { kind: 'ok', reason: 'ok' }
      this.#note(host, outcome, exchange)
      return exchange
    } catch (error) {
      if (error instanceof FetchError) this.#note(host, outcomeOfError(error), null)
      throw error
    }
  }

  #isLeftAlone(host: string): boolean {
    return this.#hosts.hasGivenUp(host) || this.#hosts.nextDue(host) - this.#options.clock() > LONGEST_WAIT
  }

  async #wait(host: string, url: string): Promise<void> {
    const { clock, signal } = this.#options
    const ms = Math.max(this.#hosts.nextDue(host), this.#due) - clock()
    if (ms <= 0) return
    try {
      await sleep(ms, undefined, { signal })
    } catch (cause) {
      throw new FetchError('aborted', url, 'the wait for its turn was called off', { cause })
    }
  }

  #note(host: string, outcome: Outcome, exchange: Exchange | null): void {
    const { nextDue } = this.#hosts.note(host, outcome, exchange, this.#options.politeness.delay)
    // What one server is spared after trouble is no reason to keep the others waiting.
    if (outcome.kind === 'ok') this.#due = nextDue
  }
}
