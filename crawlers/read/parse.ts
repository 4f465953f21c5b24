import type { Document } from 'domhandler'
import { getElementsByTagName } from 'domutils'
import { parseDocument } from 'htmlparser2'
import type { Decoded, Page } from './page.ts'

/**
 * Decoded bytes as a page. The parser is lenient and keeps source order: a stray `</html>` before the body, unclosed
 * cells and tags inside `<title>` do not lose text.
 *
 * @param url the address that answered, after redirects
 */
export function parsePage(url: string, decoded: Decoded): Page {
  const document = parseDocument(decoded.text)
  return { url, base: baseOf(document, decoded.text, url), decoded, document }
}

function baseOf(document: Document, text: string, url: string): string {
  if (!/<base\b/i.test(text)) return url
  const href = getElementsByTagName('base', document, true, 1)[0]?.attribs['href']
  return href !== undefined && URL.canParse(href, url) ? new URL(href, url).href : url
}
