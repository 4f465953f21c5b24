import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runExplain } from '../../../src/cli/explain.ts'
import { wordsOf } from '../../../src/cli/words.ts'
import { BARREN_LISTS } from '../../../src/visit/endless.ts'
import type { RunResult } from '../../../src/visit/run.ts'
import { openArchiveToRead, type ReadableArchive } from '../../../storage/archive.ts'
import { TRAPS, TURNING } from '../../town/sites/traps.ts'
import { startTown, type Town } from '../../town/town.ts'
import { asRobot, newFolder, siteOf, visitAll } from './visits.ts'

let town: Town
let folder: string
let archive: ReadableArchive
let result: RunResult
/** The most memory that the visit took beyond what was there, bytes. */
let memory = 0

beforeAll(async () => {
  town = await startTown({ sites: ['traps'] })
  folder = newFolder()
  const site = { ...siteOf(town.site('traps')), browser: 'never' as const }
  const columns = [...site.columns, at(TURNING)]
  const before = process.memoryUsage.rss()
  const watch = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss() - before)
  }, 20)
  result = await visitAll([{ ...site, columns }], folder, { timeouts: { head: 1000, idle: 300, total: 600 } })
  clearInterval(watch)
  archive = await openArchiveToRead(folder)
})

afterAll(async () => {
  await archive.close()
  await town.close()
  rmSync(folder, { recursive: true })
})

function at(path: string): string {
  return new URL(path, town.site('traps').home).href
}

function requests(like: string): { url: string; state: string; outcome: string; reason: string | null }[] {
  return archive.db.raw
    .prepare<[string], { url: string; state: string; outcome: string; reason: string | null }>(
      'select url, state, outcome, reason from request where url like ? order by id',
    )
    .all(at(like))
}

/** How often addresses that begin so were asked for. */
function asked(path: string): number {
  return town.log.filter((entry) => asRobot(entry) && entry.url.startsWith(at(path))).length
}

test('the visit goes on past every trap to its end, and the sound rows are had', () => {
  expect(result.sites.map(({ left, outcome }) => ({ left, outcome }))).toEqual([{ left: 0, outcome: 'troubled' }])
  const had = archive.db.raw
    .prepare<[], string>(`select u.url from document d join url u on u.id = d.url where d.status = 'archived'`)
    .pluck()
    .all()
  expect(had.sort()).toEqual(['/nb/1.html', '/nb/7.html'].map(at))
})

test.each(TRAPS.filter(({ ending }) => ending.outcome !== 'ok').map((row) => [row.what, row] as const))(
  '%s is told as what it is',
  (_what, { path, ending }) => {
    const foreign = ['http://169.254.169.254/%', 'http://10.0.0.8/%']
    const ends = [path, '/nb/hop/%', '/nb/deep/%', ...foreign].flatMap(requests)
    expect(ends.map(({ outcome, reason }) => ({ outcome, reason }))).toContainEqual(ending)
  },
)

test('a chain is followed ten hops far', () => {
  expect(asked('/nb/hop/')).toBe(10)
})

test('a bomb is kept as it was sent, and takes no more memory than a large page', () => {
  const bomb = archive.db.raw
    .prepare<[string], { size: number; outcome: string }>(
      `select p.size, c.outcome from capture c join url u on u.id = c.url join payload p on p.id = c.payload
       where u.url = ?`,
    )
    .get(at('/nb/2.html'))
  expect(bomb?.outcome).toBe('failed')
  expect(bomb?.size).toBeLessThan(100_000)
  expect(memory).toBeLessThan(400e6)
})

test(`a list that turns for ever is left after ${BARREN_LISTS} pages that name nothing new, and says so`, () => {
  const pages = requests('/turning/%')
  // The first one may come before the column that names its row is in the archive.
  expect([BARREN_LISTS, BARREN_LISTS + 1]).toContain(pages.length)
  expect(pages.at(-1)).toMatchObject({ state: 'done', outcome: 'ok', reason: 'endless-list' })
  expect(asked('/turning/')).toBe(pages.length)
})

test('a folder that leads ever deeper into itself is left where it repeats', () => {
  expect(asked('/nb/deep/')).toBeLessThan(6)
})

test('explain says of a foreign address that no visit will ask for it', async () => {
  const [url = ''] = archive.db.raw
    .prepare<[], string>(`select url from request where reason = 'foreign-host' limit 1`)
    .pluck()
    .all()
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const screen = { isTerminal: false, width: 80, height: 24, write }
  await runExplain(url, { archive: folder, sites: 'none' }, { screen, words: wordsOf('en') })
  expect(text).toMatch(/due +never: the next visit leaves it out by the same rule/)
})
