import { encodeForm, resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import type { Settings, Unit } from './units.ts'

/** Where the proxy lies on sites whose pages do not say it, by the folder of the pager's script; else where most have it. */
const usualProxy = '/module/web/jpage/dataproxy.jsp'
const proxyFolder = /\/(module\/(?:jslib\/jquery\/|web\/)?jpage)\/(?:js\/)?[\w.-]*jpage[\w.-]*\.js/i

function proxyOf(unit: Unit, page: Page): string {
  const folder = proxyFolder.exec(page.decoded.text)?.[1]
  return unit.settings?.proxyUrl ?? (folder === undefined ? usualProxy : `/${folder}/dataproxy.jsp`)
}

/**
 * The requests for the rest of a unit's rows. Only `page` tells the proxy which rows are wanted (`startrecord` may be
 * ignored), and it may give fewer a page than asked, so pages are counted from what is stated, not from what was given.
 *
 * @param given how many rows this page or answer carries
 */
export function furtherPages(unit: Unit, given: number, page: Page): PageRequest[] {
  const template = templateOf(unit, page)
  if (template === null || !sameSite(template.url, page.url)) return []
  const isAnswer = numberOf(page.url) !== null && page.url.includes('dataproxy')
  if (!isAnswer && unit.totalRecord !== null && given >= unit.totalRecord) return []
  const perPage = unit.settings?.perPage ?? null
  const total = pageTotal(unit, perPage ?? (perPageOf(page.url) || given))
  const own = isAnswer ? numberOf(page.url) : null
  const found = new Map<string, PageRequest>()
  const add = (number: number): void => {
    const request = { ...template, url: atPage(template.url, number) }
    if (number !== own) found.set(request.url, request)
  }
  const holds =
    unit.totalPage !== null && unit.totalRecord !== null ? Math.ceil(unit.totalRecord / unit.totalPage) : perPage
  if (!isAnswer && holds !== null && given < Math.min(holds, unit.totalRecord ?? holds)) add(1)
  for (let number = 2; number <= Math.min(total, MOST_PAGES); number += 1) add(number)
  if (isAnswer && isCapped(unit, given, page.url)) add((own ?? 1) + 1)
  const stated = numberOf(unit.nextGroup ?? '')
  if (stated !== null && stated > 1 && (total === 0 || stated <= total) && given > 0) add(stated)
  return [...found.values()]
}

/**
 * Whether an answer has fewer rows than it was asked for while others are left: the proxy caps its answers (at about 300
 * rows), and what it gives from one page to the next is told by nothing but its answers.
 */
function isCapped(unit: Unit, given: number, url: string): boolean {
  const [number, perPage] = [numberOf(url) ?? 1, perPageOf(url)]
  if (given === 0 || given >= perPage || unit.totalRecord === null) return false
  return unit.totalRecord - (number - 1) * perPage !== given && number * given < unit.totalRecord
}

/** How many pages there are in all; 0 when nothing is stated. */
function pageTotal(unit: Unit, perPage: number): number {
  if (unit.totalPage !== null) return unit.totalPage
  return unit.totalRecord === null || perPage === 0 ? 0 : Math.ceil(unit.totalRecord / perPage)
}

/** A request of the unit whose `page` can be set: the answer's own, the stated next one, or one built from settings. */
function templateOf(unit: Unit, page: Page): PageRequest | null {
  if (numberOf(page.url) !== null && /[?&]columnid=/i.test(page.url)) return { url: page.url, method: 'GET' }
  const settings = unit.settings
  const proxy = resolveLink(proxyOf(unit, page), page)
  if (settings?.posts === true) return fromSettings(settings, proxy, page)
  if (unit.nextGroup !== null && numberOf(unit.nextGroup) !== null) {
    const url = resolveLink(unit.nextGroup, { base: proxyBase(unit, page), decoded: page.decoded })
    return url === null ? null : { url, method: 'GET' }
  }
  return settings === null ? null : fromSettings(settings, proxy, page)
}

/** `./dataproxy.jsp` is meant from where the proxy lies, not from the page that carries it. */
function proxyBase(unit: Unit, page: Page): string {
  if (page.url.includes('dataproxy')) return page.url
  return resolveLink(proxyOf(unit, page), page) ?? page.base
}

function fromSettings(settings: Settings, proxy: string | null, page: Page): PageRequest | null {
  if (proxy === null || !settings.params.has('columnid')) return null
  const range: [string, string][] = [['page', '1']]
  if (settings.perPage !== null) {
    const perPage = String(settings.perPage)
    range.push(['startrecord', '1'], ['endrecord', perPage], ['perpage', perPage])
  }
  const encoding = page.decoded.encoding
  const join = proxy.includes('?') ? '&' : '?'
  const query = `${proxy}${join}${encodeForm(range, encoding)}`
  const body = encodeForm(settings.params, encoding)
  return settings.posts ? { url: query, method: 'POST', body } : { url: `${query}&${body}`, method: 'GET' }
}

function numberOf(url: string): number | null {
  const digits = /[?&]page=(\d{1,6})(?=&|$)/.exec(url)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** How many rows an address asks for; 0 when it does not say. */
function perPageOf(url: string): number {
  return Number(/[?&]perpage=(\d{1,6})/i.exec(url)?.[1] ?? 0)
}

/** The request's address for another page; the record range follows where it is given. */
function atPage(url: string, number: number): string {
  const perPage = perPageOf(url)
  const paged = url.replace(/([?&]page=)\d+/, `$1${number}`)
  if (perPage === 0) return paged
  return paged
    .replace(/([?&]startrecord=)\d+/i, `$1${(number - 1) * perPage + 1}`)
    .replace(/([?&]endrecord=)\d+/i, `$1${number * perPage}`)
}
