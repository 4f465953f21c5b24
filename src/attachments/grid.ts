import { toMarkdown } from '../reading/tables.ts'
import type { TextTable } from '../statistics/statistic.ts'

/** A cell with the place it takes, counted from 0. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
  readonly text: string
}

/** A table before its spans are resolved. */
export interface Grid {
  readonly cells: readonly GridCell[]
  readonly height: number
  readonly width: number
}

/** A blank between Chinese characters in a cell breaks or stretches a narrow line; it divides no words. */
const typeset = /(?<=[\u2e80-\u9fff）]) (?=[\u2e80-\u9fff（])/g

/** The text of a cell on one line, without the blanks and breaks that only set it. */
export function cellText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(typeset, '')
}

function paint(grid: Grid, everywhere: boolean): string[][] {
  const rows = Array.from({ length: grid.height }, () => new Array<string>(grid.width).fill(''))
  for (const cell of grid.cells) {
    const bottom = everywhere ? cell.row + cell.rows : cell.row + 1
    const right = everywhere ? cell.column + cell.columns : cell.column + 1
    for (const row of rows.slice(cell.row, bottom)) row.fill(cell.text, cell.column, Math.min(right, grid.width))
  }
  return rows
}

/** The rows of a grid with the text of a spanning cell in every place it takes; rows without text are left out. */
export function resolvedRows(grid: Grid): string[][] {
  return paint(grid, true).filter((row) => row.some((cell) => cell !== ''))
}

/** The grid as a table for the statistics. */
export function textTable(grid: Grid, caption: string | null, where: string): TextTable {
  return { rows: resolvedRows(grid), caption, where }
}

/** The grid as Markdown: a spanning cell has its text in the upper left of its places. */
export function gridMarkdown(grid: Grid): string {
  const shown = paint(grid, false).map((row) => row.map((cell) => cell.replaceAll('\n', ' ')))
  return toMarkdown(shown.filter((row) => row.some((cell) => cell !== '')))
}

/** Whether a grid is worth showing as a table: two rows, two columns and a text. */
export function isTable(grid: Grid): boolean {
  return grid.height >= 2 && grid.width >= 2 && grid.cells.some((cell) => cell.text !== '')
}

/** A grid of plain rows, no cell spanning another. */
export function gridOfRows(rows: readonly (readonly string[])[]): Grid {
  const cells = rows.flatMap((texts, row) => texts.map((text, column) => ({ row, column, rows: 1, columns: 1, text })))
  return { cells, height: rows.length, width: Math.max(0, ...rows.map((row) => row.length)) }
}
