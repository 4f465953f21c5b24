import { partMarkdown } from '../statistics/markdown.ts'
import { squeeze } from './fold.ts'
import type { Block, Scan } from './scan.ts'

/** A file has no parts that are none of its text. */
const CONTENT: Block['region'] = { name: 'content', firm: true, weight: 0 }

function blockOf(text: string, table: Block['table'] = null): Block {
  return { text, region: CONTENT, titled: false, linked: 0, slot: false, table }
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line)
}

/** Lines in Markdown as a table; line by line where they are none after all. */
function tableOf(lines: readonly string[]): Block[] {
  const rows = partMarkdown(lines.join('\n')).tables[0]?.rows
  if (rows === undefined) return lines.map((line) => blockOf(squeeze(line)))
  return [blockOf(rows.map((row) => row.filter((cell) => cell !== '').join(' ')).join('\n'), rows)]
}

/**
 * The text of a file in the form in which the rules for pages read: a block a paragraph, and one a table.
 *
 * @param text a line a paragraph, tables in Markdown, as src/attachments gives it
 */
export function scanText(text: string): Scan {
  const blocks: Block[] = []
  let rows: string[] = []
  for (const line of [...text.split('\n'), '']) {
    if (isRow(line)) {
      rows.push(line)
      continue
    }
    if (rows.length > 0) blocks.push(...tableOf(rows))
    rows = []
    const plain = squeeze(line)
    if (plain !== '') blocks.push(blockOf(plain))
  }
  return { blocks, boxes: [], links: [], pictures: [], metas: [], docTitle: null, markers: new Map() }
}
