/**
 * How many single edits (a character put in, left out, changed, or swapped with its neighbour) lead from one text to
 * the other: the Damerau-Levenshtein distance, restricted to swaps of neighbours that are not edited again.
 */
export function editDistance(from: string, to: string): number {
  const a = [...from]
  const b = [...to]
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(change, at(last, j) + 1, at(row, j - 1) + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, at(beforeLast, j - 2) + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

/**
 * The candidate that `word` was most likely meant to be, letter case aside; the first of several equally near. Null
 * when none is near enough: more than one edit and more than two fifths of the longer text.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const inSmallLetters = editDistance(word.toLowerCase(), candidate.toLowerCase())
    // In small letters a word can be longer than it was: İ becomes two characters.
    const distance = Math.min(inSmallLetters, editDistance(word, candidate))
    const limit = Math.max(1, Math.floor(Math.max(word.length, candidate.length) * 0.4))
    if (distance <= limit && distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
