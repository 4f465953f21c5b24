import type { FoundRow } from './figures.ts'
import { forms, type OfficialForm } from './forms.ts'
import { coreOf } from './labels.ts'
import type { Missing, Statistic } from './statistic.ts'

type TableName = FoundRow['table']

/** The rows with figures that a form has, by table: key and label. */
function rowsOf(form: OfficialForm): (readonly [TableName, readonly { key: string; label: string }[]])[] {
  if (form === 'F2014') return [['F2014', forms.F2014.rows.filter(({ kind }) => kind !== 'head')]]
  const { t2, t3, t4 } = forms[form]
  return [
    ['t2', t2.flatMap(({ rows }) => rows)],
    ['t3', t3.rows.filter(({ kind }) => kind !== 'head')],
    ['t4', t4.blocks],
  ]
}

/**
 * What a form has and a report has not, in words: whole tables, rows, and rows whose cells have no sure place or cannot
 * be read.
 */
export function missingOf(form: OfficialForm, statistics: readonly Statistic[]): Missing[] {
  if (statistics.length === 0) return [`${form}: the report has words of its tables, but no row of them can be read`]
  return rowsOf(form).flatMap(([table, rows]): Missing[] => {
    const stated = statistics.filter((statistic) => statistic.table === table)
    if (stated.length === 0) return [`${form} ${table}: the table is not there`]
    const seen = new Set(stated.map(({ indicator }) => indicator))
    const absent = rows.filter(({ key }) => !seen.has(key)).map(({ label }) => label)
    const lost = new Set(stated.filter(({ state }) => state === 'lost').map(({ indicator }) => indicator))
    const label = (key: string): string => rows.find((row) => row.key === key)?.label ?? key
    const found: Missing[] = []
    if (absent.length > 0) found.push(`${form} ${table}: rows not found: ${absent.map(coreOf).join('; ')}`)
    if (lost.size > 0)
      found.push(`${form} ${table}: cells lost or without a sure place in: ${[...lost].map(label).join('; ')}`)
    return found
  })
}

const announced = /附(?:件|表)?\s*[一二三\d]?\s*[:：][^\n。]{0,40}(?:统计表|明细表|情况表|报表)/

/** The form that a text announces as its annex; null when it announces none. */
export function announcedForm(text: string): string | null {
  return announced.exec(text)?.[0].trim() ?? null
}
