import { gridOfRows } from '../grid.ts'
import type { PageTable } from './cells.ts'
import { joinLines, type Line, linesOf } from './lines.ts'
import type { Run } from './runs.ts'

/** Lines that follow as a table set without rules. */
export interface ColumnTable {
  readonly table: PageTable
  readonly lines: ReadonlySet<Line>
}

/** Runs of a line that stand together. */
interface Segment {
  readonly left: number
  readonly right: number
  readonly runs: Run[]
}

const fewestLines = 3
const fewestColumns = 3
const figure = /^[-+]?[\d,，.．]+%?$|^[-—–/]+$|^[\d,.]+(?:件|条|次|人|万元|元|个)$/

/** Parts of a line with more than a character's width between them. */
function segmentsOf(line: Line): Segment[] {
  const segments: { left: number; right: number; runs: Run[] }[] = []
  for (const run of line.runs.flatMap(words)) {
    const last = segments.at(-1)
    if (last !== undefined && run.left - last.right < run.size * 0.9) {
      last.right = Math.max(last.right, run.right)
      last.runs.push(run)
    } else segments.push({ left: run.left, right: run.right, runs: [run] })
  }
  return segments
}

/** A run with wide blanks inside, cut there. */
function words(run: Run): Run[] {
  const step = (run.right - run.left) / run.text.length
  return [...run.text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    ...run,
    text: match[0],
    left: run.left + match.index * step,
    right: run.left + (match.index + match[0].length) * step,
  }))
}

function textOf(segment: Segment): string {
  return linesOf(segment.runs)
    .map((line) => line.text)
    .join('')
}

/** Whether a line could be a row: three parts, most of those behind the first figures. */
function isRow(segments: readonly Segment[]): boolean {
  const behind = segments.slice(1).filter((segment) => figure.test(textOf(segment)))
  return segments.length >= fewestColumns && behind.length * 2 > segments.length - 1
}

/** The borders between the columns: where no row has anything. */
function bordersOf(rows: readonly (readonly Segment[])[]): number[] {
  const spans: { left: number; right: number }[] = []
  for (const { left, right } of rows.flat().toSorted((one, other) => one.left - other.left)) {
    const last = spans.at(-1)
    if (last !== undefined && left <= last.right + 2) last.right = Math.max(last.right, right)
    else spans.push({ left, right })
  }
  const first = spans[0]
  if (first === undefined) return []
  const middles = spans.slice(1).map((span, at) => ((spans[at]?.right ?? 0) + span.left) / 2)
  return [first.left - 1, ...middles, (spans.at(-1)?.right ?? 0) + 1]
}

/** Two parts of a cell as one; figures never run together. */
function besides(before: string, after: string): string {
  return /\d$/.test(before) && /^\d/.test(after) ? `${before} ${after}` : joinLines(before, after)
}

/** A line as the cells of its columns. A part that covers several, as a head does, stands in the first of them. */
function cellsOf(segments: readonly Segment[], borders: readonly number[]): string[] {
  const cells = new Array<string>(borders.length - 1).fill('')
  for (const segment of segments) {
    const middle = (segment.left + segment.right) / 2
    const at = Math.max(
      0,
      borders.findLastIndex((border) => border <= middle),
    )
    const place = Math.min(at, cells.length - 1)
    cells[place] = besides(cells[place] ?? '', textOf(segment))
  }
  return cells
}

/** Rows of cells: lines that are no rows themselves are part of the nearest row (a label wraps around its figures). */
function rowsOf(
  lines: readonly { line: Line; segments: readonly Segment[] }[],
  borders: readonly number[],
): string[][] {
  const anchors = lines.filter(({ segments }) => isRow(segments))
  const rows = new Map<Line, string[]>()
  for (const { line, segments } of lines) {
    const near = anchors.toSorted(
      (one, other) => Math.abs(one.line.baseline - line.baseline) - Math.abs(other.line.baseline - line.baseline),
    )[0]
    const close = near !== undefined && Math.abs(near.line.baseline - line.baseline) < line.size * 1.1
    const key = close ? near.line : line
    const before = rows.get(key)
    const cells = cellsOf(segments, borders)
    rows.set(key, before === undefined ? cells : before.map((text, at) => besides(text, cells[at] ?? '')))
  }
  return [...rows.values()]
}

function columnTable(lines: readonly { line: Line; segments: readonly Segment[] }[]): ColumnTable | null {
  const borders = bordersOf(lines.filter(({ segments }) => isRow(segments)).map(({ segments }) => segments))
  if (borders.length - 1 < fewestColumns) return null
  const rows = rowsOf(lines, borders)
  const [first, last] = [lines[0]?.line, lines.at(-1)?.line]
  if (first === undefined || last === undefined || rows.length < fewestLines) return null
  const table = { grid: gridOfRows(rows), xs: borders, top: first.baseline - first.size, bottom: last.baseline }
  return { table, lines: new Set(lines.map(({ line }) => line)) }
}

/**
 * Tables that stand in columns without rules: lines that follow closely, three of them at least rows of figures. A head
 * of one line above belongs to them.
 */
export function columnTablesOf(lines: readonly Line[]): ColumnTable[] {
  const parts = lines.map((line) => ({ line, segments: segmentsOf(line) }))
  const tables: ColumnTable[] = []
  let group: typeof parts = []
  const flush = (): void => {
    while (group.length > 0 && !isRow(group.at(-1)?.segments ?? [])) group.pop()
    const rows = group.filter(({ segments }) => isRow(segments)).length
    const table = rows >= fewestLines ? columnTable(group) : null
    if (table !== null) tables.push(table)
    group = []
  }
  for (const part of parts) {
    const last = group.at(-1)
    const head = part.segments.length >= fewestColumns
    const follows = last !== undefined && part.line.baseline - last.line.baseline < part.line.size * 3.2
    const wraps = follows && part.segments.length === 1 && part.line.right - part.line.left < part.line.size * 20
    if (!follows || !(head || wraps)) flush()
    if (head || (wraps && group.length > 0)) group.push(part)
  }
  flush()
  return tables
}
