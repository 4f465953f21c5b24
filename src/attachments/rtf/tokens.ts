/** A piece of RTF: the bounds of a group, a control word with its number, a byte of text, or text as it stands. */
export type Token =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | null }
  | { readonly kind: 'byte'; readonly byte: number }

const WORD = /\\([a-z]{1,32})(-?\d{1,10})? ?/iy
const HEX = /\\'([0-9a-f]{2})/iy

/**
 * Takes RTF apart (RTF 1.9.1). Line ends between the pieces say nothing; binary data is passed over.
 *
 * @param source one character a byte
 */
export function* tokensOf(source: string): Generator<Token> {
  for (let at = 0; at < source.length; ) {
    const character = source[at] ?? ''
    if (character === '{' || character === '}') yield { kind: character === '{' ? 'open' : 'close' }
    else if (character === '\\') {
      HEX.lastIndex = at
      WORD.lastIndex = at
      const hex = HEX.exec(source)
      const control = hex === null ? WORD.exec(source) : null
      if (hex !== null) yield { kind: 'byte', byte: Number.parseInt(hex[1] ?? '0', 16) }
      else if (control !== null) {
        const value = control[2] === undefined ? null : Number(control[2])
        if (control[1] === 'bin') at += Math.max(0, value ?? 0)
        else yield { kind: 'word', word: control[1] ?? '', value }
      } else yield symbol(source[at + 1] ?? '')
      at += hex?.[0].length ?? control?.[0].length ?? 2
      continue
    } else if (character !== '\r' && character !== '\n') yield { kind: 'byte', byte: character.charCodeAt(0) & 0xff }
    at++
  }
}

/** `\~` is a blank, `\*` marks what only some readers know, an escaped line end is a paragraph. */
function symbol(character: string): Token {
  if (character === '~') return { kind: 'byte', byte: 0x20 }
  if (character === '*') return { kind: 'word', word: '*', value: null }
  if (character === '\r' || character === '\n') return { kind: 'word', word: 'par', value: null }
  if (character === '-' || character === '_' || character === ':') return { kind: 'word', word: 'none', value: null }
  return { kind: 'byte', byte: character.charCodeAt(0) & 0xff }
}
