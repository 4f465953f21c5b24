import { isTag } from 'domhandler'
import { resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { numberAt, parseData } from './data.ts'
import type { Asked, Dialect, ListReading, PageRequest } from './dialect.ts'
import { categoryIn, countRequest, customOf, listRequest, readAnswer } from './epoint/services.ts'
import { clueOf, siteInfo, siteOfClue } from './epoint/site.ts'
import { withFurther } from './list/further.ts'
import { MOST_PAGES } from './list/pager.ts'
import { scripts } from './list/scripts.ts'
import { texts, walk } from './list/walk.ts'
import { readStaticList } from './static.ts'

/**
 * EWB (新点 WebBuilder): lists are files with a pager that a script makes of a total, or rows that a JSON service gives
 * for the category in the page's address. The service wants the site's id, which stands in `webBuilderCommon.js`: where a
 * page does not say it itself, the script is asked first, as a part of the list.
 */
export const epointDialect: Dialect = {
  name: 'epoint',
  recognise,
  list,
  counter,
  readCounter,
}

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/webBuilderCommon(?:\.min)?\.js|EWB-FRONT|EpointWebBuilder/i.test(text)) score += 0.6
  if (/\/rest\/(?:lightfrontaction|frontAppNotNeedLoginAction)\//i.test(`${page.url} ${text}`)) score += 0.4
  if (/class=["'][^"'<>]{0,80}\bewb-\w|epoint-article/.test(text)) score += 0.4
  if (/\bid=["']?(?:viewGuid|infoViewCount)\b|\bwebbuilder\.\w+\(/.test(text)) score += 0.3
  return Math.min(score, 1)
}

function list(page: Page, asked?: Asked): ListReading {
  const { text } = page.decoded
  if (parseData(text) !== undefined) return readAnswer(page, asked)
  // The script knows nothing of the list for which it was asked: that is in the address of the page that asked.
  const isScript = asked !== undefined && !text.trimStart().startsWith('<')
  const category = categoryIn(isScript ? asked.from : page.url)
  const site = siteInfo(text)
  const script = commonScript(page)
  if (category !== null && site !== null) return { ...rowsBy(listRequest(site, category, page)), clue: clueOf(site) }
  if (isScript) return rowsBy(null)
  // What stands on such a page are the rows of its sidebars.
  if (category !== null && script !== null) return rowsBy(script)
  const read = readStaticList(page)
  if (read.items.length === 0 && isTemplate(page)) return { items: [], next: [], needsBrowser: true }
  return withFurther(read, filesBehind(page))
}

/** A template of rows that are to come, by a service that the page does not name: `{{#data}}<li>{{title}}…`. */
function isTemplate(page: Page): boolean {
  return scripts(page).some(({ text }) => /<(?:li|tr)\b[^{}]{0,600}\{\{/.test(text))
}

function rowsBy(request: PageRequest | null): ListReading {
  return { items: [], next: request === null ? [] : [request] }
}

/** The script that every page of a site includes and that knows the site's id. */
function commonScript(page: Page): PageRequest | null {
  for (const { src } of scripts(page)) {
    if (src === null || !/webBuilderCommon(?:\.min)?\.js/i.test(src)) continue
    const url = resolveLink(src, page)
    if (url !== null && sameSite(url, page.url)) return { url, method: 'GET' }
  }
  return null
}

/** The files `2.html`, `3.html`… beside a list whose pager is made by `pagination({ total: 45, pageSize: 15 })`. */
function filesBehind(page: Page): PageRequest[] {
  for (const { text } of scripts(page)) {
    const call = /\bpagination\s*\(\s*(\{[\s\S]{1,1500})/.exec(text)?.[1] ?? ''
    const total = Number(/\btotal\s*:\s*["']?(\d{1,6})/.exec(call)?.[1] ?? 0)
    const size = Number(/\bpageSize\s*:\s*["']?(\d{1,4})/.exec(call)?.[1] ?? 0)
    if (total <= size || size === 0) continue
    const count = Math.min(Math.ceil(total / size), MOST_PAGES)
    const urls = Array.from({ length: count - 1 }, (_, n) => resolveLink(`${n + 2}.html`, page))
    return urls.flatMap((url) => (url === null || url === page.url ? [] : [{ url, method: 'GET' }]))
  }
  return []
}

/** `siteViewCount` is asked by the same script and is the whole site's: only what a page's own id brings is its count. */
function counter(page: Page, clue?: string): PageRequest | null {
  const site = siteInfo(page.decoded.text) ?? siteOfClue(clue)
  const viewGuid = site === null ? null : viewGuidOf(page)
  const request = site === null || viewGuid === null ? null : countRequest(site, viewGuid, page)
  return request !== null && sameSite(request.url, page.url) ? request : null
}

function viewGuidOf(page: Page): string | null {
  let found = ''
  walk(page.document, (node) => {
    if (found === '' && isTag(node) && node.attribs['id'] === 'viewGuid') {
      found = node.attribs['value']?.trim() || texts(node).join('')
    }
    return found === ''
  })
  return /^[\w-]{3,80}$/.test(found) ? found : null
}

function readCounter(answer: string): number | null {
  return numberAt(customOf(answer), 'viewCount')
}
