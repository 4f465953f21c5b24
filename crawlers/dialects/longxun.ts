import { isTag } from 'domhandler'
import { encodeForm, resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import { countAt, fieldsOf } from './data.ts'
import type { Dialect, ListReading, PageRequest } from './dialect.ts'
import { MOST_PAGES } from './list/pager.ts'
import { scripts } from './list/scripts.ts'
import { walk } from './list/walk.ts'
import { isReportTitle } from './list/words.ts'
import { readStaticList } from './static.ts'

/**
 * 龙讯 (Anhui): the lists of the disclosure catalogue are fragments of HTML that `/site/label/8888` makes for the
 * parameters which the page's script gives; `pageIndex` counts from one.
 */
export const longxunDialect: Dialect = {
  name: 'longxun',
  recognise,
  list,
  counter,
  readCounter: (answer) => countAt(answer, 'data', 'data.hit', 'hit') ?? readCount(answer),
}

const service = /\/site\/label\/\d+/

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (text.includes('<!--StartLabelHtml_')) score += 0.6
  if (service.test(page.url) || service.test(text)) score += 0.5
  if (text.includes('j-info-hit')) score += 0.4
  if (/\bLs\.(?:ajax|pagination)/.test(text)) score += 0.2
  if (/\/public\/(?:column\/)?\d+(?:\/\d+\.html|\?)/.test(page.url)) score += 0.3
  return Math.min(score, 1)
}

function list(page: Page): ListReading {
  const read = readStaticList(page)
  if (service.test(page.url)) return { items: read.items, next: behind(page, read.items.length) }
  const call = listCall(page)
  if (call === null) return read
  // A list that the page shows beside the call is its first page, or stands in the margin.
  const isOwn = read.items.some(({ title }) => isReportTitle(title))
  const total = pageCount(page)
  const next: PageRequest[] = isOwn ? [] : [{ url: call, method: 'GET' }]
  for (let number = 2; number <= total; number += 1) next.push(at(call, number))
  return { items: isOwn ? read.items : [], next }
}

/** The request for the first page of the list, by the script's call with `labelName: "publicInfoList"`. */
function listCall(page: Page): string | null {
  for (const { text } of scripts(page)) {
    for (const call of text.matchAll(/\burl\s*:\s*["']([^"']{0,200}\/site\/label\/\d+)[^"']{0,200}["']/g)) {
      const data = /\bdata\s*:\s*\{([^{}]{0,3000})\}/.exec(text.slice(call.index, call.index + 4000))?.[1]
      const fields = fieldsOf(data ?? '')
      const url = resolveLink(call[1] ?? '', page)
      if (fields.get('labelName') !== 'publicInfoList' || url === null || !sameSite(url, page.url)) continue
      const query = new Map([['IsAjax', '1'], ['dataType', 'html'], ...fields])
      // A variable stands where the script puts the number in.
      query.set('pageIndex', '1')
      return `${url}?${encodeForm(query, 'utf-8')}`
    }
  }
  return null
}

function pageCount(page: Page): number {
  const stated = /\bpageCount\s*[:=]\s*["']?(\d{1,5})/.exec(page.decoded.text)?.[1]
  return Math.min(Number(stated ?? 0), MOST_PAGES)
}

/** Behind a page of the fragment: all that it states, else one more while a page is full. */
function behind(page: Page, given: number): PageRequest[] {
  const number = Number(/[?&]pageIndex=(\d{1,5})/.exec(page.url)?.[1] ?? 0)
  const size = Number(/[?&]pageSize=(\d{1,4})/.exec(page.url)?.[1] ?? 0)
  if (number < 1 || given === 0) return []
  const total = pageCount(page)
  const last = total > 0 ? total : number < MOST_PAGES && size > 0 && given >= size ? number + 1 : number
  const next: PageRequest[] = []
  for (let further = number + 1; further <= last; further += 1) next.push(at(page.url, further))
  return next
}

function at(url: string, number: number): PageRequest {
  return { url: url.replace(/([?&]pageIndex=)\d+/, `$1${number}`), method: 'GET' }
}

/**
 * The count of the article whose `infoId` stands at `j-info-hit`, where the page's own text says whom to ask: most
 * sites keep that in a script file.
 */
function counter(page: Page): PageRequest | null {
  const id = infoId(page)
  if (id === null) return null
  for (const { text } of scripts(page)) {
    const address = /["']([^"'\s<>]{1,200}[?&](?:infoId|contentId)=)(\d{1,20})?["']/.exec(text)
    if (address === null || !/hit|click|visit/i.test(address[1] ?? '')) continue
    if (address[2] !== undefined && address[2] !== id) continue
    const url = resolveLink(`${address[1]}${id}`, page)
    if (url !== null && sameSite(url, page.url)) return { url, method: 'GET' }
  }
  return null
}

function infoId(page: Page): string | null {
  let id: string | null = null
  walk(page.document, (node) => {
    if (id !== null || !isTag(node)) return false
    if ((node.attribs['class'] ?? '').includes('j-info-hit')) {
      id = /\binfoId\s*:\s*['"]?(\d{1,20})/.exec(node.attribs['data-setting'] ?? '')?.[1] ?? null
    }
    return true
  })
  return id
}
