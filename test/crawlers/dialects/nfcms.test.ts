import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { nfcmsDialect } from '../../../crawlers/dialects/nfcms.ts'
import { judgePage } from '../../../crawlers/discovery.ts'
import { framed, htmlPage } from '../pages.ts'

const root = 'http://www.rongjiang.gov.cn/swj/gkmlpt'
const read = (url: string, html: string) => nfcmsDialect.list(htmlPage(url, html))

describe('a catalogue page', () => {
  const tree = (more: string): string =>
    `[{"id":1,"name":"法定主动公开内容","children":[{"id":20763,"name":"财政预决算"},{"id":20765,"name":"政府信息公开年报"${more}}]},{"id":20766,"name":"政务服务年报"},{"id":3,"name":"] {\\""}]`
  const page = (config: string): string =>
    framed('政府信息公开平台', `<script>window._CONFIG = { ${config} };</script>`)
  const whole = page(`SID: '755041', TREE: ${tree('')}, ROOT: '/'`)

  test('asks for the category of annual reports that its tree names, and for no other', () => {
    expect(read(`${root}/index`, whole).next).toEqual([
      { url: `${root}/api/all/20765?page=1&sid=755041`, method: 'GET' },
    ])
  })

  test('is the column by that name, wherever it was come to', () => {
    const catalogue = htmlPage(`${root}/index`, whole)
    expect(judgePage(catalogue, nfcmsDialect.list(catalogue)).role).toBe('column')
    const other = htmlPage(`${root}/index`, page(`SID: '1', TREE: [{"id":5,"name":"规范性文件"}]`))
    expect(nfcmsDialect.list(other).next).toEqual([])
    expect(judgePage(other, nfcmsDialect.list(other)).role).not.toBe('column')
  })

  test('goes where the category is said to lie elsewhere, on its own site', () => {
    const next = (jump: string) => read(`${root}/index`, page(`SID: '7', TREE: ${tree(`,"jump_url":"${jump}"`)}`)).next
    expect(next('/zwgk/nb/').map(({ url }) => url)).toEqual(['http://www.rongjiang.gov.cn/zwgk/nb/'])
    expect(next('http://elsewhere.example.com/')).toEqual([])
  })

  test('is not every page that brings the tree along', () => {
    expect(read(`${root}/content/9/9103/post_81.html`, whole).next).toEqual([])
  })

  test('whose tree is broken asks for nothing', () => {
    for (const config of [`SID: '7', TREE: [{"id":1`, `TREE: ${tree('')}`, `SID: '7', TREE: [}]`])
      expect(read(`${root}/index`, page(config))).toEqual({ items: [], next: [] })
  })
})

describe('the answer of the catalogue', () => {
  const api = `${root}/api/all/20765?page=1&sid=755041`
  const article = (year: number, more = {}) => ({
    id: year,
    title: `榕江区水务局<br/>${year}年政府信息公开工作年度报告`,
    display_publish_time: 1611300000,
    url: `${root}/content/9/post_${year}.html`,
    ...more,
  })
  const answer = (total: number, ...articles: object[]): string => JSON.stringify({ total, articles })

  test('gives rows with their titles, and seconds as the day in China', () => {
    const { items } = read(api, answer(1, article(2020, { display_publish_time: 1611244800 })))
    expect(items).toEqual([
      {
        url: `${root}/content/9/post_2020.html`,
        title: '榕江区水务局 2020年政府信息公开工作年度报告',
        date: '2021-01-22',
      },
    ])
  })

  test('takes a time in words as it is, the other address where there is one only', () => {
    const { items } = read(
      api,
      answer(1, article(2020, { display_publish_time: '2021-01-22 09:00', url: '', post_url: '/p.html' })),
    )
    expect(items[0]).toMatchObject({ url: 'http://www.rongjiang.gov.cn/p.html', date: '2021-01-22 09:00' })
  })

  test('tells all further pages on the first, none on a later one', () => {
    const body = answer(5, article(2022), article(2021))
    expect(read(api, body).next.map(({ url }) => new URL(url).searchParams.get('page'))).toEqual(['2', '3'])
    expect(read(api.replace('page=1', 'page=2'), body).next).toEqual([])
  })

  test('that is empty, broken, or of rows without address gives nothing', () => {
    for (const body of [answer(0), '{"total":3,"articles":[', '{}', '<html>404</html>', answer(1, { title: '年报' })])
      expect(read(api, body).items).toEqual([])
    expect(read(api, answer(9)).next).toEqual([])
  })
})

describe('the counter', () => {
  const article = (host: string, page = 'http://www.rongjiang.gov.cn/nb/content/post_81.html') =>
    htmlPage(
      page,
      framed(
        '报告',
        `<script>setTimeout(function(){s.src = "${host}/jsonp/post/sum?post=81&site=7&callback=NFCMS_CB_2&t=" + Math.random()}, 10)</script>`,
      ),
    )

  test('is asked without the random part, at the site’s own host only', () => {
    const own = 'http://www.rongjiang.gov.cn/jsonp/post/sum?post=81&site=7&callback=NFCMS_CB_2'
    expect(nfcmsDialect.counter(article(''))?.url).toBe(own)
    expect(nfcmsDialect.counter(article('//statistics.gd.gov.cn'))).toBeNull()
    const province = article('//statistics.gd.gov.cn', 'http://www.gd.gov.cn/nb/content/post_81.html')
    expect(nfcmsDialect.counter(province)?.url).toContain('http://statistics.gd.gov.cn/jsonp/post/sum?post=81')
  })

  test('answers JSONP; without a count it answers none', () => {
    expect(nfcmsDialect.readCounter('NFCMS_CB_2({"count":1204});')).toBe(1204)
    expect(nfcmsDialect.readCounter('NFCMS_CB_2({"data":{"count":"7"}})')).toBe(7)
    for (const text of ['NFCMS_CB_2({"error":"none"});', '<html>404</html>', 'NFCMS_CB_2()', '-', '-1'])
      expect(nfcmsDialect.readCounter(text)).toBeNull()
  })
})

test('its pages are told by NFCMS’s own names, its addresses, or the catalogue’s', () => {
  const of = (url: string, html: string): string => chooseDialect(htmlPage(url, framed('年报', html))).name
  expect(of('http://a.gov.cn/nb/', '<script>window.NFCMS_SITE_ID=7;</script>')).toBe('nfcms')
  expect(of('http://a.gov.cn/nb/content/post_81.html', '<p>略</p>')).toBe('nfcms')
  expect(of(`${root}/index`, '<script>window._CONFIG = {}</script>')).toBe('nfcms')
  expect(of('http://a.gov.cn/post/81.html', '<p>略</p>')).toBe('static')
})
