import { type Element, isText } from 'domhandler'
import { AttachmentError } from '../errors.ts'
import { attribute, childrenOf, firstNamed, localName } from './markup.ts'

/** What a paragraph does not show: deleted text, codes of fields, properties, and what it shows elsewhere. */
const silent = new Set([
  'del',
  'moveFrom',
  'delText',
  'instrText',
  'pPr',
  'rPr',
  'Fallback',
  'txbxContent',
  'rt',
  'footnoteReference',
])
const deepest = 100

function contentOf(element: Element): string {
  return element.children.map((node) => (isText(node) ? node.data : '')).join('')
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** How a run is shown: not at all, raised as the mark of a footnote is, or plainly. */
function showing(run: Element): 'hidden' | 'raised' | 'plain' {
  const properties = firstNamed(run, 'rPr')
  const vanish = firstNamed(properties, 'vanish')
  if (vanish !== null && !/^(?:0|false|off)$/.test(attribute(vanish, 'val') ?? '')) return 'hidden'
  const align = firstNamed(properties, 'vertAlign')
  return align !== null && attribute(align, 'val') === 'superscript' ? 'raised' : 'plain'
}

function collect(element: Element, parts: string[], depth: number): void {
  if (depth > deepest) throw new AttachmentError('damaged', `a paragraph nests deeper than ${deepest}`)
  for (const child of childrenOf(element)) {
    const name = localName(child)
    if (silent.has(name)) continue
    const shown = name === 'r' ? showing(child) : 'plain'
    if (shown === 'hidden') continue
    if (shown === 'raised') {
      const inside: string[] = []
      collect(child, inside, depth + 1)
      parts.push(inside.join('').replace(/\d/g, (digit) => raised[Number(digit)] ?? digit))
    } else if (name === 't') parts.push(contentOf(child))
    else if (name === 'tab') parts.push(' ')
    else if (name === 'br' || name === 'cr') parts.push('\n')
    else if (name === 'noBreakHyphen') parts.push('-')
    else collect(child, parts, depth + 1)
  }
}

/**
 * The text that a paragraph shows, deletions, hidden text and codes left out; tabs are blanks, raised digits stay raised.
 *
 * @throws AttachmentError damaged, when it nests without end
 */
export function paragraphText(paragraph: Element): string {
  const parts: string[] = []
  collect(paragraph, parts, 0)
  return parts.join('').replace(/[ \u00a0]+/g, ' ')
}

/** The boxes of text that hang on a paragraph, each once though it is written for old and new programs. */
export function boxesIn(element: Element, depth = 0): Element[] {
  if (depth > deepest) return []
  return childrenOf(element).flatMap((child) => {
    const name = localName(child)
    if (name === 'txbxContent') return [child]
    return name === 'Fallback' || name === 'del' ? [] : boxesIn(child, depth + 1)
  })
}
