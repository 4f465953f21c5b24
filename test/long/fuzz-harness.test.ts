import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

const BOUNDS = { time: 60_000, runs: 200 }

test('a case that never ends is ended, and the smallest input that does so is named', async () => {
  const check = (n: number) => {
    for (let turns = 0; n > 6; turns++) if (turns < 0) return
  }
  const fuzzed = fuzz(fc.integer({ min: 0, max: 9 }), BOUNDS, 100, check)
  await expect(fuzzed).rejects.toThrow(/Counterexample: \[7\]/)
})

test('an expression that searches without end is ended too', async () => {
  const check = (text: string) => {
    ;/^(?:a|a)*$/.test(text)
  }
  const texts = fc.constantFrom('b', `${'a'.repeat(60)}b`)
  await expect(fuzz(texts, BOUNDS, 100, check)).rejects.toThrow(/Counterexample: .*a{60}b/)
})
