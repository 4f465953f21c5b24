import { indexRows, isExact } from './align.ts'
import { detectForms, hasLocalForm } from './detect.ts'
import { type FoundRow, figuresOf } from './figures.ts'
import { readFlat2014 } from './flattened/f2014.ts'
import { type Stream, streamOf } from './flattened/stream.ts'
import { readFlat2 } from './flattened/t2.ts'
import { readFlat3 } from './flattened/t3.ts'
import { readFlat4 } from './flattened/t4.ts'
import { forms, type OfficialForm } from './forms.ts'
import { index2014, readGrid2014 } from './grids/f2014.ts'
import { readGrid2 } from './grids/t2.ts'
import { readGrid3 } from './grids/t3.ts'
import { readGrid4 } from './grids/t4.ts'
import { partMarkdown } from './markdown.ts'
import { announcedForm, missingOf } from './missing.ts'
import type { FormName, Missing, Statistic, StatisticsInput, TextTable } from './statistic.ts'

/** What the tables of a report state. */
export interface TablesReading {
  /** The form of the tables; null when there are none. */
  readonly form: FormName | null
  readonly statistics: readonly Statistic[]
  /** Parts of the tables that cannot be had, in words. */
  readonly missing: readonly Missing[]
  /** The annex that the text announces for its figures, where none of its figures is here. */
  readonly annex: string | null
}

/** One table of a form: how it is read from a grid, and how from a text. */
interface Reader {
  readonly grid: (tables: readonly TextTable[]) => FoundRow[]
  readonly flat: (stream: Stream) => FoundRow[]
}

const index3 = { F2019: indexRows(forms.F2019.t3.rows), F2021: indexRows(forms.F2021.t3.rows) }

function readersOf(form: OfficialForm, reportYear: number | null): Reader[] {
  if (form === 'F2014') return [{ grid: (tables) => readGrid2014(tables, reportYear), flat: readFlat2014 }]
  const later = forms[form]
  const index = index3[form]
  return [
    { grid: (tables) => readGrid2(later, tables), flat: (stream) => readFlat2(later, stream) },
    { grid: (tables) => readGrid3(later, index, tables), flat: (stream) => readFlat3(later, index, stream) },
    { grid: (tables) => readGrid4(later, tables), flat: (stream) => readFlat4(later, stream) },
  ]
}

/** A text as what tables may be found in it: those that are Markdown, and the rest as a stream of cells. */
interface TextSource {
  readonly tables: readonly TextTable[]
  readonly stream: Stream
}

function textSource(form: OfficialForm, text: string): TextSource {
  const index = form === 'F2014' ? index2014 : index3[form]
  const { tables, rest } = partMarkdown(text)
  return { tables, stream: streamOf(rest, (label) => isExact(index, label)) }
}

/** What was found of a form. */
interface Found {
  readonly rows: readonly FoundRow[]
  /** Something was read from a text that repeats no line. */
  readonly dropped: boolean
}

/**
 * Each table from the surest source that has it: tables of the page or file, Markdown in the text, flattened text. The
 * text is taken apart only where the tables are not enough.
 */
function findRows(form: OfficialForm, input: StatisticsInput): Found {
  let source: TextSource | null = null
  let dropped = false
  const rows = readersOf(form, input.reportYear).flatMap(({ grid, flat }) => {
    const inTables = grid(input.tables)
    if (inTables.length > 0) return inTables
    source ??= textSource(form, input.text)
    const marked = grid(source.tables)
    if (marked.length > 0) return marked
    const inStream = flat(source.stream)
    dropped ||= inStream.length > 0 && source.stream.dropping
    return inStream
  })
  return { rows, dropped }
}

function isStated({ state }: Statistic): boolean {
  return state !== 'blank' && state !== 'lost'
}

/**
 * Figures that stand twice, on a page that prints its tables twice, once. Where one of them says nothing the other
 * counts; where both say something else both stay.
 */
function once(statistics: readonly Statistic[]): Statistic[] {
  const named = new Map<string, Statistic[]>()
  for (const statistic of statistics) {
    const { table, indicator, column, scope } = statistic
    const name = `${table} ${indicator} ${column} ${scope}`
    const same = named.get(name)
    if (same === undefined) named.set(name, [statistic])
    else same.push(statistic)
  }
  return [...named.values()].flatMap((same) => {
    if (same.length === 1) return same
    const stated = same.filter(isStated)
    const kept = stated.length > 0 ? stated : same.slice(0, 1)
    return kept.filter((one, at) => kept.findIndex(({ raw }) => raw === one.raw) === at)
  })
}

/**
 * Reads the official forms from the tables of a report and, where they became text, from its text. Pure. Which form it
 * is, is told by the tables themselves; a value that has no sure row and column is null, and `missing` says so.
 */
export function readTables(input: StatisticsInput): TablesReading {
  const found = detectForms(input)
  const missing: Missing[] = []
  const statistics: Statistic[] = []
  for (const form of found) {
    const { rows, dropped } = findRows(form, input)
    const read = once(figuresOf(form, rows))
    statistics.push(...read)
    missing.push(...missingOf(form, read))
    if (dropped) missing.push(`${form}: the text repeats no line; cells equal to one before were dropped from it`)
  }
  const annex = found.includes('F2014') ? null : announcedForm(input.text)
  if (annex !== null && statistics.length === 0) missing.push(`announced and not there: ${annex}`)
  if (statistics.length === 0 && hasLocalForm(input))
    missing.push('a local form whose rows are none of the official ones')
  return {
    form: statistics.length > 0 ? (found[0] ?? null) : null,
    statistics,
    missing,
    annex: statistics.length === 0 ? annex : null,
  }
}
