import type { Check, Statistic } from '../statistic.ts'
import type { Cause } from './causes.ts'

/** What the checks of one report may lean on besides its figures. */
export interface CheckContext {
  readonly reportYear: number | null
  /** The form of its tables; null or `free` when it follows none. */
  readonly form: Statistic['form'] | null
  /** The same agency's figures of the year before, where they are known. */
  readonly previous?: readonly Statistic[]
  /** Dates as ISO 8601, as precise as stated; null when not known. */
  readonly dates?: ReportDates
}

/** The dates of a report that V16 compares. */
export interface ReportDates {
  readonly signed: string | null
  readonly published: string | null
  readonly captured: string | null
  /** Whether a government reports or one of its departments: their deadlines differ. */
  readonly publisher: 'government' | 'department' | null
}

/** The figures of one report within reach of the rules. */
export interface Sheet {
  readonly all: readonly Statistic[]
  /** The figures of sentences, in the order of the text. */
  readonly prose: readonly Statistic[]
  /** A cell of a table; the first when several tables of one kind state it. */
  cell(table: Statistic['table'], indicator: string, column?: string | null): Statistic | undefined
}

const placeOf = (table: string, indicator: string, column: string | null): string =>
  `${table}|${indicator}|${column ?? ''}`

/** Puts the figures of a report into reach of the rules. */
export function sheetOf(statistics: readonly Statistic[]): Sheet {
  const cells = new Map<string, Statistic>()
  for (const one of statistics) {
    const place = placeOf(one.table, one.indicator, one.column)
    if (one.table !== 'prose' && !cells.has(place)) cells.set(place, one)
  }
  return {
    all: statistics,
    prose: statistics.filter((one) => one.table === 'prose'),
    cell: (table, indicator, column = null) => cells.get(placeOf(table, indicator, column)),
  }
}

/** The value in the plain unit: the cells of tables keep 万元 and 万条 as written, sentences do not. */
export function plainValue(statistic: Statistic | undefined): number | null {
  if (statistic === undefined || statistic.value === null) return null
  const tenThousands = statistic.table !== 'prose' && /^万/.test(statistic.unit ?? '')
  return tenThousands ? rounded(statistic.value * 10_000) : statistic.value
}

/** Takes the noise of binary fractions off a sum of decimals. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

/** A check that compares two numbers; not applicable when one is missing. */
export function compare(
  rule: string,
  subject: string,
  left: number | null,
  relation: '=' | '≤' | '≥',
  right: number | null,
  cause: Cause | null = null,
): Check {
  if (left === null || right === null) return { rule, subject, verdict: 'not-applicable', left, right, cause: null }
  const holds = relation === '=' ? left === right : relation === '≤' ? left <= right : left >= right
  return { rule, subject, verdict: holds ? 'holds' : 'fails', left, right, cause: holds ? null : cause }
}
