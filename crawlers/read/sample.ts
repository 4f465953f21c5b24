import { isUtf8 } from 'node:buffer'

/** How many bytes of a long page are weighed, about. */
const enough = 8 * 1024

/** A window longer than this is cut: a character is broken there under any encoding, which weighs nothing. */
const longest = 512

const separator = Buffer.from('\n')

/** The bytes that tell encodings apart. */
export interface Sample {
  /** Runs that are valid UTF-8 with a character of three bytes, and how many they are. */
  readonly utf8: Buffer
  readonly utf8Runs: number
  /** All other runs. */
  readonly other: Buffer
  readonly otherRuns: number
}

/**
 * Takes from a body every run of bytes above ASCII, with the one ASCII byte after it that may be the second byte of its
 * last character. A run begins where a character begins under any encoding that is weighed. Of a long page runs are
 * taken evenly from all over it, some 8 KB. Line feeds stand between them.
 */
export function sampleOf(body: Buffer): Sample {
  const windows: Buffer[] = []
  let size = 0
  for (let at = 0; at < body.length; at++) {
    if ((body[at] ?? 0) < 0x80) continue
    const end = endOfWindow(body, at)
    const window = body.subarray(at, Math.min(end, at + longest))
    windows.push(window)
    size += window.length
    at = end - 1
  }
  const step = Math.max(1, Math.ceil(size / enough))
  const taken = windows.filter((_, at) => at % step === 0)
  const utf8 = taken.filter(isSurelyUtf8)
  const other = utf8.length === 0 ? taken : taken.filter((window) => !isSurelyUtf8(window))
  return { utf8: joined(utf8), utf8Runs: utf8.length, other: joined(other), otherRuns: other.length }
}

function joined(windows: readonly Buffer[]): Buffer {
  return Buffer.concat(windows.flatMap((window) => [window, separator]))
}

/** GBK is valid UTF-8 with a character of three bytes by no chance (decoding.md, step 6). */
export function isSurelyUtf8(bytes: Buffer): boolean {
  // Four of five Chinese characters of GBK are ruled out by their first two bytes, which is quicker than asking.
  return mayBeUtf8(bytes, 0) && isUtf8(bytes) && hasThreeByteCharacter(bytes)
}

/** Whether valid UTF-8 has a character of three bytes or four. An indexed loop: iterating a Buffer costs ten times that. */
export function hasThreeByteCharacter(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0xe0) return true
  return false
}

/** Whether a character of UTF-8 may begin at the first byte above ASCII. */
export function mayBeUtf8(bytes: Buffer, first: number): boolean {
  return (bytes[first] ?? 0) >= 0xc2 && ((bytes[first + 1] ?? 0) & 0xc0) === 0x80
}

/** A window ends with the first of two ASCII bytes that follow each other. */
function endOfWindow(body: Buffer, start: number): number {
  let at = start + 1
  while (at < body.length && ((body[at] ?? 0) >= 0x80 || (body[at - 1] ?? 0) >= 0x80)) at++
  return at
}
