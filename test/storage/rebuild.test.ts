import { cpSync, linkSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseOf, openArchiveToRead } from '../../storage/archive.ts'
import type { CommitUnit } from '../../storage/commit/unit.ts'
import { rebuildArchive } from '../../storage/rebuild/rebuild.ts'
import { exportsOf } from './exports.ts'
import { temporaryFolder } from './folders.ts'
import { at, capture, lost, openToWrite, page, unit } from './units.ts'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const never = new AbortController().signal

function rebuild(signal = never) {
  return rebuildArchive(folder, { signal, now: () => new Date() })
}

/** Commits groups, one after the other, each in a WARC file of its own. */
async function commit(...groups: readonly (readonly CommitUnit[])[]): Promise<void> {
  for (const group of groups) {
    const archive = await openToWrite(folder)
    for (const each of group) archive.commits.stage(each)
    await archive.commits.flush()
    await archive.close()
  }
}

async function commitSome(): Promise<void> {
  await commit(
    [
      page('a.html', '甲的年报', 0),
      page('b.html', '乙的年报', 1),
      unit('never.html', [capture('never.html', '没有', 2, { outcome: 'missing', reason: 'http-404' })], {
        lost: lost('never.html', 'missing'),
      }),
    ],
    [
      page('a.html', '甲的年报，修订', 10),
      unit('b.html', [capture('b.html', '没有', 11, { outcome: 'missing', reason: 'http-404' })], {
        lost: lost('b.html', 'missing'),
      }),
    ],
    [page('a.html', '甲的年报', 20), page('b.html', '乙的年报', 21), page('c.html', '丙的年报', 22)],
    [
      unit('count?id=1', [capture('count?id=1', '88', 30)], { counter: { documentUrl: at('a.html'), count: 88 } }),
      unit('old.html', [capture('old.html', '', 31, { outcome: 'redirect' })], {
        alias: { url: at('old.html'), target: at('c.html') },
      }),
    ],
  )
}

test('the index that is made from the WARC files alone gives the same exports, byte for byte', async () => {
  await commitSome()
  const before = await exportsOf(folder)
  rmSync(databaseOf(folder))
  const report = await rebuild()
  expect(report.skipped).toEqual([])
  expect(await exportsOf(folder)).toEqual(before)
})

test('made over a whole index it changes nothing, and leaves nothing beside it', async () => {
  await commitSome()
  const before = await exportsOf(folder)
  await rebuild()
  expect(await exportsOf(folder)).toEqual(before)
  expect(readdirSync(folder).filter((name) => name.includes('.db'))).toEqual(['nianbao.db'])
})

test('an index made again is gone on with like the lost one', async () => {
  const whole = temporaryFolder()
  await commitSome()
  cpSync(folder, whole, { recursive: true })
  rmSync(databaseOf(folder))
  await rebuild()
  const more = [page('a.html', '甲的年报', 40), page('d.html', '丁的年报', 41)]
  await commit(more)
  const mended = await exportsOf(folder)
  rmSync(folder, { recursive: true })
  folder = whole
  await commit(more)
  const { versions, views } = await exportsOf(folder)
  expect([mended['versions'], mended['views']]).toEqual([versions, views])
})

test('an interrupted rebuild leaves the old index as it was', async () => {
  await commitSome()
  const before = readFileSync(databaseOf(folder))
  const report = await rebuild(AbortSignal.abort())
  expect(report.interrupted).toBe(true)
  expect(readFileSync(databaseOf(folder)).equals(before)).toBe(true)
  expect(readdirSync(folder).filter((name) => name.includes('.db'))).toEqual(['nianbao.db'])
})

test('what a kill leaves of a rebuild is taken away by the next writer, or used by the next rebuild', async () => {
  await commitSome()
  const index = databaseOf(folder)
  // Killed while the new index was made; and when the old one had its second name, just before it lost the first.
  for (const part of ['', '-wal', '-shm']) writeFileSync(`${index}.rebuilding${part}`, 'half of it')
  await (await openToWrite(folder)).close()
  const indexes = () => readdirSync(folder).filter((name) => name.includes('.db'))
  expect(indexes()).toEqual(['nianbao.db'])
  const [first = ''] = readdirSync(join(folder, 'warc')).sort()
  rmSync(join(folder, 'warc', first))
  linkSync(index, `${index}.old`)
  expect((await rebuild()).aside).toBe(`${index}.old`)
  expect(indexes()).toEqual(['nianbao.db', 'nianbao.db.old'])
  expect((await rebuild()).aside).toBe(`${index}.old.2`)
})

test('an index with a journal is folded into one before it is put aside', async () => {
  await commitSome()
  const index = databaseOf(folder)
  const copy = join(temporaryFolder(), 'copy')
  const writer = new Database(index)
  writer.pragma('journal_mode = WAL')
  writer.exec("update document set list_date = 'in the journal'")
  cpSync(folder, copy, { recursive: true })
  writer.close()
  const [first = ''] = readdirSync(join(copy, 'warc')).sort()
  rmSync(join(copy, 'warc', first))
  const { aside } = await rebuildArchive(copy, { signal: never, now: () => new Date() })
  expect(readdirSync(copy).filter((name) => name.includes('.db'))).toEqual(['nianbao.db', 'nianbao.db.old'])
  const old = new Database(aside ?? '', { readonly: true })
  expect(old.prepare('select distinct list_date from document').pluck().all()).toEqual(['in the journal'])
  old.close()
})

test('damaged records are named and skipped, the rest is there', async () => {
  await commitSome()
  const [first = ''] = readdirSync(join(folder, 'warc')).sort()
  const reader = await openArchiveToRead(folder)
  const { offset, length } = reader.db.raw
    .prepare<[string], { offset: number; length: number }>(
      'select c.offset, c.length from capture c join url u on u.id = c.url where u.url = ? order by c.id limit 1',
    )
    .get(at('b.html')) ?? { offset: 0, length: 0 }
  await reader.close()
  const path = join(folder, 'warc', first)
  const bytes = readFileSync(path)
  bytes.fill(0x55, offset + Math.floor(length / 2), offset + Math.floor(length / 2) + 8)
  writeFileSync(path, bytes)
  rmSync(databaseOf(folder))
  const report = await rebuild()
  expect(report.skipped.map((skipped) => [skipped.file, skipped.offset])).toContainEqual([first, offset])
  const exports = await exportsOf(folder)
  expect(exports['documents']).toContain(at('a.html'))
  expect(exports['documents']).toContain(at('c.html'))
  expect(exports['versions']?.match(/"change":"reverted"/g)).toHaveLength(1)
})

test('a file that ends in the middle of a record gives what is whole', async () => {
  await commitSome()
  const last = readdirSync(join(folder, 'warc')).sort().at(-1) ?? ''
  const path = join(folder, 'warc', last)
  truncateSync(path, readFileSync(path).byteLength - 20)
  rmSync(databaseOf(folder))
  const report = await rebuild()
  expect(report.skipped.length).toBeGreaterThan(0)
  expect((await exportsOf(folder))['documents']).toContain(at('c.html'))
})
