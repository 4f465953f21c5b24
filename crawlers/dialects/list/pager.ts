import { type Element, isTag } from 'domhandler'
import { type LinkBase, resolveLink, sameSite } from '../../read/links.ts'
import type { PageRequest } from '../dialect.ts'
import type { Called } from './called.ts'
import { addressOf, fitLine, isSameList, type Numbered, numberIn, samePlace, turnedList } from './shape.ts'
import type { Anchor, Survey } from './survey.ts'
import { texts, walk } from './walk.ts'

/** No column of annual reports has more pages; a larger total is a mistake or a trap. */
export const MOST_PAGES = 300

/** The page that is read, for what its pager says. */
export type PagerPage = LinkBase & { readonly url: string }

interface Link {
  readonly url: string
  readonly text: string
}

/**
 * The further pages of the list on a page, by its pager: words (下一页, Next, »), numbers, a `<select>`, and, where
 * the addresses differ by nothing but a number and the total is stated, the pages in between.
 * A link that is not of this list's address is none (another column, a calendar), nor is one to another site.
 */
export function nextPages(page: PagerPage, survey: Survey): PageRequest[] {
  const links = pagerLinks(page, survey).filter((link) => sameSite(link.url, page.url))
  const here = currentPage(page, survey, links)
  const found = new Map<string, PageRequest>()
  const add = (url: string): void => {
    if (!samePlace(url, page.url)) found.set(url, { url, method: 'GET' })
  }
  const numbered: Numbered[] = []
  const stated = statedPages(survey)
  for (const { number, text, url } of ofList(page, links, here)) {
    // Many a pager leads on from its own last page.
    if (isNext(text) && here === stated) continue
    add(url)
    if (number !== null) numbered.push({ number, url })
  }
  const total = Math.min(stated ?? highest(links), MOST_PAGES)
  const end = links.find((link) => isLast(link.text))
  if (end !== undefined && total > 1 && isSameList(page.url, end.url, null))
    numbered.push({ number: total, url: end.url })
  for (const url of between(numbered, total, here)) add(url)
  return [...found.values()].slice(0, MOST_PAGES)
}

/** The links of a pager that lead to other pages of the list: at its own address, else by a program that turns it. */
function ofList(page: PagerPage, links: readonly Link[], here: number) {
  const leads = links
    .map(({ text, url }) => ({ text, url, number: pageNumber(text, here) }))
    .filter(({ text, url, number }) => number !== here && (number !== null || isForward(text)) && url !== page.url)
  const own = leads.filter(({ url, number }) => isSameList(page.url, url, number))
  if (own.length > 0) return own
  const elsewhere = leads.filter(({ url, number }) => turnedList(page.url, url, number) !== null)
  const lists = new Set(elsewhere.map(({ url, number }) => turnedList(page.url, url, number)))
  // Pagers of several lists are those of boxes.
  return lists.size === 1 ? elsewhere : []
}

function pagerLinks(page: PagerPage, survey: Survey): Link[] {
  const links: Link[] = []
  const add = (href: string, text: string): void => {
    const url = resolveLink(href, page)
    if (url !== null) links.push({ url, text })
  }
  for (const anchor of survey.anchors) if (anchor.kind === 'page') add(anchor.href, bare(anchor))
  for (const select of survey.selects) for (const option of optionsOf(select)) add(option.href, option.text)
  return links
}

const bare = (anchor: Anchor): string => anchor.text.replace(/[\s[\]【】()]/g, '').toLowerCase()

const isForward = (text: string): boolean =>
  /^(?:下一?页|后一?页|下一頁|next|>|›|»|尾页|末页|最后一页|last|>>|»»)[>»›]*$/.test(text)
/** Whether a link's words lead to the next page. */
export const isNext = (text: string): boolean => /^(?:下一?页|后一?页|下一頁|next|>|›)[>»›]*$/.test(text)
const isLast = (text: string): boolean => /^(?:尾页|末页|最后一页|last|>>)$/.test(text)

/** Which page a link's words name: its number, a neighbour of this page, the first; null when they name none. */
function pageNumber(text: string, here: number): number | null {
  const digits = /^第?(\d{1,4})页?$/.exec(text)?.[1]
  if (digits !== undefined) return Number(digits)
  if (isNext(text)) return here + 1
  if (here > 1 && /^上一?页$/.test(text)) return here - 1
  return here > 1 && /^(?:首页|第一页|first)$/.test(text) ? 1 : null
}

/** An option of a select: where it leads, and what it says, as a pager's word and as it is written. */
interface Option extends Omit<Link, 'url'> {
  readonly href: string
  readonly whole: string
}

/**
 * The options of a select that changes the page, as links; a select of friends' sites has none that fit the list.
 *
 * @param called gives the address to which a call of a function of the page leads, where that is known
 */
export function optionsOf(select: Element, called: Called = () => null): Option[] {
  const script = select.attribs['onchange'] ?? ''
  if (script === '') return []
  const template = /(['"])([^'"]{0,200})\1\s*\+\s*(?:this|\w+)\.[\w.[\]]+(?:\s*\+\s*(['"])([^'"]{0,100})\3)?/.exec(
    script,
  )
  const found: Option[] = []
  walk(select, (node) => {
    if (!isTag(node) || node.name !== 'option') return true
    const value = node.attribs['value']?.trim() ?? ''
    const whole = texts(node).join('')
    const text = whole.replace(/[\s第页]/g, '')
    // What is sent by its form is a number, no address.
    if (value === '' || (/\bsubmit\s*\(/.test(script) && /^\d+$/.test(value))) return false
    const made = template === null ? called(script.replace(chosen, JSON.stringify(value))) : null
    found.push({
      href: template === null ? (made ?? value) : `${template[2]}${value}${template[4] ?? ''}`,
      text,
      whole,
    })
    return false
  })
  return found
}

/** The option that is chosen, as a script names it. */
const chosen = /\bthis\.(?:value|options\[this\.selectedIndex\]\.value)/g

/** 第2页/共5页, 第2/5页, 2/5页, 页次2/5, 当前页：2. A bare 2/5 may be a date. */
const currentInWords =
  /第\s?(\d{1,4})\s?页?\s?[/／，,]?\s?共|第\s?(\d{1,4})\s?[/／]\s?\d|(?:页次|页数|页码)\s?[：:]?\s?(\d{1,4})\s?[/／]|(?:^|\s)(\d{1,4})\s?[/／]\s?\d{1,4}\s?页|当前(?:第|页[：:]?)\s?(\d{1,4})/

/** The number of this page: the address says so, or the number of the pager that is no link; 1 otherwise. */
export function currentPage(page: PagerPage, survey: Survey, links: readonly Link[]): number {
  const stated = currentInWords.exec(survey.labels.join(' '))
  const inWords = stated?.slice(1).find((digits) => digits !== undefined)
  if (inWords !== undefined) return Number(inWords)
  const numbers = new Map<number, string>()
  for (const link of links) if (/^\d{1,4}$/.test(link.text)) numbers.set(Number(link.text), link.url)
  for (const [number, url] of numbers) if (samePlace(url, page.url)) return number
  const own = numberIn(page.url)
  if (own !== null && !numbers.has(own) && numbers.size > 0 && fits(own, page.url, numbers)) return own
  if (own !== null && !numbers.has(own + 1) && numbers.size > 0 && fits(own + 1, page.url, numbers)) return own + 1
  return 1
}

/** Whether this page's address stands in line with those that the pager numbers. */
function fits(number: number, url: string, numbers: ReadonlyMap<number, string>): boolean {
  for (const [other, address] of numbers) {
    if (addressOf(fitLine([{ number: other, url: address }]), number) === url) return true
  }
  return false
}

/** How many pages the pager says there are; null when it says nothing. */
export function statedPages(survey: Survey): number | null {
  const text = survey.labels.join(' ')
  const stated =
    /(?:共计?|总共|总计)\s?(\d{1,5})\s?页/.exec(text)?.[1] ??
    /(?:总页数|页数|页次|页码)\s?[：:]?\s?\d{1,5}\s?[/／]\s?(\d{1,5})/.exec(text)?.[1] ??
    /(?:总页数|页数)\s?[：:]\s?(\d{1,5})/.exec(text)?.[1] ??
    /(?:^|[\s第])\d{1,4}\s?页?\s?[/／]\s?共?\s?(\d{1,4})\s?页/.exec(text)?.[1]
  return stated === undefined ? null : Number(stated)
}

/** The highest number that a pager shows; 0 when it shows none. */
function highest(links: readonly Link[]): number {
  return Math.max(0, ...links.filter(({ text }) => /^\d{1,4}$/.test(text)).map(({ text }) => Number(text)))
}

/**
 * The addresses of pages 2 to `total` when all numbered links lie on one line of addresses; nothing otherwise. The first
 * page gives them all, so that the others need not.
 */
function between(numbered: readonly Numbered[], total: number, here: number): string[] {
  const line = total > 2 && here === 1 ? fitLine(numbered) : null
  if (line === null) return []
  const urls: string[] = []
  for (let number = 2; number <= total; number += 1) {
    const url = addressOf(line, number)
    if (url !== null) urls.push(url)
  }
  return urls
}
