import { describe, expect, test } from 'vitest'
import { chooseDialect, dialectNamed } from '../../../crawlers/dialects/index.ts'
import { framed, htmlPage } from '../pages.ts'

const jcms = dialectNamed('jcms')
const site = 'http://www.qinghe.gov.cn'
const row = (n: number): string =>
  `<record><![CDATA[<li><a href="/art/2021/1/${n}/art_30_${n}.html">清河县水利局第${n}份年度报告</a><span>2021-01-01</span></li>]]></record>`

describe('a proxy that caps its answers', () => {
  const answer = (page: number, given: number, total: number, perPage: number) =>
    jcms
      .list(
        htmlPage(
          `${site}/module/web/jpage/dataproxy.jsp?page=${page}&columnid=30&perpage=${perPage}`,
          `<datastore><totalrecord>${total}</totalrecord><recordset>${Array.from({ length: given }, (_, n) => row(n + 1)).join('')}</recordset></datastore>`,
        ),
      )
      .next.map(({ url }) => Number(/[?&]page=(\d+)/.exec(url)?.[1]))

  test('is asked on while rows are left, whatever size was asked for', () => {
    expect(answer(1, 3, 7, 5)).toContain(2)
    expect(answer(2, 3, 7, 5)).toContain(3)
  })

  test('and not when it gave what it had', () => {
    expect(answer(2, 2, 7, 5)).not.toContain(3)
    expect(answer(3, 0, 7, 5)).not.toContain(4)
  })
})

test.each([
  ['/module/jpage/js/jquery.jpage.js', '/module/jpage/dataproxy.jsp'],
  ['/module/jslib/jquery/jpage/jquery.jpage.js', '/module/jslib/jquery/jpage/dataproxy.jsp'],
  ['/script/jquery.js', '/module/web/jpage/dataproxy.jsp'],
])('with the pager of %s the proxy is %s', (script, proxy) => {
  const html = framed(
    '年报',
    `<script src="${script}"></script><script type="text/xml"><datastore><recordset>${row(1)}${row(2)}</recordset></datastore></script>
     <script>$('#u').jpage({ totalRecord: 4, perPage: 2, ajaxParam: { columnid: 30 } })</script>`,
  )
  const [next] = jcms.list(htmlPage(`${site}/col/col30/index.html`, html)).next
  expect(next?.url.split('?')[0]).toBe(site + proxy)
})

describe('the disclosure module', () => {
  const column = `${site}/col/col1229301/index.html`
  const page = htmlPage(
    column,
    framed(
      '政府信息公开年报',
      `<iframe src="/module/xxgk/tree.jsp?area=11330283A&amp;jdid=2237"></iframe><script>var infotypeId = 'F0107'; load('/module/xxgk/search.jsp')</script>`,
    ),
  )

  test('asks its search with what the page states', () => {
    expect(chooseDialect(page).name).toBe('jcms')
    const [next] = jcms.list(page).next
    expect(next).toMatchObject({ url: `${site}/module/xxgk/search.jsp`, method: 'POST' })
    expect(Object.fromEntries(new URLSearchParams(next?.body))).toMatchObject({
      infotypeId: 'F0107',
      area: '11330283A',
      jdid: '2237',
      divid: 'div1229301',
      currpage: '1',
    })
  })

  const cell = (path: string): string =>
    `<tr><td><a href="${path}" title="某局2020年政府信息公开年度报告">某局2020…</a></td><td>2021-01-15</td></tr>`
  const answer = htmlPage(
    `${site}/module/xxgk/search.jsp`,
    `<table>${cell('/art/2021/1/15/art_1229301_1.html')}${cell('/art/2021/1/15/art_1229999_2.html')}${cell('/art/2021/1/15/art_12293011_3.html')}</table>共3页`,
  )

  test('its answers hold the whole district: only rows of the column are taken, and all pages are asked', () => {
    const asked = {
      url: answer.url,
      method: 'POST' as const,
      body: 'divid=div1229301&currpage=1',
      from: column,
      depth: 1,
    }
    const { items, next } = jcms.list(answer, asked)
    expect(items.map(({ url }) => url)).toEqual([`${site}/art/2021/1/15/art_1229301_1.html`])
    expect(next.map(({ body }) => body)).toEqual(['divid=div1229301&currpage=2', 'divid=div1229301&currpage=3'])
  })

  test('an answer whose column is not known is not taken whole', () => {
    expect(jcms.list(answer).items).toEqual([])
  })
})

describe('reports by a year parameter', () => {
  const report = `${site}/module/xxgk/xxgkAnnualReport.jsp`

  test('links and options are all its years, addressed alike', () => {
    const html = framed(
      '政府信息公开年报',
      `<a href="xxgkAnnualReport.jsp?fbtime=2021&amp;area=9">2021年</a><select><option value="">更早</option><option value="2020">2020年</option></select><p>正文</p>`,
    )
    const page = htmlPage(`${report}?area=9`, html)
    expect(chooseDialect(page).name).toBe('jcms')
    expect(jcms.list(page).items).toEqual(
      [2021, 2020].map((year) => ({ url: `${report}?fbtime=${year}&area=9`, title: `${year}年`, date: null })),
    )
  })

  test('one such link on another page is no list', () => {
    const html = framed('首页', `<a href="/module/xxgk/xxgkAnnualReport.jsp?fbtime=2021&area=9">政府信息公开年报</a>`)
    expect(jcms.list(htmlPage(`${site}/col/col1/index.html`, html)).items).toEqual([])
  })
})

test('the older counter is asked, and read', () => {
  const html = framed(
    '年报',
    '<script src="/vc/vc/interface/artcount/artcount.jsp?i_columnid=30&i_articleid=81"></script>',
  )
  expect(jcms.counter(htmlPage(`${site}/art/2021/1/15/art_30_81.html`, html))?.url).toBe(
    `${site}/vc/vc/interface/artcount/artcount.jsp?i_columnid=30&i_articleid=81`,
  )
  expect(jcms.readCounter("\r\n  document.write('491');")).toBe(491)
})
