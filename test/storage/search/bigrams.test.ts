import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchOf, needsLook, tokensOf } from '../../../storage/search/bigrams.ts'

describe('tokens', () => {
  test('are the pairs of a Chinese run with its last character, and other words whole', () => {
    expect(tokensOf('2019年报，ＰＤＦ文件')).toBe('2019 年报 报 pdf 文件 件')
  })

  test('any two neighbouring characters of a text are a token of it', () => {
    const han = fc.stringMatching(/^[一-龥]{2,12}$/)
    fc.assert(
      fc.property(han, fc.nat(), (text, at) => {
        const start = at % ([...text].length - 1)
        const pair = [...text].slice(start, start + 2).join('')
        expect(tokensOf(text).split(' ')).toContain(pair)
      }),
    )
  })

  test('any text at all has tokens of letters, digits and Chinese characters only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(tokensOf(text)).toMatch(/^(?:[\p{L}\p{N}\p{Script=Han}]+(?: |$))*$/u)
      }),
    )
  })
})

describe('a query', () => {
  test('asks for every pair of every word', () => {
    expect(matchOf(['依申请公开', '2020'])).toBe('"依申" AND "申请" AND "请公" AND "公开" AND "2020"')
  })

  test('asks for one character as the beginning of a token', () => {
    expect(matchOf(['年'])).toBe('"年"*')
  })

  test('of marks only asks for nothing', () => {
    expect(matchOf(['，。', '"'])).toBeNull()
  })

  test('never leaves its quotes, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        expect(matchOf([word]) ?? '"x"').toMatch(/^"[^"\s]+"\*?(?: AND "[^"\s]+"\*?)*$/)
      }),
    )
  })

  test('of two characters is exact; a longer word has to be looked at', () => {
    expect(needsLook('年报')).toBe(false)
    expect(needsLook('信息公开')).toBe(true)
    expect(needsLook('2020年')).toBe(true)
  })
})
