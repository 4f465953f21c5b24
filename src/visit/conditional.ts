import { archivedExchange } from '../../crawlers/fetch/archived.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { readPlace } from '../../storage/answers.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import type { CaptureInput } from '../../storage/commit/unit.ts'
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

/** A capture of what a 304 stands for as the capture of the 304 itself. */
export function asUnchanged(capture: CaptureInput, exchange: Exchange, { sha256 }: Validated): CaptureInput {
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
