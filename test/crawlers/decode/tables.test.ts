import { TextDecoder as ExactDecoder } from '@exodus/bytes/encoding.js'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeBytes } from '../../../crawlers/read/decoders.ts'

/** Two implementations made apart from each other: the platform's (ICU) and one made from the standard's index files. */
const exact = new ExactDecoder('gb18030')

const read = (hex: string, encoding: string) => decodeBytes(Buffer.from(hex.replace(/ /g, ''), 'hex'), encoding)

describe('the table of gb18030', () => {
  test('all 23,940 pairs are those of an implementation made from the standard’s index', () => {
    const wrong: string[] = []
    let pairs = 0
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        if (trail === 0x7f) continue
        pairs++
        const bytes = Buffer.from([lead, trail])
        if (decodeBytes(bytes, 'gb18030') !== exact.decode(bytes)) wrong.push(bytes.toString('hex'))
      }
    }
    expect(pairs).toBe(23_940)
    expect(wrong).toEqual([])
  })

  test('and so are 1,587,600 strings of four bytes, the unassigned among them', () => {
    const wrong: string[] = []
    for (let first = 0x81; first <= 0xfe; first++) {
      const bytes: number[] = []
      for (let second = 0x30; second <= 0x39; second++) {
        for (let third = 0x81; third <= 0xfe; third++) {
          for (let fourth = 0x30; fourth <= 0x39; fourth++) bytes.push(first, second, third, fourth)
        }
      }
      const all = Buffer.from(bytes)
      if (decodeBytes(all, 'gb18030') !== exact.decode(all)) wrong.push(first.toString(16))
    }
    expect(wrong).toEqual([])
  })

  // Ends and beginnings of ranges of the four-byte forms, as the standard's ranges give them.
  test.each([
    ['81308130', '\u0080'],
    ['81308435', '\u00a3'],
    ['81308436', '\u00a5'],
    ['8130D239', '\u0450'],
    ['8130D330', '\u0452'],
    ['8135F436', '\u1e3e'],
    ['8135F437', '\ue7c7'],
    ['8135F438', '\u1e40'],
    ['8139EE39', '\u3400'],
    ['8139EF30', '\u3401'],
    ['8431A439', '\uffff'],
    ['90308130', '\u{10000}'],
    ['95328236', '\u{20000}'],
    ['E3329A35', '\u{10ffff}'],
  ])('%s', (hex, expected) => {
    expect(read(hex, 'gb18030')).toBe(expected)
  })

  test('characters of every plane come back as they were', () => {
    // iconv-lite encodes ideographs and the planes by the standard; its few wrong pairs are none of them.
    const ranges = [
      [0x4e00, 0x9fa5],
      [0x3400, 0x4db5],
      [0x20000, 0x323af],
      [0xac00, 0xd7a3],
      [0x20, 0x7e],
    ] as const
    const character = fc
      .oneof(...ranges.map(([min, max]) => fc.integer({ min, max })))
      .map((c) => String.fromCodePoint(c))
    fc.assert(
      fc.property(fc.array(character, { maxLength: 80 }), (list) => {
        const text = list.join('')
        expect(decodeBytes(iconv.encode(text, 'gb18030'), 'gb18030')).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the table of Big5', () => {
  test.each([
    ['8862', '\u00ca\u0304'],
    ['8864', '\u00ca\u030c'],
    ['88A3', '\u00ea\u0304'],
    ['88A5', '\u00ea\u030c'],
    ['8140', '\ufffd@'],
    ['A440', '一'],
    ['A4A4', '中'],
    ['C67E', '籲'],
    ['F9D5', '龘'],
    ['A3E1', '€'],
    ['FF', '\ufffd'],
  ])('%s', (hex, expected) => {
    expect(read(hex, 'big5')).toBe(expected)
  })

  test('traditional text comes back as it was', () => {
    const rows = Array.from({ length: 0xc7 - 0xa4 }, (_, row) =>
      iconv.decode(Buffer.from(Array.from({ length: 94 }, (_, cell) => [0xa4 + row, 0xa1 + cell]).flat()), 'big5'),
    )
    const hanzi = fc.constantFrom(...(rows.join('').match(/[\u4e00-\u9fa5]/g) ?? []))
    fc.assert(
      fc.property(fc.array(hanzi, { maxLength: 60 }), (list) => {
        expect(decodeBytes(iconv.encode(list.join(''), 'big5'), 'big5')).toBe(list.join(''))
      }),
    )
  })
})

test('the bytes of windows-1252 that Node’s older versions take for controls', () => {
  expect(read('80 85 93 94 97 99', 'windows-1252')).toBe('€…“”—™')
})
