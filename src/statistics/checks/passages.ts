import { clean } from '../prose/clean.ts'
import { figuresIn } from '../prose/figures.ts'
import type { Statistic } from '../statistic.ts'

/** The figures of one sentence, with the sentence. */
export interface Passage {
  readonly sentence: string
  readonly figures: readonly Statistic[]
}

/** The figures of the text by sentence, in its order. Cumulative figures are of another kind and are left out. */
export function passagesOf(prose: readonly Statistic[]): Passage[] {
  const passages: { sentence: string; figures: Statistic[] }[] = []
  for (const one of prose) {
    if (one.cumulative) continue
    const last = passages.at(-1)
    if (last !== undefined && last.sentence === one.source.where) last.figures.push(one)
    else passages.push({ sentence: one.source.where, figures: [one] })
  }
  return passages
}

/** Whether 其中 opens the list that begins with this figure: then it may be partial. */
export function opensWithOfWhich(passage: Passage, first: Statistic): boolean {
  const at = passage.sentence.indexOf(first.raw)
  return passage.sentence.slice(0, Math.max(0, at)).includes('其中')
}

/**
 * Whether a sentence states, from the list's first figure on, numbers in the list's unit that no statistic covers: then
 * the list may not be whole.
 */
export function hasUnnamed(passage: Passage, parts: readonly Statistic[]): boolean {
  const units = new Set(parts.map((part) => part.unit))
  const cleaned = clean(passage.sentence)
  const raws = passage.figures.map((one) => one.raw)
  const figures = figuresIn(cleaned.text).map((figure) => ({
    unit: figure.unit,
    raw: cleaned.raw(figure.start, figure.end),
  }))
  const from = figures.findIndex((figure) => figure.raw === parts[0]?.raw)
  return figures.slice(Math.max(0, from)).some((figure) => units.has(figure.unit) && !raws.includes(figure.raw))
}
