import { encodeForm, resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import { fieldsOf, fragmentOf, parseData, textAt } from '../data.ts'
import type { ListReading, PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import { scripts } from '../list/scripts.ts'
import { readStaticList } from '../static.ts'

// TrueCMS pages its lists by `getMessage.do`: rows as XML inside JSONP. It hears `startrecord` and `endrecord`; asked
// for more rows than the page's own script asks for, it answers nothing or 404.

const service = /messageController\/getMessage\w*\.do/i

/** Whether a page or the address of an answer belongs to this service. */
export function isTrueCms(page: Page): boolean {
  return service.test(page.url) || service.test(page.decoded.text)
}

/** The rows of the service's answer, and the rest of its list; null when the page is no such answer. */
export function readAnswer(page: Page): ListReading | null {
  if (!service.test(page.url)) return null
  const store = textAt(parseData(page.decoded.text), 'result') ?? ''
  const rows = [...store.matchAll(/<record>([\s\S]*?)<\/record>/gi)].map((record) => bare(record[1] ?? ''))
  if (rows.length === 0) return { items: [], next: [] }
  const { items } = readStaticList(fragmentOf(page, `<ul>${rows.join('\n')}</ul>`))
  return { items, next: windows(page.url, numberIn(store, /<totalrecord>\s*(\d{1,7})/i)) }
}

const bare = (record: string): string => record.replaceAll('<![CDATA[', '').replaceAll(']]>', '')

/** The requests for the rows that a page does not bring itself, by the settings of its pager; none when it has none. */
export function furtherRows(page: Page, given: number): PageRequest[] {
  for (const { text } of scripts(page)) {
    const proxy = /\bproxyUrl\s*:\s*['"]([^'"]{1,300})['"]/.exec(text)?.[1]
    const columnId = fieldsOf(text).get('columnId')
    const url = proxy === undefined || !service.test(proxy) ? null : resolveLink(proxy, page)
    if (url === null || columnId === undefined || !sameSite(url, page.url)) continue
    const total = numberIn(text, /\btotalRecord\s*:\s*['"]?(\d{1,7})/)
    const perPage = numberIn(text, /\bperPage\s*:\s*(\d{1,4})/) ?? 10
    const window = perPage * (numberIn(text, /\bgroupSize\s*:\s*(\d{1,2})/) ?? 1)
    const start = Math.floor(given / window) * window + 1
    if (total !== null && given >= total) return []
    const query = [
      ['startrecord', String(start)],
      ['endrecord', String(start + window - 1)],
      ['perpage', String(perPage)],
      ['contentTemplate', ''],
      ['columnId', columnId],
      ['callback', 'jsonp'],
    ] as const
    const first = `${url}?${encodeForm(query, 'utf-8')}`
    return [{ url: first, method: 'GET' }, ...windows(first, total)]
  }
  return []
}

/** The requests for the windows of rows behind the one that an address asks for. */
function windows(url: string, total: number | null): PageRequest[] {
  const [start, end] = [numberIn(url, /[?&]startrecord=(\d{1,7})/i), numberIn(url, /[?&]endrecord=(\d{1,7})/i)]
  if (start === null || end === null || end < start || total === null) return []
  const size = end - start + 1
  const found: PageRequest[] = []
  for (let first = end + 1; first <= total && found.length < MOST_PAGES; first += size) {
    const shifted = url
      .replace(/([?&]startrecord=)\d+/i, `$1${first}`)
      .replace(/([?&]endrecord=)\d+/i, `$1${first + size - 1}`)
    found.push({ url: shifted, method: 'GET' })
  }
  return found
}

function numberIn(text: string, pattern: RegExp): number | null {
  const digits = pattern.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}
