import type { Check, Statistic } from '../statistic.ts'
import type { LostDigits } from './causes.ts'
import { type Share, sharesOf } from './shares.ts'
import { rounded, type Sheet } from './sheet.ts'

/** The least value that a stated percentage of a whole can mean: a half of its last digit is given away. */
function impliedBy(percent: number, whole: number): number {
  const decimals = (String(percent).split('.')[1] ?? '').length
  return ((percent - 0.5 * 10 ** -decimals) / 100) * whole
}

/** Whether a figure is less than half of what its percentage means and shorter by a digit. */
function isShort(value: number, percent: number, whole: number): boolean {
  const implied = impliedBy(percent, whole)
  return value > 0 && implied > 2 * value && String(Math.round(implied)).length > String(value).length
}

/**
 * Says that a part of a sum has lost digits, where the percentage beside it shows so; null otherwise.
 *
 * @param sentence the sentence of the part, in which its percentage stands right after it
 */
export function lostDigits(part: Statistic, whole: number, sentence: string): LostDigits | null {
  const after = sentence.slice(sentence.indexOf(part.raw) + part.raw.length)
  const stated = after.match(/^[，,、；;(（]?(?:约)?占[^，,。；;\d]{0,30}(\d{1,3}(?:\.\d+)?)[%％]/)?.[1]
  if (stated === undefined || part.value === null || !isShort(part.value, Number(stated), whole)) return null
  const implied = Math.round((Number(stated) / 100) * whole)
  return `${part.indicator} ${part.value} has lost digits: ${stated}% of ${whole} is about ${implied}`
}

function checkShare({ figure, percent, whole }: Share): Check {
  const [value, stated, all] = [figure.value ?? 0, percent.value ?? 0, whole.value ?? 0]
  const short = isShort(value, stated, all)
  return {
    rule: 'V19',
    subject: `${figure.indicator} beside its ${stated}%: ${figure.source.where}`,
    verdict: short ? 'fails' : 'holds',
    left: value,
    right: rounded(Math.round((stated / 100) * all)),
    cause: short ? 'digits were lost in the source, or the percentage is wrong' : null,
  }
}

/** V19: no stated percentage means more than twice the figure beside it. */
export function checkDigits(sheet: Sheet): Check[] {
  return sharesOf(sheet).map(checkShare)
}
