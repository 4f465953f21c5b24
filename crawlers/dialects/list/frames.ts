import { type Element, isTag } from 'domhandler'
import { resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import { walk } from './walk.ts'

/** A page inside a page. */
export interface Frame {
  readonly url: string
  readonly name: string
  /** Whether it is a part of a frameset, or stands inside a page. */
  readonly kind: 'frame' | 'inner-frame'
}

/** The frames of a page that somebody can see, on its own site, each address once: trackers are hidden or of no size. */
export function framesOf(page: Page): Frame[] {
  if (!/<i?frame\b/i.test(page.decoded.text)) return []
  const found = new Map<string, Frame>()
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    if ((node.name === 'frame' || node.name === 'iframe') && isSeen(node)) {
      const url = resolveLink(node.attribs['src'] ?? '', page)
      const kind = node.name === 'frame' ? 'frame' : 'inner-frame'
      if (url !== null && url !== page.url && sameSite(url, page.url)) {
        found.set(url, { url, name: node.attribs['name'] ?? '', kind })
      }
    }
    return true
  })
  return [...found.values()]
}

function isSeen({ attribs }: Element): boolean {
  const isNothing = (size: string | undefined): boolean => /^[01](?:px)?$/.test(size?.trim() ?? '')
  const style = attribs['style'] ?? ''
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(style) || attribs['hidden'] !== undefined) return false
  return !isNothing(attribs['width']) && !isNothing(attribs['height']) && !/hidden/i.test(attribs['name'] ?? '')
}
