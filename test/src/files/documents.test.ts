import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFiles } from '../../../src/import/import.ts'
import { readDirect } from '../../../src/reading/direct.ts'
import type { Evidence, Field } from '../../../src/reading/reading.ts'
import { type RereadResult, rereadArchive } from '../../../src/reread/reread.ts'
import { rereadUnit } from '../../../src/reread/unit.ts'
import { search, updateIndex } from '../../../src/search/search.ts'
import { databaseOf, openArchive, openArchiveToRead } from '../../../storage/archive.ts'
import { coverageFacts } from '../../../storage/coverage.ts'
import type { ExportRow } from '../../../storage/export/rows.ts'
import { rebuildArchive } from '../../../storage/rebuild/rebuild.ts'
import { answerOfVersion, newestVersion } from '../../../storage/versions.ts'
import { exportsOf } from '../../storage/exports.ts'
import { docOf } from '../../town/files.ts'
import { startTown, type Town, type TownSite } from '../../town/town.ts'
import { adHoc, documentsIn, mismatches } from '../visit/truths.ts'
import { newFolder, siteOf, visitAll } from '../visit/visits.ts'

const signal = new AbortController().signal
const now = () => new Date()
const folder = newFolder()
let town: Town
let site: TownSite

beforeAll(async () => {
  town = await startTown({ sites: ['papers'] })
  site = town.site('papers')
  await visitAll([siteOf(site)], folder)
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function rowOf(name: string, archive = folder): Promise<ExportRow> {
  const row = (await documentsIn(archive)).find(({ url }) => String(url).includes(name))
  if (row === undefined) throw new Error(`the archive has no ${name}`)
  return row
}

/** A field of the evidence as it is exported. */
function evidenceOf<T>(row: ExportRow, field: string): Field<T> {
  return Object(row['evidence'])[field]
}

async function ask(sql: string, archive = folder): Promise<unknown> {
  const reader = await openArchiveToRead(archive)
  const answer = reader.db.raw.prepare(sql).pluck().all()
  await reader.close()
  return answer
}

test('files of every format have the fields that their texts state, and a scan those of its row', async () => {
  expect(mismatches(await documentsIn(folder), site)).toEqual([])
})

test('the evidence tells what was found in the file and what in its row', async () => {
  const row = await rowOf('a1.pdf')
  const where = (field: string) => evidenceOf(row, field).evidence?.where
  expect(['title', 'publisher', 'report_year', 'signed_at', 'published_at'].map(where)).toEqual([
    ...['file:title', 'file:signature', 'file:title', 'file:signature', 'list-row'],
  ])
  expect(evidenceOf(row, 'signed_at').value).toBe('2023-01-16')
  expect(evidenceOf<string>(row, 'title').others.map(({ value }: Evidence<string>) => value)).toEqual(['2022年'])
  const [chapter] = Object(row['evidence'])['chapters'].filter(({ heading }: { heading: string }) => heading !== '')
  expect(String(row['text']).slice(chapter.start, chapter.body).trim()).toBe('一、总体情况')
})

test('where a file is of another year or agency than its row, both are kept, and that is flagged', async () => {
  expect((await rowOf('d4.doc'))['flags']).toEqual(['conflict'])
  expect(evidenceOf<number>(await rowOf('d4.doc'), 'report_year').others).toMatchObject([
    { value: 2018, where: 'list-row' },
  ])
  expect((await rowOf('g7.doc'))['flags']).toEqual(['conflict'])
  expect(await ask('select detail from finding order by id')).toEqual([
    'the file says 2019, its row 2018',
    'the file says 澜川县林业局, its row 澜川县水利局',
  ])
  expect((await rowOf('a1.pdf'))['flags']).toEqual([])
})

test('the figures of a report whose row says a year alone are exported as those of that year', async () => {
  const { statistics = '' } = await exportsOf(folder)
  const rows = statistics.split('\n').filter((line) => line.includes('a1.pdf'))
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.filter((line) => JSON.parse(line).report_year !== 2022)).toEqual([])
})

test('they are searched and counted by what they say', async () => {
  const archive = await openArchive(folder, { software: 'nianbao test' })
  await updateIndex(archive, signal, () => undefined)
  const hits = []
  for await (const hit of search(archive, ['澜川县林业局'], { site: null, year: 2016 }, 5)) hits.push(hit)
  const { kept } = coverageFacts(archive, null)
  await archive.close()
  expect(hits).toMatchObject([{ publisher: '澜川县林业局', year: 2016 }])
  expect(kept.flatMap(({ publisher, archived }) => archived.map((year) => `${publisher} ${year}`)).sort()).toEqual(
    ['水利局 2017', '水利局 2019', '水利局 2020', '水利局 2021', '水利局 2022', '林业局 2016']
      .map((name) => `澜川县${name}`)
      .sort(),
  )
})

describe('a later visit', () => {
  test('that finds the files unchanged loses nothing, and reads and keeps nothing again', async () => {
    const before = await documentsIn(folder)
    const readings = await ask('select count(*) from reading')
    await visitAll([siteOf(site)], folder)
    const lasting = ({ last_seen: _seen, ...row }: ExportRow) => row
    expect((await documentsIn(folder)).map(lasting)).toEqual(before.map(lasting))
    expect(await ask('select count(*) from reading')).toEqual(readings)
  })

  test('nor does one that is sent to the file itself', async () => {
    const archive = join(folder, 'alone')
    const alone = adHoc(site.truth[0]?.url ?? '')
    await visitAll([alone], archive)
    const row = await rowOf('a1.pdf', archive)
    expect(row).toMatchObject({ kind: 'annual-report', publisher: site.name, report_year: 2022, published_at: null })
    const readings = await ask('select count(*) from reading', archive)
    await visitAll([alone], archive)
    expect(await ask('select count(*) from reading', archive)).toEqual(readings)
    expect((await rowOf('a1.pdf', archive))['title']).toBe(row['title'])
  })

  test('that finds another row has what the file says, with the new row behind it, and opens no file', async () => {
    const texts = await ask('select offset from file_text order by payload')
    town.revise('papers', site.column, (html) =>
      html.replaceAll('2022年<', '年报（2022）<').replaceAll('"2022年"', '""'),
    )
    await visitAll([siteOf(site)], folder)
    const row = await rowOf('a1.pdf')
    expect(row['title']).toBe('澜川县水利局2022年政府信息公开工作年度报告')
    expect(evidenceOf<string>(row, 'title').others.map(({ value }) => value)).toEqual(['年报（2022）'])
    expect(await ask('select offset from file_text order by payload')).toEqual(texts)
  })

  test('that finds other bytes reads them', async () => {
    const url = site.truth.find(({ form }) => form === 'doc')?.url ?? ''
    const lines = [
      '澜川县水利局',
      '2020年政府信息公开工作年度报告',
      '一、总体情况',
      '2020年主动公开12条。',
      '澜川县水利局',
      '2021年2月3日',
    ]
    town.instead('papers', url, { status: 200, lines: ['Content-Type: application/msword'], body: docOf(lines) })
    await visitAll([siteOf(site)], folder)
    const row = await rowOf('c3.docx')
    expect(row).toMatchObject({ versions: 2, index_number: null, published_at: '2021-01-25', report_year: 2020 })
    expect(evidenceOf(row, 'signed_at').value).toBe('2021-02-03')
  })
})

/** Puts the reading of a row alone in place of the newest one, as rules made it that opened no file. */
async function readByRow(name: string): Promise<void> {
  const archive = await openArchive(folder, { software: 'nianbao test' })
  const kept = newestVersion(archive, site.truth.find(({ url }) => url.includes(name))?.url ?? '')
  if (kept === undefined) throw new Error(`the archive has no ${name}`)
  const { url, listTitle, listDate, siteName, division, again } = kept
  const context = { listTitle, listDate, siteName, division }
  const reading = readDirect({ url, sha256: kept.sha256.toString('hex') }, context)
  const { recordId } = await answerOfVersion(archive, kept)
  archive.commits.stage(rereadUnit(kept, { reading, again, recordId, at: now() }))
  await archive.close()
}

describe('what was read of a file before it was opened', () => {
  test('is read again by reread, which tells what is new', async () => {
    const before = await rowOf('g7.doc')
    await readByRow('g7.doc')
    expect(await rowOf('g7.doc')).toMatchObject({ publisher: '澜川县水利局', publisher_stated: null, flags: [] })
    const results: RereadResult[] = []
    await rereadArchive({ archive: folder, signal, now, onResult: (result) => results.push(result) })
    const changed = results.filter(({ changes }) => changes.length > 0)
    expect(changed).toMatchObject([{ url: before['url'], problem: null }])
    expect(changed[0]?.changes).toContainEqual({ field: 'publisher', before: '澜川县水利局', after: '澜川县林业局' })
    expect(await rowOf('g7.doc')).toEqual(before)
    // What a repeat of the same bytes can do without is still known.
    const readings = await ask('select count(*) from reading')
    await visitAll([siteOf(site)], folder)
    expect(await ask('select count(*) from reading')).toEqual(readings)
  })

  test('is read by the next visit, where the last was cut short', async () => {
    const before = await rowOf('b2.pdf')
    await readByRow('b2.pdf')
    expect((await rowOf('b2.pdf'))['document_number']).toBeNull()
    await visitAll([siteOf(site)], folder)
    expect(await rowOf('b2.pdf')).toEqual({ ...before, last_seen: (await rowOf('b2.pdf'))['last_seen'] })
  })
})

test('an archive that takes in the WARC files of another reads the files in them', async () => {
  const archive = join(folder, 'taken')
  const warcs = readdirSync(join(folder, 'warc')).map((name) => join(folder, 'warc', name))
  await importFiles(warcs, { archive, site: 'papers', signal, now })
  const fields = async (from: string) =>
    (await documentsIn(from))
      .map(({ url, title, publisher, report_year, kind, document_number }) => {
        return { url, title, publisher, report_year, kind, document_number }
      })
      .sort((a, b) => String(a.url).localeCompare(String(b.url)))
  expect(await fields(archive)).toEqual(await fields(folder))
})

test('the index made again from the WARC files has the same in every exported field', async () => {
  const before = await exportsOf(folder)
  rmSync(databaseOf(folder))
  expect((await rebuildArchive(folder, { signal, now })).skipped).toEqual([])
  expect(await exportsOf(folder)).toEqual(before)
})
