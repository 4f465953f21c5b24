import type { NamedPlace } from './answers.ts'
import type { ReadableArchive, WritableArchive } from './archive.ts'
import { refused } from './db/refused.ts'

/** A report as one of its agency's series: its newest reading. */
export interface SeriesReport {
  readonly document: number
  readonly reading: number
  readonly url: string
  readonly reportYear: number
  /** Where its reading lies. */
  readonly place: NamedPlace
}

/** A report and the one of the year before. */
export interface SeriesPair {
  readonly report: SeriesReport
  readonly previous: SeriesReport
}

/**
 * Each report with the one of its agency's year before: of the same site where there are several, the newest of those.
 * A family whose place is not in the table of divisions (`?…`) is one only within a site.
 */
const PAIRS = `
  with report as materialized (
    select d.id as document, d.site, r.id as reading, r.family, r.report_year as year
    from document d join version v on v.id = (select max(id) from version where document = d.id)
      join reading r on r.id = (select max(id) from reading where version = v.id)
    where d.kind = 'annual-report' and r.family is not null and r.report_year is not null),
  pair as (
    select a.document, a.reading, b.reading as previous,
      row_number() over (partition by a.document order by b.site = a.site desc, b.document desc) as choice
    from report a join report b on b.family = a.family and b.year = a.year - 1
    where a.family not like '?%' or b.site = a.site)`

/** The pairs that were not compared by these rules, or of which one was read anew since. */
export function stalePairs({ db }: ReadableArchive, rules: string): SeriesPair[] {
  const pairs = db.raw.prepare<[string], { reading: number; previous: number }>(
    `${PAIRS} select p.reading, p.previous from pair p left join series s on s.document = p.document
     where p.choice = 1 and (s.document is null or s.reading != p.reading or s.previous != p.previous or s.rules != ?)
     order by p.document`,
  )
  const report = db.raw.prepare<[number], Omit<SeriesReport, 'place'> & NamedPlace>(
    `select v.document, r.id as reading, u.url, r.report_year as reportYear, f.name, f.state, r.offset, r.length
     from reading r join version v on v.id = r.version join document d on d.id = v.document join url u on u.id = d.url
       join warc_file f on f.id = r.file where r.id = ?`,
  )
  const reportOf = (reading: number): SeriesReport[] => {
    const row = report.get(reading)
    if (row === undefined) return []
    const { name, state, offset, length, ...rest } = row
    return [{ ...rest, place: { name, state, offset, length } }]
  }
  return pairs.all(rules).flatMap((pair) => {
    const [[one], [other]] = [reportOf(pair.reading), reportOf(pair.previous)]
    return one === undefined || other === undefined ? [] : [{ report: one, previous: other }]
  })
}

/**
 * Forgets the comparisons of reports that have no report of the year before any more.
 *
 * @throws ArchiveWriteError when the disk refuses
 */
export function dropUnpaired({ db }: Pick<WritableArchive, 'db'>): void {
  try {
    db.raw.prepare(`${PAIRS} delete from series where document not in (select document from pair)`).run()
  } catch (error) {
    throw refused(db, error)
  }
}
