import type { ReadableArchive } from './archive.ts'

/** What is kept of the reports of one agency on one site. */
export interface KeptReports {
  readonly site: string
  readonly siteName: string | null
  /** By the newest reading; null where it does not say. */
  readonly publisher: string | null
  /** The key of its agency's family through renamings. */
  readonly family: string | null
  /** The years of reports that are there, and of those that are no longer on the site, in order. */
  readonly archived: readonly number[]
  readonly gone: readonly number[]
  /** Reports of either kind of which no year is known. */
  readonly undated: number
}

/** A report of which something more is known. */
export interface MarkedReport {
  readonly site: string
  readonly publisher: string | null
  readonly family: string | null
  readonly year: number | null
  readonly mark: 'changed' | 'late'
}

/** A report that was listed and never had: all that is known of it is its row. */
export interface ListedReport {
  readonly site: string
  readonly siteName: string | null
  readonly listTitle: string | null
  readonly status: 'blocked' | 'missing'
}

/** All that coverage is made of. */
export interface CoverageFacts {
  readonly kept: readonly KeptReports[]
  readonly marked: readonly MarkedReport[]
  readonly listed: readonly ListedReport[]
}

interface GroupRow extends Omit<KeptReports, 'archived' | 'gone'> {
  readonly archived: string | null
  readonly gone: string | null
  readonly listed: string | null
}

/** In the order of the index `document_coverage`, so that it is gone through once and nothing else is looked at. */
const groups = (where: string) => `select d.*, s.name as siteName from (
    select site, family, publisher,
      group_concat(report_year) filter (where status = 'archived') as archived,
      group_concat(report_year) filter (where status = 'gone') as gone,
      count(*) filter (where report_year is null and status in ('archived', 'gone')) as undated,
      group_concat(id) filter (where status in ('blocked', 'missing')) as listed
    from document where kind = 'annual-report' ${where} group by site, family, publisher) d
  left join site s on s.id = d.site`

const marks = (where: string) => `select site, publisher, family, report_year as year, mark from (
    select document, 'changed' as mark from version where change <> 'new'
    union select document, 'late' from finding where name = 'late') x
  join document d on d.id = x.document where d.kind = 'annual-report' ${where}`

const LISTED = `select d.site, s.name as siteName, d.list_title as listTitle, d.status
  from json_each(?) l join document d on d.id = l.value left join site s on s.id = d.site`

/** All that coverage is made of; `site` is null for all sites. */
export function coverageFacts({ db }: Pick<ReadableArchive, 'db'>, site: string | null): CoverageFacts {
  const { raw } = db
  const where = site === null ? '' : 'and site = @site'
  const rows = raw.prepare<[object], GroupRow>(groups(where)).all({ site })
  const listed = rows.flatMap((row) => numbers(row.listed))
  return {
    kept: rows.map(keptOf).filter(({ archived, gone, undated }) => archived.length + gone.length + undated > 0),
    marked: raw.prepare<[object], MarkedReport>(marks(where)).all({ site }),
    listed: raw.prepare<[string], ListedReport>(LISTED).all(JSON.stringify(listed)),
  }
}

function keptOf({ site, siteName, publisher, family, archived, gone, undated }: GroupRow): KeptReports {
  return { site, siteName, publisher, family, archived: years(archived), gone: years(gone), undated }
}

function years(joined: string | null): number[] {
  return numbers(joined)
    .sort((a, b) => a - b)
    .filter((year, at, all) => year !== all[at - 1])
}

/** What SQLite's `group_concat` put together. */
function numbers(joined: string | null): number[] {
  return joined === null ? [] : joined.split(',').map(Number)
}
