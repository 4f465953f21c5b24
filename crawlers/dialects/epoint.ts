import { isTag } from 'domhandler'
import { resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { numberAt, parseData } from './data.ts'
import type { Asked, Dialect, ListReading, PageRequest } from './dialect.ts'
import { fileList } from './epoint/files.ts'
import { countRequest, customOf, listRequest, pageRequests, readAnswer } from './epoint/services.ts'
import { clueOf, type SiteInfo, siteInfo, siteOfClue } from './epoint/site.ts'
import { categoryIn, forCategory, forPages, forView, isViewGuid, pagesIn, viewIn } from './epoint/wanted.ts'
import { withFurther } from './list/further.ts'
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
  counterBehind,
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
  const site = siteInfo(text)
  if (/\.js$/i.test(URL.parse(page.url)?.pathname ?? '')) return bySite(site, page)
  const category = categoryIn(page.url)
  if (category !== null && site !== null) return bySite(site, page)
  const script = commonScript(page)
  // What stands on such a page are the rows of its sidebars.
  if (category !== null && script !== null) return rowsBy([forCategory(script, category)])
  const read = readStaticList(page)
  if (read.items.length === 0 && isTemplate(page)) return { items: [], next: [], needsBrowser: true }
  const { files, behind } = fileList(page)
  return withFurther(read, behind === null || script === null ? files : [...files, forPages(script, behind)])
}

/** The requests for what an address names, a category or some pages of one, now that the site is known. */
function bySite(site: SiteInfo | null, page: Page): ListReading {
  if (site === null) return rowsBy([])
  const behind = pagesIn(page.url)
  const category = categoryIn(page.url)
  const requests =
    behind !== null ? pageRequests(site, behind, page) : category !== null ? [listRequest(site, category, page)] : []
  return { ...rowsBy(requests.filter((request) => request !== null)), clue: clueOf(site) }
}

function rowsBy(next: readonly PageRequest[]): ListReading {
  return { items: [], next }
}

/** A template of rows that are to come, by a service that the page does not name: `{{#data}}<li>{{title}}…`. */
function isTemplate(page: Page): boolean {
  return scripts(page).some(({ text }) => /<(?:li|tr)\b[^{}]{0,600}\{\{/.test(text))
}

/** The address of the script that every page of a site includes and that knows the site's id. */
function commonScript(page: Page): string | null {
  for (const { src } of scripts(page)) {
    if (src === null || !/webBuilderCommon(?:\.min)?\.js/i.test(src)) continue
    const url = resolveLink(src, page)
    if (url !== null && sameSite(url, page.url)) return url
  }
  return null
}

/** `siteViewCount` is asked by the same script and is the whole site's: only what a page's own id brings is its count. */
function counter(page: Page, clue?: string): PageRequest | null {
  const viewGuid = viewGuidOf(page)
  const site = siteInfo(page.decoded.text) ?? siteOfClue(clue)
  const script = commonScript(page)
  if (viewGuid === null) return null
  if (site !== null) return ownCounter(site, viewGuid, page)
  return script === null ? null : forView(script, viewGuid)
}

/** The script has told of the site: the page's id stands in the address that it was asked by. */
function counterBehind(answer: Page): PageRequest | null {
  const viewGuid = viewIn(answer.url)
  const site = siteInfo(answer.decoded.text)
  return site === null || viewGuid === null ? null : ownCounter(site, viewGuid, answer)
}

function ownCounter(site: SiteInfo, viewGuid: string, page: Page): PageRequest | null {
  const request = countRequest(site, viewGuid, page)
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
  return isViewGuid(found) ? found : null
}

function readCounter(answer: string): number | null {
  return numberAt(customOf(answer), 'viewCount')
}
