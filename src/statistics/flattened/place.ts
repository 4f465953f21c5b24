import type { Stream, StreamCell } from './stream.ts'

/** What stands behind a label, and how many cells the form has there. */
export interface Behind {
  readonly cells: readonly StreamCell[]
  readonly count: number
}

function isFilled(cell: StreamCell): boolean {
  return cell.kind !== 'blank'
}

/** Where the cells of a row begin, when all are filled and stand together; null else. */
function offsetOf({ cells, count }: Behind): number | null {
  const filled = cells.flatMap((cell, at) => (isFilled(cell) ? [at] : []))
  const first = filled[0]
  if (first === undefined || filled.length !== count) return null
  return filled.at(-1) === first + count - 1 ? first : null
}

/** Gives the cells behind a label their places; null where that cannot be sure. */
export type Place = (behind: Behind) => readonly string[] | null

/** Without bars a blank leaves nothing: a row has all its cells, or none that have a place. */
function placeByCount(dropping: boolean): Place {
  return ({ cells, count }) => {
    const texts = cells.filter(isFilled).map(({ text }) => text)
    if (texts.length === count) return texts
    return texts.length === 0 && !dropping ? new Array<string>(count).fill('') : null
  }
}

/**
 * With bars a blank cell is there, but so are the remains of labels that spanned columns, before the cells or behind
 * them. Rows that are full tell where; a row with blanks has places only when the full rows agree.
 */
function placeByBars(rows: readonly Behind[]): Place {
  const offsets = new Map<number, Set<number>>()
  for (const row of rows) {
    const offset = offsetOf(row)
    const spare = row.cells.length - row.count
    if (offset === null || spare === 0) continue
    offsets.set(spare, (offsets.get(spare) ?? new Set()).add(offset))
  }
  const all = new Set([...offsets.values()].flatMap((set) => [...set]))
  return (row) => {
    const { cells, count } = row
    const spare = cells.length - count
    const texts = (from: number): string[] => cells.slice(from, from + count).map(({ text }) => text)
    const full = offsetOf(row)
    if (full !== null) return texts(full)
    if (spare < 0) return null
    if (spare === 0 || !cells.some(isFilled)) return texts(0)
    const agreed = all.size === 1 && all.has(0) ? all : offsets.get(spare)
    const [offset, ...others] = agreed ?? []
    if (offset === undefined || others.length > 0) return null
    return cells.every((cell, at) => !isFilled(cell) || (at >= offset && at < offset + count)) ? texts(offset) : null
  }
}

/**
 * How the rows of a flattened table give their cells places.
 *
 * @param rows what stands behind every recognised label of the table
 */
export function placer(stream: Stream, rows: readonly Behind[]): Place {
  return stream.bars ? placeByBars(rows) : placeByCount(stream.dropping)
}
