import { appendRequestQuery, getSurt, postToGetUrl } from 'warcio/utils'
import { headEnd } from '../warc/http-block.ts'
import type { ReadRecord } from '../warc/reader.ts'

/** Where a record lies in the file that the index speaks of. */
export interface IndexedPlace {
  readonly filename: string
  readonly offset: number
  readonly length: number
}

/** What a POST asked for: a replay finds its answer by the address together with this. */
interface Posted {
  readonly method: string
  readonly requestBody: string
}

interface Pending {
  readonly record: ReadRecord
  readonly place: IndexedPlace
  readonly posted: Posted | null
}

/**
 * Makes CDXJ lines of records as they pass by in the order of their files. An answer is followed by its request, which
 * tells whether it was a POST; a repeat has no request of its own and is asked for as its original was.
 */
export class CdxjLines {
  readonly #give: (line: string) => void
  /** The POSTs whose answers may be repeated, by address and digest. */
  readonly #posts = new Map<string, Posted>()
  #pending: Pending | null = null

  constructor(give: (line: string) => void) {
    this.#give = give
  }

  /** Takes the next record; gives the line of the answer before it, once nothing more can belong to that. */
  take(record: ReadRecord, place: IndexedPlace): void {
    const { fields } = record
    const type = fields.get('warc-type')
    if (type === 'request' && this.#pending !== null) {
      const isOwn = fields.get('warc-concurrent-to') === this.#pending.record.fields.get('warc-record-id')
      if (isOwn) this.#pending = { ...this.#pending, posted: postedBy(record) }
      return
    }
    this.end()
    if (type !== 'response' && type !== 'revisit' && type !== 'resource') return
    const posted = type === 'revisit' ? (this.#posts.get(payloadKey(record)) ?? null) : null
    this.#pending = { record, place, posted }
  }

  /** Gives the line of the last answer. */
  end(): void {
    const pending = this.#pending
    this.#pending = null
    if (pending === null) return
    const { record, place, posted } = pending
    if (posted !== null) this.#posts.set(payloadKey(record), posted)
    this.#give(cdxjLine(record, place, posted))
  }
}

function payloadKey({ fields }: ReadRecord): string {
  return `${fields.get('warc-target-uri')} ${fields.get('warc-payload-digest')}`
}

/**
 * One line of CDXJ: the address as SURT (reversed host, percent-encoded bytes in lower case as they are: a query in GBK
 * stays GBK), the time to the second, and where the record lies. Values are text, as cdxj-indexer writes them.
 */
function cdxjLine({ fields, block }: ReadRecord, place: IndexedPlace, posted: Posted | null): string {
  const url = fields.get('warc-target-uri') ?? ''
  const isHttp = fields.get('content-type')?.startsWith('application/http') ?? false
  const isRevisit = fields.get('warc-type') === 'revisit'
  const head = isHttp ? block.toString('latin1', 0, headEnd(block, 0) ?? block.byteLength) : ''
  const type = isHttp ? /^content-type:[ \t]*([^;\s]*)/im.exec(head)?.[1] : fields.get('content-type')?.split(';')[0]
  const entry = {
    url,
    mime: isRevisit ? 'warc/revisit' : type || 'unk',
    status: isHttp ? (/^HTTP\/\S+ (\d{3})/.exec(head)?.[1] ?? '200') : '200',
    digest: fields.get('warc-payload-digest') ?? '',
    length: String(place.length),
    offset: String(place.offset),
    filename: place.filename,
    ...posted,
  }
  const asked = posted === null ? url : appendRequestQuery(url, posted.requestBody, posted.method)
  return `${getSurt(asked)} ${timestampOf(fields.get('warc-date') ?? '')} ${JSON.stringify(entry)}`
}

/** `2026-11-22T03:00:00.123Z` as the fourteen digits of an index. */
function timestampOf(date: string): string {
  return date.replaceAll(/\D/g, '').slice(0, 14)
}

/** What a request posted, in the words of an index; null for a GET. */
function postedBy({ fields, block }: ReadRecord): Posted | null {
  const end = headEnd(block, 0) ?? block.byteLength
  const [first = '', ...lines] = block.toString('latin1', 0, end).trimEnd().split(/\r?\n/)
  const method = first.split(' ')[0] ?? ''
  if (method === 'GET' || method === '') return null
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const url = fields.get('warc-target-uri') ?? ''
  const request = { method, url, headers, postData: block.toString('utf8', end), requestBody: '' }
  return postToGetUrl(request) ? { method, requestBody: request.requestBody } : { method, requestBody: '' }
}
