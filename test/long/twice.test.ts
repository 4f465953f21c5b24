import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseOf, openArchiveToRead } from '../../storage/archive.ts'
import { newFolder, visitTown } from '../src/visit/visits.ts'
import { startTown, type Town, type TownOptions } from '../town/town.ts'

/**
 * What an unchanged page may cost at a second visit, bytes: its WARC records and its share of the database, where the
 * server sends it again and where it answers 304. A record is a gzip member of its own, so that every tool can read it;
 * the head of a revisit and its digest alone take two thirds of this.
 */
const LIMITS = [
  { how: 'is sent again', validators: [], limit: 600 },
  { how: 'is answered by 304', validators: ['bulk'], limit: 600 },
] as const

let folder: string
let town: Town

beforeEach(() => {
  folder = newFolder()
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function open(options: TownOptions): Promise<Town> {
  town = await startTown(options)
  return town
}

/** The bytes that the database needs, without the pages that it holds free, and without the work in line. */
function databaseBytes(): number {
  const copy = join(folder, 'copy.db')
  const db = new Database(databaseOf(folder))
  db.prepare('vacuum into ?').run(copy)
  db.close()
  const kept = new Database(copy)
  kept.exec('delete from request; vacuum')
  kept.close()
  const { size } = statSync(copy)
  rmSync(copy)
  return size
}

async function ask(sql: string): Promise<unknown> {
  const reader = await openArchiveToRead(folder)
  const answer = reader.db.raw.prepare(sql).pluck().get()
  await reader.close()
  return answer
}

test.each(LIMITS)('an unchanged page that $how adds no version and less than $limit bytes', async (given) => {
  const { how, validators, limit } = given
  await open({ sites: ['bulk'], bulk: 400, validators })
  await visitTown(town, folder)
  const versions = await ask('select count(*) from version')
  const readings = await ask('select count(*) from reading')
  const before = databaseBytes()
  const last = Number(await ask('select max(id) from capture'))
  await visitTown(town, folder)

  expect(await ask('select count(*) from version')).toBe(versions)
  expect(await ask('select count(*) from reading')).toBe(readings)
  const { truth, lists } = town.site('bulk')
  const wanted = [...truth.map(({ url }) => url), ...lists]
  const asked = `select json_group_array(distinct u.url) from capture c join url u on u.id = c.url where c.id > ${last}`
  const seen = new Set(JSON.parse(String(await ask(asked))))
  expect(wanted.filter((url) => !seen.has(url))).toEqual([])
  const pages = wanted.length
  // All of the second file, its warcinfo too.
  const warc = Number(await ask('select committed from warc_file order by id desc limit 1'))
  const database = databaseBytes() - before
  const each = (warc + database) / pages
  console.log(
    `an unchanged page that ${how} costs ${each.toFixed(0)} bytes: ${(warc / pages).toFixed(0)} in the WARC and ` +
      `${(database / pages).toFixed(0)} in the database (${pages} pages)`,
  )
  expect(each).toBeLessThan(limit)
})

test('a second visit adds an observation to every count of views, printed or by a counter, and no version', async () => {
  await open({ sites: ['fgw', 'oldcity', 'jcms'] })
  await visitTown(town, folder)
  await visitTown(town, folder)

  expect(await ask('select count(*) from version')).toBe(
    await ask("select count(*) from document where status != 'missing'"),
  )
  const wanted = town.sites
    .flatMap(({ truth }) => truth)
    .filter(({ viewsBase }) => viewsBase !== null)
    .map(({ url, viewsBase }) => [url, viewsBase])
  const reader = await openArchiveToRead(folder)
  const views = reader.db.raw.prepare<[], { url: string; counts: string }>(
    `select u.url, group_concat(w.count order by w.capture) as counts from view w
     join document d on d.id = w.document join url u on u.id = d.url group by d.id order by d.id`,
  )
  const found = views.all().map(({ url, counts }) => ({ url, counts: counts.split(',').map(Number) }))
  await reader.close()
  expect(found.map(({ url, counts }) => [url, counts[0]]).sort()).toEqual(wanted.sort())
  // A report that was looked at a second time counted that too.
  for (const { counts } of found) expect([1, 2]).toContain((counts[1] ?? 0) - (counts[0] ?? 0))
})

test('a token that changes with every fetch makes no version', async () => {
  await open({ sites: ['fgw'], noise: ['fgw'] })
  await visitTown(town, folder)
  const versions = await ask('select count(*) from version')
  await visitTown(town, folder)
  expect(await ask('select count(*) from version')).toBe(versions)
})

test('a page that is revised, reverted and taken away is told as such, and only that page', async () => {
  await open({ sites: ['bulk'], bulk: 30 })
  const url = town.site('bulk').truth[7]?.url ?? ''
  await visitTown(town, folder)
  town.revise('bulk', url, (html) =>
    html.replace('<div class="content">', '$&<p>（修订稿）本年度报告第三部分的数字有更正，以本稿为准。</p>'),
  )
  await visitTown(town, folder)
  town.revise('bulk', url, (html) => html.replace(/<p>（修订稿）.*?<\/p>/, ''))
  await visitTown(town, folder)
  town.remove('bulk', url)
  await visitTown(town, folder)

  const reader = await openArchiveToRead(folder)
  const changes = reader.db.raw.prepare<[], { url: string; change: string }>(
    `select u.url, v.change from version v join document d on d.id = v.document join url u on u.id = d.url
     where v.change != 'new' order by v.id`,
  )
  expect(changes.all()).toEqual([
    { url, change: 'revised' },
    { url, change: 'reverted' },
  ])
  const statuses = reader.db.raw.prepare(
    `select u.url, d.status from document d join url u on u.id = d.url where d.status != 'archived'`,
  )
  expect(statuses.all()).toEqual([{ url, status: 'gone' }])
  await reader.close()
})
