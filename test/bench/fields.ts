import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { costTable } from './fields-cost.ts'
import { madeReports, realPages } from './fields-pages.ts'
import { scoreTable } from './fields-score.ts'
import { readers } from './readers.ts'

// `npm run bench:fields -- [--rounds N] [--misses]`: title, publisher and date of the real pages in
// ../shared/pages as nianbao and as general readers see them, and what reading a page costs each of them in CPU.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    misses: { type: 'boolean', default: false },
  },
})

const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`--rounds takes a whole number from 1, not ${values.rounds}`)
}
const pages = realPages()
console.log(`Node ${process.version}, ${availableParallelism()} cores, ${rounds} rounds, ${new Date().toISOString()}\n`)
if (pages.length === 0) console.error('../shared/pages is not there: only the cost is measured')
else {
  const table = await scoreTable(readers, pages, ({ source, expected }, field, said) => {
    if (values.misses) console.error(`${source.url} ${field}: ${said[field].join(' | ')} instead of ${expected[field]}`)
  })
  console.log(`Right / right with more around it / wrong / missed, dates by the day:\n\n${table}\n`)
}
const real = pages.map(({ source }) => source)
const middling = real.filter(({ bytes }) => bytes.length > 20_000 && bytes.length < 45_000)
const sets = [
  { name: 'real pages', sources: real },
  { name: 'real pages of about 30 KB', sources: middling },
  { name: 'made annual reports', sources: madeReports(40) },
].filter(({ sources }) => sources.length > 0)
console.log(`CPU ms a page, median (9th decile) over the pages:\n\n${await costTable(readers, sets, rounds)}\n`)
for (const { name, does } of readers) console.log(`- ${name}: ${does}`)
