import { describe, expect, test } from 'vitest'
import { trsDialect } from '../../crawlers/dialects/trs.ts'
import { framed, htmlPage } from './pages.ts'

const column = 'http://www.qinghe.gov.cn/zwgk/zfxxgknb/'

const rows = [2022, 2021, 2020]
  .map(
    (year) =>
      `<li><a href="./${year + 1}01/t${year + 1}0115_8${year}.html">清河县${year}年政府信息公开工作年度报告</a><span>${year + 1}-01-15</span></li>`,
  )
  .join('\n')

function next(pager: string, url = column): string[] {
  const html = framed('政府信息公开年报', `<ul class="gl_list">${rows}</ul><div class="page">${pager}</div>`)
  return trsDialect.list(htmlPage(url, html)).next.map((request) => request.url)
}

const call = (code: string): string => `<script src="/images/createPage.js"></script><script>\n\t${code}\n</script>`

test('rows are read as any server-rendered list', () => {
  const { items } = trsDialect.list(htmlPage(column, framed('年报', `<ul>${rows}</ul>`)))
  expect(items.map((item) => item.url)).toEqual(
    [2022, 2021, 2020].map((year) => `${column}${year + 1}01/t${year + 1}0115_8${year}.html`),
  )
})

describe('page 2 is index_1', () => {
  test.each([
    'createPageHTML(3, 0, "index", "html");',
    "createPageHTML(3,0,'index','html');",
    'createPageHTML( 3 , 0 , "index" , "html" , 45 );',
    "createPageHTML('pagination', 3, 0, 'index', 'html', 45);",
    'createPageHTML("index", "html", 3, 0);',
    'createPageHTML_new(3, 0, "index", "html");',
    'var currentPage = 0;//所在页从0开始\nvar countPage = 3//共多少页\ndocument.write("<a href=\'index"+"_" + nextPage + "."+"html\'>下一页</a>");',
  ])('%s', (code) => expect(next(call(code))).toEqual([`${column}index_1.html`, `${column}index_2.html`]))

  test.each(['shtml', 'htm', 'jsp'])('with the extension %s', (extension) => {
    expect(next(call(`createPageHTML(2, 0, "index", "${extension}");`))).toEqual([`${column}index_1.${extension}`])
  })

  test('with another name of the file', () => {
    expect(next(call('createPageHTML(2, 0, "list", "shtml");'), `${column}list.shtml`)).toEqual([
      `${column}list_1.shtml`,
    ])
  })

  test('and a page in the middle names the others, the first by its folder', () => {
    expect(next(call('createPageHTML(3, 1, "index", "html");'), `${column}index_1.html`)).toEqual([
      column,
      `${column}index_2.html`,
    ])
  })

  test('and the links of a pager that the server wrote out are not doubled', () => {
    const written =
      '共<b>3</b>页 <a href="index.html">首页</a> <span>1</span> <a href="index_1.html">2</a> <a href="index_2.html">3</a> <a href="index_1.html">下一页</a> <a href="index_2.html">尾页</a>'
    expect(next(call('createPageHTML(3, 0, "index", "html");') + written).sort()).toEqual([
      `${column}index_1.html`,
      `${column}index_2.html`,
    ])
  })
})

test.each([
  'createPageHTML(1, 0, "index", "html");',
  '//createPageHTML(9, 0, "index", "html");',
  'function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt) { return 1 }',
  'createPageHTML(pages, current, "index", "html");',
])('%s names no further page', (code) => expect(next(call(code))).toEqual([]))

test('a pager in a comment names no further page', () => {
  expect(next(`<!-- ${call('createPageHTML(9, 0, "index", "html");')} -->`)).toEqual([])
})

test('an article with the same scripts has no list', () => {
  const body =
    '<p>一年来，我县按照公开条例的要求，主动公开重点领域信息，办理依申请公开事项，接受社会监督，现将有关情况报告如下，欢迎批评指正。</p>'.repeat(
      12,
    )
  const html = framed(
    '清河县2020年政府信息公开工作年度报告',
    `<div class="TRS_Editor">${body}</div><h4>相关报告</h4><ul>${rows}</ul>${call('createPageHTML(3, 0, "t20210115_82020", "html");')}`,
  )
  expect(trsDialect.list(htmlPage(`${column}202101/t20210115_82020.html`, html))).toEqual({ items: [], next: [] })
})
