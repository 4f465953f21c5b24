/** How much of what was found is wanted, and how much of what is wanted was found; each between 0 and 1. */
export interface Likeness {
  readonly precision: number
  readonly recall: number
}

/** The characters of a text that carry it: letters, digits and Han, by their number. */
function bag(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const character of text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? []) {
    counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return counts
}

function size(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/** Compares two texts as bags of characters, marks and blanks left out: the measure of published benches of main text. */
export function likenessOf(gold: string, found: string): Likeness {
  const wanted = bag(gold)
  const got = bag(found)
  let common = 0
  for (const [character, count] of got) common += Math.min(count, wanted.get(character) ?? 0)
  return { precision: common / Math.max(1, size(got)), recall: common / Math.max(1, size(wanted)) }
}

/** The harmonic mean of both. */
export function f1({ precision, recall }: Likeness): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}
