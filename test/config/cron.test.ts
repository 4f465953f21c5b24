import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCron } from '../../config/cron.ts'
import { formatHours, parseHours } from '../../config/hours.ts'

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

describe('a cron line', () => {
  test('gives the values of its five fields', () => {
    expect(parseCron('0 3 * * 1')).toEqual({
      minute: { values: [0], star: false },
      hour: { values: [3], star: false },
      dayOfMonth: { values: range(1, 31), star: true },
      month: { values: range(1, 12), star: true },
      dayOfWeek: { values: [1], star: false },
    })
  })

  test('takes lists, ranges and steps, each value once and in order', () => {
    const line = parseCron('*/20 8-18/5,23,8 15,1 1-3,2 *')
    expect(line?.minute).toEqual({ values: [0, 20, 40], star: true })
    expect(line?.hour.values).toEqual([8, 13, 18, 23])
    expect(line?.dayOfMonth.values).toEqual([1, 15])
    expect(line?.month.values).toEqual([1, 2, 3])
  })

  test('knows a Sunday as 0 and as 7', () => {
    expect(parseCron('0 0 * * 5-7')?.dayOfWeek.values).toEqual([0, 5, 6])
    expect(parseCron('0 0 * * 0,7')?.dayOfWeek.values).toEqual([0])
    expect(parseCron('0 0 * * *')?.dayOfWeek.values).toEqual(range(0, 6))
  })

  test.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * 32 * *',
    '* * * 0 *',
    '* * * 13 *',
    '* * * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    '5/10 * * * *',
    '1,,2 * * * *',
    '1- * * * *',
    '- * * * *',
    '@daily',
    '0 3 * * MON',
    ' 0 3 * * 1',
    '0\t3 * * 1',
  ])('%j is none', (line) => {
    expect(parseCron(line)).toBeNull()
  })

  test('never has an empty field or a value out of range, whatever the text', () => {
    const field = fc.stringMatching(/^[0-9*][0-9*,/-]{0,5}$/)
    const lines = fc.tuple(field, field, field, field, field).map((fields) => fields.join(' '))
    fc.assert(
      fc.property(fc.oneof(lines, fc.string()), (text) => {
        const line = parseCron(text)
        if (line === null) return
        const bounds = [
          [line.minute, 0, 59],
          [line.hour, 0, 23],
          [line.dayOfMonth, 1, 31],
          [line.month, 1, 12],
          [line.dayOfWeek, 0, 6],
        ] as const
        for (const [{ values }, least, greatest] of bounds) {
          expect(values.length).toBeGreaterThan(0)
          expect(values.every((value) => value >= least && value <= greatest)).toBe(true)
          expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b))
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the hours of a site', () => {
  test('are minutes since midnight and may span it', () => {
    expect(parseHours('20:00-08:30')).toEqual({ from: 1200, to: 510 })
    expect(parseHours('00:00-23:59')).toEqual({ from: 0, to: 1439 })
  })

  test.each(['20:00', '20:00-20:00', '24:00-08:00', '20:60-08:00', '8:00-20:00', '20:00 - 08:00', '20.00-08.00'])(
    '%j are none',
    (text) => {
      expect(parseHours(text)).toBeNull()
    },
  )

  test('survive being written and read', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(minute, minute, (from, to) => {
        expect(parseHours(formatHours({ from, to }))).toEqual(from === to ? null : { from, to })
      }),
    )
  })
})
