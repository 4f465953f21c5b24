import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDelay, formatDuration, LONGEST_DURATION, parseDelay, parseDuration } from '../../config/duration.ts'

const durations = fc.oneof(
  fc.integer({ min: 0, max: LONGEST_DURATION }),
  fc.integer({ min: 0, max: 3600 }).map((seconds) => seconds * 1000),
  fc.integer({ min: 0, max: 60 }).map((minutes) => minutes * 60_000),
)

describe('a duration', () => {
  test.each([
    ['3s', 3000],
    ['500ms', 500],
    ['2m', 120_000],
    ['0s', 0],
    ['0ms', 0],
    ['60m', LONGEST_DURATION],
  ])('%s is %d ms', (text, duration) => {
    expect(parseDuration(text)).toBe(duration)
  })

  test.each(['', '3', 's', '3 s', '-3s', '+3s', '1.5s', '03s', '3S', '3sec', '1h', '61m', '3600001ms', '3s ', '3s\n'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeNull()
    },
  )

  test('survives being written and read, whatever its length', () => {
    fc.assert(
      fc.property(durations, (duration) => {
        expect(parseDuration(formatDuration(duration))).toBe(duration)
      }),
    )
  })

  test('is only ever a whole number of ms within the hour', () => {
    const lookalikes = fc.stringMatching(/^[0-9.+-]{0,8} ?(ms|s|m|h|S)?$/)
    fc.assert(
      fc.property(fc.oneof(lookalikes, fc.string()), (text) => {
        const duration = parseDuration(text)
        if (duration === null) return
        expect(Number.isInteger(duration)).toBe(true)
        expect(duration).toBeGreaterThanOrEqual(0)
        expect(duration).toBeLessThanOrEqual(LONGEST_DURATION)
      }),
    )
  })
})

describe('a delay', () => {
  test.each([
    ['3s', { min: 3000, max: 3000 }],
    ['0s', { min: 0, max: 0 }],
    ['1s-3s', { min: 1000, max: 3000 }],
    ['500ms-1m', { min: 500, max: 60_000 }],
  ])('%s is a range in ms', (text, range) => {
    expect(parseDelay(text)).toEqual(range)
  })

  test.each(['3s-1s', '1s-', '-3s', '1s-2s-3s', '1s - 3s', '1-3s', '1s–3s', '1s-61m'])('%j is none', (text) => {
    expect(parseDelay(text)).toBeNull()
  })

  test('survives being written and read', () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const range = { min: Math.min(a, b), max: Math.max(a, b) }
        expect(parseDelay(formatDelay(range))).toEqual(range)
      }),
    )
  })
})
