import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { vsbDialect } from '../../../crawlers/dialects/vsb.ts'
import { framed, htmlPage } from '../pages.ts'

const column = 'http://www.anhe.gov.cn/xxgk/nb.htm'
const rows = [2022, 2021, 2020]
  .map(
    (year) =>
      `<li id="line_u13_0"><a href="/info/1032/${year}.htm">安河县林业局${year}年政府信息公开工作年度报告</a><span>${year + 1}-01-20</span></li>`,
  )
  .join('')
const goto = (total: number | string): string =>
  `<a href="javascript:;" onclick="_simple_list_gotopage_fun(${total},&quot;u13_goto&quot;,2)">跳转</a>`
const listHtml = (more: string): string => framed('政府信息公开年报', `<ul>${rows}</ul>${more}`)
const nextOf = (url: string, total: number | string): string[] =>
  vsbDialect.list(htmlPage(url, listHtml(goto(total)))).next.map((request) => new URL(request.url).pathname)

describe('further pages', () => {
  test('are numbered in reverse below the column', () => {
    expect(nextOf(column, 4)).toEqual(['/xxgk/nb/3.htm', '/xxgk/nb/2.htm', '/xxgk/nb/1.htm'])
  })

  test('are the same from any page of the list, the first one among them, but for itself', () => {
    expect(nextOf('http://www.anhe.gov.cn/xxgk/nb/2.htm', 4)).toEqual([
      '/xxgk/nb.htm',
      '/xxgk/nb/3.htm',
      '/xxgk/nb/1.htm',
    ])
    expect(nextOf('http://www.anhe.gov.cn/xxgk/nb/1.htm', 2)).toEqual(['/xxgk/nb.htm'])
  })

  test('are none where there is one page, or the total is no number', () => {
    expect(nextOf(column, 1)).toEqual([])
    expect(nextOf(column, 'total')).toEqual([])
  })

  test('are none that are made up of a program of the site', () => {
    expect(nextOf('http://www.anhe.gov.cn/allMessages.action', 2)).toEqual([])
  })

  test('lie below a column that is a number itself', () => {
    expect(nextOf('http://www.anhe.gov.cn/1032.htm', 3)).toEqual(['/1032/2.htm', '/1032/1.htm'])
  })

  test('of a list that the server makes are counted forwards by parameters', () => {
    const url = 'http://www.anhe.gov.cn/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1276'
    const { next } = vsbDialect.list(htmlPage(url, listHtml(goto(3))))
    expect(next.map((request) => new URL(request.url).searchParams.get('PAGENUM'))).toEqual(['2', '3'])
    expect(next.every((request) => request.url.includes('wbtreeid=1276&totalpage=3'))).toBe(true)
  })

  test('are never more than a column can have', () => {
    expect(nextOf(column, 99999).length).toBeLessThanOrEqual(300)
  })
})

describe('the counter', () => {
  const article = (calls: string, id = 5678) =>
    htmlPage(
      `http://www.anhe.gov.cn/info/1032/${id}.htm`,
      framed('报告', `点击：${calls}<div class="v_news_content"><p>略</p></div>`),
    )
  const call = (id: number): string => `<script>_showDynClicks("wbnews", 1655460640, ${id})</script>`

  test('is asked by the page’s own call, not by those of its neighbours', () => {
    expect(vsbDialect.counter(article(call(99) + call(5678)))?.url).toBe(
      'http://www.anhe.gov.cn/system/resource/code/news/click/dynclicks.jsp?clickid=5678&owner=1655460640&clicktype=wbnews',
    )
    expect(vsbDialect.counter(article(call(99) + call(98)))).toBeNull()
    expect(vsbDialect.counter(article('2168'))).toBeNull()
  })

  test('answers a bare number; anything else is no count', () => {
    expect(vsbDialect.readCounter(' 2168\r\n')).toBe(2168)
    for (const answer of ['', '-', '<html>404</html>', 'error 500', '{"wbshowtimes":3}'])
      expect(vsbDialect.readCounter(answer)).toBeNull()
  })
})

test('its pages are told by the script of the pager, the body’s class or the count’s call', () => {
  const of = (url: string, html: string): string => chooseDialect(htmlPage(url, html)).name
  expect(of(column, listHtml(goto(4)))).toBe('vsb')
  expect(of('http://a.gov.cn/info/1/2.htm', framed('报告', '<div class="v_news_content"><p>略</p></div>'))).toBe('vsb')
  expect(of(column, listHtml(''))).toBe('vsb')
  expect(of('http://a.gov.cn/nb.htm', framed('年报', '<ul><li><a href="/1.htm">年报</a></li></ul>'))).toBe('static')
})
