import { isFilledCell } from '../cells.ts'
import type { FoundRow, Slot } from '../figures.ts'
import type { FormClause, LaterForm } from '../forms.ts'
import { coreOf, plain, resembles } from '../labels.ts'
import type { TextTable } from '../statistic.ts'
import { type Columns, headerGroups, lineOf, pick, scopeOf, spanEnd } from './shape.ts'

type Official = FormClause['columns'][number]

/** Whether a header may be a column of the form: the same, cut off behind some characters, or with a note. */
function fits(text: string, { label }: Official): boolean {
  const core = coreOf(text)
  const official = coreOf(label)
  return core.length >= 2 && (official.startsWith(core) || core.startsWith(official) || resembles(core, official))
}

/**
 * The places of a clause's columns. Headers that are all cut to the same words (本年新, 本年新) are told by their order,
 * when there are as many as the clause has columns.
 */
function placesOf(columns: readonly Official[], header: readonly string[], from: number): Columns[] | null {
  const groups = headerGroups(header, from)
  const agree = (texts: readonly string[]): boolean =>
    texts.length === columns.length && columns.every((column, at) => fits(texts[at] ?? '', column))
  if (agree(groups.map(({ text }) => text))) return groups.map((group) => group.columns)
  if (agree(header.slice(from))) return columns.map((_, at) => [from + at])
  const byName = columns.map(({ label }) => groups.filter(({ text }) => coreOf(text) === coreOf(label)))
  return byName.every((found) => found.length === 1) ? byName.map(([group]) => group?.columns ?? []) : null
}

/** What a header row is followed by. */
interface Under {
  readonly header: readonly string[] | null
  readonly clause: FormClause | null
}

/** A unit that a header writes: 本年收费金额（单位：万元）. */
function unitIn(header: readonly string[], places: Columns): string | null {
  return /单位:?(万元|元|件|项)/.exec(plain(pick(header, places) ?? ''))?.[1] ?? null
}

function slotsOf(columns: readonly Official[], under: Under, row: readonly string[], from: number): Slot[] {
  const { header } = under
  const places = header === null ? null : placesOf(columns, header, from)
  const counted = header === null && row.length - from === columns.length ? columns.map((_, at) => [from + at]) : null
  return columns.map(({ key }, at): Slot => {
    const place = places?.[at] ?? counted?.[at]
    const unit = header === null || place === undefined ? null : unitIn(header, place)
    return { column: key, text: place === undefined ? null : pick(row, place), unit }
  })
}

/** The clause that a row announces: 第二十条第（一）项, alone or in the first column. */
function clauseOf(form: LaterForm, row: readonly string[]): FormClause | null {
  const first = plain(row.find((text) => text !== '') ?? '')
  return form.t2.find(({ clause }) => first.startsWith(clause)) ?? null
}

interface Label {
  readonly key: string
  readonly text: string
  readonly at: number
  readonly clause: FormClause
  /** The form has no such row. */
  readonly local: boolean
}

/** The row of the form that a row of the table is: its label stands in the first or, behind the clause, second column. */
function labelOf(form: LaterForm, row: readonly string[], clause: FormClause | null): Label | null {
  for (const [at, text] of row.slice(0, 3).entries()) {
    const core = coreOf(text)
    if (core === '' || isFilledCell(text)) continue
    for (const candidate of form.t2) {
      const known = candidate.rows.find(({ label }) => coreOf(label) === core)
      if (known !== undefined) return { key: known.key, text, at, clause: candidate, local: false }
    }
  }
  const at = row.findLastIndex((text, column) => column < 2 && text !== '' && !isFilledCell(text))
  const text = row[at] ?? ''
  const core = coreOf(text)
  if (clause === null || core === '' || core.length > 20 || plain(text).startsWith(clause.clause)) return null
  return { key: `${clause.clause}:${core}`, text, at, clause, local: true }
}

function isHeader(names: readonly Official[], row: readonly string[]): boolean {
  const cores = row.map(coreOf)
  return (
    cores.includes('信息内容') || cores.filter((core) => names.some(({ label }) => coreOf(label) === core)).length >= 2
  )
}

/** A row of the table as one of the form, or of a local edition; null when it is none or nothing stands in it. */
function rowOf(form: LaterForm, table: TextTable, row: readonly string[], under: Under): FoundRow | null {
  const label = labelOf(form, row, under.clause)
  if (label === null || (under.header === null && under.clause === null)) return null
  const from = spanEnd(row, label.at) + 1
  const worth = !label.local || (under.header !== null && row.slice(from).some(isFilledCell))
  if (from >= row.length || !worth) return null
  return {
    table: 't2',
    indicator: label.key,
    label: label.text,
    parent: null,
    heading: false,
    slots: slotsOf(label.clause.columns, under, row, from),
    byPosition: under.header === null,
    scope: scopeOf(table),
    where: table.where,
    rest: lineOf(row.slice(from)),
  }
}

/**
 * Reads table 2, by clause of article 20. A row is told by its label, its columns by the header above; rows that the
 * form does not have are kept as `clause:label`. A table that was split goes on under the header of its first part.
 */
export function readGrid2(form: LaterForm, tables: readonly TextTable[]): FoundRow[] {
  const found: FoundRow[] = []
  const names = form.t2.flatMap(({ columns }) => columns)
  let under: Under = { header: null, clause: null }
  let width = -1
  for (const table of tables) {
    if (table.rows[0]?.length !== width) under = { header: null, clause: null }
    width = table.rows[0]?.length ?? -1
    for (const row of table.rows) {
      const clause = clauseOf(form, row)
      if (clause !== null) under = { header: null, clause }
      if (isHeader(names, row)) {
        under = { ...under, header: row }
        continue
      }
      const read = rowOf(form, table, row, under)
      if (read !== null) found.push(read)
    }
  }
  return found.some(({ indicator }) => !indicator.includes(':')) ? found : []
}
