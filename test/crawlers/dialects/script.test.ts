import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { argumentsAt, HOLE } from '../../../crawlers/dialects/script/literal.ts'
import { namesIn } from '../../../crawlers/dialects/script/names.ts'
import { otherPages } from '../../../crawlers/dialects/script/paging.ts'
import { readRecords } from '../../../crawlers/dialects/script/records.ts'
import { requestOf, services } from '../../../crawlers/dialects/script/services.ts'
import { htmlPage } from '../pages.ts'

const nothing = () => undefined
const parse = (code: string) => argumentsAt(code, 0, nothing)

describe('arguments are read as they are written', () => {
  test.each([
    [`'/list', { page: 1, "rows": 15, all: true })`, ['/list', { page: 1, rows: 15, all: true }]],
    [`{ a: ['x', "y"], b: { c: null } })`, [{ a: ['x', 'y'], b: { c: null } }]],
    [`'a' + "b" + 3)`, ['ab3']],
    [`"" || "chnlid=1813")`, ['chnlid=1813']],
    [`JSON.stringify({ id: 7 }), 'post')`, [{ id: 7 }, 'post']],
    [`'it\\'s' /* not ) this */, // nor ) this\n 'x')`, ["it's", 'x']],
    [`\`/list?cid=\${cid}\`)`, [`/list?cid=${HOLE}`]],
  ])('%s', (code, values) => expect(parse(code)).toEqual(values))

  test.each([
    [`load(), 'x')`, [undefined, 'x']],
    [`function (d) { return { a: ")" } }, 'x')`, [undefined, 'x']],
    [`n > 1 ? '/a' : '/b')`, [undefined]],
    [`'/list?page=' + n)`, [`/list?page=${HOLE}`]],
    [`$('#form').serialize() + '&page=1')`, [`${HOLE}&page=1`]],
  ])('what is not plain stays unknown: %s', (code, values) => expect(parse(code)).toEqual(values))

  test('any text is read without error, in bounded time and depth', () => {
    const code = fc.array(
      fc.constantFrom('{', '[', '(', ')', ']', '}', '"', "'", '`', ',', ':', '+', '||', 'a', '1', '\n', '\\'),
      {
        maxLength: 400,
      },
    )
    fc.assert(fc.property(code, (parts) => Array.isArray(argumentsAt(parts.join(''), 0, nothing))))
    expect(Array.isArray(parse('['.repeat(100_000)))).toBe(true)
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(namesIn(text) && argumentsAt(text, 0, namesIn(text)))))
  })
})

test('names stand for what they are first given, across objects, and never for themselves', () => {
  const nameOf = namesIn(`var SiteInfo = { searchId: "210044" }
    let page = 1
    $scope.size = 15; var again = again + 1; var url = '/a?page=' + page; var odd = f(2)`)
  expect(nameOf('SiteInfo.searchId')).toBe('210044')
  expect(nameOf('page')).toBe(1)
  expect(nameOf('$scope.size')).toBe(15)
  expect(nameOf('url')).toBe('/a?page=1')
  expect(nameOf('again')).toBeUndefined()
  expect(nameOf('odd')).toBeUndefined()
})

const page = (script: string) => htmlPage('http://a.gov.cn/nb/', `<html><script>${script}</script></html>`)
const asked = (script: string) => services(page(script)).map((service) => requestOf(service, page(script)))

describe('calls that are plainly written', () => {
  test.each([
    [
      `$.ajax({ url: "/api/list", type: "post", data: { cid: 12, pageNo: p, title: $('#q').val(), t: Math.random() } })`,
      { url: 'http://a.gov.cn/api/list', method: 'POST', body: 'cid=12&pageNo=1&title=' },
    ],
    [`$.getJSON('../data/list.json?cid=12', show)`, { url: 'http://a.gov.cn/data/list.json?cid=12', method: 'GET' }],
    [`$.get('/list', { cid: 12 }, show)`, { url: 'http://a.gov.cn/list?cid=12', method: 'GET' }],
    [`$.post('/list', 'cid=12&page=1', show)`, { url: 'http://a.gov.cn/list', method: 'POST', body: 'cid=12&page=1' }],
    [`axios.get('/list', { params: { cid: 12 } })`, { url: 'http://a.gov.cn/list?cid=12', method: 'GET' }],
    [
      `axios.post('/list', { cid: 12, page: 1 })`,
      { url: 'http://a.gov.cn/list', method: 'POST', body: '{"cid":12,"page":1}', bodyType: 'application/json' },
    ],
    [
      `fetch('/list', { method: 'POST', headers: {}, body: JSON.stringify({ cid: 12 }) })`,
      { url: 'http://a.gov.cn/list', method: 'POST', body: '{"cid":12}', bodyType: 'application/json' },
    ],
    [
      `this.$http({ url: '/list', method: 'get', params: { cid: this.cid } }); var x = { cid: 12 }`,
      { url: 'http://a.gov.cn/list?cid=12', method: 'GET' },
    ],
  ])('%s', (script, request) => expect(asked(script)).toEqual([request]))

  test.each([
    `$.get('/list?cid=' + location.hash)`,
    `$.ajax({ url: api + '/list' })`,
    `$.ajax({ url: '/list', data: form })`,
    `$.getJSON('http://www.elsewhere.com/list.json')`,
    `$.get(url)`,
    `$('.list').html(''); jQuery('.page/list').show()`,
    `// nothing is asked`,
  ])('and no others: %s', (script) => expect(asked(script)).toEqual([]))
})

describe('the rows of a data answer', () => {
  const answer = (
    data: unknown,
    request = { url: 'http://a.gov.cn/api/list?cid=3&pageNo=1&pageSize=2', method: 'GET' as const },
  ) => readRecords(data, htmlPage(request.url, ''), request)

  test('are the array whose rows have titles and addresses, by whatever names', () => {
    const rows = [
      { DOCTITLE: '清河县<em>2020年</em>年报', DOCPUBURL: '/nb/2020.html', PUBDATE: 1_611_619_200_000 },
      { DOCTITLE: '清河县2019年年报', DOCPUBURL: 'http://a.gov.cn/nb/2019.html', PUBDATE: '2020-01-15 09:30:11' },
    ]
    const data = { code: 200, menu: [{ name: '首页', url: '/' }], page: { content: rows, totalPages: 3 } }
    const { items, next } = answer(data)
    expect(items).toEqual([
      { url: 'http://a.gov.cn/nb/2020.html', title: '清河县2020年年报', date: '2021-01-26' },
      { url: 'http://a.gov.cn/nb/2019.html', title: '清河县2019年年报', date: '2020-01-15' },
    ])
    expect(next.map(({ url }) => url)).toEqual(
      [2, 3].map((n) => `http://a.gov.cn/api/list?cid=3&pageNo=${n}&pageSize=2`),
    )
  })

  const row = (n: number) => ({ title: `第${n}份年报`, url: `/nb/${n}.html` })

  test('give the other pages by the records in all, and by what a page really holds', () => {
    const full = answer({ total: 5, rows: [row(1), row(2)] })
    expect(full.next).toHaveLength(2)
    const capped = answer(
      { total: 5, rows: [row(1), row(2)] },
      { url: 'http://a.gov.cn/l?page=1&rows=500', method: 'GET' },
    )
    expect(capped.next.map(({ url }) => url)).toEqual([2, 3].map((n) => `http://a.gov.cn/l?page=${n}&rows=500`))
    expect(
      answer({ total: 5, rows: [row(5)] }, { url: 'http://a.gov.cn/l?page=3&rows=2', method: 'GET' }).next,
    ).toEqual([])
    expect(answer({ total: 2, rows: [row(1), row(2)] }).next).toEqual([])
  })

  test.each([null, 3, 'x', [], {}, { rows: [] }, { rows: [{ title: '无址' }, { url: '/only' }] }])(
    '%j has none',
    (data) => expect(answer(data)).toEqual({ items: [], next: [] }),
  )
})

describe('the other pages of a request', () => {
  test.each([
    [
      { url: 'http://a.cn/l?page=1&n=5', method: 'GET' as const },
      { url: 'http://a.cn/l?page=2&n=5', method: 'GET' },
    ],
    [
      { url: 'http://a.cn/l?page=0', method: 'GET' as const },
      { url: 'http://a.cn/l?page=1', method: 'GET' },
    ],
    [
      { url: 'http://a.cn/d/id=9,pageIndex=1,pageSize=5.json', method: 'GET' as const },
      { url: 'http://a.cn/d/id=9,pageIndex=2,pageSize=5.json', method: 'GET' },
    ],
    [
      { url: 'http://a.cn/l', method: 'POST' as const, body: 'cid=1&pageNo=1' },
      { url: 'http://a.cn/l', method: 'POST', body: 'cid=1&pageNo=2' },
    ],
    [
      {
        url: 'http://a.cn/l',
        method: 'POST' as const,
        body: '{"pageNo":1,"cid":"1"}',
        bodyType: 'application/json' as const,
      },
      { url: 'http://a.cn/l', method: 'POST', body: '{"pageNo":2,"cid":"1"}', bodyType: 'application/json' },
    ],
  ])('%j', (first, second) => expect(otherPages(first, 2)).toEqual([second]))

  test('are none where nothing counts them, and never more than a column has', () => {
    expect(otherPages({ url: 'http://a.cn/l?cid=4', method: 'GET' }, 9)).toEqual([])
    expect(otherPages({ url: 'http://a.cn/l?page=1', method: 'GET' }, 1_000_000).length).toBeLessThan(300)
  })
})
