const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Runs that stand for themselves: numbers with their points and commas, words of other scripts, blanks, line ends. */
const RUNS = /\d+(?:[.,]\d+)*|[\p{Script=Latin}]+|\n|[^\S\n]+|[^\d\s\p{Script=Latin}]+/gu

/**
 * A text as words: Chinese ones as a dictionary splits them, a number as one. Joined they are the text, whatever it is.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  for (const [run] of text.matchAll(RUNS)) {
    if (/^[\d\s\p{Script=Latin}]/u.test(run)) tokens.push(run)
    else for (const { segment } of segmenter.segment(run)) tokens.push(segment)
  }
  return tokens
}
