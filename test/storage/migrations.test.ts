import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importFiles } from '../../src/import/import.ts'
import { databaseOf, openArchiveToRead } from '../../storage/archive.ts'
import { SCHEMA_VERSION } from '../../storage/db/open.ts'
import { ArchiveNewerError, ArchiveUnusableError } from '../../storage/errors.ts'
import { rebuildArchive } from '../../storage/rebuild/rebuild.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { exportsOf } from './exports.ts'
import { temporaryFolder } from './folders.ts'
import { openToWrite, page } from './units.ts'

/*
 * test/fixtures/archives/v1: an archive as nianbao wrote it with schema version 1 (a visit to the town's `zone` by commit
 * 4c593aa), and what it exported then.
 */
const V1 = join(import.meta.dirname, '../fixtures/archives/v1')
const TABLES = ['documents', 'versions', 'views', 'findings', 'captures']

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function lay(version: string): void {
  cpSync(join(version, 'warc'), join(folder, 'warc'), { recursive: true })
  writeFileSync(databaseOf(folder), gunzipSync(readFileSync(join(version, 'nianbao.db.gz'))))
}

async function upgrade(): Promise<void> {
  await (await openToWrite(folder)).close()
}

function schemaVersion(): unknown {
  const db = new Database(databaseOf(folder), { readonly: true })
  const version = db.pragma('user_version', { simple: true })
  db.close()
  return version
}

function rows(lines: string): Record<string, unknown>[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

test('an archive of schema version 1 opens, is brought up to date, and exports all that it exported then', async () => {
  lay(V1)
  expect(schemaVersion()).toBe(1)
  await upgrade()
  expect(schemaVersion()).toBe(SCHEMA_VERSION)
  const exports = await exportsOf(folder)
  for (const table of TABLES) {
    const now = rows(exports[table] ?? '')
    const then = rows(readFileSync(join(V1, `${table}.jsonl`), 'utf8'))
    // Fields may have come since; none has gone or changed.
    expect(now, table).toMatchObject(then)
    expect(now).toHaveLength(then.length)
  }
  const reader = await openArchiveToRead(folder)
  expect((await verifyArchive(reader)).damages).toEqual([])
  await reader.close()
})

test('an archive of an earlier version cannot be read before it is brought up to date, and is told how', async () => {
  lay(V1)
  await expect(openArchiveToRead(folder)).rejects.toThrow(ArchiveUnusableError)
  await expect(openArchiveToRead(folder)).rejects.toThrow(/older schema.*nianbao crawl/)
  expect(schemaVersion()).toBe(1)
})

test('an archive of a newer version is refused, to read and to write, and is not touched', async () => {
  mkdirSync(folder, { recursive: true })
  const archive = await openToWrite(folder)
  archive.commits.stage(page('a.html', '年报'))
  await archive.close()
  const db = new Database(databaseOf(folder))
  db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
  db.close()
  const before = readFileSync(databaseOf(folder))
  await expect(openToWrite(folder)).rejects.toThrow(ArchiveNewerError)
  await expect(openArchiveToRead(folder)).rejects.toThrow(ArchiveNewerError)
  expect(readFileSync(databaseOf(folder)).equals(before)).toBe(true)
})

test('an archive of this version opens again with all that it has', async () => {
  const archive = await openToWrite(folder)
  archive.commits.stage(page('a.html', '年报'))
  await archive.close()
  expect(schemaVersion()).toBe(SCHEMA_VERSION)
  const before = await exportsOf(folder)
  await upgrade()
  expect(await exportsOf(folder)).toEqual(before)
})

test('an index that knows more than the files tell is not replaced by rebuild', async () => {
  lay(V1)
  await upgrade()
  const before = await exportsOf(folder)
  const options = { signal: new AbortController().signal, now: () => new Date() }
  const report = await rebuildArchive(folder, options)
  expect([report.replaced, report.untold > 0]).toEqual([false, true])
  expect(await exportsOf(folder)).toEqual(before)
})

test('the files of an archive whose index is lost are taken into another by import', async () => {
  lay(V1)
  const [name = ''] = readdirSync(join(folder, 'warc'))
  const file = join(folder, 'warc', name)
  const archive = join(folder, 'other')
  const signal = new AbortController().signal
  const [report] = await importFiles([file], { archive, site: 'zone', signal, now: () => new Date() })
  expect(report?.faults).toEqual([])
  const fields = (lines: string) =>
    rows(lines).map(({ url, title, publisher, report_year }) => ({ url, title, publisher, report_year }))
  const then = fields(readFileSync(join(V1, 'documents.jsonl'), 'utf8'))
  const now = fields((await exportsOf(archive))['documents'] ?? '')
  const byUrl = (all: typeof now) => all.sort((a, b) => String(a.url).localeCompare(String(b.url)))
  // The name of the site, which only the index knew, was the publisher of those that state none.
  expect(byUrl(now).map(({ url, title }) => [url, title])).toEqual(byUrl(then).map(({ url, title }) => [url, title]))
})
