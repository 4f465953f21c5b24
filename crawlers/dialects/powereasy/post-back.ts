import { type Element, isTag, isText } from 'domhandler'
import { encodeForm, resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { Asked, PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import { isUnseen, squeeze, texts, walk } from '../list/walk.ts'
import { serverForm } from './form.ts'

/**
 * The request for the page after this one of a list that is paged by `__doPostBack`: the page's own form, all of its
 * fields with it, for the server knows a reader's place by `__VIEWSTATE` alone. Only the next page is named, and only by
 * the page before it: view states change with every answer, so that pages named twice would be asked twice, without end.
 *
 * @returns null on the last page, and when the server did not move on to the page that was asked for
 */
export function nextPostBack(page: Page, asked?: Asked): PageRequest | null {
  const form = serverForm(page.document)
  if (form === null || (asked?.depth ?? 0) > MOST_PAGES) return null
  const url = form.action === '' ? page.url : resolveLink(form.action, page)
  const post = url === null ? null : nextOf(pagers(form.element), numberAsked(asked))
  if (url === null || post === null || !sameSite(url, page.url)) return null
  const fields = new Map(form.fields)
  fields.set('__EVENTTARGET', post.target).set('__EVENTARGUMENT', post.argument)
  return { url, method: 'POST', body: encodeForm(fields, page.decoded.encoding) }
}

/** A link that posts the form back: for which control, with what, and what it says. */
interface PostBack {
  readonly target: string
  readonly argument: string
  readonly text: string
}

/** The links of one control, and the bare numbers that stand among them: one may be the page that is shown. */
interface Pager {
  readonly links: PostBack[]
  readonly bare: Set<number>
}

const call = /(?:__doPostBack\s*\(|PostBackOptions\s*\()\s*(["'])([^"']{1,200})\1\s*,\s*(["'])([^"']{0,60})\3/
const next = /^(?:下一?页|后一?页|下一頁|next|>|›)[>»›]*$/i

function pagers(form: Element): Pager[] {
  const found = new Map<string, Pager>()
  walk(form, (node) => {
    if (!isTag(node) || isUnseen(node)) return false
    const link = node.name === 'a' ? postBackOf(node) : null
    if (link === null) return true
    // Links of one control share its name; separate link buttons share their box.
    const isNumbered = pageOf(link.argument) !== null
    const key = isNumbered ? link.target : 'buttons'
    const pager = found.get(key) ?? { links: [], bare: bareNumbers(node) }
    pager.links.push(link)
    found.set(key, pager)
    return false
  })
  return [...found.values()]
}

function postBackOf(element: Element): PostBack | null {
  if (element.attribs['disabled'] !== undefined) return null
  const match = call.exec(`${element.attribs['href'] ?? ''} ${element.attribs['onclick'] ?? ''}`)
  if (match === null) return null
  const text = texts(element)
    .join('')
    .replace(/[\s[\]【】()]/g, '')
  return { target: match[2] ?? '', argument: match[4] ?? '', text }
}

/** `3` of a pager control, `Page$3` of a grid. */
function pageOf(argument: string): number | null {
  const digits = /^(?:Page\$)?(\d{1,4})$/.exec(argument)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The numbers among the siblings of a link (or of its cell) that are no links. */
function bareNumbers(link: Element): Set<number> {
  const cell = link.parent !== null && isTag(link.parent) && link.parent.name === 'td' ? link.parent : link
  const found = new Set<number>()
  for (const sibling of cell.parent?.children ?? []) {
    if (isTag(sibling) && sibling.name === 'a' && sibling.attribs['href'] !== undefined) continue
    if (isTag(sibling) && sibling.name === 'td' && hasLink(sibling)) continue
    const text = isTag(sibling) ? texts(sibling).join('') : isText(sibling) ? squeeze(sibling.data) : ''
    const digits = /^[[【]?(\d{1,4})[\]】]?$/.exec(text)?.[1]
    if (digits !== undefined) found.add(Number(digits))
  }
  return found
}

function hasLink(cell: Element): boolean {
  return cell.children.some((child) => isTag(child) && child.name === 'a')
}

/** The page that was asked for by a post back; null when the page was not asked so. */
function numberAsked(asked?: Asked): number | null {
  const argument = asked?.method === 'POST' ? new URLSearchParams(asked.body).get('__EVENTARGUMENT') : null
  return argument === null ? null : pageOf(argument)
}

function nextOf(all: readonly Pager[], asked: number | null): PostBack | null {
  for (const { links, bare } of all) {
    const named = links.find(({ text }) => next.test(text))
    const numbers = links.filter(({ text, argument }) => counted.test(text) && pageOf(argument) !== null)
    if (named === undefined && numbers.length === 0) continue
    // What is not asked by posting is the first page.
    const found = named ?? following(numbers, shown(numbers, bare) ?? asked ?? 1)
    if (found === null) continue
    const number = pageOf(found.argument)
    // A server that shows the same page whatever it is asked for would lead on for ever.
    return number !== null && asked !== null && number <= asked ? null : found
  }
  return null
}

const counted = /^(?:\d{1,4}|\.{2,3}|…)$/

/** The page that is shown: a bare number in line with those of the links; a total is not. */
function shown(numbers: readonly PostBack[], bare: ReadonlySet<number>): number | null {
  const linked = new Set(numbers.map(({ argument }) => pageOf(argument) ?? 0))
  for (const number of bare) {
    if (!linked.has(number) && (linked.has(number - 1) || linked.has(number + 1))) return number
  }
  return null
}

function following(numbers: readonly PostBack[], here: number): PostBack | null {
  let nearest: PostBack | null = null
  for (const one of numbers) {
    const number = pageOf(one.argument) ?? 0
    if (number > here && (nearest === null || number < (pageOf(nearest.argument) ?? 0))) nearest = one
  }
  return nearest
}
