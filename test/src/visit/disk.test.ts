import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseOf, openArchive, openArchiveToRead } from '../../../storage/archive.ts'
import { ArchiveWriteError } from '../../../storage/errors.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { startTown, type Town } from '../../town/town.ts'
import { asRobot, newFolder, visitTown } from './visits.ts'

/** So many that their records do not fit on the small disk, whatever the size of the database. */
const REPORTS = 200

let town: Town
let folder: string

beforeEach(async () => {
  town = await startTown({ sites: ['bulk'], bulk: REPORTS })
  folder = newFolder()
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

interface State {
  readonly captured: readonly string[]
  readonly documents: number
  readonly damages: readonly unknown[]
}

async function stateOf(archive: string): Promise<State> {
  const reader = await openArchiveToRead(archive)
  const all = (statement: string) => reader.db.raw.prepare<[], string>(statement).pluck().all()
  const captured = all("select u.url from capture c join url u on u.id = c.url where c.manner = 'http' order by c.id")
  const documents = all("select id from document where status = 'archived'").length
  const { damages } = await verifyArchive(reader)
  await reader.close()
  return { captured, documents, damages }
}

/** After room was made: all is there once, and nothing that was kept was asked for again. */
async function expectWhole(archive: string, before: State, askedAfter: readonly string[]): Promise<void> {
  const after = await stateOf(archive)
  expect(before.damages).toEqual([])
  expect(askedAfter.filter((url) => before.captured.includes(url))).toEqual([])
  expect(after.captured.slice(0, before.captured.length)).toEqual(before.captured)
  expect(new Set(after.captured).size).toBe(after.captured.length)
  expect(after.documents).toBe(REPORTS)
  expect(after.damages).toEqual([])
}

/** Moments at which SQLite refuses a write, as it does on a full disk. */
const refusals = {
  'when it commits a page': 'before insert on version when (select count(*) from version) >= 100',
  'when it takes requests out of line': `before update on request when new.state = 'leased'
    and (select count(*) from version) >= 100`,
}

test.each(Object.entries(refusals))(
  'a crawl whose disk refuses %s ends, says so, and can be gone on with',
  async (_, when) => {
    await (await openArchive(folder, { software: 'nianbao test' })).close()
    const statement = (sql: string) => {
      const db = new Database(databaseOf(folder))
      db.exec(sql)
      db.close()
    }
    statement(`create trigger refuse ${when} begin select raise(abort, 'database or disk is full'); end`)
    await expect(visitTown(town, folder)).rejects.toThrow(ArchiveWriteError)
    const before = await stateOf(folder)
    expect(before.documents).toBeGreaterThan(0)

    statement('drop trigger refuse')
    const asked = town.log.length
    const { sites } = await visitTown(town, folder)
    expect(sites.map(({ outcome, resumed }) => ({ outcome, resumed }))).toEqual([{ outcome: 'done', resumed: true }])
    await expectWhole(
      folder,
      before,
      town.log
        .slice(asked)
        .filter(asRobot)
        .map(({ url }) => url),
    )
  },
)

function crawl(archive: string): Promise<{ code: number | null; errors: string }> {
  const main = resolve(import.meta.dirname, '../../../src/cli/main.ts')
  const sites = join(folder, 'bulk.yaml')
  writeFileSync(sites, town.site('bulk').yaml)
  const child = spawn(process.execPath, [main, 'crawl', sites, '--archive', archive], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return new Promise((done) => child.once('close', (code) => done({ code, errors })))
}

test('nianbao crawl on a disk that is really full says what to do, and goes on when there is room', async ({
  skip,
}) => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1200k', 'tmpfs', disk]).status !== 0) {
    skip('only root on Linux can mount a small disk')
  }
  try {
    const archive = join(disk, 'archive')
    const { code, errors } = await crawl(archive)
    expect(code).toBe(1)
    expect(errors).toMatch(
      /^nianbao: writing .* failed .*everything committed before is safe.* it goes on where it stopped$/m,
    )
    const before = await stateOf(archive)
    expect(before.captured.length).toBeGreaterThan(0)

    spawnSync('mount', ['-o', 'remount,size=50m', disk])
    const asked = town.log.length
    expect(await crawl(archive)).toEqual({ code: 0, errors: '' })
    await expectWhole(
      archive,
      before,
      town.log
        .slice(asked)
        .filter(asRobot)
        .map(({ url }) => url),
    )
  } finally {
    spawnSync('umount', [disk])
  }
})
