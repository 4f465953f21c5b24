import { hash } from 'node:crypto'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { header } from '../../crawlers/fetch/exchange.ts'
import type { Outcome } from '../../crawlers/outcome.ts'
import type { Decoded } from '../../crawlers/read/page.ts'
import type { CaptureInput } from '../../storage/commit/capture.ts'
import type { Again, DocumentInput, DocumentPlace, LostInput } from '../../storage/commit/document.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { readKind } from '../reading/kind.ts'
import type { Reading } from '../reading/reading.ts'

/** A fetch as the archive takes it. */
export function captureOf(exchange: Exchange, outcome: Outcome | 'redirect', decoded: Decoded | null): CaptureInput {
  const type = header(exchange.headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  return {
    exchange,
    outcome: outcome === 'redirect' ? 'redirect' : outcome.kind,
    reason: outcome === 'redirect' || outcome.reason === outcome.kind ? null : outcome.reason,
    mediaType: type === '' ? null : type,
    encoding: decoded === null ? null : `${decoded.encoding} ${decoded.provenance}`,
  }
}

/**
 * A reading as the archive takes it.
 *
 * @param again by which a repeat of the same bytes can do without reading; null where that is not known
 */
export function documentOf(place: DocumentPlace, reading: Reading, again: Again | null): DocumentInput {
  return {
    ...place,
    kind: reading.kind,
    kindReason: reading.kindReason,
    contentHash: reading.contentHash,
    textHash: reading.textHash,
    simhash: reading.simhash,
    reading: {
      rules: reading.rules,
      title: reading.title.value,
      publisher: reading.publisher.value,
      publisherStated: reading.publisherStated.value,
      publishedAt: reading.publishedAt.value,
      indexNumber: reading.indexNumber.value,
      documentNumber: reading.documentNumber.value,
      reportYear: reading.reportYear.value,
      family: familyOf(reading),
      json: JSON.stringify(reading),
      digest: digestOf(reading),
      again,
    },
    views: reading.views.value,
    findings: reading.flags,
    attachments: reading.attachments,
  }
}

/** The family of a report's agency; none for a name without a place, which may be anybody's. */
function familyOf({ agency }: Reading): string | null {
  return agency === null || agency.family.startsWith('?/') ? null : agency.family
}

/** Where the document of a request stands; `url` is the address that answered. */
export function placeOf({ context }: QueuedRequest, site: string, url: string): DocumentPlace {
  const { column, listTitle, listDate } = context
  return { url, site, column: column ?? null, listTitle: listTitle ?? null, listDate: listDate ?? null }
}

/** A page that could not be had, as the archive notes it: what it would have been, its row in the list tells. */
export function lostOf(request: QueuedRequest, site: string, outcome: Outcome): LostInput | null {
  const how = outcome.kind
  const isListed = request.role === 'item'
  if (!isListed && request.role !== 'start') return null
  if (how !== 'missing' && how !== 'blocked') return null
  const place = placeOf(request, site, request.url)
  const { kind, reason } = readKind(place.listTitle, '', isListed)
  return { ...place, how, isListed, kind, kindReason: reason }
}

/**
 * What was read without what moves by itself: an unchanged report with a risen count is not a new reading. The line that
 * a date was read from often has the count on it.
 */
function digestOf(reading: Reading): string {
  const { views: _views, siteCounter: _siteCounter, textHash: _textHash, statistics, ...lasting } = reading
  const fields = JSON.stringify(lasting, (key, value) => (key === 'raw' ? undefined : value))
  return hash('sha256', fields + JSON.stringify(statistics))
}
