import { isCell, isFilledCell } from '../cells.ts'
import type { FoundRow } from '../figures.ts'
import type { LaterForm } from '../forms.ts'
import { coreOf, plain } from '../labels.ts'
import type { TextTable } from '../statistic.ts'
import { anyFilled, type Columns, headerGroups, lineOf, pick, scopeOf } from './shape.ts'

const clear = new Set(['结果维持', '结果纠正', '其他结果', '尚未审结'])

/** The columns of each block of five in a header row; null when the row is not one of 结果维持 … 总计. */
function blocksOf(form: LaterForm, row: readonly string[]): Columns[][] | null {
  if (row.filter((text) => clear.has(coreOf(text))).length < 2) return null
  const start = row.findIndex((text) => coreOf(text) === clear.values().next().value)
  const groups = start < 0 ? [] : headerGroups(row, start)
  const names = form.t4.columns.map(({ label }) => label)
  const agree = groups.every(({ text }, at) => {
    const core = coreOf(text) === '合计' ? '总计' : coreOf(text)
    return core.length >= 2 && names[at % names.length]?.startsWith(core)
  })
  const count = groups.length / names.length
  if (!agree || !Number.isInteger(count) || count > form.t4.blocks.length) return null
  return Array.from({ length: count }, (_, block) =>
    groups.slice(block * names.length, (block + 1) * names.length).map(({ columns }) => columns),
  )
}

function blockNamed(text: string): string | null {
  const words = plain(text)
  if (words.includes('未经复议')) return 'lit_direct'
  if (words.includes('复议后')) return 'lit_after'
  return /^(?:行政)?复议$|行政复议(?!.*诉讼)/.test(words) ? 'recon' : null
}

/** What the rows above say of a column; in tables whose spans are not filled the text stands further left. */
function namedAbove(above: readonly (readonly string[])[], column: number): string | null {
  for (const row of above.toReversed()) {
    const at = row.findLastIndex((text, place) => place <= column && text !== '')
    const name = blockNamed(row[at] ?? '')
    if (name !== null) return name
  }
  return null
}

/** The key of each block, and whether only their order told it; null when it cannot be told. */
function keysOf(
  form: LaterForm,
  blocks: readonly Columns[][],
  above: readonly (readonly string[])[],
  caption: string | null,
): { keys: readonly string[]; byPosition: boolean } | null {
  const order = form.t4.blocks.map(({ key }) => key)
  const named = blocks.map(([first]) => namedAbove(above, first?.[0] ?? 0))
  if (named.every((name) => name !== null) && new Set(named).size === named.length)
    return { keys: named.filter((name) => name !== null), byPosition: false }
  const agrees = named.every((name, at) => name === null || name === order[at])
  if (blocks.length === order.length && agrees) return { keys: order, byPosition: true }
  const only = blocks.length === 1 ? blockNamed(caption ?? '') : null
  return only === null ? null : { keys: [only], byPosition: false }
}

/** A header row with the heads from the row above where it is blank: spans of two rows in a table that does not fill them. */
function withHeadsAbove(row: readonly string[], above: readonly string[] | undefined): string[] {
  const isHead = (text: string): boolean => clear.has(coreOf(text)) || coreOf(text) === '总计'
  return row.map((text, at) => (text === '' && isHead(above?.[at] ?? '') ? (above?.[at] ?? '') : text))
}

function readTable4(form: LaterForm, table: TextTable): FoundRow[] {
  return table.rows.flatMap((row, at): FoundRow[] => {
    const blocks = blocksOf(form, withHeadsAbove(row, table.rows[at - 1]))
    if (blocks === null) return []
    const below = blocks.length === 1 ? blocksBelow(form, table, at, blocks[0] ?? []) : []
    if (below.length > 1) return below
    const told = keysOf(form, blocks, table.rows.slice(Math.max(0, at - 3), at), table.caption)
    const places = blocks.flat()
    const data = table.rows
      .slice(at + 1)
      .find((cells) => places.some((place) => isFilledCell(pick(cells, place) ?? '')))
    const first = places[0]?.[0] ?? 0
    const kept = data === undefined || places.every((place) => isCell(pick(data, place) ?? ''))
    // A figure left or right of the columns: the row does not keep to the header.
    const outside = data?.some(
      (text, column) => isFilledCell(text) && (column < first || column > (places.at(-1)?.at(-1) ?? 0)),
    )
    const sure = told !== null && kept && outside !== true
    return blocks.map((columns, block): FoundRow => {
      const key = told?.keys[block] ?? form.t4.blocks[block]?.key ?? ''
      return {
        table: 't4',
        indicator: key,
        label: form.t4.blocks.find((named) => named.key === key)?.label ?? key,
        parent: null,
        heading: false,
        slots: form.t4.columns.map((column, slot) => ({
          column: column.key,
          text: sure ? (data === undefined ? '' : pick(data, columns[slot] ?? [])) : null,
          unit: null,
        })),
        byPosition: told?.byPosition ?? true,
        scope: scopeOf(table),
        where: table.where,
        rest: lineOf(data ?? []),
      }
    })
  })
}

/** The blocks as rows under one head of five: each row is told by the words left of its figures. */
function blocksBelow(form: LaterForm, table: TextTable, at: number, columns: readonly Columns[]): FoundRow[] {
  const first = columns[0]?.[0] ?? 0
  const last = columns.at(-1)?.at(-1) ?? 0
  const found = table.rows.slice(at + 1).flatMap((row): FoundRow[] => {
    const label = row.slice(0, first).findLast((text) => text !== '') ?? ''
    const key = blockNamed(label)
    const cells = columns.map((places) => pick(row, places))
    if (key === null || !cells.every((text) => isCell(text ?? '')) || anyFilled(row.slice(last + 1))) return []
    return [
      {
        table: 't4',
        indicator: key,
        label,
        parent: null,
        heading: false,
        slots: form.t4.columns.map((column, slot) => ({ column: column.key, text: cells[slot] ?? null, unit: null })),
        byPosition: false,
        scope: scopeOf(table),
        where: table.where,
        rest: lineOf(row.slice(first)),
      },
    ]
  })
  return new Set(found.map(({ indicator }) => indicator)).size === found.length ? found : []
}

/** Reads table 4, reconsideration and litigation: one row under three blocks of five, a table a block, or a row a block. */
export function readGrid4(form: LaterForm, tables: readonly TextTable[]): FoundRow[] {
  return tables.flatMap((table) => readTable4(form, table))
}
