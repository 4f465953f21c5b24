import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Exchange } from '../../../crawlers/fetch/exchange.ts'
import { isOfAnother } from '../../../src/visit/conditional.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { readMembers } from '../../../storage/warc/reader.ts'
import { startTown, type Town } from '../../town/town.ts'
import { documentsIn } from './truths.ts'
import { asRobot, newFolder, siteOf, visitAll, visitTown } from './visits.ts'

const SITES = ['bulk', 'fgw', 'jcms', 'hijacked']

let folder: string
let town: Town

beforeEach(async () => {
  folder = newFolder()
  town = await startTown({ sites: [...SITES], bulk: 25, validators: SITES })
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function all<T>(sql: string): Promise<T[]> {
  const reader = await openArchiveToRead(folder)
  const rows = reader.db.raw.prepare<[], T>(sql).all()
  await reader.close()
  return rows
}

/** The data service behind a list is a program, which states no validators. */
function isPage(list: string): boolean {
  return !list.includes('dataproxy.jsp')
}

/** What the town answered since a place in its log, by status. */
function answersSince(start: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { status } of town.log.slice(start)) counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}

async function revisits(): Promise<ReadonlyMap<string, string>[]> {
  const found: ReadonlyMap<string, string>[] = []
  for (const name of readdirSync(join(folder, 'warc')).sort()) {
    for await (const { record } of readMembers(join(folder, 'warc', name), Number.MAX_SAFE_INTEGER)) {
      if (record?.fields.get('warc-type') === 'revisit') found.push(record.fields)
    }
  }
  return found
}

test('what has not changed is answered by 304, leads where it led, and changes nothing in the data', async () => {
  await visitTown(town, folder)
  const before = await all<{ n: number }>('select count(*) as n from version')
  const [had] = await all<{ last: number }>('select max(id) as last from capture')
  const start = town.log.length
  const second = await visitTown(town, folder)

  expect(second.sites.map(({ outcome }) => outcome)).toEqual(SITES.map(() => 'done'))
  expect(await all('select count(*) as n from version')).toEqual(before)
  const pages = town.sites.flatMap(({ truth, lists }) => [...truth.map(({ url }) => url), ...lists.filter(isPage)])
  const seen = await all<{ url: string }>(
    `select distinct u.url from capture c join url u on u.id = c.url where c.id > ${had?.last} and c.status = 304`,
  )
  const unchanged = new Set(seen.map(({ url }) => url))
  // A page with a count of views in it is another page each time.
  const moving = new Set(town.sites.flatMap(({ truth }) => truth.filter((t) => t.viewsBase !== null).map((t) => t.url)))
  expect(pages.filter((url) => !unchanged.has(url) && !moving.has(url))).toEqual([])
  expect(answersSince(start).get(304)).toBeGreaterThan(25)
  const late = await all(
    `select u.url from document d join url u on u.id = d.url
     where d.status = 'archived' and d.last_seen < (select started_at from visit order by id desc limit 1)`,
  )
  expect(late).toEqual([])
})

test('a 304 is a revisit record that points at the original response and keeps its own head', async () => {
  await visitTown(town, folder)
  await visitTown(town, folder)
  await visitTown(town, folder)
  const records = (await revisits()).filter((fields) => fields.get('warc-profile')?.endsWith('/server-not-modified'))
  expect(records.length).toBeGreaterThan(50)
  const responses = await all<{ url: string; at: number }>(
    `select u.url, c.at from payload p join capture c on c.id = p.capture join url u on u.id = c.url where c.status = 200`,
  )
  const originals = new Set(responses.map(({ url, at }) => `${url} ${new Date(at).toISOString()}`))
  const strays = records.filter(
    (fields) => !originals.has(`${fields.get('warc-refers-to-target-uri')} ${fields.get('warc-refers-to-date')}`),
  )
  expect(strays).toEqual([])
  const reader = await openArchiveToRead(folder)
  const { damages } = await verifyArchive(reader)
  await reader.close()
  expect(damages).toEqual([])
})

test('what has changed is sent, though everything was asked for conditionally', async () => {
  await visitTown(town, folder)
  const url = town.site('bulk').truth[4]?.url ?? ''
  town.revise('bulk', url, (html) => html.replace('<div class="content">', '$&<p>更正：受理总数应为四十三件。</p>'))
  await visitTown(town, folder)
  expect(
    await all(
      "select u.url, v.change from version v join document d on d.id = v.document join url u on u.id = d.url where v.change = 'revised'",
    ),
  ).toEqual([{ url, change: 'revised' }])
})

test('when the site has another name, the kept bodies are read again as if they had been sent', async () => {
  const site = town.site('hijacked')
  const other = '临江市发展和改革委员会'
  await visitAll([siteOf(site)], folder)
  const start = town.log.length
  await visitAll([{ ...siteOf(site), name: other }], folder)
  const unchanged = new Set(town.log.slice(start).flatMap(({ url, status }) => (status === 304 ? [url] : [])))
  const renamed = (await documentsIn(folder)).filter((row) => row['publisher'] === other).map(({ url }) => String(url))
  expect(renamed.length).toBeGreaterThan(0)
  expect(renamed.filter((url) => !unchanged.has(url))).toEqual([])
})

test('refusals, errors and empty answers are never what a page is compared with', async () => {
  await visitTown(town, folder)
  const parents = await all<{ outcome: string; status: number; size: number }>(
    `select distinct c.outcome, c.status from validator w join payload p on p.id = w.payload
     join capture c on c.id = p.capture`,
  )
  expect(parents).toEqual([{ outcome: 'ok', status: 200 }])
  expect(await all('select 1 from validator w join payload p on p.id = w.payload where p.size = 0')).toEqual([])
})

test('a fresh visit asks for everything in full', async () => {
  const site = siteOf(town.site('bulk'))
  await visitAll([site], folder)
  const start = town.log.length
  await visitAll([site], folder, { fresh: true })
  const asked = town.log.slice(start)
  expect(asked.length).toBeGreaterThan(20)
  expect(
    asked.filter(({ requestHead }) => /^If-(?:None-Match|Modified-Since):/im.test(requestHead.toString())),
  ).toEqual([])
})

const CONDITIONS = /^If-(?:None-Match|Modified-Since):/im

test('a server that says for ever that nothing has changed is not believed for ever', async () => {
  const site = siteOf(town.site('bulk'))
  const url = town.site('bulk').truth[0]?.url ?? ''
  await visitAll([site], folder)
  const asked = async (days: number) => {
    const start = town.log.length
    await visitAll([site], folder, { clock: () => Date.now() + days * 24 * 3600 * 1000 })
    const heads = town.log.slice(start).filter((entry) => entry.url === url && asRobot(entry))
    return heads.map(({ requestHead }) => CONDITIONS.test(requestHead.toString()))
  }
  expect(await asked(59)).toEqual([true])
  expect(await asked(121)).toEqual([false])
})

test('a 304 that speaks of another answer than the kept one is no news of it: the page is asked for in full', async () => {
  const site = siteOf(town.site('bulk'))
  const url = town.site('bulk').truth[0]?.url ?? ''
  await visitAll([site], folder)
  town.instead('bulk', url, { status: 304, lines: ['ETag: "of-something-else"'], body: Buffer.alloc(0) })
  const start = town.log.length
  const { sites } = await visitAll([site], folder)
  const heads = town.log.slice(start).filter((entry) => entry.url === url)
  expect(heads.map(({ requestHead }) => CONDITIONS.test(requestHead.toString()))).toEqual([true, false])
  expect(sites.map(({ failed }) => failed)).toEqual([1])
})

test.each([
  ['W/"a"', '"a"', false],
  ['"a-gzip"', '"a"', false],
  ['"a"', '"a;br"', false],
  ['"a"', '"b"', true],
  ['"a"', null, false],
])('kept under %s, a 304 with the tag %s is of another answer: %s', (kept, told, isOther) => {
  const headers = told === null ? [] : [['ETag', told] as const]
  expect(isOfAnother({ headers } as unknown as Exchange, { etag: kept, modified: null })).toBe(isOther)
})

test('what is kept damaged is asked for again, in full', async () => {
  const site = siteOf(town.site('bulk'))
  await visitAll([site], folder)
  const [record] = await all<{ url: string; name: string; offset: number; length: number }>(
    `select u.url, f.name, c.offset, c.length from document d join url u on u.id = d.url
     join version v on v.document = d.id join capture c on c.id = v.capture join warc_file f on f.id = c.file limit 1`,
  )
  if (record === undefined) throw new Error('the visit kept no document')
  const path = join(folder, 'warc', record.name)
  const bytes = readFileSync(path)
  bytes.fill(0x55, record.offset + 100, record.offset + 120)
  writeFileSync(path, bytes)
  const start = town.log.length
  // Under another name the kept bodies have to be read.
  const { sites } = await visitAll([{ ...site, name: '另一个名字' }], folder)
  expect(sites.map(({ outcome }) => outcome)).toEqual(['done'])
  const statuses = town.log.slice(start).filter(({ url }) => url === record.url)
  expect(statuses.map(({ status }) => status).slice(0, 2)).toEqual([304, 200])
})
