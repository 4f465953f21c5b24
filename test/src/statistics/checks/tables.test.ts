import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkStatistics } from '../../../../src/statistics/checks/check.ts'
import { forms } from '../../../../src/statistics/forms.ts'
import type { Statistic } from '../../../../src/statistics/statistic.ts'
import { cell, checks, failing, rows2014 } from './made.ts'

const applicants = ['np', 'biz', 'sci', 'ngo', 'law', 'oth']

/** A row of table 3: six kinds of applicants and the total. */
const row = (key: string, values: readonly (number | null)[]): Statistic[] =>
  [...applicants, 'tot'].map((column, i) => cell('t3', key, column, values[i] ?? null))

describe('V1: the total of a row is the sum of its applicants', () => {
  test('a total that is right, one that leaves out an applicant, one that is blank', () => {
    expect(failing(row('new', [3, 1, 0, 0, 2, 0, 6]))).toEqual([])
    const [first] = checks('V1', row('new', [3, 1, 0, 0, 2, 0, 4]))
    expect(first).toEqual({ verdict: 'fails', left: 4, right: 6, cause: 'the total leaves out 法律服务机构' })
    const [blank] = checks('V1', row('new', [3, 1, 0, 0, 2, 0, null]))
    expect(blank).toEqual({ verdict: 'not-applicable', left: null, right: 6, cause: null })
  })

  test('blank is not zero: it can neither make a total wrong nor hide one that is too small', () => {
    expect(checks('V1', row('new', [3, null, null, null, 2, null, 9]))[0]).toMatchObject({
      verdict: 'not-applicable',
      cause: '4 parts are blank',
    })
    expect(checks('V1', row('new', [3, null, null, null, 2, null, 5]))[0]?.verdict).toBe('holds')
    expect(checks('V1', row('new', [3, null, null, null, 2, null, 4]))[0]?.verdict).toBe('fails')
  })

  test('a cell that could not be read is told as the cause', () => {
    const statistics = row('new', [3, 1, 0, 0, 2, 0, 9]).map((one) =>
      one.column === 'np' ? { ...one, value: null, state: 'lost' as const } : one,
    )
    expect(checks('V1', statistics)[0]).toMatchObject({ verdict: 'not-applicable', cause: '1 parts could not be read' })
  })
})

test('V2: the total of results is the sum of the leaves, heads left out', () => {
  const leaves = [...row('granted', [4, 0, 0, 0, 0, 0, 4]), ...row('oth_other', [1, 0, 0, 0, 0, 0, 1])]
  const others = forms.F2021.t3.rows
    .filter(
      ({ key, kind, parent }) => kind !== 'head' && parent !== null && !['granted', 'oth_other', 'total'].includes(key),
    )
    .flatMap(({ key }) => row(key, [0, 0, 0, 0, 0, 0, 0]))
  expect(failing([...leaves, ...others, ...row('total', [5, 0, 0, 0, 0, 0, 5])])).toEqual([])
  expect(failing([...leaves, ...others, ...row('total', [6, 0, 0, 0, 0, 0, 6])])).toEqual(['V2 6 5', 'V2 6 5'])
})

test('V3: what came in is what was dealt with and what is carried on, column by column', () => {
  const flow = (next: number): Statistic[] => [
    ...row('new', [7, 1, 0, 0, 0, 0, 8]),
    ...row('carry_in', [2, 0, 0, 0, 0, 0, 2]),
    ...row('total', [6, 1, 0, 0, 0, 0, 7]),
    ...row('carry_out', [next, 0, 0, 0, 0, 0, next]),
  ]
  expect(checks('V3', flow(3)).every(({ verdict }) => verdict === 'holds')).toBe(true)
  expect(checks('V3', flow(4)).filter(({ verdict }) => verdict === 'fails')).toEqual([
    { verdict: 'fails', left: 9, right: 10, cause: null },
    { verdict: 'fails', left: 10, right: 11, cause: null },
  ])
})

test('V4: each block of table 4 adds up', () => {
  const block = (key: string, values: readonly number[]): Statistic[] =>
    ['upheld', 'corrected', 'other', 'pending', 'total'].map((column, i) => cell('t4', key, column, values[i] ?? null))
  const statistics = [
    ...block('recon', [3, 1, 0, 2, 6]),
    ...block('lit_direct', [1, 0, 0, 0, 2]),
    ...block('lit_after', [0, 0, 0, 0, 0]),
  ]
  expect(checks('V4', statistics).map(({ verdict }) => verdict)).toEqual(['holds', 'fails', 'holds'])
})

describe('V5–V8: the sums of the form of 2014', () => {
  const whole = {
    pd_total: 120,
    pd_normative: 5,
    normative_issued: 5,
    req_received: 9,
    req_inperson: 2,
    req_fax: 0,
    req_online: 6,
    req_mail: 1,
    req_closed: 9,
    req_closed_ontime: 8,
    req_closed_extended: 1,
    recon_total: 2,
    recon_upheld: 1,
    recon_corrected: 1,
    recon_other: 0,
    staff_total: 7,
    staff_full: 2,
    staff_part: 5,
  }

  test('all hold', () => {
    expect(failing(rows2014(whole))).toEqual([])
  })

  test.each([
    ['V5', 'req_mail', 3],
    ['V5', 'req_closed_ontime', 5],
    ['V7', 'recon_other', 1],
    ['V7', 'staff_full', 1],
    ['V8', 'pd_normative', 300],
  ])('%s finds a wrong %s', (rule, key, value) => {
    const rules = failing(rows2014({ ...whole, [key]: value })).map((text) => text.split(' ')[0])
    expect(new Set(rules)).toEqual(new Set([rule]))
  })

  test('V6: answers and refusals', () => {
    const answers = { req_answered: 6, ans_granted: 3, ans_partial: 1, ans_denied: 2, den_privacy: 2 }
    const rest =
      'ans_already_public ans_not_this_agency ans_not_exist ans_amend ans_other_channel den_state_secret den_trade_secret den_security den_not_gov_info den_other_law'
    const zeros = Object.fromEntries(rest.split(' ').map((key) => [key, 0]))
    expect(failing(rows2014({ ...answers, ...zeros }))).toEqual([])
    expect(failing(rows2014({ ...answers, ...zeros, ans_partial: 2 }))).toEqual(['V6 6 7'])
    expect(failing(rows2014({ ...answers, ...zeros, den_privacy: 1 }))).toEqual(['V6 2 1'])
  })

  test('channels together are no fewer than the total, for one item may stand in several', () => {
    const channels = { pd_gazette: 0, pd_website: 100, pd_weibo: 30, pd_wechat: 0, pd_other: 0 }
    expect(failing(rows2014({ pd_total: 120, ...channels }))).toEqual([])
    expect(failing(rows2014({ pd_total: 140, ...channels }))).toEqual(['V9 130 140'])
    expect(failing(rows2014({ pd_total: 140, ...channels, pd_other: null }))).toEqual([])
  })
})

test('V17: counts are whole and not negative; money and signed changes may be otherwise', () => {
  expect(failing([cell('F2014', 'budget', null, 3.5, { unit: '万元' })])).toEqual([])
  expect(failing([cell('t2', '行政许可', '本年增/减', -2, { unit: '项' })])).toEqual([])
  expect(failing([cell('F2014', 'trainings', null, 3.5, { unit: '次' })])).toEqual(['V17 3.5 null'])
  expect(failing([cell('F2014', 'trainings', null, -3, { unit: '次' })])).toEqual(['V17 -3 null'])
})

test('a table that adds up never fails, whatever its numbers', () => {
  const part = fc.nat(500)
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part, part, part, part, part), { minLength: 3, maxLength: 3 }), (rows) => {
      const keys = ['new', 'granted', 'carry_out']
      const statistics = rows.flatMap((values, i) => row(keys[i] ?? '', [...values, values.reduce((a, b) => a + b, 0)]))
      const failed = checkStatistics(statistics, { reportYear: 2022, form: 'F2021' }).filter(
        ({ verdict }) => verdict === 'fails',
      )
      expect(failed).toEqual([])
    }),
  )
})

test('one figure put wrong in a table that adds up is always found', () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500)),
      fc.nat(6),
      fc.integer({ min: 1, max: 90 }),
      (values, at, by) => {
        const right = [...values, values.reduce((a, b) => a + b, 0)]
        const wrong = right.map((value, i) => (i === at ? value + by : value))
        expect(failing(row('new', wrong)).map((text) => text.slice(0, 2))).toEqual(['V1'])
      },
    ),
  )
})

test('checks alter no figure', () => {
  const statistics = row('new', [3, 1, 0, 0, 2, 0, 4])
  const before = structuredClone(statistics)
  checkStatistics(statistics, { reportYear: 2022, form: 'F2021' })
  expect(statistics).toEqual(before)
})
