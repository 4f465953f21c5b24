import { encodeForm, resolveLink } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import { arrayAt, numberAt, parseData, textAt, valueAt } from '../data.ts'
import type { Asked, ListItem, ListReading, PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import type { PagesBehind } from './files.ts'
import { clueOf, type SiteInfo, siteOfRequest } from './site.ts'
import type { Category } from './wanted.ts'

/** Rows a page, as the system's own pages ask for them. */
const PAGE_SIZE = 20

/** The first request for the rows of a category; pages are counted from zero. Null when it would lead off the site. */
export function listRequest(site: SiteInfo, category: Category, page: Page): PageRequest | null {
  const url = resolveLink(`${site.projectName}/rest/lightfrontaction/getgovinfolist`, page)
  const asked = { ...category, pageIndex: 0, pageSize: PAGE_SIZE, siteGuid: site.siteGuid }
  return url === null ? null : { url, method: 'POST', body: JSON.stringify(asked), bodyType: 'application/json' }
}

/** The requests for pages of a list of files that are no files: counted from one, each asked by itself. */
export function pageRequests(site: SiteInfo, { category, from, to }: PagesBehind, page: Page): PageRequest[] {
  const url = resolveLink(`${site.projectName}/rest/frontAppNotNeedLoginAction/getPageInfoList`, page)
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => `${from + n}`)
  if (url === null) return []
  return numbers.map((pageIndex) => {
    const params = { siteGuid: site.siteGuid, categoryNum: category, pageIndex, controlname: 'subpagelist' }
    return { url, method: 'POST', body: paramsForm(params) }
  })
}

/** The older services take a form whose one field is JSON. */
function paramsForm(params: unknown): string {
  return encodeForm([['params', JSON.stringify(params)]], 'utf-8')
}

/** What was asked of a service: the JSON of its body, or of the form's field. */
function askedOf(body: string): unknown {
  return parseData(body) ?? parseData(new URLSearchParams(body).get('params') ?? '')
}

/** The request that counts a visit of a page and tells how many there were. Null when it would lead off the site. */
export function countRequest(site: SiteInfo, viewGuid: string, page: Page): PageRequest | null {
  const url = resolveLink(`${site.projectName}/rest/frontAppNotNeedLoginAction/addPageView`, page)
  return url === null ? null : { url, method: 'POST', body: paramsForm({ siteGuid: site.siteGuid, viewGuid }) }
}

/** What a service answers stands in `custom`, as a value or as the text of one. */
export function customOf(answer: string): unknown {
  const custom = valueAt(parseData(answer), 'custom')
  return typeof custom === 'string' ? parseData(custom) : custom
}

/** The rows of a list's answer, and the request for the page behind it, by the one that was answered. */
export function readAnswer(page: Page, asked: Asked | undefined): ListReading {
  const custom = customOf(page.decoded.text)
  const rows = arrayAt(custom, 'data', 'infodata')
  const items = rows.flatMap((row) => itemOf(row, page))
  const body = asked === undefined ? undefined : askedOf(asked.body ?? '')
  const site = asked === undefined ? null : siteOfRequest(asked.url, body)
  const next = asked === undefined ? null : pageBehind(asked, body, rows.length, numberAt(custom, 'total'))
  return { items, next: next === null ? [] : [next], ...(site === null ? {} : { clue: clueOf(site) }) }
}

/** A service may give fewer rows than asked for: then the first answer tells how many it gives. */
function pageBehind(asked: Asked, body: unknown, given: number, total: number | null): PageRequest | null {
  const [index, size] = [numberAt(body, 'pageIndex'), numberAt(body, 'pageSize')]
  if (typeof body !== 'object' || body === null || index === null || size === null || total === null) return null
  const pageSize = index === 0 ? Math.min(given, size) : size
  if (given === 0 || (index + 1) * pageSize >= total || index + 1 >= MOST_PAGES) return null
  const { url, method, bodyType } = asked
  return { url, method, bodyType, body: JSON.stringify({ ...body, pageIndex: index + 1, pageSize }) }
}

/** A row: its title may be marked up, its date carries the time of day. */
function itemOf(row: unknown, page: Page): ListItem[] {
  const href = textAt(row, 'infourl', 'visiturl', 'linkurl')
  const title = textAt(row, 'realtitle', 'title', 'infotitle')?.replace(/<[^<>]{0,200}>/g, '') ?? ''
  const url = href === null ? null : resolveLink(href, { ...page, base: new URL('/', page.url).href })
  if (url === null || title === '') return []
  const date = /^\d{4}-\d{1,2}-\d{1,2}/.exec(textAt(row, 'infodate', 'handsdate') ?? '')?.[0] ?? null
  return [{ url, title, date }]
}
