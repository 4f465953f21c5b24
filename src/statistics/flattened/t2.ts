import type { FoundRow } from '../figures.ts'
import type { FormClause, LaterForm } from '../forms.ts'
import { coreOf, plain } from '../labels.ts'
import { placer } from './place.ts'
import { cellsBehind, type Stream, type StreamCell } from './stream.ts'

/** A row of table 2 in a stream. */
interface Row {
  readonly at: number
  readonly key: string
  readonly label: string
  readonly clause: FormClause
  /** Everything between the announcement of the clause and its first row, headers among it, as one word. */
  readonly header: string
  readonly cells: readonly StreamCell[]
}

function clauseOf(form: LaterForm, cell: StreamCell): FormClause | null {
  return form.t2.find(({ clause }) => cell.labels.some((label) => plain(label).startsWith(clause))) ?? null
}

function rowsOf(form: LaterForm, stream: Stream): Row[] {
  const rows: Row[] = []
  let header = ''
  let started = false
  for (const [at, cell] of stream.cells.entries()) {
    if (cell.kind !== 'label') continue
    if (/自然人|申请人情况/.test(cell.text)) started = false
    if (clauseOf(form, cell) !== null) {
      started = true
      header = ''
    }
    const core = coreOf(cell.text)
    const clause = started
      ? form.t2.find((candidate) => candidate.rows.some(({ label }) => coreOf(label) === core))
      : undefined
    const known = clause?.rows.find(({ label }) => coreOf(label) === core)
    if (clause === undefined || known === undefined) header += core
    else rows.push({ at, key: known.key, label: cell.text, clause, header, cells: cellsBehind(stream, at, false) })
  }
  return rows
}

/** Where the columns of the clause are named in what stands before its rows; -1 for one that is not. */
function placesOf({ clause, header }: Row): number[] {
  return clause.columns.map(({ label }) => header.lastIndexOf(coreOf(label)))
}

/** Whether the columns that are named stand in another order than the form has. */
function isOtherOrder(row: Row): boolean {
  const named = placesOf(row).filter((place) => place >= 0)
  return named.some((place, at) => at > 0 && place < (named[at - 1] ?? -1))
}

/** Reads table 2 from a text: behind 第二十条第…项, by label, with as many cells as the clause has columns. */
export function readFlat2(form: LaterForm, stream: Stream): FoundRow[] {
  const rows = rowsOf(form, stream)
  const behind = rows.map(({ cells, clause }) => ({ cells, count: clause.columns.length }))
  const place = placer(stream, behind)
  return rows.map((row, item): FoundRow => {
    const texts = isOtherOrder(row) ? null : place(behind[item] ?? { cells: [], count: 0 })
    const unit = /单位:(万元|元)/.exec(plain(row.header))?.[1] ?? null
    return {
      table: 't2',
      indicator: row.key,
      label: row.label,
      parent: null,
      heading: false,
      slots: row.clause.columns.map(({ key }, at) => ({ column: key, text: texts?.[at] ?? null, unit })),
      byPosition: placesOf(row).includes(-1),
      scope: null,
      where: 'text',
      rest: row.cells
        .map((cell) => cell.text)
        .join(' ')
        .trim(),
    }
  })
}
