import { resolveLink } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect, ListReading, PageRequest } from './dialect.ts'
import { MOST_PAGES } from './list/pager.ts'
import { samePlace } from './list/shape.ts'
import { readStaticList } from './static.ts'

/**
 * VSB (博达): pages of a list are numbered in reverse, so that addresses stay as the list grows: of 31 pages the second
 * is `zwgk/30.htm`, the last `zwgk/1.htm`. Only the total stands in the page's script.
 */
export const vsbDialect: Dialect = {
  name: 'vsb',
  recognise,
  list,
  counter,
  readCounter: readCount,
}

const articlePath = /\/info\/\d+\/\d+\.htm\b/

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/_showDynClick|\/click\/dynclicks|dynclicks\.js/.test(text)) score += 0.5
  if (/\bv_news_content|vsb_content|\.vsb\.css/.test(text)) score += 0.5
  if (/_simple_list_gotopage_fun|\bpb_sys_common\b/.test(text)) score += 0.5
  if (/\/system\/resource\/|\/system\/_content\/|NewsContentUrl/.test(text)) score += 0.3
  if (articlePath.test(page.url)) score += 0.4
  else if (/["'/.]info\/\d+\/\d+\.htm["']/.test(text)) score += 0.3
  return Math.min(score, 1)
}

function list(page: Page): ListReading {
  const read = readStaticList(page)
  const total = statedTotal(page)
  if (read.items.length === 0 || total === null) return read
  const next = new Map(read.next.map((request) => [request.url, request]))
  for (const url of isDynamic(page.url) ? dynamicPages(page, total) : reversedPages(page, total)) {
    if (!samePlace(url, page.url)) next.set(url, { url, method: 'GET' })
  }
  return { items: read.items, next: [...next.values()] }
}

/** The pager's jump field knows how many pages there are: `_simple_list_gotopage_fun(31,'u13_goto',2)`. */
function statedTotal(page: Page): number | null {
  const digits = /_simple_list_gotopage_fun\s*\(\s*(\d{1,5})\s*,/.exec(page.decoded.text)?.[1]
  return digits === undefined ? null : Math.min(Number(digits), MOST_PAGES)
}

/** `nb.htm` is the first page, `nb/30.htm` the second of 31; a number that no page of this list has is a name. */
function reversedPages(page: Page, total: number): string[] {
  const url = URL.parse(page.url)
  const own = /^(.*)\/([^/]*)\.html?$/i.exec(url?.pathname ?? '')
  // What another program of the site makes is numbered in its own way.
  if (own === null && /\.\w+$/.test(url?.pathname ?? '')) return []
  const [folder, name] =
    own === null ? [(url?.pathname ?? '/').replace(/\/$/, ''), 'index'] : [own[1] ?? '', own[2] ?? '']
  const number = /^[1-9]\d{0,4}$/.test(name) ? Number(name) : null
  const column = number !== null && number < total ? folder : `${folder}/${name}`
  const urls = [`${column}.htm`]
  for (let at = total - 1; at >= 1; at -= 1) urls.push(`${column}/${at}.htm`)
  return urls.flatMap((path) => resolveLink(path, { ...page, base: page.url }) ?? [])
}

const isDynamic = (url: string): boolean => /\.jsp(?:\?|$)/i.test(url)

/** Pages that the server makes are counted forwards, in a parameter. */
function dynamicPages(page: Page, total: number): string[] {
  const urls: string[] = []
  for (let number = 2; number <= total; number += 1) {
    const url = new URL(page.url)
    url.searchParams.set('totalpage', String(total))
    url.searchParams.set('PAGENUM', String(number))
    urls.push(url.href)
  }
  return urls
}

const counterCall = /_showDynClicks\(\s*["'](\w{1,30})["']\s*,\s*(\d{1,20})\s*,\s*(\d{1,12})\s*\)/g

/**
 * `_showDynClicks("wbnews", owner, id)` asks for the count by itself. A page that shows the counts of others beside its
 * own is answered by the call with the number in its address.
 */
function counter(page: Page): PageRequest | null {
  const calls = [...page.decoded.text.slice(0, 1_000_000).matchAll(counterCall)]
  const id = /\/info\/\d+\/(\d+)\.htm/.exec(page.url)?.[1] ?? URL.parse(page.url)?.searchParams.get('wbnewsid')
  const call = calls.find((one) => one[3] === id) ?? (calls.length === 1 ? calls[0] : undefined)
  if (call === undefined) return null
  const [, type = '', owner = '', clickId = ''] = call
  const path = `/system/resource/code/news/click/dynclicks.jsp?clickid=${clickId}&owner=${owner}&clicktype=${type}`
  const url = resolveLink(path, { ...page, base: page.url })
  return url === null ? null : { url, method: 'GET' }
}
