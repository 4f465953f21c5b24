import type { Check, Statistic } from '../statistic.ts'
import type { SumCause } from './causes.ts'
import { rounded } from './sheet.ts'

/** A part of a sum, by the name that a reader knows. */
export interface Part {
  readonly name: string
  readonly value: number | null
  /** What stands in the place of a number that is missing. */
  readonly state?: Statistic['state']
}

/** Why a sum fails, where its numbers tell: a part left out of the total, or counted twice. */
export function whySumFails(parts: readonly Part[], total: number): SumCause | null {
  const sum = parts.reduce((all, part) => all + (part.value ?? 0), 0)
  const named = (value: number): string | undefined => parts.find((part) => part.value === value && value !== 0)?.name
  const left = named(rounded(sum - total))
  if (left !== undefined) return `the total leaves out ${left}`
  const twice = named(rounded(total - sum))
  return twice === undefined ? null : `the total counts ${twice} twice`
}

/**
 * Compares a total with the sum of its parts. Blank is not zero: with a part missing the sum can prove the total right
 * or too small, else the check is not applicable.
 */
export function checkSum(rule: string, subject: string, total: number | null, parts: readonly Part[]): Check {
  const stated = parts.filter((part) => part.value !== null)
  const sum = stated.length === 0 ? null : rounded(stated.reduce((all, part) => all + (part.value ?? 0), 0))
  const open = { rule, subject, verdict: 'not-applicable' as const, left: total, right: sum }
  if (total === null || sum === null) return { ...open, cause: null }
  if (sum === total) return { ...open, verdict: 'holds', cause: null }
  const missing = parts.filter((part) => part.value === null)
  if (missing.length > 0 && sum < total) {
    const lost = missing.filter((part) => part.state === 'lost').length
    return { ...open, cause: lost > 0 ? `${lost} parts could not be read` : `${missing.length} parts are blank` }
  }
  return { ...open, verdict: 'fails', cause: whySumFails(parts, total) }
}
