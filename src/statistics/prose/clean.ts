/** A sentence made easy to match, and the way back to its own characters. */
export interface Cleaned {
  readonly text: string
  /** The original's characters behind `text.slice(start, end)`. */
  raw(start: number, end: number): string
}

const clauseMarks: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '﹪': '%', '　': ' ' }

/** One character in the form that the patterns use: ASCII letters, digits and brackets, Chinese clause marks. */
function fold(char: string): string {
  const code = char.charCodeAt(0)
  // Nearly all of a report.
  if (code >= 0x4e00 && code <= 0x9fff) return char
  const mark = clauseMarks[char]
  if (mark !== undefined) return mark
  if (code < 0xff01 || code > 0xff5e || char === '，' || char === '；' || char === '：') return char
  return String.fromCharCode(code - 0xfee0)
}

const isBlank = (char: string): boolean =>
  char <= ' ' || char === '\u3000' || (char < '\u3001' && char > '~' && /\s/.test(char))

const isDigit = (char: string): boolean => char >= '0' && char <= '9'

/** Whether the comma at `at` groups digits by thousands: 12,345. */
function groupsThousands(text: string, at: number): boolean {
  if (text[at] !== ',' || !/^,\d{3}(?!\d)/.test(text.slice(at, at + 5))) return false
  return /(?:^|\D)\d{1,3}$/.test(text.slice(Math.max(0, at - 4), at))
}

/**
 * Folds widths and clause marks and drops blanks, so that one pattern serves all ways of typing. A blank between two
 * digits stays, for it keeps two numbers apart; so does a comma between thousands.
 */
export function clean(original: string): Cleaned {
  let text = ''
  const at: number[] = []
  for (let i = 0; i < original.length; i++) {
    const char = original.charAt(i)
    if (isBlank(char)) {
      const partsDigits = isDigit(text.charAt(text.length - 1)) && /^\s+[\d０-９]/.test(original.slice(i, i + 8))
      if (!partsDigits) continue
    }
    text += char === ',' && groupsThousands(original, i) ? ',' : fold(char)
    at.push(i)
  }
  return {
    text,
    raw: (start, end) => original.slice(at[start] ?? original.length, (at[end - 1] ?? original.length - 1) + 1),
  }
}
