import type { DialectName } from '../../config/dialects.ts'
import type { ListReading, PageRequest } from '../../crawlers/dialects/dialect.ts'
import { chooseDialect, dialectOfAnswer } from '../../crawlers/dialects/index.ts'
import { samePlace } from '../../crawlers/dialects/list/shape.ts'
import { type ColumnEvidence, judgePage, NAMED, type RefusedLink, waysOf } from '../../crawlers/discovery.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { stubOf } from '../../crawlers/outcome/stub.ts'
import { judge } from '../../crawlers/outcome.ts'
import { decode } from '../../crawlers/read/decode.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { MAX_HOPS } from '../visit/follow.ts'
import { inScope } from '../visit/scope.ts'
import type { PoliteClient } from './polite.ts'
import { nameOfSite } from './site-name.ts'

/** One step from page to page: what was clicked, and where it led. */
export interface Step {
  readonly url: string
  /** The words of the link; '' where the page itself sends on. */
  readonly text: string
}

/** A column of annual reports, with what makes it one. */
export interface FoundColumn {
  readonly url: string
  readonly dialect: DialectName
  readonly evidence: ColumnEvidence
  /** Its rows are asked for by a script of its own: `data` where that could be asked, `browser` where it has to run. */
  readonly by: 'page' | 'data' | 'browser'
  /** How it was reached from the start, the column last; empty where the start is the column. */
  readonly path: readonly Step[]
}

/** A page on the way that could not be had. */
export interface Trouble {
  readonly url: string
  /** A reason of outcomes: `http-403`, `robots`, `dns`… */
  readonly reason: string
}

/** What a search from an address found. */
export interface Scouting {
  readonly start: string
  /** The agency's name as its site says it; null when it does not. */
  readonly name: string | null
  readonly columns: readonly FoundColumn[]
  readonly refused: readonly RefusedLink[]
  readonly troubles: readonly Trouble[]
  /** Whether the page at the start shows no way on because a script makes it: pages are read here as they are served. */
  readonly isScripted: boolean
  readonly requests: number
}

/** No more pages of a site are looked at. */
const MOST_PAGES = 40
const MOST_REDIRECTS = 8

interface Way {
  readonly url: string
  readonly score: number
  readonly path: readonly Step[]
}

/**
 * Looks for the columns of annual reports from a home page (or whatever address of a site is known): the likeliest links
 * first, three steps deep at most, on the site alone. Reports themselves are not fetched.
 *
 * @throws FetchError when the start itself cannot be had
 */
export async function scout(start: string, client: PoliteClient): Promise<Scouting> {
  return new Scout(start, client).run()
}

class Scout {
  readonly #start: string
  readonly #client: PoliteClient
  readonly #ways: Way[]
  readonly #seen: string[] = []
  readonly #columns: FoundColumn[] = []
  readonly #refused = new Map<string, RefusedLink>()
  readonly #troubles: Trouble[] = []
  #name: string | null = null
  #isScripted = false

  constructor(start: string, client: PoliteClient) {
    this.#start = start
    this.#client = client
    this.#ways = [{ url: start, score: 1, path: [] }]
  }

  async run(): Promise<Scouting> {
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const way = this.#next()
      if (way === undefined) break
      const page = await this.#page(way)
      if (page !== null) await this.#look(page.page, { ...way, path: page.path })
    }
    return {
      start: this.#start,
      name: this.#name,
      columns: this.#columns,
      refused: [...this.#refused.values()],
      troubles: this.#troubles,
      isScripted: this.#isScripted,
      requests: this.#client.requests,
    }
  }

  /** The likeliest way that was not gone yet. */
  #next(): Way | undefined {
    this.#ways.sort((a, b) => b.score - a.score)
    let way = this.#ways.shift()
    while (way !== undefined && this.#isSeen(way.url)) way = this.#ways.shift()
    return way
  }

  #isSeen(url: string): boolean {
    return this.#seen.some((seen) => samePlace(seen, url))
  }

  /** The page at the end of a way, redirects and stubs followed; null when there is none, or it was seen before. */
  async #page(way: Way): Promise<{ page: Page; path: readonly Step[] } | null> {
    let { url, path } = way
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      // What a page sends on to may be its own index by another name.
      if (hops === 0 ? this.#isSeen(url) : this.#seen.includes(url)) return null
      this.#seen.push(url)
      const exchange = await this.#fetch({ url, method: 'GET' }, way)
      if (exchange === null) return null
      const text = textOf(exchange)
      const target = redirectTarget(exchange) ?? stubOf(text().text, exchange.url)?.target ?? null
      if (target === null) {
        const outcome = judge(exchange, () => text().text)
        if (outcome.kind === 'ok') return { page: parsePage(exchange.url, text()), path }
        this.#failed(url, outcome.reason)
        return null
      }
      if (!inScope(target, [this.#start])) {
        this.#failed(target, 'foreign-host')
        return null
      }
      path = path.length === 0 ? [] : [...path.slice(0, -1), { url: target, text: path.at(-1)?.text ?? '' }]
      url = target
    }
    this.#failed(url, 'redirect-loop')
    return null
  }

  async #fetch(request: PageRequest, way: Way): Promise<Exchange | null> {
    const { url, method, body = '', bodyType } = request
    const from = way.path.at(-2)?.url ?? (way.path.length > 0 ? this.#start : undefined)
    const referer = from === undefined ? {} : { Referer: from }
    const headers = bodyType === undefined ? referer : { ...referer, 'Content-Type': bodyType }
    try {
      const answer = await this.#client.fetch(
        method === 'POST' ? { url, method, headers, body } : { url, method, headers },
      )
      if (typeof answer !== 'string') return answer
      this.#failed(url, answer)
      return null
    } catch (error) {
      if (!(error instanceof FetchError) || error.reason === 'aborted' || way.path.length === 0) throw error
      this.#failed(url, error.reason)
      return null
    }
  }

  #failed(url: string, reason: string): void {
    this.#troubles.push({ url, reason })
  }

  async #look(page: Page, way: Way): Promise<void> {
    const dialect = chooseDialect(page)
    const list = dialect.list(page)
    const { role, evidence } = judgePage(page, list)
    if (way.path.length <= 1) this.#name ??= nameOfSite(page)
    const { columns, refused } = waysOf(page)
    if (way.path.length === 0) this.#isScripted = columns.length === 0 && dialect.name === 'spa'
    for (const link of refused) if (!this.#refused.has(link.url)) this.#refused.set(link.url, link)
    if (role === 'column' && evidence !== undefined) {
      this.#columns.push(await this.#column(page, list, dialect.name, evidence, way))
    }
    // Beside a column there may be those of other units, no step further; what else it links to is not on the way.
    const steps = role === 'column' ? way.path.length - 1 : way.path.length
    if (role === 'item' || steps >= MAX_HOPS) return
    for (const { url, text, score } of columns.filter((link) => role !== 'column' || link.score >= NAMED)) {
      if (inScope(url, [this.#start])) this.#ways.push({ url, score, path: [...way.path, { url, text }] })
    }
  }

  /** What a column shows; where it shows nothing, what the first thing it asks for says. */
  async #column(
    page: Page,
    list: ListReading,
    dialect: DialectName,
    evidence: ColumnEvidence,
    { path, ...way }: Way,
  ): Promise<FoundColumn> {
    const found = { url: page.url, dialect, path }
    const [first] = list.next
    if (list.items.length > 0) return { ...found, evidence, by: 'page' }
    if (first === undefined) return { ...found, evidence, by: 'browser' }
    const exchange = await this.#fetch(first, { ...way, path: [...path, { url: first.url, text: '' }] })
    if (exchange === null) return { ...found, evidence, by: 'data' }
    const answer = parsePage(exchange.url, textOf(exchange)())
    const reader = dialectOfAnswer(answer, dialect)
    const asked = { ...first, from: page.url, depth: path.length + 1 }
    const seen = judgePage(page, reader.list(answer, asked))
    return { ...found, evidence: seen.evidence ?? evidence, by: 'data' }
  }
}

function textOf(exchange: Exchange) {
  const decoded = decode(contentDecode(exchange).bytes, header(exchange.headers, 'content-type'))
  return () => decoded
}
