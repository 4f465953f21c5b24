import type { Decoded } from '../../crawlers/read/page.ts'
import type { AttachmentText } from './attachment.ts'
import type { Budget } from './budget.ts'
import { type Block, composeDocument } from './document.ts'
import { foldRadicals } from './fold.ts'
import { gridOfRows } from './grid.ts'

const looksLikeMarkup =
  /^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|meta|body|table|div|p|style|center)\b/i

/** Whether decoded text is an HTML page or a piece of one. */
export function isHtml(text: string): boolean {
  return looksLikeMarkup.test(text)
}

/** Whether bytes that were decoded as text are one: hardly a character that no encoding would give, and no zeros. */
export function isText({ text, replacements }: Decoded): boolean {
  if (text === '' || replacements > text.length * 0.05) return false
  const controls = text.match(/(?![\t\n\r\f])\p{Cc}/gu)?.length ?? 0
  return controls <= text.length * 0.01
}

/** The cells of one line of a CSV file (RFC 4180), quotes undone. */
function csvCells(line: string): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
  return cells.map(([, quoted, bare]) => (quoted?.replaceAll('""', '"') ?? bare ?? '').trim())
}

/**
 * Plain text; a file named .csv is a table.
 *
 * @param text decoded
 */
export function readPlain(text: string, filename: string, budget: Budget): AttachmentText {
  const lines = foldRadicals(text).split(/\r\n?|\n/)
  if (/\.csv$/i.test(filename)) {
    const grid = gridOfRows(lines.filter((line) => line.trim() !== '').map(csvCells))
    return composeDocument('text', [{ kind: 'table', grid, where: 'file', caption: null }], budget)
  }
  const blocks = lines.map((line): Block => ({ kind: 'paragraph', text: line.trim() }))
  return composeDocument('text', blocks, budget)
}
