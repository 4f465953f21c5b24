import { expect, test } from 'vitest'
import { calledAddresses } from '../../../crawlers/dialects/list/called.ts'
import { staticDialect } from '../../../crawlers/dialects/static.ts'
import { framed, htmlPage } from '../pages.ts'

const column = 'http://slj.qinghe.gov.cn/list.jsp?cid=7'

/** Where a call leads, by a page's scripts. */
function leadsTo(call: string, script: string): string | null {
  return calledAddresses(htmlPage(column, `<script>${script}</script>`))(call)
}

test.each([
  ['an assignment', 'javascript:goPage(2)', "function goPage(n) { window.location.href = '/list.jsp?page=' + n }"],
  ['a name between', 'goPage(2);', "function goPage(n) { var to = '/list.jsp?page=' + n; location = to }"],
  [
    'a name of the page',
    'return goPage(2)',
    "var base = '/list.jsp'; function goPage(n) { location.href = base + '?page=' + n }",
  ],
  ['a call', 'javascript:goPage("2")', "var goPage = function (n) { location.replace('/list.jsp?page=' + n) }"],
  ['a new window', 'goPage(2)', "function goPage(id) { window.open('/list.jsp?page=' + id, '_blank') }"],
  [
    'the choice of the other pages',
    'goPage(2)',
    "function goPage(n) { if (n == 1) location.href = '/list.jsp'; else location.href = '/list.jsp?page=' + n }",
  ],
  ['brackets', 'goPage(2)', "function goPage(n) { location.href = '/list.jsp?page=' + (n) }"],
  [
    'a page counted from the one before',
    'goPage(3)',
    "function goPage(n) { location.href = '/list.jsp?page=' + (n - 1) }",
  ],
  [
    'a number made of digits',
    "goPage('1')",
    "function goPage(n) { location.href = '/list.jsp?page=' + (parseInt(n) + 1) }",
  ],
])('a function of the page leads where it is written: by %s', (_, call, script) => {
  expect(leadsTo(call, script)).toBe('/list.jsp?page=2')
})

test.each([
  ['of no function of the page', 'goPage(2)', 'function other(n) { location.href = "/x" + n }'],
  ['of a function that goes nowhere', 'goPage(2)', 'function goPage(n) { load(n); list.show(n) }'],
  ['that is not plain', 'goPage(2)', 'function goPage(n) { location.href = "/x/" + key(n) }'],
  [
    'with a choice of several',
    'goPage(2)',
    'function goPage(n) { if (a) location.href = "/a" + n; else location.href = "/b" + n }',
  ],
  [
    'of the first page, where that is another',
    'goPage(1)',
    'function goPage(n) { if (n == 1) location.href = "/l"; else location.href = "/l_" + n }',
  ],
  ['that takes up none of its arguments', 'goPage(2)', 'function goPage(n) { location.href = "/login.jsp" }'],
  ['in a function without an end', 'goPage(2)', 'function goPage(n) { location.href = "/x" + n'],
])('a call is no address: %s', (_, call, script) => {
  expect(leadsTo(call, script)).toBeNull()
})

test('rows and pages of a list are followed through the functions of its page', () => {
  const rows = [2023, 2022].map(
    (year) =>
      `<li><a href="javascript:show('${year}')">清河县水利局${year}年政府信息公开工作年度报告</a><span>${year + 1}-01-10</span></li>`,
  )
  const pager = '第1页/共3页 <a href="javascript:goPage(2)">下一页</a> <a href="#" onclick="goPage(3)">尾页</a>'
  const script = `function show(id) { window.open('/art.jsp?id=' + id) } function goPage(n) { location.href = '/list.jsp?cid=7&pageNo=' + n }`
  const read = staticDialect.list(
    htmlPage(
      column,
      framed('政府信息公开年报', `<ul>${rows.join('')}</ul><div>${pager}</div><script>${script}</script>`),
    ),
  )
  const base = 'http://slj.qinghe.gov.cn'
  expect(read.items.map(({ url }) => url)).toEqual([`${base}/art.jsp?id=2023`, `${base}/art.jsp?id=2022`])
  expect(read.next.map(({ url }) => url).sort()).toEqual([2, 3].map((n) => `${base}/list.jsp?cid=7&pageNo=${n}`))
})
