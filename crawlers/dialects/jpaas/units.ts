import { type Element, isTag } from 'domhandler'
import { encodeForm, resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import { fieldsOf, parseData } from '../data.ts'
import type { PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import { walk } from '../list/walk.ts'

/** A part of a page that a script fetches, or the pager of such a part. */
export interface Unit {
  /** The address of the service, absolute. */
  readonly service: string
  readonly query: ReadonlyMap<string, string>
  /** What the pager states; null for the part itself. */
  readonly pager: { readonly count: number; readonly rows: number; readonly page: number } | null
}

const servicePath = '/api-gateway/jpaas-publish-server/front/page/build/unit'

/** The units of a page or fragment, on its own site, in source order: every element that carries `querydata`. */
export function unitsOf(page: Page): Unit[] {
  const units: Unit[] = []
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    const unit = node.attribs['querydata'] === undefined ? null : unitOf(node, page)
    if (unit !== null) units.push(unit)
    return node.name !== 'script'
  })
  return units
}

function unitOf(element: Element, page: Page): Unit | null {
  const { attribs } = element
  const service = resolveLink(attribs['uniturl'] ?? attribs['url'] ?? servicePath, page)
  const query = fieldsOf(attribs['querydata'] ?? '')
  if (service === null || !sameSite(service, page.url) || !query.has('pageId')) return null
  const [count, rows, own] = ['count', 'rows', 'pageno'].map((name) => wholeNumber(attribs[name]))
  const pager = count != null && rows != null && rows > 0 ? { count, rows, page: own ?? 1 } : null
  return { service, query, pager }
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,7}$/.test(text.trim()) ? Number(text) : null
}

/** The unit that an answer's address asks for, and what `paramJson` said in it; no unit where a page is no answer. */
export function askedUnit(page: Page): { service: Unit | null; asked: Readonly<Record<string, unknown>> } {
  const url = URL.parse(page.url)
  if (url === null || !url.pathname.endsWith('/page/build/unit')) return { service: null, asked: {} }
  const asked = parseData(url.searchParams.get('paramJson') ?? '')
  const query = new Map([...url.searchParams].filter(([name]) => name !== 'paramJson'))
  const service = { service: url.origin + url.pathname, query, pager: null }
  return { service, asked: typeof asked === 'object' && asked !== null ? { ...asked } : {} }
}

/** The pager of an answered unit that writes it by a script of its own: `page({rows:"15", count:"42", pageNo:"1"})`. */
export function scriptedPager(asked: Unit | null, answer: Page, given: number): Unit | null {
  const text = answer.decoded.text
  const number = (name: string): number | null =>
    wholeNumber(new RegExp(`\\b${name}["']?\\s*[:=]\\s*["']?(\\d{1,7})\\b`, 'i').exec(text)?.[1])
  const count = number('count')
  if (asked === null || count === null) return null
  return { ...asked, pager: { count, rows: number('rows') || given, page: number('pageNo') ?? 1 } }
}

/** The request by which the page's script fetches a unit; its page is left to the service. */
export function requestOf({ service, query }: Unit): PageRequest {
  return { url: `${service}?${encodeForm(query, 'utf-8')}`, method: 'GET' }
}

/**
 * The requests for the other pages of a unit. The number counts only inside `paramJson`; a bare `pageNo` is not heard.
 * What else `paramJson` said when this page was asked for (a search within the catalogue) is said again.
 */
export function furtherPages(unit: Unit, asked: Readonly<Record<string, unknown>>): PageRequest[] {
  if (unit.pager === null) return []
  const { count, rows, page } = unit.pager
  const total = Math.min(Math.ceil(count / rows), MOST_PAGES)
  const found: PageRequest[] = []
  for (let pageNo = 2; pageNo <= total; pageNo += 1) {
    if (pageNo === page) continue
    const paramJson = JSON.stringify({ ...asked, pageNo, pageSize: rows })
    found.push(requestOf({ ...unit, query: new Map([...unit.query, ['paramJson', paramJson]]) }))
  }
  return found
}
