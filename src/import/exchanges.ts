import { headerLines } from '../../crawlers/fetch/archived.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import { splitHttpBlock } from '../../storage/warc/http-block.ts'
import type { AnswerFault, Fault, ForeignRecord } from './records.ts'

/** An answer that somebody else kept. */
export interface ForeignAnswer {
  readonly exchange: Exchange
  /** Of a revisit: by what its body may be found, the surest first. Null for a response. */
  readonly revisited: readonly string[] | null
  /** The names under which revisits may ask for its body. */
  readonly names: readonly string[]
  readonly offset: number
}

const NOTHING_SENT = Buffer.alloc(0)

/** How many requests are remembered until their answer comes: writers put the two side by side. */
const REMEMBERED = 64

/**
 * Brings responses and revisits together with their requests, which some writers put before and some behind them.
 *
 * @param onOther told of each record that is no HTTP exchange
 * @param onFault told of each that says to be one and is none
 */
export async function* answersOf(
  records: AsyncIterable<ForeignRecord>,
  onOther: (type: string) => void,
  onFault: (fault: Fault) => void,
): AsyncGenerator<ForeignAnswer> {
  const requests = new Map<string, Buffer>()
  let held: ForeignRecord | null = null
  for await (const record of records) {
    const type = record.fields.get('warc-type') ?? ''
    if (!isHttp(record) || !['request', 'response', 'revisit'].includes(type)) {
      if (type !== 'warcinfo') onOther(type)
      continue
    }
    const id = record.fields.get('warc-record-id') ?? ''
    const peer = record.fields.get('warc-concurrent-to') ?? ''
    if (type === 'request') {
      if (requests.size >= REMEMBERED) requests.clear()
      for (const key of [id, peer]) if (key !== '') requests.set(key, record.block)
      continue
    }
    if (held !== null) yield* made(held, requests, onFault)
    held = record
  }
  if (held !== null) yield* made(held, requests, onFault)
}

function* made(
  record: ForeignRecord,
  requests: ReadonlyMap<string, Buffer>,
  onFault: (fault: Fault) => void,
): Generator<ForeignAnswer> {
  const { fields } = record
  const request =
    requests.get(fields.get('warc-concurrent-to') ?? '') ?? requests.get(fields.get('warc-record-id') ?? '')
  const answer = answerOf(record, request ?? null)
  if (typeof answer === 'string') onFault({ offset: record.offset, what: answer })
  else yield answer
}

/** HTTP over the web: DNS answers and the like are passed over. */
function isHttp({ fields }: ForeignRecord): boolean {
  const url = uriOf(fields.get('warc-target-uri')) ?? ''
  const type = fields.get('content-type') ?? 'application/http'
  return /^https?:/i.test(url) && URL.canParse(url) && type.toLowerCase().startsWith('application/http')
}

/** WARC 1.0 writers put addresses in angle brackets. */
function uriOf(written: string | undefined): string | null {
  return written?.replace(/^<|>$/g, '') ?? null
}

/** The time that a record states, which is UTC: some writers leave the zone out. Invalid where it states none. */
function timeOf(stated = ''): Date {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/.exec(stated) ?? []
  return new Date(day === undefined ? stated : `${day}T${time}Z`)
}

/** An answer as an exchange; what is wrong with it when it is none. */
function answerOf(record: ForeignRecord, request: Buffer | null): ForeignAnswer | AnswerFault {
  const { fields, block, offset } = record
  const { head, body } = splitHttpBlock(block)
  const status = Number(/^HTTP\/[\d.]+ +(\d{3})/.exec(head.toString('latin1', 0, 64))?.[1] ?? Number.NaN)
  const startedAt = timeOf(fields.get('warc-date'))
  const url = new URL(uriOf(fields.get('warc-target-uri')) ?? '')
  url.hash = ''
  if (Number.isNaN(status)) return 'it begins with no HTTP status line'
  if (Number.isNaN(startedAt.getTime())) return `its WARC-Date is no time: ${fields.get('warc-date') ?? 'it has none'}`
  const headers = headerLines(head)
  const asked = request === null ? null : splitHttpBlock(request)
  const isRevisit = fields.get('warc-type') === 'revisit'
  const exchange: Exchange = {
    url: url.href,
    method: asked?.head.toString('latin1', 0, 5) === 'POST ' ? 'POST' : 'GET',
    requestHead: asked?.head ?? NOTHING_SENT,
    requestBody: asked?.body ?? NOTHING_SENT,
    responseHead: head,
    body: isRevisit ? NOTHING_SENT : unchunked(body, header(headers, 'transfer-encoding')),
    status,
    headers,
    address: fields.get('warc-ip-address') ?? '',
    startedAt,
    duration: 0,
    truncated: truncationOf(fields.get('warc-truncated')),
  }
  const revisited = isRevisit ? revisitedNames(fields) : null
  const names = [
    fields.get('warc-record-id'),
    fields.get('warc-payload-digest'),
    `${url.href} ${startedAt.toISOString()}`,
  ]
  return { exchange, revisited, names: names.filter((name) => name !== undefined), offset }
}

function revisitedNames(fields: ReadonlyMap<string, string>): string[] {
  const url = URL.parse(uriOf(fields.get('warc-refers-to-target-uri') ?? fields.get('warc-target-uri')) ?? '')
  const date = timeOf(fields.get('warc-refers-to-date'))
  const place = url === null || Number.isNaN(date.getTime()) ? undefined : `${url.href} ${date.toISOString()}`
  const names = [fields.get('warc-refers-to'), place, fields.get('warc-payload-digest')]
  return names.filter((name) => name !== undefined)
}

function truncationOf(stated: string | undefined): Exchange['truncated'] {
  if (stated === undefined) return null
  return stated === 'length' || stated === 'time' ? stated : 'disconnect'
}

/**
 * A body with its chunked framing removed (RFC 9112 section 7.1), as our own archives hold it. Some writers have removed
 * it already and left the header: what is no chain of chunks stays as it is.
 */
export function unchunked(body: Buffer, coding: string | null): Buffer {
  if (coding === null || !/\bchunked\b/i.test(coding)) return body
  const parts: Buffer[] = []
  for (let at = 0; at < body.byteLength; ) {
    const lineEnd = body.indexOf('\r\n', at)
    const size =
      lineEnd === -1 ? undefined : /^([0-9a-f]{1,8})[ \t]*(?:;.*)?$/i.exec(body.toString('latin1', at, lineEnd))?.[1]
    if (size === undefined) return body
    const length = Number.parseInt(size, 16)
    if (length === 0) return Buffer.concat(parts)
    const from = lineEnd + 2
    parts.push(body.subarray(from, from + length))
    at = from + length
    if (at < body.byteLength && body.toString('latin1', at, at + 2) !== '\r\n') return body
    at += 2
  }
  return Buffer.concat(parts)
}
