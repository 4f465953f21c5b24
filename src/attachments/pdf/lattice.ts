import { cluster, nearest } from './geometry.ts'
import type { Ruling, Rulings } from './rulings.ts'

/** A rectangle of a ruled table, by the numbers of the rules around it. */
export interface LatticeCell {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/** The rules of one table: `xs` and `ys` ascending, the cells between them. */
export interface Lattice {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly cells: readonly LatticeCell[]
}

/** Rules as near as this, in points, are one rule, or touch. Cells are wider than a character. */
const tolerance = 3

/** Rules on one line that touch or overlap, as one. */
function merged(rulings: readonly Ruling[]): Ruling[] {
  const lines = cluster(
    rulings.map((ruling) => ruling.at),
    tolerance,
  )
  const byLine = new Map<number, Ruling[]>()
  for (const ruling of rulings) {
    const at = lines[nearest(lines, ruling.at)] ?? ruling.at
    const group = byLine.get(at) ?? []
    group.push(ruling)
    byLine.set(at, group)
  }
  return [...byLine].flatMap(([at, group]) => joinTouching(at, group))
}

function joinTouching(at: number, group: readonly Ruling[]): Ruling[] {
  const joined: Ruling[] = []
  for (const ruling of group.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1)
    if (last !== undefined && ruling.from - last.to <= tolerance) {
      joined[joined.length - 1] = { at, from: last.from, to: Math.max(last.to, ruling.to) }
    } else joined.push({ at, from: ruling.from, to: ruling.to })
  }
  return joined
}

function covers(ruling: Ruling, place: number, slack: number): boolean {
  return ruling.from - slack <= place && place <= ruling.to + slack
}

function cross(horizontal: Ruling, vertical: Ruling): boolean {
  return covers(horizontal, vertical.at, tolerance) && covers(vertical, horizontal.at, tolerance)
}

/** The rules that hang together, each group a table or a box. */
function groups({ horizontal, vertical }: Rulings): Rulings[] {
  const left = new Set(vertical)
  const waiting = new Set(horizontal)
  const found: Rulings[] = []
  for (const first of horizontal) {
    if (!waiting.delete(first)) continue
    const group = { horizontal: [first], vertical: [] as Ruling[] }
    for (let h = 0, v = 0; h < group.horizontal.length || v < group.vertical.length; ) {
      const across = group.horizontal[h++]
      for (const other of across === undefined ? [] : left) {
        if (cross(across ?? other, other) && left.delete(other)) group.vertical.push(other)
      }
      const down = group.vertical[v]
      if (down === undefined) continue
      v++
      for (const other of waiting) if (cross(other, down) && waiting.delete(other)) group.horizontal.push(other)
    }
    found.push(group)
  }
  return found
}

/** Cells by merging neighbours that no rule divides: from each free place to the right, then down while rows stay whole. */
function cellsOf(xs: readonly number[], ys: readonly number[], group: Rulings): LatticeCell[] {
  const middle = (values: readonly number[], at: number): number => ((values[at] ?? 0) + (values[at + 1] ?? 0)) / 2
  const near = (ruling: Ruling, place: number): boolean => Math.abs(ruling.at - place) <= tolerance
  const rulesAt = (rulings: readonly Ruling[], places: readonly number[]): Ruling[][] =>
    places.map((place) => rulings.filter((ruling) => near(ruling, place)))
  const verticals = rulesAt(group.vertical, xs)
  const horizontals = rulesAt(group.horizontal, ys)
  const wallRight = (row: number, column: number): boolean =>
    (verticals[column + 1] ?? []).some((ruling) => covers(ruling, middle(ys, row), 0))
  const wallBelow = (row: number, column: number): boolean =>
    (horizontals[row + 1] ?? []).some((ruling) => covers(ruling, middle(xs, column), 0))
  const [height, width] = [ys.length - 1, xs.length - 1]
  const taken = Array.from({ length: height }, () => new Array<boolean>(width).fill(false))
  const cells: LatticeCell[] = []
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (taken[row]?.[column]) continue
      let columns = 1
      while (column + columns < width && !wallRight(row, column + columns - 1) && !taken[row]?.[column + columns])
        columns++
      let rows = 1
      while (row + rows < height && !wallBelow(row + rows - 1, column) && !taken[row + rows]?.[column]) rows++
      for (const line of taken.slice(row, row + rows)) line.fill(true, column, column + columns)
      cells.push({ row, column, rows, columns })
    }
  }
  return cells
}

/** Lattices finer than this, in places, are drawings. */
const mostPlaces = 20_000

/**
 * The tables that a page rules with lines. Rules that form no cell (underlines, a frame around the page's number) make
 * none; a table open at its sides ends where its rows end.
 */
export function latticesOf(rulings: Rulings): Lattice[] {
  const whole = { horizontal: merged(rulings.horizontal), vertical: merged(rulings.vertical) }
  const lattices: Lattice[] = []
  for (const group of groups(whole)) {
    if (group.horizontal.length < 2 || group.vertical.length === 0) continue
    const ends = (lines: readonly Ruling[]): number[] => [
      Math.min(...lines.map((line) => line.from)),
      Math.max(...lines.map((line) => line.to)),
    ]
    const xs = cluster([...group.vertical.map((line) => line.at), ...ends(group.horizontal)], tolerance)
    const ys = cluster([...group.horizontal.map((line) => line.at), ...ends(group.vertical)], tolerance)
    if (xs.length < 2 || ys.length < 2 || xs.length * ys.length > mostPlaces) continue
    lattices.push({ xs, ys, cells: cellsOf(xs, ys, group) })
  }
  return lattices
}
