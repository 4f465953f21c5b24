import { describe, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { dice } from '../../town/text.ts'
import { heldOut, traditional, western } from './prose.ts'
import { encode, onlyWide, pick, Tally } from './rates.ts'

const { lines, size } = heldOut()

/** Text above ASCII only, so that its length in bytes says how much there is to go by. */
const chinese = onlyWide(lines.join(''))

/** A piece of a text that is `bytes` long in an encoding, or as much less as its characters make it. */
function piece(roll: () => number, text: string, encoding: string, bytes: number): string {
  const at = pick(roll, text.length - bytes)
  let end = at
  let length = 0
  while (length <= bytes) length += encode(text.charAt(end++), encoding).length
  return text.slice(at, end - 1)
}

const page = (text: string) => `<html><head><title></title></head><body class="a"><p>${text}</p></body></html>`

function measure(encoding: string, source: string, bytes: number, header: string | null, samples: number): Tally {
  const tally = new Tally()
  const roll = dice(`${encoding}${bytes}${header}`)
  for (let count = 0; count < samples; count++) {
    const text = page(piece(roll, source, encoding, bytes))
    const decoded = decode(encode(text, encoding), header === null ? 'text/html' : `text/html; charset=${header}`)
    tally.add(
      decoded.text === text && decoded.encoding === encoding,
      () => `${text.slice(53, -18)} as ${decoded.encoding}`,
    )
  }
  return tally
}

const kinds = [
  ['utf-8', chinese],
  ['gb18030', chinese],
  ['big5', onlyWide(traditional.join(''))],
] as const

describe(`undeclared pages are read right (${size})`, () => {
  test.each([
    [8, 0.99],
    [16, 0.995],
    [32, 0.995],
    [200, 0.995],
  ])('with %i bytes of text', (bytes, least) => {
    for (const [encoding, texts] of kinds) {
      const tally = measure(encoding, texts, bytes, null, 2000)
      console.log(`undeclared, ${bytes} bytes, ${encoding}: ${tally}`)
      expect(tally.rate, `${encoding} ${tally}`).toBeGreaterThanOrEqual(least)
    }
  })

  test('and so is a page of a western language, by the sentence', () => {
    const tally = new Tally()
    for (const sentence of western) {
      for (let words = 8; words <= sentence.split(' ').length; words++) {
        const text = page(sentence.split(' ').slice(0, words).join(' '))
        const decoded = decode(encode(text, 'windows-1252'), null)
        tally.add(decoded.text === text, () => `${text} as ${decoded.encoding}`)
      }
    }
    console.log(`undeclared, windows-1252: ${tally}`)
    expect(tally.rate, `${tally}`).toBeGreaterThanOrEqual(0.99)
  })
})

test('a truthful declaration is overridden in 0.3 % of pages at most', () => {
  const tally = new Tally()
  for (const [encoding, texts] of kinds) {
    for (const bytes of [3, 4, 6, 8, 16, 100]) {
      const one = measure(encoding, texts, bytes, encoding === 'gb18030' ? 'gb2312' : encoding, 1000)
      console.log(`declared truthfully, ${bytes} bytes, ${encoding}: ${one}`)
      for (let at = 0; at < one.all; at++) tally.add(at < one.right, () => `${encoding} ${bytes}`)
    }
  }
  console.log(`declared truthfully, all: ${tally}`)
  expect(tally.rate, `${tally}`).toBeGreaterThanOrEqual(0.997)
})
