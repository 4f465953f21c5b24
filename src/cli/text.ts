/** Scripts whose characters take two columns of a terminal: Hangul, CJK, full-width forms, and the planes beyond. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** Controls, which move a terminal's cursor, and marks that turn the direction of text. */
const UNSEEN = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu

/**
 * Text from the web as it may be shown on a terminal: one line, without control characters, so that a page's title can
 * neither move the cursor nor change colours.
 */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim()
}

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += WIDE.test(character) ? 2 : 1
  return columns
}

/** The text filled up with blanks to a number of columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
}

/** The beginning of a text that fits into a number of columns; what is cut off is marked. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let kept = ''
  let taken = 0
  for (const character of text) {
    taken += WIDE.test(character) ? 2 : 1
    if (taken >= columns) break
    kept += character
  }
  return `${kept}…`
}

/** A word as a POSIX shell reads it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** China has one time zone, UTC+8; ms. */
const CHINA = 8 * 3600 * 1000

/** A moment (ms since 1970) as the clocks of China show it: `2026-03-05 14:20`. */
export function chinaTime(at: number): string {
  return new Date(at + CHINA).toISOString().slice(0, 16).replace('T', ' ')
}
