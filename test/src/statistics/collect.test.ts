import { expect, test } from 'vitest'
import { imageMark } from '../../../src/statistics/cells.ts'
import { tablesOfPage } from '../../../src/statistics/collect.ts'
import type { TextTable } from '../../../src/statistics/statistic.ts'
import { pageOf } from '../reading/page.ts'

function collect(html: string): TextTable[] {
  return tablesOfPage(pageOf(`<html><body>${html}</body></html>`))
}

test('a cell that spans others stands in each of them', () => {
  const [table] = collect('<table><tr><td colspan="2" rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>')
  expect(table?.rows).toEqual([
    ['甲', '甲', '乙'],
    ['甲', '甲', '丙'],
  ])
})

test('a text cut by line breaks, paragraphs and inline marks is one cell', () => {
  const [table] = collect(
    '<table><tr><td>商业<br>企业</td><td><p>1</p><p></p></td><td>1<span>2</span>3</td></tr></table>',
  )
  expect(table?.rows).toEqual([['商业 企业', '1', '123']])
})

test('a table inside of another is one of its own, and its text is not in the cell around it', () => {
  const inner = '<table><tr><td>里</td><td>1</td></tr></table>'
  const tables = collect(`<table><tr><td>外${inner}</td><td>2</td></tr></table>`)
  expect(tables.map(({ rows }) => rows)).toEqual([[['外', '2']], [['里', '1']]])
  expect(tables.map(({ where }) => where)).toEqual(['table 1', 'table 2'])
})

test('a picture in a cell is marked, beside a text it is not', () => {
  const [table] = collect('<table><tr><td><img src="a.gif"></td><td>5<img src="b.gif"></td></tr></table>')
  expect(table?.rows).toEqual([[imageMark, '5']])
})

test('the line above is the caption, a paragraph is not', () => {
  const cell = '<table><tr><td>甲</td><td>1</td></tr></table>'
  const long = '本年度我局认真落实各项要求，'.repeat(8)
  const captions = collect(`<p>附表：统计<b>表</b></p>${cell}<p>${long}</p>${cell}<script>var a = '脚本'</script>`).map(
    ({ caption }) => caption,
  )
  expect(captions).toEqual(['附表：统计表', null])
})

test('frames of the page, single columns and code are no tables of figures', () => {
  const article = '正文'.repeat(500)
  const html = `<table><tr><td>栏目</td><td>${article}</td></tr></table><table><tr><td>一列</td></tr></table>
    <table><tr><td><script>x</script></td><td><style>y</style></td></tr></table>`
  expect(collect(html)).toEqual([])
})

test('spans without end and tables in tables in tables are read in bounded time', () => {
  const deep = `${'<table><tr><td>'.repeat(2000)}甲</td><td>1`
  const wide = `<table>${'<tr><td colspan="9999" rowspan="9999">甲</td></tr>'.repeat(300)}</table>`
  expect(collect(deep).length).toBeLessThanOrEqual(2000)
  const cells = collect(wide).reduce((sum, { rows }) => sum + rows.reduce((all, row) => all + row.length, 0), 0)
  expect(cells).toBeLessThan(100_000)
})

test('the mark of a footnote is no digit of the figure, and a table that frames a text is that text', () => {
  const framed = '<table><tr><td><p>12</p></td></tr></table>'
  const [table] = collect(`<table><tr><td>总计</td><td>94<sup>1</sup></td><td>${framed}</td></tr></table>`)
  expect(table?.rows).toEqual([['总计', '94', '12']])
})
