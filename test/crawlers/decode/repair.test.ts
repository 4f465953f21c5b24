import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { simplified } from './prose.ts'

const gbk = (text: string) => iconv.encode(text, 'gb18030')
const body = simplified.map((line) => `<p>${line}</p>`).join('\n')
const html = (charset: string) => `text/html; charset=${charset}`

describe('a part in another encoding', () => {
  test('a footer of GBK in a page of UTF-8 is read, and said where it is', () => {
    const before = Buffer.from(`${body}<div title="`)
    const title = gbk('主办单位')
    const after = Buffer.from('">')
    const decoded = decode(
      Buffer.concat([before, title, after, gbk('版权所有：青溪县'), Buffer.from('</div>')]),
      html('utf-8'),
    )
    expect(decoded.text).toBe(`${body}<div title="主办单位">版权所有：青溪县</div>`)
    expect(decoded.encoding).toBe('utf-8')
    const start = before.length + title.length + after.length
    expect(decoded.decoding?.repaired).toEqual([
      { start: before.length, end: before.length + title.length, from: 'utf-8', to: 'gb18030' },
      { start, end: start + 16, from: 'utf-8', to: 'gb18030' },
    ])
    expect(decoded.replacements).toBeGreaterThan(0)
  })

  test.each([
    ['gb18030', gbk],
    ['big5', (text: string) => iconv.encode(text, 'big5')],
  ] as const)('a menu of UTF-8 in a page of %s is read, though it is without an error there', (encoding, encode) => {
    const main = '<p>本局工作人員於每星期一至五上午九時起辦公，市民如有查詢，可致電或親臨本局。</p>\n'.repeat(6)
    const menu = '<ul><li>最新消息</li><li>聯絡我們</li></ul>\n'
    const decoded = decode(Buffer.concat([Buffer.from(menu), encode(main)]), html(encoding))
    expect(decoded).toMatchObject({ encoding, text: `${menu}${main}` })
    expect(decoded.decoding?.repaired.map(({ to }) => to)).toEqual(['utf-8', 'utf-8'])
  })

  test('the mark of an included file is no text', () => {
    const include = Buffer.concat([Buffer.from('\n\uFEFF'), Buffer.from('<i>友情链接</i>\n')])
    expect(decode(Buffer.concat([gbk(body), include]), html('gbk')).text).toBe(`${body}\n<i>友情链接</i>\n`)
  })

  test('what is broken under both is left as it is', () => {
    const bytes = Buffer.concat([Buffer.from(`${body}<b>`), Buffer.from('E4B8FF80', 'hex'), Buffer.from('</b>')])
    const decoded = decode(bytes, html('utf-8'))
    expect(decoded.decoding?.repaired).toEqual([])
    expect(decoded.text).toContain('\uFFFD')
  })

  test('an attribute cut inside its last character is not taken for GBK', () => {
    const cut = Buffer.from('青溪县水利局年度报告').subarray(0, -1)
    const bytes = Buffer.concat([Buffer.from('<meta name="description" content="'), cut, Buffer.from(`">${body}`)])
    const decoded = decode(bytes, html('utf-8'))
    expect(decoded.decoding?.repaired).toEqual([])
    expect(decoded.text).toContain('content="青溪县水利局年度报\uFFFD"')
  })
})

test('pages of one encoding are never repaired', () => {
  const text = fc
    .array(fc.constantFrom(...simplified), { minLength: 1, maxLength: 8 })
    .map((all) => all.join('</p>\r\n<p>'))
  fc.assert(
    fc.property(text, fc.constantFrom('utf-8', 'gb18030'), (page, encoding) => {
      const decoded = decode(iconv.encode(page, encoding), null)
      expect(decoded).toMatchObject({ text: page, encoding, replacements: 0, decoding: { repaired: [] } })
    }),
  )
})

describe('how the encoding was found is kept', () => {
  test('the candidates stand by their cost, the winner first', () => {
    const { encoding, decoding } = decode(gbk(body), html('utf-8'))
    const costs = decoding?.candidates.map(({ cost }) => cost) ?? []
    expect(decoding?.candidates[0]).toMatchObject({ encoding, replacements: 0 })
    expect(costs).toEqual([...costs].sort((a, b) => a - b))
    expect(decoding?.candidates.map((candidate) => candidate.encoding).sort()).toEqual(
      ['big5', 'gb18030', 'utf-8', 'windows-1252'].sort(),
    )
  })

  test('where bytes decide alone nothing was weighed', () => {
    expect(decode(Buffer.from(body), html('gbk')).decoding).toMatchObject({ candidates: [], repaired: [] })
  })

  test('right text costs about nine bits a Chinese character', () => {
    const cost = decode(gbk(body), null).decoding?.costPerHanzi
    expect(cost).toBeGreaterThan(8)
    expect(cost).toBeLessThan(11.5)
  })

  test.each(['utf-16le', 'utf-16be'])('%s without a mark is known by its NULs', (encoding) => {
    const page = `<html><body>${body}</body></html>`
    const bytes = iconv.encode(page, encoding, { addBOM: false })
    expect(decode(bytes, html('gb2312'))).toMatchObject({ text: page, encoding, provenance: 'nuls' })
  })

  test('a stray NUL does not make UTF-16', () => {
    expect(decode(Buffer.from(`${body}\0\0`), null)).toMatchObject({ encoding: 'utf-8', provenance: 'utf8-valid' })
    expect(decode(gbk(`\0${body}`), null).encoding).toBe('gb18030')
  })

  test('another legacy encoding that is declared and fits is trusted', () => {
    const russian = 'Отчёт о работе управления за две тысячи восемнадцатый год размещён на сайте.'
    const decoded = decode(iconv.encode(russian, 'windows-1251'), html('windows-1251'))
    expect(decoded).toMatchObject({ text: russian, encoding: 'windows-1251', provenance: 'header' })
    const korean = '이천십팔년도 업무 보고서를 다음과 같이 공개합니다.'
    expect(decode(iconv.encode(korean, 'euc-kr'), html('euc-kr'))).toMatchObject({ text: korean, encoding: 'euc-kr' })
  })

  test('but not for a Chinese page', () => {
    for (const label of ['windows-1251', 'koi8-r', 'shift_jis', 'euc-jp', 'iso-8859-2']) {
      expect(decode(gbk(body), html(label)), label).toMatchObject({ text: body, encoding: 'gb18030' })
    }
  })
})
