import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Contender, contenders } from './contender.ts'
import { type Cost, measure } from './measure.ts'
import { type ColumnServer, startServer } from './server.ts'
import { measureStages, stageTable } from './stages.ts'
import { figures, type Line, markdown } from './table.ts'

// `npm run bench -- [--rounds N] [--pages N] [--only NAME] [--json]`: what a page costs, in the same run and interleaved
// with other crawlers over the same pages from a server on loopback, and where nianbao spends it.

const AGAINST = 'wget --warc-file'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    pages: { type: 'string', default: '2000' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

/** One run of every contender over the column; every one of them must have fetched every page. */
async function round(chosen: readonly Contender[], server: ColumnServer, work: string, costs: Map<string, Cost[]>) {
  for (const contender of chosen) {
    const folder = join(work, contender.name)
    mkdirSync(folder, { recursive: true })
    for (const { name, command } of contender.runs(server.column, folder)) {
      await server.served()
      const cost = await measure(command)
      const served = await server.served()
      if (served !== server.pages) throw new Error(`${name} fetched ${served} of ${server.pages} pages`)
      costs.set(name, [...(costs.get(name) ?? []), cost])
      say(`${name}: ${cost.cpu.toFixed(2)} s CPU, ${cost.wall.toFixed(2)} s, ${cost.peak.toFixed(0)} MB`)
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Progress goes to standard error, so that the table can be kept. */
function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function choose(): Contender[] {
  const wanted = contenders.filter(({ name }) => values.only === undefined || values.only === name)
  if (wanted.length === 0) {
    throw new RangeError(`--only takes one of ${contenders.map(({ name }) => name).join(', ')}`)
  }
  return wanted.filter((contender) => {
    const how = contender.missing()
    if (how !== null) say(`skipped: ${contender.name} is not installed (${how})`)
    return how === null
  })
}

function count(text: string, flag: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`--${flag} takes a whole number from 1, not ${text}`)
  return Number(text)
}

const rounds = count(values.rounds, 'rounds')
const reports = count(values.pages, 'pages')
const chosen = choose()
const work = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const server = await startServer(reports)
const costs = new Map<string, Cost[]>()
try {
  for (let number = 1; number <= rounds; number++) {
    say(`round ${number} of ${rounds}`)
    await round(chosen, server, work, costs)
  }
} finally {
  await server.close()
  rmSync(work, { recursive: true, force: true })
}
const lines: Line[] = [...costs].map(([name, all]) => ({ name, costs: all }))
const rows = figures(lines, server.pages, AGAINST)
const stages = chosen.some(({ name }) => name === 'nianbao') ? await measureStages(Math.min(reports, 400)) : []
if (values.json) {
  const machine = { node: process.version, cores: availableParallelism(), at: new Date().toISOString() }
  console.log(JSON.stringify({ ...machine, pages: server.pages, rounds, rows, stages }))
} else {
  console.log(`${server.pages} pages, ${rounds} rounds, Node ${process.version}, ${availableParallelism()} cores\n`)
  console.log(`${markdown(rows, AGAINST)}\n`)
  for (const { name, does } of chosen) console.log(`- ${name}: ${does}`)
  if (stages.length > 0) console.log(`\n${stageTable(stages)}`)
}
