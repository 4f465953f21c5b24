import type { CapturedExchange, ResourceInput } from '../commit/capture.ts'
import type { FileTextInput, SeriesInput } from '../commit/document.ts'
import type { RequestManner } from '../commit/request.ts'
import { digest, REVISIT_IDENTICAL, REVISIT_NOT_MODIFIED, type WarcRecord } from './record.ts'
import { securityFields } from './security.ts'

/** The named field that tells an answer to a second look, which is no observation of the document. */
export const MANNER = 'Nianbao-Manner'

/** Makes the ids of records. */
export type RecordId = () => string

/**
 * Record ids as UUIDs of version 8 (RFC 9562 section 5.8): a serial number and 48 random bits of this run. They are as
 * unique as random ones across runs, and compress better, which matters where a whole record takes 500 bytes.
 *
 * @param run twelve random hex digits
 */
export function recordIds(run: string): RecordId {
  let serial = 0
  return () => {
    serial++
    return `<urn:uuid:${serial.toString(16).padStart(8, '0')}-0000-8000-8000-${run}>`
  }
}

/** The capture that a revisit points to: always an original response, never itself a revisit. */
export interface Original {
  readonly url: string
  readonly date: Date
}

/** The record that opens every file: who wrote it, and in which format. */
export function warcinfo(id: string, date: Date, filename: string, software: string): WarcRecord {
  const text = [
    `software: ${software}`,
    'format: WARC File Format 1.1',
    'conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    'robots: classic',
  ]
  return {
    type: 'warcinfo',
    id,
    date,
    fields: [
      ['WARC-Filename', filename],
      ['Content-Type', 'application/warc-fields'],
    ],
    block: [Buffer.from(`${text.join('\r\n')}\r\n`)],
  }
}

/**
 * The records of one exchange, the answer first. A repeated payload gives a single `revisit` (its request differs from
 * the original's in nothing that matters, so it is not kept again); everything else gives a response and its request. A
 * second look keeps its request always, for that is where it differs, and its answer says what it is.
 *
 * @param sha256 of the body, hex
 * @param original where this payload already lies; null stores the body
 */
export function exchangeRecords(
  exchange: CapturedExchange,
  sha256: string,
  original: Original | null,
  newId: RecordId,
  manner: RequestManner = 'http',
): WarcRecord[] {
  const id = newId()
  // A 304 says nothing of a payload that was sent; what it refers to has the digest (WARC 1.1 section 6.7.3).
  const isUnsent = original !== null && exchange.status === 304
  const fields = common(exchange, isUnsent ? null : `sha256:${sha256}`, manner)
  const answer = original === null ? response(id, exchange, fields) : revisit(id, exchange, original, fields)
  // What somebody else kept may come without its request; none is made up.
  if ((original !== null && manner !== 'second-look') || exchange.requestHead.byteLength === 0) return [answer]
  const request: WarcRecord = {
    type: 'request',
    id: newId(),
    date: exchange.startedAt,
    fields: [
      ['WARC-Target-URI', exchange.url],
      ['WARC-Concurrent-To', id],
      ['Content-Type', 'application/http; msgtype=request'],
    ],
    block: [exchange.requestHead, exchange.requestBody],
  }
  return [answer, request]
}

type Fields = readonly (readonly [name: string, value: string])[]

function response(id: string, exchange: CapturedExchange, fields: Fields): WarcRecord {
  return {
    type: 'response',
    id,
    date: exchange.startedAt,
    fields: [
      ...fields,
      ...(exchange.truncated === null ? [] : ([['WARC-Truncated', exchange.truncated]] as const)),
      ['Content-Type', 'application/http; msgtype=response'],
    ],
    block: [exchange.responseHead, exchange.body],
  }
}

function revisit(id: string, exchange: CapturedExchange, original: Original, fields: Fields): WarcRecord {
  return {
    type: 'revisit',
    id,
    date: exchange.startedAt,
    fields: [
      ...fields,
      ['WARC-Profile', exchange.status === 304 ? REVISIT_NOT_MODIFIED : REVISIT_IDENTICAL],
      ['WARC-Refers-To-Target-URI', original.url],
      ['WARC-Refers-To-Date', original.date.toISOString()],
      // The message type is optional where the first line tells it (RFC 9112 section 10.2).
      ['Content-Type', 'application/http'],
    ],
    block: [exchange.responseHead],
  }
}

function common(exchange: CapturedExchange, payload: string | null, manner: RequestManner): [string, string][] {
  return [
    ['WARC-Target-URI', exchange.url],
    ['WARC-IP-Address', exchange.address],
    ...(payload === null ? [] : ([['WARC-Payload-Digest', payload]] as [string, string][])),
    ...securityFields(exchange.tls ?? null),
    ...(manner !== 'http' ? ([[MANNER, manner]] as [string, string][]) : []),
  ]
}

/**
 * What a browser made of a page, as a resource record. Its address is the page's under a scheme of its own, as
 * browsertrix writes them (`urn:dom:…`, `urn:screenshot:…`), so that no replay takes it for the page.
 */
export function resourceRecord(id: string, concurrentTo: string, resource: ResourceInput): WarcRecord {
  const { kind, url, at, mediaType, bytes } = resource
  return {
    type: 'resource',
    id,
    date: at,
    fields: [
      ['WARC-Target-URI', `urn:${kind}:${url}`],
      ['WARC-Concurrent-To', concurrentTo],
      ['WARC-Payload-Digest', digest(bytes)],
      ['Content-Type', mediaType],
    ],
    block: [bytes],
  }
}

/** What a file says, as a metadata record that refers to the response that holds the file. */
export function fileTextRecord(id: string, { at, url, recordId, json }: FileTextInput): WarcRecord {
  return metadata(id, at, url, recordId, 'nianbao-file', json)
}

/** A reading as a metadata record that refers to the response it was read from. */
export function readingRecord(id: string, date: Date, url: string, refersTo: string, json: string): WarcRecord {
  return metadata(id, date, url, refersTo, 'nianbao-reading', json)
}

/** A report's figures beside those of the year before, as a metadata record; it tells both addresses itself. */
export function seriesRecord(id: string, { at, url, json }: SeriesInput): WarcRecord {
  return metadata(id, at, url, null, 'nianbao-series', json)
}

/** The named field that holds the note of a unit, on its last record; a long note is a record of its own behind it. */
export const NOTE = 'Nianbao-Unit'

/** What the records before it do not tell of their unit. */
export function noteRecord(id: string, date: Date, url: string, json: string): WarcRecord {
  return metadata(id, date, url, null, 'nianbao-unit', json)
}

function metadata(
  id: string,
  date: Date,
  url: string,
  refersTo: string | null,
  profile: string,
  json: string,
): WarcRecord {
  return {
    type: 'metadata',
    id,
    date,
    fields: [
      ['WARC-Target-URI', url],
      ...(refersTo === null ? [] : ([['WARC-Refers-To', refersTo]] as const)),
      ['Content-Type', `application/json; profile=${profile}`],
    ],
    block: [Buffer.from(json, 'utf8')],
  }
}
