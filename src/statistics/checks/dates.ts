import type { Check } from '../statistic.ts'
import type { DateCause } from './causes.ts'
import type { CheckContext, ReportDates } from './sheet.ts'

/** Compares two dates to the precision that both have; null is not known. */
function inOrder(subject: string, left: string | null, right: string | null, cause: DateCause): Check {
  const open = { rule: 'V16', subject, left, right }
  if (left === null || right === null) return { ...open, verdict: 'not-applicable', cause: null }
  const precision = Math.min(left.length, right.length, 10)
  const holds = left.slice(0, precision) <= right.slice(0, precision)
  return { ...open, verdict: holds ? 'holds' : 'fails', cause: holds ? null : cause }
}

/**
 * The day by which a report must be out. Governments: 31 March of the next year. Departments: the same until the revised
 * Regulations of 2019 (article 49), which set 31 January, first for the report of 2019.
 */
function deadline(year: number, publisher: ReportDates['publisher']): string | null {
  if (publisher === null && year >= 2019) return null
  return publisher === 'department' && year >= 2019 ? `${year + 1}-01-31` : `${year + 1}-03-31`
}

/** V16: signed ≤ published ≤ captured, and published in time; none when no dates are given. */
export function checkDates({ dates, reportYear }: CheckContext): Check[] {
  if (dates === undefined) return []
  const due = reportYear === null ? null : deadline(reportYear, dates.publisher)
  return [
    inOrder('signed ≤ published', dates.signed, dates.published, 'published before it was signed'),
    inOrder('published ≤ captured', dates.published, dates.captured, 'the stated date is after the capture'),
    inOrder('published ≤ deadline', dates.published, due, 'late'),
  ]
}
