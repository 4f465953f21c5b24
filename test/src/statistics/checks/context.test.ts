import { describe, expect, test } from 'vitest'
import { cell, checks, rows2014 } from './made.ts'

test('V12: what was carried in is what the year before carried out', () => {
  const now = [cell('t3', 'carry_in', 'tot', 34)]
  const before = (n: number | null) => ({ previous: [cell('t3', 'carry_out', 'tot', n)] })
  expect(checks('V12', now, before(34))).toMatchObject([{ verdict: 'holds' }])
  expect(checks('V12', now, before(30))).toMatchObject([{ verdict: 'fails', left: 34, right: 30 }])
  expect(checks('V12', now, before(null))).toMatchObject([{ verdict: 'not-applicable' }])
  expect(checks('V12', now)).toEqual([])
})

test('V13: rules in force follow from those of the year before', () => {
  const rules = (valid: number) => [
    cell('t2', '行政规范性文件', '本年制发件数', 8),
    cell('t2', '行政规范性文件', '本年废止件数', 26),
    cell('t2', '行政规范性文件', '现行有效件数', valid),
  ]
  const previous = [cell('t2', '行政规范性文件', '现行有效件数', 84)]
  expect(checks('V13', rules(66), { previous })).toMatchObject([{ verdict: 'holds' }])
  expect(checks('V13', rules(70), { previous })).toMatchObject([{ verdict: 'fails', left: 70, right: 66 }])
})

test('V20: a year whose figures are those of the year before', () => {
  const keys = 'pd_total pd_website pd_weibo req_received req_online staff_total staff_full trainings meetings'.split(
    ' ',
  )
  const year = (by: number) => rows2014(Object.fromEntries(keys.map((key, i) => [key, 10 + i * by])))
  expect(checks('V20', year(3), { previous: year(3) })).toMatchObject([{ verdict: 'fails', left: 9, right: 9 }])
  expect(checks('V20', year(3), { previous: year(4) })).toMatchObject([{ verdict: 'holds', left: 1, right: 9 }])
  expect(checks('V20', rows2014({ org_units: 1 }), { previous: rows2014({ org_units: 1 }) })).toEqual([])
})

describe('V15: the form fits the year', () => {
  test.each([
    ['F2014', 2018, 'holds', null],
    ['F2014', 2019, 'fails', 'form_lag'],
    ['F2019', 2021, 'fails', 'form_lag'],
    ['F2021', 2020, 'fails', 'the form is newer than the report year'],
    ['free', 2012, 'not-applicable', null],
    ['free', 2016, 'not-applicable', null],
  ] as const)('%s in %i: %s', (form, reportYear, verdict, cause) => {
    expect(checks('V15', [], { form, reportYear })).toMatchObject([{ verdict, cause }])
  })
})

describe('V16: dates', () => {
  const dates = {
    signed: '2019-02-26',
    published: '2019-03-05T10:36:59+08:00',
    captured: '2026-01-02',
    publisher: null,
  }

  test('in order and in time', () => {
    expect(checks('V16', [], { reportYear: 2018, dates }).map(({ verdict }) => verdict)).toEqual([
      'holds',
      'holds',
      'holds',
    ])
  })

  test('published before it was signed, captured before it was published', () => {
    const odd = { ...dates, signed: '2019-03-06', captured: '2019-03-01' }
    expect(checks('V16', [], { reportYear: 2018, dates: odd })).toMatchObject([
      { verdict: 'fails', cause: 'published before it was signed' },
      { verdict: 'fails', cause: 'the stated date is after the capture' },
      { verdict: 'holds' },
    ])
  })

  test.each([
    ['government', 2020, '2021-03-31', 'holds'],
    ['government', 2020, '2021-04-01', 'fails'],
    ['department', 2020, '2021-01-31', 'holds'],
    ['department', 2020, '2021-02-01', 'fails'],
    ['department', 2018, '2019-03-31', 'holds'],
    [null, 2020, '2021-02-15', 'not-applicable'],
    [null, 2018, '2019-04-02', 'fails'],
  ] as const)('%s, report of %i, published %s: deadline %s', (publisher, reportYear, published, verdict) => {
    const [, , due] = checks('V16', [], { reportYear, dates: { ...dates, publisher, published } })
    expect(due?.verdict).toBe(verdict)
  })

  test('a date that is only a month is compared as a month', () => {
    const [first] = checks('V16', [], { reportYear: 2018, dates: { ...dates, published: '2019-02' } })
    expect(first?.verdict).toBe('holds')
  })
})
