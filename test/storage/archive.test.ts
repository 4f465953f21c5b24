import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { databaseOf, openArchive, openArchiveToRead } from '../../storage/archive.ts'
import { SCHEMA_VERSION } from '../../storage/db/open.ts'
import { ArchiveBusyError, ArchiveDamagedError, ArchiveNewerError, ArchiveUnusableError } from '../../storage/errors.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { temporaryFolder } from './folders.ts'
import { field, readArchive } from './records.ts'
import { at, openToWrite, page } from './units.ts'

const otherWriterScript = join(import.meta.dirname, 'other-writer.ts')

let folder: string

beforeEach(() => {
  folder = join(temporaryFolder(), 'archive')
})

/** A process that opens an archive to write, commits one page, and stays until it is killed. */
async function otherWriter(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [otherWriterScript, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`the other writer ended with ${code}`)))
  })
  return child
}

function killed(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  return ended
}

function warcNames(): string[] {
  return readdirSync(join(folder, 'warc')).sort()
}

async function files(): Promise<unknown[]> {
  const reader = await openArchiveToRead(folder)
  const rows = reader.db.raw.prepare('select name, state, committed from warc_file order by id').all()
  await reader.close()
  return rows
}

async function damages(): Promise<unknown[]> {
  const reader = await openArchiveToRead(folder)
  const report = await verifyArchive(reader)
  await reader.close()
  return [...report.damages]
}

/** Everything in a folder, by name. */
function snapshot(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(path, name)).isFile(),
  )
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name)).toString('hex')]))
}

describe('one writer', () => {
  test('a second one is refused and told who holds the archive', async () => {
    const child = await otherWriter()
    const refusal = await openToWrite(folder).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ArchiveBusyError)
    expect(String(refusal)).toContain(`process ${child.pid} on ${hostname()} (since 2`)
    expect(String(refusal)).toMatch(/: nianbao .*it can be read meanwhile/)
    expect(String(refusal)).toContain(folder)
  })

  test('what a killed one held is taken over at once, with all that it committed', async () => {
    await killed(await otherWriter())
    const archive = await openToWrite(folder)
    expect(archive.db.raw.prepare('select count(*) from capture').pluck().get()).toBe(1)
    archive.commits.stage(page('next.html', '下一页'))
    await archive.close()
    expect(await damages()).toEqual([])
    expect(await files()).toHaveLength(1)
  })

  test('one that closed lets the next in, also within one process', async () => {
    const first = await openToWrite(folder)
    await expect(openToWrite(folder)).rejects.toThrow(ArchiveBusyError)
    await first.close()
    await (await openToWrite(folder)).close()
  })

  test('its leases are given back when it is gone', async () => {
    const first = await openToWrite(folder)
    const seed = { method: 'GET', body: '', via: null, depth: 0, role: 'list', context: {} } as const
    first.requests.add(1, [{ ...seed, url: at('nb/') }])
    expect(first.requests.lease(1, 'www.example.gov.cn', 16)).toHaveLength(1)
    expect(first.requests.lease(1, 'www.example.gov.cn', 16)).toHaveLength(0)
    await first.close()
    const second = await openToWrite(folder)
    expect(second.requests.lease(1, 'www.example.gov.cn', 16)).toHaveLength(1)
    await second.close()
  })
})

test('readers can open while a writer writes, and see what is committed', async () => {
  const archive = await openToWrite(folder)
  archive.commits.stage(page('a.html', '甲'))
  await archive.commits.flush()
  const reader = await openArchiveToRead(folder)
  const count = () => reader.db.raw.prepare('select count(*) from capture').pluck().get()
  expect(count()).toBe(1)
  archive.commits.stage(page('b.html', '乙'))
  await archive.commits.flush()
  expect(count()).toBe(2)
  expect(() => reader.db.raw.exec('delete from capture')).toThrow(/readonly/)
  await reader.close()
  await archive.close()
})

describe('an archive that was left in the middle', () => {
  /** A process was killed while it wrote: one page is committed. */
  beforeEach(async () => {
    await killed(await otherWriter())
  })

  const openName = () => warcNames().find((name) => name.endsWith('.open')) ?? ''
  const openPath = () => join(folder, 'warc', openName())

  test('is cut back to its last commit', async () => {
    const committed = readFileSync(openPath())
    appendFileSync(openPath(), 'what was written and not committed')
    const archive = await openToWrite(folder)
    expect(readFileSync(openPath())).toEqual(committed)
    await archive.close()
    expect(await damages()).toEqual([])
  })

  test('loses a file of which nothing was committed', async () => {
    const name = 'nianbao-20240101000000000-00002.warc.gz'
    const db = new Database(databaseOf(folder))
    db.prepare(`insert into warc_file (id, name, state, committed, created_at) values (2, ?, 'open', 0, 0)`).run(name)
    db.close()
    writeFileSync(join(folder, 'warc', `${name}.open`), 'the beginning of a first group')
    await (await openToWrite(folder)).close()
    expect(warcNames()).not.toContain(`${name}.open`)
    expect(await files()).toHaveLength(1)
  })

  test('is opened when the file of which nothing was committed was not even made', async () => {
    const db = new Database(databaseOf(folder))
    db.exec(
      `insert into warc_file (id, name, state, committed, created_at) values (2, 'nianbao-20240101000000000-00002.warc.gz', 'open', 0, 0)`,
    )
    db.close()
    await (await openToWrite(folder)).close()
    expect(await files()).toHaveLength(1)
  })

  test('between the renaming of a complete file and its note gets the note, and can be read before', async () => {
    const name = openName().replace('.open', '')
    renameSync(openPath(), join(folder, 'warc', name))
    expect(await damages()).toEqual([])
    await (await openToWrite(folder)).close()
    expect(await files()).toEqual([{ name, state: 'sealed', committed: expect.any(Number) }])
    expect(await damages()).toEqual([])
  })

  test('goes on in the same file, which is complete when the next writer closes', async () => {
    const archive = await openToWrite(folder)
    archive.commits.stage(page('next.html', '下一页'))
    await archive.close()
    expect(warcNames()).toHaveLength(1)
    expect(warcNames()[0]).toMatch(/^nianbao-\d{17}-00001\.warc\.gz$/)
    expect(readArchive(folder).map(({ type }) => type)).toEqual([
      'warcinfo',
      ...['response', 'request', 'metadata', 'metadata'],
      ...['response', 'request', 'metadata', 'metadata'],
    ])
  })

  test.each([
    ['shorter', (path: string) => truncateSync(path, statSync(path).size - 1)],
    ['gone', (path: string) => rmSync(path)],
  ])('is refused when its file is %s than what was committed, by name', async (_, harm) => {
    const path = openPath()
    harm(path)
    const refusal = await openToWrite(folder).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ArchiveDamagedError)
    expect(String(refusal)).toContain(path)
    expect(String(refusal)).toContain('were written')
    expect(await damages()).not.toEqual([])
  })
})

test('an archive whose making was cut off at its end is made by the next writer', async () => {
  const { pragma } = Database.prototype
  vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (this: Database.Database, source, options) {
    if (source.startsWith('application_id =')) throw new Error('killed')
    return pragma.call(this, source, options)
  })
  await expect(openToWrite(folder)).rejects.toThrow(ArchiveUnusableError)
  vi.restoreAllMocks()
  const archive = await openToWrite(folder)
  archive.commits.stage(page('a.html', '甲'))
  await archive.close()
  expect(await damages()).toEqual([])
})

test('a file that was begun and of which nothing is committed yet is no damage', async () => {
  const archive = await openToWrite(folder)
  archive.db.raw.exec(
    "insert into warc_file (id, name, state, committed, created_at) values (1, 'nianbao-20240101000000000-00001.warc.gz', 'open', 0, 0)",
  )
  writeFileSync(join(folder, 'warc', 'nianbao-20240101000000000-00001.warc.gz.open'), 'the beginning of a first group')
  expect(await damages()).toEqual([])
  await archive.close()
})

describe('a folder that cannot be an archive', () => {
  test('one whose schema is newer is refused, and not a byte of it changes', async () => {
    await (await openToWrite(folder)).close()
    const db = new Database(databaseOf(folder))
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    const before = snapshot(folder)
    await expect(openToWrite(folder)).rejects.toThrow(ArchiveNewerError)
    await expect(openArchiveToRead(folder)).rejects.toThrow(`schema version ${SCHEMA_VERSION + 1}`)
    const after = snapshot(folder)
    for (const name of ['nianbao.db', ...Object.keys(before).filter((file) => file.startsWith('warc'))]) {
      expect(after[name] === before[name], name).toBe(true)
    }
  })

  test('one with some other database is refused, and the database is as it was', async () => {
    mkdirSync(folder)
    const db = new Database(databaseOf(folder))
    db.exec("create table diary (day text); insert into diary values ('2024-03-01')")
    db.close()
    const before = readFileSync(databaseOf(folder))
    await expect(openToWrite(folder)).rejects.toThrow(ArchiveUnusableError)
    await expect(openArchiveToRead(folder)).rejects.toThrow(ArchiveUnusableError)
    const after = new Database(databaseOf(folder), { readonly: true })
    expect(after.prepare('select day from diary').pluck().all()).toEqual(['2024-03-01'])
    expect(after.prepare('select name from sqlite_master').pluck().all()).toEqual(['diary'])
    after.close()
    expect(readFileSync(databaseOf(folder)).equals(before)).toBe(true)
  })

  test('one with a file of that name that is no database is refused', async () => {
    mkdirSync(folder)
    writeFileSync(databaseOf(folder), '这不是数据库。'.repeat(100))
    await expect(openToWrite(folder)).rejects.toThrow(ArchiveUnusableError)
    expect(readFileSync(databaseOf(folder), 'utf8')).toBe('这不是数据库。'.repeat(100))
  })

  test('a file in its place is refused', async () => {
    writeFileSync(folder, '')
    await expect(openToWrite(folder)).rejects.toThrow(ArchiveUnusableError)
    await expect(openArchiveToRead(folder)).rejects.toThrow(ArchiveUnusableError)
    await expect(openToWrite(join(folder, 'deeper'))).rejects.toThrow(ArchiveUnusableError)
  })

  test('to read, one that is not there is refused and not made', async () => {
    await expect(openArchiveToRead(folder)).rejects.toThrow('there is no archive here')
    expect(existsSync(folder)).toBe(false)
  })

  test('one that may not be written is refused', ({ skip }) => {
    mkdirSync(folder)
    chmodSync(folder, 0o555)
    chmodSync(dirname(folder), 0o755)
    // Root may write anything: the try is made by nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    const { stderr } = spawnSync(process.execPath, [otherWriterScript, folder], { encoding: 'utf8', ...nobody })
    if (/Cannot find (module|package)/.test(stderr)) skip('nobody may not read this checkout')
    expect(stderr).toContain('ArchiveUnusableError')
    expect(stderr).toContain('permissions')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a full file', () => {
  test('is completed, and the next one begun: each opens with a warcinfo of its own name', async () => {
    const archive = await openToWrite(folder, { maxFileBytes: 3000 })
    for (let n = 0; n < 8; n++) {
      archive.commits.stage(page(`${n}.html`, `第${n}页`, n))
      await archive.commits.flush()
    }
    const before = warcNames()
    await archive.close()
    const names = warcNames()
    expect(before.filter((name) => name.endsWith('.open')).length).toBeLessThanOrEqual(1)
    expect(names.length).toBeGreaterThan(2)
    expect(names.every((name) => name.endsWith('.warc.gz'))).toBe(true)
    expect(await files()).toEqual(
      names.map((name) => ({ name, state: 'sealed', committed: statSync(join(folder, 'warc', name)).size })),
    )
    const infos = readArchive(folder).filter(({ type }) => type === 'warcinfo')
    expect(infos.map((record) => [record.offset, field(record, 'warc-filename')])).toEqual(
      names.map((name) => [0, name]),
    )
    for (const name of names.slice(0, -1))
      expect(statSync(join(folder, 'warc', name)).size).toBeGreaterThanOrEqual(3000)
    expect(await damages()).toEqual([])
  })

  test('a writer that wrote nothing leaves no file', async () => {
    await (await openToWrite(folder)).close()
    expect(warcNames()).toEqual([])
    expect(await files()).toEqual([])
  })
})

test('an archive is made with the folders that lead to it', async () => {
  const deep = join(folder, 'a', '年报')
  await (await openArchive(deep, { software: 'nianbao test' })).close()
  expect(existsSync(databaseOf(deep))).toBe(true)
})
