import type { Block } from '../document.ts'
import { cellText, type Grid, type GridCell } from '../grid.ts'
import { guessedGrid } from './doc-rows.ts'
import type { RowShape } from './doc-shapes.ts'
import type { DocItem } from './doc-text.ts'

/** Borders as near as this, in twips, are one: rows of one table differ by the widths of lines. */
const tolerance = 60

/** All borders of some rows, ascending, near ones as one. */
function bordersOf(shapes: readonly RowShape[]): number[] {
  const borders: number[] = []
  for (const edge of shapes.flatMap(({ edges }) => edges).toSorted((one, other) => one - other)) {
    if (edge - (borders.at(-1) ?? Number.NEGATIVE_INFINITY) > tolerance) borders.push(edge)
  }
  return borders
}

/**
 * The rows of a table by their shapes, spans and all.
 *
 * @returns null when the shapes are not those of these rows
 */
function shapedGrid(rows: readonly (readonly string[])[], shapes: readonly RowShape[]): Grid | null {
  if (rows.length !== shapes.length || rows.some((row, at) => row.length !== shapes[at]?.merges.length)) return null
  const borders = bordersOf(shapes)
  const place = (edge: number): number => borders.findLastIndex((border) => border <= edge)
  const cells: GridCell[] = []
  // The cell that spans down from above, by its first column.
  let open = new Map<number, number>()
  rows.forEach((texts, row) => {
    const next = new Map<number, number>()
    const { edges = [], merges = [] } = shapes[row] ?? {}
    texts.forEach((text, at) => {
      const column = place(edges[at] ?? 0)
      const columns = Math.max(place(edges[at + 1] ?? 0) - column, 1)
      const above = open.get(column)
      const spanning = above === undefined ? undefined : cells[above]
      if (merges[at] === 'below' && above !== undefined && spanning !== undefined) {
        cells[above] = { ...spanning, rows: row + 1 - spanning.row }
        next.set(column, above)
      } else {
        if (merges[at] !== 'none') next.set(column, cells.length)
        cells.push({ row, column, rows: 1, columns, text: cellText(text) })
      }
    })
    open = next
  })
  return { cells, height: rows.length, width: borders.length - 1 }
}

/** The paragraphs and tables of a body whose rows are known; rows that follow each other are one table. */
export function itemBlocks(items: readonly DocItem[]): Block[] {
  const blocks: Block[] = []
  let rows: (readonly string[])[] = []
  let shapes: RowShape[] = []
  let tables = 0
  const flush = (): void => {
    if (rows.length === 0) return
    tables++
    const grid = shapedGrid(rows, shapes) ?? guessedGrid(rows)
    blocks.push({ kind: 'table', grid, where: `table ${tables}`, caption: null })
    rows = []
    shapes = []
  }
  for (const item of items) {
    if (item.kind === 'row') {
      rows.push(item.cells)
      shapes.push(item.shape)
      continue
    }
    flush()
    const text = item.text.replace(/[\t\u00a0 ]+/g, ' ').trim()
    if (text !== '') blocks.push({ kind: 'paragraph', text })
  }
  flush()
  return blocks
}
