import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { read } from '../../../src/reading/read.ts'
import { unknown } from './page.ts'

const text =
  '青溪县水利局二〇一八年政府信息公开工作年度报告。本年度共收到书面申请十九件，均已按期答复，无一件引起复议或诉讼；主动公开文件三百余份。'

function flagsOf(main: string): string[] {
  const body = Buffer.from(`<html><head><title></title></head><body><p>${main}</p></body></html>`)
  const page = parsePage('http://www.example.gov.cn/1.html', decode(body, 'text/html; charset=utf-8'))
  return read(page, unknown).flags.map(({ name }) => name)
}

test('a page whose text was garbled before it was stored is flagged, and no other', () => {
  expect(flagsOf(iconv.decode(Buffer.from(text), 'gb18030'))).toContain('mojibake')
  expect(flagsOf(Buffer.from(text).toString('latin1'))).toContain('mojibake')
  expect(flagsOf(text)).not.toContain('mojibake')
})
