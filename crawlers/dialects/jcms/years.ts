import { isTag } from 'domhandler'
import { resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { ListItem } from '../dialect.ts'
import { survey } from '../list/survey.ts'
import { squeeze, texts, walk } from '../list/walk.ts'

const REPORT = /\/module\/xxgk\/xxgkAnnualReport\w*\.jsp/i

/** Whether an address is that of the module that shows one year's report by a parameter. */
export function isYearPage(url: string): boolean {
  return REPORT.test(url)
}

/**
 * The years of a page whose reports differ by a parameter alone: `xxgkAnnualReport.jsp?fbtime=2017&area=…`. They stand
 * as links, or as options of a select beside the page's own address. None when the page has no such years.
 */
export function readYears(page: Page): ListItem[] {
  const found = new Map<string, ListItem>()
  const add = (url: string | null, title: string): void => {
    const year = url === null ? null : URL.parse(url)?.searchParams.get('fbtime')
    if (url === null || !REPORT.test(url) || !/^(?:19|20)\d{2}$/.test(year ?? '') || !sameSite(url, page.url)) return
    if (!found.has(url)) found.set(url, { url, title: title === '' ? `${year}年` : title, date: null })
  }
  for (const { href, text, element } of survey(page).anchors) {
    add(resolveLink(href.replaceAll('&amp;', '&'), page), squeeze(element.attribs['title'] ?? '') || text)
  }
  if (REPORT.test(page.url)) {
    // A link of another year shows how an address is written; the page's own may have no year.
    const [written = page.url] = found.keys()
    for (const { year, text } of yearOptions(page)) add(withYear(written, year), text)
  }
  // A single such link on another page is the way to a report, no list of them.
  return found.size > 1 || REPORT.test(page.url) ? [...found.values()] : []
}

function yearOptions(page: Page): { readonly year: string; readonly text: string }[] {
  const found: { year: string; text: string }[] = []
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    const year = node.name === 'option' ? (node.attribs['value']?.trim() ?? '') : ''
    if (/^(?:19|20)\d{2}$/.test(year)) found.push({ year, text: texts(node).join('') })
    return true
  })
  return found
}

function withYear(address: string, year: string): string {
  if (/[?&]fbtime=/.test(address)) return address.replace(/([?&]fbtime=)[^&]*/, `$1${year}`)
  return `${address}${address.includes('?') ? '&' : '?'}fbtime=${year}`
}
