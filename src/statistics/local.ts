import { isExact, type RowIndex } from './align.ts'
import type { FormRow } from './forms.ts'
import { coreOf } from './labels.ts'

/** The name of a row that the form does not have: under the heading or the sum in whose part of the table it stands. */
export function localRow(before: FormRow | null, label: string): FormRow {
  const parent = before === null ? 'local' : before.kind === 'head' ? before.key : (before.parent ?? before.key)
  return { key: `${parent}:${coreOf(label)}`, label, unit: null, parent, kind: 'value', number: null }
}

/** A label above this, in characters, is prose. */
const longestLabel = 60

/** Whether a label may be that of a row which the form does not have: a short text that is not one of its rows again. */
export function isLocal(index: RowIndex, label: string): boolean {
  return coreOf(label) !== '' && label.length <= longestLabel && !isExact(index, label)
}
