import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trapOf } from '../../crawlers/traps.ts'

const HOST = 'http://www.xx.gov.cn'

test.each([
  '/',
  '/zwgk/zfxxgk/fdzdgknr/zfxxgknb/2023/202401/t20240115_123456.html',
  '/art/2024/1/15/art_1234_56789.html',
  '/2023/2023/2023-01-05/1.html',
  '/xxgk/xxgk/xxgk/index.html',
  '/module/web/jpage/dataproxy.jsp?page=2&webid=1&columnid=77&unitid=9&perpage=15&col=1&appid=1&path=/&sourceContentType=1',
  '/search?q=%E5%B9%B4%E6%8A%A5&tag=a&tag=b&tag=c',
  '/login?back=%2Fnb%2Findex.html%3Fpage%3D2',
  '/eportal/ui?pageId=1&currentPage=3&moduleId=8a8c2e5f',
])('an address of a sound site is none: %s', (path) => {
  expect(trapOf(HOST + path)).toBeNull()
})

test.each([
  ['/a/b/a/b/a/b/a/b/', 'path-loop'],
  ['/nb/nb/nb/nb/index.html', 'path-loop'],
  ['/x/2023/01/nb/2023/01/nb/2023/01/nb/2023/01/nb/1.html', 'path-loop'],
  ['/a/x/a/y/a/z/a/w/a/v/a/u/a/t/', 'path-loop'],
  [`/list?${'page=1&'.repeat(9)}`, 'growing-query'],
  ['/show?back=%25252525252Fshow%253Fback', 'growing-query'],
  [`/list?${Array.from({ length: 60 }, (_, n) => `p${n}=1`).join('&')}`, 'growing-query'],
  [`/list?q=${'x'.repeat(2500)}`, 'long-address'],
] as const)('a trap: %s', (path, trap) => {
  expect(trapOf(HOST + path)).toBe(trap)
})

const segment = fc.stringMatching(/^[a-z0-9_-]{1,8}$/)

test('whatever pieces repeat, a path that goes on repeating them is left before it is twenty rounds long', () => {
  fc.assert(
    fc.property(
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.array(segment, { maxLength: 4 }),
      (loop, start) => {
        const path = [...start, ...Array.from({ length: 20 }, () => loop).flat()].join('/')
        expect(trapOf(`${HOST}/${path}/`)).not.toBeNull()
      },
    ),
  )
})

test('a query that takes itself up again and again is left before it is ten rounds long', () => {
  fc.assert(
    fc.property(segment, fc.webPath(), (name, path) => {
      let url = `${HOST}/${path.replace(/^\//, '')}`
      for (let round = 0; round < 10; round++) url = `${HOST}/go?${name}=${encodeURIComponent(url)}`
      expect(trapOf(url)).not.toBeNull()
    }),
  )
})

test('folders that all differ are no loop, however many there are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(segment, { maxLength: 40 }), (folders) => {
      expect(trapOf(`${HOST}/${folders.join('/')}/`)).toBeNull()
    }),
  )
})

test('every address gets an answer', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      expect([null, 'path-loop', 'growing-query', 'long-address']).toContain(trapOf(url))
    }),
  )
})
