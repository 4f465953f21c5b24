import { type Element, isTag, isText } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { walk } from '../list/walk.ts'

/** Whether a text is data in XML: by its declaration, and by not being a page. */
export function isXml(text: string): boolean {
  const head = text.slice(0, 1000)
  return /^\ufeff?\s*<(?:\?xml|rss|feed)\b/i.test(head) && !/<html\b|<!doctype\s+html/i.test(head)
}

/** The elements of an XML document that may be rows, as records: their attributes, and their parts that are plain text. */
export function recordsOfXml(text: string): unknown[] {
  const found: unknown[] = []
  walk(parseDocument(text, { xmlMode: true }), (node) => {
    if (!isTag(node)) return false
    const fields = { ...node.attribs, ...Object.fromEntries(node.children.filter(isTag).map(fieldOf)) }
    if (Object.keys(fields).length > 1) found.push(fields)
    return true
  })
  return found
}

function fieldOf(part: Element): [name: string, text: string] {
  const whole = part.children.flatMap((child) => ('children' in child && !isTag(child) ? child.children : [child]))
  return [
    part.name.replace(/^.*:/, ''),
    whole
      .map((child) => (isText(child) ? child.data : ''))
      .join('')
      .trim(),
  ]
}
