import type { Lattice, LatticeCell } from './lattice.ts'
import { isFull, type Line } from './lines.ts'

const figure = /^[-+]?[\d,，.．]+%?$|^[-—–/]+$/

/** Baselines as near as this, in points, are one line of the table. */
const tolerance = 3
/** In how many cells figures must stand side by side to show that rows are there. */
const fewestColumns = 2

/** A cell with its lines and its width. */
interface Content {
  readonly lines: readonly Line[]
  readonly width: number
}

/** Whether the lines of a cell are figures, each whole on its line. */
function isColumnOfFigures({ lines, width }: Content): boolean {
  return lines.length >= 2 && lines.every((line) => figure.test(line.text) && !isFull(line, width))
}

/** The baselines at which the figures of some cells stand side by side, two at least; empty when they do not. */
function commonBaselines(cells: readonly Content[]): number[] {
  const columns = cells.filter(isColumnOfFigures).map(({ lines }) => lines)
  const first = columns[0]?.map(({ baseline }) => baseline) ?? []
  const agree = columns.every(
    (lines) =>
      lines.length === first.length &&
      lines.every(({ baseline }, at) => Math.abs(baseline - (first[at] ?? 0)) <= tolerance),
  )
  return columns.length >= fewestColumns && agree ? first : []
}

/** One ruled row as several: its cells are divided, those that span other rows too grow. */
function divided(cells: readonly LatticeCell[], row: number, parts: number): LatticeCell[] {
  return cells.flatMap((cell) => {
    if (cell.row > row) return [{ ...cell, row: cell.row + parts - 1 }]
    if (cell.row + cell.rows <= row) return [cell]
    if (cell.rows > 1) return [{ ...cell, rows: cell.rows + parts - 1 }]
    return Array.from({ length: parts }, (_, at) => ({ ...cell, row: row + at }))
  })
}

/**
 * A lattice with the rows that its table does not rule: where the figures of two columns or more stand side by side on
 * several lines within one ruled row, each line is a row.
 *
 * @param contents the lines in each cell of the lattice
 */
export function withUnruledRows(lattice: Lattice, contents: readonly (readonly Line[])[]): Lattice {
  let { cells } = lattice
  const ys = [...lattice.ys]
  for (let row = lattice.ys.length - 2; row >= 0; row--) {
    const inRow = lattice.cells.flatMap((cell, at): Content[] => {
      const width = (lattice.xs[cell.column + cell.columns] ?? 0) - (lattice.xs[cell.column] ?? 0)
      return cell.row === row && cell.rows === 1 ? [{ lines: contents[at] ?? [], width }] : []
    })
    const baselines = commonBaselines(inRow)
    if (baselines.length === 0) continue
    const size = Math.min(...inRow.flatMap(({ lines }) => lines.map((line) => line.size)))
    // A row reaches from above its letters to above those of the next: labels that wrap hang below their first line.
    const borders = baselines.slice(1).map((baseline) => baseline - size * 1.1)
    ys.splice(row + 1, 0, ...borders)
    cells = divided(cells, row, baselines.length)
  }
  return { xs: lattice.xs, ys, cells }
}
