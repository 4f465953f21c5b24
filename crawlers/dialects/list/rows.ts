import { type Element, isTag, isText, type ParentNode } from 'domhandler'
import type { Anchor, Survey } from './survey.ts'
import { isUnseen, squeeze, texts, walk } from './walk.ts'
import { isReportTitle } from './words.ts'

/** One title link and the element that repeats with it. */
export interface Row {
  /** Of an icon and a text with the same link, the text. */
  anchor: Anchor
  /** The repeating element: `li`, `tr`, `div`… or the link itself in a flat list. */
  readonly element: Element
  /** Set when several titles share the element. */
  readonly shared: boolean
}

/** Rows that repeat under one parent. */
export interface Group {
  readonly container: ParentNode
  readonly rows: Row[]
}

/** A table row or item with more links than this is a strip of links, not one row of a list. */
const MOST_TITLES_A_ROW = 3

/**
 * The title links of a page, grouped by what repeats: a row is the highest element that holds one title and no other,
 * and rows of one kind under one parent are a group, in source order.
 */
export function groupRows(page: Survey): Group[] {
  const keys = new Map<ParentNode, Map<string, Group>>()
  const groups: Group[] = []
  const twins = new Twins(page)
  let last: Row | null = null
  for (const anchor of page.anchors) {
    if (anchor.kind !== 'title') continue
    if (last !== null && isSameRow(last, anchor)) {
      if (anchor.text.length > last.anchor.text.length) last.anchor = anchor
      continue
    }
    const row: Row = rowOf(anchor, page, twins)
    last = row
    const container = row.element.parent
    if (container === null) continue
    const kinds = keys.get(container) ?? new Map<string, Group>()
    keys.set(container, kinds)
    const kind = kindOf(row.element)
    const group = kinds.get(kind)
    if (group !== undefined) group.rows.push(row)
    else {
      const made = { container, rows: [row] }
      kinds.set(kind, made)
      groups.push(made)
    }
  }
  return groups.map(withoutLabels)
}

/** A row that also links its department or category by a short name is about its title. */
function withoutLabels(group: Group): Group {
  if (!group.rows.some((row) => row.shared)) return group
  const longest = new Map<Element, number>()
  for (const { element, anchor } of group.rows) {
    longest.set(element, Math.max(longest.get(element) ?? 0, anchor.text.length))
  }
  const isLabel = ({ shared, element, anchor }: Row): boolean =>
    shared &&
    anchor.text.length <= 10 &&
    !isReportTitle(anchor.text) &&
    (longest.get(element) ?? 0) >= 2 * anchor.text.length
  return { container: group.container, rows: group.rows.filter((row) => !isLabel(row)) }
}

/** An icon and a title often carry the same link, one after the other. */
function isSameRow(last: Row, anchor: Anchor): boolean {
  return last.anchor.href === anchor.href && last.anchor.element.parent === anchor.element.parent
}

function rowOf(anchor: Anchor, page: Survey, twins: Twins): Row {
  let element = anchor.element
  let parent = parentElement(element)
  while (parent !== null && page.extent(parent).links === 1) {
    element = parent
    parent = parentElement(element)
  }
  const shared = sharedRow(parent, page, twins)
  if (shared !== null) return { anchor, element: shared, shared: true }
  return { anchor, element: twins.has(element) ? element : innerRow(anchor.element, element), shared: false }
}

/** The `li` or `tr` (or record) that holds this element and a few titles in all. */
function sharedRow(from: Element | null, page: Survey, twins: Twins): Element | null {
  if (from === null) return null
  const count = page.extent(from).links
  if (count > MOST_TITLES_A_ROW) return null
  let element: Element | null = from
  while (element !== null && page.extent(element).links === count) {
    if (isRowName(element.name)) return twins.has(element) ? element : null
    element = parentElement(element)
  }
  return null
}

/** Counts, for every parent asked about once, its children that hold a row's worth of titles, by kind. */
class Twins {
  readonly #page: Survey
  readonly #counts = new Map<ParentNode, Map<string, number>>()

  constructor(page: Survey) {
    this.#page = page
  }

  /** Whether a sibling of the same kind also holds a row's worth of titles. */
  has(element: Element): boolean {
    if (element.parent === null) return false
    let counts = this.#counts.get(element.parent)
    if (counts === undefined) {
      counts = new Map()
      for (const child of element.parent.children) {
        const links = isTag(child) ? this.#page.extent(child).links : 0
        if (!isTag(child) || links === 0 || links > MOST_TITLES_A_ROW) continue
        const kind = kindOf(child)
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
      }
      this.#counts.set(element.parent, counts)
    }
    return (counts.get(kindOf(element)) ?? 0) > 1
  }
}

/** In a list of one row nothing repeats: the nearest element that is a row by its name, else the nearest block. */
function innerRow(from: Element, outermost: Element): Element {
  let block: Element | null = null
  for (let element: Element | null = from; element !== null; element = parentElement(element)) {
    if (isRowName(element.name) || element.name === 'dl' || element.name === 'dd') return element
    if (block === null && /^(?:p|div|td|section)$/.test(element.name)) block = element
    if (element === outermost) break
  }
  return block ?? from
}

/** A row's parts do not lie deeper in it, nor a box's rows; unclosed tags do. */
const DEEPEST = 8

/** The elements around another, from the nearest, a few levels up. */
export function boxesAround(element: Element): Element[] {
  const found: Element[] = []
  for (let box = parentElement(element); box !== null && found.length < DEEPEST; box = parentElement(box)) {
    found.push(box)
  }
  return found
}

function parentElement(element: Element): Element | null {
  return element.parent !== null && isTag(element.parent) ? element.parent : null
}

/** `record` is a row of a data answer. */
const isRowName = (name: string): boolean => name === 'li' || name === 'tr' || name === 'record'

/** Tag and, for the tags that stand for anything, the first class without its number. */
function kindOf(element: Element): string {
  if (!/^(?:div|p|span|section|table|ul)$/.test(element.name)) return element.name
  const first = /^\s*([^\s\d]*)/.exec(element.attribs['class'] ?? '')?.[1] ?? ''
  return `${element.name}.${first}`
}

/**
 * The texts beside the titles of a row, title by title: what stands before the first title, then after each.
 */
export function rowTexts(row: Element, anchors: ReadonlySet<Element>): string[][] {
  const parts: string[][] = [[]]
  if (anchors.has(row)) return parts
  walk(row, (node) => {
    if (isText(node)) {
      const text = squeeze(node.data)
      if (text !== '') parts.at(-1)?.push(text)
    } else if (isTag(node)) {
      if (anchors.has(node)) parts.push([])
      return !anchors.has(node) && !isUnseen(node)
    }
    return false
  })
  return parts
}

/** The texts between a row and the next or previous element that holds titles: where flat lists keep their dates. */
export function textsBeside(row: Element, page: Survey, side: 'next' | 'prev'): string[] {
  const found: string[] = []
  for (let node = row[side]; node !== null; node = node[side]) {
    if (isText(node)) {
      const text = squeeze(node.data)
      if (text !== '') found.push(text)
    } else if (isTag(node)) {
      if (page.extent(node).links > 0) break
      found.push(...texts(node))
    }
  }
  return found
}
