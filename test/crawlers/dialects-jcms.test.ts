import { describe, expect, test } from 'vitest'
import { jcmsDialect } from '../../crawlers/dialects/jcms.ts'
import { framed, gbkPage, htmlPage } from './pages.ts'

const column = 'http://www.tinghe.gov.cn/col/col30067/index.html'
const proxy = 'http://www.tinghe.gov.cn/module/web/jpage/dataproxy.jsp'

const titleOf = (n: number): string => `汀河县第${n}镇${2010 + n}年政府信息公开工作年度报告`
const rowOf = (n: number): string =>
  `<li><a href='/art/${2011 + n}/1/15/art_30067_${800 + n}.html' title='${titleOf(n)}' target="_blank">汀河县第${n}镇${2010 + n}年政府信息…</a><span>${2011 + n}-01-15</span></li>`
const record = (n: number): string => `<record><![CDATA[\n${rowOf(n)}]]></record>`
const records = (count: number): string => Array.from({ length: count }, (_, n) => record(n + 1)).join('\n')

function store(count: number, head = ''): string {
  return `<script type="text/xml"><datastore>\n${head}<recordset>\n${records(count)}</recordset></datastore></script>`
}

const group = (query: string, path = '/module/web/jpage/dataproxy.jsp'): string =>
  `<nextgroup><![CDATA[<a href="${path}?${query}"></a>]]></nextgroup>`
const usual = 'page=1&appid=1&webid=12&path=/&columnid=30067&unitid=49468&webname=%E6%B1%80&permissiontype=0'

const settings = (more: string): string =>
  `<script>$(function(){$('#49468').jpage({themeName:'default',showMode:'full',${more},ajaxParam:{col:1,appid:'1',webid:12,path:'/',columnid:30067,unitid:'49468',webname:'汀河县',permissiontype:0}});});</script>`

const listHtml = (main: string): string => framed('政府信息公开年报', `<div id="49468">${main}</div>`)
const read = (main: string, url = column) => jcmsDialect.list(htmlPage(url, listHtml(main)))
const pagesOf = (main: string): string[] =>
  read(main).next.map((request) => new URL(request.url).searchParams.get('page') ?? '')

describe('rows', () => {
  test('are read from the records in the script', () => {
    expect(read(store(3)).items).toEqual(
      [1, 2, 3].map((n) => ({
        url: `http://www.tinghe.gov.cn/art/${2011 + n}/1/15/art_30067_${800 + n}.html`,
        title: titleOf(n),
        date: `${2011 + n}-01-15`,
      })),
    )
  })

  test('are read where a record is a table row, has stray tags, or carries no CDATA', () => {
    const odd = `<script type="text/xml"><datastore><recordset>
      <record><![CDATA[<tr><td><a href="/a.html">汀河县2020年政府信息公开年度报告</a></td><td>[2021-01-05]</td></tr>]]></record>
      <record><![CDATA[</div><li style=<br/>><a href="../b.html">汀河县2019年政府信息公开年度报告</a><span>2020-01-05</span>]]></record>
      <record><li><a href="/c.html">汀河县2018年政府信息公开年度报告</a><span>2019-01-05</span></li></record></recordset></datastore></script>`
    expect(read(odd).items.map(({ url, date }) => [url, date])).toEqual([
      ['http://www.tinghe.gov.cn/a.html', '2021-01-05'],
      ['http://www.tinghe.gov.cn/col/b.html', '2020-01-05'],
      ['http://www.tinghe.gov.cn/c.html', '2019-01-05'],
    ])
  })

  test('are read from the string array of older pages', () => {
    const array = `<script>var InitData49468=['${rowOf(1).replaceAll("'", "\\'")}','${rowOf(2).replaceAll("'", '"')}'];</script>${settings('totalRecord:2,perPage:25,dataStore:InitData49468')}`
    expect(read(array).items.map((item) => item.title)).toEqual([titleOf(1), titleOf(2)])
  })

  test('are those of the unit that shows the column, not of a larger unit beside it', () => {
    const news = Array.from(
      { length: 12 },
      (_, n) =>
        `<record><![CDATA[<li><a href="/art/2023/1/1/art_5_${n}.html">汀河县召开第${n}次常务会议</a></li>]]></record>`,
    ).join('')
    const side = `<script type="text/xml"><datastore>${group('page=1&columnid=5&unitid=7')}<recordset>${news}</recordset></datastore></script>`
    expect(read(side + store(2, group(usual))).items.map((item) => item.title)).toEqual([titleOf(1), titleOf(2)])
  })

  test('in a commented script are none', () => {
    expect(read(`<!-- ${store(5)} -->${store(1)}`).items).toHaveLength(1)
  })

  test('that the server wrote out are read as any list', () => {
    const { items } = read(`<ul>${rowOf(1)}${rowOf(2)}</ul>`)
    expect(items.map((item) => item.title)).toEqual([titleOf(1), titleOf(2)])
  })

  test('of a unit on an article are no list', () => {
    const body =
      '<p>一年来，我县严格执行公开条例，围绕重点领域主动公开政府信息，办理依申请公开，自觉接受社会各界的监督，现将全年情况报告如下。</p>'.repeat(
        12,
      )
    const html = framed(
      '年报',
      `<div id="zoom"><!--<$[信息内容]>begin-->${body}<!--<$[信息内容]>end--></div>${store(4)}`,
    )
    expect(jcmsDialect.list(htmlPage('http://www.tinghe.gov.cn/art/2021/1/15/art_30067_810.html', html))).toEqual({
      items: [],
      next: [],
    })
  })
})

describe('further pages', () => {
  test('are asked for by page, as the stated address has it', () => {
    const { next } = read(store(4, `<totalrecord>11</totalrecord><totalpage>3</totalpage>${group(usual)}`))
    expect(next).toEqual(
      [2, 3].map((page) => ({ url: `${proxy}?${usual.replace('page=1', `page=${page}`)}`, method: 'GET' })),
    )
  })

  test('are counted from totalRecord and perPage of the script', () => {
    expect(pagesOf(store(5, group(usual)) + settings('totalRecord:23,perPage:5'))).toEqual(['2', '3', '4', '5'])
  })

  test('are built from the script where no address is stated, at its own proxy', () => {
    const { next } = read(
      store(25) + settings("totalRecord:60,proxyUrl:'/module/jslib/jquery/jpage/dataproxy.jsp',perPage:25"),
    )
    expect(next.map((request) => request.method)).toEqual(['GET', 'GET'])
    const last = new URL(next[1]?.url ?? '')
    expect(last.pathname).toBe('/module/jslib/jquery/jpage/dataproxy.jsp')
    expect(Object.fromEntries(last.searchParams)).toEqual({
      page: '3',
      startrecord: '51',
      endrecord: '75',
      perpage: '25',
      col: '1',
      appid: '1',
      webid: '12',
      path: '/',
      columnid: '30067',
      unitid: '49468',
      webname: '汀河县',
      permissiontype: '0',
    })
  })

  test('are built from parameters that stand apart', () => {
    const apart = `<script>var param_49468={columnid:30067,unitid:'49468',webid:3}; $('#49468').jpage({totalRecord:40,perPage:20,ajaxParam:param_49468});</script>`
    expect(new URL(read(store(20) + apart).next[0]?.url ?? '').searchParams.get('webid')).toBe('3')
  })

  test('are posted where the script posts', () => {
    const [request] = read(store(20) + settings("type:'POST',totalRecord:40,perPage:20")).next
    expect(request).toMatchObject({ method: 'POST', url: `${proxy}?page=2&startrecord=21&endrecord=40&perpage=20` })
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
      columnid: '30067',
      unitid: '49468',
      webname: '汀河县',
    })
  })

  test('carry the site name in the encoding of the page', () => {
    const html = listHtml(store(4, `<totalrecord>8</totalrecord>${group('page=1&columnid=30067&webname=汀河')}`))
    expect(jcmsDialect.list(gbkPage(column, html)).next[0]?.url).toBe(
      `${proxy}?page=2&columnid=30067&webname=%CD%A1%BA%D3`,
    )
  })

  test('begin with the first where the page brings fewer rows than one holds', () => {
    expect(pagesOf(store(3, `<totalrecord>11</totalrecord><totalpage>2</totalpage>${group(usual)}`))).toEqual([
      '1',
      '2',
    ])
  })

  test('are none when the page brings all rows', () => {
    expect(pagesOf(store(5, group(usual)) + settings('totalRecord:5,perPage:5'))).toEqual([])
  })

  test('are never asked of another site', () => {
    expect(
      pagesOf(store(5, `<totalrecord>50</totalrecord>${group(usual, 'http://evil.example.com/dataproxy.jsp')}`)),
    ).toEqual([])
  })
})

describe('an answer of the proxy', () => {
  const answer = (url: string, text: string) => jcmsDialect.list(htmlPage(url, text))
  const xml = (page: number, more = ''): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<datastore><totalrecord>11</totalrecord><totalpage>3</totalpage>${more}<recordset>${records(page === 3 ? 3 : 4)}</recordset></datastore>`

  test('is read by the same function, its links from where it lies', () => {
    const { items, next } = answer(`${proxy}?page=2&columnid=30067`, xml(2))
    expect(items).toHaveLength(4)
    expect(items[0]).toMatchObject({
      title: titleOf(1),
      url: 'http://www.tinghe.gov.cn/art/2012/1/15/art_30067_801.html',
    })
    expect(next.map((request) => request.url)).toEqual([`${proxy}?page=3&columnid=30067`])
  })

  test('may state the next rows only by an address', () => {
    const text = `<datastore>${group('page=5&columnid=30067', './dataproxy.jsp')}<recordset>${records(4)}</recordset></datastore>`
    expect(answer(`${proxy}?page=4&columnid=30067`, text).next.map((request) => request.url)).toEqual([
      `${proxy}?page=5&columnid=30067`,
    ])
  })

  test('without rows has no items and ends the list', () => {
    const text = `<datastore>${group('page=9&columnid=30067', './dataproxy.jsp')}<recordset></recordset></datastore>`
    expect(answer(`${proxy}?page=8&columnid=30067`, text)).toEqual({ items: [], next: [] })
  })

  test('may be script text', () => {
    const rows = [1, 2].map((n) => `'${rowOf(n).replaceAll("'", '"')}'`)
    expect(answer(`${proxy}?page=2&columnid=30067`, `var data = [${rows.join(',')}];`).items).toHaveLength(2)
  })
})

describe('the view counter', () => {
  const article = 'http://www.tinghe.gov.cn/art/2020/1/15/art_30067_810.html'
  const counter = (html: string) => jcmsDialect.counter(htmlPage(article, html))?.url ?? null

  test('is the script include of the article', () => {
    expect(
      counter(
        '浏览次数：<script language="javascript" src="/module/visitcount/articlehits.jsp?colid=30067&artid=810"></script>',
      ),
    ).toBe('http://www.tinghe.gov.cn/module/visitcount/articlehits.jsp?colid=30067&artid=810')
    expect(
      counter('<script src="/vc/vc/interface/artcount/artcount.jsp?i_columnid=30067&i_articleid=810"></script>'),
    ).toBe('http://www.tinghe.gov.cn/vc/vc/interface/artcount/artcount.jsp?i_columnid=30067&i_articleid=810')
  })

  test.each([
    '<script src="/module/visitcount/visit.jsp?type=3&i_webid=1&i_columnid=30067&i_articleid=810"></script>',
    '<!-- <script src="/module/visitcount/articlehits.jsp?colid=1&artid=2"></script> -->',
    '<script src="/module/visitcount/articlehits.jsp?colid=&artid="></script>',
    '<script src="http://count.example.com/module/visitcount/articlehits.jsp?colid=1&artid=2"></script>',
    '<p>浏览次数：491</p>',
  ])('is not %s', (html) => expect(counter(html)).toBeNull())

  test.each([
    [`${' '.repeat(10)}${'\r\n    '.repeat(10)}document.write("491");\r\n`, 491],
    ["document.write('1,250')", 1250],
    ['document.writeln( 7 );', 7],
    ['2168', 2168],
    ['"35"', 35],
    ['0', 0],
  ])('reads %j as %s', (answer, count) => expect(jcmsDialect.readCounter(answer)).toBe(count))

  test.each([
    '',
    '   ',
    '-',
    'document.write("");',
    'document.write("-");',
    '<html><body>404 您访问的页面不存在</body></html>',
    'document.write("<b>3</b>");',
    'null',
    '1 2',
    '12.5',
    '99999999999999999999',
  ])('finds no count in %j', (answer) => expect(jcmsDialect.readCounter(answer)).toBeNull())
})
