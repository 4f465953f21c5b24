import { type Element, isTag } from 'domhandler'
import type { Page } from '../../crawlers/read/page.ts'
import { squeeze } from './fold.ts'
import { isSilent, textOf, traverse } from './tree.ts'

/** Something on a page that is there for machines and that no reader sees. */
export interface Concealed {
  /** `off the screen`, `in no size`, `in a tiny marquee`, `by a style sheet`, `in the colour of its ground`. */
  readonly how: string
  /** At most 2000 characters. */
  readonly text: string
  /** Addresses of its links, as written. */
  readonly hrefs: readonly string[]
}

const longest = 2000
/** By 500 px or more: menus that open upwards stand 100 or 200 px above their button. */
const offScreen = /(?:^|;)\s*(?:(?:margin-)?(?:left|top|right|bottom)|text-indent)\s*:\s*-\s*(?:\d{4,}|[5-9]\d{2})/i
const noSize =
  /(?:^|;)\s*(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?![.\d])|(?:^|;)\s*(?:height|width|max-height)\s*:\s*[01](?:px)?\s*(?:;.*)?overflow\s*:\s*hidden|overflow\s*:\s*hidden.*(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)/i
const declared = (name: string): RegExp => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, 'i')
const ink = declared('color')
const ground = declared('background(?:-color)?')

/** One spelling a colour, as far as templates vary it. */
function colour(written: string | undefined): string | null {
  const plain = written?.toLowerCase().replace(/!important|\s+/g, '') ?? ''
  if (plain === '') return null
  if (/^#?(?:fff|ffffff)\b|^white\b|^rgba?\(255,255,255/.test(plain)) return 'white'
  return plain
}

const simpleRule = /(?:^|[},\s])([.#][\w-]+)\s*\{([^{}]*)\}/g

/** The classes and ids (with their dot or hash) that the page's own style sheets take from sight. */
function hidingSelectors(styles: readonly string[]): Set<string> {
  const selectors = new Set<string>()
  for (const style of styles) {
    for (const [, selector = '', rules = ''] of style.matchAll(simpleRule)) {
      if (offScreen.test(rules) || noSize.test(rules) || /display\s*:\s*none/i.test(rules)) selectors.add(selector)
    }
  }
  return selectors
}

function isHidden({ attribs }: Element, selectors: ReadonlySet<string>): boolean {
  if (selectors.size === 0) return false
  const { id, class: words } = attribs
  if (id !== undefined && selectors.has(`#${id}`)) return true
  return words?.split(/\s+/).some((word) => selectors.has(`.${word}`)) ?? false
}

function concealment({ name, attribs }: Element): string | null {
  if (
    name === 'marquee' &&
    [attribs['width'], attribs['height']].some((size) => Number.parseInt(size ?? '99', 10) < 10)
  )
    return 'in a tiny marquee'
  const { style } = attribs
  if (style === undefined) return null
  if (offScreen.test(style)) return 'off the screen'
  if (noSize.test(style)) return 'in no size'
  const text = colour(ink.exec(style)?.[1])
  return text !== null && text === colour(ground.exec(style)?.[1]) ? 'in the colour of its ground' : null
}

/**
 * The parts of a page that their own style takes from the reader's sight though they are displayed.
 *
 * @param styles the style sheets in the page
 */
export function findConcealed(page: Page, styles: readonly string[]): Concealed[] {
  const found: Concealed[] = []
  const selectors = hidingSelectors(styles)
  traverse(page.document, {
    enter(node) {
      if (!isTag(node)) return 'children' in node
      if (isSilent(node)) return false
      const how = concealment(node) ?? (isHidden(node, selectors) ? 'by a style sheet' : null)
      if (how === null) return true
      found.push({ how, text: squeeze(textOf(node)).slice(0, longest), hrefs: hrefsIn(node) })
      return false
    },
  })
  return found
}

function hrefsIn(element: Element): string[] {
  const hrefs = element.attribs['href'] === undefined ? [] : [element.attribs['href']]
  traverse(element, {
    enter(node) {
      if (isTag(node) && node.name === 'a' && node.attribs['href'] !== undefined) hrefs.push(node.attribs['href'])
      return isTag(node)
    },
  })
  return hrefs
}
