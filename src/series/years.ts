import type { Agency } from '../agencies/agency.ts'
import type { Reorganised } from '../statistics/checks/causes.ts'
import { sheetOf } from '../statistics/checks/sheet.ts'
import { checkYears } from '../statistics/checks/years.ts'
import type { Check, Statistic } from '../statistics/statistic.ts'

/** A report as one of its agency's series. */
export interface YearOfSeries {
  readonly url: string
  readonly reportYear: number | null
  readonly agency: Agency | null
  /** All its figures, those of its files behind those of the page. */
  readonly statistics: readonly Statistic[]
}

/** What a report's figures are beside those of the year before. */
export interface SeriesReading {
  readonly rules: string
  readonly url: string
  readonly reportYear: number | null
  /** The report that it was compared with. */
  readonly previous: { readonly url: string; readonly reportYear: number | null }
  readonly checks: readonly Check[]
}

/** The version of the rules by which years are compared; a change of it has all pairs compared again. */
export const SERIES_RULES = '2026.1'

/**
 * Holds the rules that compare years (V12, V13, V20) against two reports of one agency. Pure. Where a rule fails and the
 * agency was another one the year before, that is its likely cause: a merger adds what others carried over.
 */
export function compareYears(now: YearOfSeries, before: YearOfSeries): SeriesReading {
  const [name, older] = [now.agency?.function ?? null, before.agency?.function ?? null]
  const isOther = name !== null && older !== null && name !== older
  const reorganised: Reorganised | null = isOther ? `reorganised: ${older}, then ${name}` : null
  const checks = checkYears(sheetOf(now.statistics), before.statistics).map((check) => {
    return check.verdict === 'fails' ? { ...check, cause: check.cause ?? reorganised } : check
  })
  const { url, reportYear } = now
  return { rules: SERIES_RULES, url, reportYear, previous: { url: before.url, reportYear: before.reportYear }, checks }
}
