import { describe, expect, test } from 'vitest'
import { tablesOfPage } from '../../../src/statistics/collect.ts'
import { forms } from '../../../src/statistics/forms.ts'
import type { Statistic } from '../../../src/statistics/statistic.ts'
import { readTables, type TablesReading } from '../../../src/statistics/tables.ts'
import { pageOf } from '../reading/page.ts'
import {
  cellsOf,
  headsOfApplicants,
  htmlOf,
  type Rows,
  rows2014,
  rowsOfApplicants,
  rowsOfDisputes,
  tablesOf,
} from './render.ts'

/** A sheet whose figures are all different, so that a figure in a wrong place shows. */
function numbered(form: 'F2014' | 'F2019' | 'F2021'): Map<string, string> {
  return new Map(cellsOf(form).map((name, at) => [name, String(1000 + at)]))
}

function readHtml(html: string, reportYear: number | null = null): TablesReading {
  return readTables({ text: '', tables: tablesOfPage(pageOf(html)), reportYear })
}

function readText(text: string, reportYear: number | null = null): TablesReading {
  return readTables({ text, tables: [], reportYear })
}

function find(reading: TablesReading, indicator: string, column: string | null = null): Statistic | undefined {
  return reading.statistics.find((one) => one.indicator === indicator && one.column === column)
}

function raws({ statistics }: TablesReading): string[] {
  return statistics.filter(({ state }) => state !== 'heading').map(({ raw }) => raw)
}

const table = (...rows: readonly (readonly string[])[]): string =>
  htmlOf(rows.map((row) => row.map((text) => ({ text }))))

describe('the form of 2014', () => {
  const rows = rows2014(numbered('F2014'))

  test('rows that the form does not have are kept under the part they stand in', () => {
    const extra = [{ text: '5.政务抖音公开政府信息数' }, { text: '条' }, { text: '77' }]
    const at = rows.findIndex(([first]) => first?.text.startsWith('4.政务微信'))
    const reading = readHtml(htmlOf(rows.toSpliced(at + 1, 0, extra)))
    expect(find(reading, 's1_2:政务抖音公开政府信息数')).toMatchObject({ value: 77, unit: '条' })
    expect(find(reading, 'pd_other')?.raw).toBe(numbered('F2014').get('F2014 pd_other'))
    expect(reading.missing).toEqual([])
  })

  test('two halves printed side by side', () => {
    const [head = [], ...body] = rows
    const left = body.slice(0, 33)
    const beside = left.map((row, at) => [...row, ...(body[33 + at] ?? [{ text: '' }, { text: '' }, { text: '' }])])
    expect(raws(readHtml(htmlOf([[...head, ...head], ...beside])))).toEqual([...numbered('F2014').values()])
  })

  test('without its head the table is known by its labels and units, and that is marked', () => {
    const reading = readHtml(htmlOf(rows.slice(1)))
    expect(raws(reading)).toEqual([...numbered('F2014').values()])
    expect(reading.statistics.every(({ source }) => source.where.includes('by position'))).toBe(true)
  })

  test('a blank below a row that says 无 is told from a blank', () => {
    const sheet = new Map([...numbered('F2014')].map(([name, text]) => [name, /recon_|lit_/.test(name) ? '' : text]))
    sheet.set('F2014 recon_total', '无')
    const reading = readHtml(htmlOf(rows2014(sheet)))
    expect(find(reading, 'recon_total')).toMatchObject({ state: 'none', value: null })
    expect(find(reading, 'recon_upheld')).toMatchObject({ state: 'blank-under-none', value: null })
    expect(find(reading, 'lit_upheld')).toMatchObject({ state: 'blank', value: null })
  })

  test('a picture in a cell, and digits that are not one number, give no value', () => {
    const html = htmlOf(rows).replace('>1000<', '><img src="a.png"><').replace('>1003<', '>10 03<')
    const reading = readHtml(html)
    expect(find(reading, 'pd_total')).toMatchObject({ state: 'image', value: null })
    expect(find(reading, 'pd_gazette')).toMatchObject({ state: 'lost', value: null, raw: '10 03' })
    expect(reading.missing.join()).toContain('政府公报公开政府信息数')
  })

  test('a row that is not there is missed, and no other takes its place', () => {
    const at = rows.findIndex(([first]) => first?.text.startsWith('2.传真'))
    const reading = readHtml(htmlOf(rows.toSpliced(at, 1)))
    expect(find(reading, 'req_fax')).toBeUndefined()
    expect(find(reading, 'req_online')?.raw).toBe(numbered('F2014').get('F2014 req_online'))
    expect(reading.missing).toEqual(['F2014 F2014: rows not found: 传真申请数'])
  })

  test('a text that only mentions some of the rows is no table', () => {
    const reading = readText('全年收到申请数\n12\n其中当面申请数\n3\n同意公开答复数\n9\n')
    expect(reading).toEqual({ form: null, statistics: [], missing: [], annex: null })
  })
})

describe('table 2', () => {
  test('heads that were cut to the same words are told by order, and amounts keep their unit', () => {
    const reading = readHtml(
      table(
        ['信息内容', '本年新', '本年新', '对外公开总数量'],
        ['规章', '1', '2', '3'],
        ['规范性文件', '4', '5', '6'],
      ) + table(['信息内容', '采购项目数量', '采购总金额'], ['政府集中采购', '6', '251000元']),
      2019,
    )
    expect(reading.form).toBe('F2019')
    expect(find(reading, '规章', '本年新公开数量')?.value).toBe(2)
    expect(find(reading, '规范性文件', '对外公开总数量')?.value).toBe(6)
    expect(find(reading, '政府集中采购', '采购总金额')).toMatchObject({ value: 251_000, unit: '元', raw: '251000元' })
  })

  test('columns that stand in another order are told by their names', () => {
    const reading = readHtml(
      table(['信息内容', '现行有效件数', '本年制发件数', '本年废止件数'], ['行政规范性文件', '30', '2', '1']),
    )
    expect(find(reading, '行政规范性文件', '本年制发件数')?.value).toBe(2)
    expect(find(reading, '行政规范性文件', '现行有效件数')?.value).toBe(30)
  })

  test('heads that are none of the form give no figure to its columns', () => {
    const reading = readHtml(
      table(['信息内容', '甲', '乙', '丙'], ['规章', '1', '2', '3'], ['行政规范性文件', '4', '5', '6']) +
        table(['信息内容', '本年处理决定数量'], ['行政许可', '8']),
    )
    expect(find(reading, '规章', '本年制发件数')).toMatchObject({ value: null, state: 'lost' })
    expect(find(reading, '行政许可', '本年处理决定数量')?.value).toBe(8)
  })

  test('rows of a local edition are kept under their clause, the unit of a head with its figure', () => {
    const reading = readHtml(
      table(
        ['第二十条第（五）项', '', ''],
        ['信息内容', '本年处理决定数量', ''],
        ['行政许可', '12', ''],
        ['行政确认', '9', ''],
        ['第二十条第（八）项', '', ''],
        ['信息内容', '本年收费金额（单位：万元）', ''],
        ['行政事业性收费', '96171.6', ''],
      ),
    )
    expect(find(reading, '第二十条第(五)项:行政确认', '本年处理决定数量')?.value).toBe(9)
    expect(find(reading, '行政事业性收费_万元', '本年收费金额')).toMatchObject({ value: 96_171.6, unit: '万元' })
  })
})

describe('table 3', () => {
  const form = forms.F2021
  const sheet = numbered('F2021')
  const [first = [], ...others] = rowsOfApplicants(form, sheet)
  const applicants = [...headsOfApplicants(form), first, ...others]
  const cells = [...sheet].filter(([name]) => name.startsWith('t3')).map(([, text]) => text)

  test('split over pages with its heads repeated', () => {
    const html = htmlOf([...headsOfApplicants(form), first]) + htmlOf([...headsOfApplicants(form), ...others])
    expect(raws(readHtml(html))).toEqual(cells)
  })

  test('split over pages without heads it goes on under those of the first part', () => {
    const reading = readHtml(htmlOf([...headsOfApplicants(form), first]) + htmlOf(others))
    expect(raws(reading)).toEqual(cells)
    expect(reading.statistics.some(({ source }) => source.where.includes('by position'))).toBe(false)
  })

  test('rows whose label lost its span do not keep to the heads: seven cells are read by counting, and marked', () => {
    const shifted: Rows = [...headsOfApplicants(form), first.map((cell) => ({ text: cell.text })), ...others]
    const reading = readHtml(htmlOf(shifted))
    expect(raws(reading)).toEqual(cells)
    expect(find(reading, 'new', 'np')?.source.where).toContain('by position')
    expect(find(reading, 'carry_in', 'np')?.source.where).not.toContain('by position')
  })

  test('with a blank among them such cells cannot be told, and none is given', () => {
    const shifted = first.map((cell, at) => ({ text: at === 3 ? '' : cell.text }))
    const reading = readHtml(htmlOf([...headsOfApplicants(form), shifted, ...others]))
    expect(find(reading, 'new', 'np')).toMatchObject({ value: null, state: 'lost' })
    expect(find(reading, 'carry_in', 'np')?.raw).toBe(sheet.get('t3 carry_in np'))
    expect(reading.missing.join()).toContain('本年新收政府信息公开申请数量')
  })

  test('inside of the tables that lay out a page', () => {
    const html = `<table><tr><td>栏目</td><td><table><tr><td>${'正文'.repeat(20)}${htmlOf(applicants)}</td></tr></table></td></tr></table>`
    expect(raws(readHtml(html))).toEqual(cells)
  })

  test('printed twice, for wide and for narrow screens, its figures are given once', () => {
    expect(raws(readHtml(htmlOf(applicants) + htmlOf(applicants)))).toEqual(cells)
  })

  test('one row of 其他处理 makes it the form of 2019, three that of 2021, whatever the year', () => {
    const old = numbered('F2019')
    const html = htmlOf([...headsOfApplicants(forms.F2019), ...rowsOfApplicants(forms.F2019, old)])
    expect(readHtml(html, 2022).form).toBe('F2019')
    expect(readHtml(htmlOf(applicants), 2020).form).toBe('F2021')
  })
})

describe('table 4', () => {
  const form = forms.F2021
  const sheet = numbered('F2021')
  const disputes = rowsOfDisputes(form, sheet)
  const cells = [...sheet].filter(([name]) => name.startsWith('t4')).map(([, text]) => text)

  test('with no names over its blocks it is read in their order, and marked', () => {
    const heads = form.t4.columns.map(({ label }) => ({ text: label }))
    const reading = readHtml(htmlOf([[...heads, ...heads, ...heads], disputes.at(-1) ?? []]))
    expect(raws(reading)).toEqual(cells)
    expect(reading.statistics.every(({ source }) => source.where.includes('by position'))).toBe(true)
  })

  test('a row that does not keep to the heads gives no figure', () => {
    const data = [{ text: '件数' }, ...(disputes.at(-1) ?? [])]
    const reading = readHtml(htmlOf([...disputes.slice(0, -1), data]))
    expect(reading.statistics.every(({ value, state }) => value === null && state === 'lost')).toBe(true)
  })

  test('left empty, its fifteen cells are blank', () => {
    const reading = readHtml(htmlOf(disputes.slice(0, -1)))
    expect(reading.statistics).toHaveLength(15)
    expect(reading.statistics.every(({ state }) => state === 'blank')).toBe(true)
  })
})

describe('what cannot be had is said', () => {
  test('an annex that is announced and not there', () => {
    const { missing } = readText('特此报告。\n附件：政府信息公开情况统计表\n2019年1月25日')
    expect(missing).toEqual(['announced and not there: 附件：政府信息公开情况统计表'])
  })

  test('one value a line with blanks between: rows that lack a value are lost, full ones are read', () => {
    const full = tablesOf('F2021', numbered('F2021')).flatMap(({ title, rows }) => [
      title,
      ...rows.flatMap((row) => row.map(({ text }) => text)),
    ])
    const { statistics, missing } = readText(
      full.filter((line) => line !== numbered('F2021').get('t3 granted sci')).join('\n'),
    )
    const granted = statistics.filter(({ indicator }) => indicator === 'granted')
    expect(granted.map(({ state }) => state)).toEqual(new Array(7).fill('lost'))
    expect(granted[0]?.raw.split(' ')).toHaveLength(6)
    expect(statistics.filter(({ state }) => state !== 'number')).toHaveLength(7)
    expect(missing).toEqual(['F2021 t3: cells lost or without a sure place in: 予以公开'])
  })

  test('numbers of pages between the lines of a table are no cells', () => {
    const lines = tablesOf('F2019', numbered('F2019')).flatMap(({ title, rows }) => [
      title,
      ...rows.flatMap((row, at) => [
        ...row.map(({ text }) => text),
        ...(at % 10 === 9 ? [`- ${at} -`, '第 3 页 共 9 页'] : []),
      ]),
    ])
    expect(raws(readText(lines.join('\n')))).toEqual([...numbered('F2019').values()])
  })
})

test('whom a table covers is told by the line above it', () => {
  const reading = readHtml(`<p>2015年度全市政府信息公开情况统计表</p>${htmlOf(rows2014(numbered('F2014')))}`)
  expect(reading.statistics.every(({ scope }) => scope === '全市')).toBe(true)
})
