import { describe, expect, test } from 'vitest'
import { empireDialect } from '../../../crawlers/dialects/empire.ts'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { framed, gbkPage, htmlPage } from '../pages.ts'
import { reportHtml, reportRows } from './rows.ts'

const site = 'http://jyj.anhe.gov.cn'
const folder = `${site}/xxgk/nb/`
const rows = reportRows([2022, 2021, 2020], (year) => `${folder}${year}.html`)
const next = (url: string, pager: string): string[] =>
  empireDialect
    .list(gbkPage(url, framed('信息公开年报', `${rows}<div class="epages">${pager}</div>`)))
    .next.map((request) => request.url)
const total = '<a title="总数">&nbsp;<b>25</b> </a>&nbsp;&nbsp;'

describe('further pages', () => {
  test('are files counted from one', () => {
    const pager = `${total}<b>1</b>&nbsp;<a href="/xxgk/nb/index_2.html">2</a>&nbsp;<a href="/xxgk/nb/index_3.html">3</a>&nbsp;<a href="/xxgk/nb/index_2.html">下一页</a>&nbsp;<a href="/xxgk/nb/index_3.html">尾页</a>`
    expect(next(`${folder}index.html`, pager)).toEqual([`${folder}index_2.html`, `${folder}index_3.html`])
  })

  const dynamic = (page: number, word: string, classid = 27): string =>
    `<a href="/e/action/ListInfo/index.php?page=${page}&amp;classid=${classid}&amp;totalnum=25">${word}</a>&nbsp;`
  const url = (page: number): string => `${site}/e/action/ListInfo/index.php?page=${page}&classid=27&totalnum=25`

  test('are made by the list script, counted from zero, behind a first page that is a file', () => {
    expect(next(folder, `${total}<b>1</b>${dynamic(1, '2')}${dynamic(2, '3')}${dynamic(1, '下一页')}`)).toEqual([
      url(1),
      url(2),
    ])
  })

  test('go on from a page of the list script, and do not go back to the first', () => {
    const middle = `${total}${dynamic(0, '首页')}${dynamic(0, '上一页')}${dynamic(0, '1')}<b>2</b>${dynamic(2, '3')}`
    expect(next(url(1), middle)).toContain(url(2))
    expect(next(`${site}/e/action/ListInfo/?classid=27`, `<b>1</b>${dynamic(1, '2')}`)).toEqual([url(1)])
  })

  test('of another column are none of this one', () => {
    expect(next(`${site}/e/action/ListInfo/?classid=27`, dynamic(1, '2', 31))).toEqual([])
  })
})

describe('the counter', () => {
  const counter = (slot: string, more = '') =>
    empireDialect.counter(htmlPage(`${folder}2021-01-20/165.html`, reportHtml(slot, more)))

  test('is the script of clicks, with or without quotes', () => {
    const url = `${site}/e/public/ViewClick/?classid=27&id=165&addclick=1`
    expect(counter('<script src=/e/public/ViewClick/?classid=27&id=165&addclick=1></script>')).toEqual({
      url,
      method: 'GET',
    })
    expect(counter(`<script src="${url.replaceAll('&', '&amp;')}"></script>`)?.url).toBe(url)
  })

  test('is not the same script when it tells of comments and votes', () => {
    expect(counter('<script src="/e/public/ViewClick/?classid=27&id=165&down=2"></script>')).toBeNull()
    expect(counter('<script src="/e/public/ViewClick/?classid=27&id=165&down=5"></script>')).toBeNull()
  })

  test('answers with one line of script', () => {
    expect(empireDialect.readCounter("document.write('491');")).toBe(491)
  })
})

test('pages are known by the folder of the system', () => {
  const form = '<form action="/e/search/index.php" method="post"></form>'
  expect(chooseDialect(htmlPage(folder, framed('年报', rows + form))).name).toBe('empire')
  expect(empireDialect.recognise(htmlPage(folder, framed('年报', rows)))).toBe(0)
})
