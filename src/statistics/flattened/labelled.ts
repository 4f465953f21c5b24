import { align, isExact, type RowIndex } from '../align.ts'
import type { FormRow } from '../forms.ts'
import type { Stream, StreamCell } from './stream.ts'

/** A label in a stream: a row of the form, or null for a text between rows that is none. */
export interface Labelled {
  readonly at: number
  readonly text: string
  readonly row: FormRow | null
}

/**
 * Whether the row that follows a label in the form follows it in the text. Where repeated lines were dropped, a label
 * may be gone with them, and what stands behind the one before it may be the lost row's.
 */
export function isFollowed(index: RowIndex, labels: readonly Labelled[], item: number): boolean {
  const here = index.known.findIndex(({ row }) => row === labels[item]?.row)
  const next = labels[item + 1]
  return next === undefined || here < 0 || next.row === (index.known[here + 1]?.row ?? null)
}

/** The wording of a cell that is a row of the form, if any of its wordings is. */
function wording(index: RowIndex, cell: StreamCell): string {
  return cell.labels.find((label) => isExact(index, label)) ?? cell.labels[0] ?? ''
}

/**
 * The labels of a stream between the first and the last row that is surely one of the form.
 *
 * @param isHeader whether a cell is a column header, which is no row though it may read like one (其他, 总计)
 */
export function labelsOf(index: RowIndex, stream: Stream, isHeader: (at: number) => boolean): Labelled[] {
  const texts = stream.cells.flatMap((cell, at) =>
    cell.kind === 'label' && !isHeader(at) ? [{ at, text: wording(index, cell) }] : [],
  )
  const first = texts.findIndex(({ text }) => isExact(index, text))
  const last = texts.findLastIndex(({ text }) => isExact(index, text))
  // A row with lost characters may stand before the first sure one or behind the last.
  const inside = first < 0 ? [] : texts.slice(Math.max(0, first - 3), last + 4)
  const rows = align(
    index,
    inside.map(({ text }) => text),
  )
  const labelled = inside.map(({ at, text }, item): Labelled => ({ at, text, row: rows[item] ?? null }))
  const from = labelled.findIndex(({ row }) => row !== null)
  const to = labelled.findLastIndex(({ row }) => row !== null)
  return from < 0 ? [] : labelled.slice(from, to + 1)
}
