import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LabelKey, splitLabels } from '../../../src/reading/labels.ts'

const cases: readonly (readonly [label: string, key: LabelKey, values: readonly string[]])[] = [
  ['索引号', 'index-number', ['014567890/2020-00011', '']],
  ['公开日期', 'disclosed', ['2019-03-05 10:36:59', '2020年1月2日', '']],
  ['发布机构', 'agency', ['白鹭县民政局', '']],
  ['来源', 'source', ['白鹭日报', '白鹭县委 县政府', '']],
  ['访问量', 'views', ['985', '']],
  ['文号', 'document-number', ['鹭民〔2020〕7号', '']],
  ['发布作者', 'author', ['『本站原创』', '']],
]
const blanks = fc.constantFrom('', ' ', '\u00a0\u00a0', '\u3000', '\u200b')
const colon = fc.constantFrom(':', '：', '∶', '﹕')
const gap = fc.constantFrom(' ', '    ', '\u00a0', '\u3000', ' | ')
const part = fc.constantFrom(...cases).chain(([label, key, values]) =>
  fc.record({
    label: fc.constant(label),
    key: fc.constant(key),
    value: fc.constantFrom(...values),
    spread: blanks,
    colon,
    lead: blanks,
    gap,
  }),
)
const parts = fc.uniqueArray(part, { minLength: 1, maxLength: cases.length, selector: ({ label }) => label })

describe('a line of labels', () => {
  test('is taken apart in any order, with any blanks and colons, and no label swallows the next', () => {
    fc.assert(
      fc.property(parts, (line) => {
        const text = line
          .map(
            ({ label, value, spread, colon: sign, lead, gap: end }) =>
              `${[...label].join(spread)}${sign}${lead}${value}${end}`,
          )
          .join('')
        expect(splitLabels(text).labelled).toEqual(line.map(({ label, key, value }) => ({ label, key, value })))
      }),
    )
  })

  test('never fails and never gives a value that is not on the line', () => {
    const any = fc.string({ unit: fc.constantFrom(...'来源发布时间访问量:：| 2019-03年【】本站总,。a\u3000') })
    fc.assert(
      fc.property(any, (line) => {
        const plain = line.replace(/\s/g, '')
        for (const { value } of splitLabels(line).labelled) expect(plain).toContain(value.replace(/\s/g, ''))
      }),
    )
  })

  test.each([
    ['本站访问量:906155人次', 'site-views', '906155人次'],
    ['总访问量：12022', 'site-views', '12022'],
    ['今日浏览量：7', 'site-views', '7'],
    ['浏览次数：7', 'views', '7'],
    ['点击：[1204]', 'views', '[1204]'],
  ])('%s is a counter of the right thing', (line, key, value) => {
    expect(splitLabels(line).labelled).toMatchObject([{ key, value }])
  })

  test('单一来源 and 浏览字号 are not the labels they end or begin with', () => {
    expect(splitLabels('单一来源:某公司').labelled).toEqual([])
    expect(splitLabels('【浏览字号:大 中 小】').labelled).toMatchObject([{ key: 'stop' }])
  })
})
