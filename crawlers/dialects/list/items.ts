import { type Element, isTag } from 'domhandler'
import { type LinkBase, resolveLink } from '../../read/links.ts'
import type { ListItem } from '../dialect.ts'
import { rowDate, splitDate } from './dates.ts'
import { type Group, type Row, rowTexts, textsBeside } from './rows.ts'
import type { Survey } from './survey.ts'
import { isUnseen, squeeze, texts, walk } from './walk.ts'

const LONGEST_TITLE = 500
/** A link with more text than this is more than a title. */
const LONGEST_LINE = 70
const cut = /(?:\.{2,}|…+|⋯+)$/
const bullet = /^[\s·•▪■◆◇●○▶►>»※-]+/

/**
 * The rows of a group as list items: addresses resolved, titles whole, dates as written, an address once.
 * Rows whose link leads nowhere by http(s) are left out.
 */
export function readItems(group: Group, survey: Survey, base: LinkBase): ListItem[] {
  const dates = new Dates(group, survey)
  const items = new Map<string, ListItem>()
  for (const row of group.rows) {
    const url = resolveLink(row.anchor.href, base)
    if (url === null) continue
    const { title, date: inTitle } = rowTitle(row)
    const item = { url, title, date: dates.of(row) ?? inTitle }
    const before = items.get(url)
    if (before === undefined) items.set(url, item)
    else if (before.title.length < title.length || before.date === null) {
      items.set(url, { url, title: longer(before.title, title), date: before.date ?? item.date })
    }
  }
  return [...items.values()]
}

const longer = (a: string, b: string): string => (b.length > a.length ? b : a)

/** The title of a row: the visible text, or the `title` attribute where the text is cut short. */
function rowTitle(row: Row): { title: string; date: string | null } {
  const { text, element } = row.anchor
  const visible = titleAndDate(text, element)
  const shown = visible.title.replace(bullet, '')
  const hint = attributeTitle(element)
  return { title: prefersHint(shown, hint) ? hint : shown, date: visible.date }
}

/** What a link says: a line with a date at an end of it, perhaps in an element of its own, or a whole card. */
function titleAndDate(text: string, link: Element): { title: string; date: string | null } {
  const whole = splitDate(text.slice(0, LONGEST_TITLE))
  if (whole.date !== null && text.length <= LONGEST_LINE) return whole
  const parts = texts(link)
  const block = text.length > LONGEST_LINE ? titleBlock(link) : null
  if (block !== null) {
    const named = splitDate(block)
    return { title: named.title, date: named.date ?? parts.map(cardDate).find((date) => date !== null) ?? whole.date }
  }
  const [first = '', ...rest] = parts
  const date = alone.exec(first)?.[1]
  return date === undefined || rest.length === 0 ? whole : { title: rest.join(' '), date }
}

const alone = /^[[(（【]?((?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})[\])）】]?$/

/** The date of a part of a card that says no more than it, and what it is the date of: `日期：2020-01-29`. */
function cardDate(text: string): string | null {
  const date = rowDate([text])
  const label = date === null ? '' : text.replace(date, '').replace(/[\s\d:：()（）[\]【】]/g, '')
  return date !== null && label.length <= 4 ? date : null
}

/** A link may hold a whole card: the part that is the title, by its tag or class, else its first block of some length. */
function titleBlock(card: Element): string | null {
  let named: string | null = null
  let first: string | null = null
  walk(card, (node) => {
    if (named !== null || !isTag(node) || isUnseen(node)) return false
    const isNamed = /^h\d$/.test(node.name) || /tit|bt/i.test(node.attribs['class'] ?? '')
    if (!isNamed && !/^(?:p|div|span|em|strong)$/.test(node.name)) return true
    const text = texts(node).join('')
    if (isNamed && text !== '') named = text
    else if (first === null && text.length <= LONGEST_LINE && /\p{Script=Han}{4}/u.test(text)) first = text
    return true
  })
  return named ?? first
}

function attributeTitle(element: Element): string {
  const raw = element.attribs['title'] ?? ''
  const labelled = /标题[：:]([^\n\r]+)/.exec(raw.slice(0, LONGEST_TITLE))
  return squeeze(labelled?.[1] ?? raw).slice(0, LONGEST_TITLE)
}

function prefersHint(shown: string, hint: string): boolean {
  if (hint === '') return false
  if (shown === '') return true
  if (!cut.test(shown)) return hint.length > shown.length && hint.startsWith(shown)
  // Some templates put the dots behind every title, short or cut.
  return hint.length >= shown.replace(cut, '').length
}

/** Finds the date of each row of a group: in the row, else in what stands beside it. */
class Dates {
  readonly #survey: Survey
  readonly #anchors: Set<Element>
  readonly #parts = new Map<Element, string[][]>()
  readonly #slots = new Map<Element, Element[]>()
  /** Flat lists put the date before or after all their titles alike; the first row tells which. */
  readonly #beside: 'next' | 'prev'

  constructor(group: Group, survey: Survey) {
    this.#survey = survey
    this.#anchors = new Set(group.rows.map((row) => row.anchor.element))
    for (const row of group.rows) {
      const slots = this.#slots.get(row.element)
      if (slots === undefined) this.#slots.set(row.element, [row.anchor.element])
      else slots.push(row.anchor.element)
    }
    const first = group.rows[0]
    const before = first === undefined ? [] : textsBeside(first.element, survey, 'prev')
    this.#beside = rowDate(before.slice(-3)) === null ? 'next' : 'prev'
  }

  of(row: Row): string | null {
    const parts = this.#parts.get(row.element) ?? rowTexts(row.element, this.#anchors)
    this.#parts.set(row.element, parts)
    const place = (this.#slots.get(row.element)?.indexOf(row.anchor.element) ?? 0) + 1
    const own = rowDate(parts[place] ?? []) ?? rowDate(parts[0] ?? []) ?? rowDate(parts.flat())
    return own ?? rowDate(textsBeside(row.element, this.#survey, this.#beside))
  }
}
