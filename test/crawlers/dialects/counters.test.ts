import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dialects } from '../../../crawlers/dialects/index.ts'

const counting = dialects.filter(({ name }) =>
  ['easysite', 'epoint', 'powereasy', 'dede', 'empire', 'phpcms', 'asp'].includes(name),
)

const noCounts: readonly (readonly [what: string, answer: string])[] = [
  [
    'a page of HTML that is no longer there',
    '<html><head><title>404</title></head><body>第 404 号错误，已有 12 人报告</body></html>',
  ],
  ['an alert of the system', '<font color="red">Safe Alert: Request Error step 2!</font>'],
  ['nothing', ''],
  ['blanks', ' \r\n '],
  ['a dash', 'document.write("-");'],
  ['an empty string', "document.write('');"],
  ['an error as JSON', '{"status":{"code":"500"},"custom":{"message":"参数错误"}}'],
  ['half of an answer', '{"custom":{"viewCount":"4'],
  ['a sentence with a number', '本文已被浏览 372 次'],
  ['the count of the whole site', '{"custom":{"siteViewCount":"5530187"}}'],
  ['a number beyond all counting', '99999999999999999999'],
]

describe.each(counting.map((dialect) => [dialect.name, dialect] as const))('%s', (_, dialect) => {
  test.each(noCounts)('takes no count out of %s', (__, answer) => {
    expect(dialect.readCounter(answer)).toBeNull()
  })

  test('takes no count out of anything that begins as markup does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (before, number) => {
        expect(dialect.readCounter(`<${before}>${number}</p> document.write('${number}');`)).toBeNull()
      }),
    )
  })
})
