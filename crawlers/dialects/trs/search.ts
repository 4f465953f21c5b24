import { resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import { parseData } from '../data.ts'
import type { PageRequest } from '../dialect.ts'
import { framesOf } from '../list/frames.ts'
import { MOST_PAGES } from '../list/pager.ts'
import { codeOf } from '../list/scripts.ts'
import { HOLE, isObject, type LiteralObject, literalAt } from '../script/literal.ts'
import { namesIn } from '../script/names.ts'
import { otherPages } from '../script/paging.ts'
import { requestOf, services } from '../script/services.ts'

/**
 * How a page of the newer templates asks for rows that its markup does not have. `unknown`: it does, but by what cannot
 * be told from the page.
 */
export type Search = readonly PageRequest[] | 'unknown'

/** The search services of TRS: of the newer templates, of WAS and of IGS. */
const SERVICE = /\/(?:\w+app\/search|was\d*\/web\/search|igs\/front\/search\/list\.html)(?:[?#]|$)/i

/** Where the newer templates ask when the page does not say where. */
const USUAL = '/fjdzapp/search'

/**
 * The requests for the rows of a column that the page asks a search service for; none when it asks for nothing. What
 * shows reports without saying that there are more of them has a pager, and its service is for the words of visitors.
 *
 * @param given how many rows the markup shows
 * @param hasReports whether these are reports
 */
export function searchOf(page: Page, given: number, hasReports: boolean): Search {
  const model = modelOf(page)
  if (model !== null) return byModel(model, page, given)
  if (hasReports) return []
  // Lists of WAS stand in a frame of their own.
  const frames = framesOf(page).filter(({ url }) => SERVICE.test(url))
  if (frames.length > 0) return frames.map(({ url }) => ({ url, method: 'GET' }))
  const [service] = services(page).filter(({ url }) => SERVICE.test(url))
  return service === undefined ? [] : [requestOf(service, page)]
}

/** Whether an address is that of a search service. */
export function isSearch(url: string): boolean {
  return SERVICE.test(url)
}

/** Answers of WAS are written by templates: they carry bare tabs and line ends, and a comma behind the last row. */
export function parseSearch(text: string): unknown {
  if (/^\s*</.test(text)) return undefined
  return parseData(text) ?? parseData(text.replace(/\p{Cc}+/gu, ' ').replace(/,\s*([\]}])/g, '$1'))
}

/**
 * The pages of an answer in HTML whose pager is made of scripts: the same address with `page`.
 *
 * @param total how many pages there are in all
 */
export function searchPages(page: Page, total: number): PageRequest[] {
  const hasNumber = /[?&]page=\d/.test(page.url)
  const url = hasNumber ? page.url : `${page.url}&page=1`
  return otherPages({ url, method: 'GET' }, total)
}

interface Model {
  readonly args: LiteralObject
  readonly pagebar: LiteralObject
  readonly address: string | null
}

/** `listModel({ listArgs: { channelid, classsql, sortfield }, pagebar: { prepage, recordCount } })` */
function modelOf(page: Page): Model | null {
  const code = codeOf(page)
  const objectAt = (key: string): LiteralObject | null => {
    const match = new RegExp(`\\b${key}\\s*:\\s*(?=\\{)`).exec(code)
    const value = match === null ? null : literalAt(code, match.index + match[0].length, namesIn(code))
    return isObject(value) ? value : null
  }
  const args = objectAt('listArgs')
  if (args === null || !Object.hasOwn(args, 'channelid')) return null
  const address = /["']((?:https?:)?\/[\w./:-]{0,80}\/search)["']/.exec(code)?.[1] ?? null
  return { args, pagebar: objectAt('pagebar') ?? {}, address }
}

function byModel({ args, pagebar, address }: Model, page: Page, given: number): Search {
  const url = resolveLink(address ?? USUAL, page)
  const written = Object.entries(args).map(
    ([name, value]) => [name, value === undefined ? HOLE : String(value)] as const,
  )
  if (url === null || !sameSite(url, page.url) || written.some(([, value]) => value.includes(HOLE))) return 'unknown'
  const size = numberOf(pagebar['prepage']) ?? 15
  const total = numberOf(pagebar['recordCount'])
  if (total !== null && given >= total) return []
  const at = (number: number): PageRequest =>
    requestOf(
      { url, method: 'POST', isJson: false, params: [...written, ['page', String(number)], ['prepage', String(size)]] },
      page,
    )
  if (total === null || given < size) return [at(1)]
  const pages = Math.min(Math.ceil(total / size), MOST_PAGES)
  return Array.from({ length: pages - 1 }, (_, n) => at(n + 2))
}

function numberOf(value: unknown): number | null {
  const number = Number(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN)
  return Number.isInteger(number) && number > 0 ? number : null
}
