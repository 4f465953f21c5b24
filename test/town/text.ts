import iconv from 'iconv-lite'

export type TownEncoding = 'utf-8' | 'gb18030'

/** Text as the bytes of a page. */
export function encodeText(text: string, encoding: TownEncoding): Buffer {
  return encoding === 'utf-8' ? Buffer.from(text, 'utf8') : iconv.encode(text, 'gb18030')
}

/** Text percent-encoded in the bytes of GBK, as a link on a GBK page carries it: 洪 is `%BA%E9`. */
export function percentGbk(text: string): string {
  return [...iconv.encode(text, 'gb18030')]
    .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('')
}

/** Text as the raw bytes of GBK, one character each, for a header line. */
export function rawGbk(text: string): string {
  return iconv.encode(text, 'gb18030').toString('latin1')
}

/** Text for markup. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** A small generator of numbers in [0, 1) that gives the same row for the same seed: pages must not change by chance. */
export function dice(seed: string): () => number {
  let state = 2166136261
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
