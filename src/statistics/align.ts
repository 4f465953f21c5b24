import type { FormRow } from './forms.ts'
import { coreOf, isWithin, numberOf, resembles } from './labels.ts'

interface Known {
  readonly row: FormRow
  readonly core: string
  /** Another row's label contains this one: with characters lost, that row would read as this. */
  readonly confusable: boolean
}

/** The rows of one form, made ready for recognising labels. */
export interface RowIndex {
  readonly known: readonly Known[]
  readonly byCore: ReadonlyMap<string, readonly number[]>
}

/** Makes the rows of a form, in its order, ready for `align` and `exactRows`. */
export function indexRows(rows: readonly FormRow[]): RowIndex {
  const cores = rows.map(({ label }) => coreOf(label))
  const byCore = new Map<string, number[]>()
  for (const [at, core] of cores.entries()) byCore.set(core, [...(byCore.get(core) ?? []), at])
  const known = rows.map((row, at): Known => {
    const core = cores[at] ?? ''
    return { row, core, confusable: cores.some((other) => other !== core && isWithin(core, other)) }
  })
  return { known, byCore }
}

/** Whether a label is word for word (notes, numbering and punctuation aside) that of a row. */
export function isExact(index: RowIndex, label: string): boolean {
  return index.byCore.has(coreOf(label))
}

interface Item {
  readonly exact: readonly number[]
  /** Rows that the label resembles; found when asked for, since most labels are exact. */
  readonly weak: () => readonly number[]
}

function itemOf(index: RowIndex, label: string): Item {
  const core = coreOf(label)
  const same = index.byCore.get(core) ?? []
  const number = numberOf(label)
  const contradicts = (at: number): boolean => {
    const known = index.known[at]
    return known?.confusable === true && number !== null && known.row.number !== null && known.row.number !== number
  }
  const exact = same.filter((at) => !contradicts(at))
  const weak = (): number[] =>
    index.known.flatMap(({ core: official }, at) => (!same.includes(at) && resembles(core, official) ? [at] : []))
  return { exact, weak }
}

/** The longest run of items whose single exact rows ascend, as item → row. */
function anchors(items: readonly Item[]): Map<number, number> {
  const single = items.flatMap(({ exact }, item) => {
    const row = exact[0]
    return exact.length === 1 && row !== undefined ? [{ item, row }] : []
  })
  const best: { length: number; before: number }[] = []
  for (const [at, { row }] of single.entries()) {
    let length = 1
    let before = -1
    for (let earlier = 0; earlier < at; earlier++) {
      const chain = best[earlier]
      const under = single[earlier]
      if (chain !== undefined && under !== undefined && under.row < row && chain.length >= length) {
        length = chain.length + 1
        before = earlier
      }
    }
    best.push({ length, before })
  }
  const longest = best.reduce((most, { length }) => Math.max(most, length), 0)
  let at = best.findIndex(({ length }) => length === longest)
  const found = new Map<number, number>()
  while (at >= 0) {
    const { item, row } = single[at] ?? { item: -1, row: -1 }
    found.set(item, row)
    at = best[at]?.before ?? -1
  }
  return found
}

/** The rows that an item may be, between the recognised ones before and after it. */
function choices(items: readonly Item[], found: ReadonlyMap<number, number>, item: number, last: number): number[] {
  let low = -1
  let high = last
  for (let before = item - 1; before >= 0 && low < 0; before--) low = found.get(before) ?? -1
  for (let after = item + 1; after < items.length && high === last; after++) high = found.get(after) ?? last
  const free = (row: number): boolean => row > low && row < high
  const exact = (items[item]?.exact ?? []).filter(free)
  return exact.length > 0 ? exact : (items[item]?.weak() ?? []).filter(free)
}

/** The longest form has 65 rows; behind so many labels there is none. Keeps the work small on any page. */
const mostLabels = 500

/** Recognises labels of which no row comes twice. */
function alignOnce(index: RowIndex, labels: readonly string[]): (FormRow | null)[] {
  const items = labels.map((label) => itemOf(index, label))
  const found = anchors(items)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const item of items.keys()) {
      if (found.has(item)) continue
      const [only, ...others] = choices(items, found, item, index.known.length)
      if (only !== undefined && others.length === 0) found.set(item, only)
    }
  }
  const taken = new Set(found.values())
  for (const [item, { exact }] of items.entries()) {
    const row = exact[0]
    if (found.has(item) || row === undefined || exact.length > 1 || taken.has(row)) continue
    if (index.known[row]?.confusable) continue
    found.set(item, row)
    taken.add(row)
  }
  return labels.map((_, item) => index.known[found.get(item) ?? -1]?.row ?? null)
}

/** Where the form begins again: at a label that is exactly the row that was the first to be exact. */
function passes(index: RowIndex, labels: readonly string[]): string[][] {
  let first: number | undefined
  const cut: string[][] = [[]]
  for (const label of labels) {
    const rows = index.byCore.get(coreOf(label))
    const row = rows?.length === 1 ? rows[0] : undefined
    if (row !== undefined && row === first) cut.push([])
    first ??= row
    cut.at(-1)?.push(label)
  }
  return cut
}

/**
 * Recognises a sequence of row labels by what they say and by their order. A label that is exactly one row's is that
 * row; one that fits several rows, or that lost characters, is a row only when its neighbours leave one choice. An
 * exact label out of order counts when no damaged label could read like it and its row was not seen elsewhere. A form that
 * is there twice is recognised twice.
 *
 * @returns a row for each label, or null where it is none of the form's or cannot be told
 */
export function align(index: RowIndex, labels: readonly string[]): (FormRow | null)[] {
  return passes(index, labels).flatMap((pass) => {
    const rows = alignOnce(index, pass.slice(0, mostLabels))
    return pass.map((_, at) => rows[at] ?? null)
  })
}
