import type { Cause } from './checks/causes.ts'

/** The official forms; `free` is a narrative that follows none. */
export type FormName = 'F2014' | 'F2019' | 'F2021' | 'free'

/**
 * What a cell or a sentence says in place of a plain number. Blank is not zero, and a stated absence (`worded-zero`:
 * 未收到…; `none`: 无) is kept apart from a written 0.
 */
export type CellState =
  | 'number'
  | 'worded-zero'
  | 'none'
  | 'blank'
  | 'blank-under-none'
  | 'dash'
  | 'heading'
  | 'image'
  | 'attachment-missing'
  | 'lost'

/** Where a figure stands. */
export interface StatisticSource {
  readonly kind: 'table-cell' | 'sentence'
  /** The cell's row and column in words, or the sentence. */
  readonly where: string
  /** The address of the file that it was read from, an attachment or a report that is a file; not there for a page. */
  readonly file?: string
}

/** The indicator that stands for all rows of a form, where the form is announced and is not there. */
export const WHOLE_FORM = 'form'

/** One stated figure, tidy: the value as it is, never altered by a check. */
export interface Statistic {
  readonly form: FormName
  /** `F2014`, `t2`, `t3`, `t4` of the later forms; `prose` for sentences. */
  readonly table: 'F2014' | 't2' | 't3' | 't4' | 'prose'
  /** The key of forms.json (`pd_total`, `granted`…), or `name:detail` where the form has none (`pd_cat:政策法规类`). */
  readonly indicator: string
  /** The applicant (`np`, `tot`…), the column of table 2, the cell of table 4; null where there is only one. */
  readonly column: string | null
  /** Null unless the state is `number` or `worded-zero`. */
  readonly value: number | null
  readonly state: CellState
  /** As written; null when none is. */
  readonly unit: string | null
  /** Words that make the figure less than exact: 余, 多, 近, 约. */
  readonly qualifier: string | null
  /** Whom it covers when the text says so: 全市, 本机关. */
  readonly scope: string | null
  /** Whether it counts since the beginning (历年累计) and not the year. */
  readonly cumulative: boolean
  readonly raw: string
  readonly source: StatisticSource
}

/** A rule that figures must obey (V1–V20 of the research), applied to one place. A failed check alters no value. */
export interface Check {
  /** `V1` … `V20`. */
  readonly rule: string
  /** What was compared, in words: the row, the column, the sentence. */
  readonly subject: string
  readonly verdict: 'holds' | 'fails' | 'not-applicable'
  /** Both sides as computed; null where a figure is missing. */
  readonly left: number | string | null
  readonly right: number | string | null
  /** Why it fails, where that is known: the source's own error, or a part that could not be read. */
  readonly cause: Cause | null
}

/** A part that is announced but cannot be had. */
export type Missing =
  | `announced and not there: ${string}`
  | 'a local form whose rows are none of the official ones'
  | `${FormName}: the report has words of its tables, but no row of them can be read`
  | `${FormName}: the text repeats no line; cells equal to one before were dropped from it`
  | `${FormName} ${string}: the table is not there`
  | `${FormName} ${string}: rows not found: ${string}`
  | `${FormName} ${string}: cells lost or without a sure place in: ${string}`

/** All figures of a report, and what can be said of them together. */
export interface StatisticsReading {
  readonly form: FormName | null
  readonly statistics: readonly Statistic[]
  readonly checks: readonly Check[]
  /** Parts that are announced but cannot be had: an attachment that is not there, characters that were lost. */
  readonly missing: readonly Missing[]
}

/** A table as rows of cell texts, spans resolved: a cell that spans others stands in each of them. */
export interface TextTable {
  readonly rows: readonly (readonly string[])[]
  /** The line or heading above it; null when there is none. */
  readonly caption: string | null
  /** Where it stands: the number of the table in the page, or a page of an attachment. */
  readonly where: string
}

/** What statistics are read from: the pure input of src/statistics. */
export interface StatisticsInput {
  /** The main text, as src/reading gives it. */
  readonly text: string
  readonly tables: readonly TextTable[]
  readonly reportYear: number | null
  /** Whose report it is; not given where it is not known. */
  readonly publisher?: string | null
}
