import type { Site } from '../../config/site.ts'
import { BrowserError } from '../../crawlers/browser/errors.ts'
import type { PageRequest } from '../../crawlers/dialects/dialect.ts'
import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { samePlace } from '../../crawlers/dialects/list/shape.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { leadsOf, startAt } from '../visit/follow.ts'
import { answerOf } from '../visit/leave.ts'
import { meet } from '../visit/meet.ts'
import { isChallenge, isMadeByScript } from '../visit/rendering.ts'
import { inScope } from '../visit/scope.ts'
import { isMissing, type PageBrowser } from '../visit/show.ts'
import type { PoliteClient } from './polite.ts'

/** One step from page to page: what was clicked, and where it led. */
export interface Step {
  readonly url: string
  /** The words of the link; '' where the page itself sends on. */
  readonly text: string
}

/** An address to be looked at, and how it was come to from the start; an empty path is the start. */
export interface Way {
  readonly url: string
  readonly path: readonly Step[]
}

/** Why a browser shows a page: a challenge must run, a script makes what HTTP did not find, or all pages are wanted so. */
export type Showing = 'challenge' | 'script' | 'always'

/** A page as it was come by. */
export interface Seen {
  readonly page: Page
  readonly path: readonly Step[]
  /** Why a browser showed it; null where HTTP gave it. */
  readonly shown: Showing | null
}

/** A page on the way that could not be had. */
export interface Trouble {
  readonly url: string
  /** A reason of outcomes: `http-403`, `robots`, `dns`, `no-browser`… */
  readonly reason: string
}

/** A page that a browser showed. */
export interface ShownAddress {
  readonly url: string
  readonly reason: Showing
}

export interface PagesOptions {
  readonly client: PoliteClient
  readonly browser: PageBrowser
  /** When a browser is asked: as in a visit. */
  readonly when: Site['browser']
}

const MOST_REDIRECTS = 8

/** Gets the pages of a site, each once, over HTTP or by a browser where a visit would ask one. Keeps nothing. */
export class Pages {
  /** What could not be had so far. */
  readonly troubles: Trouble[] = []
  /** What a browser showed so far. */
  readonly shown: ShownAddress[] = []
  readonly #start: string
  readonly #client: PoliteClient
  readonly #browser: PageBrowser
  readonly #seen: string[] = []
  readonly #when: Site['browser']
  /** A challenge was met: what it guards is asked by a browser at once. */
  #isGuarded = false
  /** There is no browser on this machine, or none that starts. */
  #isBlind = false

  /** @param start bounds the site */
  constructor(start: string, { client, browser, when }: PagesOptions) {
    this.#start = start
    this.#client = client
    this.#browser = browser
    this.#when = when
  }

  isSeen(url: string): boolean {
    return this.#seen.some((seen) => samePlace(seen, url))
  }

  /**
   * The page at the end of a way; null when there is none to be had, or it was seen before.
   *
   * @throws FetchError when the start itself cannot be had, or on a stop
   */
  async see(way: Way): Promise<Seen | null> {
    if (this.isSeen(way.url)) return null
    if (this.#mayShow() && (this.#isGuarded || this.#when === 'always')) {
      const shown = await this.#show(way, this.#isGuarded ? 'challenge' : 'always')
      // Where it turns out that there is no browser at all, what HTTP gives is looked at.
      if (shown !== null || this.#mayShow()) return shown
    }
    const got = await this.#get(way)
    if (got === null || !this.#mayShow() || !lacksItsScript(got)) return got
    return (await this.#show({ url: got.page.url, path: got.path }, 'script')) ?? got
  }

  #mayShow(): boolean {
    return this.#when !== 'never' && !this.#isBlind
  }

  /**
   * One answer over HTTP; null when there is none.
   *
   * @throws FetchError as {@link see} does
   */
  async fetch(request: PageRequest, way: Way): Promise<Exchange | null> {
    const { url, method, body = '', bodyType } = request
    const from = this.#from(way)
    const referer = from === null ? {} : { Referer: from }
    const headers = bodyType === undefined ? referer : { ...referer, 'Content-Type': bodyType }
    const asked = method === 'POST' ? { url, method, headers, body } : { url, method, headers }
    try {
      const answer = await this.#client.fetch(asked)
      return typeof answer === 'string' ? this.#failed(url, answer) : answer
    } catch (error) {
      return this.#failedBy(error, { ...way, url })
    }
  }

  /** The page by HTTP, redirects and stubs followed; a challenge on the way is run by a browser. */
  async #get(way: Way): Promise<Seen | null> {
    let { url, path } = way
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      // What a page sends on to may be its own index by another name.
      if (this.#seen.includes(url)) return null
      this.#seen.push(url)
      const exchange = await this.fetch({ url, method: 'GET' }, way)
      if (exchange === null) return null
      const answer = answerOf(exchange)
      const met = meet(startAt(url), answer, undefined)
      if (met.target === null) {
        const { outcome } = met
        if (outcome.kind === 'ok') return { page: parsePage(exchange.url, answer.decoded()), path, shown: null }
        this.#isGuarded ||= isChallenge(outcome)
        if (isChallenge(outcome) && this.#mayShow()) return this.#show({ url, path }, 'challenge')
        return this.#failed(url, outcome.reason)
      }
      if (!inScope(met.target, [this.#start])) return this.#failed(met.target, 'foreign-host')
      path = moved(path, met.target)
      url = met.target
    }
    return this.#failed(url, 'redirect-loop')
  }

  /** The page as a browser shows it; null when there is none to be had so, or it moves on to one that was seen. */
  async #show(way: Way, reason: Showing): Promise<Seen | null> {
    const { url, path } = way
    this.#seen.push(url)
    try {
      const request = startAt(url, this.#from(way), path.length)
      const shown = await this.#client.show(this.#browser, request, [this.#start])
      if (typeof shown === 'string') return this.#failed(url, shown)
      const { answer, outcome } = shown
      if (answer === null || outcome.kind !== 'ok') return this.#failed(url, outcome.reason)
      const { url: last } = answer.exchange
      const page = parsePage(last, answer.decoded())
      this.shown.push({ url: last, reason })
      if (last === url) return { page, path, shown: reason }
      if (this.#seen.includes(last)) return null
      this.#seen.push(last)
      return { page, path: moved(path, last), shown: reason }
    } catch (error) {
      if (!(error instanceof BrowserError)) return this.#failedBy(error, way)
      if (isMissing(error)) {
        this.#isBlind = true
        this.#seen.pop()
      }
      return this.#failed(url, error.reason)
    }
  }

  /** The page that named the end of a way. */
  #from({ path }: Way): string | null {
    return path.at(-2)?.url ?? (path.length > 0 ? this.#start : null)
  }

  #failed(url: string, reason: string): null {
    this.troubles.push({ url, reason })
    return null
  }

  /** A page on the way may be missed; that there is no start, or that we are to stop, ends the search. */
  #failedBy(error: unknown, { url, path }: Way): null {
    if (!(error instanceof FetchError) || error.reason === 'aborted' || path.length === 0) throw error
    return this.#failed(url, error.reason)
  }
}

/** Whether HTTP gave too little of a page, and a script of it may give more. */
function lacksItsScript({ page, path }: Seen): boolean {
  if (!isMadeByScript(page)) return false
  return leadsOf(startAt(page.url, null, path.length), page, () => chooseDialect(page)).isBlank
}

/** A path whose end was moved to another address. */
function moved(path: readonly Step[], url: string): readonly Step[] {
  return path.length === 0 ? [] : [...path.slice(0, -1), { url, text: path.at(-1)?.text ?? '' }]
}
