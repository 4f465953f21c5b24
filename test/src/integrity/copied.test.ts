import { describe, expect, test } from 'vitest'
import { findCopied } from '../../../src/integrity/copied.ts'
import { relatedOf, reportText } from './texts.ts'

describe('the same text for another year', () => {
  test('is found on the later one, with both addresses, years and the share of equal sentences', () => {
    const [old, now] = [relatedOf({ reportYear: 2018 }), relatedOf({ reportYear: 2019 })]
    for (const finding of [findCopied(old, now), findCopied(now, old)]) {
      expect(finding).toMatchObject({ document: now.document, name: 'copied', reason: 'other-year', where: old.url })
      for (const said of [old.url, now.url, '2018', '2019', '8 of 8 sentences']) expect(finding?.detail).toContain(said)
    }
  })

  test('with other figures is an honest report', () => {
    const now = relatedOf({ text: reportText('青澜市民政局', 2019, 3) })
    expect(findCopied(relatedOf({ reportYear: 2018 }), now)).toBeNull()
  })

  test('at two addresses in one year is one report', () => {
    expect(findCopied(relatedOf(), relatedOf())).toBeNull()
  })

  test('where a year is not known tells nothing', () => {
    expect(findCopied(relatedOf({ reportYear: null }), relatedOf())).toBeNull()
  })

  test('of a few lines tells nothing', () => {
    const text = '本年度未收到依申请公开,也没有行政复议。主动公开信息均在网站公布。'
    expect(findCopied(relatedOf({ text, reportYear: 2018 }), relatedOf({ text }))).toBeNull()
  })
})

describe("another agency's text", () => {
  test('is found on the one that was published later, its name folded', () => {
    const first = relatedOf({ publisher: '青澜市民政局', publishedAt: '2020-01-12' })
    const second = relatedOf({ publisher: '青澜市司法局', publishedAt: '2020-01-20T09:00:00+08:00' })
    expect(findCopied(second, first)).toMatchObject({ document: second.document, reason: 'other-agency' })
    expect(findCopied(first, second)?.detail).toContain('青澜市民政局')
  })

  test('is not a name written with a blank', () => {
    expect(findCopied(relatedOf({ publisher: '青澜市 民政局' }), relatedOf())).toBeNull()
  })

  test('is not found where nobody is known to have published it', () => {
    expect(findCopied(relatedOf({ publisher: null }), relatedOf())).toBeNull()
  })
})
