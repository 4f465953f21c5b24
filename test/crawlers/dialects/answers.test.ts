import { describe, expect, test } from 'vitest'
import type { Asked } from '../../../crawlers/dialects/dialect.ts'
import { staticDialect } from '../../../crawlers/dialects/static.ts'
import { framed, htmlPage } from '../pages.ts'
import { reportRows } from './rows.ts'

const service = 'http://lyj.anhe.gov.cn/api/list?page=1&size=3'
const asked: Asked = { url: service, method: 'GET', from: 'http://lyj.anhe.gov.cn/nb/', depth: 1 }
const rows = reportRows([2023, 2022, 2021], (year) => `/nb/${year}.html`)
const reports = [2023, 2022, 2021].map((year) => ({
  url: `http://lyj.anhe.gov.cn/nb/${year}.html`,
  title: `安河县林业局${year}年政府信息公开工作年度报告`,
  date: `${year + 1}-01-20`,
}))

const read = (text: string) => staticDialect.list(htmlPage(service, text), asked)

describe('an answer with markup in a text', () => {
  test.each([
    ['under some name', JSON.stringify({ code: 0, result: rows })],
    ['in a call', `show(${JSON.stringify({ data: { list: rows } })});`],
    ['in an array behind a word', JSON.stringify(['SUCCESS', rows])],
    ['row by row', JSON.stringify({ rows: rows.split('\n') })],
  ])('has its rows: %s', (_, text) => {
    expect(read(text).items).toEqual(reports)
  })

  test('names its other pages by how many rows there are', () => {
    const urls = read(JSON.stringify({ total: 8, html: rows })).next.map(({ url }) => url)
    expect(urls).toEqual([2, 3].map((page) => service.replace('page=1', `page=${page}`)))
  })

  test('has none where there are none: the list is at its end', () => {
    expect(read(JSON.stringify({ total: 0, html: '' }))).toEqual({ items: [], next: [] })
    expect(read(JSON.stringify({ total: 8, html: '<p>没有找到相关内容</p>' }))).toEqual({ items: [], next: [] })
  })
})

describe('an answer that says nothing of the others', () => {
  const urls = (text: string, from = asked) =>
    staticDialect.list(htmlPage(from.url, text), from).next.map(({ url }) => url)
  const second = { ...asked, url: service.replace('page=1', 'page=2') }

  test.each([
    ['data', JSON.stringify({ rows: reports })],
    ['a part of a page', rows],
  ])('is asked after until there is none: %s', (_, text) => {
    expect(urls(text)).toEqual([second.url])
    expect(urls(text, second)).toContain(service.replace('page=1', 'page=3'))
    expect(urls('{"rows":[]}', second)).toEqual([])
  })

  test('is the last one where it is not full, or has no number', () => {
    const [first] = reports
    expect(urls(JSON.stringify({ rows: [first] }))).toEqual([])
    expect(urls(JSON.stringify({ rows: reports }), { ...asked, url: 'http://lyj.anhe.gov.cn/api/list' })).toEqual([])
  })
})

test('rows behind those of a page are asked for by the call for a page of a list, where there is a place to press for it', () => {
  const script = `<script>var pageNo = 1; function more() { $.get('/api/more?cid=8&pageNo=' + pageNo, show) }</script>`
  const nextOf = (press: string) =>
    staticDialect
      .list(htmlPage('http://lyj.anhe.gov.cn/nb/', framed('政府信息公开年报-安河县林业局', rows + press + script)))
      .next.map(({ url }) => url)
  expect(nextOf('<a href="javascript:more()">加载更多</a>')).toEqual(['http://lyj.anhe.gov.cn/api/more?cid=8&pageNo=1'])
  expect(nextOf('<a href="javascript:more()">联系我们</a>')).toEqual([])
})

describe('a list in XML', () => {
  test.each([
    [
      'parts',
      ({ title, url, date }: (typeof reports)[0]) =>
        `<item><title>${title}</title><link>${url}</link><pubDate>${date}</pubDate></item>`,
    ],
    [
      'sealed parts',
      ({ title, url, date }: (typeof reports)[0]) =>
        `<d><TITLE><![CDATA[${title}]]></TITLE><URL><![CDATA[${url}]]></URL><DATE>${date}</DATE></d>`,
    ],
    [
      'attributes',
      ({ title, url, date }: (typeof reports)[0]) => `<row title="${title}" url="${url}" pubdate="${date}"/>`,
    ],
  ])('has its rows: by %s', (_, row) => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<list><name>年报</name>${reports.map(row).join('')}</list>`
    expect(read(text).items).toEqual(reports)
  })

  test('is no page that only begins like one', () => {
    const page = `<?xml version="1.0"?><!DOCTYPE html><html><head><title>年报</title></head><body>${rows}</body></html>`
    expect(read(page).items).toEqual(reports)
  })
})

describe('rows that the script of a column writes', () => {
  const column = (script: string) =>
    staticDialect
      .list(
        htmlPage(
          'http://lyj.anhe.gov.cn/nb/',
          framed('政府信息公开年报-安河县林业局', `<div id="l"><script>${script}</script></div>`),
        ),
      )
      .items.map(({ url }) => url)

  test('are rows, as far as they stand written', () => {
    const pieces = rows.split('\n').map((row) => `document.write('${row}');`)
    expect(column(pieces.join('\n'))).toEqual(reports.map(({ url }) => url))
    const made = `document.write('<li><a href="/nb/' + id + '.html">安河县林业局2020年政府信息公开工作年度报告</a></li>')`
    expect(column(`${pieces.join('\n')}\n${made}`)).toEqual(reports.map(({ url }) => url))
  })

  test('are none where they are of something else', () => {
    expect(
      column(`document.write('<ul><li><a href="/a/">友情链接一</a></li><li><a href="/b/">友情链接二</a></li></ul>')`),
    ).toEqual([])
  })
})
