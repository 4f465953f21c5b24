const year = '(?:19|20)\\d{2}'
const full = new RegExp(`${year}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}\\s?日?(?!\\d)`)
const trailing = new RegExp(`[\\s\\[(（【]*(${year}[-/.]\\d{1,2}[-/.]\\d{1,2})[\\])）】\\s]*$`)
const leading = new RegExp(`^[\\s\\[(（【]*(${year}[-/.]\\d{1,2}[-/.]\\d{1,2})[\\])）】\\s]+`)
const short =
  /^[[(（【]?\s?(\d{1,2}[-/]\d{1,2}|\d{1,2}月\d{1,2}日|(?:19|20)\d{2}[-/.]\d{1,2}|(?:19|20)\d{2}年\d{1,2}月)\s?[\])）】]?$/

/**
 * The date that stands in a row beside its title, as written, without brackets.
 *
 * @param texts the row's text nodes outside the title; a date without year counts only when it stands alone
 */
export function rowDate(texts: readonly string[]): string | null {
  for (const text of texts) {
    const match = full.exec(text)
    if (match !== null) return match[0].trim()
  }
  for (const text of texts) {
    const match = short.exec(text)
    if (match !== null) return match[1] ?? null
  }
  return null
}

/** A title and the date that stands at its end or its beginning inside the same link. */
export function splitDate(text: string): { readonly title: string; readonly date: string | null } {
  const match = trailing.exec(text) ?? leading.exec(text)
  if (match === null) return { title: text, date: null }
  const rest = text.replace(match[0], '').trim()
  return rest === '' ? { title: text, date: null } : { title: rest, date: match[1] ?? null }
}
