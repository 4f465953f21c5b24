import { checkStatistics } from './checks/check.ts'
import type { ReportDates } from './checks/sheet.ts'
import { readProse } from './prose/read.ts'
import type { StatisticsInput, StatisticsReading } from './statistic.ts'
import { readTables } from './tables.ts'

/**
 * All figures of a report: those of its tables, then those of its sentences, with the identities that hold or fail
 * among them. Pure; a failed check alters no figure.
 *
 * @param dates of the report, for the rules that compare them; null where only a part of it is read
 */
export function readStatistics(input: StatisticsInput, dates: ReportDates | null): StatisticsReading {
  const { form, statistics: ofTables, missing } = readTables(input)
  const statistics = [...ofTables, ...readProse(input)]
  const context = { reportYear: input.reportYear, form, ...(dates === null ? {} : { dates }) }
  const checks = checkStatistics(statistics, context)
  return { form: form ?? (statistics.length > 0 ? 'free' : null), statistics, checks, missing }
}
