import { align, type RowIndex } from '../align.ts'
import { isCell, isFilledCell } from '../cells.ts'
import type { FoundRow, Slot } from '../figures.ts'
import type { FormColumn, FormRow, LaterForm } from '../forms.ts'
import { coreOf } from '../labels.ts'
import { isLocal, localRow } from '../local.ts'
import type { TextTable } from '../statistic.ts'
import { anyFilled, type Columns, lineOf, pick, scopeOf } from './shape.ts'

/** Where the seven columns of applicants stand in a table. */
interface Layout {
  readonly columns: readonly Columns[]
  readonly first: number
  readonly last: number
  /** Some headers were cut off and their columns counted from the others. */
  readonly byPosition: boolean
  readonly width: number
  /** Columns right of the last that the header names: what stands there is not part of a shifted row. */
  readonly beyond: ReadonlySet<number>
  /** The columns stand in the order of the form, so that a row that does not keep to them may be counted. */
  readonly inOrder: boolean
}

/** 其他 and 总计 are words of rows too: they are headers only beside one that is not. */
const shy = new Set(['oth', 'tot'])

function applicantOf(columns: readonly FormColumn[], text: string): string | null {
  const core = coreOf(text)
  if (core === '合计') return 'tot'
  const exact = columns.find(({ label }) => label === core)
  if (exact !== undefined) return exact.key
  const cut = core.length < 2 ? [] : columns.filter(({ key, label }) => !shy.has(key) && label.startsWith(core))
  return cut.length === 1 ? (cut[0]?.key ?? null) : null
}

/** Whether heads stand in the order of the form, so that cells may be counted where heads are missing. */
export function isInOrder(columns: readonly FormColumn[], keys: readonly string[]): boolean {
  const places = keys.map((key) => columns.findIndex((column) => column.key === key))
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1))
}

/** Heads that are there and say no clear places: nothing under them is counted. */
type Unclear = 'unclear'

/** The places that header rows give each column, by key. */
function namedIn(columns: readonly FormColumn[], header: readonly (readonly string[])[]): number[][] {
  const found = new Map<string, Set<number>>()
  for (const row of header) {
    for (const [at, text] of row.entries()) {
      const key = applicantOf(columns, text)
      if (key !== null) found.set(key, (found.get(key) ?? new Set()).add(at))
    }
  }
  return columns.map(({ key }) => [...(found.get(key) ?? [])].sort((a, b) => a - b))
}

/** The columns that a run of header rows names, completed by counting where cut headers leave no other place. */
function layoutOf(columns: readonly FormColumn[], header: readonly (readonly string[])[]): Layout | Unclear | null {
  const width = Math.max(0, ...header.map((row) => row.length))
  const named = namedIn(columns, header)
  const missing = named.filter((places) => places.length === 0).length
  const start = named.flatMap((places, at) => (places[0] === undefined ? [] : [places[0] - at]))[0] ?? -1
  const regular = named.every((places, at) => places.length === 0 || (places.length === 1 && places[0] === start + at))
  if (missing > 0 && (missing > 4 || !regular || start < 1 || start + columns.length > width)) {
    const order = columns.map(({ key }, at) => ({ key, place: named[at]?.[0] ?? -1 })).filter(({ place }) => place >= 0)
    const keys = order.sort((a, b) => a.place - b.place).map(({ key }) => key)
    return isInOrder(columns, keys) ? null : 'unclear'
  }
  const full = missing === 0 ? named : columns.map((_, at) => [start + at])
  const flat = full.flat()
  if (new Set(flat).size < flat.length) return 'unclear'
  const last = Math.max(...flat)
  const beyond = new Set<number>()
  for (const row of header) for (const [at, text] of row.entries()) if (at > last && text !== '') beyond.add(at)
  const inOrder = flat.every((place, at) => at === 0 || place > (flat[at - 1] ?? -1))
  // Heads in two rows that come out in another order have a wrong span; in one row they are what they say.
  if (!inOrder && header.length > 1) return 'unclear'
  return { columns: full, first: Math.min(...flat), last, byPosition: missing > 0, width, beyond, inOrder }
}

function isHeader(columns: readonly FormColumn[], row: readonly string[]): boolean {
  const keys = row.map((text) => applicantOf(columns, text))
  return keys.some((key) => key !== null && !shy.has(key)) && !anyFilled(row.filter((_, at) => keys[at] === null))
}

interface Line {
  readonly label: string
  readonly slots: readonly Slot[]
  readonly byPosition: boolean
  readonly table: TextTable
  readonly rest: string
}

/** The seven cells when they are the only ones behind the label; null else. */
function sevenBehind(row: readonly string[], from: number, count: number): string[] | null {
  const behind = row.slice(from)
  const seven = behind.slice(0, count)
  return seven.length === count && seven.every(isFilledCell) && behind.slice(count).every((text) => text === '')
    ? seven
    : null
}

/**
 * A row that does not keep to the header, or has none: its cells count only when they are exactly seven.
 *
 * @param counted false where the heads are not in the order of the form
 */
function looseLine(columns: readonly FormColumn[], row: readonly string[], table: TextTable, counted: boolean): Line {
  const lastLabel = row.findLastIndex((text) => text !== '' && !isCell(text))
  const seven = counted ? sevenBehind(row, lastLabel + 1, columns.length) : null
  return {
    label: row[lastLabel] ?? '',
    slots: columns.map(({ key }, at) => ({ column: key, text: seven?.[at] ?? null, unit: null })),
    byPosition: true,
    table,
    rest: lineOf(row.slice(lastLabel + 1)),
  }
}

/**
 * Whether a row keeps to the columns of the heads. Where spans are wrong, its label runs into the cells, or the cells
 * into the place of the label; with blanks at both ends that shows only as a gap before the first and behind the last.
 */
function keepsPlace(left: readonly string[], cells: readonly (string | null)[]): boolean {
  const label = left.at(-1) ?? ''
  const isLabel = (text: string | null): boolean =>
    text !== null && !isCell(text) && (text === label || !/\d/.test(text) || coreOf(text).length >= 4)
  const gaps = label === '' && cells.at(-1) === '' && anyFilled(cells.map((text) => text ?? ''))
  return !gaps && !cells.some(isLabel) && left.some((text) => text !== '')
}

function lineUnder(layout: Layout, columns: readonly FormColumn[], row: readonly string[], table: TextTable): Line {
  const left = row.slice(0, layout.first)
  const right = row.filter((_, at) => at > layout.last && !layout.beyond.has(at))
  const cells = layout.columns.map((places) => pick(row, places))
  const inPlace = keepsPlace(left, cells) && !anyFilled(left) && !anyFilled(right)
  if (!inPlace) return looseLine(columns, row, table, layout.inOrder)
  return {
    label: left.findLast((text) => text !== '') ?? '',
    slots: columns.map(({ key }, at) => ({ column: key, text: cells[at] ?? null, unit: null })),
    byPosition: layout.byPosition,
    table,
    rest: lineOf(row.slice(layout.first)),
  }
}

/** The lines of tables that follow each other; a table without a header goes on under the one before, if as wide. */
function linesOf(columns: readonly FormColumn[], tables: readonly TextTable[]): Line[] {
  const lines: Line[] = []
  let layout: Layout | Unclear | null = null
  for (const table of tables) {
    let header: (readonly string[])[] = []
    for (const row of table.rows) {
      if (isHeader(columns, row)) {
        header.push(row)
        layout = layoutOf(columns, header)
        continue
      }
      header = []
      if (layout === null || layout === 'unclear') lines.push(looseLine(columns, row, table, layout === null))
      else if (layout.width === row.length) lines.push(lineUnder(layout, columns, row, table))
      else lines.push(looseLine(columns, row, table, layout.inOrder))
    }
  }
  return lines
}

/** A recognised line as a row of table 3. */
export function row3(row: FormRow, line: Omit<Line, 'table'> & { scope: string | null; where: string }): FoundRow {
  const { label, slots, byPosition, scope, where, rest } = line
  return {
    table: 't3',
    indicator: row.key,
    label,
    parent: row.parent,
    heading: false,
    slots,
    byPosition,
    scope,
    where,
    rest,
  }
}

/**
 * Reads table 3, applications by applicant. Rows are told by their labels, columns by their headers; only a row whose
 * cells do not keep to the header is read by counting, when it has exactly seven.
 */
export function readGrid3(form: LaterForm, index: RowIndex, tables: readonly TextTable[]): FoundRow[] {
  const lines = linesOf(form.t3.columns, tables)
  const rows = align(
    index,
    lines.map(({ label }) => label),
  )
  if (rows.filter((row) => row !== null).length < 2) return []
  let before: FormRow | null = null
  return lines.flatMap((line, at) => {
    const known = rows[at] ?? null
    const filled = line.slots.some(({ text }) => isFilledCell(text ?? ''))
    // A heading has no cells of its own: what stands behind it belongs to a row whose label is gone.
    const worth = known === null ? isLocal(index, line.label) && filled : known.kind !== 'head'
    if (known !== null) before = known
    if (!worth) return []
    const row: FormRow = known ?? localRow(before, line.label)
    return before === null ? [] : [row3(row, { ...line, scope: scopeOf(line.table), where: line.table.where })]
  })
}
