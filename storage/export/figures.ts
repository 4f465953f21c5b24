import { readPlace } from '../answers.ts'
import type { ReadableArchive } from '../archive.ts'
import { type DocumentFiles, prepareFiles } from './files.ts'
import { type ExportRow, type FoundFigures, type OnUnread, orUnread, readReading, throwUnread } from './rows.ts'

interface ReportRow {
  readonly document: number
  readonly url: string
  readonly reportYear: number | null
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly offset: number
  readonly length: number
  /** Where its comparison with the year before lies; null where there is none. */
  readonly seriesName: string | null
  readonly seriesState: 'open' | 'sealed'
  readonly seriesOffset: number
  readonly seriesLength: number
}

const REPORTS = `
  select d.id as document, u.url, r.report_year as reportYear, f.name, f.state, r.offset, r.length,
    sf.name as seriesName, sf.state as seriesState, s.offset as seriesOffset, s.length as seriesLength
  from document d join url u on u.id = d.url
    join version v on v.id = (select max(id) from version where document = d.id)
    join reading r on r.id = (select max(id) from reading where version = v.id) join warc_file f on f.id = r.file
    left join series s on s.document = d.id and s.reading = r.id left join warc_file sf on sf.id = s.file
  where d.id > ? and d.kind = 'annual-report' order by d.id limit 100`

/** What one place of a report states: the page, or a file; `where` is empty for the page. */
interface Stated {
  readonly report: ReportRow
  readonly where: string
  readonly figures: FoundFigures
}

function* reportsOf(archive: ReadableArchive): Generator<ReportRow> {
  const select = archive.db.raw.prepare<[number], ReportRow>(REPORTS)
  for (let last = 0; ; ) {
    const reports = select.all(last)
    if (reports.length === 0) return
    yield* reports
    last = reports.at(-1)?.document ?? last
  }
}

async function* stated(archive: ReadableArchive, onUnread: OnUnread): AsyncGenerator<Stated> {
  const files = prepareFiles(archive, onUnread)
  for (const report of reportsOf(archive)) {
    const reading = await orUnread(report.url, readReading(archive, report), onUnread)
    const statistics = reading?.statistics ?? null
    const filesOfIt = await files(report.document)
    const inFiles = [...ofFiles(report, filesOfIt)]
    // A file that cannot be read back may be the annex: it is not said to be missing.
    const isThere =
      filesOfIt.attachments.some(({ isUnread }) => isUnread) ||
      inFiles.some(({ figures }) => figures.statistics.some(({ table }) => table !== 'prose'))
    if (statistics !== null) yield { report, where: '', figures: isThere ? withoutAnnex(statistics) : statistics }
    yield* inFiles
  }
}

/** The figures of a page without the mark that its annex is missing, for files that have the annex. */
function withoutAnnex(figures: FoundFigures): FoundFigures {
  const stated = figures.statistics.filter(
    ({ state, indicator }) => state !== 'attachment-missing' || indicator !== 'form',
  )
  return { ...figures, statistics: stated }
}

function* ofFiles(report: ReportRow, { own, attachments }: DocumentFiles): Generator<Stated> {
  if (own !== null) yield { report, where: report.url, figures: own.statistics }
  for (const { url, reading } of attachments) {
    if (reading !== null) yield { report, where: url, figures: reading.statistics }
  }
}

/** The fields of {@link statisticRows}. */
export const STATISTIC_FIELDS = [
  'url',
  'report_year',
  'form',
  'table',
  'indicator',
  'column',
  'value',
  'state',
  'unit',
  'source',
  'raw',
  'qualifier',
  'scope',
  'cumulative',
] as const

/** The fields of {@link checkRows}. */
export const CHECK_FIELDS = [
  'url',
  'report_year',
  'rule',
  'subject',
  'verdict',
  'left',
  'right',
  'cause',
  'source',
  'compared_with',
] as const

/**
 * The figures of the reports, tidy: one row a figure as it is stated, newest version. `statistics.csv` is a promise to
 * researchers: README describes its fields, a test guards them.
 *
 * @param onUnread told of what is damaged, whose rows are left out; otherwise that is an ArchiveRecordError
 */
export async function* statisticRows(archive: ReadableArchive, onUnread = throwUnread): AsyncGenerator<ExportRow> {
  for await (const { report, where, figures } of stated(archive, onUnread)) {
    for (const figure of figures.statistics) {
      const { form, table, indicator, column, value, state, unit, qualifier, scope, cumulative, source, raw } = figure
      const kind = where === '' ? source.kind : `attachment ${where}`
      const place = { url: report.url, report_year: report.reportYear }
      const cell = { form, table, indicator, column, value, state, unit, source: `${kind}: ${source.where}`, raw }
      yield { ...place, ...cell, qualifier, scope, cumulative: cumulative ? 1 : 0 }
    }
  }
}

/**
 * The identities that hold or fail in the reports, one row a check; those that compare years behind the others.
 *
 * @param onUnread told of what is damaged, whose rows are left out; otherwise that is an ArchiveRecordError
 */
export async function* checkRows(archive: ReadableArchive, onUnread = throwUnread): AsyncGenerator<ExportRow> {
  for await (const { report, where, figures } of stated(archive, onUnread)) {
    const source = where === '' ? 'page' : `attachment ${where}`
    for (const check of figures.checks) yield checkRow(report, check, source, null)
  }
  for (const report of reportsOf(archive)) {
    const series = await orUnread(report.url, readSeries(archive, report), onUnread)
    for (const check of series?.checks ?? []) yield checkRow(report, check, 'series', series?.previous.url ?? null)
  }
}

function checkRow(
  { url, reportYear }: ReportRow,
  { rule, subject, verdict, left, right, cause }: FoundFigures['checks'][number],
  source: string,
  other: string | null,
): ExportRow {
  return { url, report_year: reportYear, rule, subject, verdict, left, right, cause, source, compared_with: other }
}

/** What the metadata record of a comparison holds: the reading of src/series, as JSON. */
interface StoredSeries extends Pick<FoundFigures, 'checks'> {
  readonly previous: { readonly url: string }
}

async function readSeries(archive: ReadableArchive, report: ReportRow): Promise<StoredSeries | null> {
  const { seriesName: name, seriesState: state, seriesOffset: offset, seriesLength: length } = report
  if (name === null) return null
  const { block } = await readPlace(archive, { name, state, offset, length })
  return JSON.parse(block.toString('utf8'))
}
