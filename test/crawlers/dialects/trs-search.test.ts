import { describe, expect, test } from 'vitest'
import { chooseDialect, dialectNamed } from '../../../crawlers/dialects/index.ts'
import { framed, htmlPage } from '../pages.ts'

const column = 'http://slj.qinghe.gov.cn/zwgk/nb/'
const rows = [2022, 2021].map(
  (year) =>
    `<li><a href="./t${year + 1}0115_8${year}.htm">清河县水利局${year}年政府信息公开工作年度报告</a><span>${year + 1}-01-15</span></li>`,
)
const model = (args: string, bar: string): string =>
  `<ul>${rows.join('')}</ul><script>require(["list2.trsapi"], function (m) { m({ listArgs: { ${args} }, pagebar: { ${bar} } }) })</script>`
const list = (body: string, url = column) => {
  const page = htmlPage(url, framed('政府信息公开年报', body))
  expect(chooseDialect(page).name).toBe('trs')
  return chooseDialect(page).list(page)
}
const plain = 'channelid: "2001", classsql: "chnlid=18", sortfield: "-docreltime"'

describe('a column of the newer templates', () => {
  test('asks from page 2 on when it shows a whole first page', () => {
    const { items, next } = list(model(plain, "prepage: 2, recordCount: '5'"))
    expect(items).toHaveLength(2)
    expect(next.map(({ url, method, body }) => [url, method, body])).toEqual(
      [2, 3].map((page) => [
        'http://slj.qinghe.gov.cn/fjdzapp/search',
        'POST',
        `channelid=2001&classsql=chnlid%3D18&sortfield=-docreltime&page=${page}&prepage=2`,
      ]),
    )
  })

  test('asks from page 1 on when it shows a part of it, or does not say how many there are', () => {
    for (const bar of ["prepage: 10, recordCount: '12'", 'prepage: 10']) {
      expect(list(model(plain, bar)).next.map(({ body }) => /page=(\d)/.exec(body ?? '')?.[1])).toEqual(['1'])
    }
  })

  test('asks nothing when it shows all', () => {
    expect(list(model(plain, "prepage: 10, recordCount: '2'")).next).toEqual([])
  })

  test('wants a browser where what it sends is not written on it, and keeps what it shows', () => {
    const read = list(model('channelid: SiteInfo.searchId, classsql: "chnlid=18"', 'prepage: 10'))
    expect(read.needsBrowser).toBe(true)
    expect(read.items).toHaveLength(2)
  })

  test('is not asked for by an article that has the same scripts', () => {
    const body =
      '<p>一年来，县水利局按照公开条例的要求，主动公开重点领域信息，办理依申请公开事项，现将有关情况报告如下。</p>'.repeat(
        12,
      )
    const page = htmlPage(
      `${column}t20230115_82022.htm`,
      framed(
        '清河县水利局2022年政府信息公开工作年度报告',
        `<div class="TRS_Editor">${body}</div>${model(plain, 'prepage: 10')}`,
      ),
    )
    expect(dialectNamed('trs').list(page)).toEqual({ items: [], next: [] })
  })
})

test('a column whose pages stand in its pager is not asked for by the search box beside it', () => {
  const box = `<script>$.get('/igs/front/search/list.html', { index: 'all', pageNumber: 1 }, show); createPageHTML(2, 0, "index", "htm")</script>`
  expect(list(`<ul>${rows.join('')}</ul>${box}`).next).toEqual([{ url: `${column}index_1.htm`, method: 'GET' }])
})

describe('answers of the search services', () => {
  const read = (text: string, url = 'http://slj.qinghe.gov.cn/fjdzapp/search') =>
    dialectNamed('trs').list(htmlPage(url, text), {
      url,
      method: url.includes('?') ? 'GET' : 'POST',
      body: url.includes('?') ? '' : 'channelid=2001&page=1&prepage=1',
      from: column,
      depth: 1,
    })

  test('JSON that a template of WAS wrote, with bare tabs and a comma too many, is read', () => {
    const { items, next } = read(
      '{"count":"2","pageCount":2,"docs":[{"title":"清河县水利局\t2020年年报","chnldocurl":"/nb/t1.htm","docreltime":"2021.01.15"},\n]}',
    )
    expect(items).toEqual([
      { url: 'http://slj.qinghe.gov.cn/nb/t1.htm', title: '清河县水利局 2020年年报', date: '2021.01.15' },
    ])
    expect(next.map(({ body }) => body)).toEqual(['channelid=2001&page=2&prepage=1'])
  })

  test('pieces of HTML whose pager is made of scripts lead to the pages they state', () => {
    const { items, next } = read(
      `<ul>${rows.join('')}</ul><div>共3页 <a href="javascript:turn(2)">下一页</a></div>`,
      'http://slj.qinghe.gov.cn/was5/web/search?channelid=7&classsql=chnlid%3D18',
    )
    expect(items).toHaveLength(2)
    expect(next.map(({ url }) => url)).toEqual(
      [2, 3].map((page) => `http://slj.qinghe.gov.cn/was5/web/search?channelid=7&classsql=chnlid%3D18&page=${page}`),
    )
  })

  test.each(['', '{"code":500}', '<html><body>系统繁忙</body></html>', '{"docs":[]}'])('%j has no rows', (text) =>
    expect(read(text)).toMatchObject({ items: [], next: [] }),
  )
})

test('a frame around WAS is asked for, menus beside it are no rows', () => {
  const { items, next } = list('<iframe src="/was5/web/search?channelid=240188&amp;classsql=chnlid%3D771"></iframe>')
  expect(items).toEqual([])
  expect(next).toEqual([
    { url: 'http://slj.qinghe.gov.cn/was5/web/search?channelid=240188&classsql=chnlid%3D771', method: 'GET' },
  ])
})
