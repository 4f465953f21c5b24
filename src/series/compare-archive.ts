import type { ReadableArchive, WritableArchive } from '../../storage/archive.ts'
import { NOTHING } from '../../storage/commit/unit.ts'
import { prepareFiles } from '../../storage/export/files.ts'
import { type FoundFigures, orUnread, readReading } from '../../storage/export/rows.ts'
import { prepareSeriesWork, type SeriesReport, settleSeries, uncompared } from '../../storage/series.ts'
import type { Agency } from '../agencies/agency.ts'
import { Recent } from '../recent.ts'
import type { Statistic } from '../statistics/statistic.ts'
import { compareYears, SERIES_RULES, type YearOfSeries } from './years.ts'

export interface CompareOptions {
  readonly signal: AbortSignal
  readonly now: () => Date
}

/** Readings kept in memory: most reports are the one before of the next. */
const KEPT = 32

/** So many documents are looked at before what was compared for them is committed. */
const BATCH = 200

/**
 * Compares the reports of each agency, through its renamings, with those of the year before; only pairs of which one is
 * new, revised or read anew. Files have to be read before. What is not done when it is stopped is done the next time.
 *
 * @returns how many reports were compared
 * @throws ArchiveWriteError when the disk refuses; RangeError when the record of a reading is damaged
 */
export async function compareArchive(archive: WritableArchive, { signal, now }: CompareOptions): Promise<number> {
  const filesOf = prepareFiles(archive)
  const kept = new Recent<number, YearOfSeries | null>(KEPT)
  // What is damaged is not compared; verify names it, and the next visit asks for its page again.
  const load = (report: SeriesReport) =>
    kept.get(report.reading, () => orUnread(report.url, yearOf(archive, filesOf, report), () => undefined))
  const workOf = prepareSeriesWork(archive, SERIES_RULES)
  let count = 0
  for (;;) {
    const documents = uncompared(archive, BATCH)
    if (documents.length === 0 || signal.aborted) return count
    const { pairs, unpaired } = workOf(documents)
    for (const { report, previous } of pairs) {
      const [one, other] = [await load(report), await load(previous)]
      if (one === null || other === null) continue
      const { document, reading, url } = report
      const json = JSON.stringify(compareYears(one, other))
      const series = { document, reading, previous: previous.reading, url, at: now(), rules: SERIES_RULES, json }
      archive.commits.stage({ ...NOTHING, visit: 0, url, request: null, end: null, host: null, series })
    }
    await archive.commits.flush()
    settleSeries(archive, documents, unpaired)
    count += pairs.length
  }
}

async function yearOf(
  archive: ReadableArchive,
  filesOf: ReturnType<typeof prepareFiles>,
  report: SeriesReport,
): Promise<YearOfSeries> {
  const { statistics, agency } = await readReading(archive, report.place)
  const { own, attachments } = await filesOf(report.document)
  const found = [statistics, own?.statistics, ...attachments.map(({ reading }) => reading?.statistics)]
  return {
    url: report.url,
    reportYear: report.reportYear,
    // What the archive holds is what src/reading and src/statistics wrote.
    agency: (agency ?? null) as Agency | null,
    statistics: found.flatMap((figures: FoundFigures | null | undefined) => figures?.statistics ?? []) as Statistic[],
  }
}
