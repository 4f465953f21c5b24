import { type NamedPlace, readPlace } from '../answers.ts'
import type { ReadableArchive } from '../archive.ts'
import { ArchiveRecordError } from '../errors.ts'

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

/** A record that could not be read back, and the address of the page or file that it tells of. */
export interface UnreadRecord {
  readonly url: string
  readonly file: string
  readonly offset: number
  readonly what: string
  readonly error: ArchiveRecordError
}

/** Told of each record that cannot be read; what it returns from is done without the record. */
export type OnUnread = (record: UnreadRecord) => void

/** For those who can do nothing without a record. */
export const throwUnread: OnUnread = ({ error }) => {
  throw error
}

/** What is read; null when its record is damaged, which is told. */
export async function orUnread<T>(url: string, read: Promise<T>, onUnread: OnUnread): Promise<T | null> {
  try {
    return await read
  } catch (error) {
    if (!(error instanceof ArchiveRecordError)) throw error
    const { file, offset, what } = error
    onUnread({ url, file, offset, what, error })
    return null
  }
}

/** Reads a whole reading back from its WARC record. Throws ArchiveRecordError when the record is damaged. */
export async function readReading(archive: ReadableArchive, place: NamedPlace): Promise<StoredReading> {
  const { block } = await readPlace(archive, place)
  return JSON.parse(block.toString('utf8'))
}
