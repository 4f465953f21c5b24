import { encodeForm, resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import { countAt } from './data.ts'
import type { Asked, Dialect, ListReading, PageRequest } from './dialect.ts'
import { MOST_PAGES } from './list/pager.ts'
import { scripts } from './list/scripts.ts'
import { samePlace } from './list/shape.ts'
import { readStaticList } from './static.ts'
import { furtherRows, isTrueCms, readAnswer } from './ucap/truecms.ts'

/**
 * UCAP (开普云): static pages counted from one, so that page 2 is `list_2.shtml`; its pager's call looks like TRS's but
 * names the element it is written into first. Sites of the same family page by TrueCMS's JSONP.
 */
export const ucapDialect: Dialect = {
  name: 'ucap',
  recognise,
  list,
  counter,
  readCounter: (answer) => countAt(answer, 'result.views') ?? readCount(answer),
}

const articlePath = /\/\d{4}\/\d{1,2}\/\d{1,2}\/[0-9a-f]{32}\.shtml/
const pagerCall =
  /\bcreatePageHTML\s*\(\s*['"][\w-]{1,60}['"]\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*['"]([\w-]{1,80})['"]\s*,\s*['"](s?html?)['"]/

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/<UCAP(?:CONTENT|TITLE)\b/i.test(text)) score += 0.7
  if (/name="template,templategroup,version" content="[\w-]+,default,/.test(text)) score += 0.5
  if (pagerCall.test(text)) score += 0.6
  if (articlePath.test(page.url)) score += 0.5
  else if (articlePath.test(text)) score += 0.3
  if (text.includes('/cms-access-service/')) score += 0.4
  if (isTrueCms(page)) score += 0.7
  return Math.min(score, 1)
}

function list(page: Page, asked?: Asked): ListReading {
  const answer = readAnswer(page)
  if (answer !== null) return answer
  const read = readStaticList(page)
  if (read.items.length === 0) return read
  const next = new Map(read.next.map((request) => [request.url, request]))
  for (const request of [...statedPages(page, asked), ...furtherRows(page, read.items.length)])
    next.set(request.url, request)
  return { items: read.items, next: [...next.values()] }
}

/**
 * `createPageHTML('page_div',8, 1,'list','shtml',118)`: pages in all, this one, names, rows in all. The first page is 1;
 * where it is 0, the files are counted from zero too. Later pages look alike in both: what the first one named is all.
 */
function statedPages(page: Page, asked?: Asked): PageRequest[] {
  const call = scripts(page)
    .map(({ text }) => pagerCall.exec(text))
    .find((found) => found !== null)
  if (call === undefined) return []
  const [, total = '', own = '', name = '', extension = ''] = call
  const start = resolveLink(`${name}.${extension}`, page)
  if (start === null || (typeof asked?.from === 'string' && isStart(asked.from, start))) return []
  const first = own === '0' ? 0 : 1
  const found: PageRequest[] = Number(own) > first ? [{ url: start, method: 'GET' }] : []
  for (let number = first + 1; number < first + Math.min(Number(total), MOST_PAGES); number += 1) {
    const url = resolveLink(`${name}_${number}.${extension}`, page)
    if (url !== null && number !== Number(own)) found.push({ url, method: 'GET' })
  }
  return found.filter(({ url }) => !samePlace(url, page.url))
}

/** Whether an address is that of a list's first page, which may go by its folder. */
function isStart(url: string, start: string): boolean {
  return samePlace(url, start) || samePlace(url, new URL('./', start).href)
}

const usualCounter = '/cms-access-service/access/views'

/** The count of the article's manuscript, by the ids that the page's script or metas give. */
function counter(page: Page): PageRequest | null {
  const text = page.decoded.text
  const service = /["']([^"'\s]{0,200}\/access\/views)["']/.exec(text)?.[1]
  const manuscript = idOf(text, 'manuscriptId')
  const channel = idOf(text, 'channelId')
  if (manuscript === null || channel === null || (service === undefined && !/\bid=["']vive["']/.test(text))) return null
  const url = resolveLink(service ?? usualCounter, { ...page, base: page.url })
  if (url === null || !sameSite(url, page.url)) return null
  const query = encodeForm([['manuscriptId', manuscript] as const, ['ChannelId', channel] as const], 'utf-8')
  return { url: `${url}?${query}`, method: 'GET' }
}

function idOf(text: string, name: string): string | null {
  return new RegExp(`\\b${name}\\s*=\\s*["']([\\w-]{1,64})["']`, 'i').exec(text)?.[1] ?? null
}
