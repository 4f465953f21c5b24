/*
 * What a style sheet loads: `@import` and `url()`, by the tokens of CSS Syntax Level 3 as far as they matter here.
 * Comments and strings hide what stands in them; a bad url() gives nothing.
 */

/** Something a style sheet loads, as written, escapes undone. */
export interface CssLink {
  readonly href: string
  /** `style`: another style sheet; `font` and `image` are told apart by where they stand, which is not sure. */
  readonly kind: 'style' | 'other'
}

/**
 * A comment; a string; url( with what is not quoted; the beginning of one that is; the names of at-rules; `;`, `{`, `}`.
 * The blank behind a hex escape belongs to it.
 */
const TOKENS =
  /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|url\(\s*(?!["'\s])((?:[^"'()\\\s]|\\[0-9a-f]{1,6}\s?|\\[^0-9a-f])*)\s*\)|url\(|@[a-z-]+|[;{}]/gi

const HEX = /\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\s\S]))/gi

/**
 * The addresses in a style sheet, or in the `style` of an element: each once, in the order of the sheet. Fragments
 * (`url(#mask)`) and `data:` are none.
 */
export function cssLinks(css: string): CssLink[] {
  const found = new Map<string, CssLink>()
  let before: 'import' | 'url' | null = null
  let isImport = false
  for (const match of css.matchAll(TOKENS)) {
    const [token, bare] = match
    if (token.startsWith('/*')) continue
    const text = bare ?? (/^["']/.test(token) ? unquoted(token) : null)
    if (text !== null && (bare !== undefined || before !== null)) {
      const isStyle = isImport || before === 'import'
      add(found, unescaped(text), isStyle ? 'style' : 'other')
      isImport = false
      before = null
      continue
    }
    if (/^@import$/i.test(token)) {
      before = 'import'
      isImport = true
    } else if (/^url\($/i.test(token)) before = 'url'
    else {
      before = null
      isImport = false
    }
  }
  return [...found.values()]
}

function add(found: Map<string, CssLink>, written: string, kind: CssLink['kind']): void {
  const href = written.trim()
  if (href === '' || href.startsWith('#') || /^data:/i.test(href)) return
  if (!found.has(href)) found.set(href, { href, kind })
}

/** The inside of a string; one that its line cuts off has no second quote. */
function unquoted(token: string): string {
  const quote = token[0] ?? ''
  return token.length > 1 && token.endsWith(quote) ? token.slice(1, -1) : token.slice(1)
}

/** CSS escapes: up to six hex digits and one blank, a line break that goes on, or the character itself. */
function unescaped(text: string): string {
  return text.replace(HEX, (_all, hex: string | undefined, character: string | undefined) => {
    if (hex === undefined) return character === undefined || /^[\r\n\f]/.test(character) ? '' : character
    const code = Number.parseInt(hex, 16)
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code)
  })
}
