import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { encodingOfLabel, headerLabel, metaLabel } from '../../../crawlers/read/labels.ts'

const gbk = (text: string) => iconv.encode(text, 'gb18030')
const html = 'text/html'
const sentence = '二〇一八年，我局主动公开政府信息一百二十三条，受理申请四十五件。'

/** The 3,755 common characters (level 1 of GB2312): B0A1 to D7F9. Their bytes are never UTF-8 of three bytes. */
const common = Array.from({ length: 0xd8 - 0xb0 }, (_, row) =>
  iconv.decode(Buffer.from(Array.from({ length: 94 }, (_, cell) => [0xb0 + row, 0xa1 + cell]).flat()), 'gb18030'),
)
const hanzi = fc.constantFrom(...common.join('').slice(0, 3755))
/** Shorter texts of characters by chance may be taken for another encoding's: what is usual is measured in undeclared.test.ts. */
const chinese = fc.array(hanzi, { minLength: 8, maxLength: 60 }).map((list) => list.join(''))

describe('gb18030 is read by the standard’s table', () => {
  test.each([
    ['80', '€'],
    ['FF', '\uFFFD'],
    ['A2E3', '€'],
    ['A3A0', '\u3000'],
    ['A6D9', '\uFE10'],
    ['FE9F', '䶮'],
    ['8139EF30', '\u3401'],
    ['95328236', '\u{20000}'],
    ['D03C', '\uFFFD<'],
    ['8130813C', '\uFFFD0\uFFFD<'],
  ])('%s', (hex, expected) => {
    const body = Buffer.concat([gbk('年度报告'), Buffer.from(hex, 'hex'), gbk('。')])
    expect(decode(body, `${html}; charset=gb2312`).text).toBe(`年度报告${expected}。`)
  })

  test('the full-width indent of old pages does not shift what follows', () => {
    const body = Buffer.concat([Buffer.from('A3A0A3A0', 'hex'), gbk(sentence)])
    expect(decode(body, `${html}; charset=gb2312`).text).toBe(`\u3000\u3000${sentence}`)
  })
})

describe('byte order marks are final and are no text', () => {
  test.each([
    ['utf-8', Buffer.from(`\uFEFF${sentence}`)],
    ['utf-16le', iconv.encode(`\uFEFF${sentence}`, 'utf-16le', { addBOM: false })],
    ['utf-16be', iconv.encode(`\uFEFF${sentence}`, 'utf-16be', { addBOM: false })],
    ['gb18030', Buffer.concat([Buffer.from('84319533', 'hex'), gbk(sentence)])],
  ])('%s', (encoding, body) => {
    expect(decode(body, `${html}; charset=big5`)).toMatchObject({ text: sentence, encoding, provenance: 'bom' })
  })
})

describe('bytes that are UTF-8 are UTF-8, whatever is declared', () => {
  test.each(['gb2312', 'big5', 'iso-8859-1', 'zh-cn', 'nonsense'])('header %s', (label) => {
    const decoded = decode(Buffer.from(sentence), `${html}; charset=${label}`)
    expect(decoded).toMatchObject({ text: sentence, encoding: 'utf-8', provenance: 'utf8-valid', replacements: 0 })
    expect(decoded.declared.header).toBe(label)
  })

  test('meta gb2312', () => {
    const body = Buffer.from(`<meta http-equiv="Content-Type" content="text/html; charset=GB2312"><p>${sentence}`)
    expect(decode(body, html)).toMatchObject({ encoding: 'utf-8', provenance: 'utf8-valid' })
    expect(decode(body, html).declared).toEqual({ header: null, meta: 'GB2312' })
  })

  test('a U+FFFD that the page itself holds was not put in by the decoder', () => {
    expect(decode(Buffer.from(`${sentence}\uFFFD`), null).replacements).toBe(0)
  })

  test('one or two characters that happen to be valid are left to the declaration', () => {
    // 一 in GBK is D2 BB, which is also one letter of UTF-8.
    expect(decode(gbk('一'), `${html}; charset=gbk`).text).toBe('一')
    expect(decode(Buffer.from('©'), html).text).toBe('©')
  })

  test('cut inside a character, or with a footer in GBK, it stays UTF-8', () => {
    const cut = Buffer.from(sentence.repeat(20)).subarray(0, -2)
    expect(decode(cut, html)).toMatchObject({ encoding: 'utf-8', replacements: 1 })
    const mixed = Buffer.concat([Buffer.from(`<p>${sentence.repeat(20)}</p>`), gbk('<p>主办：县政府</p>')])
    const decoded = decode(mixed, `${html}; charset=utf-8`)
    expect(decoded).toMatchObject({ encoding: 'utf-8', provenance: 'header' })
    expect(decoded.text).toContain(sentence)
    expect(decoded.replacements).toBeGreaterThan(0)
  })
})

describe('declarations', () => {
  test.each([
    'gb2312',
    'GBK',
    'gb18030',
    'gb18030-2022',
    'gb_2312-80',
    'x-gbk',
    'cp936',
    'ms936',
    'euc-cn',
    'gb-2312',
    'zh-cn',
    '"gb2312"',
  ])('the GB family is read as gb18030 by any of its names: %s', (label) => {
    const decoded = decode(gbk(sentence), `${html}; charset=${label}`)
    expect(decoded).toMatchObject({ text: sentence, encoding: 'gb18030', provenance: 'header', replacements: 0 })
  })

  test.each([
    ['<meta charset="gb2312">', 'gb2312'],
    ["<META content='text/html; charset=gbk' http-equiv=Content-Type>", 'gbk'],
    ['<meta http-equiv="Content-Type" content="text/html;charset=cp936"/>', 'cp936'],
    ['<?xml version="1.0" encoding="gb2312"?>', 'gb2312'],
    [`<!-- <meta charset="utf-8"> --><meta charset=GBK>`, 'GBK'],
    [`${'<link rel="stylesheet" href="/a.css">\n'.repeat(500)}<meta charset="gb2312">`, 'gb2312'],
  ])('a page declares itself: %s', (head, label) => {
    const decoded = decode(Buffer.concat([Buffer.from(head), gbk(sentence)]), html)
    expect(decoded).toMatchObject({ encoding: 'gb18030', provenance: 'meta', declared: { header: null, meta: label } })
    expect(decoded.text.endsWith(sentence)).toBe(true)
  })

  test('Big5 that is declared is read as Big5', () => {
    const text = '臺灣事務辦公室年度報告'
    expect(decode(iconv.encode(text, 'big5'), `${html}; charset=big5`)).toMatchObject({ text, encoding: 'big5' })
  })

  test.each([
    'utf-8',
    'big5',
    'iso-8859-1',
    'windows-1252',
    'euc-kr',
    'nonsense',
    'hex',
    'base64',
    'utf-7',
    'hz-gb-2312',
  ])('a header that says %s of a GBK page is passed over', (label) => {
    const decoded = decode(gbk(sentence.repeat(3)), `${html}; charset=${label}`)
    expect(decoded).toMatchObject({ text: sentence.repeat(3), encoding: 'gb18030', provenance: 'assumed' })
  })

  test('a header that servers send by default gives way to the page’s own', () => {
    const body = Buffer.concat([Buffer.from('<meta charset=gb2312>'), gbk(sentence)])
    expect(decode(body, `${html}; charset=ISO-8859-1`)).toMatchObject({ encoding: 'gb18030', provenance: 'meta' })
  })

  test('a single-byte page that is declared so is not made Chinese by force', () => {
    const text = 'Café à Genève: été, où, né.\n'.repeat(5)
    const decoded = decode(Buffer.from(text, 'latin1'), `${html}; charset=iso-8859-1`)
    expect(decoded).toMatchObject({ text, encoding: 'windows-1252', provenance: 'header' })
  })
})

describe('nothing declared', () => {
  test('GBK is assumed', () => {
    expect(decode(gbk(sentence), null)).toMatchObject({ text: sentence, encoding: 'gb18030', provenance: 'assumed' })
  })

  test('pure ASCII is said to be so', () => {
    expect(decode(Buffer.from('{"hits": 491}'), null)).toMatchObject({ encoding: 'utf-8', provenance: 'ascii' })
    expect(decode(Buffer.alloc(0), null)).toMatchObject({ text: '', provenance: 'ascii' })
  })

  test('pure ASCII has the encoding that is declared', () => {
    expect(decode(Buffer.from('491'), `${html}; charset=GBK`)).toMatchObject({
      encoding: 'gb18030',
      provenance: 'header',
    })
  })
})

test('any Chinese text in GBK comes back as it was, declared', () => {
  fc.assert(
    fc.property(chinese, fc.constantFrom('gb2312', 'GBK', 'cp936'), (text, label) => {
      const decoded = decode(gbk(text), `${html};charset=${label}`)
      expect(decoded).toMatchObject({ text, encoding: 'gb18030', replacements: 0 })
    }),
    { numRuns: 500 },
  )
})

test('any Chinese page in GBK comes back as it was, undeclared', () => {
  fc.assert(
    fc.property(chinese, (text) => {
      const page = `<html><body><p>${sentence}${text}</p></body></html>`
      expect(decode(gbk(page), null).text).toBe(page)
    }),
    { numRuns: 300 },
  )
})

test('any text in UTF-8 comes back as it was, whatever is declared', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, label) => {
      const body = `<p>${sentence}${text}`
      expect(decode(Buffer.from(body), `${html};charset=${label}`).text).toBe(Buffer.from(body).toString())
    }),
  )
})

test('no bytes and no declaration make it throw', () => {
  const labels = fc.oneof(
    fc.string(),
    fc.constantFrom('utf-16le', 'big5', 'iso-2022-jp', 'x-user-defined', 'replacement', '__proto__'),
  )
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      labels,
      fc.constantFrom('', '<meta charset=', '<!--<meta'),
      (bytes, label, start) => {
        const body = Buffer.concat([Buffer.from(`${start}${label}>`), Buffer.from(bytes)])
        const decoded = decode(body, `${html};charset=${label}`)
        expect(typeof decoded.text).toBe('string')
        expect(decoded.replacements).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

test('one page leaves nothing behind for the next, even when it ends inside a character', () => {
  decode(Buffer.concat([gbk(sentence), Buffer.from([0xb5])]), `${html};charset=gbk`)
  expect(decode(gbk(sentence), `${html};charset=gbk`).text).toBe(sentence)
})

test.each(['<!--', '<meta', '<meta ', '<?xml ', 'charset='])(
  'a body of nothing but "%s" is prescanned in linear time',
  (piece) => {
    // 64 KB is all that is scanned; a quadratic pattern takes seconds for each of these hundred.
    const body = Buffer.concat([Buffer.from(piece.repeat(20_000)), Buffer.from([0xff])])
    for (let count = 0; count < 100; count++) expect(decode(body, null).declared.meta).toBeNull()
  },
)

test.each([
  ['text/html; charset=GBK', 'GBK'],
  ['text/html;charset="utf-8"', 'utf-8'],
  ["text/html; Charset = 'gb2312'; x=y", 'gb2312'],
  ['text/html', null],
  [null, null],
])('the label of a header is kept as written: %s', (value, expected) => {
  expect(headerLabel(value)).toBe(expected)
})

test.each(['', ' ', 'constructor', 'x'.repeat(100), 'hex', 'binary', 'ucs2x'])(
  'an unknown label means nothing: "%s"',
  (label) => {
    expect(encodingOfLabel(label)).toBeNull()
  },
)

test.each([
  ['big-5', 'big5'],
  ['zh-TW', 'big5'],
  ['utf8mb4', 'utf-8'],
  ['zh-Hans', 'gb18030'],
  ['gb18030-2022', 'gb18030'],
  ['latin1', 'windows-1252'],
])('%s means %s', (label, encoding) => {
  expect(encodingOfLabel(label)).toBe(encoding)
})

test('a declaration past 64 KB is too late', () => {
  expect(metaLabel(Buffer.from(`${' '.repeat(64 * 1024)}<meta charset=gbk>`))).toBeNull()
})

const pages = resolve(import.meta.dirname, '../../../../shared/pages')

test.skipIf(!existsSync(pages))(
  'real pages decode without a broken character (skipped: ../shared/pages is not there)',
  () => {
    const broken = readdirSync(pages)
      .filter((file) => file.endsWith('.html'))
      .filter((file) => decode(readFileSync(join(pages, file)), null).replacements > 0)
    expect(broken).toEqual([])
  },
)
