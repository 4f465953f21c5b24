import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseDialect, dialects } from '../../crawlers/dialects/index.ts'
import { columnLinks, judgePage } from '../../crawlers/discovery.ts'
import { verdictOf } from '../../crawlers/outcome/verdict.ts'
import { decode } from '../../crawlers/read/decode.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { read } from '../../src/reading/read.ts'
import { OUTSKIRTS, SITES } from '../town/sites/index.ts'
import { startTown, type Town } from '../town/town.ts'
import { fuzz, fuzzBounds, mutate, mutations } from './fuzz.ts'

/** A page may take so long, ms: some hundred times what it takes on a machine that does nothing else. */
const MOST = 20_000
/** What reading small pages over and over may add to the memory, bytes. */
const MEMORY = 600 * 2 ** 20

interface Seed {
  readonly url: string
  readonly bytes: Buffer
}

let town: Town
let seeds: readonly Seed[]

/** Bytes that mean something to a browser, a decoder or our own rules. */
const TOKENS: readonly Uint8Array[] = [
  '<table>',
  '<td colspan="99999999" rowspan="99999999">',
  '</html>',
  '<!--',
  '<script>',
  '<title>',
  '<base href="//">',
  '<meta charset="utf-16">',
  '<meta http-equiv="refresh" content="0;url=../">',
  '&#x110000;&#0;',
  '2019年政府信息公开工作年度报告',
  '索引号：',
  '发布机构：',
  '访问量：',
  '一、',
  '（一）',
  '|'.repeat(40),
  '('.repeat(200),
  '1'.repeat(300),
  '博彩',
].map((token) => Buffer.from(token))

/** A home page, a list and three reports of every site. */
beforeAll(async () => {
  const ids = [...SITES, ...OUTSKIRTS].map(({ id }) => id)
  town = await startTown({ sites: ids, bulk: 3, record: false })
  const urls = town.sites.flatMap(({ home, column, truth }) => [
    home,
    column,
    ...truth.slice(0, 3).map(({ url }) => url),
  ])
  const found: Seed[] = []
  for (const url of new Set(urls)) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null)
    const type = answer?.headers.get('content-type') ?? ''
    if (answer?.ok && type.includes('html')) found.push({ url, bytes: Buffer.from(await answer.arrayBuffer()) })
    else await answer?.body?.cancel()
  }
  seeds = found
})

afterAll(() => town.close())

/** All that is asked of a page from its bytes on. */
function everything({ url, bytes }: Seed): void {
  const decoded = decode(bytes, null)
  verdictOf(decoded.text, url)
  const page = parsePage(url, decoded)
  const list = chooseDialect(page).list(page)
  judgePage(page, list)
  columnLinks(page)
  for (const dialect of dialects) dialect.counter(page)
  const reading = read(page, { listTitle: null, listDate: null, siteName: null, division: null })
  expect(JSON.stringify(reading).length).toBeGreaterThan(0)
}

test('mutated pages of every site are read to their end: no crash, no hang, no growing memory', async () => {
  expect(seeds.length).toBeGreaterThan(50)
  const cases = fc.tuple(fc.nat(seeds.length - 1), mutations(TOKENS))
  const before = process.memoryUsage().rss
  const count = await fuzz(cases, fuzzBounds({ time: 40_000, runs: 100_000 }), MOST, ([at, changes]) => {
    const seed = seeds[at]
    if (seed === undefined) return
    everything({ url: seed.url, bytes: mutate(seed.bytes, changes) })
    expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY)
  })
  console.log(`${count.runs} mutated pages of ${seeds.length}; the longest took ${Math.round(count.longest)} ms`)
  expect(count.runs).toBeGreaterThan(100)
})
