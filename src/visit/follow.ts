import type { Asked, Dialect, ListReading, PageRequest } from '../../crawlers/dialects/dialect.ts'
import { hasEmptyContainer } from '../../crawlers/dialects/script/asked.ts'
import { isSublist, mayBeSublist } from '../../crawlers/discovery/sublist.ts'
import { columnLinks, judgePage, NAMED } from '../../crawlers/discovery.ts'
import type { Page } from '../../crawlers/read/page.ts'
import type { NewRequest, RequestContext, RequestRole } from '../../storage/commit/request.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import type { Reading } from '../reading/reading.ts'

/** A page from which a search for the column begins, or to which it was led. */
export function startAt(url: string, via: string | null = null, depth = 0): NewRequest {
  return { url, method: 'GET', body: '', role: 'start', via, depth, context: {} }
}

/** Steps from a home page to its column that are gone at most. */
export const MAX_HOPS = 3

/** What a fetched page is taken for in this visit. */
export interface Leads {
  readonly role: 'list' | 'item' | 'hub'
  readonly requests: readonly NewRequest[]
  /** Whether a list has no rows, or a page on the way to one no way on: its script may make what is not there. */
  readonly isBlank: boolean
}

/** Lists within lists, each a row of the one before: a column, its parts, their years, their agencies. */
const MAX_WITHIN = 4

/**
 * What a page leads to. A list gives its items and further pages; a hub or home page the links to annual-report
 * columns; a single page nothing by itself (see {@link leadsOfDocument}).
 *
 * @param choose gives the page's dialect; it is not asked for what a list named as one report
 */
export function leadsOf(request: NewRequest, page: Page, choose: () => Dialect): Leads {
  if (request.role === 'item') return leadsOfRow(request, page, choose)
  const dialect = choose()
  const list = dialect.list(page, askedOf(request))
  const { role } = judgePage(page, list)
  if (request.role === 'list' || role === 'column') {
    const own = leadsOfList(request, dialect, list)
    const isBlank = list.needsBrowser ?? own.length === 0
    return { role: 'list', requests: [...own, ...leadsBeside(request, page)], isBlank }
  }
  if (request.role === 'start' && role !== 'item') {
    const requests = leadsOfHub(request, page)
    return { role: 'hub', requests, isBlank: requests.length === 0 && isFilledByScript(request, dialect, page) }
  }
  return { role: 'item', requests: [], isBlank: false }
}

/** What a list named as its item is one, whatever links it carries, unless it is plainly a list of reports itself. */
function leadsOfRow(request: NewRequest, page: Page, choose: () => Dialect): Leads {
  const { listTitle, within = 0 } = request.context
  const item = { role: 'item', requests: [], isBlank: false } as const
  if (within >= MAX_WITHIN || !mayBeSublist(listTitle)) return item
  const dialect = choose()
  const list = dialect.list(page)
  if (!isSublist(page, list, listTitle)) return item
  return { role: 'list', requests: leadsOfList(request, dialect, list, within + 1), isBlank: false }
}

/** Whether a page without a way on may show one when its script has run: what is no home page has to look like that. */
function isFilledByScript({ depth }: NewRequest, { name }: Dialect, page: Page): boolean {
  return depth === 0 || (depth < MAX_HOPS && (name === 'spa' || hasEmptyContainer(page)))
}

function leadsOfList(request: NewRequest, dialect: Dialect, list: ListReading, level?: number): NewRequest[] {
  const column = request.context.column ?? request.url
  const within = level ?? request.context.within
  const context = {
    column,
    dialect: dialect.name,
    ...(list.clue === undefined ? {} : { clue: list.clue }),
    ...(within === undefined ? {} : { within }),
  }
  const items = list.items.map(({ url, title, date }) =>
    next(request, 'item', get(url), { ...context, listTitle: title, ...(date === null ? {} : { listDate: date }) }),
  )
  return [...list.next.map((further) => next(request, 'list', further, context)), ...items]
}

/** Columns beside one that was come to from a home page: those of the agency's subordinate units, no step further. */
function leadsBeside(request: NewRequest, page: Page): NewRequest[] {
  if (request.role !== 'start' || request.depth === 0 || request.depth > MAX_HOPS) return []
  return columnLinks(page)
    .filter(({ score }) => score >= NAMED)
    .map(({ url }) => next(request, 'start', get(url), {}))
}

function leadsOfHub(request: NewRequest, page: Page): NewRequest[] {
  if (request.depth >= MAX_HOPS) return []
  return columnLinks(page).map(({ url }) => next(request, 'start', get(url), {}))
}

/**
 * What a document leads to: its attachments, and the counter that its own script asks.
 *
 * @param choose gives the page's dialect; it is not asked where the page states its views itself
 */
export function leadsOfDocument(
  request: QueuedRequest,
  page: Page,
  choose: () => Dialect,
  reading: Reading,
  attachments: boolean,
): NewRequest[] {
  const context = { ...keep(request.context), document: page.url }
  const files = attachments ? reading.attachments.map(({ url }) => next(request, 'attachment', get(url), context)) : []
  if (reading.views.value !== null) return files
  const dialect = choose()
  const counter = dialect.counter(page, request.context.clue)
  return counter === null ? files : [...files, next(request, 'counter', counter, { ...context, dialect: dialect.name })]
}

/** What the answer of a counter leads to that only told where the counter is; it is asked in the name of the page. */
export function leadsOfCounter(request: QueuedRequest, answer: Page, dialect: Dialect): NewRequest[] {
  const behind = dialect.counterBehind?.(answer) ?? null
  return behind === null ? [] : [{ ...next(request, 'counter', behind, request.context), via: request.via }]
}

/** The same request at the address that it was redirected to. */
export function redirected(request: QueuedRequest, target: string): NewRequest {
  const hops = [...(request.context.hops ?? []), request.url]
  return { ...next(request, request.role, get(target), { ...request.context, hops }), depth: request.depth }
}

function keep({ column }: RequestContext): RequestContext {
  return column === undefined ? {} : { column }
}

function askedOf({ url, method, body, context, via, depth }: NewRequest): Asked {
  return { url, method, body, bodyType: context.bodyType, from: via, depth }
}

function get(url: string): PageRequest {
  return { url, method: 'GET' }
}

function next(from: NewRequest, role: RequestRole, to: PageRequest, context: RequestContext): NewRequest {
  const { url, method, body = '', bodyType } = to
  const whole = bodyType === undefined ? context : { ...context, bodyType }
  return { url, method, body, role, via: from.url, depth: from.depth + 1, context: whole }
}
