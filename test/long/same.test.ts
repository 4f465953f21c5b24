import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseOf, openArchiveToRead } from '../../storage/archive.ts'
import { asRobot, newFolder, visitTown } from '../src/visit/visits.ts'
import { startTown, type Town } from '../town/town.ts'

let town: Town
let folder: string

beforeEach(async () => {
  town = await startTown({ sites: ['county', 'jcms'] })
  folder = newFolder()
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The addresses asked in a visit, sorted. */
async function asked(): Promise<string[]> {
  const before = town.log.length
  await visitTown(town, folder)
  return town.log
    .slice(before)
    .filter(asRobot)
    .map(({ method, url }) => `${method} ${url}`)
    .filter((line) => !line.endsWith('/robots.txt'))
    .sort()
}

async function query<T>(statement: string): Promise<T[]> {
  const archive = await openArchiveToRead(folder)
  const rows = archive.db.raw.prepare<[], T>(statement).all()
  await archive.close()
  return rows
}

test('a page that comes with the same bytes leads to the same attachments and counters, though it is not read again', async () => {
  const first = await asked()
  expect(await asked()).toEqual(first)
  expect(await asked()).toEqual(first)
})

test('the same bytes under other rules, or in another context, are read again', async () => {
  await asked()
  const [before] = await query<{ n: number }>('select count(*) as n from reading')
  const db = new Database(databaseOf(folder))
  db.exec(`update reading set rules = 'older', digest = x'00'`)
  db.close()
  await asked()
  const [after] = await query<{ n: number }>('select count(*) as n from reading')
  expect(after?.n).toBe(2 * (before?.n ?? 0))
})

test('what has the same bytes is seen again: its times move on, and no version is made', async () => {
  await asked()
  const before = await query<{ id: number; last_seen: number }>('select id, last_seen from document order by id')
  const versions = await query('select id from version')
  await asked()
  const after = await query<{ id: number; last_seen: number; status: string }>(
    `select id, last_seen, status from document where status = 'archived' order by id`,
  )
  expect(await query('select id from version')).toEqual(versions)
  for (const { id, last_seen } of after) {
    expect(last_seen).toBeGreaterThan(before.find((row) => row.id === id)?.last_seen ?? Number.POSITIVE_INFINITY)
  }
})
