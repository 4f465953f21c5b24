import { type Element, isTag } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { framesOf } from '../dialects/list/frames.ts'
import { scripts } from '../dialects/list/scripts.ts'
import { type Survey, survey } from '../dialects/list/survey.ts'
import { squeeze, texts, walk } from '../dialects/list/walk.ts'
import { resolveLink } from '../read/links.ts'
import type { Page } from '../read/page.ts'

/** A way out of a page: a link in whatever form, or a frame that is a part of it. */
export interface Door {
  readonly url: string
  readonly text: string
  /** The `title` of a link whose text may be cut short; '' without one. */
  readonly title: string
  readonly kind: 'link' | 'frame' | 'inner-frame'
}

/**
 * All ways out of a page, in source order: links by their text or the text of their picture, areas of image maps,
 * options of menus, links that its scripts write as plain markup, frames. Pagers are none.
 *
 * @param seen the page's survey
 */
export function doorsOf(page: Page, seen: Survey): Door[] {
  return [...linksOf(seen, page), ...partsOf(page), ...written(page)]
}

function linksOf({ anchors }: Survey, base: Page): Door[] {
  const found: Door[] = []
  for (const { kind, href, text, element } of anchors) {
    const url = kind === 'page' ? null : resolveLink(href, base)
    const title = squeeze(element.attribs['title'] ?? '').slice(0, 200)
    if (url !== null) found.push({ url, text: text === '' ? altBeside(element) : text, title, kind: 'link' })
  }
  return found
}

/** A picture without words may be named by what stands beside it. */
function altBeside(element: Element): string {
  return element.parent === null ? '' : texts(element.parent).join('').slice(0, 40)
}

/** What a page is made of beside its links: areas, options, frames. */
function partsOf(page: Page): Door[] {
  const found: Door[] = []
  const add = (href: string | undefined, text: string): void => {
    const url = resolveLink(href ?? '', page)
    if (url !== null) found.push({ url, text: squeeze(text), title: '', kind: 'link' })
  }
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    const { name, attribs } = node
    if (name === 'area') add(attribs['href'], attribs['alt'] ?? attribs['title'] ?? '')
    else if (name === 'option' && /^(?:https?:)?\/|\.\w{3,5}$/i.test(attribs['value']?.trim() ?? '')) {
      add(attribs['value'], texts(node).join(''))
    }
    return name !== 'noscript'
  })
  for (const { url, name, kind } of framesOf(page)) found.push({ url, text: name, title: '', kind })
  return found
}

const quoted = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]{0,20000})`/g

/** Menus that a script writes: the texts of the script that hold whole links. Their parts that are not plain are lost. */
function written(page: Page): Door[] {
  const found: Door[] = []
  for (const { text } of scripts(page)) {
    if (!/<a\b|&lt;a\b/i.test(text)) continue
    const markup = [...text.matchAll(quoted)]
      .map(([, one, other, third]) => (one ?? other ?? third ?? '').replace(/\\(.)/g, '$1'))
      .join('')
    const made = { ...page, document: parseDocument(markup) }
    found.push(...linksOf(survey(made), page))
  }
  return found
}
