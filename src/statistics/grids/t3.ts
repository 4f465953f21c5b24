import { align, type RowIndex } from '../align.ts'
import { isCell, isFilledCell } from '../cells.ts'
import type { FoundRow, Slot } from '../figures.ts'
import type { FormColumn, FormRow, LaterForm } from '../forms.ts'
import { coreOf } from '../labels.ts'
import { isLocal, localRow } from '../local.ts'
import type { TextTable } from '../statistic.ts'
import { isHeader, isOfForm, type Layout, layoutOf, totalsOnly, type Unclear, upright } from './applicants.ts'
import { anyFilled, lineOf, pick, scopeOf } from './shape.ts'

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
    slots: columns.flatMap(({ key }, at) =>
      layout.columns[at]?.length === 0 ? [] : [{ column: key, text: cells[at] ?? null, unit: null }],
    ),
    byPosition: layout.byPosition,
    table,
    rest: lineOf(row.slice(layout.first)),
  }
}

/** The lines of tables that follow each other; a table without a header goes on under the one before, if as wide. */
function linesOf(columns: readonly FormColumn[], index: RowIndex, tables: readonly TextTable[]): Line[] {
  const lines: Line[] = []
  let layout: Layout | Unclear | null = null
  for (const table of tables) {
    let header: (readonly string[])[] = []
    for (const [at, row] of table.rows.entries()) {
      const totals = totalsOnly(columns, row, table.rows[at + 1])
      if (totals !== null && isOfForm(index, table.rows)) {
        layout = totals
        continue
      }
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
  const { columns } = form.t3
  const lines = linesOf(
    columns,
    index,
    tables.map((table) => upright(columns, index, table)),
  )
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
