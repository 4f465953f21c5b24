import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rereadArchive } from '../../../src/reread/reread.ts'
import { databaseOf, openArchiveToRead } from '../../../storage/archive.ts'
import { rebuildArchive } from '../../../storage/rebuild/rebuild.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { exportsOf } from '../../storage/exports.ts'
import { startTown, type Town } from '../../town/town.ts'
import { newFolder, siteOf, visitAll, visitTown } from '../visit/visits.ts'

let folder: string
let town: Town

beforeEach(async () => {
  folder = newFolder()
  town = await startTown({
    sites: ['bulk', 'fgw', 'county', 'oldcity', 'hijacked', 'jcms'],
    bulk: 20,
    validators: ['bulk', 'county', 'hijacked'],
    noise: ['fgw'],
  })
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

/** What the index says of visits and sites, and by what pages are asked for conditionally: no export tells it. */
async function untold(): Promise<unknown[]> {
  const { db, close } = await openArchiveToRead(folder)
  const rows = [
    'select * from site order by id',
    'select * from visit',
    `select u.url, w.etag, w.modified, hex(p.sha256) as sha256 from validator w join url u on u.id = w.url
       join payload p on p.id = w.payload order by u.url`,
  ].map((select) => db.raw.prepare(select).all())
  await close()
  return rows
}

test('after visits of every kind the index made again is the lost one in every exported field, and asks by the same validators', async () => {
  const signal = new AbortController().signal
  await visitTown(town, folder)
  const [, gone, revised, moved] = town.site('bulk').truth.map(({ url }) => url)
  town.remove('bulk', gone ?? '')
  town.revise('bulk', revised ?? '', (html) => html.replace('<div class="content">', '$&<p>更正：一处数字有误。</p>'))
  town.instead('bulk', moved ?? '', { status: 301, lines: [`Location: ${moved}?new`], body: Buffer.alloc(0) })
  await visitTown(town, folder)
  town.instead('bulk', gone ?? '', null)
  await visitTown(town, folder)
  // Everything in full, so that the validators stand in the records of repeats.
  await visitAll(town.sites.map(siteOf), folder, { fresh: true })
  await rereadArchive({ archive: folder, signal, now: () => new Date(), onResult: () => undefined })
  const before = await exportsOf(folder)
  const known = await untold()
  rmSync(databaseOf(folder))

  const { skipped } = await rebuildArchive(folder, { signal, now: () => new Date() })
  expect(skipped).toEqual([])
  const after = await exportsOf(folder)
  for (const [name, lines] of Object.entries(before)) expect(after[name]?.split('\n'), name).toEqual(lines.split('\n'))
  expect(await untold()).toEqual(known)
  expect(before['versions']).toMatch(/"change":"moved"/)
  const reader = await openArchiveToRead(folder)
  expect((await verifyArchive(reader)).damages).toEqual([])
  await reader.close()
})
