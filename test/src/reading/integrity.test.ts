import { describe, expect, test } from 'vitest'
import { attacks, honest, reportPage } from './integrity-pages.ts'
import { readHtml } from './page.ts'

const hijackOf = (html: string) => readHtml(html).flags.find(({ name }) => name === 'hijacked') ?? null

describe('a hijacked report is flagged, with the places where it shows', () => {
  test.each(attacks)('$what', ({ html, places }) => {
    const flag = hijackOf(html)
    expect(flag).not.toBeNull()
    expect(flag?.where.split(', ')).toEqual(expect.arrayContaining([...places]))
  })
})

describe('a page that nobody hijacked is not flagged', () => {
  test.each(honest)('%s', (_, html) => {
    expect(hijackOf(html)).toBeNull()
  })
})

test('precision and recall are 1 over all variants', () => {
  const found = attacks.filter(({ html }) => hijackOf(html) !== null).length
  const falseAlarms = honest.filter(([, html]) => hijackOf(html) !== null).length
  console.log(`hijacks: ${found} of ${attacks.length} found, ${falseAlarms} of ${honest.length} honest pages flagged`)
  expect({ recall: found / attacks.length, precision: found / (found + falseAlarms) }).toEqual({
    recall: 1,
    precision: 1,
  })
})

test('a finding says what was seen, how often, and where', () => {
  const flag = hijackOf(
    reportPage({ name: '亚博体育', after: '<p><a href="http://vip.yljt.example/">真人荷官</a></p>' }),
  )
  expect(flag?.detail).toMatch(/“亚博.*” \d+ times in the visible text \(.*title.*\)/)
  expect(flag?.detail).toContain('a link to vip.yljt.example (“真人荷官”) (link)')
})

test('an advertising phrase never becomes the publisher', () => {
  for (const { html } of attacks) {
    expect(readHtml(html).publisher.value ?? '').not.toMatch(/体育|彩票|娱乐|棋牌|bet|代孕|发票|贷款/i)
  }
})

describe('dates out of order', () => {
  const conflicts = (published: string, signed: string) =>
    readHtml(reportPage().replace('2019-02-26', published).replace('2019年2月20日', signed)).flags.filter(
      ({ name }) => name === 'conflict',
    )

  test('a report that was published before it was signed is flagged with both days', () => {
    const [flag, ...more] = conflicts('2019-01-15', '2019年2月20日')
    expect(flag).toMatchObject({ name: 'conflict', where: 'published_at' })
    expect(flag?.detail).toContain('2019-01-15')
    expect(flag?.detail).toContain('2019-02-20')
    expect(more).toEqual([])
  })

  test('one published on the day it was signed, or later, is not', () => {
    expect(conflicts('2019-02-20', '2019年2月20日')).toEqual([])
    expect(conflicts('2019-03-12', '2019年2月20日')).toEqual([])
  })
})
