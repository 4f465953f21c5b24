import type { Block } from '../document.ts'
import { cellText, type Grid, gridOfRows } from '../grid.ts'

/**
 * word-extractor marks the end of a cell with a tab and the end of a row with a line break behind the last of them.
 * A line break alone ends a paragraph, in prose or within a cell.
 */
const rowEnd = '\t\n'

const figure = /^[-+]?[\d,，.．]+%?$|^[-—–/]?$/

/** A first cell of this many lines or more is taken for prose in front of a new table. */
const proseLines = 3
/** Lines that are prose and no part of a label: sentences, headings, units. */
const prose = /[。；：:]$|(?:情况|事项|如下)$|^[（(]?单位|^.{16,}$/

interface Row {
  readonly before: readonly string[]
  readonly cells: readonly string[]
}

/** The text in front of a row, by paragraphs, and the row. */
function splitRow(chunk: string, follows: boolean): Row {
  const cells = chunk.split('\t').map((cell) => cell.replace(/^\n+|\n+$/g, ''))
  const lines = (cells[0] ?? '').split('\n')
  const label = lines.length < proseLines && !lines.slice(0, -1).some((line) => prose.test(line))
  if (follows && label && !chunk.startsWith('\n')) {
    return { before: [], cells: cells.map((cell) => cell.replaceAll('\n', ' ')) }
  }
  const first = lines.at(-1) ?? ''
  return { before: lines.slice(0, -1), cells: [first, ...cells.slice(1).map((cell) => cell.replaceAll('\n', ' '))] }
}

/**
 * Rows of one width. Cells that span columns come without their spans: the label of a short row, the last cell before
 * its figures, is taken to fill the places that are missing; a row without figures is filled by its last cell.
 */
function squared(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(...rows.map((row) => row.length))
  return rows.map((row) => {
    const cells = row.map(cellText)
    if (cells.length === width) return cells
    const figures = cells.length - 1 - cells.findLastIndex((cell) => !figure.test(cell))
    const label = Math.max(cells.length - 1 - figures, 0)
    const filler = new Array<string>(width - cells.length).fill(cells[label] ?? '')
    return [...cells.slice(0, label + 1), ...filler, ...cells.slice(label + 1)]
  })
}

/** A blank label left of another label belongs to the label above: cells that span rows are blank below their first. */
function withLabelsCarried(rows: readonly (readonly string[])[]): string[][] {
  const carried: string[][] = []
  for (const row of rows) {
    const above = carried.at(-1)
    const lastLabel = row.findLastIndex((cell) => cell !== '' && !figure.test(cell))
    const own = row.map((cell, at) => (cell === '' && at < lastLabel ? (above?.[at] ?? '') : cell))
    carried.push(own)
  }
  return carried
}

/** The rows of a table whose shape is not known, spans guessed from the texts. */
export function guessedGrid(rows: readonly (readonly string[])[]): Grid {
  return gridOfRows(withLabelsCarried(squared(rows)))
}

/**
 * The body of a Word 97–2003 document, as word-extractor gives it, as paragraphs and tables. Where prose ends and a
 * table begins and what its cells span is guessed.
 */
export function docBlocks(body: string): Block[] {
  const blocks: Block[] = []
  let rows: (readonly string[])[] = []
  const paragraph = (text: string): void => {
    const tidy = text.replace(/[\t\u00a0 ]+/g, ' ').trim()
    if (tidy !== '') blocks.push({ kind: 'paragraph', text: tidy })
  }
  let tables = 0
  const flush = (): void => {
    if (rows.length === 0) return
    tables++
    const grid = guessedGrid(rows)
    blocks.push({ kind: 'table', grid, where: `table ${tables}`, caption: null })
    rows = []
  }
  const chunks = body.split(rowEnd)
  const rest = chunks.pop() ?? ''
  for (const chunk of chunks) {
    const { before, cells } = splitRow(chunk, rows.length > 0)
    if (before.length > 0) flush()
    for (const text of before) paragraph(text)
    rows.push(cells)
  }
  flush()
  for (const text of rest.split('\n')) paragraph(text)
  return blocks
}
