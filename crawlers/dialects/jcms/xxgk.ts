import { resolveLink } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { ListItem, ListReading, PageRequest } from '../dialect.ts'
import { codeOf } from '../list/scripts.ts'
import { survey } from '../list/survey.ts'
import { HOLE } from '../script/literal.ts'
import { namesIn } from '../script/names.ts'
import { otherPages } from '../script/paging.ts'
import { requestOf } from '../script/services.ts'
import { readStaticList } from '../static.ts'

// The disclosure module of JCMS: a search that knows the whole district. What belongs to the column tells the address of
// a row alone, `art_<column>_<article>`.

const SEARCH = '/module/xxgk/search.jsp'

/** Whether an address is that of the module's search. */
export function isXxgkSearch(url: string): boolean {
  return url.includes(SEARCH)
}

/**
 * The request by which a column of the module asks for its rows; null when the page is none. What its script does not
 * state is left blank, as the module's own forms do.
 */
export function xxgkSearch(page: Page): PageRequest | null {
  const column = columnOf(page.url)
  const text = page.decoded.text
  if (column === null || !/\/module\/xxgk\/(?:search|tree)\w*\.jsp/.test(text)) return null
  const stated = statedParams(page)
  const of = (name: string): string => stated.get(name) ?? ''
  const url = resolveLink(SEARCH, page)
  if (url === null) return null
  const form: [string, string][] = [
    ...['infotypeId', 'jdid', 'area'].map((name): [string, string] => [name, of(name)]),
    ['divid', of('divid') || `div${column}`],
    ...['vc_title', 'vc_number', 'sortfield', 'vc_filenumber', 'vc_all', 'texttype', 'fbtime'].map(
      (name): [string, string] => [name, name === 'sortfield' ? of(name) : ''],
    ),
    ['currpage', '1'],
  ]
  return requestOf({ url, method: 'POST', params: form, isJson: false }, page)
}

/** The rows of an answer that are the column's own, and its other pages; no rows where the column is not known. */
export function readXxgkAnswer(page: Page, asked: PageRequest): ListReading {
  const column = columnAsked(asked)
  const read = readStaticList(page)
  const isOwn = ({ url }: ListItem): boolean => column !== null && url.includes(`/art_${column}_`)
  const total = statedPages(page)
  return { items: rowsOf(page, read).filter(isOwn), next: total > 1 ? otherPages(asked, total) : [] }
}

/** One row of a list is none yet to the general reader; here every link to an article is a row. */
function rowsOf(page: Page, { items }: ListReading): ListItem[] {
  const found = new Map(items.map((item) => [item.url, item]))
  for (const { href, text, element } of survey(page).anchors) {
    const url = /\/art_\d+_\d+\.html?/.test(href) ? resolveLink(href, page) : null
    const title = element.attribs['title'] ?? text
    if (url !== null && !found.has(url) && title !== '') found.set(url, { url, title, date: null })
  }
  return [...found.values()]
}

/** The parameters that the page's own addresses and scripts state. */
function statedParams(page: Page): Map<string, string> {
  const found = new Map<string, string>()
  const text = page.decoded.text.replaceAll('&amp;', '&')
  for (const [, query = ''] of text.matchAll(/\/module\/xxgk\/\w+\.jsp\?([^"'\s<>]{1,600})/g)) {
    for (const [name, value] of new URLSearchParams(query)) if (value !== '' && !found.has(name)) found.set(name, value)
  }
  const nameOf = namesIn(codeOf(page))
  for (const name of ['infotypeId', 'jdid', 'area', 'divid', 'sortfield']) {
    const value = nameOf(name)
    if (!found.has(name) && typeof value === 'string' && !value.includes(HOLE)) found.set(name, value)
    else if (!found.has(name) && typeof value === 'number') found.set(name, String(value))
  }
  return found
}

function columnOf(url: string): string | null {
  return /\/col\/col(\d+)/.exec(url)?.[1] ?? null
}

/** The column that an answer was asked for: its form names it, and so does the page that sent the form. */
function columnAsked(asked: PageRequest & { readonly from?: string | null }): string | null {
  const sent = `${asked.url}&${asked.body ?? ''}`
  return /(?:^|[?&])divid=div(\d+)/.exec(sent)?.[1] ?? columnOf(asked.from ?? '')
}

function statedPages(page: Page): number {
  const text = survey(page).labels.join(' ')
  return Number(/共\s?(\d{1,4})\s?页/.exec(text)?.[1] ?? 0)
}
