import { TextDecoder } from 'node:util'
import type { EncodingProvenance } from './page.ts'

/** An encoding that the bytes may be in, and what speaks for it. */
export interface Candidate {
  /** WHATWG name. */
  readonly encoding: string
  readonly provenance: EncodingProvenance
}

/** One reading of the bytes. */
export interface Rendering extends Candidate {
  readonly text: string
  /** How many U+FFFD the decoder had to put in. */
  readonly replacements: number
}

const decoders = new Map<string, TextDecoder>()

/** One decoder an encoding is kept; decoding whole buffers leaves no state behind. */
function decoderOf(encoding: string): TextDecoder {
  const known = decoders.get(encoding)
  if (known !== undefined) return known
  const decoder = new TextDecoder(encoding)
  decoders.set(encoding, decoder)
  return decoder
}

function countReplacements(text: string): number {
  let count = 0
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++
  return count
}

/** Reads the whole body under one encoding; a leading byte order mark is left out of the text. */
export function render(body: Buffer, candidate: Candidate): Rendering {
  const decoded = decoderOf(candidate.encoding).decode(body)
  // TextDecoder takes away the marks of UTF-8 and UTF-16 only; in gb18030 the mark is 84 31 95 33.
  const text = candidate.encoding === 'gb18030' && decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded
  return { ...candidate, text, replacements: countReplacements(text) }
}

/** How many characters, at most, are looked at to see whether bytes are UTF-8. */
const sample = 4096

/** Up to this share of broken characters a page still counts as UTF-8 with foreign pieces in it (decoding.md). */
const tolerance = 0.25

/** Where the second byte of a character lies when its first byte narrows it (RFC 3629: no overlong forms, no surrogates). */
const secondByte: ReadonlyMap<number, readonly [least: number, greatest: number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
])

function lengthByLead(lead: number): number {
  if (lead >= 0xf0) return lead <= 0xf4 ? 4 : 0
  if (lead >= 0xe0) return 3
  return lead >= 0xc2 ? 2 : 0
}

/** How many bytes the UTF-8 character that begins at `at`, above ASCII, has; 0 when none begins there or it is broken. */
function utf8Length(body: Buffer, at: number): number {
  const lead = body[at] ?? 0
  const length = lengthByLead(lead)
  const second = body[at + 1] ?? 0
  if (length < 2 || (second & 0xc0) !== 0x80) return 0
  const narrow = secondByte.get(lead)
  if (narrow !== undefined && (second < narrow[0] || second > narrow[1])) return 0
  for (let next = 2; next < length; next++) if (((body[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

/**
 * Whether the bytes are UTF-8 with a few foreign or broken pieces in it: a UTF-8 page with a footer in GBK, or one that
 * was cut inside a character. Only characters of three bytes and more speak for it, since pairs of GBK are UTF-8 of two
 * bytes now and then.
 *
 * @param least how many such characters there must be; a few may be chance where nothing is declared
 */
export function mostlyUtf8(body: Buffer, least: number): boolean {
  let long = 0
  let broken = 0
  // So many broken characters are too many whatever follows.
  const most = tolerance * sample
  for (let at = 0; at < body.length && long + broken < sample && broken <= most; ) {
    const length = (body[at] ?? 0) < 0x80 ? 1 : utf8Length(body, at)
    if (length === 0) broken++
    else if (length > 2) long++
    at += Math.max(1, length)
  }
  return long >= least && broken <= tolerance * (long + broken)
}

/** Encodings that give every byte a character, so that reading without errors says nothing. */
function isSingleByte({ encoding }: Candidate): boolean {
  return /^(windows-|iso-8859|koi8|macintosh|x-mac|ibm866)/.test(encoding)
}

/** Whether a reading is broken all over: more than a quarter of what is not ASCII in it. */
function isBroken({ text, replacements }: Rendering): boolean {
  let foreign = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) foreign++
  return replacements > tolerance * foreign
}

/**
 * Chooses among readings of bytes that are not valid UTF-8. The candidates come with the most trusted first; the first
 * whose reading has the fewest broken characters wins. Single-byte encodings, which servers declare by default and
 * which never err, are heard only when that reading is broken all over.
 */
export function choose(body: Buffer, candidates: readonly [Candidate, ...Candidate[]]): Rendering {
  const [first, ...others] = candidates.filter((candidate) => !isSingleByte(candidate))
  let best = render(body, first ?? candidates[0])
  for (const candidate of others) {
    if (best.replacements === 0) return best
    const rendering = candidate.encoding === best.encoding ? best : render(body, candidate)
    if (rendering.replacements < best.replacements) best = rendering
  }
  const narrow = candidates.find(isSingleByte)
  return narrow !== undefined && isBroken(best) ? render(body, narrow) : best
}
