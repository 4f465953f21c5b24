import type { Database } from 'better-sqlite3'
import type { NamedPlace } from './answers.ts'
import type { CaptureInput } from './commit/capture.ts'
import type { Db } from './db/open.ts'

/** By what a server tells whether an answer is still the same (RFC 9110 section 8.8), as it was written. */
export interface Validators {
  readonly etag: string | null
  readonly modified: string | null
}

/** The last good answer of an address, as far as it can be asked for conditionally. */
export interface Validated extends Validators {
  /** Of its body. */
  readonly sha256: Buffer
  /** Where its body lies: always in a response record. */
  readonly place: NamedPlace
}

/** The value of one line of an answer's head; null when it has none. One character a byte. */
function lineOf(head: string, name: string): string | null {
  const value = new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(head)?.[1]?.trim() ?? ''
  return value === '' ? null : value
}

/**
 * The validators of an answer that may serve as the parent of later repeats: a whole, good, non-empty answer with
 * status 200 to a plain GET. Null for every other answer, and for one that states none. A repeat that is read back from
 * its record has no body there; what it repeats has one.
 */
export function validatorsOf({ exchange, outcome, unchanged, manner = 'http' }: CaptureInput): Validators | null {
  const { status, truncated, body, requestHead, responseHead } = exchange
  const isEmpty = body.byteLength === 0 && unchanged === undefined
  if (outcome !== 'ok' || status !== 200 || truncated !== null || isEmpty || manner !== 'http') return null
  if (Buffer.from(requestHead.subarray(0, 4)).toString('latin1') !== 'GET ') return null
  const head = Buffer.from(responseHead.buffer, responseHead.byteOffset, responseHead.byteLength).toString('latin1')
  const etag = lineOf(head, 'etag')
  const modified = lineOf(head, 'last-modified')
  return etag === null && modified === null ? null : { etag, modified }
}

/** Whether an answer settles what the validators of its address are: a good one to a GET, whether it has any or not. */
export function settlesValidators({ exchange, outcome, manner = 'http' }: CaptureInput): boolean {
  return outcome === 'ok' && exchange.status === 200 && manner === 'http'
}

/** Keeps the validators of an address; a row is written only when something of it has changed. */
export function prepareKeepValidators(db: Database) {
  const forget = db.prepare<[number]>('delete from validator where url = ?')
  const keep = db.prepare<[number, string | null, string | null, number]>(
    `insert into validator (url, etag, modified, payload) values (?, ?, ?, ?)
     on conflict (url) do update set etag = excluded.etag, modified = excluded.modified, payload = excluded.payload
     where etag is not excluded.etag or modified is not excluded.modified or payload != excluded.payload`,
  )
  return (url: number, validators: Validators | null, payload: number): void => {
    if (validators === null) forget.run(url)
    else keep.run(url, validators.etag, validators.modified, payload)
  }
}

interface Row extends Validators, NamedPlace {
  readonly sha256: Buffer
}

/**
 * Looks up what an address may be asked for conditionally by; undefined where nothing is known of it, or where it was not
 * sent in full between two times (ms since 1970).
 */
export function prepareValidated({ raw }: Db): (url: string, from: number, to: number) => Validated | undefined {
  const select = raw.prepare<[string, number, number], Row>(
    `select w.etag, w.modified, p.sha256, f.name, f.state, c.offset, c.length
     from url u join validator w on w.url = u.id join payload p on p.id = w.payload
       join capture c on c.id = p.capture join warc_file f on f.id = c.file
     where u.url = ? and exists (select 1 from capture x where x.url = u.id and x.status = 200
         and x.manner != 'second-look' and x.at between ? and ?)
       and not exists (select 1 from damage x where x.payload = p.id and x.mended_at is null)`,
  )
  return (url, from, to) => {
    const row = select.get(url, from, to)
    if (row === undefined) return undefined
    const { etag, modified, sha256, ...place } = row
    return { etag, modified, sha256, place }
  }
}
