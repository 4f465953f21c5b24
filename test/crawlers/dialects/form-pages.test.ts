import { expect, test } from 'vitest'
import type { Asked } from '../../../crawlers/dialects/dialect.ts'
import { staticDialect } from '../../../crawlers/dialects/static.ts'
import { framed, htmlPage } from '../pages.ts'

const column = 'http://slj.qinghe.gov.cn/list.do?cid=7'
const rows = [2023, 2022].map(
  (year) =>
    `<li><a href="/nb/${year}.html">清河县水利局${year}年政府信息公开工作年度报告</a><span>${year + 1}-01-10</span></li>`,
)

interface Form {
  readonly method?: string
  readonly stated?: string
  readonly turn?: string
  readonly token?: string
}

function nextOf({ method = 'post', stated = '', turn = TURN, token = 'a1' }: Form, asked?: Asked) {
  const form = `<form id="pageForm" action="/list.do" method="${method}"><input type="hidden" name="cid" value="7"><input type="hidden" name="pageNo" id="pn" value="1"><input type="hidden" name="token" value="${token}"></form>`
  const pager = `${stated} <a href="javascript:toPage(2)">下一页</a>`
  const html = framed('政府信息公开年报', `<ul>${rows.join('')}</ul>${form}<div>${pager}</div><script>${turn}</script>`)
  return staticDialect
    .list(htmlPage(column, html), asked)
    .next.map(({ url, method: by, body }) =>
      [by, url.replace('http://slj.qinghe.gov.cn', ''), body].filter((part) => part !== undefined).join(' '),
    )
}

const TURN = 'function toPage(n) { document.pageForm.pageNo.value = n; document.pageForm.submit() }'

test.each([
  ['by the name of the field', TURN],
  [
    'by its id',
    "function toPage(n) { document.getElementById('pn').value = n; document.getElementById('pageForm').submit() }",
  ],
  ['by jQuery', "function toPage(n) { $('#pn').val(n); $('#pageForm').submit() }"],
])('a form that the pager sends is sent with the number of the next page, %s', (_, turn) => {
  expect(nextOf({ turn })).toEqual(['POST /list.do cid=7&pageNo=2&token=a1'])
})

test('where the number of pages is stated, all are asked for at once', () => {
  expect(nextOf({ stated: '第1页/共3页' })).toEqual([2, 3].map((n) => `POST /list.do cid=7&pageNo=${n}&token=a1`))
})

test('a form that goes by address is an address', () => {
  expect(nextOf({ method: 'get' })).toEqual(['GET /list.do?cid=7&pageNo=2&token=a1'])
})

test('a page that was asked so names the one behind it, and none behind the last, whatever its fields say', () => {
  const asked = (n: number): Asked => ({
    url: 'http://slj.qinghe.gov.cn/list.do',
    method: 'POST',
    body: `cid=7&pageNo=${n}&token=a1`,
    from: column,
    depth: n,
  })
  expect(nextOf({ token: 'b2' }, asked(2))).toEqual(['POST /list.do cid=7&pageNo=3&token=b2'])
  expect(nextOf({ stated: '第3页/共3页', token: 'b2' }, asked(3))).toEqual([])
})

test.each([
  ['sends something else', 'function toPage(n) { document.pageForm.submit() }'],
  ['sends nothing', 'function toPage(n) { document.pageForm.pageNo.value = n }'],
  ['belongs to no form of the page', 'function toPage(n) { document.other.page.value = n; document.other.submit() }'],
])('a pager whose function %s leads nowhere', (_, turn) => {
  expect(nextOf({ turn })).toEqual([])
})

test('a select of page numbers that sends its form gives all of them, and no address of a bare number', () => {
  const options = [1, 2, 3].map((n) => `<option value="${n}">第${n}页</option>`).join('')
  const select = `<select name="page" onchange="this.form.submit()">${options}</select>`
  const next = (more: string): string[] => {
    const html = framed('政府信息公开年报', `<ul>${rows.join('')}</ul>${more}`)
    return staticDialect.list(htmlPage(column, html)).next.map(({ url, body = '' }) => `${url} ${body}`.trim())
  }
  const form = (method: string) =>
    `<form method="${method}" action="/list.jsp"><input type="hidden" name="cid" value="7">${select}</form>`
  expect(next(form('get'))).toEqual([2, 3].map((n) => `http://slj.qinghe.gov.cn/list.jsp?cid=7&page=${n}`))
  expect(next(form('post'))).toEqual([2, 3].map((n) => `http://slj.qinghe.gov.cn/list.jsp cid=7&page=${n}`))
  expect(next(select)).toEqual([])
  // What is chosen from here is no page of a list.
  expect(next(form('get').replaceAll('value="2"', 'value="9"'))).toEqual([])
})
