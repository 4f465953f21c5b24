import { type Grid, type GridCell, resolvedRows } from '../grid.ts'
import type { PageTable } from './cells.ts'
import { cluster, nearest } from './geometry.ts'
import { joinLines } from './lines.ts'

/** Borders as near as this, in points, are one border of a table that goes on over the page. */
const tolerance = 6

/** Labels that begin a row; what begins otherwise may be the rest of the label above. */
const begins =
  /^(?:[（(]?[一二三四五六七八九十]+[)）、.．]|[（(]?\d+[)）、.．]|第[一二三四五六七八九十]+|其中|总\s*计|合\s*计)/
const figure = /^[-+]?[\d,，.．]+%?$/

/** A grid on finer columns: every cell on the borders that its own were. */
function onBorders(table: PageTable, xs: readonly number[]): Grid {
  const place = (at: number): number => nearest(xs, table.xs[at] ?? 0)
  const cells = table.grid.cells.map((cell) => {
    const column = place(cell.column)
    return { ...cell, column, columns: place(cell.column + cell.columns) - column }
  })
  return { cells, height: table.grid.height, width: xs.length - 1 }
}

/** The borders of both tables when one has all those of the other; null when they are different tables. */
function commonBorders(first: PageTable, second: PageTable): number[] | null {
  const xs = cluster([...first.xs, ...second.xs], tolerance)
  if (xs.length !== Math.max(first.xs.length, second.xs.length)) return null
  const ends = [0, -1].every((at) => Math.abs((first.xs.at(at) ?? 0) - (second.xs.at(at) ?? 0)) <= tolerance)
  return ends ? xs : null
}

/** A grid without its first rows. */
function below(grid: Grid, rows: number): Grid {
  const cells = grid.cells
    .filter((cell) => cell.row + cell.rows > rows)
    .map((cell) => {
      const row = Math.max(cell.row - rows, 0)
      return { ...cell, row, rows: cell.row + cell.rows - rows - row }
    })
  return { cells, height: grid.height - rows, width: grid.width }
}

/** How many rows at the top of the second table repeat the head of the first. */
function repeatedHead(first: Grid, second: Grid): number {
  const [above, here] = [resolvedRows(first), resolvedRows(second)]
  let rows = 0
  while (rows < here.length - 1 && rows < above.length) {
    const row = here[rows] ?? []
    if (row.some((cell) => figure.test(cell)) || row.some((cell, at) => cell !== above[rows]?.[at])) break
    rows++
  }
  return rows
}

function sameColumns(one: GridCell, other: GridCell): boolean {
  return one.column === other.column && one.columns === other.columns
}

/** Whether a cell at the head of a page is the rest of the one at the foot of the page before. */
function continues(above: GridCell, here: GridCell): boolean {
  if (!sameColumns(above, here) || (above.rows === 1 && here.rows === 1)) return false
  if (above.text === '' || figure.test(above.text) || figure.test(here.text)) return false
  return !begins.test(here.text) && above.text !== here.text
}

/**
 * Whether the break goes through a row: its figures stand on one page, and on the other only the rest of its label.
 */
function brokenRow(above: readonly GridCell[], here: readonly GridCell[]): boolean {
  const figures = (cells: readonly GridCell[]): number => cells.filter((cell) => figure.test(cell.text)).length
  if (figures(above) > 0 === figures(here) > 0) return false
  if (here.some((cell) => begins.test(cell.text)) || here.every((cell) => cell.text === '')) return false
  return here.every((cell) => {
    const match = above.find((other) => sameColumns(cell, other))
    if (match === undefined) return false
    return match.text === '' || cell.text === '' || !(figure.test(match.text) || figure.test(cell.text))
  })
}

/** Both grids as one, `second` under `first`; cells and rows that the break cut in two are whole again. */
function stack(first: Grid, second: Grid): Grid {
  const foot = first.cells.filter((cell) => cell.row + cell.rows === first.height)
  const head = second.cells.filter((cell) => cell.row === 0)
  const broken = brokenRow(foot, head)
  const offset = first.height - (broken ? 1 : 0)
  const grown = new Map<GridCell, GridCell>()
  const gone = new Set<GridCell>()
  for (const here of head) {
    const above = foot.find((cell) => sameColumns(cell, here))
    if (above === undefined || !(broken || continues(above, here))) continue
    const rows = offset + here.rows - above.row
    grown.set(above, { ...above, rows, text: joinLines(above.text, here.text) })
    gone.add(here)
  }
  const cells = [
    ...first.cells.map((cell) => grown.get(cell) ?? cell),
    ...second.cells.filter((cell) => !gone.has(cell)).map((cell) => ({ ...cell, row: cell.row + offset })),
  ]
  return { cells, height: offset + second.height, width: first.width }
}

/**
 * A table and its continuation on the next page as one, a repeated head left out; null when the second is another
 * table.
 */
export function joinTables(first: PageTable, second: PageTable): PageTable | null {
  const xs = commonBorders(first, second)
  if (xs === null) return null
  const above = onBorders(first, xs)
  const here = onBorders(second, xs)
  const grid = stack(above, below(here, repeatedHead(above, here)))
  return { grid, xs, top: first.top, bottom: second.bottom }
}
