import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Asked, PageRequest } from '../../../crawlers/dialects/dialect.ts'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { powereasyDialect } from '../../../crawlers/dialects/powereasy.ts'
import { framed, gbkPage, htmlPage } from '../pages.ts'
import { reportHtml, reportRows } from './rows.ts'

const site = 'http://nyj.anhe.gov.cn'
const url = `${site}/xxgk/List.aspx?cid=5`
const rows = reportRows([2022, 2021, 2020], (year) => `/Item/${year}.aspx`)
const input = (name: string, value: string, type = 'hidden'): string =>
  `<input type="${type}" name="${name}" value="${value}" />`
const post = (target: string, argument: string, word: string): string =>
  `<a href="javascript:__doPostBack(&#39;${target}&#39;,&#39;${argument}&#39;)">${word}</a>`
const numbered = (argument: string, word: string): string => post('AspNetPager1', argument, word)

function form(pager: string, fields = input('__VIEWSTATE', '/wEPDwUKLTI+a=')): string {
  return framed(
    '信息公开年报',
    `<form method="post" action="./List.aspx?cid=5" id="form1">${fields}${rows}<div id="AspNetPager1">${pager}</div></form>`,
  )
}

const nextOf = (html: string, asked?: Asked): readonly PageRequest[] =>
  powereasyDialect.list(htmlPage(url, html), asked).next
const argumentOf = (html: string, asked?: Asked): (string | null)[] =>
  nextOf(html, asked).map(({ body }) => new URLSearchParams(body).get('__EVENTARGUMENT'))
const askedFor = (page: number): Asked => ({
  url,
  method: 'POST',
  body: `__VIEWSTATE=x&__EVENTTARGET=AspNetPager1&__EVENTARGUMENT=${page}`,
  from: url,
  depth: page,
})

describe('a list that posts its form back', () => {
  test('sends all that a browser would send, the state of this very page with it', () => {
    const fields = `${input('__EVENTTARGET', '')}${input('__VIEWSTATE', '/wEPDwUKLTI+a=')}${input('__EVENTVALIDATION', '/wEWAw==')}${input('txtKey', '水 利', 'text')}<input type="checkbox" name="all" checked><input type="checkbox" name="none"><input type="submit" name="Button1" value="搜索"><input name="off" value="1" disabled><select name="ddlYear"><option value="">全部</option><option value="2020" selected>2020</option></select><textarea name="memo">略</textarea>`
    const [request] = nextOf(form(`<span>1</span>${numbered('2', '2')}${numbered('2', '下一页')}`, fields))
    expect(request?.url).toBe(url)
    expect(request?.method).toBe('POST')
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      __EVENTTARGET: 'AspNetPager1',
      __EVENTARGUMENT: '2',
      __VIEWSTATE: '/wEPDwUKLTI+a=',
      __EVENTVALIDATION: '/wEWAw==',
      txtKey: '水 利',
      all: 'on',
      ddlYear: '2020',
      memo: '略',
    })
  })

  test('writes its fields in the encoding of the page', () => {
    const fields = input('__VIEWSTATE', 'a') + input('key', '洪', 'text')
    const { next } = powereasyDialect.list(gbkPage(url, form(numbered('2', '下一页'), fields)))
    expect(next[0]?.body).toContain('key=%BA%E9')
  })

  test.each([
    [
      '下一页',
      `<span>1</span>${numbered('2', '2')}${numbered('3', '3')}${numbered('2', '下一页')}${numbered('9', '尾页')}`,
      '2',
    ],
    [
      'numbers alone',
      `${numbered('1', '1')}<span style="color:red">2</span>${numbered('3', '3')}${numbered('4', '4')}`,
      '3',
    ],
    ['dots behind the numbers', `${numbered('4', '4')}<span>5</span>${numbered('6', '...')}`, '6'],
    ['numbers beside a total', `共<b>25</b>条 <span>1</span>${numbered('2', '2')}${numbered('3', '3')}`, '2'],
    ['numbers that are all links', `${numbered('1', '1')}${numbered('2', '2')}${numbered('3', '3')}`, '2'],
    [
      'the pager of a grid',
      `<table><tr><td><span>1</span></td><td>${post('gv', 'Page$2', '2')}</td><td>${post('gv', 'Page$3', '3')}</td></tr></table>`,
      'Page$2',
    ],
    ['the buttons of a grid', post('gv', 'Page$Prev', '上一页') + post('gv', 'Page$Next', '下一页'), 'Page$Next'],
  ])('goes to the next page by %s', (_, pager, argument) => {
    expect(argumentOf(form(pager))).toEqual([argument])
  })

  test('goes on by a link button, whatever buttons stand beside it', () => {
    const pager = `${post('lbLogout', '', '退出')}${post('lbFirst', '', '首页')}<a class="aspNetDisabled">上一页</a>${post('ctl00$main$lbNext', '', '下一页')}`
    const [request] = nextOf(form(pager))
    expect(new URLSearchParams(request?.body).get('__EVENTTARGET')).toBe('ctl00$main$lbNext')
    const options = `<a href='javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("lbNext", "", true, "", "", false, true))'>下一页</a>`
    expect(new URLSearchParams(nextOf(form(options))[0]?.body).get('__EVENTTARGET')).toBe('lbNext')
  })

  test('ends on the last page', () => {
    const last = `${numbered('1', '首页')}${numbered('2', '上一页')}${numbered('1', '1')}${numbered('2', '2')}<span>3</span><a disabled="disabled">下一页</a>`
    expect(nextOf(form(last), askedFor(3))).toEqual([])
    expect(
      nextOf(form('<a disabled="disabled" href="javascript:__doPostBack(\'AspNetPager1\',\'2\')">下一页</a>')),
    ).toEqual([])
  })

  test('names the page behind the one that was asked for, and never that one again', () => {
    const page = (here: number): string => form(`<span>${here}</span>${numbered(`${here + 1}`, '下一页')}`)
    expect(argumentOf(page(2), askedFor(2))).toEqual(['3'])
    // A server that has forgotten the state shows its first page whatever it is asked for.
    expect(nextOf(page(1), askedFor(2))).toEqual([])
    expect(nextOf(page(1), askedFor(3))).toEqual([])
  })

  test('is not followed for ever', () => {
    expect(nextOf(form(post('lbNext', '', '下一页')), { ...askedFor(0), depth: 1000 })).toEqual([])
  })

  test('has no further page without a state, without rows, or on another site', () => {
    expect(nextOf(form(numbered('2', '下一页'), ''))).toEqual([])
    expect(nextOf(form(numbered('2', '下一页')).replace(rows, ''))).toEqual([])
    expect(
      nextOf(form(numbered('2', '下一页')).replace('./List.aspx?cid=5', 'http://other.example.com/List.aspx')),
    ).toEqual([])
  })

  test('ends, however the server answers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 }), (shown) => {
        let asked: Asked = { url, method: 'GET', from: null, depth: 0 }
        let steps = 0
        for (const here of shown) {
          const [request] = nextOf(
            form(`<span>${here}</span>${numbered(`${here + 1}`, '下一页')}`, input('__VIEWSTATE', `${steps}`)),
            asked,
          )
          if (request === undefined) break
          asked = { ...request, from: url, depth: asked.depth + 1 }
          steps += 1
        }
        expect(steps).toBeLessThanOrEqual(14)
      }),
      { numRuns: 40 },
    )
  })
})

test('lists that are files go on by their addresses', () => {
  const folder = `${site}/Category_86/`
  const pager =
    '共 25 条 <a href="/Category_86/Index_2.aspx">2</a> <a href="/Category_86/Index_3.aspx">3</a> <a href="/Category_86/Index_2.aspx">下一页</a> <a href="/Category_86/Index_3.aspx">尾页</a>'
  const { next } = powereasyDialect.list(
    htmlPage(`${folder}Index.aspx`, framed('信息公开年报', `${rows}<div>${pager}</div>`)),
  )
  expect(next.map((request) => request.url)).toEqual([`${folder}Index_2.aspx`, `${folder}Index_3.aspx`])
})

test('the titles of rows come from attributes that tell of clicks as well', () => {
  const titled = `<ul><li><a href="/Item/1.aspx" title="标题：安河县农业农村局2020年政府信息公开工作年度报告&#xD;点击数：22&#xD;发表时间：2021年01月20日">安河县农业农村局2020年政府信息…</a><span>[01-20]</span></li><li><a href="/Item/2.aspx" title="标题：安河县农业农村局2019年政府信息公开工作年度报告&#xD;点击数：31">安河县农业农村局2019年政府信息…</a><span>[01-18]</span></li></ul>`
  const { items } = powereasyDialect.list(htmlPage(`${site}/Category_86/Index.aspx`, framed('年报', titled)))
  expect(items.map(({ title }) => title)).toEqual(
    [2020, 2019].map((year) => `安河县农业农村局${year}年政府信息公开工作年度报告`),
  )
})

describe('the counter', () => {
  const script = (id: number): string =>
    `<script language="JavaScript" type="text/JavaScript" src="/Common/GetHits.aspx?id=${id}"></script>`
  const counter = (slot: string, more = '') =>
    powereasyDialect.counter(htmlPage(`${site}/Item/1250.aspx`, reportHtml(slot, more)))

  test("is the script of the page's own number, not those of its neighbours", () => {
    expect(counter(script(1250), script(1249) + script(1251))).toEqual({
      url: `${site}/Common/GetHits.aspx?id=1250`,
      method: 'GET',
    })
    expect(counter('', script(1249) + script(1251))).toBeNull()
    expect(counter('', '<script src="/Common/Counter.aspx?style=simple"></script>')).toBeNull()
  })

  test('answers with one line of script, or data in a call', () => {
    expect(powereasyDialect.readCounter("document.write('1250');")).toBe(1250)
    expect(powereasyDialect.readCounter('jQuery18303({"status":"ok","hits":"1250"})')).toBe(1250)
  })
})

test('pages are known by their addresses, their form or their scripts', () => {
  expect(chooseDialect(htmlPage(url, form(''))).name).toBe('powereasy')
  expect(chooseDialect(htmlPage(`${site}/`, framed('首页', rows))).name).toBe('powereasy')
  expect(powereasyDialect.recognise(htmlPage(`${site}/`, framed('首页', '<p>略</p>')))).toBe(0)
})
