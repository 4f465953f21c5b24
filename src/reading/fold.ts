const variants =
  /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff\u2236\ufe55\ufe30\uff01-\uff5e\u2e80-\u2fdf\uf900-\ufaff\u1160]/g

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code === 0x2236 || code === 0xfe55 || code === 0xfe30) return ':'
  if (code >= 0x2e80 && code <= 0xfaff && code !== 0x3000) {
    const plain = character.normalize('NFKC')
    return plain.length === 1 ? plain : character
  }
  return ' '
}

/** From this many characters on a text is a whole page's, which one rule after the other folds. */
const LONG = 1000
let lastLong = { text: '', folded: '' }

/**
 * A text made ready for matching: full-width forms, colons and blanks become plain ASCII. The length never changes, so
 * that an offset in the folded text is the same offset in the text as written.
 */
export function fold(text: string): string {
  if (text.length < LONG) return text.replace(variants, foldCharacter)
  if (lastLong.text !== text) lastLong = { text, folded: text.replace(variants, foldCharacter) }
  return lastLong.folded
}

const anyBlank = /[\s\u200b-\u200d\u2060\ufeff]/

/** A text as a reader sees it on one line: every run of blanks is one space, zero-width characters are gone. */
export function squeeze(text: string): string {
  if (!anyBlank.test(text)) return text
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A text folded and without any blank: the form in which two spellings of one name are equal. */
export function compact(text: string): string {
  return fold(text).replace(/\s+/g, '')
}

/** Lines as one text: a break in the middle of Chinese stands for no blank. */
export function joinLines(lines: readonly string[]): string {
  return squeeze(
    lines
      .map(squeeze)
      .join('\n')
      .replace(/(?<=[\u2e80-\uffef])\s*\n\s*|\s*\n\s*(?=[\u2e80-\uffef])/g, ''),
  )
}
