import { isFilledCell } from '../cells.ts'
import type { TextTable } from '../statistic.ts'

/** The columns of a table that hold one column of the form: more than one where a header spans several. */
export type Columns = readonly number[]

/** Columns next to each other that share a header, with its text. A blank header belongs to the one before it. */
export interface HeaderGroup {
  readonly text: string
  readonly columns: Columns
}

/** Groups the columns of a header row from `from` on by their text. */
export function headerGroups(header: readonly string[], from: number): HeaderGroup[] {
  const groups: { text: string; columns: number[] }[] = []
  for (const [at, text] of header.entries()) {
    if (at < from) continue
    const last = groups.at(-1)
    if (last !== undefined && (text === '' || text === last.text)) last.columns.push(at)
    else groups.push({ text, columns: [at] })
  }
  return groups
}

/** What stands in the columns of one cell: their one text, blank when there is none, null when they disagree. */
export function pick(row: readonly string[], columns: Columns): string | null {
  let only = ''
  for (const at of columns) {
    const text = row[at] ?? ''
    if (text === '' || text === only) continue
    if (only !== '') return null
    only = text
  }
  return only
}

/** The first and the last column in which a text stands, from `at` on to the right, spans included. */
export function spanEnd(row: readonly string[], at: number): number {
  let end = at
  while (row[end + 1] === row[at]) end++
  return end
}

/** The cells of a row as one line, for showing what could not be given its place. */
export function lineOf(row: readonly string[]): string {
  return row.filter((text, at) => text !== '' && text !== row[at - 1]).join(' ')
}

/** Whether any of the cells is a figure or a word in place of one. */
export function anyFilled(cells: readonly string[]): boolean {
  return cells.some(isFilledCell)
}

const scopes = /(?:全[省市县区旗州镇乡]|本(?:机关|单位|部门|级)|[省市县区]本级)/

/** Whom a table covers, when its caption says so. */
export function scopeOf(table: TextTable): string | null {
  return scopes.exec(table.caption ?? '')?.[0] ?? null
}
