import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { jpaasDialect } from '../../../crawlers/dialects/jpaas.ts'
import { framed, htmlPage } from '../pages.ts'

const service = '/api-gateway/jpaas-publish-server/front/page/build/unit'
const column = 'http://www.linshui.gov.cn/zwgk/nb/index.html'

const queryOf = (tag: string, type = 'column'): string =>
  `{'parseType':'bulidstatic','webId':'8d82','tplSetId':'2097','pageType':'${type}','tagId':'${tag}','editType':'null','pageId':'ab12'}`
const unit = (tag: string, type?: string): string =>
  `<script id="u1" src="/cms_files/unitbuild.js" url="${service}" queryData="${queryOf(tag, type)}"></script>`
const row = (year: number): string =>
  `<li class="cf"><a href="/zwgk/nb/art/${year}/art_${'0'.repeat(28)}${year}.html" title="临水市水利局${year}年政府信息公开工作年度报告">临水市水利局${year}年政府信...</a><span>${year + 1}-01-11</span></li>`
const rows = [2022, 2021, 2020].map(row).join('')
const pager = (page: number, count: number | string): string =>
  `<div class="pagination" querydata="${queryOf('当前栏目_list')}" rows="3" count="${count}" pageno="${page}" unitid="x" uniturl="${service}"></div>`
const answer = (html: string): string => JSON.stringify({ success: true, code: '200', data: { html } })
const news = [1, 2, 3, 4]
  .map((n) => `<li><a href="/xw/${n}.html">临水市水利局召开第${n}次防汛工作会议</a><span>2023-06-0${n}</span></li>`)
  .join('')

const read = (html: string, url = column) => jpaasDialect.list(htmlPage(url, html))
const numbersOf = (html: string, url = column) =>
  read(html, url).next.map((request) => JSON.parse(new URL(request.url).searchParams.get('paramJson') ?? '{}'))

describe('a page that is put together by script', () => {
  test('asks for its list unit with the query as it stands, and takes nothing from the boxes beside it', () => {
    const html = framed(
      '政府信息公开年报',
      unit('当前栏目_list'),
      `<ul>${news}</ul>${unit('栏目导航')}${unit('最新动态')}`,
    )
    const { items, next } = read(html)
    expect(items).toEqual([])
    expect(next).toHaveLength(1)
    const query = new URL(next[0]?.url ?? '').searchParams
    expect(next[0]?.url).toMatch(/^http:\/\/www\.linshui\.gov\.cn\/api-gateway\/jpaas-publish-server\//)
    expect([query.get('tagId'), query.get('pageId'), query.get('paramJson')]).toEqual(['当前栏目_list', 'ab12', null])
  })

  test('reads a query in double quotes and entities', () => {
    const html = unit('右侧内容').replace(
      /queryData="([^"]*)"/,
      (_, query: string) => `queryData="${query.replaceAll("'", '&quot;')}"`,
    )
    expect(new URL(read(framed('年报', html)).next[0]?.url ?? '').searchParams.get('tagId')).toBe('右侧内容')
  })

  test('keeps the rows that it brings itself, and asks for the rest of them', () => {
    const html = framed('政府信息公开年报', `<ul>${rows}</ul>${pager(1, 7)}${unit('当前栏目_list')}`)
    expect(read(html).items).toHaveLength(3)
    expect(numbersOf(html)).toEqual([
      { pageNo: 2, pageSize: 3 },
      { pageNo: 3, pageSize: 3 },
    ])
  })

  test('asks for nothing where it is an article, or where the service is another site’s', () => {
    expect(read(framed('报告', unit('文章正文2', 'article'))).next).toEqual([])
    const foreign = unit('当前栏目_list').replace(`url="${service}"`, `url="http://unit.example.com${service}"`)
    expect(read(framed('年报', foreign)).next).toEqual([])
  })
})

describe('the answer of a unit', () => {
  const url = `http://www.linshui.gov.cn${service}?pageId=ab12&tagId=x`

  test('gives its rows, and by its pager all further pages', () => {
    const body = answer(`<div class="page-content"><ul>${rows}</ul></div>${pager(1, 8)}`)
    const { items } = read(body, url)
    expect(items[0]).toEqual({
      url: `http://www.linshui.gov.cn/zwgk/nb/art/2022/art_${'0'.repeat(28)}2022.html`,
      title: '临水市水利局2022年政府信息公开工作年度报告',
      date: '2023-01-11',
    })
    expect(numbersOf(body, url).map(({ pageNo }) => pageNo)).toEqual([2, 3])
  })

  test('whose pager is a script tells its further pages too', () => {
    const script = `<script>page({ rows: "3", count: "8", pageNo: "1" })</script>`
    expect(numbersOf(answer(`<ul>${rows}</ul>${script}`), url)).toEqual([
      { pageNo: 2, pageSize: 3 },
      { pageNo: 3, pageSize: 3 },
    ])
    expect(read(answer(`<ul>${rows}</ul>${script}`), url).next[0]?.url).toContain('pageId=ab12&tagId=x&paramJson=')
  })

  test('says a search again that it was asked with', () => {
    const asked = `${url}&paramJson=${encodeURIComponent('{"pageNo":2,"pageSize":3,"search":"{}"}')}`
    expect(numbersOf(answer(`<ul>${rows}</ul>${pager(2, 9)}`), asked)).toEqual([
      { pageNo: 3, pageSize: 3, search: '{}' },
    ])
  })

  test('ends with its last page, and with a page that is out of range', () => {
    expect(numbersOf(answer(`<ul>${rows}</ul>${pager(1, 3)}`), url)).toEqual([])
    expect(read(answer('<ul></ul>'), url)).toEqual({ items: [], next: [] })
  })

  test('that is an error, half an answer or has no HTML gives nothing', () => {
    for (const body of ['{"success":false,"code":"500","data":null}', '{"data":{"ht', '{}', '"x"', 'error'])
      expect(read(body, url).items).toEqual([])
  })

  test('with a total that is no number has no further pages', () => {
    expect(read(answer(`<ul>${rows}</ul>${pager(1, '很多')}`), url).next).toEqual([])
  })
})

test('its pages are told by the service, also where their addresses are those of JCMS', () => {
  const of = (url: string, html: string): string => chooseDialect(htmlPage(url, html)).name
  expect(of(column, framed('年报', unit('list')))).toBe('jpaas')
  const article = framed('报告', `${unit('相关', 'article')}<a href="/col/col1/index.html">年报</a>`)
  expect(of('http://a.gov.cn/art/2023/1/17/art_1229512852_59012345.html', article)).toBe('jpaas')
  expect(of('http://a.gov.cn/a/art/2020/art_14730801a8ae49e99b132c83575b7810.html', framed('报告', '<p>略</p>'))).toBe(
    'jpaas',
  )
})

test('the counter is the one it took over from JCMS, and its answer a number only', () => {
  const script = '<script src="/vc/vc/interface/artcount/artcount.jsp?i_columnid=12&i_articleid=345"></script>'
  const page = htmlPage('http://a.gov.cn/art/2023/1/17/art_12_345.html', framed('报告', script))
  expect(jpaasDialect.counter(page)?.url).toContain('i_articleid=345')
  expect(jpaasDialect.readCounter('document.write("81");')).toBe(81)
  expect(jpaasDialect.readCounter('<html>404</html>')).toBeNull()
})
