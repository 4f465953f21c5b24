import { resolveLink } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Asked, Dialect, ListReading, PageRequest } from './dialect.ts'
import { isArticle } from './list/article.ts'
import { MOST_PAGES } from './list/pager.ts'
import { scripts } from './list/scripts.ts'
import { samePlace } from './list/shape.ts'
import { survey } from './list/survey.ts'
import { isReportTitle } from './list/words.ts'
import { readData, readStaticList } from './static.ts'
import { isSearch, parseSearch, searchOf, searchPages } from './trs/search.ts'

/**
 * TRS WCM (拓尔思): static pages counted from zero, so that page 2 is `index_1.html`; the pager is written by script
 * from `createPageHTML(total, current, "index", "html")` or from inline variables. Newer templates show a first page and
 * ask a search service (`/fjdzapp/search`, WAS, IGS) for the rest.
 */
export const trsDialect: Dialect = {
  name: 'trs',
  recognise,
  list,
  counter: () => null,
  readCounter: readCount,
}

const articleLink = /\/t\d{8}_\d+\.s?html?\b/

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/\bcreatePage\w*\s*\(/.test(text)) score += 0.5
  if (articleLink.test(text) || articleLink.test(page.url)) score += 0.4
  if (text.includes('TRS_') || text.includes('trs_')) score += 0.3
  if (text.includes('CurrChnlCls')) score += 0.3
  if (/\bcountPage\s*=/.test(text)) score += 0.3
  if (/\btrsapi\b|\bchnlid=\d/i.test(text)) score += 0.2
  if (isSearch(page.url)) score += 0.5
  if (/\/(?:was5\/web|igs\/front|fjdzapp)\/search|\blist2?\.trsapi\b/.test(text)) score += 0.4
  return Math.min(score, 1)
}

function list(page: Page, asked?: Asked): ListReading {
  const data = parseSearch(page.decoded.text)
  if (data !== undefined) return readData(data, page, asked)
  const read = readStaticList(page)
  const hasReports = read.items.some(({ title }) => isReportTitle(title))
  const search = searchOf(page, read.items.length, hasReports)
  const isAsking = search === 'unknown' || search.length > 0
  if (isAsking && !isArticle(page, survey(page), null)) {
    // What stands beside a list that is asked for elsewhere is that list's first page, or no list of this column.
    const items = hasReports ? read.items : []
    return search === 'unknown' ? { items, next: read.next, needsBrowser: true } : { items, next: search }
  }
  if (read.items.length === 0) return read
  if (isSearch(page.url) && read.next.length === 0) return { ...read, next: searchPages(page, statedPages(page)) }
  const pager = statedPager(page)
  if (pager === null) return read
  const next = new Map<string, PageRequest>(pages(pager, page).map((request) => [request.url, request]))
  for (const request of read.next) next.set(request.url, request)
  return { items: read.items, next: [...next.values()] }
}

/** How many pages the labels of an answer state; 0 when none does. */
function statedPages(page: Page): number {
  const stated = /共\s?(\d{1,4})\s?页/.exec(survey(page).labels.join(' '))?.[1]
  return Number(stated ?? 0)
}

/** What the pager's script says: how many pages, which one this is (from 0), and how files are named. */
interface Pager {
  readonly total: number
  readonly current: number
  readonly name: string
  readonly extension: string
}

function pages(pager: Pager, page: Page): PageRequest[] {
  const found: PageRequest[] = []
  for (let number = 0; number < Math.min(pager.total, MOST_PAGES); number += 1) {
    if (number === pager.current) continue
    const url = resolveLink(fileOf(pager, number), page)
    if (url !== null && !samePlace(url, page.url)) found.push({ url, method: 'GET' })
  }
  return found
}

/** The first page goes by its folder: so columns are linked and configured. */
function fileOf(pager: Pager, number: number): string {
  if (number === 0) return pager.name === 'index' ? './' : `${pager.name}.${pager.extension}`
  return `${pager.name}_${number}.${pager.extension}`
}

function statedPager(page: Page): Pager | null {
  for (const script of scripts(page)) {
    const pager = calledPager(script.text) ?? inlinePager(script.text, page)
    if (pager !== null) return pager
  }
  return null
}

/**
 * `createPageHTML(total, current, "index", "html")`; in the wild also with the id of an element before, the number of
 * records after, the names first, either quotes, `shtml` or `htm`.
 */
function calledPager(script: string): Pager | null {
  for (const call of script.matchAll(/\bcreatePage\w*\s*\(([^()]{1,300})\)/g)) {
    const line = script.slice(script.lastIndexOf('\n', call.index) + 1, call.index)
    if (/\/\/|\bfunction\b/.test(line)) continue
    const pager = fromArguments((call[1] ?? '').split(',').map((argument) => argument.trim()))
    if (pager !== null) return pager
  }
  return null
}

function fromArguments(list: readonly string[]): Pager | null {
  const words = list.map((argument) => argument.replace(/^['"]|['"]$/g, ''))
  const at = words.findIndex((word) => /^(?:s?html?|jspx?|aspx?|php)$/i.test(word))
  const [name, extension] = [words[at - 1], words[at]]
  if (at < 1 || name === undefined || extension === undefined || !/^[\w-]+$/.test(name) || /^\d+$/.test(name))
    return null
  const isNumber = (word: string): boolean => /^\d{1,5}$/.test(word)
  const before = words.slice(0, at - 1).filter(isNumber)
  const numbers = (before.length >= 2 ? before : words.filter(isNumber)).slice(0, 2).map(Number)
  const [one, other] = numbers
  if (one === undefined || other === undefined) return null
  return { total: Math.max(one, other), current: Math.min(one, other), name, extension }
}

/** `var currentPage = 0; … var countPage = 3` with the pager written out below. */
function inlinePager(script: string, page: Page): Pager | null {
  const total = /\bcountPage\s*=\s*['"]?(\d{1,5})/.exec(script)?.[1]
  if (total === undefined) return null
  const current = /\bcurrentPage\s*=\s*['"]?(\d{1,5})/.exec(script)?.[1] ?? '0'
  const own = /\/([A-Za-z][\w-]*?)(?:_\d+)?\.(s?html?)$/.exec(URL.parse(page.url)?.pathname ?? '')
  const name = own?.[1] ?? /(\w+)["']?\s*\+\s*["']_["']/.exec(script)?.[1] ?? 'index'
  const extension =
    own?.[2] ?? /["']\.["']\s*\+\s*["'](s?html?)/.exec(script)?.[1] ?? /\.(s?html?)\b/.exec(script)?.[1] ?? 'html'
  return { total: Number(total), current: Number(current), name, extension }
}
