import { describe, expect, test } from 'vitest'
import type { Asked } from '../../../crawlers/dialects/dialect.ts'
import { epointDialect } from '../../../crawlers/dialects/epoint.ts'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { judgePage } from '../../../crawlers/discovery.ts'
import { framed, htmlPage } from '../pages.ts'
import { reportHtml, reportRows } from './rows.ts'

const site = 'http://hbj.anhe.gov.cn'
const column = `${site}/dynamic/zwgk/govInfoPub.html?categorynum=003001003&deptcode=001`
const service = `${site}/EWB-FRONT/rest/lightfrontaction/getgovinfolist`
const guid = '7eb5f7f1-9041-43ad-8e13-8fcb82ea831a'
const common = `var siteInfo = {"siteGuid":"${guid}","projectName":"/EWB-FRONT","webVersion":"5.0","vname":""}\nif (!window.webbuilder) {\n window.webbuilder = {};\n}`
const empty = framed(
  '政府信息公开年报',
  '<ul class="ewb-info" id="infolist"></ul><script src="/js/webBuilderCommon.js"></script>',
)

const scriptUrl = `${site}/js/webBuilderCommon.js?categorynum=003001003&deptcode=001`
const asked = (over: Partial<Asked> = {}): Asked => ({ url: column, method: 'GET', from: null, depth: 1, ...over })
const first = JSON.stringify({ categorynum: '003001003', deptcode: '001', pageIndex: 0, pageSize: 20, siteGuid: guid })

describe('a column whose rows are asked for', () => {
  test('asks first for the script that knows the site', () => {
    const { items, next } = epointDialect.list(htmlPage(column, empty), asked())
    expect(items).toEqual([])
    expect(next).toEqual([{ url: scriptUrl, method: 'GET' }])
  })

  test('is known for one though it shows no rows', () => {
    const page = htmlPage(column, empty)
    expect(judgePage(page, epointDialect.list(page)).role).toBe('column')
    const other = htmlPage(column, empty.replace('政府信息公开年报', '部门决算公开'))
    expect(judgePage(other, epointDialect.list(other)).role).not.toBe('column')
  })

  test('asks the service for its category when the script has answered, and hands on what it said', () => {
    const { next, clue } = epointDialect.list(htmlPage(scriptUrl, common), asked({ url: scriptUrl, from: column }))
    expect(next).toEqual([{ url: service, method: 'POST', body: first, bodyType: 'application/json' }])
    expect(clue).toBe(`/EWB-FRONT ${guid}`)
  })

  test('asks the service at once where the page says itself what site it is', () => {
    const { next } = epointDialect.list(htmlPage(column, `${empty}<script>${common}</script>`), asked())
    expect(next.map(({ body }) => body)).toEqual([first])
  })

  test('takes no rows of its sidebars for its own', () => {
    const side = reportRows([2022, 2021, 2020], (year) => `/x/${year}.html`)
    expect(
      epointDialect.list(htmlPage(column, empty.replace('</ul><script', `</ul>${side}<script`)), asked()).items,
    ).toEqual([])
  })

  test('ends where the script does not say what site it is', () => {
    for (const script of [
      'var x = 1',
      '',
      'var siteInfo = {}',
      'var siteInfo = {"siteGuid":"a b","projectName":"//evil.example.com"}',
    ]) {
      expect(epointDialect.list(htmlPage(scriptUrl, script), asked({ url: scriptUrl })).next).toEqual([])
    }
  })
})

describe("the service's answer", () => {
  const row = (year: number) => ({
    infourl: `/003/${year}.html`,
    title: `<font color='red'>安河县环保局${year}年年度报告</font>`,
    infodate: `${year + 1}-01-20 00:00:00`,
  })
  const read = (answer: string, body = first) =>
    epointDialect.list(
      htmlPage(service, answer),
      asked({ url: service, method: 'POST', body, bodyType: 'application/json' }),
    )
  const custom = (count: number, total: unknown) => ({
    data: Array.from({ length: count }, (_, n) => row(2022 - n)),
    total,
  })
  const bodies = (next: readonly { readonly body?: string | undefined }[]): unknown[] =>
    next.map(({ body }) => JSON.parse(body ?? ''))

  test('gives rows: the address from the root, the title without markup, the day without the hour', () => {
    const { items, clue } = read(JSON.stringify({ custom: custom(1, 1) }))
    expect(items).toEqual([{ url: `${site}/003/2022.html`, title: '安河县环保局2022年年度报告', date: '2023-01-20' }])
    expect(clue).toBe(`/EWB-FRONT ${guid}`)
  })

  test('may have them as text within it', () => {
    expect(read(JSON.stringify({ custom: JSON.stringify(custom(2, 2)) })).items).toHaveLength(2)
    expect(read(JSON.stringify({ custom: { infodata: [row(2020)], total: 1 } })).items).toHaveLength(1)
  })

  test('leads to the page behind it, and from there on', () => {
    const { next } = read(JSON.stringify({ custom: custom(20, '45') }))
    expect(next.map(({ url, method, bodyType }) => ({ url, method, bodyType }))).toEqual([
      { url: service, method: 'POST', bodyType: 'application/json' },
    ])
    expect(bodies(next)).toEqual([{ ...JSON.parse(first), pageIndex: 1 }])
    expect(bodies(read(JSON.stringify({ custom: custom(20, 45) }), next[0]?.body).next)).toEqual([
      { ...JSON.parse(first), pageIndex: 2 },
    ])
  })

  test('is the last when the total is reached', () => {
    const third = first.replace('"pageIndex":0', '"pageIndex":2')
    expect(read(JSON.stringify({ custom: custom(5, 45) }), third).next).toEqual([])
    expect(read(JSON.stringify({ custom: custom(20, 20) })).next).toEqual([])
  })

  test('may have fewer rows than were asked for: the next is asked in that measure', () => {
    expect(bodies(read(JSON.stringify({ custom: custom(5, 12) })).next)).toEqual([
      { ...JSON.parse(first), pageIndex: 1, pageSize: 5 },
    ])
  })

  test('leads no further when it has no rows or no total, or is broken', () => {
    expect(read(JSON.stringify({ custom: custom(0, 45) })).next).toEqual([])
    expect(read(JSON.stringify({ custom: custom(20, null) })).next).toEqual([])
    expect(read('{"custom":{"data":[{"infourl"').items).toEqual([])
    expect(read('{"custom":"","status":{"code":"500"}}')).toMatchObject({ items: [], next: [] })
    expect(
      read('{"custom":{"data":[{"title":"无地址"},{"infourl":"javascript:x","title":"无"},null,3],"total":4}}').items,
    ).toEqual([])
  })
})

describe('a list of files', () => {
  const rows = reportRows([2022, 2021, 2020], (year) => `/003/${year}.html`)
  const folder = `${site}/zwgk/nb/`
  const pager = (total: number, click = '') =>
    `<script>var pageIndex = 0;\n$("#page").pagination({\n pageIndex: pageIndex,\n pageSize: 15,\n total: ${total},\n pageBtnCount: 10 });${click}</script><script src="/js/webBuilderCommon.js"></script>`
  const click = (limit: number): string => `
    $("#page").on("pageClicked", function (event, data) {
      if (data.pageIndex == 0) { window.location.href = "/zwgk/nb/moreinfo.html"; }
      else if(data.pageIndex<${limit}) { window.location.href="/zwgk/nb/"+(data.pageIndex+1)+".html"; }
      else { window.location.replace("/zwgk/nb/moreinfo.html?categoryNum=003001009&pageIndex="+(data.pageIndex+1)); }
    });`
  const read = (more: string, file = 'moreinfo.html') =>
    epointDialect.list(htmlPage(folder + file, framed('年报', rows + more)), asked())
  const next = (more: string, file?: string): string[] => read(more, file).next.map(({ url }) => url)

  test('goes on by the total of its pager, beside it or where the script puts the files', () => {
    expect(read(pager(40)).items).toHaveLength(3)
    expect(next(pager(40), 'list.html')).toEqual([`${folder}2.html`, `${folder}3.html`])
    expect(next(pager(40, click(10)))).toEqual([`${folder}2.html`, `${folder}3.html`])
    expect(next(pager(40, click(10)), '2.html')).toEqual([`${folder}3.html`])
  })

  test('has no further page where all rows are on one, or nothing is said', () => {
    expect(next(pager(15, click(10)))).toEqual([])
    expect(next(pager(0))).toEqual([])
    expect(next('<script>$("#page").pagination({ total: total, pageSize: size })</script>')).toEqual([])
  })

  test('asks a service for the pages that are no files, when the script has told of the site', () => {
    const script = `${site}/js/webBuilderCommon.js?categorynum=003001009&deptcode=&pageFrom=4&pageTo=5`.replace(
      'deptcode=&',
      '',
    )
    expect(next(pager(70, click(3)))).toEqual([`${folder}2.html`, `${folder}3.html`, script])
    const { next: asks } = epointDialect.list(htmlPage(script, common), asked({ url: script }))
    expect(asks.map(({ url, method }) => `${method} ${url}`)).toEqual(
      [4, 5].map(() => `POST ${site}/EWB-FRONT/rest/frontAppNotNeedLoginAction/getPageInfoList`),
    )
    expect(asks.map(({ body }) => JSON.parse(new URLSearchParams(body).get('params') ?? ''))).toEqual(
      ['4', '5'].map((pageIndex) => ({
        siteGuid: guid,
        categoryNum: '003001009',
        pageIndex,
        controlname: 'subpagelist',
      })),
    )
    const answer = JSON.stringify({
      custom: { infodata: [{ infourl: '/003/1.html', title: '安河县环保局2008年年度报告', infodate: '2009-03-01' }] },
    })
    const [first] = asks
    const rowsRead = epointDialect.list(htmlPage(first?.url ?? '', answer), asked({ ...first }))
    expect(rowsRead).toMatchObject({ items: [{ date: '2009-03-01' }], next: [], clue: `/EWB-FRONT ${guid}` })
  })
})

test('a template of rows whose service is not named has to be rendered', () => {
  const template =
    '<script type="text/x-template">{{#rows}}<li>{{title}}</li>{{/rows}}</script><script>{"<li>{{title}}</li>"}</script>'
  expect(epointDialect.list(htmlPage(`${site}/zwgk/nb/list.html`, empty + template), asked()).needsBrowser).toBe(true)
  expect(epointDialect.list(htmlPage(`${site}/zwgk/nb/list.html`, empty), asked()).needsBrowser).toBeUndefined()
})

describe('the counter', () => {
  const page = (more: string) => htmlPage(`${site}/003/2020.html`, reportHtml('<span id="infoViewCount"></span>', more))
  const guidOf = '<span id="viewGuid" value="cms_0120" style="display:none"></span>'
  const request = {
    url: `${site}/EWB-FRONT/rest/frontAppNotNeedLoginAction/addPageView`,
    method: 'POST',
    body: `params=${encodeURIComponent(`{"siteGuid":"${guid}","viewGuid":"cms_0120"}`)}`,
  }

  test('is asked by the site of the list that named the page, or of the page itself', () => {
    expect(epointDialect.counter(page(guidOf), `/EWB-FRONT ${guid}`)).toEqual(request)
    expect(epointDialect.counter(page(`${guidOf}<script>${common}</script>`))).toEqual(request)
    expect(epointDialect.counter(page('<input id="viewGuid" value="cms_0120">'), `/EWB-FRONT ${guid}`)).toEqual(request)
  })

  test('is learned from the script where nothing told of the site', () => {
    const script = `${site}/js/webBuilderCommon.js?viewGuid=cms_0120`
    const included = '<script src="/js/webBuilderCommon.js"></script>'
    expect(epointDialect.counter(page(guidOf + included))).toEqual({ url: script, method: 'GET' })
    expect(epointDialect.readCounter(common)).toBeNull()
    expect(epointDialect.counterBehind?.(htmlPage(script, common))).toEqual(request)
    expect(epointDialect.counterBehind?.(htmlPage(script, '<html><title>404</title></html>'))).toBeNull()
    expect(epointDialect.counterBehind?.(htmlPage(request.url, '{"custom":{"message":"参数错误"}}'))).toBeNull()
  })

  test('is none where nothing tells of the site or the page has no id', () => {
    expect(epointDialect.counter(page(guidOf))).toBeNull()
    expect(epointDialect.counter(page(''), `/EWB-FRONT ${guid}`)).toBeNull()
    expect(epointDialect.counter(page(guidOf), 'nonsense')).toBeNull()
  })

  test("answers with the page's count, and the whole site's is never taken for it", () => {
    expect(epointDialect.readCounter('{"custom":{"viewCount":"372","siteViewCount":"5530187"}}')).toBe(372)
    expect(epointDialect.readCounter(JSON.stringify({ custom: '{"viewCount":372}' }))).toBe(372)
    expect(epointDialect.readCounter('{"custom":{"siteViewCount":"5530187"}}')).toBeNull()
  })
})

test('pages are known by the scripts and classes of the system', () => {
  expect(chooseDialect(htmlPage(column, empty)).name).toBe('epoint')
  expect(epointDialect.recognise(htmlPage(column, framed('年报', '<ul></ul>')))).toBe(0)
})
