import { decodeBytes } from '../decoders.ts'
import { table } from './table.ts'

/** Costs are kept in eighths of a bit, a byte each. */
const EIGHTH = 8

/** What characters cost that are not in the table, bits, by the class that they belong to. */
const cost = {
  /** Letters, digits and marks of ASCII next to other characters: what readings of the same bytes may swallow. */
  ascii: 4,
  /** The 3,755 common characters of GB2312, and the 5,401 of Big5. */
  common: 16,
  /** The 3,008 others of GB2312. */
  less: 17,
  /** Chinese characters of no such list: what wrong readings are full of. */
  rare: 19,
  fullWidth: 12,
  symbol: 14,
  /** Kana, hangul. */
  letter: 14,
  /** The letters of Greek and Russian. */
  frequentLetter: 11,
  /** Letters of scripts that no page of these sites is in, and that pairs of GBK become when read as UTF-8. */
  foreignLetter: 16,
  /** Signs that Latin and Chinese pages share: no-break space, ©, ®, «, », ·, ×, °. */
  sign: 7,
  /** The letters with marks that western text is full of, and all others of Latin-1. */
  frequentLatin: 9,
  latin: 12,
  /** Private use, controls, surrogates: no text. */
  none: 22,
  /** A character that the decoder put in for broken bytes. */
  broken: 24,
} as const

/** What whole ranges cost; later lines narrow earlier ones. */
const ranges: readonly (readonly [from: number, to: number, bits: number])[] = [
  [0x0000, 0xffff, cost.none],
  [0x0000, 0x007f, cost.ascii],
  [0x00a0, 0x00ff, cost.latin],
  [0x0100, 0x1fff, cost.foreignLetter],
  [0x0391, 0x03c9, cost.frequentLetter],
  [0x0410, 0x044f, cost.frequentLetter],
  [0x2000, 0x2bff, cost.symbol],
  [0x2e80, 0x33ff, cost.symbol],
  [0x3040, 0x30ff, cost.letter],
  [0x3400, 0x9fff, cost.rare],
  [0xac00, 0xd7a3, cost.letter],
  [0xf900, 0xfaff, cost.rare],
  [0xfe10, 0xfe6f, cost.symbol],
  [0xff00, 0xffef, cost.fullWidth],
  [0xfffd, 0xfffd, cost.broken],
]

/** The cells of a row that both GB2312 and Big5 use, and those that only Big5 uses besides. */
const cells = Array.from({ length: 0xff - 0xa1 }, (_, at) => 0xa1 + at)
const cellsOfBig5 = [...Array.from({ length: 0x7f - 0x40 }, (_, at) => 0x40 + at), ...cells]

/** All characters of the two-byte rows `first` to `last`. */
function rows(encoding: 'gb18030' | 'big5', first: number, last: number): string {
  const bytes: number[] = []
  for (let lead = first; lead <= last; lead++) {
    for (const cell of encoding === 'big5' ? cellsOfBig5 : cells) bytes.push(lead, cell)
  }
  return decodeBytes(Buffer.from(bytes), encoding)
}

function makeCosts(): Uint8Array {
  const costs = new Uint8Array(0x10000)
  for (const [from, to, bits] of ranges) costs.fill(bits * EIGHTH, from, to + 1)
  const set = (characters: string, bits: number) => {
    for (let at = 0; at < characters.length; at++) {
      const code = characters.charCodeAt(at)
      if (code >= 0x4e00 && code <= 0x9fff) costs[code] = bits * EIGHTH
    }
  }
  set(rows('gb18030', 0xd8, 0xf7), cost.less)
  set(rows('big5', 0xa4, 0xc6), cost.common)
  set(rows('gb18030', 0xb0, 0xd7), cost.common)
  for (const letter of 'éèàüöäñçóíáêâîôû') costs[letter.charCodeAt(0)] = cost.frequentLatin * EIGHTH
  for (const sign of '\u00a0©®«»·×°') costs[sign.charCodeAt(0)] = cost.sign * EIGHTH
  for (const line of table.trim().split('\n')) {
    const end = line.indexOf(' ')
    const bits = Number(line.slice(0, end))
    for (let at = end + 1; at < line.length; at++) costs[line.charCodeAt(at)] = bits * EIGHTH
  }
  return costs
}

let made: Uint8Array | undefined

/** The costs of all characters of the first plane; made when they are first needed, a few ms. */
function costs(): Uint8Array {
  made ??= makeCosts()
  return made
}

/** What a text costs under the table of single characters, bits: the less, the more it is like Chinese text. */
export function textCost(text: string): number {
  const known = costs()
  let sum = 0
  for (let at = 0; at < text.length; at++) sum += known[text.charCodeAt(at)] ?? 0
  return sum / EIGHTH
}

/** What the Chinese characters of a text cost, bits. */
export interface HanziCosts {
  readonly hanzi: number
  readonly bits: number
  /** The mean of the dearest block; 0 when there is no whole one. */
  readonly dearest: number
  /** How many other characters of the text are of Latin-1 above ASCII (no-break space apart) or U+FFFD. */
  readonly latin: number
}

/** Most of a page is ASCII, and every page passes here: what is not is found quickest this way. */
const aboveAscii = /[\u0080-\uffff]+/g

/**
 * Adds up what the Chinese characters of a text cost, those of the first plane.
 *
 * @param block how many of them in succession are a block
 */
export function hanziCosts(text: string, block: number): HanziCosts {
  const known = costs()
  let hanzi = 0
  let sum = 0
  let before = 0
  let end = block
  let dearest = 0
  let latin = 0
  for (const run of text.match(aboveAscii) ?? []) {
    for (let at = 0; at < run.length; at++) {
      const code = run.charCodeAt(at)
      if (code >= 0x3400 && code <= 0x9fff) {
        sum += known[code] ?? 0
        if (++hanzi < end) continue
        dearest = Math.max(dearest, sum - before)
        before = sum
        end += block
      } else if ((code <= 0xff && code !== 0xa0) || code === 0xfffd) latin++
    }
  }
  return { hanzi, bits: sum / EIGHTH, dearest: dearest / block / EIGHTH, latin }
}
