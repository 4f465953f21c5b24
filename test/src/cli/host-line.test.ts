import { expect, test } from 'vitest'
import { type HostNow, hostLine } from '../../../src/cli/host-line.ts'
import { wordsOf } from '../../../src/cli/words.ts'
import { NO_COUNTS } from '../../../src/visit/tally.ts'

const NOW = Date.parse('2026-01-20T02:00:00Z')
const URL = 'http://www.zhangxi.example/nb/3.html'

function hostNow(asking: HostNow['asking']): HostNow {
  const [site, host] = ['zhangxi', 'www.zhangxi.example']
  const tally = { ...NO_COUNTS, site, host, pages: 5 }
  return { label: site, site, host, tally, queued: 8, waiting: { reason: null, until: NOW }, asking }
}

test('an answer that does not end is named, and how long it is waited for; no time is guessed then', () => {
  const host = hostNow({ url: URL, since: NOW - 40_000 })
  expect(hostLine(host, NOW, NOW - 60_000, wordsOf('en'))).toBe(
    `zhangxi  5 fetched · 8 queued · waiting 40 s for ${URL}`,
  )
  expect(hostLine(host, NOW, NOW - 60_000, wordsOf('zh'))).toMatch(new RegExp(`已等待 40 秒：${URL}$`))
})

test('while answers come soon, the line says how long it will take', () => {
  for (const asking of [null, { url: URL, since: NOW - 2000 }]) {
    expect(hostLine(hostNow(asking), NOW, NOW - 5000, wordsOf('en'))).toMatch(/1\.0\/s · about 8 s left$/)
  }
})

test('of a host that is only in line, nothing is said to be asked', () => {
  const inLine = { ...hostNow(null), tally: null, queued: 1 }
  expect(hostLine(inLine, NOW, NOW - 5000, wordsOf('en'))).toBe('zhangxi  0 fetched · 1 queued')
  const asked = { ...inLine, asking: { url: URL, since: NOW - 2000 } }
  expect(hostLine(asked, NOW, NOW - 5000, wordsOf('en'))).toMatch(/asking, no answer yet for 5 s$/)
})
