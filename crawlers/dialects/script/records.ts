import { resolveLink } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import { numberAt } from '../data.ts'
import type { ListItem, ListReading, PageRequest } from '../dialect.ts'
import { rowDate } from '../list/dates.ts'
import { squeeze } from '../list/walk.ts'
import { otherPages, pageNumberOf, pageSizeOf } from './paging.ts'

/** The names under which systems hand out the parts of a row, the surest first, in lower case. */
const ADDRESS = [
  ...['docpuburl', 'chnldocurl', 'docurl', 'puburl', 'articleurl', 'infourl', 'contenturl', 'detailurl', 'htmlurl'],
  ...['pageurl', 'staticurl', 'weburl', 'linkurl', 'visiturl', 'url', 'link', 'href', 'path'],
]
const TITLE = ['doctitle', 'articletitle', 'infotitle', 'title', 'filename', 'subject', 'headline', 'bt', 'name']
const DATE = [
  ...['docreltime', 'pubdate', 'publishdate', 'publishtime', 'publish_time', 'publish_date', 'releasetime'],
  ...['releasedate', 'pubtime', 'docpubtime', 'publishedtime', 'displaydate', 'showdate', 'fbsj', 'fbrq', 'date'],
  ...['time', 'createtime', 'createdate', 'crtime', 'inputtime'],
]

/** Lists lie no deeper in an answer. */
const DEEPEST = 6

/**
 * The rows of a data answer, by the names that its fields have, and the requests for its other pages: from the array in
 * which most rows have a title and an address. No rows when there is no such array.
 *
 * @param data the answer's value
 * @param page the answer: what its addresses are resolved against
 * @param asked the request that it answers
 */
export function readRecords(data: unknown, page: Page, asked: PageRequest): ListReading {
  const items = new Map<string, ListItem>()
  for (const item of richest(data, page, 0)) items.set(item.url, item)
  if (items.size === 0) return { items: [], next: [] }
  return { items: [...items.values()], next: pagesOfAnswer(data, items.size, asked) }
}

/**
 * The requests for the other pages of a list, by what an answer says of their number.
 *
 * @param given how many rows the answer has
 */
export function pagesOfAnswer(data: unknown, given: number, asked: PageRequest): PageRequest[] {
  return given === 0 ? [] : otherPages(asked, pageTotal(data, given, asked))
}

function richest(data: unknown, page: Page, depth: number): ListItem[] {
  if (typeof data !== 'object' || data === null || depth > DEEPEST) return []
  let best = Array.isArray(data) ? data.map((row) => itemOf(row, page)).filter((item) => item !== null) : []
  for (const value of Object.values(data)) {
    const found = richest(value, page, depth + 1)
    if (found.length > best.length) best = found
  }
  return best
}

function itemOf(row: unknown, page: Page): ListItem | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null
  const fields = new Map(Object.entries(row).map(([name, value]): [string, unknown] => [name.toLowerCase(), value]))
  const title = squeeze(fieldOf(fields, TITLE).replace(/<[^<>]{0,200}>/g, ''))
  const address = fieldOf(fields, ADDRESS)
  const url = address === '' ? null : resolveLink(address, page)
  return title === '' || url === null ? null : { url, title, date: dateOf(fields) }
}

function fieldOf(fields: ReadonlyMap<string, unknown>, names: readonly string[]): string {
  for (const name of names) {
    const value = fields.get(name)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return ''
}

const CHINA = 8 * 3_600_000

/** The day of a row: as written, or of a moment in ms or s since 1970, in China. */
function dateOf(fields: ReadonlyMap<string, unknown>): string | null {
  for (const name of DATE) {
    const value = fields.get(name)
    const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : ''
    if (/^\d{13}$|^\d{10}$/.test(text)) {
      const moment = text.length === 13 ? Number(text) : Number(text) * 1000
      return new Date(moment + CHINA).toISOString().slice(0, 10)
    }
    const written = rowDate([text])
    if (written !== null) return written
  }
  return null
}

const PAGES = ['pagecount', 'totalpages', 'totalpage', 'pagetotal', 'pages', 'countpage', 'total_page', 'total_pages']
const RECORDS = ['total', 'totalcount', 'totalelements', 'recordcount', 'totalrecord', 'totalrecords', 'count', 'sum']

/** How many pages an answer says there are: as such, or, on the first page, by its records and its rows. */
function pageTotal(data: unknown, given: number, asked: PageRequest): number {
  const pages = statedNumber(data, PAGES, 0)
  if (pages !== null) return pages
  const own = pageNumberOf(asked) ?? 1
  const records = statedNumber(data, RECORDS, 0)
  // An answer that says nothing of the others, and is full, may have one behind it: it is asked after until there is none.
  if (records === null) return given >= (pageSizeOf(asked) ?? 1) ? Math.max(own + 1, 2) : 0
  if (own > 1) return 0
  // A server may give fewer rows than it was asked for; then it does so on every page.
  return records <= given ? 1 : Math.ceil(records / Math.min(given, pageSizeOf(asked) ?? given))
}

function statedNumber(data: unknown, names: readonly string[], depth: number): number | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || depth > 3) return null
  const entries = Object.entries(data)
  for (const name of names) {
    const key = entries.find(([written]) => written.toLowerCase() === name)?.[0]
    const value = key === undefined ? null : numberAt(data, key)
    if (value !== null) return value
  }
  for (const [, value] of entries) {
    const found = statedNumber(value, names, depth + 1)
    if (found !== null) return found
  }
  return null
}
