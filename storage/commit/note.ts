import type { CaptureInput } from './capture.ts'
import type { DocumentInput, FileTextInput, ReadingInput, SeriesInput } from './document.ts'
import type { RecordRef, References } from './references.ts'
import type { CommitUnit } from './unit.ts'

/**
 * What the records of a unit do not tell of it: with the records before it, a note has all that the index is told of a
 * unit, so that the index can be made again from the WARC files alone. Rows are named by what lies in the files.
 */
export interface Note extends Told {
  readonly visit: number
  /** How many records the unit has, this one included where the note is a record of its own. 1 where it is not said. */
  readonly records?: number
  /** In the order of their records; left out where the unit is only the repeat of a known document. */
  readonly captures?: readonly NotedCapture[]
  readonly seen?: true
  readonly document?: NotedDocument
  readonly reread?: { readonly version: RecordRef; readonly recordId: string; readonly at: string }
  readonly fileText?: Omit<FileTextInput, 'payload' | 'json' | 'at'> & { readonly sha256: string; readonly at: string }
  readonly series?: Omit<SeriesInput, 'document' | 'reading' | 'previous' | 'json' | 'at'> & {
    readonly reading: RecordRef
    readonly previous: RecordRef
    readonly at: string
  }
}

/** What the records tell, what notes tell in a form of their own, and what is only work in line. */
type Apart =
  | ('visit' | 'url' | 'request' | 'captures' | 'resources' | 'document' | 'seen' | 'reread' | 'fileText' | 'series')
  | ('requests' | 'whenChanged' | 'end' | 'host')

/** What a note tells just as the unit has it. */
export type Told = Partial<Omit<CommitUnit, Apart>>

export interface NotedCapture extends Pick<CaptureInput, 'outcome' | 'reason' | 'mediaType' | 'encoding' | 'manner'> {
  /** How it was asked, where that was not by GET: the record of a repeat has no request that would tell. */
  readonly method?: string
}

/** A document without the whole of its reading, which has a record of its own where it is new. */
export interface NotedDocument extends Omit<DocumentInput, 'reading'> {
  readonly reading: Omit<ReadingInput, 'json'>
  /** Whether its reading was kept with this unit. */
  readonly isRead: boolean
}

/**
 * The note of a unit; null where nothing of it is kept.
 *
 * @param isRead whether its reading is kept with it
 */
export function noteOf(unit: CommitUnit, isRead: boolean, references: References): Note | null {
  const { visit, captures, seen, document, reread, fileText, series } = unit
  const told = toldOf(unit)
  if (seen !== null) return { visit, seen: true, ...told }
  const note = {
    visit,
    ...(captures.length === 0 ? {} : { captures: captures.map(notedCapture) }),
    ...(document === null ? {} : { document: notedDocument(document, isRead) }),
    ...(reread === null ? {} : { reread: { ...only(reread), version: references.ofVersion(reread.version) } }),
    ...(fileText === null ? {} : { fileText: notedFile(fileText, references) }),
    ...(series === null ? {} : { series: notedSeries(series, references) }),
    ...told,
  }
  return Object.keys(note).length === 1 ? null : note
}

function toldOf(unit: CommitUnit): Told {
  const { visit: _v, url: _u, request: _r, captures: _c, resources: _e, document: _d, seen: _s, ...rest } = unit
  const { reread: _n, fileText: _f, series: _y, requests: _q, whenChanged: _w, end: _x, host: _h, ...told } = rest
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value !== undefined))
}

function notedCapture({ exchange, outcome, reason, mediaType, encoding, manner }: CaptureInput): NotedCapture {
  const method = /^[A-Z]+/.exec(Buffer.from(exchange.requestHead.subarray(0, 8)).toString('latin1'))?.[0] ?? 'GET'
  return {
    ...{ outcome, reason, mediaType, encoding },
    ...(manner === undefined || manner === 'http' ? {} : { manner }),
    ...(method === 'GET' ? {} : { method }),
  }
}

function notedDocument({ reading, ...document }: DocumentInput, isRead: boolean): NotedDocument {
  const { json: _json, ...rest } = reading
  return { ...document, reading: rest, isRead }
}

function only({ recordId, at }: { recordId: string; at: Date }): { recordId: string; at: string } {
  return { recordId, at: at.toISOString() }
}

function notedFile(fileText: FileTextInput, references: References): NonNullable<Note['fileText']> {
  const { payload, json: _json, at, ...rest } = fileText
  return { ...rest, sha256: references.ofPayload(payload), at: at.toISOString() }
}

function notedSeries(series: SeriesInput, references: References): NonNullable<Note['series']> {
  const { document: _document, reading, previous, json: _json, at, ...rest } = series
  return {
    ...rest,
    reading: references.ofReading(reading),
    previous: references.ofReading(previous),
    at: at.toISOString(),
  }
}

/** A note as the value of a named field: ASCII, one line. */
export function noteText(note: Note): string {
  return JSON.stringify(note).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
