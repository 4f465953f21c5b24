import { describe, expect, test } from 'vitest'
import { findClone, imitates } from '../../../src/integrity/clone.ts'
import { relatedOf, reportText } from './texts.ts'

const original = 'http://mzj.qinglan.gov.cn/nb/1.html'

describe('a host that imitates', () => {
  test.each([
    'www.qinglan.com',
    'www.qing1an.net',
    'www.qinglam.cn',
    'qinglan-gov-cn.com',
    'mzj.qinglan.gov.cn.example.com',
    'www.qinglangov.cn',
  ])('%s imitates qinglan.gov.cn', (host) => {
    expect(imitates(host, 'mzj.qinglan.gov.cn')).toBe(true)
  })

  test.each(['www.qinglan.gov.cn', 'www.luxi.gov.cn', 'www.example.com', '192.0.2.7'])('%s does not', (host) => {
    expect(imitates(host, 'mzj.qinglan.gov.cn')).toBe(false)
  })
})

describe('a clone', () => {
  const text = reportText('青澜市民政局', 2019)

  test.each([
    ['http://www.qinglan.com/nb/1.html', 'www.qinglan.com imitates'],
    ['http://192.0.2.7/nb/1.html', 'no host of a government'],
    ['http://news.example.com/a/9.html', 'no host of a government'],
  ])('of a page under gov.cn at %s is found on the clone', (url, why) => {
    const [clone, first] = [relatedOf({ text, url }), relatedOf({ text, url: original })]
    for (const finding of [findClone(clone, first), findClone(first, clone)]) {
      expect(finding).toMatchObject({ document: clone.document, name: 'copied', reason: 'clone-host', where: original })
      expect(finding?.detail).toContain(why)
    }
  })

  test('with a line changed is one still, and the share is told', () => {
    const changed = text.replace('业务不熟', '业务生疏')
    const finding = findClone(relatedOf({ text: changed, url: 'http://www.qinglan.com/1.html' }), relatedOf({ text }))
    expect(finding).toBeNull()
    const long = (last: string): string =>
      `${text}\n\n此外,我局按月公布社会救助名单,接受群众监督。\n\n公开电话由专人值守,工作日均可接通。${last}`
    const near = findClone(
      relatedOf({ text: long('欢迎来信来访提出意见建议。'), url: 'http://www.qinglan.com/1.html' }),
      relatedOf({ text: long(''), url: original }),
    )
    expect(near?.detail).toContain('10 of 11 sentences')
  })

  test.each([
    ['on two hosts of one domain', 'http://www.qinglan.gov.cn/nb/1.html'],
    ['on two domains under gov.cn', 'http://www.luxi.gov.cn/nb/1.html'],
  ])('is not the same text %s', (_, url) => {
    expect(findClone(relatedOf({ text, url }), relatedOf({ text, url: original }))).toBeNull()
  })

  test('is not the report of another year', () => {
    const other = relatedOf({ reportYear: 2018, url: 'http://www.qinglan.com/nb/1.html' })
    expect(findClone(other, relatedOf({ url: original }))).toBeNull()
  })

  test('of two hosts that look alike and neither under gov.cn is the later one', () => {
    const first = relatedOf({ text, url: 'http://www.qinglan.com/1.html', publishedAt: '2020-01-10' })
    const second = relatedOf({ text, url: 'http://www.qing1an.com/1.html', publishedAt: '2020-05-01' })
    expect(findClone(first, second)?.document).toBe(second.document)
  })
})
