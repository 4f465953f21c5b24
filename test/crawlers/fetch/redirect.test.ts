import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { redirectTarget } from '../../../crawlers/fetch/redirect.ts'

const url = 'http://www.xx.gov.cn/xxgk/list.html?page=1'

function target(location: string | Buffer | null, status = 302): string | null {
  const value = Buffer.isBuffer(location) ? location.toString('latin1') : location
  return redirectTarget({ url, status, headers: value === null ? [] : [['location', value]] })
}

test.each([
  ['https://www.xx.gov.cn/', 'https://www.xx.gov.cn/'],
  ['../art/1.html', 'http://www.xx.gov.cn/art/1.html'],
  ['//b.gov.cn/a', 'http://b.gov.cn/a'],
  ['?page=2', 'http://www.xx.gov.cn/xxgk/list.html?page=2'],
  ['/a b.html#top', 'http://www.xx.gov.cn/a%20b.html'],
])('a Location is resolved as a browser does: %s', (location, expected) => {
  expect(target(location)).toBe(expected)
})

test.each([301, 302, 303, 307, 308])('status %i redirects', (status) => {
  expect(target('/a', status)).toBe('http://www.xx.gov.cn/a')
})

test.each([200, 300, 304, 404])('status %i does not', (status) => {
  expect(target('/a', status)).toBeNull()
})

test('raw bytes are kept as they came: GBK stays GBK, UTF-8 stays UTF-8, in path and query', () => {
  expect(target(iconv.encode('/洪?q=洪', 'gb18030'))).toBe('http://www.xx.gov.cn/%BA%E9?q=%BA%E9')
  expect(target(Buffer.from('/洪?q=洪'))).toBe('http://www.xx.gov.cn/%E6%B4%AA?q=%E6%B4%AA')
})

test.each([null, '', '  ', 'http://', 'javascript:history.back()', 'ftp://a/', 'file:///etc/passwd'])(
  'a Location that cannot be followed leads nowhere: %s',
  (location) => {
    expect(target(location)).toBeNull()
  },
)
