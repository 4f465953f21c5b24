import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chooseLanguage } from '../../src/cli/language.ts'
import { cell, type DemoWords, demoWords } from './demo-words.ts'
import { openTown } from './open.ts'
import type { Town } from './town.ts'

// `npm run demo`: opens the town of sample sites, visits it twice over real HTTP with the real command line, verifies
// and exports what was kept, and shows what came of it in a screenful.

const FOLDER = 'demo-archive'
const PORT = 8310
const main = join(import.meta.dirname, '../../src/cli/main.ts')
const run = promisify(execFile)

interface HostCounts {
  readonly site: string
  readonly pages: number
  readonly fresh: number
  readonly revised: number
  readonly unchanged: number
  readonly missing: number
  readonly views: number
}

interface Visit {
  readonly ms: number
  readonly hosts: readonly HostCounts[]
}

interface Exported {
  readonly url: string
  readonly kind: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published_at: string | null
  readonly views: number | null
  readonly status: string
  readonly flags: readonly string[]
  readonly attachments: readonly unknown[]
  readonly site: string
  readonly evidence: Readonly<
    Record<string, { evidence?: { rule: string; where: string; confidence: string } | null } | null>
  >
}

/** Runs `nianbao …` and gives what it printed. Rejects when it failed. */
async function nianbao(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [main, '--lang', 'en', ...args], { maxBuffer: 2 ** 28 })
  return stdout
}

/** A fresh folder for the demo; only what an earlier demo left is taken away. */
function prepareFolder(words: DemoWords): void {
  if (existsSync(FOLDER) && readdirSync(FOLDER).length > 0 && !existsSync(join(FOLDER, 'sites'))) {
    throw new Error(words.foreignFolder(FOLDER))
  }
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(join(FOLDER, 'sites'), { recursive: true })
}

async function crawl(): Promise<Visit> {
  const out = await nianbao('crawl', '--json', '--sites', join(FOLDER, 'sites'), '--archive', FOLDER)
  return JSON.parse(out.trim().split('\n').at(-1) ?? '')
}

async function exportDocuments(): Promise<Exported[]> {
  const file = join(FOLDER, 'documents.jsonl')
  await nianbao('export', 'jsonl', '--archive', FOLDER, '--out', file)
  await nianbao('export', 'csv', '--archive', FOLDER, '--out', join(FOLDER, 'csv'))
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

function sum(hosts: readonly HostCounts[], count: (host: HostCounts) => number): number {
  return hosts.reduce((total, host) => total + count(host), 0)
}

/** One line a site: what its column was found to hold. */
function siteLines(town: Town, documents: readonly Exported[], words: DemoWords): string[] {
  const head = [cell(words.site, 36), ...words.columns.map((word) => cell(word, 13))].join('')
  const lines = town.sites.map(({ id, name }) => {
    const own = documents.filter(({ site }) => site === id)
    const had = own.filter(({ status }) => status === 'archived')
    const counts = [
      had.filter(({ kind }) => kind === 'annual-report').length,
      had.filter(({ kind }) => kind !== 'annual-report').length,
      had.reduce((total, { attachments }) => total + attachments.length, 0),
      had.filter(({ views }) => views !== null).length,
      own.length - had.length,
    ]
    return [cell(name, 36), ...counts.map((count) => cell(count === 0 ? '·' : `${count}`, 13))].join('')
  })
  return [head, ...lines].map((line) => `   ${line.trimEnd()}`)
}

/** One report with its evidence, and what is odd in the town. */
function sampleLines(first: readonly Exported[], second: readonly Exported[], words: DemoWords): string[] {
  const sample = first.find(({ views, kind }) => views !== null && kind === 'annual-report')
  const hijacked = second.filter(({ flags }) => flags.includes('hijacked'))
  if (sample === undefined) return []
  const why = (field: string) => {
    const evidence = sample.evidence[field]?.evidence
    return evidence == null ? '' : `  [${evidence.confidence}: ${evidence.rule}]`
  }
  const later = second.find(({ url }) => url === sample.url)
  const spoiled = hijacked[0]
  return [
    `   ${sample.title}${why('title')}`,
    `   ${words.published} ${sample.published_at}${why('published_at')}`,
    `   ${words.publisher} ${sample.publisher}${why('publisher')}`,
    `   ${words.views} ${sample.views} → ${later?.views}${why('views')}`,
    ...(spoiled === undefined ? [] : [`   ${words.hijacked(hijacked.length, spoiled.title ?? '', spoiled.publisher)}`]),
  ]
}

async function demo(town: Town, words: DemoWords): Promise<string[]> {
  for (const { id, yaml } of town.sites) writeFileSync(join(FOLDER, 'sites', `${id}.yaml`), yaml)
  const home = town.sites[0]?.home ?? ''
  console.log(words.opening(town.sites.length, home))
  const first = await crawl()
  const before = await exportDocuments()
  console.log(
    words.firstVisit(
      sum(first.hosts, ({ pages }) => pages),
      first.ms,
    ),
  )
  const second = await crawl()
  const after = await exportDocuments()
  const verdict = (await nianbao('verify', '--archive', FOLDER, '--json')).trim()
  const { files, records, damages } = JSON.parse(verdict)
  const { hosts } = second
  const risen = after.filter(({ url, views }) => {
    const earlier = before.find((document) => document.url === url)?.views
    return views !== null && earlier != null && views > earlier
  })
  return [
    ...siteLines(town, before, words),
    words.secondVisit({
      ms: second.ms,
      fresh: sum(hosts, (host) => host.fresh),
      revised: sum(hosts, (host) => host.revised),
      unchanged: sum(hosts, (host) => host.unchanged),
      risen: risen.length,
    }),
    words.readings,
    ...sampleLines(before, after, words),
    words.verified(files, records, damages.length),
    words.exported(after.length, FOLDER),
    '',
    ...words.next(FOLDER),
  ]
}

const words = demoWords(chooseLanguage(undefined, process.env))
try {
  prepareFolder(words)
  const town = await openTown({ port: PORT, record: false })
  try {
    for (const line of await demo(town, words)) console.log(line)
  } finally {
    await town.close()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
