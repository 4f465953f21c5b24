import type { Page } from '../../crawlers/read/page.ts'
import { type Agency, resolveAgency } from '../agencies/agency.ts'
import type { ReportDates } from '../statistics/checks/sheet.ts'
import { tablesOfPage } from '../statistics/collect.ts'
import { readStatistics } from '../statistics/read-statistics.ts'
import type { Check, StatisticsReading } from '../statistics/statistic.ts'
import type { Field, Flag, ReadingContext } from './reading.ts'

/** What was read of a report before it is looked at as one. */
export interface ReportFacts {
  /** The main text. */
  readonly text: string
  readonly publisher: Field<string>
  readonly reportYear: Field<number>
  readonly signedAt: Field<string>
  readonly publishedAt: Field<string>
}

/** A report as one of a series: whose it is, what figures it states, and whether it came in time and form. */
export interface ReportReading {
  readonly statistics: StatisticsReading
  readonly flags: readonly Flag[]
}

/**
 * The agency behind a publisher's name, as it was in the year of the report.
 *
 * @param url of the page: its host may tell between places of one name
 */
export function agencyOf(
  publisher: string | null,
  year: number | null,
  url: string,
  { division, siteName }: Pick<ReadingContext, 'division' | 'siteName'>,
): Agency | null {
  if (publisher === null) return null
  const place = siteName === null ? {} : { place: siteName }
  return resolveAgency(publisher, { year, division, host: new URL(url).hostname, ...place })
}

/** Reads the figures of an annual report, and flags what their checks say of the report as a whole. */
export function readReport(page: Page, facts: ReportFacts, agency: Agency | null): ReportReading {
  const { text, reportYear, publisher } = facts
  const input = { text, tables: tablesOfPage(page), reportYear: reportYear.value, publisher: publisher.value }
  const statistics = readStatistics(input, datesOf(facts, agency))
  return { statistics, flags: flagsOf(statistics.checks) }
}

/** The dates of a report, for the rules that compare them. */
export function datesOf(
  { signedAt, publishedAt }: Pick<ReportFacts, 'signedAt' | 'publishedAt'>,
  agency: Agency | null,
): ReportDates {
  // A date that is only inferred shall not make a report late.
  const published = publishedAt.evidence?.confidence === 'stated' ? publishedAt.value : null
  return { signed: signedAt.value, published, captured: null, publisher: rankOf(agency) }
}

/** What the checks say of a report as a whole. */
export function flagsOf(checks: readonly Check[]): Flag[] {
  return checks.flatMap(flagOf)
}

/** Governments and their departments have different deadlines. */
function rankOf(agency: Agency | null): 'government' | 'department' | null {
  if (agency?.function == null) return null
  return /人民政府|政府办公/.test(agency.function) ? 'government' : 'department'
}

function flagOf({ rule, verdict, cause, left, right }: Check): Flag[] {
  if (verdict !== 'fails') return []
  if (rule === 'V15' && cause === 'form_lag') {
    return [{ name: 'form-lag', detail: `the form is ${left}, that of its year is ${right}`, where: 'tables' }]
  }
  if (rule === 'V16' && cause === 'late') {
    return [{ name: 'late', detail: `published ${left}, due ${right}`, where: 'published_at' }]
  }
  if (rule === 'V16' && cause === 'published before it was signed') {
    return [{ name: 'conflict', detail: `published ${right}, but signed ${left}, after that`, where: 'published_at' }]
  }
  return []
}
