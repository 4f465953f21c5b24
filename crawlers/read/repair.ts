import { isUtf8 } from 'node:buffer'
import { textCost } from './costs/cost.ts'
import { decodeBytes } from './decoders.ts'
import type { RepairedSegment } from './page.ts'
import { mayBeUtf8 } from './sample.ts'

/** What a piece may be in that is not in the encoding of its page: a footer in GBK, a part included as UTF-8. */
const others: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'gb18030'],
  ['gb18030', 'utf-8'],
  ['big5', 'utf-8'],
])

/** How much cheaper the other reading must be, bits: that a piece has an encoding of its own is the exception. */
export const margin = 12

/** The bytes that end a segment: `<`, `>`, `"`, CR, LF. None is a part of a longer character of UTF-8, GB18030 or Big5. */
const isEnd = new Uint8Array(256)
for (const byte of Buffer.from('<>"\r\n')) isEnd[byte] = 1

/** Whether a segment, known by its first byte above ASCII, may be in the other encoding. */
function isForeign(body: Buffer, first: number, end: number, from: string): boolean {
  if (from === 'utf-8') return !isUtf8(body.subarray(first, end))
  return mayBeUtf8(body, first) && isUtf8(body.subarray(first, end))
}

function isCheaper(bytes: Buffer, from: string, to: string): boolean {
  const other = decodeBytes(bytes, to)
  // Cut at the end it may be; with a broken character inside it is neither.
  const broken = other.indexOf('\uFFFD')
  if (broken >= 0 && broken < other.length - 1) return false
  return textCost(other) + margin < textCost(decodeBytes(bytes, from))
}

/**
 * The segments of a page, between `< > " CR LF`, that are in another encoding than the page. In a page of UTF-8 these
 * are segments that are not valid; in one of GB18030 or Big5, which read nearly everything without an error, segments
 * that are valid UTF-8. The other reading must be much more like Chinese text.
 *
 * @param encoding the encoding of the page
 */
export function foreignSegments(body: Buffer, encoding: string): RepairedSegment[] {
  const to = others.get(encoding)
  if (to === undefined) return []
  const segments: RepairedSegment[] = []
  let start = 0
  let first = -1
  for (let at = 0; at <= body.length; at++) {
    const byte = body[at] ?? 0x0a
    if (byte >= 0x80 && first < 0) first = at
    if (isEnd[byte] === 0) continue
    if (first >= 0 && isForeign(body, first, at, encoding) && isCheaper(body.subarray(start, at), encoding, to)) {
      segments.push({ start, end: at, from: encoding, to })
    }
    start = at + 1
    first = -1
  }
  return segments
}

/** The text of a body with its foreign segments read in their own encoding. */
export function repairedText(body: Buffer, encoding: string, segments: readonly RepairedSegment[]): string {
  const pieces: string[] = []
  let done = 0
  for (const { start, end, to } of segments) {
    pieces.push(decodeBytes(body.subarray(done, start), encoding), decodeBytes(body.subarray(start, end), to))
    done = end
  }
  return [...pieces, decodeBytes(body.subarray(done), encoding)].join('')
}
