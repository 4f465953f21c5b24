import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAttachment } from '../../../src/attachments/readers.ts'
import { tablesOfPage } from '../../../src/statistics/collect.ts'
import { forms } from '../../../src/statistics/forms.ts'
import type { Statistic } from '../../../src/statistics/statistic.ts'
import { readTables, type TablesReading } from '../../../src/statistics/tables.ts'
import { decodeFile, pageOf, shared } from '../reading/page.ts'

const seeds = shared('seeds')
const reports = shared('reports')

interface SeedRow {
  readonly key: string
  readonly value: number | null
  readonly state: string
  readonly unit_cell: string
  readonly raw: string
}

const states: Readonly<Record<string, string>> = {
  head: 'heading',
  none_word: 'none',
  blank_under_none: 'blank-under-none',
}

describe.skipIf(seeds === null)('the seed with a table (skipped when ../shared/seeds is not there)', () => {
  test('all 65 rows have the value, state, unit and raw text that they should', () => {
    const folder = seeds ?? ''
    const name = '004_ada6bcccffd3deee.txt'
    const truth: { table: SeedRow[] } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))[name]
    const text = readFileSync(join(folder, name), 'utf8')
    const { form, statistics, missing } = readTables({ text, tables: [], reportYear: 2015 })
    expect(form).toBe('F2014')
    const told = statistics.map(({ indicator, value, state, unit, raw }) => ({ indicator, value, state, unit, raw }))
    const wanted = truth.table.map(({ key, value, state, unit_cell, raw }) => ({
      indicator: key,
      value,
      state: states[state] ?? state,
      unit: unit_cell === '' || unit_cell === '——' ? null : unit_cell,
      raw,
    }))
    expect(told).toEqual(wanted)
    expect(missing).toEqual([])
  })
})

interface ReportTruth {
  readonly form: string
  readonly t2: Readonly<Record<string, number | string | readonly (number | string)[]>>
  readonly t3: Readonly<Record<string, readonly (number | null)[]>>
  readonly t4: readonly (number | null)[]
}

function truthOf(name: string): ReportTruth {
  return JSON.parse(readFileSync(join(reports ?? '', 'truth', name), 'utf8'))
}

function values(statistics: readonly Statistic[], table: string, indicator: string): (number | null)[] {
  return statistics.filter((one) => one.table === table && one.indicator === indicator).map(({ value }) => value)
}

function expectTruth({ form, statistics }: TablesReading, truth: ReportTruth, tables: readonly string[]): void {
  expect(form).toBe(truth.form)
  const told = (table: string): Set<string> =>
    new Set(statistics.filter((one) => one.table === table).map(({ indicator }) => indicator))
  if (tables.includes('t2')) {
    for (const [key, cells] of Object.entries(truth.t2)) {
      const wanted = [cells].flat().map((cell) => (typeof cell === 'string' ? Number.parseFloat(cell) : cell))
      expect(values(statistics, 't2', key), key).toEqual(wanted)
    }
    expect([...told('t2')]).toEqual(Object.keys(truth.t2))
  }
  for (const [key, cells] of Object.entries(truth.t3)) expect(values(statistics, 't3', key), key).toEqual(cells)
  expect([...told('t3')]).toEqual(Object.keys(truth.t3))
  const t4 = forms.F2021.t4.blocks.flatMap(({ key }) => values(statistics, 't4', key))
  expect(t4).toEqual(truth.t4)
}

describe.skipIf(reports === null)('genuine reports (skipped when ../shared/reports is not there)', () => {
  test('a form of 2019 with blank totals: they stay blank, nothing is filled in', () => {
    const html = decodeFile(join(reports ?? '', 'shanghai_office_2019_tables34.html'))
    const read = readTables({ text: '', tables: tablesOfPage(pageOf(html)), reportYear: 2019 })
    expectTruth(read, truthOf('shanghai_office_2019.json'), [])
    const blank = read.statistics.filter(
      ({ table, column, state }) => table === 't3' && column === 'tot' && state === 'blank',
    )
    expect(blank).toHaveLength(19)
    expect(read.statistics.every(({ value, state }) => (value === null) === (state === 'blank'))).toBe(true)
  })

  test('a PDF of 2024: all 25 × 7, table 2 and table 4, from its tables and from its text', async () => {
    const bytes = readFileSync(join(reports ?? '', 'huaian-2024.pdf'))
    const { text, tables } = await readAttachment(bytes, { filename: 'huaian-2024.pdf', mediaType: null })
    for (const input of [
      { text, tables },
      { text, tables: [] },
    ]) {
      const read = readTables({ ...input, reportYear: 2024 })
      expectTruth(read, truthOf('huaian_2024.json'), ['t2'])
      expect(read.statistics.filter(({ table }) => table === 't3')).toHaveLength(25 * 7)
      expect(read.missing).toEqual([])
    }
  })

  test('the empty form of 2021 as a Word file: every cell is blank', async () => {
    const bytes = readFileSync(join(reports ?? '', 'template-2021.docx'))
    const { text, tables } = await readAttachment(bytes, { filename: 'template-2021.docx', mediaType: null })
    const { form, statistics, missing } = readTables({ text, tables, reportYear: null })
    expect(form).toBe('F2021')
    expect(statistics).toHaveLength(10 + 175 + 15)
    expect(statistics.every(({ state, value }) => state === 'blank' && value === null)).toBe(true)
    expect(missing).toEqual([])
  })
})

/** An excerpt without the lines that say where it is from. */
function excerpt(name: string): string {
  return readFileSync(join(reports ?? '', 'excerpts', name), 'utf8').replace(/^# .*\n/gm, '')
}

function readExcerpt(name: string, reportYear: number): TablesReading {
  return readTables({ text: excerpt(name), tables: [], reportYear })
}

/** Rows of a table as `indicator: figures`, in their order. */
function rowsTold({ statistics }: TablesReading, table: string): string[] {
  const rows = new Map<string, string[]>()
  for (const { indicator, value, state } of statistics.filter((one) => one.table === table))
    rows.set(indicator, [...(rows.get(indicator) ?? []), value === null ? state : String(value)])
  return [...rows].map(([indicator, cells]) => `${indicator}: ${cells.join(' ')}`)
}

describe.skipIf(reports === null)('excerpts of flattened reports (skipped when ../shared/reports is not there)', () => {
  test('a bar a cell and heads that were cut', () => {
    const read = readExcerpt('handan_commerce_2020_pipes.txt', 2020)
    expect(rowsTold(read, 't2')).toEqual([
      '规章: 0 0 0',
      '规范性文件: 1 1 1',
      '行政许可: 0 0 0',
      '其他对外管理服务事项: 0 0 0',
      '行政处罚: 0 0 0',
      '行政强制: 0 0 0',
      '行政事业性收费: 0 0',
      '政府集中采购: 0 0',
    ])
    expect(read.statistics.filter(({ source }) => source.where.includes('by position'))).toHaveLength(6)
  })

  test('ragged pipes, a row a line', () => {
    const read = readExcerpt('hongqiao_2022_pipes.txt', 2022)
    expect(read.form).toBe('F2021')
    expect(rowsTold(read, 't2')).toEqual([
      '规章: 0 0 0',
      '行政规范性文件: 0 0 0',
      '行政许可: 1517',
      '行政处罚: 0',
      '行政强制: 0',
      '行政事业性收费_万元: 0',
    ])
    expect(rowsTold(read, 't3')).toEqual(['new: 1 0 0 0 0 3 4', 'carry_in: 0 0 0 0 0 0 0', 'granted: 1 0 0 0 0 3 4'])
  })

  test('signed changes', () => {
    const read = readExcerpt('wuhai_miit_2020_signed.txt', 2020)
    expect(rowsTold(read, 't2').slice(2)).toEqual([
      '行政许可: 1 0 0',
      '其他对外管理服务事项: 2 2 114',
      '行政处罚: 25 -1 0',
      '行政强制: 0 0 0',
    ])
    expect(read.statistics.find(({ value, column }) => value === 2 && column === '本年增/减')?.raw).toBe('+2')
  })

  test('one value a line', () => {
    const read = readExcerpt('yanta_2020_lines.txt', 2020)
    expect(rowsTold(read, 't2')).toHaveLength(8)
    expect(rowsTold(read, 't3').map((row) => row.split(':')[0])).toEqual([
      'new',
      'carry_in',
      'granted',
      'partial',
      'den_state_secret',
    ])
    expect(read.statistics.every(({ value }) => value === 0)).toBe(true)
  })

  test('heads turned upright: the fifteen figures, marked as told by position', () => {
    const read = readExcerpt('wendeng_audit_2020_vertical.txt', 2020)
    expect(rowsTold(read, 't3')).toEqual(['carry_out: 0 0 0 0 0 0 0'])
    expect(rowsTold(read, 't4')).toEqual(['recon: 0 0 0 0 0', 'lit_direct: 0 0 0 0 0', 'lit_after: 0 0 0 0 0'])
    expect(read.statistics.every(({ source }) => source.where.includes('by position'))).toBe(true)
  })

  test('repeated lines dropped: no figure is given, and it is said why', () => {
    const read = readExcerpt('xiongxian_2019_deduplines.txt', 2019)
    expect(read.statistics.every(({ value, state }) => value === null && state === 'lost')).toBe(true)
    expect(read.missing.some((reason) => reason.includes('repeats no line'))).toBe(true)
  })

  test('a local form of 2008 without figures: nothing is given, and it is said why', () => {
    const { form, statistics, missing } = readExcerpt('dingxi_2008_template.txt', 2008)
    expect({ form, statistics, missing: missing.length }).toEqual({ form: null, statistics: [], missing: 1 })
  })

  test.each(['hijack_365bet_liaoning_2022.txt', 'lost_chars.txt'])('%s has no tables: nothing is given', (name) => {
    expect(readExcerpt(name, 2022)).toEqual({ form: null, statistics: [], missing: [], annex: null })
  })
})

test.runIf(seeds === null || reports === null)('says that shared material is missing', () => {
  console.warn('../shared/seeds or ../shared/reports is not there: genuine reports were not read')
  expect(seeds === null || reports === null).toBe(true)
})
