import type { Figure } from './figures.ts'
import { isRate } from './guards.ts'
import type { Surroundings } from './rule.ts'
import type { Topic } from './topics.ts'

/** The longest slice that a pattern sees, in characters: it bounds the work for one figure. */
const reach = 120
/** Words that lead over to a number and name nothing. */
const fillers =
  /(?:的|数量|总数|总量|数|量|总计|合计|共计|共|达到|达|为|是|有|约|近|已|累计|就|了|(?<![统审设会])计|各|分别|大概|逾|超过?|“|”|：|、|全年|目前|现|均)+$/
const clauseEnd = /[，；：。]/

/** The part of a text after its last clause mark. */
function lastClause(text: string): string {
  for (let i = text.length - 1; i >= 0; i--) if (clauseEnd.test(text[i] ?? '')) return text.slice(i + 1)
  return text
}

/**
 * The words between two figures without those that belong to the first: 2件信函申请，3件…. When no mark parts them, all may
 * belong to the second.
 */
function withoutTail(between: string): string {
  const mark = between.search(/[，；：。、]/)
  return mark < 0 ? between : between.slice(mark)
}

/** The words before a figure that can name it: its clause, or the clause before when it only leads over. */
function labelOf(lead: string): string {
  const near = lastClause(lead)
  const label = near.replace(fillers, '')
  const rest = lead.slice(0, lead.length - near.length - 1)
  const words = label === '' && rest !== '' ? lastClause(rest).replace(fillers, '') : label
  return words.replace(/^(?:[、，)”]|和(?!谐)|及(?!时))+/, '')
}

/** Where a figure stands in its sentence: between which figures. */
export interface Place {
  readonly text: string
  readonly figure: Figure
  /** The end of the figure before, or 0; the start of the next one, or the sentence's end. */
  readonly from: number
  readonly to: number
  /** Words to use in place of those right before it (分别为). */
  readonly name: string | null
}

/** The words after a figure that can name it; in a list, what follows the last 、 belongs to the next figure. */
function tailOf({ text, figure, to }: Place): string {
  const after = text.slice(figure.end, Math.min(to, figure.end + reach))
  const clause = after.split(clauseEnd, 1)[0] ?? ''
  const reachesNext = clause.length === after.length && to < text.length
  return reachesNext && clause.includes('、') ? clause.slice(0, clause.lastIndexOf('、')) : clause
}

/** The words around a figure as the rules see them. */
export function surroundings(
  place: Place,
  told: { readonly topic: Topic | null; readonly previous: string | null; readonly given: ReadonlySet<string> },
): Surroundings {
  const { text, figure } = place
  const before = text.slice(Math.max(place.from, figure.start - reach), figure.start)
  const lead = place.name ?? (place.from === 0 ? before : withoutTail(before))
  const clause = lastClause(text.slice(Math.max(0, figure.start - reach), figure.start))
  return {
    ...told,
    unit: figure.unit,
    label: labelOf(lead),
    clause,
    lead,
    tail: tailOf(place),
    rest: text.slice(figure.end, figure.end + reach),
    rate: isRate(clause),
  }
}
