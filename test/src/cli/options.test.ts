import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UsageError } from '../../../src/cli/errors.ts'
import { chooseLanguage } from '../../../src/cli/language.ts'
import { readAllow, readDelay, readUrl } from '../../../src/cli/targets.ts'
import { clip, columnsOf, pad, plain, shellWord } from '../../../src/cli/text.ts'
import { en } from '../../../src/cli/words/en.ts'
import { zh } from '../../../src/cli/words/zh.ts'
import { explain, wordsOf } from '../../../src/cli/words.ts'

test.each([
  ['0', 0, 0],
  ['3', 3000, 3000],
  ['0.5', 500, 500],
  ['500ms', 500, 500],
  ['3s', 3000, 3000],
  ['1.5s', 1500, 1500],
  ['2m', 120_000, 120_000],
  ['1-3', 1000, 3000],
  ['1s-3s', 1000, 3000],
  ['500ms-2s', 500, 2000],
  ['60m', 3_600_000, 3_600_000],
])('--delay %s is read', (text, min, max) => {
  expect(readDelay(text, en)).toEqual({ min, max })
})

test.each(['', 'abc', '-1', '3h', '1s-', '3-1', '1-2-3', '3601', '61m', '1e3', ' 3', '٣', 'Infinity'])(
  '--delay "%s" is refused, and the message shows it',
  (text) => {
    expect(() => readDelay(text, en)).toThrow(UsageError)
    expect(() => readDelay(text, zh)).toThrow(`“${text}”`)
  },
)

test('whatever --delay is given, it is a range up to an hour or a usage error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.]{1,6}(ms|s|m)?(-[0-9.]{1,6}(ms|s|m)?)?$/)), (text) => {
      try {
        const { min, max } = readDelay(text, en)
        expect(min).toBeLessThanOrEqual(max)
        expect(max).toBeLessThanOrEqual(3_600_000)
        expect(Number.isInteger(min) && Number.isInteger(max)).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
      }
    }),
  )
})

test('--allow takes ranges, and an address for itself', () => {
  expect(readAllow(['10.0.0.0/8', '127.0.0.1', '::1'], en)).toEqual(['10.0.0.0/8', '127.0.0.1/32', '::1/128'])
  expect(() => readAllow(['127.0.0.0/33'], en)).toThrow(UsageError)
})

test.each([
  ['HTTPS://WWW.Luoyang.gov.cn/a#b', 'https://www.luoyang.gov.cn/a'],
  ['http://政府.中国/', 'http://xn--mxtq1m.xn--fiqs8s/'],
])('the URL %s is visited as %s', (text, url) => {
  expect(readUrl(text, en)).toBe(url)
})

test.each(['www.luoyang.gov.cn', 'luoyang.gov.cn/zfxxgk/', 'fgw.luoyang.gov.cn:8080/nb', '政府.中国'])(
  'for %s the address with https:// is suggested',
  (text) => {
    expect(() => readUrl(text, en)).toThrow(`write https://${text}`)
  },
)

test('a language is chosen by --lang, then LC_ALL, LC_MESSAGES, LANG; an empty one counts as unset', () => {
  expect(chooseLanguage('en', { LANG: 'zh_CN.UTF-8' })).toBe('en')
  expect(chooseLanguage(undefined, { LC_ALL: '', LANG: 'zh_CN.UTF-8' })).toBe('zh')
  expect(chooseLanguage(undefined, { LC_ALL: 'C.UTF-8', LANG: 'zh_CN.UTF-8' })).toBe('en')
  expect(chooseLanguage(undefined, {})).toBe('en')
})

test('what comes from the web can neither move a cursor nor begin a line', () => {
  expect(plain('年\u001b[2J报\r\n\u202e告\u0007')).toBe('年[2J报 告')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plain(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
    }),
  )
})

test('a clipped text takes no more columns than it may, Han characters counting two', () => {
  expect(columnsOf('年报2023')).toBe(8)
  expect(pad('年报', 6)).toBe('年报  ')
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('年', 'a', '，', '1') }),
      fc.integer({ min: 1, max: 40 }),
      (text, width) => {
        expect(columnsOf(clip(text, width))).toBeLessThanOrEqual(width)
      },
    ),
  )
})

test('a shell reads a suggested word back as it is', () => {
  expect(shellWord('archive/a-1')).toBe('archive/a-1')
  expect(shellWord("it's 年")).toBe("'it'\\''s 年'")
})

test('every reason has words in both languages, and an unknown one stands for itself', () => {
  expect(Object.keys(zh.reasons).sort()).toEqual(Object.keys(en.reasons).sort())
  expect(explain('http-403', en)).toBe('the server refuses us (HTTP 403)')
  expect(explain('constructor', wordsOf('zh'))).toBe('constructor')
  expect(explain('forbidden-address', en, 'http://[::1]:8080/')).toContain('--allow ::1/128')
  expect(explain('forbidden-address', en, 'http://10.0.0.1:22/')).not.toContain('--allow')
})
