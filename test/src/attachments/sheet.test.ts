import { utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { makeXlsx } from './make/xlsx.ts'
import { readHere } from './read.ts'

const rows = [
  ['青山县政府信息公开情况统计表'],
  ['指标名称', '指标名称', '单位', '统计数'],
  ['主动公开', '政府网站', '条', 1203],
  ['', '政务微博', '条', 0],
  ['填表人：李四'],
]

function sheetOf(): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows)
  sheet['!merges'] = [utils.decode_range('A1:D1'), utils.decode_range('A2:B2'), utils.decode_range('A3:A4')]
  return sheet
}

function book(sheets: Record<string, WorkSheet>): WorkBook {
  return { SheetNames: Object.keys(sheets), Sheets: sheets }
}

function bytesOf(workbook: WorkBook, bookType: 'xlsx' | 'biff8' | 'xlml'): Buffer {
  return Buffer.from(write(workbook, { type: 'buffer', bookType }) as Uint8Array)
}

test.each([
  ['xlsx', 'xlsx', 'a.xlsx'],
  ['xls', 'biff8', 'a.xls'],
  ['et', 'biff8', 'a.et'],
  ['xls', 'xlml', 'a.xls'],
] as const)(
  'a workbook is read as %s from %s, merged cells in all their places',
  async (format, bookType, filename) => {
    const read = await readHere(bytesOf(book({ 统计表: sheetOf() }), bookType), filename)
    expect(read).toMatchObject({ format, problems: [] })
    expect(read.tables).toEqual([
      {
        caption: '青山县政府信息公开情况统计表',
        where: 'sheet 统计表',
        rows: [
          ['指标名称', '指标名称', '单位', '统计数'],
          ['主动公开', '政府网站', '条', '1203'],
          ['主动公开', '政务微博', '条', '0'],
        ],
      },
    ])
    expect(read.text).toMatch(/^青山县政府信息公开情况统计表\n\n\| 指标名称 \|/)
    expect(read.text).toMatch(/\n\n填表人：李四$/)
  },
)

test('figures are read as the sheet shows them', async () => {
  const sheet = utils.aoa_to_sheet([
    ['日期', '金额', '比例'],
    [1, 2, 3],
  ])
  sheet['A2'] = { t: 'n', v: 44_561, z: 'yyyy-mm-dd' }
  sheet['B2'] = { t: 'n', v: 12_345.5, z: '#,##0.00' }
  sheet['C2'] = { t: 'n', v: 0.25, z: '0%' }
  const { tables } = await readHere(bytesOf(book({ 表: sheet }), 'xlsx'), 'a.xlsx')
  expect(tables[0]?.rows[1]).toEqual(['2021-12-31', '12,345.50', '25%'])
})

test('hidden sheets are left out, empty ones are no tables', async () => {
  const workbook = book({ 表: sheetOf(), 底稿: sheetOf(), 空: utils.aoa_to_sheet([]) })
  workbook.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 0 }] }
  const { tables } = await readHere(bytesOf(workbook, 'xlsx'), 'a.xlsx')
  expect(tables.map(({ where }) => where)).toEqual(['sheet 表'])
})

test('a sheet that claims a million rows costs what its cells cost, and rows beyond the limit are told', async () => {
  const line = (row: number, value: string): string =>
    `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${value}</t></is></c><c r="B${row}"><v>${row}</v></c></row>`
  const rows = [line(1, '规章'), line(2, '文件'), line(1_048_576, '尾')]
  const claims = makeXlsx(`<dimension ref="A1:XFD1048576"/><sheetData>${rows.join('')}</sheetData>`)
  const wide = await readHere(claims, 'a.xlsx')
  expect(wide.tables[0]?.rows).toEqual([
    ['规章', '1'],
    ['文件', '2'],
  ])
  const long = utils.aoa_to_sheet(Array.from({ length: 5_100 }, (_, row) => [`第${row}行`, row]))
  const read = await readHere(bytesOf(book({ 长: long }), 'xlsx'), 'a.xlsx')
  expect(read.tables[0]?.rows).toHaveLength(5_000)
  expect(read.problems).toEqual(['cut: only 5000 rows of the sheet 长 were read'])
})

test('tables with more cells than the limit are left out, and that is said', async () => {
  const read = await readHere(bytesOf(book({ 表: sheetOf() }), 'xlsx'), 'a.xlsx', { cells: 10 })
  expect(read.tables).toEqual([])
  expect(read.problems).toEqual(['cut: the table at sheet 表 has too many cells'])
})
