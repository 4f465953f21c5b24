/**
 * The number in a counter's answer: bare, or inside one `document.write`, blanks around it.
 *
 * @returns null when the answer is anything else: an HTML page, an error, a dash, nothing
 */
export function readCount(answer: string): number | null {
  const text = answer.trim()
  if (text.length > 200) return null
  const written = /^document\.write(?:ln)?\(\s*(["']?)\s*([\d,]{1,13})\s*\1\s*\)\s*;?$/.exec(text)?.[2]
  const bare = written ?? /^["']?(\d{1,10})["']?;?$/.exec(text)?.[1]
  if (bare === undefined) return null
  const count = Number(bare.replaceAll(',', ''))
  return bare.replaceAll(',', '') === '' || !Number.isSafeInteger(count) ? null : count
}
