import { type Element, isTag, isText } from 'domhandler'
import { squeeze } from './fold.ts'
import { isSilent, textOf, traverse } from './tree.ts'

/** A cell above this many characters is an article in a frame, not a cell of data. */
const longestCell = 800
/** Spans above these are mistakes or attacks; the forms of the annual report stay far below. */
const widest = 60
const tallest = 200
const mostCells = 20_000

/** Elements and words that stand in the frame of a page and in no table of data. */
const frameTags = new Set(['table', 'hr', 'h1', 'h2', 'h3', 'form'])
const frameWords = /ICP备|版权所有|设为首页|加入收藏|当前位置|技术支持/

/**
 * Whether a table holds data rather than the layout of the page: at least two rows, one of them with two cells,
 * no table or frame of the page inside and no cell that holds an article.
 */
export function isDataTable(table: Element): boolean {
  let rows = 0
  let cellsInRow = 0
  let wide = false
  let layout = false
  let cell = 0
  traverse(table, {
    enter(node) {
      if (layout) return false
      if (isText(node)) {
        cell += squeeze(node.data).length
        if (cell > longestCell || frameWords.test(node.data)) layout = true
      }
      if (!isTag(node)) return false
      if (frameTags.has(node.name)) layout = true
      else if (node.name === 'tr') {
        rows++
        cellsInRow = 0
      } else if (node.name === 'td' || node.name === 'th') {
        cellsInRow++
        cell = 0
        if (cellsInRow >= 2) wide = true
      }
      return !isSilent(node)
    },
  })
  return !layout && wide && rows >= 2
}

function span(value: string | undefined, most: number): number {
  const count = value === undefined ? 1 : Number.parseInt(value, 10)
  return Number.isFinite(count) && count > 1 ? Math.min(count, most) : 1
}

/** Rows that end (or never reach) a table's own markup: `tr` elements in source order, those of inner tables left out. */
function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  traverse(table, {
    enter(node) {
      if (!isTag(node)) return false
      if (node.name === 'tr') rows.push(node)
      return node.name !== 'table'
    },
  })
  return rows
}

/** A grid under construction. A cell that is not yet taken is undefined. */
class Grid {
  readonly rows: string[][]

  constructor(height: number) {
    this.rows = Array.from({ length: height }, () => [])
  }

  /** The first free column of a row from `x` on. */
  free(y: number, x: number): number {
    const row = this.rows[y] ?? []
    let at = x
    while (row[at] !== undefined) at++
    return at
  }

  /** Puts a text into the upper left cell of a span and blanks, or the text again, into the rest of it. */
  put(y: number, x: number, width: number, height: number, text: string, everywhere: boolean): void {
    for (let down = 0; down < height; down++) {
      const row = this.rows[y + down]
      for (let right = 0; row !== undefined && right < width; right++) {
        row[x + right] = everywhere || (down === 0 && right === 0) ? text : (row[x + right] ?? '')
      }
    }
  }
}

/** How a table is read, where it is not read for showing. */
export interface GridOptions {
  /** Whether the text of a cell that spans others stands in each of them. */
  readonly everywhere?: boolean
  /** The text of a cell, before its blanks are squeezed. */
  readonly textOf?: (cell: Element) => string
}

/**
 * A table as a grid of cell texts. A cell that spans others has its text in the upper left of them, the others are
 * empty, unless asked otherwise. Rows are padded to one width, rows without any text left out; nothing is read beyond 20,000 cells.
 */
export function readTable(table: Element, options: GridOptions = {}): string[][] {
  const { everywhere = false, textOf: cellText = textOf } = options
  const rows = rowsOf(table)
  const grid = new Grid(rows.length)
  let cells = 0
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const cell of row.children) {
      if (!isTag(cell) || (cell.name !== 'td' && cell.name !== 'th')) continue
      x = grid.free(y, x)
      const width = span(cell.attribs['colspan'], widest)
      const height = Math.min(span(cell.attribs['rowspan'], tallest), rows.length - y)
      cells += width * height
      if (cells > mostCells) return pad(grid.rows)
      grid.put(y, x, width, height, squeeze(cellText(cell)), everywhere)
      x += width
    }
  }
  return pad(grid.rows)
}

function pad(grid: readonly string[][]): string[][] {
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0)
  return grid
    .map((row) => Array.from({ length: width }, (_, x) => row[x] ?? ''))
    .filter((row) => row.some((cell) => cell !== ''))
}

/** A grid as a Markdown table, its first row as the header. A bar inside a cell is escaped. */
export function toMarkdown(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const [header, ...rest] = rows
  if (header === undefined) return ''
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rest.map(line)].join('\n')
}
