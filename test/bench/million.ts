import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { coverage } from '../../src/coverage/coverage.ts'
import { search } from '../../src/search/search.ts'
import { databaseOf, openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import { coverageFacts } from '../../storage/coverage.ts'
import { prepareNear } from '../../storage/export/near.ts'
import { newestVersion } from '../../storage/versions.ts'
import { makeArchive, textOf } from './million-archive.ts'
import { spread } from './table.ts'

// `npm run bench:million [-- --documents 200000 --captures 5 --archive DIR]`: makes an archive with a million captures
// (or takes the one that is there) and times what has to stay quick in it.

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '200000' },
    captures: { type: 'string', default: '5' },
    archive: { type: 'string' },
  },
})
const documents = Number(values.documents)
const captures = Number(values.captures)
const folder = values.archive ?? mkdtempSync(join(tmpdir(), 'nianbao-million-'))

const EVERYWHERE = { site: null, year: null }

const NOW = Date.parse('2026-06-01')

/** How often each question is asked; always of another document or other words. */
const TIMES = 200

/** And no longer than this, ms. */
const LONGEST = 10_000

try {
  const started = performance.now()
  await makeArchive(folder, { documents, captures })
  console.log(`made in ${((performance.now() - started) / 1000).toFixed(0)} s on ${cpus()[0]?.model}`)
  await report()
} finally {
  if (values.archive === undefined) rmSync(folder, { recursive: true })
}

async function report(): Promise<void> {
  const opening = performance.now()
  const archive = await openArchiveToRead(folder)
  const opened = performance.now() - opening
  const count = archive.db.raw.prepare<[], number>('select count(*) from capture').pluck().get() ?? 0
  const bytes = statSync(databaseOf(folder)).size
  console.log(
    `${count} captures, ${documents} documents, database ${(bytes / 1e6).toFixed(0)} MB: ${(bytes / count).toFixed(0)} bytes a capture`,
  )
  console.log(`open ${opened.toFixed(1)} ms`)
  for (const [name, ask] of questions(archive)) await time(name, ask)
  await archive.close()
}

function questions(archive: ReadableArchive): [string, (n: number) => unknown][] {
  const urls = archive.db.raw.prepare<[number], string>('select url from url where id = ?').pluck()
  const url = (n: number) => urls.get(1000 + ((n * 7919) % (documents - 1000))) ?? ''
  const near = prepareNear(archive)
  const row = archive.db.raw.prepare<[number], Parameters<typeof near>[0]>(
    'select document, content_hash as contentHash, s0, s1, s2, s3 from version where id = ?',
  )
  return [
    ['latest version of an address', (n) => newestVersion(archive, url(n))],
    ['near duplicates of a document', (n) => near(row.get(1000 + ((n * 6271) % (documents - 1000))) ?? nobody())],
    ['search for two characters, first 20 documents', (n) => take(search(archive, [twoOf(n)], EVERYWHERE, 20))],
    ['search for five characters, first 20 documents', (n) => take(search(archive, [wordOf(n)], EVERYWHERE, 20))],
    ['coverage of one site', (n) => coverage(coverageFacts(archive, `site-${n % 500}`), NOW)],
    ['coverage of all sites', () => coverage(coverageFacts(archive, null), NOW)],
  ]
}

function nobody(): never {
  throw new RangeError('the archive has no such document')
}

async function take(hits: AsyncIterable<unknown>): Promise<number> {
  let count = 0
  for await (const _hit of hits) count++
  return count
}

/** Two characters that stand together somewhere. */
function twoOf(n: number): string {
  return hanOf(n, 2)
}

function wordOf(n: number): string {
  return hanOf(n, 5)
}

function hanOf(n: number, length: number): string {
  const runs = textOf((n * 13) % 600).match(/\p{Script=Han}{6,}/gu) ?? ['信息公开年度报告']
  const run = runs[n % runs.length] ?? ''
  return run.slice(0, length)
}

async function time(name: string, ask: (n: number) => unknown): Promise<void> {
  const times: number[] = []
  const until = performance.now() + LONGEST
  for (let n = 0; n < TIMES && performance.now() < until; n++) {
    const started = performance.now()
    await ask(n)
    times.push(performance.now() - started)
  }
  const sorted = [...times].sort((a, b) => a - b)
  const p95 = sorted[Math.floor(times.length * 0.95)] ?? 0
  console.log(`${name}: median ${spread(times).median.toFixed(2)} ms, 95 of 100 under ${p95.toFixed(1)} ms`)
}
