import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import {
  exchangeRecords,
  fileTextRecord,
  NOTE,
  noteRecord,
  type Original,
  readingRecord,
  resourceRecord,
  seriesRecord,
} from '../warc/build.ts'
import { compress, serialize, type WarcRecord } from '../warc/record.ts'
import type { Place } from '../warc/writer.ts'
import type { PlacedUnit } from './apply.ts'
import type { CaptureInput } from './capture.ts'
import type { DocumentInput } from './document.ts'
import { noteOf, noteText } from './note.ts'
import { prepareReferences, type References } from './references.ts'
import type { Statements } from './statements.ts'
import type { CommitUnit } from './unit.ts'

interface BuiltCapture {
  readonly input: CaptureInput
  readonly sha256: Buffer
  /** How many records it takes. */
  readonly records: number
  /** Whether its body may serve as the original of later revisits: it is stored here, whole and good. */
  readonly isOriginal: boolean
}

/** A note of so many characters stands in the head of a record; tools expect no long ones there. */
const INLINE_NOTE = 256

/** A unit with its records, compressed. */
export interface Built {
  readonly unit: CommitUnit
  readonly captures: readonly BuiltCapture[]
  readonly hasReading: boolean
  readonly members: readonly Buffer[]
}

/** What a group leaves behind so far, beside what the index has. */
interface Planned {
  /** The payloads that it stores, by sha256 (hex). */
  readonly stored: Map<string, Original>
  /** The documents that it has read, by their addresses. */
  readonly read: Map<string, Read>
}

type Read = Pick<DocumentInput, 'url' | 'contentHash'> & { readonly reading: { readonly digest: string } }

export interface RecordOptions {
  readonly newId: () => string
  readonly now: () => Date
}

/** Makes the WARC records of units, by what the index knows already. */
export class UnitRecords {
  readonly #db: Database
  readonly #statements: Statements
  readonly #references: References
  readonly #options: RecordOptions

  constructor(db: Database, statements: Statements, options: RecordOptions) {
    this.#db = db
    this.#statements = statements
    this.#references = prepareReferences(db)
    this.#options = options
  }

  /** The records of a group, in the order of staging. What the index knows is asked for all units in one go. */
  of(group: readonly CommitUnit[]): Promise<Built[]> {
    const planned: Planned = { stored: new Map(), read: new Map() }
    const plans = this.#db.transaction(() => group.map((unit) => this.#plan(unit, planned)))()
    return Promise.all(
      plans.map(async ({ records, ...plan }) => {
        return { ...plan, members: await Promise.all(records.map((record) => compress(serialize(record)))) }
      }),
    )
  }

  /** @param planned what the units before it in its group leave behind; what this one does is added */
  #plan(unit: CommitUnit, { stored, read }: Planned) {
    const records: WarcRecord[] = []
    let answer = unit.reread?.recordId ?? ''
    const captures = unit.captures.map((input): BuiltCapture => {
      const { exchange } = input
      const sha256 = input.unchanged ?? hash('sha256', exchange.body, 'buffer')
      const key = sha256.toString('hex')
      const isRepeat = input.unchanged !== undefined || canRepeat(input)
      const original = isRepeat ? (stored.get(key) ?? this.#original(sha256)) : null
      const isOriginal = original === null && canRepeat(input)
      if (isOriginal) stored.set(key, { url: exchange.url, date: exchange.startedAt })
      const built = exchangeRecords(exchange, key, original, this.#options.newId, input.manner)
      answer = built[0]?.id ?? ''
      records.push(...built)
      return { input, sha256, records: built.length, isOriginal }
    })
    for (const resource of unit.resources) records.push(resourceRecord(this.#options.newId(), answer, resource))
    const { document } = unit
    const hasReading = document !== null && this.#isNewReading(document, read.get(document.url))
    if (document !== null) read.set(document.url, document)
    if (document !== null && hasReading) {
      const date = unit.captures.at(-1)?.exchange.startedAt ?? unit.reread?.at ?? new Date(0)
      records.push(readingRecord(this.#options.newId(), date, document.url, answer, document.reading.json))
    }
    if (unit.fileText !== null) records.push(fileTextRecord(this.#options.newId(), unit.fileText))
    if (unit.series !== null) records.push(seriesRecord(this.#options.newId(), unit.series))
    this.#addNote(unit, hasReading, records)
    return { unit, captures, hasReading, records }
  }

  /** Says on the last record of a unit, or in one more, what the index is told of it beside. */
  #addNote(unit: CommitUnit, hasReading: boolean, records: WarcRecord[]): void {
    const note = noteOf(unit, hasReading, this.#references)
    if (note === null) return
    const last = records.at(-1)
    const text = noteText(records.length > 1 ? { ...note, records: records.length } : note)
    if (last !== undefined && text.length <= INLINE_NOTE) {
      records[records.length - 1] = { ...last, fields: [...last.fields, [NOTE, text]] }
      return
    }
    const date = last?.date ?? this.#options.now()
    const whole = records.length === 0 ? note : { ...note, records: records.length + 1 }
    records.push(noteRecord(this.#options.newId(), date, unit.url, noteText(whole)))
  }

  /** Where this payload already lies in the archive; null when it has to be stored. */
  #original(sha256: Buffer): Original | null {
    const known = this.#statements.payload(sha256)
    return known === undefined ? null : { url: known.url, date: new Date(known.at) }
  }

  /** @param before what was read of it just before, in the same group */
  #isNewReading({ url, contentHash, reading }: Read, before: Read | undefined): boolean {
    if (before !== undefined) return before.contentHash !== contentHash || before.reading.digest !== reading.digest
    const known = this.#statements.document(url)
    if (known === undefined) return true
    const latest = this.#statements.latestVersion(known.id)
    if (latest === undefined || latest.contentHash.toString('hex') !== contentHash) return true
    return latest.readingDigest?.toString('hex') !== reading.digest
  }
}

/** Only whole, good, non-empty bodies repeat: an error page is never the original of a report. */
export function canRepeat({ outcome, exchange }: CaptureInput): boolean {
  return outcome === 'ok' && exchange.body.byteLength > 0 && exchange.truncated === null
}

/** Brings a unit together with the places of its records, which lie in the order in which they were built. */
export function placed(built: Built, places: readonly Place[]): PlacedUnit {
  let next = 0
  const captures = built.captures.map(({ input, sha256, records, isOriginal }) => {
    const place = takePlace(places[next], input.exchange.url)
    next += records
    return { input, sha256, place, isOriginal }
  })
  const resourcePlaces = built.unit.resources.map(() => takePlace(places[next++], built.unit.url))
  const readingPlace = built.hasReading ? (places[next++] ?? null) : null
  const fileTextPlace = built.unit.fileText === null ? null : (places[next++] ?? null)
  const seriesPlace = built.unit.series === null ? null : (places[next] ?? null)
  return { unit: built.unit, captures, resourcePlaces, readingPlace, fileTextPlace, seriesPlace }
}

function takePlace(place: Place | undefined, url: string): Place {
  if (place === undefined) throw new RangeError(`no record was written for ${url}`)
  return place
}
