import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSite } from '../../../config/read.ts'
import { type Site, siteForUrl } from '../../../config/site.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { documentRows } from '../../../storage/export/documents.ts'
import type { ExportRow } from '../../../storage/export/rows.ts'
import { type ReportTruth, startTown, type Town, type TownSite } from '../../town/town.ts'
import { visitAll } from './visits.ts'

/** The ids of the town's sites; the list is proved below to be all of them. */
const SITES = ['fgw', 'county', 'oldcity', 'hijacked', 'zone', 'trs', 'jcms', 'bulk'] as const

let town: Town
let folder: string

beforeAll(async () => {
  town = await startTown({ bulk: 30 })
  folder = mkdtempSync(join(tmpdir(), 'nianbao-truth-'))
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

/** A site as its file describes it: with its name, and its column. */
function configured({ id, yaml }: TownSite): Site {
  const { site, problems } = readSite(yaml, `${id}.yaml`)
  if (site === null) throw new Error(`the configuration of ${id} is refused: ${problems.map(String).join('; ')}`)
  return site
}

/** What an address on the command line is: nothing is known of the site but where to begin. */
function adHoc(url: string): Site {
  return siteForUrl(url, { politeness: { delay: { min: 0, max: 0 } }, network: { allow: ['127.0.0.0/8'] } })
}

/** Visits a site and gives the documents that are exported of it. */
async function documentsOf(site: Site, name: string): Promise<ExportRow[]> {
  const archive = join(folder, name)
  const result = await visitAll([site], archive)
  expect(result.sites.map(({ outcome }) => outcome)).toEqual(['done'])
  const readable = await openArchiveToRead(archive)
  try {
    const rows: ExportRow[] = []
    for await (const row of documentRows(readable)) rows.push(row)
    return rows
  } finally {
    await readable.close()
  }
}

/** What is promised of a report: by its page, or where that is silent by its row in the list. */
function wanted(truth: ReportTruth): Record<string, unknown> {
  return {
    kind: truth.kind,
    title: truth.title ?? truth.listTitle,
    publisher: truth.publisher,
    publisher_stated: truth.publisherStated,
    published_at: truth.publishedAt ?? truth.listDate,
    report_year: truth.reportYear,
    document_number: truth.documentNumber,
    index_number: truth.indexNumber,
    encoding: truth.form === 'page' ? truth.encoding : null,
    hijacked: truth.hijacked,
    attachments: truth.attachments.map(({ url }) => url).sort(),
  }
}

function said(row: ExportRow): Record<string, unknown> {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
  const hijacked = list(row['flags']).includes('hijacked')
  return {
    ...row,
    hijacked,
    attachments: list(row['attachments'])
      .map((file) => Object(file)['url'])
      .sort(),
  }
}

/** All that differs between what was exported and what is true, one line each. */
function mismatches(rows: readonly ExportRow[], site: TownSite): string[] {
  const found = new Map(rows.filter(({ status }) => status === 'archived').map((row) => [row['url'], row]))
  const known = new Set(site.truth.flatMap(({ url, aliases }) => [url, ...aliases]))
  const invented = [...found.values()].filter(({ url, kind }) => kind === 'annual-report' && !known.has(`${url}`))
  const differences = site.truth.flatMap((truth) => {
    const row = found.get(truth.url)
    if (row === undefined) return [`${truth.url} is not found`]
    const told = said(row)
    return Object.entries(wanted(truth))
      .filter(([field, value]) => JSON.stringify(told[field]) !== JSON.stringify(value))
      .map(([field, value]) => `${truth.url} ${field}: ${JSON.stringify(told[field])}, not ${JSON.stringify(value)}`)
  })
  return [...differences, ...invented.map(({ url, title }) => `${url} is no report of this column: ${title}`)]
}

/** Whether neither page nor title says who published it: a notice, a file, a signature taken by spam. */
function isSilent({ publisherStated, hijacked, form }: ReportTruth): boolean {
  return publisherStated === null || hijacked || form !== 'page'
}

/** Counts rise by one a visit: what is exported is what one of the first few visitors saw. */
function expectViews(rows: readonly ExportRow[], site: TownSite, most: number): void {
  const views = new Map(rows.map((row) => [row['url'], row['views'] ?? null]))
  const wrong = site.truth.filter(({ url, viewsBase }) => {
    const seen = views.get(url) ?? null
    if (viewsBase === null) return seen !== null
    return typeof seen !== 'number' || seen < viewsBase || seen > viewsBase + most
  })
  expect(wrong.map(({ url, viewsBase }) => ({ url, viewsBase, seen: views.get(url) }))).toEqual([])
}

test('the sites visited here are all of the town', () => {
  expect(town.sites.map(({ id }) => id).sort()).toEqual([...SITES].sort())
})

describe.each(SITES)('%s', (id) => {
  test('by its file: every report of its column, as it is, and no other', async () => {
    const site = town.site(id)
    const rows = await documentsOf(configured(site), `${id}-file`)
    expect(mismatches(rows, site)).toEqual([])
    expectViews(rows, site, 0)
  })

  test('from its home page alone: the same, but for publishers that only the name of the site tells', async () => {
    const site = town.site(id)
    const rows = await documentsOf(adHoc(site.home), `${id}-home`)
    const silent = new Set(site.truth.filter(isSilent).map(({ url }) => `${url} publisher: null`))
    const wrong = mismatches(rows, site).filter((line) => !silent.has(line.split(', not ')[0] ?? ''))
    expect(wrong).toEqual([])
    expectViews(rows, site, 2)
  })

  test('from its column alone: the same', async () => {
    const site = town.site(id)
    const rows = await documentsOf(adHoc(site.column), `${id}-column`)
    const silent = new Set(site.truth.filter(isSilent).map(({ url }) => `${url} publisher: null`))
    const wrong = mismatches(rows, site).filter((line) => !silent.has(line.split(', not ')[0] ?? ''))
    expect(wrong).toEqual([])
    expectViews(rows, site, 2)
  })
})

test('what is forbidden is never asked for, and what is dead is noted and not exported as had', async () => {
  const asked = new Set(town.log.map(({ url }) => url))
  for (const { forbidden } of town.sites) expect(forbidden.filter((url) => asked.has(url))).toEqual([])
  const { dead, column } = town.site('county')
  const rows = await documentsOf(adHoc(column), 'county-dead')
  const status = new Map(rows.map((row) => [row['url'], row['status']]))
  expect(dead.length).toBeGreaterThan(0)
  expect(dead.map((url) => status.get(url))).toEqual(dead.map(() => 'missing'))
})
