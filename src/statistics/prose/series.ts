import type { Figure } from './figures.ts'

const opening = /([^，；。：]{2,80})分别(?:为|是|达到?|有|公开|发布|收到|受理|办理)?$/
const joints = /[、和及与]/

/** The figures from `first` on that stand in one row: 3件、5件和2件. */
function rowFrom(text: string, figures: readonly Figure[], first: number): Figure[] {
  const row: Figure[] = []
  for (const figure of figures.slice(first)) {
    const last = row.at(-1)
    if (last !== undefined && !/^[、，和及与]$/.test(text.slice(last.end, figure.start))) break
    row.push(figure)
  }
  return row
}

/**
 * Names the figures of "A、B和C分别为3件、5件和2件" by the words of the same place. Figures of such a row get a name each, or
 * the empty word when the row and the words do not match in number: then none of them is named.
 */
export function seriesNames(text: string, figures: readonly Figure[]): ReadonlyMap<Figure, string> {
  const names = new Map<Figure, string>()
  if (!text.includes('分别')) return names
  figures.forEach((figure, i) => {
    if (names.has(figure)) return
    const words = text.slice(Math.max(0, figure.start - 90), figure.start).match(opening)?.[1]
    if (words === undefined) return
    const row = rowFrom(text, figures, i)
    const named = words.replace(/^其中/, '').split(joints)
    row.forEach((member, k) => {
      names.set(member, named.length === row.length ? (named[k] ?? '') : '')
    })
  })
  return names
}
