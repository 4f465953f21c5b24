import { fold } from './fold.ts'

/** Fewer characters than this say too little to compare two texts by. */
const shortest = 64
const gram = 4

/** Letters, digits and characters of a text: what two copies of one report share whatever their layout. */
function essence(text: string): string {
  return fold(text).replace(/[^0-9A-Za-z\u3400-\u9fff]+/g, '')
}

/** Adds the four bytes of a hash half to the histograms of its bytes. */
function count(histogram: Int32Array, offset: number, half: number): void {
  for (let byte = 0; byte < 4; byte++) {
    const at = ((offset + byte) << 8) | ((half >>> (byte * 8)) & 0xff)
    histogram[at] = (histogram[at] ?? 0) + 1
  }
}

/** The byte of which each bit says whether most of the hashes had it set. */
function majority(histogram: Int32Array, byte: number, total: number): number {
  let result = 0
  for (let bit = 0; bit < 8; bit++) {
    let set = 0
    for (let value = 0; value < 256; value++) if ((value >> bit) & 1) set += histogram[(byte << 8) | value] ?? 0
    if (set * 2 > total) result |= 1 << bit
  }
  return result
}

/** Mixes a 32-bit number so that every bit depends on every other (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/**
 * A 64-bit simhash over the character 4-grams of a text, as 16 hex digits: texts that share most of their wording
 * differ in few bits. Null when the text is too short to compare.
 *
 * @see Charikar, Similarity Estimation Techniques from Rounding Algorithms (2002)
 */
export function simhash(text: string): string | null {
  const plain = essence(text)
  if (plain.length < shortest) return null
  const histogram = new Int32Array(8 * 256)
  const total = plain.length - gram + 1
  for (let at = 0; at < total; at++) {
    const first = (plain.charCodeAt(at) << 16) | plain.charCodeAt(at + 1)
    const second = (plain.charCodeAt(at + 2) << 16) | plain.charCodeAt(at + 3)
    const low = mix(Math.imul(first, 0x9e3779b1) ^ mix(second))
    const high = mix(Math.imul(second, 0x27d4eb2f) ^ mix(first ^ 0x165667b1))
    count(histogram, 0, low)
    count(histogram, 4, high)
  }
  let hex = ''
  for (let byte = 7; byte >= 0; byte--) hex += majority(histogram, byte, total).toString(16).padStart(2, '0')
  return hex
}

function bits(value: number): number {
  let rest = value
  let set = 0
  for (; rest !== 0; rest &= rest - 1) set++
  return set
}

/** In how many of 64 bits two simhashes differ. */
export function hamming(a: string, b: string): number {
  const half = (hash: string, at: number): number => Number.parseInt(hash.slice(at, at + 8), 16)
  return bits(half(a, 0) ^ half(b, 0)) + bits(half(a, 8) ^ half(b, 8))
}
