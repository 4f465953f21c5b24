import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { longxunDialect } from '../../../crawlers/dialects/longxun.ts'
import { framed, htmlPage } from '../pages.ts'

const column = 'http://www.wanxi.gov.cn/public/column/14981?type=4&catId=7001851&action=list'
const row = (year: number): string =>
  `<li class="clearfix"><a class="title" href="/public/14981/${year}.html" title="皖溪县审计局${year}年政府信息公开工作年度报告">皖溪县审计局${year}年政府信息公开...</a><span class="date">${year + 1}-01-09</span></li>`
const fragment = (...years: number[]): string => `<ul class="xxgk_nav_list">${years.map(row).join('')}</ul>`
const call = (label: string, path = '/wanxi/site/label/8888'): string =>
  `<script>Ls.ajax({ dataType: "html", url: "${path}", data: { labelName: "${label}", siteId: "114", pageSize: 2, pageIndex: index, organId: "14981", type: 4, catIds: "", result: "暂无相关信息", file: "/c1/xxgk/publicInfoList_newest2020", catId: '7001851' } })</script>`
const news = [1, 2, 3, 4]
  .map((n) => `<li><a href="/content/${n}.html">皖溪县审计局召开第${n}次工作会议</a><span>2023-06-0${n}</span></li>`)
  .join('')

const read = (html: string, url = column) => longxunDialect.list(htmlPage(url, html))
const numbersOf = (html: string, url = column) =>
  read(html, url).next.map((request) => new URL(request.url).searchParams.get('pageIndex'))

describe('a column', () => {
  test('asks its own service, by the call of its script, for the first page', () => {
    const { items, next } = read(framed('政府信息公开年报', call('publicInfoList'), `<ul>${news}</ul>`))
    expect(items).toEqual([])
    expect(next).toHaveLength(1)
    const { pathname, searchParams } = new URL(next[0]?.url ?? '')
    expect(pathname).toBe('/wanxi/site/label/8888')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      IsAjax: '1',
      dataType: 'html',
      labelName: 'publicInfoList',
      pageIndex: '1',
      pageSize: '2',
      catIds: '',
      catId: '7001851',
      result: '暂无相关信息',
    })
  })

  test('that brings its first rows and says how many pages there are asks for the others', () => {
    const html = framed(
      '政府信息公开年报',
      `${fragment(2022, 2021)}${call('publicInfoList')}<script>Ls.pagination({ pageCount:4 })</script>`,
    )
    expect(read(html).items).toHaveLength(2)
    expect(numbersOf(html)).toEqual(['2', '3', '4'])
  })

  test('asks nothing by other labels, nor at another site', () => {
    expect(read(framed('年报', call('publicContentDetail'))).next).toEqual([])
    expect(read(framed('年报', call('publicInfoList', 'http://a.example.com/site/label/8888'))).next).toEqual([])
  })
})

describe('a fragment', () => {
  const url = 'http://www.wanxi.gov.cn/site/label/8888?labelName=publicInfoList&pageSize=2&pageIndex=2&catId=7'

  test('gives its rows, and one page more while it is full', () => {
    expect(read(fragment(2020, 2019), url).items[0]).toEqual({
      url: 'http://www.wanxi.gov.cn/public/14981/2020.html',
      title: '皖溪县审计局2020年政府信息公开工作年度报告',
      date: '2021-01-09',
    })
    expect(numbersOf(fragment(2020, 2019), url)).toEqual(['3'])
  })

  test('ends the list when it is not full, or out of range', () => {
    expect(numbersOf(fragment(2020), url)).toEqual([])
    expect(read('<div class="no-data">暂无相关信息</div>', url)).toEqual({ items: [], next: [] })
    expect(read('', url)).toEqual({ items: [], next: [] })
  })

  test('is believed when it says how many pages there are', () => {
    expect(numbersOf(`${fragment(2020, 2019)}<script>Ls.page({pageCount:2})</script>`, url)).toEqual([])
    expect(numbersOf(`${fragment(2020, 2019)}<script>Ls.page({pageCount:4})</script>`, url)).toEqual(['3', '4'])
  })

  test('does not go on for ever', () => {
    expect(numbersOf(fragment(2020, 2019), url.replace('pageIndex=2', 'pageIndex=300'))).toEqual([])
  })
})

describe('the counter', () => {
  const article = (script: string, id = 81) =>
    htmlPage(
      'http://www.wanxi.gov.cn/public/14981/81.html',
      framed('报告', `<i class="j-info-hit" data-setting="{infoId:${id}}"></i><script>${script}</script>`),
    )

  test('is asked where the page’s own text says whom to ask for this article', () => {
    expect(longxunDialect.counter(article(`Ls.ajaxGet({ url: '/content/hit?isJson=true&infoId=81' })`))?.url).toBe(
      'http://www.wanxi.gov.cn/content/hit?isJson=true&infoId=81',
    )
    expect(longxunDialect.counter(article(`Ls.ajaxGet({ url: '/content/hit?infoId=' + id })`))?.url).toContain(
      'infoId=81',
    )
  })

  test('is not guessed: not for another article, by another request, or where no address stands', () => {
    expect(longxunDialect.counter(article(`a({ url: '/content/hit?infoId=99' })`))).toBeNull()
    expect(
      longxunDialect.counter(article(`a({ url: '/site/label/8888?labelName=publicContentDetail&contentId=81' })`)),
    ).toBeNull()
    expect(longxunDialect.counter(article(''))).toBeNull()
  })

  test('answers JSON or a bare number; anything else is no count', () => {
    expect(longxunDialect.readCounter('{"status":1,"data":64}')).toBe(64)
    expect(longxunDialect.readCounter('64')).toBe(64)
    for (const text of ['{"status":0,"desc":"不存在"}', '{"data":null}', '<html>404</html>', ''])
      expect(longxunDialect.readCounter(text)).toBeNull()
  })
})

test('its pages are told by their labels, its service, or the slot of the count', () => {
  const of = (url: string, html: string): string => chooseDialect(htmlPage(url, framed('年报', html))).name
  expect(of(column, call('publicInfoList'))).toBe('longxun')
  expect(of('http://a.gov.cn/1.html', '<!--StartLabelHtml_linkList_1--><!--EndLabelHtml_linkList_1-->')).toBe('longxun')
  expect(of('http://a.gov.cn/1.html', '<i class="j-info-hit" data-setting="{infoId:1}"></i>')).toBe('longxun')
  expect(of('http://a.gov.cn/public/notice.html', '<p>略</p>')).toBe('static')
})
