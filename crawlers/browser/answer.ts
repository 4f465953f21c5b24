import { contentDecode } from '../fetch/content.ts'
import { type Exchange, type FetchRequest, header } from '../fetch/exchange.ts'
import { redirectTarget } from '../fetch/redirect.ts'
import { decode } from '../read/decode.ts'
import type { Commands, NetworkErrorReason, PausedRequest } from './protocol.ts'

/** Header lines that tell of a body as it was coded on the way, or of other ways to a server than ours. */
const LEFT_OUT = /^(?:content-encoding|content-length|transfer-encoding|connection|alt-svc|strict-transport-security)$/i

/** Reasons of failed fetches that the browser has a word for; everything else is a refusal of ours. */
const ERRORS: Readonly<Record<string, NetworkErrorReason>> = {
  dns: 'NameNotResolved',
  refused: 'ConnectionRefused',
  reset: 'ConnectionReset',
  timeout: 'TimedOut',
  aborted: 'Aborted',
  tls: 'Failed',
  'not-http': 'Failed',
}

/** A binary blob that is sent as text would not be what the page sent. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What a page asks, as our client asks it; a reason where it is nothing that a reader's visit may ask. */
export function askedBy(request: PausedRequest['request']): FetchRequest | 'method' | 'binary-body' {
  const { url, method, headers } = request
  if (method === 'GET') return { url, method, headers }
  if (method !== 'POST') return 'method'
  const parts = request.postDataEntries ?? []
  if (request.hasPostData === true && parts.length === 0) return 'binary-body'
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part.bytes ?? '', 'base64')))
  try {
    return { url, method, headers, body: UTF8.decode(bytes) }
  } catch (error) {
    if (error instanceof TypeError) return 'binary-body'
    throw error
  }
}

/** How the browser is told why it does not get something. */
export function errorReasonOf(reason: string): NetworkErrorReason {
  return ERRORS[reason] ?? 'BlockedByClient'
}

/** An answer that changes nothing: the page stays where it is. */
export const NO_CONTENT = { responseCode: 204, responsePhrase: 'No Content', binaryResponseHeaders: '', body: '' }

/**
 * An exchange as the browser is given it: its head byte for byte (but for the coding, which is removed from the body),
 * a Location as our own client would follow it, and documents with the encoding that their bytes are in, which is not
 * always the one they declare.
 */
export function fulfilment(
  requestId: string,
  exchange: Exchange,
  isDocument: boolean,
): Commands['Fetch.fulfillRequest']['params'] {
  const { bytes } = contentDecode(exchange)
  const target = redirectTarget(exchange)
  const type = header(exchange.headers, 'content-type')
  const isPage = isDocument && target === null && (type === null || /html/i.test(type))
  const lines = exchange.headers
    .filter(([name]) => !LEFT_OUT.test(name))
    .filter(([name]) => !(target !== null && /^location$/i.test(name)))
    .filter(([name]) => !(isPage && /^content-type$/i.test(name)))
    .map(([name, value]) => `${name}: ${value}`)
  if (target !== null) lines.push(`Location: ${target}`)
  if (isPage && bytes.length > 0) lines.push(`Content-Type: text/html; charset=${decode(bytes, type).encoding}`)
  return {
    requestId,
    responseCode: exchange.status,
    responsePhrase: 'As Served',
    binaryResponseHeaders: Buffer.from(lines.join('\0'), 'latin1').toString('base64'),
    body: bytes.toString('base64'),
  }
}
