import { describe, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { dice } from '../../town/text.ts'
import { heldOut } from './prose.ts'
import { recall, Tally } from './rates.ts'
import { scenarios } from './scenarios.ts'

const VARIATIONS = 40

const labels = new Tally()
let recalled = 0
let pages = 0

describe(`whole pages are read right, their text is ${heldOut().size}`, () => {
  test.each(scenarios)('$name', ({ name, make }) => {
    const here = new Tally()
    let kept = 0
    for (let variation = 0; variation < VARIATIONS; variation++) {
      const { body, header, encoding, text } = make(dice(`${name}${variation}`))
      const decoded = decode(body, header === null ? 'text/html' : `text/html; charset=${header}`)
      const isRight = decoded.encoding === encoding
      here.add(isRight, () => decoded.encoding)
      labels.add(isRight, () => `${name}: ${decoded.encoding}`)
      kept += recall(text, decoded.text)
    }
    recalled += kept
    pages += VARIATIONS
    expect(here.rate, `label ${here}`).toBeGreaterThanOrEqual(0.975)
    expect(kept / VARIATIONS).toBeGreaterThanOrEqual(0.99)
  })

  test('over all of them the label is right for 99.5 %, and 99 % of the text is there', () => {
    const share = recalled / pages
    console.log(`${scenarios.length} scenarios: label right ${labels}; text recall ${(100 * share).toFixed(3)} %`)
    expect(labels.rate).toBeGreaterThanOrEqual(0.995)
    expect(share).toBeGreaterThanOrEqual(0.99)
  })
})
