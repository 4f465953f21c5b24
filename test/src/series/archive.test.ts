import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rereadArchive } from '../../../src/reread/reread.ts'
import { openArchiveToRead, type ReadableArchive } from '../../../storage/archive.ts'
import { documentRows } from '../../../storage/export/documents.ts'
import { checkRows } from '../../../storage/export/figures.ts'
import type { ExportRow } from '../../../storage/export/rows.ts'
import { startTown, type Town } from '../../town/town.ts'
import { newFolder, visitTown } from '../visit/visits.ts'

let town: Town
const folder = newFolder()

beforeAll(async () => {
  town = await startTown({ sites: ['fgw', 'county'] })
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

async function inArchive<T>(ask: (archive: ReadableArchive) => Promise<T> | T): Promise<T> {
  const archive = await openArchiveToRead(folder)
  try {
    return await ask(archive)
  } finally {
    await archive.close()
  }
}

/** The checks that compare years, one line each. */
function compared(): Promise<string[]> {
  return inArchive(async (archive) => {
    const lines: string[] = []
    for await (const { url, rule, verdict, compared_with, source } of checkRows(archive)) {
      if (source === 'series') lines.push(`${rule} ${verdict} ${url} ${compared_with}`)
    }
    return lines.sort()
  })
}

/** Which comparisons are kept, by document, and where. */
function kept(): Promise<Map<number, string>> {
  return inArchive(({ db }) => {
    const rows = db.raw
      .prepare<[], { document: number; place: string }>(`select document, file || ':' || offset as place from series`)
      .all()
    return new Map(rows.map(({ document, place }) => [document, place]))
  })
}

/** The address of a report of one of the sites. */
function addressOf(site: string, year: number): string {
  const found = town.site(site).truth.find((one) => one.reportYear === year && one.form === 'page')
  if (found === undefined) throw new Error(`the town has no report of ${year}`)
  return found.url
}

test('after a visit each report is compared with the same agency’s of the year before, by its address', async () => {
  await visitTown(town, folder)
  const lines = await compared()
  expect(lines).toContain(`V12 holds ${addressOf('county', 2020)} ${addressOf('county', 2019)}`)
  expect(lines).toContain(`V20 holds ${addressOf('county', 2018)} ${addressOf('county', 2017)}`)
  expect(lines).toContain(`V20 holds ${addressOf('fgw', 2016)} ${addressOf('fgw', 2015)}`)
  expect(lines.filter((line) => line.includes('fails'))).toEqual([])
  const crossing = lines.filter((line) => new Set(line.match(/127\.0\.1\.\d/g)).size > 1)
  expect(crossing).toEqual([])
})

test('the documents of an agency have one family, and those of another have another', async () => {
  const rows = await inArchive(async (archive) => {
    const all: ExportRow[] = []
    for await (const row of documentRows(archive)) all.push(row)
    return all.filter(({ kind, status }) => kind === 'annual-report' && status === 'archived')
  })
  const families = Map.groupBy(rows, ({ site }) => site)
  const names = [...families.values()].map((own) => [...new Set(own.map(({ family }) => family))])
  expect(names.map((own) => own.length)).toEqual([1, 1])
  expect(names[0]).not.toEqual(names[1])
})

test('an unchanged visit compares nothing; a revised report is compared anew, and the one of the year after with it', async () => {
  const before = await kept()
  await visitTown(town, folder)
  expect(await kept()).toEqual(before)

  const url = addressOf('fgw', 2016)
  const older = addressOf('fgw', 2015)
  let text = ''
  town.revise('fgw', older, (html) => {
    text = html
    return html
  })
  await visitTown(town, folder)
  town.revise('fgw', url, () => text.replaceAll('2015', '2016'))
  await visitTown(town, folder)
  const after = await kept()
  const moved = [...after].filter(([document, place]) => before.get(document) !== place).map(([document]) => document)
  const urls = await inArchive(({ db }) => {
    const ask = db.raw.prepare<[number], string>(
      'select u.url from document d join url u on u.id = d.url where d.id = ?',
    )
    return moved.map((document) => ask.pluck().get(document))
  })
  expect(urls.sort()).toEqual([url, addressOf('fgw', 2017)].sort())
  expect((await compared()).filter((line) => line.includes('fails'))).toEqual([`V20 fails ${url} ${older}`])
})

test('reread compares again what it read anew, and only that', async () => {
  const before = await kept()
  const options = { archive: folder, signal: new AbortController().signal, now: () => new Date(), onResult: () => {} }
  await rereadArchive(options)
  expect(await kept()).toEqual(before)
})
