import { fold } from '../reading/fold.ts'

/** Shorter sentences (headings, signatures) stand in every report and say nothing of where a text is from. */
const shortest = 12
/** The headings that the form of reports prescribes are in all of them. */
const heading = /^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])[^,，]{0,24}$/
const year = /(?:19|20)\d{2}(?=年|[-./〕\]]|$)|[二一][〇○零九][〇○零一二三四五六七八九]{2}(?=年)/g

/**
 * The sentences of a main text by which two reports can be compared: without blanks, tables, headings and short lines,
 * years folded into one sign, and the names given into another.
 *
 * @param names of the agencies, which differ where a text was taken from another agency
 */
export function sentencesOf(text: string, names: readonly string[] = []): string[] {
  const longestFirst = names.filter((name) => name.length > 2).sort((a, b) => b.length - a.length)
  const lines = fold(text)
    .split('\n')
    .filter((line) => !line.startsWith('|'))
    .map((line) => line.replace(/\s+/g, ''))
    .filter((line) => !heading.test(line))
  return lines
    .flatMap((line) => line.split(/[。！!？?；;]/))
    .map((sentence) => longestFirst.reduce((plain, name) => plain.replaceAll(name, '□'), sentence.replace(year, '○')))
    .filter((sentence) => sentence.length >= shortest)
}

/** How much of two texts is the same. */
export interface Likeness {
  /** Sentences that stand in both, each counted as often as in both. */
  readonly equal: number
  /** Sentences of the longer of the two. */
  readonly of: number
}

/** Counts the sentences that two texts share. */
export function compareSentences(a: readonly string[], b: readonly string[]): Likeness {
  const left = new Map<string, number>()
  for (const sentence of a) left.set(sentence, (left.get(sentence) ?? 0) + 1)
  let equal = 0
  for (const sentence of b) {
    const rest = left.get(sentence) ?? 0
    if (rest > 0) {
      equal++
      left.set(sentence, rest - 1)
    }
  }
  return { equal, of: Math.max(a.length, b.length) }
}
