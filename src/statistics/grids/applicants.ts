import { isExact, type RowIndex } from '../align.ts'
import { isFilledCell } from '../cells.ts'
import type { FormColumn } from '../forms.ts'
import { coreOf } from '../labels.ts'
import type { TextTable } from '../statistic.ts'
import { anyFilled, type Columns } from './shape.ts'

/** Where the seven columns of applicants stand in a table. */
export interface Layout {
  readonly columns: readonly Columns[]
  readonly first: number
  readonly last: number
  /** Some headers were cut off and their columns counted from the others. */
  readonly byPosition: boolean
  readonly width: number
  /** Columns right of the last that the header names: what stands there is not part of a shifted row. */
  readonly beyond: ReadonlySet<number>
  /** The columns stand in the order of the form, so that a row that does not keep to them may be counted. */
  readonly inOrder: boolean
}

/** 其他 and 总计 are words of rows too: they are headers only beside one that is not. */
const shy = new Set(['oth', 'tot'])

function applicantOf(columns: readonly FormColumn[], text: string): string | null {
  const core = coreOf(text)
  if (core === '合计') return 'tot'
  const exact = columns.find(({ label }) => label === core)
  if (exact !== undefined) return exact.key
  const cut = core.length < 2 ? [] : columns.filter(({ key, label }) => !shy.has(key) && label.startsWith(core))
  return cut.length === 1 ? (cut[0]?.key ?? null) : null
}

/** Whether heads stand in the order of the form, so that cells may be counted where heads are missing. */
export function isInOrder(columns: readonly FormColumn[], keys: readonly string[]): boolean {
  const places = keys.map((key) => columns.findIndex((column) => column.key === key))
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1))
}

/** Heads that are there and say no clear places: nothing under them is counted. */
export type Unclear = 'unclear'

/** The places that header rows give each column, by key. */
function namedIn(columns: readonly FormColumn[], header: readonly (readonly string[])[]): number[][] {
  const found = new Map<string, Set<number>>()
  for (const row of header) {
    for (const [at, text] of row.entries()) {
      const key = applicantOf(columns, text)
      if (key !== null) found.set(key, (found.get(key) ?? new Set()).add(at))
    }
  }
  return columns.map(({ key }) => [...(found.get(key) ?? [])].sort((a, b) => a - b))
}

/** The columns that a run of header rows names, completed by counting where cut headers leave no other place. */
export function layoutOf(
  columns: readonly FormColumn[],
  header: readonly (readonly string[])[],
): Layout | Unclear | null {
  const width = Math.max(0, ...header.map((row) => row.length))
  const named = namedIn(columns, header)
  const missing = named.filter((places) => places.length === 0).length
  const start = named.flatMap((places, at) => (places[0] === undefined ? [] : [places[0] - at]))[0] ?? -1
  if (isOpen(named, missing, width)) return spread(named, header, { byPosition: false, width })
  const regular = named.every((places, at) => places.length === 0 || (places.length === 1 && places[0] === start + at))
  if (missing > 0 && (missing > 4 || !regular || start < 1 || start + columns.length > width)) {
    const order = columns.map(({ key }, at) => ({ key, place: named[at]?.[0] ?? -1 })).filter(({ place }) => place >= 0)
    const keys = order.sort((a, b) => a.place - b.place).map(({ key }) => key)
    return isInOrder(columns, keys) ? null : 'unclear'
  }
  const full = missing === 0 ? named : columns.map((_, at) => [start + at])
  const flat = full.flat()
  if (new Set(flat).size < flat.length) return isSpanless(columns, header) ? null : 'unclear'
  const inOrder = isAscending(flat)
  // Heads in two rows that come out in another order have a wrong span; in one row they are what they say.
  if (!inOrder && header.length > 1) return isSpanless(columns, header) ? null : 'unclear'
  return spread(full, header, { byPosition: missing > 0, width })
}

function isAscending(places: readonly number[]): boolean {
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1))
}

/** Columns with sure places as a layout. */
function spread(
  columns: readonly Columns[],
  header: readonly (readonly string[])[],
  { byPosition, width }: Pick<Layout, 'byPosition' | 'width'>,
): Layout {
  const flat = columns.flat()
  const last = Math.max(...flat)
  const beyond = new Set<number>()
  for (const row of header) for (const [at, text] of row.entries()) if (at > last && text !== '') beyond.add(at)
  return { columns, first: Math.min(...flat), last, byPosition, width, beyond, inOrder: isAscending(flat) }
}

/** Whether a table ends with its applicants, next to each other: it has no column of totals. */
function isOpen(named: readonly (readonly number[])[], missing: number, width: number): boolean {
  const applicants = named.slice(0, -1)
  const flat = applicants.flat()
  const adjacent = flat.every((place, at) => at === 0 || place === (flat[at - 1] ?? -1) + 1)
  return missing === 1 && named.at(-1)?.length === 0 && adjacent && flat.at(-1) === width - 1 && (flat[0] ?? 0) > 0
}

/**
 * Whether the heads are those of the form in its two rows, without the spans that put them into their places: 自然人 and
 * 总计 in the one, the organisations in the other. Their order is then that of the form, and the cells may be counted.
 */
function isSpanless(columns: readonly FormColumn[], header: readonly (readonly string[])[]): boolean {
  const keys = header.map((row) => row.map((text) => applicantOf(columns, text)).filter((key) => key !== null))
  const [upper = [], lower = [], ...more] = keys.filter((row) => row.length > 0).map((row) => [...new Set(row)])
  const organisations = columns.slice(1, -1).map(({ key }) => key)
  return more.length === 0 && upper.join() === 'np,tot' && lower.join() === organisations.join()
}

/** Whether a row has heads of applicants, and no figures. */
export function isHeader(columns: readonly FormColumn[], row: readonly string[]): boolean {
  const keys = row.map((text) => applicantOf(columns, text))
  return keys.some((key) => key !== null && !shy.has(key)) && !anyFilled(row.filter((_, at) => keys[at] === null))
}

const totalHead = /^(?:总计|合计|数量|件数|申请数量)$/

/** Where a table that tells only the totals has them: one column of figures, under a head that says so. */
export function totalsOnly(
  columns: readonly FormColumn[],
  row: readonly string[],
  below: readonly string[] = [],
): Layout | null {
  const last = row.length - 1
  const heads = row.slice(0, last)
  const isHead = last > 0 && totalHead.test(coreOf(row[last] ?? '')) && !anyFilled(heads)
  if (!isHead || heads.some((text) => applicantOf(columns, text) !== null)) return null
  if (!isFilledCell(below[last] ?? '') || anyFilled(below.slice(0, last))) return null
  const places = columns.map(({ key }) => (key === 'tot' ? [last] : []))
  return spread(places, [row], { byPosition: false, width: row.length })
}

/** Whether so many different row labels of the form stand in a table that it must be the form's. */
export function isOfForm(index: RowIndex, rows: readonly (readonly string[])[]): boolean {
  const labels = rows.flatMap((row) => row.filter((text) => isExact(index, text)).map(coreOf))
  return new Set(labels).size >= leastLabels
}

/** A table whose rows are the applicants, turned so that they are its columns; others as they are. */
export function upright(columns: readonly FormColumn[], index: RowIndex, table: TextTable): TextTable {
  const { rows } = table
  const first = rows.map((row) => row.slice(0, 4).map((text) => applicantOf(columns, text)))
  const applicants = new Set(first.map((keys) => keys.find((key) => key !== null)).filter((key) => key !== undefined))
  if (applicants.size < columns.length - 2 || !isOfForm(index, rows.slice(0, 4))) return table
  const width = Math.max(...rows.map((row) => row.length))
  const turned = Array.from({ length: width }, (_, x) => rows.map((row) => row[x] ?? ''))
  return { ...table, rows: turned }
}

/** So many row labels make a table one of the form. */
const leastLabels = 6
