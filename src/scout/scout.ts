import type { DialectName } from '../../config/dialects.ts'
import type { ListItem, ListReading } from '../../crawlers/dialects/dialect.ts'
import { chooseDialect, dialectOfAnswer } from '../../crawlers/dialects/index.ts'
import { partsOf } from '../../crawlers/discovery/sublist.ts'
import { type ColumnEvidence, judgePage, NAMED, type RefusedLink, waysOf } from '../../crawlers/discovery.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { MAX_HOPS } from '../visit/follow.ts'
import { answerOf } from '../visit/leave.ts'
import { inScope } from '../visit/scope.ts'
import {
  Pages,
  type PagesOptions,
  type Seen,
  type Showing,
  type ShownAddress,
  type Step,
  type Trouble,
  type Way,
} from './pages.ts'
import type { PoliteClient } from './polite.ts'
import { nameOfSite } from './site-name.ts'

/** A column of annual reports, with what makes it one. */
export interface FoundColumn {
  readonly url: string
  readonly dialect: DialectName
  readonly evidence: ColumnEvidence
  /** Its rows are asked for by a script of its own: `data` where that could be asked, `browser` where it has to run. */
  readonly by: 'page' | 'data' | 'browser'
  /** Rows that may be lists of their own, by their names. */
  readonly parts: readonly Part[]
  /** Why a browser showed it; null where none did. */
  readonly shown: Showing | null
  /** How it was reached from the start, the column last; empty where the start is the column. */
  readonly path: readonly Step[]
}

/** A row of a column that may be a list: of a year, an agency, a part of the column. */
export type Part = Pick<ListItem, 'url' | 'title'>

/** What a search from an address found. */
export interface Scouting {
  readonly start: string
  /** The agency's name as its site says it; null when it does not. */
  readonly name: string | null
  readonly columns: readonly FoundColumn[]
  readonly refused: readonly RefusedLink[]
  readonly troubles: readonly Trouble[]
  /** Pages that a browser had to show. */
  readonly shown: readonly ShownAddress[]
  /** Whether the page at the start shows no way on because a script makes it, and no browser showed it. */
  readonly isScripted: boolean
  readonly requests: number
}

/** No more pages of a site are looked at. */
const MOST_PAGES = 40

/** Before it asks for its rows, a column may ask what it needs for that. */
const MOST_ASKED = 3

/** A way that was not gone yet, and how likely it leads to a column. */
interface Lead extends Way {
  readonly score: number
}

/**
 * Looks for the columns of annual reports from a home page (or whatever address of a site is known): the likeliest links
 * first, three steps deep at most, on the site alone. Reports themselves are not fetched. A browser is asked where a visit
 * would ask one.
 *
 * @throws FetchError when the start itself cannot be had
 */
export async function scout(start: string, options: PagesOptions): Promise<Scouting> {
  return new Scout(start, options).run()
}

class Scout {
  readonly #start: string
  readonly #client: PoliteClient
  readonly #pages: Pages
  readonly #leads: Lead[]
  readonly #columns: FoundColumn[] = []
  readonly #refused = new Map<string, RefusedLink>()
  #name: string | null = null
  #isScripted = false

  constructor(start: string, options: PagesOptions) {
    this.#start = start
    this.#client = options.client
    this.#pages = new Pages(start, options)
    this.#leads = [{ url: start, score: 1, path: [] }]
  }

  async run(): Promise<Scouting> {
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const way = this.#next()
      if (way === undefined) break
      const seen = await this.#pages.see(way)
      if (seen !== null) await this.#look(seen)
    }
    return {
      start: this.#start,
      name: this.#name,
      columns: this.#columns,
      refused: [...this.#refused.values()],
      troubles: this.#pages.troubles,
      shown: this.#pages.shown,
      isScripted: this.#isScripted,
      requests: this.#client.requests,
    }
  }

  /** The likeliest way that was not gone yet. */
  #next(): Lead | undefined {
    this.#leads.sort((a, b) => b.score - a.score)
    let lead = this.#leads.shift()
    while (lead !== undefined && this.#pages.isSeen(lead.url)) lead = this.#leads.shift()
    return lead
  }

  async #look({ page, path, shown }: Seen): Promise<void> {
    const dialect = chooseDialect(page)
    const list = dialect.list(page)
    const { role, evidence } = judgePage(page, list)
    if (path.length <= 1) this.#name ??= nameOfSite(page)
    const { columns, refused } = waysOf(page)
    if (path.length === 0) this.#isScripted = columns.length === 0 && dialect.name === 'spa' && shown === null
    for (const link of refused) if (!this.#refused.has(link.url)) this.#refused.set(link.url, link)
    if (role === 'column' && evidence !== undefined) {
      const rows = await this.#rowsOf({ page, path, shown }, list, dialect.name, evidence)
      this.#columns.push({ url: page.url, dialect: dialect.name, shown, path, ...rows })
    }
    // Beside a column there may be those of other units, no step further; what else it links to is not on the way.
    const steps = role === 'column' ? path.length - 1 : path.length
    if (role === 'item' || steps >= MAX_HOPS) return
    for (const { url, text, score } of columns.filter((link) => role !== 'column' || link.score >= NAMED)) {
      if (inScope(url, [this.#start])) this.#leads.push({ url, score, path: [...path, { url, text }] })
    }
  }

  /** What a column shows; where it shows nothing, what it asks for says, one thing after the other. */
  async #rowsOf(
    { page, path, shown }: Seen,
    list: ListReading,
    dialect: DialectName,
    evidence: ColumnEvidence,
  ): Promise<Pick<FoundColumn, 'evidence' | 'by' | 'parts'>> {
    const parts = partsIn(list)
    if (list.items.length > 0) return { evidence, by: shown === 'script' ? 'browser' : 'page', parts }
    if (list.next.length === 0) return { evidence, by: 'browser', parts }
    let [read, from]: [ListReading, string] = [list, page.url]
    for (let steps = 1; read.items.length === 0 && steps <= MOST_ASKED; steps += 1) {
      const [first] = read.next
      const exchange = first === undefined ? null : await this.#pages.fetch(first, stepTo(first.url, path))
      if (first === undefined || exchange === null) break
      const answer = parsePage(exchange.url, answerOf(exchange).decoded())
      read = dialectOfAnswer(answer, dialect).list(answer, { ...first, from, depth: path.length + steps })
      from = exchange.url
    }
    return { evidence: judgePage(page, read).evidence ?? evidence, by: 'data', parts: partsIn(read) }
  }
}

function partsIn(list: ListReading): Part[] {
  return partsOf(list).map(({ url, title }) => ({ url, title }))
}

/** What a page asks for itself, as a way. */
function stepTo(url: string, path: readonly Step[]): Way {
  return { url, path: [...path, { url, text: '' }] }
}
