import { checkStatistics } from '../../../../src/statistics/checks/check.ts'
import type { CheckContext } from '../../../../src/statistics/checks/sheet.ts'
import { readProse } from '../../../../src/statistics/prose/read.ts'
import type { Check, Statistic } from '../../../../src/statistics/statistic.ts'

/** A cell of a table as the readers of tables give it; a missing value is a blank cell. */
export function cell(
  table: 't2' | 't3' | 't4' | 'F2014',
  indicator: string,
  column: string | null,
  value: number | null,
  more: Partial<Statistic> = {},
): Statistic {
  return {
    form: table === 'F2014' ? 'F2014' : 'F2021',
    table,
    indicator,
    column,
    value,
    state: value === null ? 'blank' : 'number',
    unit: null,
    qualifier: null,
    scope: null,
    cumulative: false,
    raw: value === null ? '' : String(value),
    source: { kind: 'table-cell', where: `${table} ${indicator} ${column ?? ''}` },
    ...more,
  }
}

/** Rows of the form of 2014 by their keys. */
export function rows2014(values: Readonly<Record<string, number | null>>): Statistic[] {
  return Object.entries(values).map(([key, value]) => cell('F2014', key, null, value))
}

/** The figures of sentences. */
export function said(text: string, reportYear = 2016): Statistic[] {
  return readProse({ text, tables: [], reportYear })
}

/** The checks of one rule. */
export function checks(
  rule: string,
  statistics: readonly Statistic[],
  context: Partial<CheckContext> = {},
): Pick<Check, 'verdict' | 'left' | 'right' | 'cause'>[] {
  return checkStatistics(statistics, { reportYear: 2016, form: 'free', ...context })
    .filter((check) => check.rule === rule)
    .map(({ verdict, left, right, cause }) => ({ verdict, left, right, cause }))
}

/** The checks that fail, in short: rule, left, right. */
export function failing(statistics: readonly Statistic[], context: Partial<CheckContext> = {}): string[] {
  return checkStatistics(statistics, { reportYear: 2016, form: 'free', ...context })
    .filter((check) => check.verdict === 'fails')
    .map((check) => `${check.rule} ${check.left} ${check.right}`)
}
