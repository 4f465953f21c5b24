import { align, indexRows, isExact } from '../align.ts'
import { isFilledCell, isUnit } from '../cells.ts'
import type { FoundRow } from '../figures.ts'
import { type FormRow, forms } from '../forms.ts'
import { coreOf, plain } from '../labels.ts'
import { isLocal, localRow } from '../local.ts'
import type { TextTable } from '../statistic.ts'
import { lineOf, scopeOf } from './shape.ts'

/** The rows of the form of 2014, ready for recognising. */
export const index2014 = indexRows(forms.F2014.rows)

const labelHead = /^(?:统计)?指标(?:名称)?$|^项目(?:名称)?$/
const unitHead = /^(?:计量)?单位$/
const valueHead = /^(?:统计)?(?:数量?|数据|数值)$|^统计结果$|^合计$/

/** The three columns that make the form; `unit` is null where a table has none. */
interface Layout {
  readonly label: number
  readonly unit: number | null
  readonly value: number
}

/** A line of the table before its label is recognised. */
interface Line {
  readonly label: string
  readonly unit: string
  /** Null when it cannot be told. */
  readonly value: string | null
  readonly table: TextTable
  readonly rest: string
  readonly byPosition: boolean
}

const yearHead = /^((?:19|20)\d{2})年?度?(?:数量?|数据|数值)?$/

/** The layouts that a header row names: one, or several where the form is printed side by side. */
function layoutsOf(row: readonly string[], reportYear: number | null): Layout[] {
  const cores = row.map(coreOf)
  return cores.flatMap((core, label): Layout[] => {
    if (!labelHead.test(core) || core === cores[label - 1]) return []
    const rest = cores.findIndex((other, at) => at > label && labelHead.test(other) && other !== core)
    const until = rest < 0 ? cores.length : rest
    const at = (pattern: RegExp): number =>
      cores.findIndex((other, column) => column > label && column < until && pattern.test(other))
    const unit = at(unitHead)
    const named = at(valueHead)
    // A head of another wording (2016年) is that of the figures when there is no other column for them.
    const only =
      unit >= 0 && cores.slice(unit + 2, until).every((other) => /^(?:备注|说明)?$/.test(other)) ? unit + 1 : -1
    // Of columns of several years the one of the report's year counts.
    const ofYear = cores.findIndex(
      (other, column) => column > label && column < until && Number(yearHead.exec(other)?.[1]) === reportYear,
    )
    const value = named >= 0 ? named : ofYear >= 0 ? ofYear : only < until ? only : -1
    return value < 0 ? [] : [{ label, unit: unit < 0 ? null : unit, value }]
  })
}

/** The layout of a table without a header: the column right of the units, beside the labels. */
function guessLayout(rows: readonly (readonly string[])[]): Layout | null {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const share = (column: number, test: (text: string) => boolean): number =>
    rows.filter((row) => test(row[column] ?? '')).length / Math.max(1, rows.length)
  const columns = Array.from({ length: width }, (_, column) => column)
  const label = columns.find((column) => share(column, (text) => isExact(index2014, text)) >= 0.4)
  if (label === undefined) return null
  const unit = columns.find((column) => column > label && share(column, isUnit) >= 0.3) ?? null
  const value = (unit ?? label) + 1
  return value === width - 1 ? { label, unit, value } : null
}

function linesOf(table: TextTable, reportYear: number | null): Line[] {
  const start = table.rows.findIndex((row) => layoutsOf(row, reportYear).length > 0)
  const header = table.rows[start]
  const layouts = header === undefined ? [guessLayout(table.rows)] : layoutsOf(header, reportYear)
  const body = table.rows.slice(start + 1).filter((row) => layoutsOf(row, reportYear).length === 0)
  return layouts.flatMap((layout) =>
    layout === null
      ? []
      : body.map((row): Line => {
          // A label may stand right of the heading of its group.
          const label = row.slice(layout.label, layout.unit ?? layout.value).findLast((text) => text !== '') ?? ''
          const value = row[layout.value] ?? ''
          const unit = layout.unit === null ? '' : (row[layout.unit] ?? '')
          // A text in place of the figure that is the label itself is a heading across the whole table.
          const across = value === label && !isFilledCell(value)
          // A figure in the place of the unit, and none in its own: the row does not keep to the columns.
          const shifted = value === '' && /\d/.test(unit) && isFilledCell(unit)
          return {
            label,
            unit: across ? '' : unit,
            value: shifted ? null : across ? '' : value,
            table,
            rest: lineOf(row.slice(layout.label + 1)),
            byPosition: header === undefined,
          }
        }),
  )
}

/** A row of the form of 2014 with its one figure. */
export function row2014(row: FormRow, line: Omit<Line, 'table'> & { scope: string | null; where: string }): FoundRow {
  const unit = isUnit(line.unit) ? plain(line.unit) : null
  return {
    table: 'F2014',
    indicator: row.key,
    label: line.label,
    parent: row.parent,
    heading: row.kind === 'head',
    slots: [{ column: null, text: line.value, unit }],
    byPosition: line.byPosition,
    scope: line.scope,
    where: line.where,
    rest: line.rest,
  }
}

/** Reads the rows of the form of 2014 from tables: label, unit, figure; also split over pages or printed side by side. */
export function readGrid2014(tables: readonly TextTable[], reportYear: number | null): FoundRow[] {
  const lines = tables.flatMap((table) => linesOf(table, reportYear))
  const rows = align(
    index2014,
    lines.map(({ label }) => label),
  )
  if (rows.filter((row) => row !== null).length < 5) return []
  let before: FormRow | null = null
  return lines.flatMap((line, at) => {
    const known = rows[at] ?? null
    if (known === null && !(isLocal(index2014, line.label) && isFilledCell(line.value ?? ''))) return []
    const row: FormRow = known ?? localRow(before, line.label)
    if (known !== null) before = known
    return [row2014(row, { ...line, scope: scopeOf(line.table), where: line.table.where })]
  })
}
