import { readPlace } from '../answers.ts'
import type { ReadableArchive } from '../archive.ts'

/** A value of an exported row. */
export type Value = string | number | null | readonly unknown[] | { readonly [key: string]: unknown }

/** One line of an export: fields in a fixed order. */
export type ExportRow = Readonly<Record<string, Value>>

/** The time of a moment in ms since 1970 as exports write it: ISO 8601 in UTC. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}

/** What the metadata record of a reading holds: the reading of src/reading, as JSON. */
export interface StoredReading {
  /** The main text; null when the document was never had. */
  readonly text: string | null
  readonly blankLabels: readonly string[]
  readonly flags: readonly { readonly name: string }[]
  readonly [field: string]: unknown
}

/** Reads a whole reading back from its WARC record. Throws RangeError when the record is damaged. */
export async function readReading(
  archive: ReadableArchive,
  place: { name: string; state: 'open' | 'sealed'; offset: number; length: number },
): Promise<StoredReading> {
  const { block } = await readPlace(archive, place)
  return JSON.parse(block.toString('utf8'))
}
