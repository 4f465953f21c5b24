import type { Note } from '../commit/note.ts'
import { NOTE } from '../warc/build.ts'
import { type ReadRecord, type RecordFault, readMembers } from '../warc/reader.ts'
import type { Place } from '../warc/writer.ts'

/** A record where it lies; null where it cannot be read. */
export interface Entry {
  readonly place: Place
  readonly record: ReadRecord | null
}

/** The records of one unit, with what they do not tell. Null where there is no note of them. */
export interface KeptUnit {
  readonly entries: readonly Entry[]
  readonly note: Note | null
  /** The byte behind them. */
  readonly end: number
}

/** Why a unit cannot be indexed though its records can be read. */
export type UnitFault =
  | 'nothing tells what it belongs to'
  | `of ${number} answers of its unit ${number} are there`
  | 'the original that it refers to is not there'
  | 'the version that it was read anew for is not there'
  | 'the file that it tells the text of is not there'
  | 'a report that it compares is not there'

type NoteFault = 'the note of its unit is no JSON'

export type SkipFault = RecordFault | NoteFault | UnitFault | 'it cannot be read'

/** A record that cannot be read, or cannot be indexed. */
export interface Skipped {
  readonly file: string
  readonly offset: number
  readonly what: SkipFault
}

/** No unit has so many records. */
const MOST_RECORDS = 256

/** The profile of a metadata record: `nianbao-reading`, `nianbao-file`…; null for any other record. */
export function profileOf({ fields }: ReadRecord): string | null {
  if (fields.get('warc-type') !== 'metadata') return null
  return /profile=([\w-]+)/.exec(fields.get('content-type') ?? '')?.[1] ?? null
}

/**
 * The units of one WARC file in the order of their commit. Records of which no note tells are given in one piece before
 * the next unit, or at the end of the file.
 *
 * @param file its serial number
 * @param end read up to this byte
 */
export async function* unitsOf(
  path: string,
  file: number,
  end: number,
  onDamage: (offset: number, what: SkipFault) => void,
): AsyncGenerator<KeptUnit> {
  let pending: Entry[] = []
  for await (const { offset, length, record, what } of readMembers(path, end)) {
    if (record === null) onDamage(offset, what ?? 'it cannot be read')
    if (record?.fields.get('warc-type') === 'warcinfo') continue
    pending.push({ place: { file, offset, length }, record })
    const note = record === null ? null : readNote(record)
    if (note === null) {
      // A file from before there were notes is not gathered in memory.
      if (pending.length < 2 * MOST_RECORDS) continue
      yield { entries: pending.slice(0, -MOST_RECORDS), note: null, end: offset }
      pending = pending.slice(-MOST_RECORDS)
      continue
    }
    if (typeof note === 'string') {
      onDamage(offset, note)
      continue
    }
    const own = Math.max(pending.length - (note.records ?? 1), 0)
    if (own > 0) yield { entries: pending.slice(0, own), note: null, end: offset }
    yield { entries: pending.slice(own), note, end: offset + length }
    pending = []
  }
  if (pending.length > 0) yield { entries: pending, note: null, end }
}

/** The note that a record carries or is; null when it has none, a word when it cannot be read. */
function readNote(record: ReadRecord): Note | NoteFault | null {
  const text =
    profileOf(record) === 'nianbao-unit' ? record.block.toString('utf8') : record.fields.get(NOTE.toLowerCase())
  if (text === undefined) return null
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return 'the note of its unit is no JSON'
  }
}
