import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSite } from '../../config/read.ts'
import { fuzz, fuzzBounds, mutate, mutations } from './fuzz.ts'

const MOST = 20_000

const FOLDER = join(import.meta.dirname, '../../config/sites')

const TOKENS: readonly Uint8Array[] = [
  ': ',
  '\n  - ',
  '&a [*a,*a,*a,*a]',
  '<<: *a',
  '!!binary ',
  '|\n',
  '"',
  "'",
  '{',
  '[',
  '\t',
  '---\n',
  'delay: 99999999999999999999s',
  'hours: "25:61-00:00"',
  'schedule: "* * * * * * *"',
  '__proto__: { polluted: true }',
  '\u0000',
  '\ufeff',
].map((token) => Buffer.from(token))

test('mutated site files give a site or lines that name the place, and nothing else happens', async () => {
  const seeds = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name)))
  const cases = fc.tuple(fc.nat(seeds.length - 1), mutations(TOKENS))
  const count = await fuzz(cases, fuzzBounds({ time: 15_000, runs: 100_000 }), MOST, ([at, changes]) => {
    const text = mutate(seeds[at] ?? Buffer.alloc(0), changes).toString('utf8')
    const { site, problems } = readSite(text, 'x.yaml')
    expect(site === null).toBe(problems.length > 0)
    for (const { message } of problems) expect(message).toMatch(/^x\.yaml(?::\d+:\d+)?: \S/)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
  console.log(`${count.runs} mutated site files; the longest took ${Math.round(count.longest)} ms`)
  expect(count.runs).toBeGreaterThan(100)
})
