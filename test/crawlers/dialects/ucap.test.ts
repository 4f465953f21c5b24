import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { ucapDialect } from '../../../crawlers/dialects/ucap.ts'
import { framed, htmlPage } from '../pages.ts'

const column = 'http://www.suiyang.gov.cn/wjj/c100231/list.shtml'
const row = (year: number): string =>
  `<li><span>[${year + 1}-01-12]</span><a href="/wjj/content/${year}.html" title="绥阳县卫健局${year}年政府信息公开工作年度报告">绥阳县卫健局${year}年政府信息公开工作年度报告</a></li>`
const rows = [2022, 2021, 2020].map(row).join('')
const listHtml = (script: string): string =>
  framed('政府信息公开年报', `<ul>${rows}</ul><div id="page_div"></div><script>${script}</script>`)
const read = (html: string, url = column) => ucapDialect.list(htmlPage(url, html))

describe('the pager’s call', () => {
  const pathsOf = (call: string, url = column): string[] =>
    read(listHtml(call), url).next.map((request) => new URL(request.url).pathname.replace('/wjj/c100231/', ''))

  test('counts from one, and names the element first', () => {
    expect(pathsOf(`createPageHTML('page_div',4, 1,'list','shtml',40);`)).toEqual([
      'list_2.shtml',
      'list_3.shtml',
      'list_4.shtml',
    ])
  })

  test('tells of the pages before this one too, and not of this one', () => {
    const url = column.replace('list', 'list_3')
    expect(pathsOf(`createPageHTML("page-div", 4, 3, "list", "shtml", 40)`, url)).toEqual([
      'list.shtml',
      'list_2.shtml',
      'list_4.shtml',
    ])
  })

  test('is heard where the first page goes by its folder', () => {
    expect(pathsOf(`createPageHTML('page_div',2, 1,'list','shtml',40);`, column.replace('list.shtml', ''))).toEqual([
      'list_2.shtml',
    ])
  })

  test('counts files from zero where the first page is 0', () => {
    const call = (own: number) => `createPageHTML('page-div',3,${own},'list','shtml',5);`
    expect(pathsOf(call(0))).toEqual(['list_1.shtml', 'list_2.shtml'])
    const url = column.replace('list', 'list_1')
    const asked = { url, method: 'GET', from: column, depth: 2 } as const
    expect(ucapDialect.list(htmlPage(url, listHtml(call(1))), asked).next).toEqual([])
  })

  test('with one page, or without numbers, tells of none', () => {
    expect(pathsOf(`createPageHTML('page_div',1, 1,'list','shtml',3);`)).toEqual([])
    expect(pathsOf(`createPageHTML('page_div',total, cur,'list','shtml',3);`)).toEqual([])
  })

  test('is not taken for that of TRS, nor TRS’s for this', () => {
    const of = (call: string): string => chooseDialect(htmlPage(column, listHtml(call))).name
    expect(of(`createPageHTML('page_div',4, 1,'list','shtml',40);`)).toBe('ucap')
    expect(of(`createPageHTML(4, 0, "index", "shtml");`)).toBe('trs')
  })
})

describe('TrueCMS', () => {
  const service = '/truecms/messageController/getMessage.do'
  const settings = (total: number): string =>
    `$('#msgList').jpage({ totalRecord:"${total}", proxyUrl:'${service}', perPage:2, groupSize:1, ajaxParam:{ columnId:'1cfd-97ff' } });`
  const windowsOf = (html: string, url = column): string[] =>
    read(html, url).next.map(({ url: next }) => {
      const query = new URL(next).searchParams
      return `${query.get('startrecord')}-${query.get('endrecord')}`
    })
  const store = (records: string, total = 9): string =>
    `jsonp(${JSON.stringify({ result: `<datastore><totalrecord>${total}</totalrecord><recordset>${records}</recordset></datastore>` })});`
  const asked = `http://www.suiyang.gov.cn${service}?startrecord=5&endrecord=6&perpage=2&columnId=1cfd-97ff&callback=jsonp`

  test('is asked for the rows that the page does not bring, in windows of the size its own script uses', () => {
    const html = listHtml(settings(9))
    expect(read(html).items).toHaveLength(3)
    expect(windowsOf(html)).toEqual(['3-4', '5-6', '7-8', '9-10'])
    expect(read(html).next[0]?.url).toContain('columnId=1cfd-97ff&callback=jsonp')
  })

  test('is not asked where the page brings all rows', () => {
    expect(windowsOf(listHtml(settings(3)))).toEqual([])
  })

  test('answers rows in XML in JSONP', () => {
    const records = [2015, 2014].map((year) => `<record><![CDATA[${row(year)}]]></record>`).join('')
    const { items } = read(store(records), asked)
    expect(items.map(({ url, date }) => [url, date])).toEqual([
      ['http://www.suiyang.gov.cn/wjj/content/2015.html', '2016-01-12'],
      ['http://www.suiyang.gov.cn/wjj/content/2014.html', '2015-01-12'],
    ])
    expect(windowsOf(store(records), asked)).toEqual(['7-8', '9-10'])
  })

  test('out of range, broken or refused answers nothing', () => {
    for (const body of [store('', 9), 'jsonp({"result":', 'jsonp({"result":null});', '<html>404</html>', ''])
      expect(read(body, asked)).toEqual({ items: [], next: [] })
  })
})

describe('the counter', () => {
  const url = `http://www.suiyang.gov.cn/wjj/2025/6/3/${'0a'.repeat(16)}.shtml`
  const script = (more: string): string =>
    `<script>var url = "/cms-access-service/access/views"; var manuscriptId = "b024af03"; ${more}</script>`
  const article = (html: string) => htmlPage(url, framed('报告', `<UCAPCONTENT><p>略</p></UCAPCONTENT>${html}`))

  test('is asked by the ids in the page’s script', () => {
    expect(ucapDialect.counter(article(script('var ChannelId = "93f31ea9";')))?.url).toBe(
      'http://www.suiyang.gov.cn/cms-access-service/access/views?manuscriptId=b024af03&ChannelId=93f31ea9',
    )
  })

  test('is asked by the ids in metas where the page has a slot for the count', () => {
    const metas = '<meta name="manuscript" manuscriptId="b024af03"><meta name="channel" channelId="93f31ea9">'
    expect(ucapDialect.counter(article(`${metas}<i id="vive"></i>`))?.url).toContain('manuscriptId=b024af03')
    expect(ucapDialect.counter(article(metas))).toBeNull()
  })

  test('is not asked without both ids, nor at another site', () => {
    expect(ucapDialect.counter(article(script('')))).toBeNull()
    const foreign = script('var ChannelId = "93f31ea9";').replace('"/cms', '"http://count.example.com/cms')
    expect(ucapDialect.counter(article(foreign))).toBeNull()
  })

  test('answers JSON; an error, a page or another number is no count', () => {
    expect(ucapDialect.readCounter('{"status":"success","result":{"views":118}}')).toBe(118)
    expect(ucapDialect.readCounter('{"status":"success","result":{"views":"118"}}')).toBe(118)
    for (const answer of ['{"status":"error","code":404,"result":null}', '{"result":{}}', '<html>404</html>', '', '-'])
      expect(ucapDialect.readCounter(answer)).toBeNull()
  })
})

test.each([
  ['<UCAPCONTENT><p>略</p></UCAPCONTENT>', 'ucap'],
  ['<meta name="template,templategroup,version" content="21,default,1.2" />', 'ucap'],
  ['<meta name="template,templategroup,version" content="6051,100053,1.0" />', 'static'],
  ['<meta name="others" content="页面生成时间 2023-10-23 11:23:36">', 'static'],
])('a page with %s is of %s', (html, name) => {
  expect(chooseDialect(htmlPage('http://a.gov.cn/a.html', framed('报告', html))).name).toBe(name)
})
