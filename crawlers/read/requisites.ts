import { type Element, isTag, isText } from 'domhandler'
import { cssLinks } from './css.ts'
import { type LinkBase, resolveLink } from './links.ts'
import type { Page } from './page.ts'

/** What a page needs to look like itself. */
export interface Requisite {
  /** Absolute http(s) address. */
  readonly url: string
  readonly kind: 'style' | 'script' | 'image' | 'other'
}

/** Attributes that load a picture, by element; `*` every element. Old pages set backgrounds on cells and bodies. */
const PICTURES: readonly (readonly [element: string, attribute: string])[] = [
  ['img', 'src'],
  ['input', 'src'],
  ['video', 'poster'],
  ['*', 'background'],
]

/** Where scripts that load pictures late keep their addresses. */
const LATE = ['data-src', 'data-original', 'lay-src', '_src']

/**
 * The styles, scripts, pictures and icons that a page names: in its elements, its `<style>` and its `style` attributes.
 * Each address once, styles first, for they lead to more. What scripts would load is not known here.
 */
export function pageRequisites(page: Page): Requisite[] {
  const found = new Map<string, Requisite>()
  const add = (href: string | undefined, kind: Requisite['kind']) => {
    const url = href === undefined ? null : resolveLink(href, page)
    if (url !== null && !found.has(url)) found.set(url, { url, kind })
  }
  const stack = [...page.document.children].reverse()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isTag(node)) continue
    fromElement(node, add)
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at]
      if (child !== undefined) stack.push(child)
    }
  }
  const rank = (kind: Requisite['kind']) => (kind === 'style' ? 0 : 1)
  return [...found.values()].sort((a, b) => rank(a.kind) - rank(b.kind))
}

type Add = (href: string | undefined, kind: Requisite['kind']) => void

function fromElement(element: Element, add: Add): void {
  const { name, attribs } = element
  for (const [tag, attribute] of PICTURES) if (tag === '*' || tag === name) add(attribs[attribute], 'image')
  if (name === 'img') for (const attribute of LATE) add(attribs[attribute], 'image')
  if (name === 'img' || name === 'source') for (const href of srcset(attribs['srcset'] ?? '')) add(href, 'image')
  if (name === 'script') add(attribs['src'], 'script')
  if (name === 'link') fromLink(attribs, add)
  if (name === 'style') fromCss(ownText(element), add)
  if (attribs['style'] !== undefined) fromCss(attribs['style'], add)
}

function fromLink(attribs: Readonly<Record<string, string>>, add: Add): void {
  const rel = (attribs['rel'] ?? '').toLowerCase()
  if (/\bstylesheet\b/.test(rel)) add(attribs['href'], 'style')
  else if (/\bicon\b/.test(rel)) add(attribs['href'], 'image')
}

function fromCss(css: string, add: Add): void {
  for (const { href, kind } of cssLinks(css)) add(href, kind)
}

function ownText(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : '')).join('')
}

/**
 * The addresses of a `srcset`: each ends at a blank, or at the comma behind it; descriptors (`2x`, `640w`) are passed over
 * (HTML Standard, "parse a srcset attribute").
 */
export function srcset(text: string): string[] {
  const found: string[] = []
  for (let rest = text.replace(/^[\s,]+/, ''); rest !== ''; rest = rest.replace(/^[\s,]+/, '')) {
    const url = /^\S+/.exec(rest)?.[0] ?? ''
    rest = rest.slice(url.length)
    found.push(url.replace(/,+$/, ''))
    // A comma at the end of an address ends the candidate; otherwise its descriptors do.
    if (!url.endsWith(',')) rest = rest.replace(/^(?:[^,(]|\([^)]*\)?)*/, '')
  }
  return found
}

/** What a style sheet at an address loads, absolute. */
export function sheetRequisites(css: string, sheet: LinkBase): Requisite[] {
  return cssLinks(css).flatMap(({ href, kind }) => {
    const url = resolveLink(href, sheet)
    return url === null ? [] : [{ url, kind }]
  })
}
