import type { ListItem, ListReading } from '../dialects/dialect.ts'
import { namesOf } from '../dialects/list/names.ts'
import { survey } from '../dialects/list/survey.ts'
import { isPartName, isReportTitle, isYearOnly } from '../dialects/list/words.ts'
import { namesFile } from '../read/links.ts'
import type { Page } from '../read/page.ts'

/**
 * Whether a row of a column can be a list itself, by what it says: a year, an agency, a part of the column. One that
 * names an agency's report of a year is that report, and is not looked into.
 */
export function mayBeSublist(rowTitle: string | undefined): boolean {
  return (
    rowTitle === undefined ||
    yearsIn(rowTitle).length === 0 ||
    !isReportTitle(rowTitle) ||
    /^\D{0,2}(?:19|20)\d{2}/.test(rowTitle)
  )
}

/**
 * The rows of a column that are lists themselves, as far as names tell: a year and no more, an agency, a part of the
 * column. A visit looks into them, and takes what is no list for a report.
 */
export function partsOf({ items }: ListReading): ListItem[] {
  return items.filter(({ title }) => isPartName(title))
}

/**
 * Whether the page behind a row of a column is no report but a list of some: those of one year, of one agency, of one
 * part of the column. The report of a year may have a list of the other years' beside it: a page that is named for a
 * year is a list only where its rows are of that year, or of the one before.
 *
 * @param list what the page's dialect read from it: an article has no rows
 * @param rowTitle what the column calls it
 */
export function isSublist(page: Page, list: ListReading, rowTitle: string | undefined): boolean {
  // The years of a column may stand as tabs above the list of one.
  const named = list.items.filter(({ title }) => !isYearOnly(title))
  const rows = named.some(({ title }) => isReportTitle(title)) ? named : list.items
  const reports = rows.filter(({ title }) => isReportTitle(title) || isYearOnly(title))
  if (reports.length === 0 || reports.length * 2 < rows.length) return false
  if (reports.every(({ url, date }) => namesFile(url) && date === null)) return false
  const own = yearsIn([rowTitle ?? '', ...namesOf(page, survey(page)).own].join(' '))
  const years = reports.flatMap(({ title }) => yearsIn(title).slice(0, 1))
  if (own.length > 0 && years.some((year) => !own.includes(year) && !own.includes(year + 1))) return false
  // One row alone, or rows of a year each, may be those beside a report.
  if (rows.length === 1) return years.length > 0 && (own.length === 0 || years.every((year) => own.includes(year)))
  return reports.length > 1 && (own.length === 0 || new Set(years).size < reports.length)
}

function yearsIn(text: string): number[] {
  return [...text.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].map(([year]) => Number(year))
}
