import { checkStatistics } from './checks/check.ts'
import type { ReportDates } from './checks/sheet.ts'
import { formOfYear } from './forms.ts'
import { readProse } from './prose/read.ts'
import { type Statistic, type StatisticsInput, type StatisticsReading, WHOLE_FORM } from './statistic.ts'
import { readTables } from './tables.ts'

/**
 * All figures of a report: those of its tables, then those of its sentences, with the identities that hold or fail
 * among them. Pure; a failed check alters no figure.
 *
 * @param dates of the report, for the rules that compare them; null where only a part of it is read
 */
export function readStatistics(input: StatisticsInput, dates: ReportDates | null): StatisticsReading {
  const { form, statistics: ofTables, missing, annex } = readTables(input)
  const statistics = [...ofTables, ...readProse(input)]
  const context = { reportYear: input.reportYear, form, ...(dates === null ? {} : { dates }) }
  const checks = checkStatistics(statistics, context)
  const all = annex === null ? statistics : [...statistics, inAnnex(annex, input.reportYear)]
  return { form: form ?? (statistics.length > 0 ? 'free' : null), statistics: all, checks, missing }
}

/** What stands for all figures of a form that is announced as an annex and is not in what was read. */
function inAnnex(annex: string, reportYear: number | null): Statistic {
  const form = (reportYear === null ? null : formOfYear(reportYear)) ?? 'free'
  const table = form === 'F2019' || form === 'F2021' ? 't3' : 'F2014'
  const nothing = { column: null, value: null, unit: null, qualifier: null, scope: null, cumulative: false }
  const source = { kind: 'sentence', where: annex } as const
  return { form, table, indicator: WHOLE_FORM, ...nothing, state: 'attachment-missing', raw: annex, source }
}
