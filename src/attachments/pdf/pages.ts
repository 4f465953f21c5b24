import { fillLattice, type PageTable } from './cells.ts'
import { columnTablesOf } from './columns.ts'
import { latticesOf } from './lattice.ts'
import { type Line, linesOf } from './lines.ts'
import type { Rulings } from './rulings.ts'
import type { Run } from './runs.ts'

/** A piece of a page, from top to bottom. */
export type Piece =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'table'; readonly table: PageTable }

/** A page as a reader sees it. */
export interface PageContent {
  /** Counted from 1. */
  readonly number: number
  readonly height: number
  readonly pieces: readonly Piece[]
}

function topOf(piece: Piece): number {
  return piece.kind === 'line' ? piece.line.baseline - piece.line.size * 0.5 : piece.table.top
}

/** The lines and tables of a page: ruled tables first, then tables in bare columns, the rest is lines. */
export function piecesOf(runs: readonly Run[], rulings: Rulings): Piece[] {
  const pieces: Piece[] = []
  let rest: readonly Run[] = runs
  for (const lattice of latticesOf(rulings)) {
    const filled = fillLattice(lattice, rest)
    const { width, height, cells } = filled.table.grid
    const told = cells.filter((cell) => cell.text !== '').length
    // A frame around prose is no table; what stands in it are lines.
    if (width < 2 || height < 2 || told < 2) continue
    pieces.push({ kind: 'table', table: filled.table })
    rest = filled.rest
  }
  const lines = linesOf(rest)
  const columns = columnTablesOf(lines)
  for (const { table } of columns) pieces.push({ kind: 'table', table })
  for (const line of lines) {
    if (!columns.some((table) => table.lines.has(line))) pieces.push({ kind: 'line', line })
  }
  return pieces.toSorted((one, other) => topOf(one) - topOf(other))
}

/** The number of the page, alone on its line: - 4 -, 第4页, 4 / 6. */
const pageNumber = /^[-—–·\s]*\d{1,4}[-—–·\s]*$|^第?\s*\d+\s*页?\s*[/／,，]?\s*共?\s*\d+\s*页?$|^第\s*\d+\s*页$/

/** The parts of a page, as a share of its height, where running heads and numbers stand. */
const margin = 0.09
/** On how many pages a line must return at its place to be a running head. */
const returns = 3

function inMargin(line: Line, height: number): boolean {
  return line.baseline < height * margin || line.baseline > height * (1 - margin)
}

function placeKey(line: Line): string {
  return `${Math.round(line.baseline / 4)} ${line.text.replace(/\d+/g, '#')}`
}

/** Pages without their numbers and running heads. */
export function withoutFurniture(pages: readonly PageContent[]): PageContent[] {
  const counts = new Map<string, number>()
  for (const page of pages) {
    for (const piece of page.pieces) {
      if (piece.kind === 'line' && inMargin(piece.line, page.height)) {
        counts.set(placeKey(piece.line), (counts.get(placeKey(piece.line)) ?? 0) + 1)
      }
    }
  }
  const isFurniture = (line: Line, height: number): boolean =>
    inMargin(line, height) && (pageNumber.test(line.text) || (counts.get(placeKey(line)) ?? 0) >= returns)
  return pages.map((page) => ({
    ...page,
    pieces: page.pieces.filter((piece) => piece.kind === 'table' || !isFurniture(piece.line, page.height)),
  }))
}
