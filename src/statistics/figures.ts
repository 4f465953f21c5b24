import { readCell } from './cells.ts'
import { forms } from './forms.ts'
import type { CellState, FormName, Statistic } from './statistic.ts'

/** One cell that a row of a form has, before it is read. */
export interface Slot {
  readonly column: string | null
  /** Null where a figure stands, or stood, that cannot be given its place. */
  readonly text: string | null
  /** The unit that is written for this cell outside of it: in a unit column, in the header. */
  readonly unit: string | null
}

/** A recognised row of a form with its cells. */
export interface FoundRow {
  readonly table: 'F2014' | 't2' | 't3' | 't4'
  readonly indicator: string
  readonly label: string
  readonly parent: string | null
  readonly heading: boolean
  readonly slots: readonly Slot[]
  /** Columns were told by the shape of the row alone, no header witnessed them. */
  readonly byPosition: boolean
  readonly scope: string | null
  /** The table or passage it stands in. */
  readonly where: string
  /** What stands in the row when its cells have no sure places. */
  readonly rest: string
}

interface State {
  readonly state: CellState
  readonly value: number | null
  readonly unit: string | null
  readonly qualifier: string | null
}

function stateOf(slot: Slot, heading: boolean, underNone: boolean): State {
  const cell = slot.text === null ? null : readCell(slot.text)
  if (cell === null) return { state: 'lost', value: null, unit: slot.unit, qualifier: null }
  const { value, qualifier } = cell
  const unit = cell.unit ?? slot.unit
  if (heading && (cell.state === 'blank' || cell.state === 'dash')) return { state: 'heading', value, unit, qualifier }
  if (cell.state === 'blank' && underNone) return { state: 'blank-under-none', value, unit, qualifier }
  return { state: cell.state, value, unit, qualifier }
}

/** The words of the columns whose keys are not the words themselves. */
const columnWords = new Map(
  [...forms.F2021.t3.columns, ...forms.F2021.t4.columns].map(({ key, label }) => [key, label] as const),
)

function whereOf(row: FoundRow, column: string | null): string {
  const place = column === null ? row.label : `${row.label} / ${columnWords.get(column) ?? column}`
  return `${row.where}: ${place}${row.byPosition ? ' (column by position)' : ''}`
}

/**
 * Rows as tidy figures. A blank below a row that says 无 for the same column is `blank-under-none`; a cell that cannot
 * be read, or has no sure place, is `lost` and keeps what stands there.
 */
export function figuresOf(form: FormName, rows: readonly FoundRow[]): Statistic[] {
  const none = new Set<string>()
  return rows.flatMap((row) =>
    row.slots.map((slot): Statistic => {
      const here = (indicator: string): string => `${row.table} ${indicator} ${slot.column ?? ''}`
      const underNone = row.parent !== null && none.has(here(row.parent))
      const read = stateOf(slot, row.heading, underNone)
      if (read.state === 'none' || read.state === 'blank-under-none') none.add(here(row.indicator))
      return {
        form,
        table: row.table,
        indicator: row.indicator,
        column: slot.column,
        ...read,
        scope: row.scope,
        cumulative: false,
        raw: slot.text ?? row.rest,
        source: { kind: 'table-cell', where: whereOf(row, slot.column) },
      }
    }),
  )
}
