import { Agent, get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { createClient } from '../../crawlers/fetch/http.ts'
import { reportPath } from './column.ts'
import { startServer } from './server.ts'
import { type Spread, spread } from './table.ts'

// `node src/launch.js --run test/bench/fetch.ts [--rounds N] [--pages N]`: what fetching a page costs with nianbao's
// client, which keeps the bytes of every head, beside plain node:http and the `fetch` that is built into Node (undici).

const AT_A_TIME = 8

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, pages: { type: 'string', default: '1000' } },
})

/** Gets one address and gives the length of its body in bytes. */
type Get = (url: string) => Promise<number>

/** CPU ms and wall ms a page. */
async function cost(urls: readonly string[], get: Get): Promise<{ cpu: number; wall: number }> {
  const before = process.cpuUsage()
  const started = performance.now()
  let next = 0
  const worker = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) {
      if ((await get(url)) === 0) throw new RangeError(`${url} came empty`)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1000 / urls.length, wall: (performance.now() - started) / urls.length }
}

const reports = Number(values.pages)
const server = await startServer(reports)
const client = createClient({ userAgent: 'nianbao-bench', allow: ['127.0.0.1/32'] })
const agent = new Agent({ keepAlive: true })

const ways: readonly (readonly [name: string, get: Get])[] = [
  [
    "nianbao's client (node:http, heads kept as bytes)",
    async (url) => (await client.fetch({ url, method: 'GET' })).body.length,
  ],
  [
    'node:http',
    (url) =>
      new Promise((resolve, reject) => {
        get(url, { agent }, (response) => resolve(buffer(response).then(({ length }) => length))).once('error', reject)
      }),
  ],
  ['fetch, built in (undici)', async (url) => (await (await fetch(url)).arrayBuffer()).byteLength],
]

const costs = new Map<string, { cpu: number; wall: number }[]>(ways.map(([name]) => [name, []]))
const urls = Array.from({ length: reports }, (_, n) => new URL(reportPath(n), server.column).href)
try {
  // The first round only warms up.
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [name, get] of ways) {
      const each = await cost(urls, get)
      if (round > 0) costs.get(name)?.push(each)
    }
  }
} finally {
  await client.close()
  agent.destroy()
  await server.close()
}

const told = ({ median, min, max }: Spread): string => `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`
console.log('| client | CPU ms a page | wall ms a page |\n|---|---|---|')
for (const [name, all] of costs) {
  console.log(`| ${name} | ${told(spread(all.map(({ cpu }) => cpu)))} | ${told(spread(all.map(({ wall }) => wall)))} |`)
}
