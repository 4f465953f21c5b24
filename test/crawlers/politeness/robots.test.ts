import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Exchange, HeaderLine } from '../../../crawlers/fetch/exchange.ts'
import { parseRobots } from '../../../crawlers/politeness/robots.ts'

const url = 'http://www.xx.gov.cn/robots.txt'

function answer(
  body: Buffer | string,
  status = 200,
  headers: HeaderLine[] = [['Content-Type', 'text/plain']],
): Exchange {
  const none = Buffer.alloc(0)
  const wire = { address: '192.0.2.1', startedAt: new Date(0), duration: 1, truncated: null }
  const bytes = { requestHead: none, requestBody: none, responseHead: none, body: Buffer.from(body) }
  return { url, method: 'GET', status, headers, ...bytes, ...wire }
}

test('the rules for all apply to us, the longest match wins, and Crawl-delay is read as ms', () => {
  const robots = parseRobots(url, answer('User-agent: *\nDisallow: /admin/\nAllow: /admin/gk/\nCrawl-delay: 2.5\n'))
  expect(robots.allows('http://www.xx.gov.cn/admin/login')).toBe(false)
  expect(robots.allows('http://www.xx.gov.cn/admin/gk/1.html')).toBe(true)
  expect(robots).toMatchObject({ crawlDelay: 2500, unreachable: false })
})

test('rules that name us are ours alone', () => {
  const robots = parseRobots(url, answer('User-agent: *\nDisallow: /\n\nUser-agent: nianbao\nDisallow: /private/\n'))
  expect(robots.allows('http://www.xx.gov.cn/xxgk/')).toBe(true)
  expect(robots.allows('http://www.xx.gov.cn/private/1')).toBe(false)
})

test.each([404, 410, 403, 401])('no file means no rules: %i', (status) => {
  expect(parseRobots(url, answer('Disallow: /', status)).allows('http://www.xx.gov.cn/a')).toBe(true)
})

test.each([500, 503, 521])('a failing server allows nothing for now: %i', (status) => {
  const robots = parseRobots(url, answer('', status))
  expect(robots.allows('http://www.xx.gov.cn/a')).toBe(false)
  expect(robots.unreachable).toBe(true)
})

test('a server that does not answer allows nothing for now', () => {
  expect(parseRobots(url, null).allows('http://www.xx.gov.cn/a')).toBe(false)
})

test('a page that answers in place of the file holds no rules', () => {
  const page = '<!DOCTYPE html><html><body>User-agent: *\nDisallow: /\n</body></html>'
  expect(parseRobots(url, answer(page)).allows('http://www.xx.gov.cn/a')).toBe(true)
})

test('a byte order mark does not hide the first line', () => {
  const robots = parseRobots(url, answer('\uFEFFUser-agent: *\nDisallow: /a/\n'))
  expect(robots.allows('http://www.xx.gov.cn/a/1')).toBe(false)
})

test('a rule written in GBK forbids the address in GBK, and one in UTF-8 that in UTF-8', () => {
  const rules = 'User-agent: *\r\nDisallow: /洪水/ # 内部\r\n'
  const gbk = parseRobots(url, answer(iconv.encode(rules, 'gb18030')))
  expect(gbk.allows('http://www.xx.gov.cn/%BA%E9%CB%AE/1.html')).toBe(false)
  expect(gbk.allows('http://www.xx.gov.cn/%ba%e9%cb%ae/1.html')).toBe(false)
  expect(gbk.allows('http://www.xx.gov.cn/%E6%B4%AA%E6%B0%B4/1.html')).toBe(true)
  const utf8 = parseRobots(url, answer(rules))
  expect(utf8.allows('http://www.xx.gov.cn/洪水/1.html')).toBe(false)
})

test('a compressed file is read', () => {
  const body = gzipSync('User-agent: *\nDisallow: /a/\n')
  const robots = parseRobots(url, answer(body, 200, [['Content-Encoding', 'gzip']]))
  expect(robots.allows('http://www.xx.gov.cn/a/1')).toBe(false)
})

test('rules past 500 KiB are not read', () => {
  const filler = `# ${'说'.repeat(20)}\n`.repeat(9000)
  const robots = parseRobots(url, answer(`User-agent: *\nDisallow: /a/\n${filler}Disallow: /b/\n`))
  expect(robots.allows('http://www.xx.gov.cn/a/1')).toBe(false)
  expect(robots.allows('http://www.xx.gov.cn/b/1')).toBe(true)
})

test('a Crawl-delay that is no number is none', () => {
  expect(parseRobots(url, answer('User-agent: *\nCrawl-delay: abc\n')).crawlDelay).toBeNull()
})
