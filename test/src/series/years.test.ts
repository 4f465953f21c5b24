import { expect, test } from 'vitest'
import { resolveAgency } from '../../../src/agencies/agency.ts'
import { compareYears, type YearOfSeries } from '../../../src/series/years.ts'
import type { Statistic } from '../../../src/statistics/statistic.ts'

function figure(table: Statistic['table'], indicator: string, column: string | null, value: number): Statistic {
  const source = { kind: 'table-cell', where: `${table} ${indicator}` } as const
  const rest = { unit: null, qualifier: null, scope: null, cumulative: false, raw: String(value), source }
  return { form: 'F2021', table, indicator, column, value, state: 'number', ...rest }
}

function year(reportYear: number, name: string, carryIn: number, carryOut: number, valid = 7): YearOfSeries {
  const statistics = [
    figure('t3', 'carry_in', 'tot', carryIn),
    figure('t3', 'carry_out', 'tot', carryOut),
    figure('t2', '行政规范性文件', '本年制发件数', 2),
    figure('t2', '行政规范性文件', '本年废止件数', 1),
    figure('t2', '行政规范性文件', '现行有效件数', valid),
  ]
  const url = `http://www.example.gov.cn/${reportYear}`
  return { url, reportYear, agency: resolveAgency(name, { year: reportYear, division: null }), statistics }
}

const verdicts = (now: YearOfSeries, before: YearOfSeries) =>
  compareYears(now, before).checks.map(({ rule, verdict, left, right, cause }) => [rule, verdict, left, right, cause])

test('what one year carries out the next carries in; what is in force follows from the year before', () => {
  const [before, now] = [year(2021, '洛阳市财政局', 0, 3), year(2022, '洛阳市财政局', 3, 1, 8)]
  expect(verdicts(now, before)).toEqual([
    ['V12', 'holds', 3, 3, null],
    ['V13', 'holds', 8, 8, null],
  ])
  expect(compareYears(now, before).previous).toEqual({ url: before.url, reportYear: 2021 })
})

test('figures that do not follow fail with both sides, and without a cause that nobody knows', () => {
  expect(verdicts(year(2022, '洛阳市财政局', 4, 1), year(2021, '洛阳市财政局', 0, 3))).toEqual([
    ['V12', 'fails', 4, 3, null],
    ['V13', 'fails', 7, 8, null],
  ])
})

test('where the agency was another one the year before, a failure says so', () => {
  const [before, now] = [year(2018, '洛阳市国土资源局', 0, 3), year(2019, '洛阳市自然资源和规划局', 5, 1, 8)]
  expect(verdicts(now, before)[0]).toEqual(['V12', 'fails', 5, 3, 'reorganised: 国土资源局, then 自然资源和规划局'])
})
