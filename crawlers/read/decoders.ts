import { TextDecoder } from 'node:util'
import { TextDecoder as ExactDecoder } from '@exodus/bytes/encoding.js'

interface Decoder {
  decode(bytes: Uint8Array): string
}

const decoders = new Map<string, Decoder>()

/** One decoder an encoding is kept; decoding whole buffers leaves no state behind. */
function decoderOf(encoding: string): Decoder {
  const known = decoders.get(encoding)
  if (known !== undefined) return known
  // The platform's Big5 is wrong for 5,092 of 18,594 pairs (decoding.md); it is right for the GB family.
  const decoder = encoding === 'big5' ? new ExactDecoder(encoding) : new TextDecoder(encoding)
  decoders.set(encoding, decoder)
  return decoder
}

/**
 * Bytes as text under one encoding, U+FFFD for what is broken; a leading byte order mark is left out.
 *
 * @param encoding a WHATWG name
 * @throws RangeError for a name that the platform does not know
 */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  const text = decoderOf(encoding).decode(bytes)
  // TextDecoder takes away the marks of UTF-8 and UTF-16 only; in gb18030 the mark is 84 31 95 33.
  return encoding === 'gb18030' && text.startsWith('\uFEFF') ? text.slice(1) : text
}

/** How many U+FFFD a text holds. */
export function countReplacements(text: string): number {
  let count = 0
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++
  return count
}
