import { type Element, isTag, isText } from 'domhandler'
import type { Page } from '../../read/page.ts'
import type { ListReading, PageRequest } from '../dialect.ts'
import { scripts } from '../list/scripts.ts'
import { walk } from '../list/walk.ts'
import { pageNumberOf } from './paging.ts'
import { requestOf, type Service, services } from './services.ts'

const listPath = /list|query|search|page|article|content|news|info|channel|column|catalog|cate|doc|data|json/i
const otherPath =
  /login|user|token|weather|hits?\b|count|visit|click|stat(?!ic|e)|config|dict|menu|nav|tree|banner|link|comment|log\b/i
const numbered = /[?&,/"](?:page|pn|cur)\w*=/i

/**
 * How a list that stands nowhere in the markup is come by: by the one call of the page's scripts that plainly asks for a
 * list, else by a browser.
 */
export function askedByScript(page: Page): ListReading {
  let best: Service | null = null
  let surest = 0
  for (const service of services(page)) {
    const sure = likeness(service)
    if (sure > surest) [best, surest] = [service, sure]
  }
  // Where a row's address is put together from its parts, the data alone does not tell it.
  if (best === null || composed.test(page.decoded.text)) return { items: [], next: [], needsBrowser: true }
  return { items: [], next: [requestOf(best, page)] }
}

/** What a reader presses for more rows. */
const moreRows = /^(?:点击)?(?:加载|查看|显示)更多|^加载下一页|^load\s?more/i

/**
 * The rows behind those that a page shows with a place to press for more: by the one call of its scripts that plainly asks
 * for a page of a list.
 *
 * @param words gives what stands on the page, in links and outside; asked only where there is such a call
 */
export function moreByScript(page: Page, words: () => readonly string[]): PageRequest[] {
  const asking = services(page)
    .map((service) => ({ request: requestOf(service, page), sure: likeness(service) }))
    .filter(({ request, sure }) => sure >= 2 && pageNumberOf(request) !== null)
  const [only, ...others] = asking
  if (only === undefined || others.length > 0) return []
  return words().some((text) => text.length < 16 && moreRows.test(text)) ? [only.request] : []
}

/** `ng-href="detail.html?id={{x.id}}"`, `:href="'/detail/' + x.id"`: more than one field. */
const composed =
  /\bhref\s*=\s*(?:"[^"{}]+\{\{[^"]*"|'[^'{}]+\{\{[^']*'|"\{\{[^{}"]*\+[^"]*")|(?::|v-bind:)href\s*=\s*"[^"]*\+[^"]*"/

function likeness({ url, params }: Service): number {
  const path = url.split('?', 1)[0] ?? ''
  if (otherPath.test(path)) return 0
  const isNumbered = numbered.test(url) || params.some(([name]) => numbered.test(`?${name}=`))
  return (listPath.test(path) ? 1 : 0) + (isNumbered ? 2 : 0)
}

const containerName = /list|rows?|news|con(?:tent)?|main|data|lb|result|xxgk|article/i

/**
 * Whether a page has a place for a list and nothing in it, and scripts of its own that may fill it: an `ul` or table body
 * without a word, or a box that is named for a list.
 */
export function hasEmptyContainer(page: Page): boolean {
  if (
    !scripts(page).some(
      ({ src, text }) => src !== null || /ajax|\$\.|innerHTML|append|fetch|axios|Vue|load/i.test(text),
    )
  )
    return false
  let found = false
  walk(page.document, (node) => {
    if (found || !isTag(node) || node.name === 'script' || node.name === 'head') return false
    if (isContainer(node) && isBare(node)) found = true
    return !found
  })
  return found
}

function isContainer({ name, attribs }: Element): boolean {
  if (/^(?:ul|ol|tbody|dl)$/.test(name)) return true
  return /^(?:div|table|section)$/.test(name) && containerName.test(`${attribs['id'] ?? ''} ${attribs['class'] ?? ''}`)
}

function isBare(element: Element): boolean {
  let isEmpty = true
  walk(element, (node) => {
    if (isText(node) && node.data.trim() !== '') isEmpty = false
    if (isTag(node) && /^(?:img|input|video|iframe|object|embed|svg)$/.test(node.name)) isEmpty = false
    return isEmpty && !(isTag(node) && /^(?:script|style)$/.test(node.name))
  })
  return isEmpty
}
