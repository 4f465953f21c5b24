import { setTimeout as sleep } from 'node:timers/promises'
import type { Site } from '../../config/site.ts'
import { BrowserError } from '../../crawlers/browser/errors.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import { type Exchange, type FetchRequest, header } from '../../crawlers/fetch/exchange.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { judge, type Outcome, outcomeOfError } from '../../crawlers/outcome.ts'
import { HostStates } from '../../crawlers/politeness/hosts.ts'
import { decode } from '../../crawlers/read/decode.ts'
import { RobotsFiles, robotsUnavailable } from '../visit/robots.ts'
import { type PageBrowser, rulesWithin, type ShownPage, type ToShow } from '../visit/show.ts'
import { unlessAborted } from '../visit/under-way.ts'

export interface PoliteOptions {
  readonly client: Client
  readonly politeness: Site['politeness']
  readonly signal: AbortSignal
  /** ms since 1970. */
  readonly clock: () => number
  /** From 0 up to, not including, 1. */
  readonly random: () => number
}

const FINE: Outcome = { kind: 'ok', reason: 'ok' }

/** A host that wants to be left alone for longer is not waited for, ms. */
const LONGEST_WAIT = 60_000

/**
 * Asks servers one request at a time, whatever their number, with the wait that is configured after every answer; by
 * robots.txt, which is asked for once. Keeps nothing.
 */
export class PoliteClient {
  readonly #options: PoliteOptions
  readonly #hosts: HostStates
  readonly #robots = new RobotsFiles()
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
    return (await this.#refusalOf(request.url)) ?? this.#send(request)
  }

  /**
   * A page as a browser shows it. It waits its turn as any request; what the page loads is asked as the page asks it,
   * within the site and by robots.txt.
   *
   * @param seeds what bounds the site
   * @returns the rule by which it was not asked for, where there is one
   * @throws BrowserError when the browser cannot show it; FetchError when robots.txt cannot be had, or on a stop
   */
  async show(
    browser: PageBrowser,
    request: ToShow['request'],
    seeds: readonly string[],
  ): Promise<ShownPage | 'robots' | 'host-left-alone'> {
    const { url } = request
    const refusal = await this.#refusalOf(url)
    if (refusal !== null) return refusal
    const { host } = new URL(url)
    await this.#wait(host, url)
    const rules = rulesWithin(
      seeds,
      (asked, off) => this.#ask(asked, off),
      (address) => this.#allows(address),
    )
    try {
      const shown = await unlessAborted(url, this.#options.signal, () => browser.show({ request, rules }))
      this.#note(host, shown.outcome, shown.answer?.exchange ?? null)
      return shown
    } catch (error) {
      // A browser that crashed is no fault of a server; that it was asked counts all the same.
      if (error instanceof BrowserError && error.loaded.length > 0) this.#note(host, FINE, null)
      throw error
    }
  }

  async #refusalOf(url: string): Promise<'robots' | 'host-left-alone' | null> {
    if (this.#isLeftAlone(new URL(url).host)) return 'host-left-alone'
    return (await this.#allows(url)) ? null : 'robots'
  }

  async #allows(url: string): Promise<boolean> {
    if (this.#options.politeness.robots === 'ignore') return true
    const { robots, fetched } = await this.#robots.for(url, (file) => this.#send({ url: file, method: 'GET' }))
    if (robots.unreachable) throw robotsUnavailable(url, fetched.at(-1)?.status ?? 0)
    if (fetched.length > 0) this.#hosts.heed(new URL(url).host, robots.crawlDelay)
    return robots.allows(url)
  }

  async #send(request: FetchRequest): Promise<Exchange> {
    const { host } = new URL(request.url)
    await this.#wait(host, request.url)
    try {
      const exchange = await this.#ask(request)
      const text = () => decode(contentDecode(exchange).bytes, header(exchange.headers, 'content-type')).text
      const outcome: Outcome = redirectTarget(exchange) === null ? judge(exchange, text) : FINE
      this.#note(host, outcome, exchange)
      return exchange
    } catch (error) {
      if (error instanceof FetchError) this.#note(host, outcomeOfError(error), null)
      throw error
    }
  }

  #ask(request: FetchRequest, off?: AbortSignal): Promise<Exchange> {
    const { client, signal } = this.#options
    this.requests += 1
    return client.fetch(request, off === undefined ? signal : AbortSignal.any([signal, off]))
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
