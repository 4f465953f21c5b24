import { textCost } from './costs/cost.ts'
import { westernCost } from './costs/western.ts'
import { countReplacements, decodeBytes } from './decoders.ts'
import type { EncodingCandidate, EncodingProvenance } from './page.ts'
import { margin } from './repair.ts'
import { type Sample, sampleOf } from './sample.ts'

/** An encoding that a page or its server names. */
export interface Declaration {
  /** WHATWG name. */
  readonly encoding: string
  readonly provenance: Extract<EncodingProvenance, 'header' | 'meta'>
}

/** What a declaration is worth, bits: servers send one by default, a page is written with its own (decoding.md: 10–14). */
const worth = { header: 10, meta: 14 } as const

/** The encodings that are always weighed, with what speaks against each on sites of this country, bits. */
const usual: ReadonlyMap<string, number> = new Map([
  ['utf-8', 0],
  ['gb18030', 0],
  ['big5', 3],
  ['windows-1252', 6],
])

const singleByte = /^(windows-|iso-8859|koi8|macintosh|x-mac|ibm866)/

/** What a character of an encoding costs of which no table is kept: as dear as the letters or the characters of a
 * text whose frequencies are known a little. */
const flat = { ascii: 4, singleByte: 5.5, other: 10.5, broken: 24 } as const

function flatCost(text: string, each: number): number {
  let sum = 0
  for (const character of text) {
    if (character === '\uFFFD') sum += flat.broken
    else sum += character < '\u0080' ? flat.ascii : each
  }
  return sum
}

/** Bytes read under one encoding. */
interface Reading {
  readonly cost: number
  readonly replacements: number
}

/** What bytes cost under an encoding, and how many broken characters they have. */
function readingOf(bytes: Buffer, encoding: string): Reading {
  const text = decodeBytes(bytes, encoding)
  const replacements = countReplacements(text)
  if (encoding === 'windows-1252') return { cost: westernCost(bytes), replacements }
  if (usual.has(encoding)) return { cost: textCost(text), replacements }
  return { cost: flatCost(text, singleByte.test(encoding) ? flat.singleByte : flat.other), replacements }
}

/** What it costs a page to be in another encoding than some of its pieces, bits: by the piece and by its length, so
 * that the page has the encoding of most of it. */
function strangeness(bytes: Buffer, pieces: number): number {
  return margin * pieces + bytes.length / 2
}

/** A page of mixed pieces is judged by what it costs when the pieces of the other encoding are repaired. */
function mixedReading(sample: Sample, encoding: string): Reading {
  const asUtf8 = readingOf(sample.utf8, 'utf-8')
  const own = readingOf(sample.other, encoding)
  if (encoding === 'utf-8') {
    const repaired = readingOf(sample.other, 'gb18030').cost + strangeness(sample.other, sample.otherRuns)
    return { cost: asUtf8.cost + Math.min(own.cost, repaired), replacements: own.replacements }
  }
  const whole = readingOf(sample.utf8, encoding)
  const repaired = asUtf8.cost + strangeness(sample.utf8, sample.utf8Runs)
  const cost = encoding === 'windows-1252' ? whole.cost : Math.min(whole.cost, repaired)
  return { cost: own.cost + cost, replacements: own.replacements + whole.replacements }
}

/** What speaks for an encoding; two declarations of the same are worth the better one. */
function declaredWorth(encoding: string, declared: readonly Declaration[]): number {
  return Math.max(0, ...declared.filter((one) => one.encoding === encoding).map(({ provenance }) => worth[provenance]))
}

/**
 * Weighs the encodings that bytes may be in: what the bytes above ASCII cost, in bits, when they are read under each,
 * by the frequencies of characters on government pages. What is declared is cheaper by 10 to 14 bits, about one
 * character: it decides over a word and no more. Reading without errors proves nothing (decoding.md).
 *
 * @param declared encodings of one byte or more a character; UTF-16 has NULs and is known by them
 * @returns the cheapest first; utf-8, gb18030, big5 and windows-1252 are always among them
 */
export function weigh(
  body: Buffer,
  declared: readonly Declaration[],
): readonly [EncodingCandidate, ...EncodingCandidate[]] {
  const sample = sampleOf(body)
  const candidateOf = (encoding: string): EncodingCandidate => {
    const { cost, replacements } =
      sample.utf8Runs === 0 ? readingOf(sample.other, encoding) : mixedReading(sample, encoding)
    const said = (usual.get(encoding) ?? 0) - declaredWorth(encoding, declared)
    return { encoding, cost: cost + said, replacements }
  }
  const encodings = new Set([...usual.keys(), ...declared.map(({ encoding }) => encoding)])
  const candidates = [...encodings].map(candidateOf).sort((a, b) => a.cost - b.cost)
  const [best, ...others] = candidates
  return [best ?? candidateOf('utf-8'), ...others]
}
