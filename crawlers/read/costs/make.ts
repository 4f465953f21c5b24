/**
 * Makes table.ts, the costs of characters by which encodings are told apart: what a character costs in bits is −log₂ of
 * how often it stands in the text of government pages.
 *
 *     node crawlers/read/costs/make.ts FILE-OR-FOLDER…
 *
 * The committed table was made from the project's own town of sample sites, from the public pages, forms and names of
 * divisions that lie beside the project, and from nothing else:
 *
 *     node crawlers/read/costs/make.ts test/town ../shared/pages ../shared/forms.json ../shared/divisions.csv
 *
 * Only counts of single characters go into the table, no text. The texts of ../shared/seeds and those of the tests of
 * decoding are kept out, so that the tests measure on text which the table has not seen.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairs } from './traditional.ts'

/** What is rarer than this, bits, is left to its class (cost.ts). */
const RAREST = 15.5

/** A traditional form stands for its simplified one so many bits dearer: pages written so are few. */
const TRADITIONAL = 2.5

/** Chinese characters and the punctuation of Chinese text, as they stand together. */
const run = /[\u00b7\u2014-\u2026\u3000-\u3020\u3400-\u9fff\uff00-\uff5e]+/g

/** Every file below a path, in the order of names. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
}

/** Counts characters. A run that a file repeats (a menu, a column of a table) counts once. */
function count(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const runs = new Set(text.match(run))
    for (const character of [...runs].join('')) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return counts
}

/** The cost of every character that was counted, bits; one half is added to each count, so that chance weighs less. */
function costsOf(counts: ReadonlyMap<string, number>): Map<string, number> {
  const all = [...counts.values()].reduce((sum, number) => sum + number + 0.5, 0)
  const costs = new Map([...counts].map(([character, number]) => [character, -Math.log2((number + 0.5) / all)]))
  for (const [simplified, traditional] of pairs) {
    const cost = (costs.get(simplified) ?? Number.POSITIVE_INFINITY) + TRADITIONAL
    if (cost < (costs.get(traditional) ?? Number.POSITIVE_INFINITY)) costs.set(traditional, cost)
  }
  return costs
}

/** The costs as source text: the characters of every half bit in one string, the most frequent first. */
function tableOf(costs: ReadonlyMap<string, number>): string {
  const sorted = [...costs].filter(([, cost]) => cost <= RAREST).sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  const buckets = new Map<number, string>()
  for (const [character, cost] of sorted) {
    const bits = Math.round(cost * 2) / 2
    buckets.set(bits, (buckets.get(bits) ?? '') + character)
  }
  const lines = [...buckets].map(([bits, characters]) => `${bits} ${characters}`)
  return `/** Made by make.ts, not written by hand. A line each: bits, and the characters that cost so much, frequent ones first. */
export const table = \`
${lines.join('\n')}
\`
`
}

const texts = process.argv
  .slice(2)
  .flatMap(filesOf)
  .map((file) => readFileSync(file, 'utf8'))
const counts = count(texts)
if (counts.size === 0) throw new Error('No Chinese text to count: give the files and folders to count, as make.ts says')
writeFileSync(join(import.meta.dirname, 'table.ts'), tableOf(costsOf(counts)))
const total = [...counts.values()].reduce((sum, number) => sum + number, 0)
console.log(`${total} characters counted, ${counts.size} different`)
