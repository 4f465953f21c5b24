import { type Element, isTag, isText } from 'domhandler'
import type { Page } from '../../read/page.ts'
import { walk } from './walk.ts'

/** A script of a page: its address or its text. */
export interface Script {
  readonly src: string | null
  readonly text: string
}

/** The scripts of a page in source order; those inside comments are not among them. */
export function scripts(page: Page): Script[] {
  const found: Script[] = []
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    if (node.name !== 'script') return true
    found.push({ src: node.attribs['src'] ?? null, text: ownText(node) })
    return false
  })
  return found
}

/** The text of all scripts of a page, as one. */
export function codeOf(page: Page): string {
  return scripts(page)
    .map(({ text }) => text)
    .join('\n')
}

function ownText(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : '')).join('')
}
