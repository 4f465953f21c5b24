import type { ReadableArchive } from './archive.ts'

/** What is known of the reports of one agency on one year, on one site, in one state. */
export interface ReportCount {
  readonly site: string
  readonly siteName: string | null
  /** By the newest reading; null where it does not say. */
  readonly publisher: string | null
  /** The key of its agency's family through renamings. */
  readonly family: string | null
  readonly year: number | null
  readonly status: 'archived' | 'gone' | 'blocked' | 'missing'
  readonly count: number
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

const OF_SITE = `d.kind = 'annual-report' and (@site is null or d.site = @site)`

const COUNTS = `select d.site, s.name as siteName, d.publisher, d.family, d.report_year as year, d.status, d.count from (
    select site, publisher, family, report_year, status, count(*) as count from document d
    where ${OF_SITE} and d.status in ('archived', 'gone') group by site, family, publisher, report_year, status) d
  left join site s on s.id = d.site`

const MARKED = `select d.site, d.publisher, d.family, d.report_year as year, x.mark from (
    select document, 'changed' as mark from version where change <> 'new'
    union select document, 'late' from finding where name = 'late') x
  join document d on d.id = x.document where ${OF_SITE}`

const LISTED = `select d.site, s.name as siteName, d.list_title as listTitle, d.status
  from document d left join site s on s.id = d.site where ${OF_SITE} and d.status in ('blocked', 'missing')`

/** All that coverage is made of; `site` is null for all sites. */
export function coverageFacts({ db }: Pick<ReadableArchive, 'db'>, site: string | null) {
  const { raw } = db
  return {
    counts: raw.prepare<[object], ReportCount>(COUNTS).all({ site }),
    marked: raw.prepare<[object], MarkedReport>(MARKED).all({ site }),
    listed: raw.prepare<[object], ListedReport>(LISTED).all({ site }),
  }
}
