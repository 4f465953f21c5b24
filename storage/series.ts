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

/** What is to be done about documents whose readings are new: pairs to compare, and reports that have lost their pair. */
export interface SeriesWork {
  readonly pairs: readonly SeriesPair[]
  readonly unpaired: readonly number[]
}

/** The reports that a document's reading tells on: itself, what was compared with it, its agency's of the year after. */
const AFFECTED = `
  select id from document where id = @document
  union select s.document from version v join reading r on r.version = v.id join series s on s.previous = r.id
    where v.document = @document
  union select n.id from document d join document n on n.family = d.family and n.report_year = d.report_year + 1
    where d.id = @document and n.kind = 'annual-report' order by 1`

/**
 * The report of an agency's year before: of the same site where there are several, the newest of those. A family whose
 * place is not in the table of divisions (`?…`) is one only within a site.
 */
const choice = (wanted: string): string => `
  select ${wanted} from document b where b.family = a.family and b.report_year = a.report_year - 1
    and b.kind = 'annual-report' and (a.family not like '?%' or b.site = a.site)
  order by b.site = a.site desc, b.id desc limit 1`

const PREVIOUS = `select (${choice('b.id')}) from document a where a.id = ? and a.kind = 'annual-report'`

const NEWEST = `
  select d.id as document, r.id as reading, u.url, r.report_year as reportYear, f.name, f.state, r.offset, r.length
  from document d join url u on u.id = d.url join version v on v.id = (select max(id) from version where document = d.id)
    join reading r on r.id = (select max(id) from reading where version = v.id) join warc_file f on f.id = r.file
  where d.id = ?`

/** The next documents whose readings are new since they were compared, at most so many. */
export function uncompared({ db }: ReadableArchive, most: number): number[] {
  return db.raw.prepare<[number], number>('select document from uncompared order by document limit ?').pluck().all(most)
}

/** Finds out what is to be compared because of some documents; pairs that these rules compared already are left out. */
export function prepareSeriesWork(
  { db }: ReadableArchive,
  rules: string,
): (documents: readonly number[]) => SeriesWork {
  const affected = db.raw.prepare<[{ document: number }], number>(AFFECTED).pluck()
  const before = db.raw.prepare<[number], number | null>(PREVIOUS).pluck()
  const newest = db.raw.prepare<[number], Omit<SeriesReport, 'place'> & NamedPlace>(NEWEST)
  const isDone = db.raw.prepare<[number, number, number, string]>(
    'select 1 from series where document = ? and reading = ? and previous = ? and rules = ?',
  )
  const reportOf = (document: number): SeriesReport | null => {
    const row = newest.get(document)
    if (row === undefined) return null
    const { name, state, offset, length, ...rest } = row
    return { ...rest, place: { name, state, offset, length } }
  }
  return db.raw.transaction((documents: readonly number[]) => {
    const pairs: SeriesPair[] = []
    const unpaired: number[] = []
    for (const id of new Set(documents.flatMap((document) => affected.all({ document })))) {
      const earlier = before.get(id) ?? null
      const [report, previous] = [reportOf(id), earlier === null ? null : reportOf(earlier)]
      if (report === null || previous === null) unpaired.push(id)
      else if (isDone.get(id, report.reading, previous.reading, rules) === undefined) pairs.push({ report, previous })
    }
    return { pairs, unpaired }
  })
}

/**
 * Notes that documents were compared, once what was compared is committed.
 *
 * @param unpaired reports that have no report of the year before any more: what they were compared with is forgotten
 * @throws ArchiveWriteError when the disk refuses
 */
export function settleSeries({ db }: WritableArchive, documents: readonly number[], unpaired: readonly number[]): void {
  const done = db.raw.prepare<[number]>('delete from uncompared where document = ?')
  const forget = db.raw.prepare<[number]>('delete from series where document = ?')
  try {
    db.raw.transaction(() => {
      for (const document of unpaired) forget.run(document)
      for (const document of documents) done.run(document)
    })()
  } catch (error) {
    throw refused(db, error)
  }
}

/**
 * Has every document compared again, for rules that have changed.
 *
 * @throws ArchiveWriteError when the disk refuses
 */
export function queueAllSeries({ db }: WritableArchive): void {
  try {
    db.raw.prepare('insert or ignore into uncompared select id from document').run()
  } catch (error) {
    throw refused(db, error)
  }
}

/**
 * Forgets the comparisons of reports that have no report of the year before any more, in the whole archive.
 *
 * @throws ArchiveWriteError when the disk refuses
 */
export function dropUnpaired({ db }: Pick<WritableArchive, 'db'>): void {
  const paired = `select a.id from document a where a.kind = 'annual-report' and (${choice('b.id')}) is not null`
  try {
    db.raw.prepare(`delete from series where document not in (${paired})`).run()
  } catch (error) {
    throw refused(db, error)
  }
}
