import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestRetryAfter, parseHttpDate, parseRetryAfter } from '../../../crawlers/politeness/retry-after.ts'

const now = Date.UTC(2026, 2, 5, 2, 0, 0)

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['1.5', 1500],
  ['99999999999', longestRetryAfter],
])('seconds are read, and held to the longest wait: %s', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected)
})

test.each([
  ['Thu, 05 Mar 2026 02:01:00 GMT'],
  ['Thursday, 05-Mar-26 02:01:00 GMT'],
  ['Thu Mar  5 02:01:00 2026'],
  ['thu, 05 mar 2026 02:01:00 gmt'],
])('a date in each of the three forms is a wait from now, whatever the local time zone: %s', (value) => {
  expect(parseRetryAfter(value, now)).toBe(60_000)
})

test('a date gone by is no wait', () => {
  expect(parseRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', now)).toBe(0)
})

test('a year of two digits is never more than fifty years ahead', () => {
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37))
})

test.each([
  '',
  'soon',
  '-5',
  '5 minutes',
  'Thu, 31 Feb 2026 02:01:00 GMT',
  'Thu, 05 Mar 2026 25:01:00 GMT',
  '2026-03-05',
])('what is neither form is not guessed at: "%s"', (value) => {
  expect(parseRetryAfter(value, now)).toBeNull()
})

test('every date that a server can write is read as the second that it means', () => {
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
  fc.assert(
    fc.property(seconds, (at) => {
      expect(parseHttpDate(new Date(at * 1000).toUTCString(), now)).toBe(at * 1000)
    }),
  )
})

test('whatever a server sends, the wait is none or within bounds', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const wait = parseRetryAfter(value, now)
      expect(wait === null || (wait >= 0 && wait <= longestRetryAfter)).toBe(true)
    }),
  )
})
