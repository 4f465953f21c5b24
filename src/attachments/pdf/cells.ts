import { cellText, type Grid } from '../grid.ts'
import type { Lattice } from './lattice.ts'
import { isFull, joinLines, type Line, linesOf } from './lines.ts'
import type { Run } from './runs.ts'
import { withUnruledRows } from './unruled.ts'

/** A table on one page. */
export interface PageTable {
  readonly grid: Grid
  /** The borders of its columns, ascending, in points; one more than the grid is wide. */
  readonly xs: readonly number[]
  readonly top: number
  readonly bottom: number
}

/** The place of a value between ascending borders; -1 outside of them. */
function slot(borders: readonly number[], value: number): number {
  for (let at = 0; at + 1 < borders.length; at++) {
    if (value >= (borders[at] ?? 0) && value < (borders[at + 1] ?? 0)) return at
  }
  return -1
}

/**
 * A run that crosses rules of the table, cut at its blanks: some writers set a whole row as one string. Characters are
 * taken to be spread evenly.
 */
function cutAtBlanks(run: Run, xs: readonly number[]): Run[] {
  const crossed = xs.some((x) => x > run.left + run.size && x < run.right - run.size)
  if (!crossed || !/\s/.test(run.text)) return [run]
  const step = (run.right - run.left) / run.text.length
  return [...run.text.matchAll(/\S+/g)].map((word) => ({
    ...run,
    text: word[0],
    left: run.left + word.index * step,
    right: run.left + (word.index + word[0].length) * step,
  }))
}

/** The middle of a run, lifted from its baseline into its letters. */
function middleOf(run: Run): { x: number; y: number } {
  return { x: (run.left + run.right) / 2, y: run.baseline - run.size * 0.35 }
}

/** The lines in each cell of a lattice, and the runs outside of it. */
function place({ xs, ys, cells }: Lattice, runs: readonly Run[]): { contents: Line[][]; rest: Run[] } {
  const [height, width] = [ys.length - 1, xs.length - 1]
  const owner = new Array<number>(height * width).fill(-1)
  cells.forEach((cell, at) => {
    for (let row = cell.row; row < cell.row + cell.rows; row++) {
      owner.fill(at, row * width + cell.column, row * width + cell.column + cell.columns)
    }
  })
  const contents: Run[][] = cells.map(() => [])
  const rest: Run[] = []
  for (const run of runs) {
    if (slot(ys, middleOf(run).y) === -1 || slot(xs, middleOf(run).x) === -1) rest.push(run)
    else {
      for (const part of cutAtBlanks(run, xs)) {
        const { x, y } = middleOf(part)
        contents[owner[slot(ys, y) * width + slot(xs, x)] ?? -1]?.push(part)
      }
    }
  }
  return { contents: contents.map(linesOf), rest }
}

/**
 * The lines of a cell as its text. A number goes on in the next line only where the line before it is full; two short
 * lines of figures are two figures, which must not become one.
 */
function textIn(lines: readonly Line[], width: number): string {
  let text = ''
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const full = before === undefined || isFull(before, width)
    const apart = !full && /\d$/.test(text) && /^\d/.test(line.text)
    text = apart ? `${text} ${line.text}` : joinLines(text, line.text)
  })
  return cellText(text)
}

/** Fills the cells of a lattice. What lies outside of it is given back. */
export function fillLattice(ruled: Lattice, runs: readonly Run[]): { table: PageTable; rest: Run[] } {
  const lattice = withUnruledRows(ruled, place(ruled, runs).contents)
  const { xs, ys } = lattice
  const { contents, rest } = place(lattice, runs)
  const cells = lattice.cells.map((cell, at) => ({
    ...cell,
    text: textIn(contents[at] ?? [], (xs[cell.column + cell.columns] ?? 0) - (xs[cell.column] ?? 0)),
  }))
  const grid = { cells, height: ys.length - 1, width: xs.length - 1 }
  return { table: { grid, xs, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }, rest }
}
