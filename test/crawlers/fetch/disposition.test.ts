import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { dispositionName } from '../../../crawlers/fetch/disposition.ts'

const NAME = '洪梅镇2022年政府信息公开工作年度报告.doc'
const gbk = iconv.encode(NAME, 'gb18030').toString('latin1')
const utf8 = Buffer.from(NAME).toString('latin1')
const percent = encodeURIComponent(NAME)
const percentGbk = [...iconv.encode(NAME, 'gb18030')].map((byte) => `%${byte.toString(16)}`).join('')

test.each([
  ['raw GBK', `attachment; filename=${gbk}`],
  ['raw GBK in quotes', `attachment;filename="${gbk}"`],
  ['raw UTF-8', `attachment; filename="${utf8}"`],
  ['percent-encoded UTF-8', `attachment; filename=${percent}`],
  ['percent-encoded GBK', `attachment; filename="${percentGbk}"`],
  ['the extended form', `attachment; filename*=UTF-8''${percent}`],
  ['the extended form in GBK', `attachment; filename*=gb2312'zh'${percentGbk}`],
  ['both: the extended form counts', `attachment; filename="x.doc"; filename*=utf-8''${percent}`],
  ['an unknown charset: the plain form counts', `attachment; filename*=klingon''x; filename="${utf8}"`],
  ['upper case', `ATTACHMENT; FILENAME="${utf8}"`],
  ['a path: only its last part', `attachment; filename="C:\\\\upload\\\\${utf8}"`],
  ['a path that climbs', `attachment; filename="../../etc/${utf8}"`],
])('the name is read: %s', (_what, value) => {
  expect(dispositionName(value)).toBe(NAME)
})

test.each([
  '',
  'inline',
  'attachment',
  'attachment; filename=',
  'attachment; filename=".."',
  'attachment; filename="/"',
])('there is no name in "%s"', (value) => {
  expect(dispositionName(value)).toBeNull()
})

test('no header makes it throw, and no name is a path or has controls', () => {
  const value = fc.oneof(
    fc.string(),
    fc.string().map((text) => `attachment; filename="${text}"; filename*=UTF-8''${text}`),
  )
  fc.assert(
    fc.property(value, (text) => {
      const name = dispositionName(text)
      expect(name === null || !/[/\\\p{Cc}]/u.test(name)).toBe(true)
    }),
  )
})
