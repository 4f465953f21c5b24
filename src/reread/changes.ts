import type { StoredReading } from '../../storage/export/rows.ts'
import type { Reading } from '../reading/reading.ts'

/** A field that today's rules read otherwise. Values as they stand in the readings; texts are cut. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** What follows from the rest, or moves by itself, is no change of its own. */
const SILENT: ReadonlySet<string> = new Set(['rules', 'textHash', 'contentHash', 'simhash'])

/**
 * The fields in which two readings of the same bytes differ, in the order of the reading. Where only the evidence of a
 * value differs, the value stands on both sides.
 */
export function changesBetween(before: StoredReading, after: Reading): FieldChange[] {
  // Through JSON, so that both sides have lost the same things (undefined members).
  const now: Record<string, unknown> = JSON.parse(JSON.stringify(after))
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])]
  return names
    .filter((name) => !SILENT.has(name) && JSON.stringify(before[name]) !== JSON.stringify(now[name]))
    .map((field) => ({ field, before: shown(before[field]), after: shown(now[field]) }))
}

/** The value of a field with evidence; anything else as it is. */
function shown(field: unknown): unknown {
  if (typeof field === 'object' && field !== null && 'value' in field) return field.value
  return field ?? null
}
