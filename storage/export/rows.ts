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

/** Figures and checks as src/statistics finds them. */
export interface FoundFigures {
  readonly statistics: readonly {
    readonly form: string
    readonly table: string
    readonly indicator: string
    readonly column: string | null
    readonly value: number | null
    readonly state: string
    readonly unit: string | null
    readonly qualifier: string | null
    readonly scope: string | null
    readonly cumulative: boolean
    readonly raw: string
    readonly source: { readonly kind: string; readonly where: string }
  }[]
  readonly checks: readonly {
    readonly rule: string
    readonly subject: string
    readonly verdict: string
    readonly left: number | string | null
    readonly right: number | string | null
    readonly cause: string | null
  }[]
}

/** What the metadata record of a reading holds: the reading of src/reading, as JSON. */
export interface StoredReading {
  /** The main text; null when the document was never had. */
  readonly text: string | null
  readonly blankLabels: readonly string[]
  readonly flags: readonly { readonly name: string }[]
  /** The agency behind the publisher, with the division it is of. */
  readonly agency?: { readonly division: { readonly code: string } | null; readonly [field: string]: unknown } | null
  /** Of annual reports. */
  readonly statistics?: FoundFigures | null
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
