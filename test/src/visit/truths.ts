import { expect } from 'vitest'
import { type Site, siteForUrl } from '../../../config/site.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { documentRows } from '../../../storage/export/documents.ts'
import type { ExportRow } from '../../../storage/export/rows.ts'
import type { ReportTruth, TownSite } from '../../town/town.ts'

/** What an address on the command line is: nothing is known of the site but where to begin. */
export function adHoc(url: string): Site {
  return siteForUrl(url, { politeness: { delay: { min: 0, max: 0 } }, network: { allow: ['127.0.0.0/8'] } })
}

/** The documents that are exported of an archive. */
export async function documentsIn(archive: string): Promise<ExportRow[]> {
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
export function mismatches(rows: readonly ExportRow[], site: TownSite): string[] {
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

/** Whether neither page nor title says who published it: a notice, a signature taken by spam. */
export function isSilent({ publisherStated, hijacked }: ReportTruth): boolean {
  return publisherStated === null || hijacked
}

/** Counts rise with every look, and a visit may look twice: what is exported is what one of the first few saw. */
export function expectViews(rows: readonly ExportRow[], site: TownSite, most: number): void {
  const views = new Map(rows.map((row) => [row['url'], row['views'] ?? null]))
  const wrong = site.truth.filter(({ url, viewsBase }) => {
    const seen = views.get(url) ?? null
    if (viewsBase === null) return seen !== null
    return typeof seen !== 'number' || seen < viewsBase || seen > viewsBase + 2 * most
  })
  expect(wrong.map(({ url, viewsBase }) => ({ url, viewsBase, seen: views.get(url) }))).toEqual([])
}
