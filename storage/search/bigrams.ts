/** Runs of Chinese characters, and words and numbers of everything else. */
const RUNS = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu

/** Text as it is searched: one form for full and half width, upper and lower case. */
export function searchForm(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * The tokens of a text, blanks between them: a run of Chinese characters gives each pair of neighbours, so that any two
 * characters find every place where they stand together, and its last character alone, so that a single one is the
 * beginning of a token wherever it stands; other words and numbers are tokens as they are.
 */
export function tokensOf(text: string): string {
  const tokens: string[] = []
  for (const [run] of searchForm(text).matchAll(RUNS)) tokens.push(...(isHan(run) ? pairs(run, true) : [run]))
  return tokens.join(' ')
}

/**
 * What is asked of the index for some words: every token of every word. It finds all places and some more, because
 * pairs may stand apart: what {@link needsLook} has to be looked at.
 *
 * @returns an FTS5 expression; null when the words hold nothing that can be searched
 */
export function matchOf(words: readonly string[]): string | null {
  const tokens = new Set<string>()
  for (const word of words) {
    for (const [run] of searchForm(word).matchAll(RUNS)) {
      if (!isHan(run)) tokens.add(`"${run}"`)
      else if ([...run].length === 1) tokens.add(`"${run}"*`)
      else for (const pair of pairs(run, false)) tokens.add(`"${pair}"`)
    }
  }
  return tokens.size === 0 ? null : [...tokens].join(' AND ')
}

/** Whether a word is more than one token, so that a match may only have its parts. */
export function needsLook(word: string): boolean {
  return tokensOf(word).split(' ').length > 2 || [...word.matchAll(RUNS)].length > 1
}

function isHan(run: string): boolean {
  return /^\p{Script=Han}/u.test(run)
}

function pairs(run: string, withLast: boolean): string[] {
  const characters = [...run]
  const found = characters.slice(1).map((character, at) => `${characters[at]}${character}`)
  const last = characters.at(-1)
  if (withLast && last !== undefined) found.push(last)
  return found
}
