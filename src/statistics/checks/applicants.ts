import { type FormRow, forms } from '../forms.ts'
import type { Check } from '../statistic.ts'
import { compare, rounded, type Sheet } from './sheet.ts'
import { checkSum, type Part } from './sums.ts'

type Later = 'F2019' | 'F2021'

function part(sheet: Sheet, indicator: string, column: string, name: string): Part {
  const cell = sheet.cell('t3', indicator, column)
  return { name, value: cell?.value ?? null, ...(cell === undefined ? {} : { state: cell.state }) }
}

/** Rows whose numbers are the leaves of 本年度办理结果: no heads, and not the total itself. */
function leavesOf(form: Later): readonly FormRow[] {
  const rows = forms[form].t3.rows
  const parents = new Set(rows.map((row) => row.parent))
  return rows.filter((row) => row.parent !== null && row.key !== 'total' && !parents.has(row.key))
}

/** V1: in each row of table 3, 总计 is the sum of the six kinds of applicants. */
function rowTotals(sheet: Sheet, form: Later): Check[] {
  const { rows, columns } = forms[form].t3
  const applicants = columns.filter((column) => column.key !== 'tot')
  return rows
    .filter((row) => row.kind !== 'head')
    .map((row) =>
      checkSum(
        'V1',
        `table 3, ${row.label}: total over applicants`,
        part(sheet, row.key, 'tot', '总计').value,
        applicants.map((column) => part(sheet, row.key, column.key, column.label)),
      ),
    )
}

/** V2: in each column of table 3, (七)总计 is the sum of the results. */
function resultTotals(sheet: Sheet, form: Later): Check[] {
  return forms[form].t3.columns.map((column) =>
    checkSum(
      'V2',
      `table 3, ${column.label}: (七)总计 over results`,
      part(sheet, 'total', column.key, '总计').value,
      leavesOf(form).map((row) => part(sheet, row.key, column.key, row.label)),
    ),
  )
}

/** V3: in each column of table 3, 本年新收 + 上年结转 = (七)总计 + 结转下年度. */
function carriedOver(sheet: Sheet, form: Later): Check[] {
  return forms[form].t3.columns.map((column) => {
    const value = (indicator: string): number | null => sheet.cell('t3', indicator, column.key)?.value ?? null
    const both = (a: number | null, b: number | null): number | null =>
      a === null || b === null ? null : rounded(a + b)
    const incoming = both(value('new'), value('carry_in'))
    const outgoing = both(value('total'), value('carry_out'))
    return compare('V3', `table 3, ${column.label}: 新收 + 上年结转 = 办理 + 结转下年`, incoming, '=', outgoing)
  })
}

/** V4: in each of the three blocks of table 4, 总计 is the sum of the outcomes. */
function outcomes(sheet: Sheet, form: Later): Check[] {
  const { blocks, columns } = forms[form].t4
  return blocks.map((block) =>
    checkSum(
      'V4',
      `table 4, ${block.label}: total over outcomes`,
      sheet.cell('t4', block.key, 'total')?.value ?? null,
      columns
        .filter((column) => column.key !== 'total')
        .map((column) => ({ name: column.label, value: sheet.cell('t4', block.key, column.key)?.value ?? null })),
    ),
  )
}

/** V1–V4, the identities of tables 3 and 4 of the forms of 2019 and 2021; none when the report has no such table. */
export function checkApplicants(sheet: Sheet): Check[] {
  const formOf = (table: 't3' | 't4'): Later | null => {
    const form = sheet.all.find((one) => one.table === table)?.form
    return form === 'F2019' || form === 'F2021' ? form : null
  }
  const [third, fourth] = [formOf('t3'), formOf('t4')]
  return [
    ...(third === null
      ? []
      : [...rowTotals(sheet, third), ...resultTotals(sheet, third), ...carriedOver(sheet, third)]),
    ...(fourth === null ? [] : outcomes(sheet, fourth)),
  ]
}
