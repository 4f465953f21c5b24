import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkStatistics } from '../../../../src/statistics/checks/check.ts'
import type { Check, Statistic } from '../../../../src/statistics/statistic.ts'
import { readTables } from '../../../../src/statistics/tables.ts'
import { shared } from '../../reading/page.ts'
import { cell, said } from './made.ts'

const seeds = shared('seeds')
const reports = shared('reports')

/** Each failing sum of the truth, as the rule that reports it and both of its sides. */
const failures: Readonly<Record<string, readonly string[]>> = {
  '000_bb05577bf5e04ee1.txt': ['V9 1376 845', 'V9 935 845', 'V11 1376 935', 'V11 1920 433', 'V9 39 29'],
  '001_b199cdbee76e2a89.txt': ['V9 8532 8331', 'V11 135 92'],
  '002_795194499476b63a.txt': [
    'V9 221395 165176',
    'V10 51.5 51.418',
    'V10 29.3 3.989',
    'V10 61.9 61.815',
    'V9 781 796',
  ],
  '003_65091cc48e348f9d.txt': [],
  '004_ada6bcccffd3deee.txt': ['V9 1860 1479', 'V11 1 2', 'V11 1479 1030'],
}
/** Told by the truth as digits that were lost, beside the sums. */
const lostDigits = ['V19 8831 64869']

const inShort = (check: Check): string => `${check.rule} ${check.left} ${check.right}`

describe.skipIf(seeds === null)('the checks of the five seeds (skipped when ../shared/seeds is not there)', () => {
  const truth: Record<string, { report_year: number; checks: { ok: boolean | null }[] }> =
    seeds === null ? {} : JSON.parse(readFileSync(join(seeds, 'truth.json'), 'utf8'))

  test.each(Object.keys(truth))('%s: every failing sum is reported, none is invented', (name) => {
    const text = readFileSync(join(seeds ?? '', name), 'utf8')
    const reportYear = truth[name]?.report_year ?? null
    const tables = readTables({ text, tables: [], reportYear })
    const statistics = [...tables.statistics, ...said(text, reportYear ?? 0)]
    const checks = checkStatistics(statistics, { reportYear, form: tables.form ?? 'free' })
    const failed = checks.filter(({ verdict }) => verdict === 'fails').map(inShort)
    const wanted = failures[name] ?? []
    expect(wanted).toHaveLength(truth[name]?.checks.filter(({ ok }) => ok === false).length ?? -1)
    expect(failed.filter((check) => !lostDigits.includes(check)).sort()).toEqual([...wanted].sort())
  })
})

interface City {
  readonly t3: Readonly<Record<string, readonly number[]>>
  readonly t4: readonly number[]
}

function statisticsOf(city: City): Statistic[] {
  const columns = ['np', 'biz', 'sci', 'ngo', 'law', 'oth', 'tot']
  const outcomes = ['upheld', 'corrected', 'other', 'pending', 'total']
  return [
    ...Object.entries(city.t3).flatMap(([key, values]) =>
      columns.map((column, i) => cell('t3', key, column, values[i] ?? null)),
    ),
    ...['recon', 'lit_direct', 'lit_after'].flatMap((block, b) =>
      outcomes.map((column, i) => cell('t4', block, column, city.t4[b * 5 + i] ?? null)),
    ),
  ]
}

test.skipIf(reports === null)(
  'a real city’s tables 3 and 4 obey V1–V4 (skipped when ../shared/reports is not there)',
  () => {
    const city: City = JSON.parse(readFileSync(join(reports ?? '', 'truth', 'huaian_2024.json'), 'utf8'))
    const checks = checkStatistics(statisticsOf(city), { reportYear: 2024, form: 'F2021' })
    expect(checks.filter(({ verdict }) => verdict === 'fails').map(inShort)).toEqual([])
    expect(checks.filter(({ rule, verdict }) => /^V[1-4]$/.test(rule) && verdict === 'holds').length).toBe(
      25 + 7 + 7 + 3,
    )
  },
)
