import { type Exchange, header } from './exchange.ts'

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Bytes above ASCII, held as latin1 text, as the percent-encoding that browsers send: each byte as it came. */
function encodeBytes(latin1: string): string {
  return latin1.replace(/[^\x21-\x7e]/g, (char) => {
    const code = char.charCodeAt(0)
    return code > 0xff ? char : `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  })
}

/**
 * Where a redirect leads, as an absolute http(s) address without fragment. A Location with raw GBK or UTF-8 bytes keeps
 * these very bytes, percent-encoded, since only the server knows its encoding; a relative one is resolved against the
 * address that answered.
 *
 * @returns null when the response is no redirect or its Location cannot be followed
 */
export function redirectTarget(exchange: Pick<Exchange, 'status' | 'headers' | 'url'>): string | null {
  if (!redirects.has(exchange.status)) return null
  const location = header(exchange.headers, 'location')?.trim()
  if (location === undefined || location === '') return null
  const written = encodeBytes(location)
  if (!URL.canParse(written, exchange.url)) return null
  const target = new URL(written, exchange.url)
  target.hash = ''
  return target.protocol === 'http:' || target.protocol === 'https:' ? target.href : null
}
