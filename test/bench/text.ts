import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { decode } from '../../crawlers/read/decode.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { read } from '../../src/reading/read.ts'

// `npm run bench:text -- DIR`: how well the main text is found, on a gold set in the layout of opendatalab/magic-html
// (`base.json`: key → {url, content}; `htmls/KEY.html`). Only pages whose gold text holds Han count (code and Latin names
// may stand between, `--han` is the least share): the rules are made for Chinese pages. The set is read where you have it; it is no part of this project.

interface Gold {
  readonly url: string
  readonly content: string
}

interface Score {
  readonly url: string
  readonly precision: number
  readonly recall: number
}

/** The characters of a text that carry it: letters, digits and Han, by their number. */
function bag(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const character of text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? []) {
    counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return counts
}

function size(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function compare(url: string, gold: string, found: string): Score {
  const wanted = bag(gold)
  const got = bag(found)
  let common = 0
  for (const [character, count] of got) common += Math.min(count, wanted.get(character) ?? 0)
  return { url, precision: common / Math.max(1, size(got)), recall: common / Math.max(1, size(wanted)) }
}

function isChinese(text: string, least: number): boolean {
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length
  return han > least * text.replace(/\s/g, '').length
}

function f1({ precision, recall }: Pick<Score, 'precision' | 'recall'>): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

function measure(folder: string, han: number): Score[] {
  const gold: Record<string, Gold> = JSON.parse(readFileSync(join(folder, 'base.json'), 'utf8'))
  return Object.entries(gold)
    .filter(([, { content }]) => isChinese(content, han))
    .map(([key, { url, content }]) => {
      const page = parsePage(
        url,
        decode(readFileSync(join(folder, 'htmls', `${key}.html`)), 'text/html; charset=utf-8'),
      )
      const reading = read(page, { listTitle: null, listDate: null, siteName: null, division: null })
      return compare(url, content, `${reading.title.value ?? ''}\n${reading.text}`)
    })
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { worst: { type: 'string', default: '12' }, han: { type: 'string', default: '0.05' } },
})
const [folder] = positionals
if (folder === undefined) {
  console.error('Give the folder that holds base.json and htmls/.')
  process.exitCode = 2
} else {
  const scores = measure(folder, Number(values.han))
  const mean = (pick: (score: Score) => number) => scores.reduce((sum, score) => sum + pick(score), 0) / scores.length
  const precision = mean((score) => score.precision)
  const recall = mean((score) => score.recall)
  for (const score of [...scores].sort((a, b) => f1(a) - f1(b)).slice(0, Number(values.worst))) {
    console.log(`${f1(score).toFixed(3)}  p ${score.precision.toFixed(3)}  r ${score.recall.toFixed(3)}  ${score.url}`)
  }
  console.log(
    `${scores.length} pages: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 of the means ${f1({ precision, recall }).toFixed(3)}, mean F1 ${mean(f1).toFixed(3)}`,
  )
}
