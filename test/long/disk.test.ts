import { spawn, spawnSync } from 'node:child_process'
import { closeSync, cpSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseOf, openArchive, openArchiveToRead } from '../../storage/archive.ts'
import { ArchiveWriteError } from '../../storage/errors.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { asRobot, newFolder, visitTown } from '../src/visit/visits.ts'
import { startTown, type Town } from '../town/town.ts'

/** So many that their records do not fit on the small disk, whatever the size of the database. */
const REPORTS = 200

let town: Town
let folder: string
let mounted: string | null = null

beforeEach(async () => {
  town = await startTown({ sites: ['bulk'], bulk: REPORTS })
  folder = newFolder()
})

afterEach(async () => {
  await town.close()
  if (mounted !== null) spawnSync('umount', ['-l', mounted])
  mounted = null
  rmSync(folder, { recursive: true, force: true })
})

interface State {
  readonly captured: readonly string[]
  /** What was also asked in another manner. */
  readonly looked: readonly string[]
  readonly documents: number
  readonly damages: readonly unknown[]
}

async function stateOf(archive: string): Promise<State> {
  const reader = await openArchiveToRead(archive)
  const all = (statement: string) => reader.db.raw.prepare<[], string>(statement).pluck().all()
  const captured = all("select u.url from capture c join url u on u.id = c.url where c.manner = 'http' order by c.id")
  const looked = all("select u.url from capture c join url u on u.id = c.url where c.manner <> 'http'")
  const documents = all("select id from document where status = 'archived'").length
  const { damages } = await verifyArchive(reader)
  await reader.close()
  return { captured, looked, documents, damages }
}

/** After room was made: all is there once, and nothing that was kept was asked for again. */
async function expectWhole(archive: string, before: State, askedAfter: readonly string[]): Promise<void> {
  const after = await stateOf(archive)
  expect(before.damages).toEqual([])
  const twice = askedAfter.filter((url) => before.captured.includes(url) && !after.looked.includes(url))
  expect(twice).toEqual([])
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

const main = resolve(import.meta.dirname, '../../src/cli/main.ts')

/** A crawl of the command line, with what it has said on standard error so far. */
function crawl(archive: string, flags: readonly string[] = []) {
  const sites = join(folder, 'bulk.yaml')
  writeFileSync(sites, town.site('bulk').yaml)
  const child = spawn(process.execPath, [main, 'crawl', sites, '--archive', archive, ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const run = { child, errors: '', ended: new Promise<number | null>((done) => child.once('close', done)) }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.errors += text
  })
  return run
}

describe('nianbao crawl on a disk that is really full', () => {
  /** Mounts a small disk; skips where that is not permitted. */
  function smallDisk(skip: (note: string) => void): string {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1200k', 'tmpfs', disk]).status !== 0) {
      skip('only root on Linux can mount a small disk')
    }
    mounted = disk
    return disk
  }

  test('pauses and says so, and goes on by itself when there is room: all is there once', async ({ skip }) => {
    const disk = smallDisk(skip)
    const archive = join(disk, 'archive')
    const run = crawl(archive)
    await expect.poll(() => run.errors, { timeout: 30_000 }).toMatch(/^nianbao: paused: the disk of .* MB left/m)
    const before = await stateOf(archive)
    expect(before.captured.length).toBeGreaterThan(0)
    const asked = town.log.length
    spawnSync('mount', ['-o', 'remount,size=50m', disk])
    expect(await run.ended).toBe(0)
    expect(run.errors).toMatch(/^nianbao: there is room again: going on$/m)
    const again = town.log.slice(asked).map(({ url }) => url)
    await expectWhole(archive, before, again)
  })

  test('every other command says so too, leaves no half of anything, and is run again when there is room', async ({
    skip,
  }) => {
    const disk = smallDisk(skip)
    const archive = join(disk, 'archive')
    const commands = (path: string) => [
      ['reread', '--archive', archive],
      ['rebuild', '--archive', archive],
      ['manifest', '--archive', archive, '--key', join(path, 'key')],
      ['export', 'wacz', '--archive', archive, '--out', join(path, 'out.wacz')],
    ]
    const made = join(folder, 'made')
    expect(await crawl(made, ['--max-pages', '10']).ended).toBe(0)
    cpSync(made, archive, { recursive: true })
    const fill = join(disk, 'fill')
    const filler = openSync(fill, 'w')
    expect(() => {
      for (;;) writeSync(filler, Buffer.alloc(1024))
    }).toThrow('ENOSPC')
    closeSync(filler)
    const before = readdirSync(archive).sort()
    for (const args of commands(disk)) {
      const { status, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
      expect([args[0], status, stderr]).toEqual([
        args[0],
        1,
        expect.stringMatching(/disk is full|no space left|no room/),
      ])
    }
    expect(readdirSync(archive).sort()).toEqual(before)
    expect(readdirSync(disk).sort()).toEqual(['archive', 'fill'])
    rmSync(fill)
    for (const args of commands(folder)) {
      const { status, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
      expect([args[0], status, stderr]).toEqual([args[0], 0, ''])
    }
    expect((await stateOf(archive)).damages).toEqual([])
  })

  test('is ended at once by Ctrl-C while it is paused, and the same command goes on', async ({ skip }) => {
    const disk = smallDisk(skip)
    const archive = join(disk, 'archive')
    const run = crawl(archive)
    await expect.poll(() => run.errors, { timeout: 30_000 }).toContain('paused')
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(130)
    const before = await stateOf(archive)
    spawnSync('mount', ['-o', 'remount,size=50m', disk])
    const asked = town.log.length
    const again = crawl(archive)
    expect([await again.ended, again.errors]).toEqual([0, ''])
    const urls = town.log.slice(asked).map(({ url }) => url)
    await expectWhole(archive, before, urls)
  })
})
