import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { decode } from '../../crawlers/read/decode.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { read } from '../../src/reading/read.ts'
import { f1, type Likeness, likenessOf } from './likeness.ts'

// `npm run bench:text -- DIR`: how well the main text is found, on a gold set in the layout of opendatalab/magic-html
// (`base.json`: key → {url, content}; `htmls/KEY.html`). Only pages whose gold text holds Han count (code and Latin names
// may stand between, `--han` is the least share): the rules are made for Chinese pages. The set is read where you have it; it is no part of this project.

interface Gold {
  readonly url: string
  readonly content: string
}

interface Score extends Likeness {
  readonly url: string
}

function isChinese(text: string, least: number): boolean {
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length
  return han > least * text.replace(/\s/g, '').length
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
      return { url, ...likenessOf(content, `${reading.title.value ?? ''}\n${reading.text}`) }
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
