import type { PlacedCapture, PlacedUnit } from '../commit/apply.ts'
import type { CaptureInput } from '../commit/capture.ts'
import type { SeenInput } from '../commit/document.ts'
import type { Note, NotedCapture } from '../commit/note.ts'
import { canRepeat } from '../commit/records.ts'
import type { References } from '../commit/references.ts'
import { type CommitUnit, NOTHING } from '../commit/unit.ts'
import type { KnownPage } from '../known.ts'
import { splitHttpBlock } from '../warc/http-block.ts'
import type { ReadRecord } from '../warc/reader.ts'
import type { Place } from '../warc/writer.ts'
import { type Entry, profileOf, type UnitFault } from './units.ts'

/** What is asked of the index that is being made. */
export interface Lookups {
  readonly references: References
  readonly known: (url: string, sha256: Buffer, status: number) => KnownPage | undefined
}

/** An answer of the unit: a response, or a revisit of one. */
interface Answer {
  readonly record: ReadRecord
  readonly place: Place
  readonly url: string
  readonly status: number
  readonly sha256: Buffer
}

const NOTHING_SENT = Buffer.alloc(0)

/** What stands for the request of a repeat, which is not kept: it tells the method. */
const requestLine = (method: string) => Buffer.from(`${method} `)

/**
 * A unit as it was committed, from its records and its note.
 *
 * @returns a word on what is missing where it cannot be made again
 */
export function placedUnit(note: Note, entries: readonly Entry[], lookups: Lookups): PlacedUnit | UnitFault {
  const answers = answersOf(entries, lookups.references)
  if (typeof answers === 'string') return answers
  const seen = note.seen ? seenOf(answers, lookups) : null
  const noted = note.seen ? answers.map((answer) => repeatOf(answer, seen)) : (note.captures ?? [])
  if (noted.length !== answers.length) return `of ${noted.length} answers of its unit ${answers.length} are there`
  const captures = answers.map((answer, index) => captureOf(answer, noted[index], entries))
  const unit = unitOf(note, captures, seen?.input ?? null, lookups.references)
  if (typeof unit === 'string') return unit
  const placeOf = (profile: string) => entries.find(({ record }) => record !== null && profileOf(record) === profile)
  return {
    unit: { ...unit, resources: resourcesOf(entries) },
    captures,
    resourcePlaces: entries.filter(isResource).map(({ place }) => place),
    readingPlace: placeOf('nianbao-reading')?.place ?? null,
    fileTextPlace: placeOf('nianbao-file')?.place ?? null,
    seriesPlace: placeOf('nianbao-series')?.place ?? null,
  }
}

function answersOf(entries: readonly Entry[], references: References): Answer[] | UnitFault {
  const answers: Answer[] = []
  for (const { record, place } of entries) {
    const type = record?.fields.get('warc-type')
    if (record === null || (type !== 'response' && type !== 'revisit')) continue
    const url = record.fields.get('warc-target-uri') ?? ''
    const sha256 = sha256Of(record, references)
    if (sha256 === null) return 'the original that it refers to is not there'
    const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(record.block.toString('latin1', 0, 32))?.[1] ?? 0)
    answers.push({ record, place, url, status, sha256 })
  }
  return answers
}

/** The digest of the payload: as the record has it, or of what it refers to. */
function sha256Of({ fields }: ReadRecord, references: References): Buffer | null {
  const stated = /^sha256:([0-9a-f]{64})$/.exec(fields.get('warc-payload-digest') ?? '')?.[1]
  if (stated !== undefined) return Buffer.from(stated, 'hex')
  const at = Date.parse(fields.get('warc-refers-to-date') ?? '')
  return references.sha256(fields.get('warc-refers-to-target-uri') ?? '', at) ?? null
}

interface Seen {
  readonly input: SeenInput
  readonly encoding: string | null
}

function seenOf(answers: readonly Answer[], { known }: Lookups): Seen | null {
  const answer = answers.at(-1)
  const page =
    answer === undefined ? undefined : known(answer.url, answer.sha256, answer.status === 304 ? 200 : answer.status)
  if (page === undefined) return null
  const { document, version, views, encoding } = page
  return { input: { document, version, views }, encoding }
}

/** The repeat of a known document is good, and what that was it is too. */
function repeatOf({ status }: Answer, seen: Seen | null): NotedCapture {
  const outcome = status === 304 ? 'not-modified' : 'ok'
  return { outcome, reason: null, mediaType: null, encoding: seen?.encoding ?? null }
}

function captureOf(answer: Answer, noted: NotedCapture | undefined, entries: readonly Entry[]): PlacedCapture {
  const { record, place, url, status, sha256 } = answer
  const { fields, block } = record
  const { head, body } = splitHttpBlock(block)
  const isResponse = fields.get('warc-type') === 'response'
  const { method = 'GET', ...told } = noted ?? repeatOf(answer, null)
  const kept = requestOf(entries, fields.get('warc-record-id') ?? '')
  const exchange = {
    url,
    requestHead: isResponse ? kept : requestLine(method),
    requestBody: NOTHING_SENT,
    responseHead: head,
    body,
    status,
    address: fields.get('warc-ip-address') ?? '',
    startedAt: new Date(fields.get('warc-date') ?? 0),
    truncated: truncationOf(fields.get('warc-truncated')),
  }
  const input: CaptureInput = {
    exchange,
    ...told,
    ...(isResponse ? {} : { unchanged: sha256 }),
  }
  return { input, sha256, place, isOriginal: isResponse && canRepeat(input) }
}

function truncationOf(stated: string | undefined): CaptureInput['exchange']['truncated'] {
  return stated === 'length' || stated === 'time' || stated === 'disconnect' ? stated : null
}

function requestOf(entries: readonly Entry[], answer: string): Buffer {
  const request = entries.find(({ record }) => record?.fields.get('warc-concurrent-to') === answer && isRequest(record))
  return request?.record === null || request === undefined ? NOTHING_SENT : splitHttpBlock(request.record.block).head
}

function isRequest(record: ReadRecord): boolean {
  return record.fields.get('warc-type') === 'request'
}

function isResource({ record }: Entry): boolean {
  return record?.fields.get('warc-type') === 'resource'
}

function resourcesOf(entries: readonly Entry[]): CommitUnit['resources'] {
  return entries.filter(isResource).flatMap(({ record }) => {
    const [, kind, url] = /^urn:(dom|screenshot):(.*)$/s.exec(record?.fields.get('warc-target-uri') ?? '') ?? []
    if (record === null || url === undefined) return []
    const mediaType = record.fields.get('content-type') ?? ''
    const at = new Date(record.fields.get('warc-date') ?? 0)
    return [{ kind: kind === 'dom' ? 'dom' : 'screenshot', url, at, mediaType, bytes: record.block } as const]
  })
}

/** What a unit said beside its captures, rows named by what lies in the files found again. */
function unitOf(
  note: Note,
  captures: readonly PlacedCapture[],
  seen: SeenInput | null,
  references: References,
): CommitUnit | UnitFault {
  const { visit, document: noted, reread, fileText, series, captures: _c, seen: _s, records: _r, ...told } = note
  const document = noted === undefined ? null : { ...noted, reading: { ...noted.reading, json: '' } }
  const inputs = captures.map(({ input }) => input)
  const url = document?.url ?? inputs.at(-1)?.exchange.url ?? ''
  const unit = {
    ...NOTHING,
    ...told,
    visit,
    url,
    request: null,
    captures: inputs,
    document,
    seen,
    end: null,
    host: null,
  }
  if (reread !== undefined) {
    const row = references.version(url, reread.version)
    if (row === undefined) return 'the version that it was read anew for is not there'
    return { ...unit, reread: { ...row, recordId: reread.recordId, at: new Date(reread.at) } }
  }
  if (fileText !== undefined) {
    const payload = references.payload(fileText.sha256)
    if (payload === undefined) return 'the file that it tells the text of is not there'
    return { ...unit, fileText: { ...fileText, payload, at: new Date(fileText.at), json: '' } }
  }
  if (series === undefined) return unit
  const [report, previous] = [references.reading(series.reading), references.reading(series.previous)]
  if (report === undefined || previous === undefined) return 'a report that it compares is not there'
  return { ...unit, series: { ...series, ...report, previous: previous.reading, at: new Date(series.at), json: '' } }
}
