import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { staticDialect } from '../../crawlers/dialects/static.ts'
import { judgePage } from '../../crawlers/discovery.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { type Client, createClient } from '../../crawlers/fetch/http.ts'
import { judge } from '../../crawlers/outcome.ts'
import { decode } from '../../crawlers/read/decode.ts'
import type { Decoded } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { read } from '../../src/reading/read.ts'
import type { Reading } from '../../src/reading/reading.ts'
import { captureOf, documentOf } from '../../src/visit/keep.ts'
import { openArchive } from '../../storage/archive.ts'
import { type CommitUnit, NOTHING } from '../../storage/commit/unit.ts'
import { compress } from '../../storage/warc/record.ts'
import { reportPath } from './column.ts'
import { startServer } from './server.ts'

/** What one step of a page's way costs. */
export interface Stage {
  readonly name: string
  /** CPU time of the whole process, its threads included, ms a report. */
  readonly ms: number
}

/** How often each step is done before it is measured, so that compiled code is measured. */
const WARM = 2

/**
 * Takes reports through the steps of the pipeline one step after the other, in this process, and says what each costs.
 * The sum is less than what a crawl costs: starting, the frontier and what only a crowd of steps costs are not in it.
 *
 * @param reports how many; a few hundred give steady figures
 */
export async function measureStages(reports: number): Promise<Stage[]> {
  const server = await startServer(reports)
  const client = createClient({ userAgent: 'nianbao-bench', allow: ['127.0.0.1/32'] })
  const urls = Array.from({ length: reports }, (_, n) => new URL(reportPath(n), server.column).href)
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-stages-'))
  try {
    return await steps(client, urls, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await client.close()
    await server.close()
  }
}

async function steps(client: Client, urls: readonly string[], folder: string): Promise<Stage[]> {
  const stages: Stage[] = []
  const step = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    for (let time = 0; time < WARM; time++) await work()
    const before = process.cpuUsage()
    const result = await work()
    const { user, system } = process.cpuUsage(before)
    stages.push({ name, ms: (user + system) / 1000 / urls.length })
    return result
  }
  const exchanges = await step('fetch', () => fetchAll(client, urls))
  const decoded = await step('decode', () =>
    exchanges.map((exchange) => ({ exchange, decoded: decode(exchange.body, 'text/html') })),
  )
  const gbk = exchanges.map(({ body }) => iconv.encode(body.toString(), 'gb18030'))
  await step('(decode, were the pages in GBK)', () => gbk.map((body) => decode(body, 'text/html')))
  await step('judge', () => decoded.map((answer) => judge(answer.exchange, () => answer.decoded.text)))
  const parsed = await step('parse', () =>
    decoded.map((answer) => ({ ...answer, page: parsePage(answer.exchange.url, answer.decoded) })),
  )
  const pages = parsed.map(({ page }) => page)
  await step('choose the dialect', () => pages.map((page) => chooseDialect(page)))
  await step('(list and role, where not known)', () => pages.map((page) => judgePage(page, staticDialect.list(page))))
  const context = { listTitle: null, listDate: null, siteName: null, division: null }
  const readings = await step('read', () => parsed.map((way) => ({ ...way, reading: read(way.page, context) })))
  const units = await step('reading as JSON, digest', () => readings.map((way) => unitOf(way)))
  const blocks = [
    ...exchanges.map(({ body }) => body),
    ...units.map(({ document }) => Buffer.from(document?.reading.json ?? '')),
  ]
  // Of a body as payload and as block, of a reading as block.
  await step('hash', () => [...blocks, ...exchanges.map(({ body }) => body)].map((bytes) => hash('sha256', bytes)))
  const members = await step('gzip', () => Promise.all(blocks.map((bytes) => compress(bytes))))
  await step('write: append and sync', () => append(members, join(folder, 'members')))
  const archive = (name: string) => join(folder, name)
  let serial = 0
  await step('(commit: hash, gzip, write and database)', () => store(units, archive(`${serial++}`)))
  const ms = (name: string) => stages.find((stage) => stage.name === name)?.ms ?? 0
  const bytes = ms('hash') + ms('gzip') + ms('write: append and sync')
  stages.push({ name: 'database: the rest of the commit', ms: ms('(commit: hash, gzip, write and database)') - bytes })
  await step('(commit of what is unchanged)', () => store(units, archive('0')))
  return stages
}

const AT_A_TIME = 8

async function fetchAll(client: Client, urls: readonly string[]): Promise<Exchange[]> {
  const exchanges: Exchange[] = []
  for (let at = 0; at < urls.length; at += AT_A_TIME) {
    const some = urls.slice(at, at + AT_A_TIME)
    exchanges.push(...(await Promise.all(some.map((url) => client.fetch({ url, method: 'GET' })))))
  }
  return exchanges
}

/** What a handled request of a first visit leaves behind, its end apart. */
function unitOf({
  exchange,
  decoded,
  reading,
}: {
  exchange: Exchange
  decoded: Decoded
  reading: Reading
}): CommitUnit {
  const { url } = exchange
  const place = { url, site: 'bench', column: url, listTitle: null, listDate: null }
  return {
    ...NOTHING,
    visit: 1,
    url,
    request: null,
    captures: [captureOf(exchange, { kind: 'ok', reason: 'ok' }, decoded)],
    document: documentOf(place, reading, null),
    end: null,
    host: null,
  }
}

/** Commits units in groups of the size that a crawl makes. */
async function store(units: readonly CommitUnit[], folder: string): Promise<void> {
  const archive = await openArchive(folder, { software: 'nianbao-bench' })
  try {
    for (const [at, unit] of units.entries()) {
      archive.commits.stage(unit)
      if (at % GROUP === GROUP - 1) await archive.commits.flush()
    }
  } finally {
    await archive.close()
  }
}

const GROUP = 64

/** Writes members as a commit does: a group at a time, each synced. */
async function append(members: readonly Buffer[], path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let at = 0; at < members.length; at += 2 * GROUP) {
      await file.write(Buffer.concat(members.slice(at, at + 2 * GROUP)))
      await file.datasync()
    }
  } finally {
    await file.close()
  }
}

/** The steps as a Markdown table. */
export function stageTable(stages: readonly Stage[]): string {
  const rows = stages.map(({ name, ms }) => `| ${name} | ${ms.toFixed(2)} |`)
  return ['| step | CPU ms a report |', '|---|---|', ...rows].join('\n')
}
