import { difference } from './myers.ts'

/** A cell of a table that is not what it was; null where its row was not there, or is not any more. */
export interface CellChange {
  /** The line above the table: the heading of its chapter. Empty where there is none. */
  readonly table: string
  readonly row: string
  readonly column: string
  readonly from: string | null
  readonly to: string | null
}

/** A table of the main text, as Markdown has it. */
interface Table {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

/** A row with what is needed to name its cells. */
interface Row {
  readonly label: string
  /** The label, and how many rows above have the same. */
  readonly key: string
  readonly cells: readonly string[]
  /** Where the figures begin. */
  readonly first: number
  readonly index: number
}

/** The cells in which the tables of two texts differ, named by the labels of their rows and columns. */
export function changedCells(before: string, after: string): CellChange[] {
  return pairs(tablesOf(before), tablesOf(after)).flatMap(([old, now]) => changedIn(old, now))
}

function tablesOf(text: string): Table[] {
  const tables: { title: string; rows: string[][] }[] = []
  let title = ''
  let isInside = false
  for (const line of text.split('\n')) {
    if (line.startsWith('|')) {
      if (!isInside) tables.push({ title, rows: [] })
      isInside = true
      if (!/^\|(?:\s*:?-+:?\s*\|)+\s*$/.test(line)) tables.at(-1)?.rows.push(cellsOf(line))
    } else {
      isInside = false
      if (line.trim() !== '') title = line.trim()
    }
  }
  return tables
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
}

/** Tables that belong together: by what stands above and in their first row, in order. */
function pairs(before: readonly Table[], after: readonly Table[]): [Table, Table][] {
  if (before.length === after.length) return before.flatMap((old, at): [Table, Table][] => [[old, after[at] ?? old]])
  const keys = (tables: readonly Table[]) => tables.map(({ title, rows }) => `${title}\n${rows[0]?.join('|') ?? ''}`)
  const found: [Table, Table][] = []
  let [a, b] = [0, 0]
  for (const { kind, items } of difference(keys(before), keys(after))) {
    for (const _item of items) {
      const [old, now] = [before[a], after[b]]
      if (kind === 'same' && old !== undefined && now !== undefined) found.push([old, now])
      if (kind !== 'added') a++
      if (kind !== 'removed') b++
    }
  }
  return found
}

function changedIn(before: Table, after: Table): CellChange[] {
  const old = new Map(rowsOf(before).map((row) => [row.key, row]))
  const now = new Map(rowsOf(after).map((row) => [row.key, row]))
  const changes: CellChange[] = []
  for (const row of now.values()) changes.push(...changedCellsOf(after, row, old.get(row.key) ?? null, row))
  for (const row of old.values()) if (!now.has(row.key)) changes.push(...changedCellsOf(before, row, row, null))
  return changes
}

function changedCellsOf(table: Table, at: Row, before: Row | null, after: Row | null): CellChange[] {
  const width = Math.max(before?.cells.length ?? 0, after?.cells.length ?? 0)
  const changes: CellChange[] = []
  for (let column = at.first; column < width; column++) {
    const from = before === null ? null : (before.cells[column] ?? '')
    const to = after === null ? null : (after.cells[column] ?? '')
    if (from === to || (from ?? '') + (to ?? '') === '') continue
    changes.push({ table: table.title, row: at.label, column: columnLabel(table, at.index, column), from, to })
  }
  return changes
}

const FIGURE = /^[-+]?[\d,.]+\s*[%％]?$|^[-—/]+$/

/** The rows with their labels; a cell that reaches down over several rows is blank in all but the first. */
function rowsOf({ rows }: Table): Row[] {
  const counts = new Map<string, number>()
  let above: string[] = []
  return rows.map((cells, index) => {
    const figure = cells.findIndex((cell) => FIGURE.test(cell))
    const first = figure === -1 ? (cells.length > 1 ? 1 : 0) : figure
    const lead = cells.slice(0, first)
    const filled = lead.map((cell, at) => {
      const isUnder = cell === '' && lead.slice(at + 1).some((other) => other !== '')
      return isUnder ? (above[at] ?? '') : cell
    })
    above = filled
    const label = filled.filter((cell) => cell !== '').join(' / ')
    const count = counts.get(label) ?? 0
    counts.set(label, count + 1)
    return { label, key: `${label}\n${count}`, cells, first, index }
  })
}

/** What the rows without figures right above say of a column; a blank there is reached into from the left or from above. */
function columnLabel({ rows }: Table, index: number, column: number): string {
  const isHead = (row: readonly string[] | undefined) => row !== undefined && !row.some((cell) => FIGURE.test(cell))
  let last = index - 1
  while (last >= 0 && !isHead(rows[last])) last--
  let first = last
  while (first > 0 && isHead(rows[first - 1])) first--
  const heads = rows.slice(Math.max(first, 0), last + 1)
  const parts: string[] = []
  for (const [at, row] of heads.entries()) {
    // Blank with something beneath: the cell to the left reaches over it; with nothing beneath: the one above does.
    const isReached = parts.length === 0 || heads.slice(at + 1).some((below) => (below[column] ?? '') !== '')
    const left = isReached ? row.slice(1, column).findLast((cell) => cell !== '') : undefined
    const part = row[column] || left || ''
    if (part !== '' && parts.at(-1) !== part) parts.push(part)
  }
  return parts.join(' / ')
}
