import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { databaseOf, openArchiveToRead } from '../../storage/archive.ts'
import { ArchiveIndexError, ArchiveUnusableError } from '../../storage/errors.ts'
import { rebuildArchive } from '../../storage/rebuild/rebuild.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { exportsOf } from './exports.ts'
import { temporaryFolder } from './folders.ts'
import { openToWrite, page } from './units.ts'

let folder: string

beforeEach(() => {
  folder = join(temporaryFolder(), 'archive')
})

/** Commits pages, a WARC file each. */
async function commit(...names: string[]): Promise<void> {
  for (const name of names) {
    const archive = await openToWrite(folder)
    archive.commits.stage(page(name, `${name} 的年报`))
    await archive.close()
  }
}

const warcs = () => readdirSync(join(folder, 'warc')).sort()
const bytesOf = (names: readonly string[]) => names.map((name) => readFileSync(join(folder, 'warc', name)))

function rebuild() {
  return rebuildArchive(folder, { signal: new AbortController().signal, now: () => new Date() })
}

async function captured(): Promise<unknown[]> {
  const reader = await openArchiveToRead(folder)
  const urls = reader.db.raw
    .prepare(
      "select replace(u.url, 'http://www.example.gov.cn/', '') from capture c join url u on u.id = c.url order by c.id",
    )
    .pluck()
    .all()
  expect((await verifyArchive(reader)).damages).toEqual([])
  await reader.close()
  return urls
}

/** A page on its own in an index that is written, and killed in the middle of that; its journal stays. */
async function commitAndBeKilled(): Promise<void> {
  const script = join(import.meta.dirname, 'other-writer.ts')
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('an index beside WARC files of which it knows nothing', () => {
  test.each([
    ['is gone', () => rmSync(databaseOf(folder))],
    ['is empty', () => truncateSync(databaseOf(folder))],
    ['is damaged', () => writeFileSync(databaseOf(folder), Buffer.alloc(9000, 0x55))],
    ['is damaged', () => truncateSync(databaseOf(folder), 20_000)],
    ['is some other database', otherDatabase],
    ['is a folder', folderInstead],
  ])('%s: neither read nor written to; rebuild is told, and makes it as it was', async (what, harm) => {
    await commit('a.html', 'b.html')
    const before = await exportsOf(folder)
    const files = warcs()
    const bytes = bytesOf(files)
    harm()
    for (const open of [() => openToWrite(folder), () => openArchiveToRead(folder)]) {
      const refusal = await open().catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(ArchiveIndexError)
      expect(String(refusal)).toContain(what)
      expect(String(refusal)).toContain('nianbao rebuild')
    }
    expect(warcs()).toEqual(files)
    expect(bytesOf(files)).toEqual(bytes)

    expect(await rebuild()).toMatchObject({ replaced: true, skipped: [], missing: [] })
    expect(await exportsOf(folder)).toEqual(before)
    await commit('c.html')
    expect(await captured()).toEqual(['a.html', 'b.html', 'c.html'])
  })
})

test('a folder of the name of the index is no archive; with nothing to make an index from, it is to be moved away', async () => {
  mkdirSync(databaseOf(folder), { recursive: true })
  for (const open of [() => openToWrite(folder), () => openArchiveToRead(folder)]) {
    const refusal = await open().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ArchiveUnusableError)
    expect(String(refusal)).toMatch(/its nianbao.db is a folder; move that elsewhere/)
  }
})

function folderInstead(): void {
  rmSync(databaseOf(folder))
  mkdirSync(databaseOf(folder))
  writeFileSync(join(databaseOf(folder), 'a.txt'), 'what somebody else keeps here')
}

function otherDatabase(): void {
  rmSync(databaseOf(folder))
  const db = new Database(databaseOf(folder))
  db.exec("create table diary (day text); insert into diary values ('2024-03-01')")
  db.close()
}

describe('an index that is older than its WARC files', () => {
  test('from a copy: what it does not know is not written over; rebuild takes it in', async () => {
    await commit('a.html')
    const copy = readFileSync(databaseOf(folder))
    await commit('b.html')
    writeFileSync(databaseOf(folder), copy)
    const files = warcs()
    const refusal = await openToWrite(folder).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ArchiveIndexError)
    expect(String(refusal)).toContain(`does not know warc/${files[1]}`)
    expect(warcs()).toEqual(files)
    await rebuild()
    await commit('c.html')
    expect(await captured()).toEqual(['a.html', 'b.html', 'c.html'])
  })

  test('from a copy that was made during a visit: the same', async () => {
    const archive = await openToWrite(folder)
    archive.commits.stage(page('a.html', '甲'))
    await archive.commits.flush()
    const copy = join(temporaryFolder(), 'copy.db')
    await archive.db.raw.backup(copy)
    archive.commits.stage(page('b.html', '乙'))
    await archive.close()
    cpSync(copy, databaseOf(folder))
    await expect(openToWrite(folder)).rejects.toThrow(/knows \d+ of the \d+ bytes of warc\/.*nianbao rebuild/)
    await rebuild()
    expect(await captured()).toEqual(['a.html', 'b.html'])
  })

  test('because its journal was lost after a kill: no committed page is cut off as if it were the end of a crash', async () => {
    await commit('a.html')
    await commitAndBeKilled()
    const [, open = ''] = warcs()
    const index = new Database(databaseOf(folder))
    index.pragma('wal_checkpoint(PASSIVE)')
    // As it was before the page was committed.
    index.exec(`update warc_file set committed = (select offset from capture where file = warc_file.id) where id = 2`)
    index.pragma('wal_checkpoint(PASSIVE)')
    const parts = [databaseOf(folder), join(folder, 'warc', open)].map((path) => ({ path, bytes: readFileSync(path) }))
    index.close()
    for (const { path, bytes } of parts) writeFileSync(path, bytes)
    for (const part of ['-wal', '-shm']) rmSync(`${databaseOf(folder)}${part}`, { force: true })
    await expect(openToWrite(folder)).rejects.toThrow(ArchiveIndexError)
    expect(readFileSync(join(folder, 'warc', open)).equals(parts[1]?.bytes ?? Buffer.alloc(0))).toBe(true)
    await rebuild()
    expect(await captured()).toEqual(['a.html', 'first.html'])
  })

  test('after a kill with its journal there, the end of a crash is cut off as before', async () => {
    await commitAndBeKilled()
    const [open = ''] = warcs()
    const path = join(folder, 'warc', open)
    const bytes = readFileSync(path)
    writeFileSync(path, Buffer.concat([bytes, bytes.subarray(0, 300)]))
    await commit('b.html')
    expect(await captured()).toEqual(['first.html', 'b.html'])
  })
})

describe('rebuild', () => {
  test('names a file that is missing, whether the old index knew it or only its number tells, and keeps that index', async () => {
    await commit('a.html', 'b.html', 'c.html')
    const [, second = ''] = warcs()
    const elsewhere = join(temporaryFolder(), second)
    renameSync(join(folder, 'warc', second), elsewhere)
    expect(await rebuild()).toMatchObject({ missing: [second], aside: `${databaseOf(folder)}.old` })
    rmSync(databaseOf(folder))
    expect(await rebuild()).toMatchObject({ missing: ['nianbao-*-00002.warc.gz'], aside: null })
    renameSync(elsewhere, join(folder, 'warc', second))
    expect(await rebuild()).toMatchObject({ missing: [] })
    expect(await captured()).toEqual(['a.html', 'b.html', 'c.html'])
  })

  test('refuses the files of two archives in one folder, by name, and changes nothing', async () => {
    await commit('a.html')
    const [own = ''] = warcs()
    const index = readFileSync(databaseOf(folder))
    const first = folder
    folder = join(temporaryFolder(), 'other')
    await commit('z.html')
    const [foreign = ''] = warcs()
    cpSync(join(folder, 'warc', foreign), join(first, 'warc', foreign))
    folder = first
    const refusal = await rebuild().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ArchiveUnusableError)
    for (const word of [own, foreign, 'nianbao import']) expect(String(refusal)).toContain(word)
    expect(readFileSync(databaseOf(folder)).equals(index)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('.db'))).toEqual(['nianbao.db'])
  })

  test("puts aside what it cannot read as an index: it may be somebody's", async () => {
    await commit('a.html')
    otherDatabase()
    const bytes = readFileSync(databaseOf(folder))
    const { aside } = await rebuild()
    expect(readFileSync(aside ?? '').equals(bytes)).toBe(true)
  })

  test('files in its folder that are none of ours are left as they are', async () => {
    await commit('a.html')
    writeFileSync(join(folder, 'warc', 'rec-2020.warc.gz'), 'of another program')
    mkdirSync(join(folder, 'warc', 'notes'))
    await rebuild()
    await commit('b.html')
    expect(readFileSync(join(folder, 'warc', 'rec-2020.warc.gz'), 'utf8')).toBe('of another program')
  })
})
