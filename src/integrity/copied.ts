import { compact } from '../reading/fold.ts'
import type { Related, RelationFinding } from './related.ts'
import { compareSentences, type Likeness, sentencesOf } from './sentences.ts'

/** From this share of equal sentences on a text is another over again: the figures of an honest year differ. */
const sameShare = 0.9
/** Fewer sentences are too few to tell: short reports of small agencies are alike without being copied. */
const enough = 6

/** How alike two texts are, their years and their publishers' names folded. */
export function likenessOf(a: Related, b: Related): Likeness {
  const names = [...new Set([a.publisher, b.publisher])].filter((name) => name !== null)
  return compareSentences(sentencesBy(a, names), sentencesBy(b, names))
}

/** The sentences of a report by the names that were folded in them: it is compared with several others of its agency. */
const known = new WeakMap<Related, Map<string, readonly string[]>>()

function sentencesBy(report: Related, names: readonly string[]): readonly string[] {
  const byNames = known.get(report) ?? new Map<string, readonly string[]>()
  known.set(report, byNames)
  const key = names.join('\n')
  const sentences = byNames.get(key) ?? sentencesOf(report.text, names)
  byNames.set(key, sentences)
  return sentences
}

/** Whether enough is the same to say that one text was made from the other. */
export function isSameText({ equal, of }: Likeness): boolean {
  return of >= enough && equal / of >= sameShare
}

/** Whether one comes after the other: by the year that it reports on, then by the day of its publication, then by its coming. */
export function comesAfter(a: Related, b: Related): boolean {
  if (a.reportYear !== null && b.reportYear !== null && a.reportYear !== b.reportYear)
    return a.reportYear > b.reportYear
  const [left, right] = [a.publishedAt?.slice(0, 10) ?? '', b.publishedAt?.slice(0, 10) ?? '']
  if (left !== '' && right !== '' && left !== right) return left > right
  return a.document > b.document
}

function reasonOf(a: Related, b: Related): 'other-year' | 'other-agency' | null {
  if (a.publisher === null || b.publisher === null) return null
  if (compact(a.publisher) !== compact(b.publisher)) return 'other-agency'
  const years = [a.reportYear, b.reportYear]
  return years.includes(null) || years[0] === years[1] ? null : 'other-year'
}

/**
 * Whether a report is an earlier one over again: the same agency's of another year, or another agency's. The finding is
 * on the later of the two.
 *
 * @returns null when the texts differ, or when they are the same report at two addresses
 */
export function findCopied(a: Related, b: Related): RelationFinding | null {
  const reason = reasonOf(a, b)
  if (reason === null) return null
  const likeness = likenessOf(a, b)
  if (!isSameText(likeness)) return null
  const [later, earlier] = comesAfter(a, b) ? [a, b] : [b, a]
  const share = `${likeness.equal} of ${likeness.of} sentences are those of`
  const both = `${titleOf(later)} at ${later.url}: ${share} ${titleOf(earlier)} at ${earlier.url}`
  return {
    document: later.document,
    url: later.url,
    name: 'copied',
    reason,
    detail: `${reason}: ${both}`,
    where: earlier.url,
  }
}

function titleOf({ publisher, reportYear }: Related): string {
  return `${publisher} ${reportYear ?? 'of an unknown year'}`
}
