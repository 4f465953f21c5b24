import { crc32 } from 'node:zlib'
import { archivedExchange } from '../../crawlers/fetch/archived.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import { readPlace } from '../../storage/answers.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import type { CaptureInput } from '../../storage/commit/capture.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import type { Validated, Validators } from '../../storage/validators.ts'
import { splitHttpBlock } from '../../storage/warc/http-block.ts'

/** What may be asked for conditionally; a counter is asked for its newest count, and a first page is few. */
const ROLES: ReadonlySet<string> = new Set(['item', 'list', 'attachment', 'requisite'])

/** Whether a request may be answered by what is kept: a plain GET of a page, a list or a file. */
export function canBeConditional({ role, method, manner }: QueuedRequest): boolean {
  return ROLES.has(role) && method === 'GET' && manner === 'http'
}

/** The header lines that ask for an answer only if it is another one (RFC 9110 section 13.1). */
export function conditions({ etag, modified }: Validators): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'If-None-Match': etag }),
    ...(modified === null ? {} : { 'If-Modified-Since': modified }),
  }
}

const DAY = 24 * 3600 * 1000

/**
 * How long a server is believed that says an address is unchanged, ms: some say so for ever, whatever they changed. Two to
 * four months, another time for each address, so that not all are sent again in one visit.
 */
export function trustOf(url: string): number {
  return (60 + (crc32(url) % 60)) * DAY
}

/**
 * Whether a 304 speaks of another answer than the kept one (RFC 9111 section 4.3.4). What a server adds to a tag for a
 * content coding (`-gzip`) makes no other one.
 */
export function isOfAnother({ headers }: Exchange, kept: Validators): boolean {
  const etag = header(headers, 'etag')
  if (etag !== null && kept.etag !== null) return opaque(etag) !== opaque(kept.etag)
  const modified = header(headers, 'last-modified')
  return etag === null && kept.etag === null && modified !== null && modified.trim() !== kept.modified
}

function opaque(etag: string): string {
  return etag
    .trim()
    .replace(/^W\//, '')
    .replace(/(?:-|--|;)(?:gzip|br|zstd|deflate)"$/, '"')
}

/** A capture of what a 304 stands for as the capture of the 304 itself. */
export function asUnchanged(
  capture: CaptureInput,
  exchange: Exchange,
  { sha256 }: Pick<Validated, 'sha256'>,
): CaptureInput {
  return { ...capture, exchange, outcome: 'not-modified', reason: null, unchanged: sha256 }
}

/**
 * The kept answer that a 304 stands for, as if it had been sent now.
 *
 * @throws RangeError when its record is damaged
 */
export async function keptExchange(archive: ReadableArchive, now: Exchange, kept: Validated): Promise<Exchange> {
  const { block } = await readPlace(archive, kept.place)
  const answer = archivedExchange({ url: now.url, status: 200, at: now.startedAt.getTime(), ...splitHttpBlock(block) })
  return { ...answer, address: now.address, duration: now.duration }
}
