import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { dice } from '../../town/text.ts'
import { heldOut, traditional, western } from './prose.ts'
import { encode, oneOf, pick, Tally } from './rates.ts'

const { lines, size } = heldOut()

/** How text is garbled on its way into a page: written in one encoding, read in another, and stored so. */
const mistakes: readonly (readonly [name: string, written: string, taken: string])[] = [
  ['UTF-8 taken for GBK', 'utf-8', 'gb18030'],
  ['UTF-8 taken for windows-1252', 'utf-8', 'windows-1252'],
  ['UTF-8 taken for Latin-1', 'utf-8', 'latin1'],
  ['GBK taken for Latin-1', 'gb18030', 'latin1'],
  ['GBK taken for UTF-8', 'gb18030', 'utf-8'],
  ['GBK taken for Big5', 'gb18030', 'big5'],
  ['UTF-8 taken for Big5', 'utf-8', 'big5'],
]

/** Text of at least 40 Chinese characters, up to a few hundred. */
function passage(roll: () => number, source: readonly string[]): string {
  let text = ''
  do text += oneOf(roll, source)
  while ((text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) < 40 + pick(roll, 200))
  return text
}

const garbled = (text: string, written: string, taken: string) =>
  taken === 'latin1' ? encode(text, written).toString('latin1') : iconv.decode(encode(text, written), taken)

const served = (main: string, frame = '') =>
  Buffer.from(`<html><head><meta charset="utf-8"></head><body>${frame}<div>${main}</div></body></html>`)

const isFlagged = (body: Buffer) => decode(body, 'text/html; charset=utf-8').decoding?.mojibake === true

describe(`garbled text is pointed out (text: ${size})`, () => {
  test.each(mistakes)('%s, as a whole page', (name, written, taken) => {
    const flagged = new Tally()
    for (let count = 0; count < 300; count++) {
      const text = garbled(passage(dice(`${name}${count}`), lines), written, taken)
      flagged.add(isFlagged(served(text)), () => text.slice(0, 40))
    }
    console.log(`mojibake flagged, ${name}: ${flagged}`)
    expect(flagged.rate, `${flagged}`).toBeGreaterThanOrEqual(0.99)
  })

  test('as the body of a page whose frame is right', () => {
    const flagged = new Tally()
    for (let count = 0; count < 300; count++) {
      const roll = dice(`frame${count}`)
      const text = passage(roll, lines) + passage(roll, lines) + passage(roll, lines)
      const frame = `<ul><li>${lines.slice(0, 8).join('</li><li>')}</li></ul>`
      flagged.add(isFlagged(served(garbled(text, 'utf-8', 'gb18030'), frame)), () => text.slice(0, 40))
    }
    console.log(`mojibake flagged, in a right frame: ${flagged}`)
    expect(flagged.rate, `${flagged}`).toBeGreaterThanOrEqual(0.99)
  })
})

test('right text is not pointed out, in 99.9 % and more', () => {
  const flagged = new Tally()
  for (let count = 0; count < 3000; count++) {
    const roll = dice(`right${count}`)
    const [source, encoding] = oneOf(roll, [
      [lines, 'utf-8'],
      [lines, 'gb18030'],
      [traditional, 'utf-8'],
      [traditional, 'big5'],
      [western, 'utf-8'],
      [western, 'windows-1252'],
    ] as const)
    const text = source === western ? `<p>${source.join('</p><p>')}</p>` : passage(roll, source)
    const decoded = decode(encode(text, encoding), `text/html; charset=${encoding}`)
    flagged.add(decoded.decoding?.mojibake === false, () => text.slice(0, 60))
  }
  console.log(`right text left alone: ${flagged}`)
  expect(flagged.rate, `${flagged}`).toBeGreaterThanOrEqual(0.999)
})

test.each([
  ['a table of contents with dots', `${'一、概述·········3<br>'.repeat(20)}`],
  ['dashes and omissions', '——……——“”'.repeat(30)],
  ['signs in a row', '«»©®°××'.repeat(30)],
  ['no-break spaces', '\u00a0\u00a0\u00a0\u00a0'.repeat(100)],
  ['pinyin', 'nián bào gōng zuò zhèng fǔ xìn xī gōng kāi tiáo lì '.repeat(10)],
  ['few characters', '锟斤拷'],
])('%s is no mojibake', (_, text) => {
  expect(isFlagged(served(text))).toBe(false)
})

/** Dear characters, as tables for showing pages in traditional ones hold them. */
const rare = iconv.decode(
  Buffer.from(Array.from({ length: 94 * 4 }, (_, at) => [0xe0 + (at % 4), 0xa1 + (at >> 2)]).flat()),
  'big5',
)

test.each([
  ['a table in a script', `<script>var forms="${rare}"</script>`],
  ['a comment', `<!-- ${rare} -->`],
  ['an unclosed script', `<script>${rare}`],
])('%s is no text', (_, markup) => {
  expect(isFlagged(served(rare))).toBe(true)
  expect(isFlagged(served(lines.slice(0, 3).join(''), markup))).toBe(false)
})

test('many unclosed scripts take no longer than their length', () => {
  const body = served(`${'<script><!--'.repeat(50_000)}${garbled(lines.join(''), 'utf-8', 'gb18030')}`)
  expect(decode(body, null).encoding).toBe('utf-8')
})

test('garbled text is left as it is', () => {
  const text = garbled(lines.slice(0, 5).join(''), 'utf-8', 'gb18030')
  const decoded = decode(Buffer.from(text), null)
  expect(decoded).toMatchObject({ text, encoding: 'utf-8', provenance: 'utf8-valid' })
  expect(decoded.decoding?.costPerHanzi).toBeGreaterThan(13.5)
})

test('few Chinese characters have no mean', () => {
  expect(decode(Buffer.from('年度报告'), null).decoding?.costPerHanzi).toBeNull()
})

const pages = resolve(import.meta.dirname, '../../../../shared/pages')

test.skipIf(!existsSync(pages))('real pages are not pointed out (skipped: ../shared/pages is not there)', () => {
  const flagged = readdirSync(pages)
    .filter((file) => file.endsWith('.html'))
    .filter((file) => decode(readFileSync(join(pages, file)), null).decoding?.mojibake === true)
  expect(flagged).toEqual([])
})
