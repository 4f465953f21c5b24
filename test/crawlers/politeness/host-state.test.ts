import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange } from '../../../crawlers/fetch/exchange.ts'
import { backoff } from '../../../crawlers/politeness/backoff.ts'
import { afterFetch, delayFor, eventOf, newHost } from '../../../crawlers/politeness/host-state.ts'

const now = Date.UTC(2026, 2, 5, 2, 0, 0)
const pace = { now, delay: { min: 1000, max: 3000 }, random: () => 0.5 }

function answer(status: number, headers: Exchange['headers'] = []): Exchange {
  const none = Buffer.alloc(0)
  const bytes = { requestHead: none, requestBody: none, responseHead: none, body: none }
  const wire = { address: '192.0.2.1', startedAt: new Date(now), duration: 1, truncated: null }
  return { url: 'http://xx.gov.cn/a', method: 'GET', status, headers, ...bytes, ...wire }
}

test('after an answer the host is due when its delay is over, and its failures are forgotten', () => {
  const troubled = { ...newHost('192.0.2.1'), failures: 4, reason: 'http-429' }
  expect(afterFetch(troubled, { kind: 'ok' }, pace)).toEqual({
    address: '192.0.2.1',
    nextDue: now + 2000,
    failures: 0,
    reason: null,
    crawlDelay: null,
  })
})

test('a Crawl-delay longer than the configured delay is kept to', () => {
  expect(delayFor(pace.delay, 10_000, pace.random)).toBe(10_000)
  expect(delayFor(pace.delay, 500, pace.random)).toBe(2000)
})

test('a refusal waits at least as long as Retry-After asks', () => {
  const event = eventOf({ kind: 'blocked', reason: 'http-429' }, answer(429, [['Retry-After', '600']]), now)
  const state = afterFetch(newHost('192.0.2.1'), event, pace)
  expect(state).toMatchObject({ nextDue: now + 600_000, failures: 1, reason: 'http-429' })
})

test('refusals in a row wait longer and longer, up to an hour', () => {
  let state = newHost('192.0.2.1')
  const waits: number[] = []
  for (let count = 0; count < 8; count++) {
    state = afterFetch(
      state,
      { kind: 'refused', reason: 'http-521', retryAfter: null },
      { ...pace, random: () => 0.999 },
    )
    waits.push(state.nextDue - now)
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits.at(-1)).toBeLessThanOrEqual(3_600_000)
  expect(waits.at(-1)).toBeGreaterThan(3_500_000)
})

test('a missing page is a healthy answer of its host', () => {
  expect(eventOf({ kind: 'missing', reason: 'http-404' }, answer(404), now)).toEqual({ kind: 'ok' })
})

test.each(['timeout', 'reset', 'dns'])('an error of the network is a failure of the host: %s', (reason) => {
  expect(eventOf({ kind: 'failed', reason }, null, now)).toEqual({ kind: 'failed', reason })
})

test.each(['aborted', 'forbidden-address', 'bad-redirect'])(
  'an error that is not the server’s does not count: %s',
  (reason) => {
    expect(eventOf({ kind: 'failed', reason }, null, now)).toEqual({ kind: 'ok' })
  },
)

test('a host is never due before its normal delay is over, whatever happened', () => {
  const event = fc.oneof(
    fc.constant({ kind: 'ok' } as const),
    fc.record({ kind: fc.constant('failed' as const), reason: fc.constant('timeout') }),
    fc.record({
      kind: fc.constant('refused' as const),
      reason: fc.constant('http-503'),
      retryAfter: fc.option(fc.nat(86_400_000)),
    }),
  )
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), random, (events, value) => {
      let state = { ...newHost('192.0.2.1'), crawlDelay: 5000 }
      for (const next of events) {
        state = { ...afterFetch(state, next, { ...pace, random: () => value }), crawlDelay: 5000 }
        expect(state.nextDue - now).toBeGreaterThanOrEqual(5000)
        expect(Number.isFinite(state.nextDue)).toBe(true)
      }
    }),
  )
})

test('the jitter is full: from nothing up to a ceiling that doubles to the cap', () => {
  const limits = { base: 100, cap: 1000 }
  expect([1, 2, 3, 4, 5, 5000].map((failures) => backoff(failures, limits, () => 0.9999))).toEqual([
    99, 199, 399, 799, 999, 999,
  ])
  expect(backoff(3, limits, () => 0)).toBe(0)
  expect(backoff(0, limits, () => 0.9)).toBe(0)
})
