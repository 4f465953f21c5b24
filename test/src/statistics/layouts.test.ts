import { describe, expect, test } from 'vitest'
import { tablesOfPage } from '../../../src/statistics/collect.ts'
import { forms } from '../../../src/statistics/forms.ts'
import { readTables, type TablesReading } from '../../../src/statistics/tables.ts'
import { pageOf } from '../reading/page.ts'
import { type Cell, cellsOf, headsOfApplicants, htmlOf, type Rows, rows2014, rowsOfApplicants } from './render.ts'

/* The official forms in layouts that are none of the official ones. */

const form = forms.F2021
/** A figure for every cell, all different, so that one in a wrong place shows. */
const sheet = new Map(cellsOf('F2021').map((name, at) => [name, String(1000 + at)]))
const heads = headsOfApplicants(form)
const body = rowsOfApplicants(form, sheet)

function readHtml(html: string, reportYear: number | null = null): TablesReading {
  return readTables({ text: '', tables: tablesOfPage(pageOf(html)), reportYear })
}

/** What was read, as a sheet. */
function read(rows: Rows): Map<string, string> {
  const { statistics } = readHtml(htmlOf(rows))
  return new Map(statistics.map(({ table, indicator, column, raw }) => [`${table} ${indicator} ${column}`, raw]))
}

const wanted = (keep: (name: string) => boolean): Map<string, string> =>
  new Map([...sheet].filter(([name]) => name.startsWith('t3') && keep(name)))

/** Every cell where its spans put it. */
function filled(rows: Rows): string[][] {
  const grid: string[][] = rows.map(() => [])
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const { text, across = 1, down = 1 } of row) {
      while (grid[y]?.[x] !== undefined) x++
      for (let below = 0; below < down; below++)
        for (let beside = 0; beside < across; beside++) (grid[y + below] ?? [])[x + beside] = text
    }
  }
  return grid
}

const cellsOfRow = (texts: readonly string[]): Cell[] => texts.map((text) => ({ text }))

describe('table 3', () => {
  test('on its side, the applicants below each other: all its cells', () => {
    const grid = filled([...heads, ...body])
    const turned = (grid[0] ?? []).map((_, x) => cellsOfRow(grid.map((row) => row[x] ?? '')))
    expect(read(turned)).toEqual(wanted(() => true))
  })

  test('without a column of totals: the six applicants, and no totals', () => {
    const rows = filled([...heads, ...body]).map((row) => cellsOfRow(row.slice(0, -1)))
    expect(read(rows)).toEqual(wanted((name) => !name.endsWith(' tot')))
  })

  test.each(['总计', '合计', '数量'])('of nothing but totals under %s', (head) => {
    const rows = filled(body).map((row) => cellsOfRow([row[2] ?? '', row.at(-1) ?? '']))
    expect(read([cellsOfRow(['申请情况', head]), ...rows])).toEqual(wanted((name) => name.endsWith(' tot')))
  })

  test('under a head that is none of totals such a column gives nothing', () => {
    const rows = filled(body).map((row) => cellsOfRow([row[2] ?? '', row.at(-1) ?? '']))
    const { statistics } = readHtml(htmlOf([cellsOfRow(['申请情况', '去年']), ...rows]))
    expect(statistics.filter(({ value }) => value !== null)).toEqual([])
  })

  test('a list of other things with 其他 and 总计 under 数量 is not the form', () => {
    const list = [
      ['类别', '数量'],
      ['公开信息', '5'],
      ['其他', '2'],
      ['总计', '7'],
    ].map(cellsOfRow)
    const { statistics } = readHtml(htmlOf([...heads, ...body]) + htmlOf(list))
    expect(statistics.filter(({ indicator, column }) => indicator === 'total' && column === 'tot')).toHaveLength(1)
  })

  const spanless = (rows: Rows): Cell[][] => rows.map((row) => cellsOfRow(row.map(({ text }) => text)))

  test('without any spans: rows of seven cells are counted, for the heads are in the order of the form', () => {
    expect(read([...spanless(heads), ...spanless(body)])).toEqual(wanted(() => true))
  })

  test('without spans and with the heads in another order nothing is given', () => {
    const [top = [], upper = [], lower = []] = spanless(heads)
    const other = [lower[1] ?? { text: '' }, lower[0] ?? { text: '' }, ...lower.slice(2)]
    const { statistics } = readHtml(htmlOf([top, upper, other, ...spanless(body)]))
    expect(statistics.filter(({ value }) => value !== null)).toEqual([])
  })
})

test('table 4 with a row for each block', () => {
  const names = ['行政复议', '未经复议直接起诉', '复议后起诉']
  const five = (key: string): string[] => form.t4.columns.map((column) => sheet.get(`t4 ${key} ${column.key}`) ?? '')
  const rows = [
    ['类别', ...form.t4.columns.map(({ label }) => label)],
    ...form.t4.blocks.map(({ key }, at) => [names[at] ?? '', ...five(key)]),
  ]
  expect(read(rows.map(cellsOfRow))).toEqual(new Map([...sheet].filter(([name]) => name.startsWith('t4'))))
  const unnamed = rows.map(([, ...cells], at) => cellsOfRow([`第${at}类`, ...cells]))
  expect([...read(unnamed).values()].filter((raw) => raw === '1000')).toEqual([])
})

describe('the form of 2014 with columns of two years', () => {
  const of = (year: number) => new Map(cellsOf('F2014').map((name, at) => [name, String(year * 100 + at)]))
  const [now, before] = [rows2014(of(2017)), rows2014(of(2016))]
  const rows = now.map((row, at) => [row[0], row[1], before[at]?.[2], row[2]].map((cell) => cell ?? { text: '' }))
  const html = htmlOf([cellsOfRow(['指标', '单位', '2016年', '2017年']), ...rows.slice(1)])

  test('the one of the report’s year counts', () => {
    const stated = readHtml(html, 2017).statistics.filter(({ state }) => state === 'number')
    expect(stated.map(({ raw }) => raw)).toEqual([...of(2017).values()])
  })

  test('where the year is not known, or is neither, none does', () => {
    for (const year of [null, 2018]) {
      expect(readHtml(html, year).statistics.filter(({ value }) => value !== null)).toEqual([])
    }
  })
})
