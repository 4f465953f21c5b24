import { describe, expect, test } from 'vitest'
import { chooseDialect, dialectNamed } from '../../../crawlers/dialects/index.ts'
import { framed, htmlPage } from '../pages.ts'

const url = 'http://www.qinghe.gov.cn/xxgk/gkmlList.html?catalog=7'
const read = (table: string) => dialectNamed('gkml').list(htmlPage(url, `<html><body>${table}</body></html>`)).items
const title = '清河县2020年政府信息公开工作年度报告'

describe('columns are mapped by their header', () => {
  test.each([
    [
      'the link in the index number, two dates',
      `<table><tr><th>索 引 号</th><th>信息名称</th><th>成文日期</th><th>公开日期</th></tr>
       <tr><td><a href="c/1.html">0152/2021-01</a></td><td>${title}</td><td>2021-01-04</td><td>2021-01-15</td></tr></table>`,
    ],
    [
      'the link behind 查看, the date first',
      `<table><tr><td>发布日期</td><td>标题</td><td>操作</td><td>有效期至</td></tr>
       <tr><td>2021-01-15</td><td>${title}</td><td><a href="c/1.html">查看</a></td><td>2026-01-15</td></tr></table>`,
    ],
    [
      'a title cut short, a row above the header',
      `<table><tr><td colspan="3">政府信息公开目录</td></tr><tr><td>序号</td><td>文件名称</td><td>生成日期</td></tr>
       <tr><td>1</td><td><a href="c/1.html" title="${title}">清河县2020年政府信息公开...</a></td><td>2021-01-15</td></tr></table>`,
    ],
  ])('%s', (_, table) =>
    expect(read(table)).toEqual([{ url: 'http://www.qinghe.gov.cn/xxgk/c/1.html', title, date: '2021-01-15' }]),
  )

  test('rows without a link, and a header without a title, are no list', () => {
    expect(read('<table><tr><th>索引号</th><th>名称</th></tr><tr><td>1</td><td>甲</td></tr></table>')).toEqual([])
    expect(read('<table><tr><th>项目</th><th>数量</th></tr><tr><td>条</td><td>3</td></tr></table>')).toEqual([])
  })
})

describe('a page around the list', () => {
  const outer = (frame: string) =>
    htmlPage('http://www.qinghe.gov.cn/xxgk/ndbg.html', framed('政府信息公开年报', frame))

  test('gives its frame to be asked for', () => {
    const page = outer('<iframe src="gkmlList.html?catalog=7" width="100%"></iframe>')
    expect(chooseDialect(page).name).toBe('gkml')
    expect(chooseDialect(page).list(page)).toEqual({ items: [], next: [{ url, method: 'GET' }] })
  })

  test.each([
    '<iframe src="http://www.elsewhere.com/gkmlList.html"></iframe>',
    '<iframe src="/gkml/tongji.html" width="0" height="0"></iframe>',
    '<iframe src="/gkml/list.html" style="display: none"></iframe>',
    '<iframe src="/weather.html"></iframe>',
  ])('but not %s', (frame) => expect(dialectNamed('gkml').list(outer(frame)).next).toEqual([]))
})
