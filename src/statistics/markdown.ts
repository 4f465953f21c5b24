import type { TextTable } from './statistic.ts'

const separator = /^\|(?:\s*:?-{3,}:?\s*\|)+$/

function cellsOf(line: string): string[] {
  const inner = line.trim().slice(1, -1)
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** A text with its Markdown tables taken out. */
export interface Parted {
  readonly tables: readonly TextTable[]
  readonly rest: string
}

/**
 * Takes the Markdown tables (a row, a line of dashes, more rows) out of a text: they are grids and need no guessing.
 * Bars that are no Markdown stay in the text.
 */
export function partMarkdown(text: string): Parted {
  const lines = text.split(/\r?\n/)
  const isRow = (line: string | undefined): boolean => /^\s*\|.*\|\s*$/.test(line ?? '')
  const tables: TextTable[] = []
  const rest: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (!isRow(line) || !separator.test((lines[at + 1] ?? '').trim())) {
      rest.push(line)
      continue
    }
    const rows = [cellsOf(line)]
    for (at += 2; isRow(lines[at]); at++) rows.push(cellsOf(lines[at] ?? ''))
    at--
    const caption = rest.findLast((above) => above.trim() !== '')?.trim() ?? ''
    tables.push({
      rows,
      caption: caption === '' || caption.length > 60 ? null : caption,
      where: `table ${tables.length + 1} in the text`,
    })
  }
  return { tables, rest: rest.join('\n') }
}
