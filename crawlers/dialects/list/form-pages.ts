import { type Element, isTag } from 'domhandler'
import { encodeForm, resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { Asked, PageRequest } from '../dialect.ts'
import { formFields } from '../powereasy/form.ts'
import { callsOf, type WrittenCall } from './called.ts'
import { currentPage, isNext, MOST_PAGES, statedPages } from './pager.ts'
import { boxesAround } from './rows.ts'
import { survey } from './survey.ts'
import { squeeze, texts, walk } from './walk.ts'

/** `document.pageForm.currentPage.value = n`, `getElementById("page").value = n`, `$("#page").val(n)`. */
const sets =
  /(?:\.(\w{1,60})|getElementById\s*\(\s*["'](\w{1,60})["']\s*\))\s*\.\s*value\s*=\s*(\w{1,60})|\$\s*\(\s*["']#(\w{1,60})["']\s*\)\s*\.\s*val\s*\(\s*(\w{1,60})\s*\)/

/**
 * The further pages of a list whose pager fills in a form of the page and sends it: `toPage(2)`, with a function that puts
 * its argument into a field and submits. All pages where their number is stated, else the next. A page that was asked so
 * names the one behind it at most, for the fields of forms may change with every answer.
 *
 * @param asked how the page itself was asked for; left out where nobody asked
 */
export function formPages(page: Page, asked?: Asked): PageRequest[] {
  const sent = /\bsubmit\s*\(/.test(page.decoded.text) ? formOf(page) : null
  if (sent === null) return []
  const seen = survey(page)
  const stated = statedPages(seen) ?? sent.total
  const here = asked?.method === 'POST' ? (numberAsked(asked, sent.field) ?? 1) : currentPage(page, seen, [])
  const end = asked?.method === 'POST' || stated === null ? here + 1 : stated
  const last = Math.min(end, stated ?? MOST_PAGES, MOST_PAGES)
  const found: PageRequest[] = []
  for (let number = here + 1; number <= last; number += 1) {
    const request = requestFor(page, sent, number)
    if (request !== null) found.push(request)
  }
  return found
}

/** A form that a pager sends, and the field that takes the number of the page. */
interface Sent {
  readonly form: Element
  readonly field: string
  /** How many pages its field lets a reader choose from; null where it does not say. */
  readonly total: number | null
}

/** The form that the page's 下一页 sends; null where there is none. */
function formOf(page: Page): Sent | null {
  const calls = callsOf(page)
  let found: Sent | null = null
  walk(page.document, (node) => {
    if (found !== null || !isTag(node)) return false
    if (node.name === 'select') found = bySelect(node)
    if (node.name !== 'a' || !isNext(squeeze(texts(node).join('')).toLowerCase())) return true
    const called = calls(node.attribs['onclick'] ?? node.attribs['href'] ?? '')
    const field = called === null ? null : fieldOf(called)
    const form = field === null ? null : formWith(page, field)
    if (field !== null && form !== null) found = { form, field: nameOf(form, field), total: null }
    return false
  })
  return found
}

/** The form that a select of page numbers sends when another is chosen; null where it is none. */
function bySelect(select: Element): Sent | null {
  const { name = '', onchange = '' } = select.attribs
  const numbers = select.children.filter(isTag).map(({ attribs }) => attribs['value']?.trim() ?? '')
  if (name === '' || !/\bsubmit\s*\(/.test(onchange) || !numbers.every((value, n) => value === String(n + 1)))
    return null
  const form = boxesAround(select).find((box) => box.name === 'form')
  return form === undefined || numbers.length === 0 ? null : { form, field: name, total: numbers.length }
}

/** The field into which a function puts its first argument before it submits. */
function fieldOf({ written }: WrittenCall): string | null {
  const { params, body } = written
  const match = /\bsubmit\s*\(/.test(body) ? sets.exec(body) : null
  if (match === null || (match[3] ?? match[5]) !== params[0]) return null
  return match[1] ?? match[2] ?? match[4] ?? null
}

function formWith(page: Page, field: string): Element | null {
  let found: Element | null = null
  walk(page.document, (node) => {
    if (found !== null || !isTag(node)) return false
    if (node.name === 'form' && inputOf(node, field) !== null) found = node
    return true
  })
  return found
}

/** The input of a form by its name or id. */
function inputOf(form: Element, field: string): Element | null {
  let found: Element | null = null
  walk(form, (node) => {
    if (isTag(node) && node.name === 'input' && [node.attribs['name'], node.attribs['id']].includes(field)) found = node
    return found === null
  })
  return found
}

const nameOf = (form: Element, field: string): string => inputOf(form, field)?.attribs['name'] ?? field

function requestFor(page: Page, { form, field }: Sent, number: number): PageRequest | null {
  const action = form.attribs['action'] ?? ''
  const url = action === '' ? page.url : resolveLink(action, page)
  if (url === null || !sameSite(url, page.url)) return null
  const body = encodeForm(formFields(form).set(field, String(number)), page.decoded.encoding)
  if (/^post$/i.test(form.attribs['method'] ?? '')) return { url, method: 'POST', body }
  return { url: `${url.split('?', 1)[0]}?${body}`, method: 'GET' }
}

function numberAsked({ body = '' }: Asked, field: string): number | null {
  const value = new URLSearchParams(body).get(field) ?? ''
  return /^\d{1,4}$/.test(value) ? Number(value) : null
}
