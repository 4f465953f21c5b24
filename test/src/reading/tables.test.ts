import { getElementsByTagName } from 'domutils'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDataTable, readTable, toMarkdown } from '../../../src/reading/tables.ts'
import { pageOf } from './page.ts'

function tableOf(html: string) {
  const [table] = getElementsByTagName('table', pageOf(html).document)
  if (table === undefined) throw new Error('the fixture has no table')
  return table
}

describe('a table of data', () => {
  test('has its spans resolved: the text once, in the upper left cell', () => {
    const table = tableOf(`<table><tr><td rowspan="2">项目</td><td colspan="2">申请人情况</td></tr>
      <tr><td>自然人</td><td>法人</td></tr><tr><td>新收</td><td>3</td><td>0</td></tr></table>`)
    expect(readTable(table)).toEqual([
      ['项目', '申请人情况', ''],
      ['', '自然人', '法人'],
      ['新收', '3', '0'],
    ])
  })

  test('becomes Markdown, a bar in a cell escaped', () => {
    expect(
      toMarkdown([
        ['指标', '数量'],
        ['规章|文件', '2'],
      ]),
    ).toBe('| 指标 | 数量 |\n| --- | --- |\n| 规章\\|文件 | 2 |')
  })

  test('keeps rows and cells that were never closed', () => {
    const table = tableOf('<table><tr><td>指标<td>数量<tr><td>收到申请数<td>4</table>')
    expect(readTable(table)).toEqual([
      ['指标', '数量'],
      ['收到申请数', '4'],
    ])
  })

  test('is always a rectangle, whatever its spans', () => {
    const cell = fc.record({ width: fc.integer({ min: 0, max: 99 }), height: fc.integer({ min: 0, max: 300 }) })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const html = rows
          .map(
            (row) =>
              `<tr>${row.map((c, at) => `<td colspan="${c.width}" rowspan="${c.height}">格${at}</td>`).join('')}</tr>`,
          )
          .join('')
        const grid = readTable(tableOf(`<table>${html}</table>`))
        expect(new Set(grid.map((row) => row.length)).size).toBeLessThanOrEqual(1)
        const cells = rows.flat().length
        expect(grid.flat().filter((text) => text !== '')).toHaveLength(cells)
      }),
    )
  })

  test('is told from a table that lays out the page', () => {
    expect(
      isDataTable(tableOf('<table><tr><td>栏目</td><td><table><tr><td>内</td></tr></table></td></tr></table>')),
    ).toBe(false)
    expect(isDataTable(tableOf('<table><tr><td>正文在一个格子里</td></tr><tr><td>第二行</td></tr></table>'))).toBe(
      false,
    )
    expect(
      isDataTable(tableOf('<table><tr><td>指标</td><td>数量</td></tr><tr><td>收到</td><td>1</td></tr></table>')),
    ).toBe(true)
  })
})
