import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeForm, resolveLink, sameSite } from '../../crawlers/read/links.ts'
import { gbkPage, htmlPage } from './pages.ts'

const utf8 = htmlPage('http://slj.qinghe.gov.cn/zwgk/nb/index.html', '<p>年报</p>')
const gbk = gbkPage('http://slj.qinghe.gov.cn/zwgk/nb/index.asp', '<p>年报</p>')

describe('resolveLink', () => {
  test.each([
    ['./202003/t20200311_81.html', 'http://slj.qinghe.gov.cn/zwgk/nb/202003/t20200311_81.html'],
    ['../', 'http://slj.qinghe.gov.cn/zwgk/'],
    ['/a.html#top', 'http://slj.qinghe.gov.cn/a.html'],
    ['//img.qinghe.gov.cn/a.pdf', 'http://img.qinghe.gov.cn/a.pdf'],
    ['?page=2', 'http://slj.qinghe.gov.cn/zwgk/nb/index.html?page=2'],
    [' \n/a\tb.html\r\n ', 'http://slj.qinghe.gov.cn/ab.html'],
    ['..\\jb\\a.html', 'http://slj.qinghe.gov.cn/zwgk/jb/a.html'],
    ['HTTPS://SLJ.qinghe.gov.cn:443/A.html', 'https://slj.qinghe.gov.cn/A.html'],
    ['/附件/2019 年报.pdf', 'http://slj.qinghe.gov.cn/%E9%99%84%E4%BB%B6/2019%20%E5%B9%B4%E6%8A%A5.pdf'],
    ['/down?f=%BA%e9&x=%', 'http://slj.qinghe.gov.cn/down?f=%BA%e9&x=%'],
    ['view.jsp;jsessionid=0A1B2C.w1?id=8', 'http://slj.qinghe.gov.cn/zwgk/nb/view.jsp?id=8'],
    ['/nb/;JSESSIONID=0A1B2C', 'http://slj.qinghe.gov.cn/nb/'],
    ['?PHPSESSID=ab12&page=2', 'http://slj.qinghe.gov.cn/zwgk/nb/index.html?page=2'],
    ['?page=2&phpsessid=ab12', 'http://slj.qinghe.gov.cn/zwgk/nb/index.html?page=2'],
    ['list.asp?ASPSESSIONIDQQ=ab12', 'http://slj.qinghe.gov.cn/zwgk/nb/list.asp'],
    ['/session/a.html?assess=1&id=2', 'http://slj.qinghe.gov.cn/session/a.html?assess=1&id=2'],
  ])('resolves %j', (href, expected) => expect(resolveLink(href, utf8)).toBe(expected))

  test.each([
    '',
    ' ',
    '#',
    '#top',
    'javascript:void(0)',
    'JavaScript:open("/a.html")',
    'java\nscript:x()',
    'mailto:a@b.cn',
    'data:text/html,x',
    'ftp://a.cn/b',
    'tel:12345',
    'http://',
    'http://a b/',
    'about:blank',
  ])('gives null for %j', (href) => expect(resolveLink(href, utf8)).toBeNull())

  test('writes the query in the encoding of the page and the path in UTF-8', () => {
    expect(resolveLink('show.asp?name=洪&id=3', gbk)).toBe('http://slj.qinghe.gov.cn/zwgk/nb/show.asp?name=%BA%E9&id=3')
    expect(resolveLink('/洪.asp?name=洪', gbk)).toBe('http://slj.qinghe.gov.cn/%E6%B4%AA.asp?name=%BA%E9')
    expect(resolveLink('show.asp?name=洪', utf8)).toBe('http://slj.qinghe.gov.cn/zwgk/nb/show.asp?name=%E6%B4%AA')
  })

  test('writes a character that the encoding lacks as a browser does', () => {
    expect(resolveLink('?q=😀', gbk)).toBe('http://slj.qinghe.gov.cn/zwgk/nb/index.asp?q=%26%23128512%3B')
  })

  test('keeps the ASCII trail byte of a double-byte character, as the standard says', () => {
    expect(resolveLink('?q=丂', gbk)).toBe('http://slj.qinghe.gov.cn/zwgk/nb/index.asp?q=%81@')
  })

  const hrefs = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc
      .tuple(
        fc.constantFrom('/', './', '../', '?', '//', 'javascript:', 'http:', '\\\\'),
        fc.string({ unit: 'grapheme' }),
      )
      .map((parts) => parts.join('')),
  )

  test.each([utf8, gbk])(
    'always gives null or a fragmentless ASCII http(s) address that resolves to itself',
    (page) => {
      fc.assert(
        fc.property(hrefs, (href) => {
          const url = resolveLink(href, page)
          if (url === null) return
          expect(url).toMatch(/^https?:\/\/[\x21-\x7e]+$/)
          expect(url).not.toContain('#')
          expect(new URL(url).href).toBe(url)
          expect(resolveLink(url, page)).toBe(url)
        }),
        { numRuns: 500 },
      )
    },
  )
})

test('encodeForm writes a form body in the encoding that is named', () => {
  expect(
    encodeForm(
      [
        ['webname', '清河 县'],
        ['path', '/'],
        ['x', "a-b_c.d*e~f'"],
      ],
      'utf-8',
    ),
  ).toBe('webname=%E6%B8%85%E6%B2%B3+%E5%8E%BF&path=%2F&x=a-b_c.d*e%7Ef%27')
  expect(encodeForm([['name', '洪😀']], 'gbk')).toBe('name=%BA%E9%26%23128512%3B')
})

test.each([
  ['http://a.qinghe.gov.cn/x', 'https://www.qinghe.gov.cn/', true],
  ['http://slj.qinghe.gov.cn/', 'http://slj.jinhe.gov.cn/', false],
  ['http://127.0.0.1:8001/', 'http://127.0.0.1:8001/a', true],
  ['http://127.0.0.1:8001/', 'http://127.0.0.1:8002/', false],
  ['http://127.0.1.1/', 'http://127.0.2.1/', false],
  ['http://a.example.com/', 'http://b.example.com/', true],
  ['http://gov.cn/', 'http://www.gov.cn/', false],
])('sameSite(%s, %s) is %s', (a, b, same) => expect(sameSite(a, b)).toBe(same))
