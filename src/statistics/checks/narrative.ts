import type { Check, Statistic } from '../statistic.ts'
import type { ListCause, SumCause } from './causes.ts'
import { lostDigits } from './digits.ts'
import { type Division, divisionsOf } from './divisions.ts'
import { type Passage, passagesOf } from './passages.ts'
import { compare, rounded, type Sheet } from './sheet.ts'
import { whySumFails } from './sums.ts'

const total = (parts: readonly Statistic[]): number => rounded(parts.reduce((sum, part) => sum + (part.value ?? 0), 0))

const nameOf = (one: Statistic): string => one.indicator.split(':').at(-1) ?? one.indicator

/** Why a list and its total differ, where that can be told. */
function why(division: Division, stated: number): ListCause | SumCause | null {
  const lost = division.parts.map((part) => lostDigits(part, stated, division.sentence)).find((found) => found !== null)
  const parts = division.parts.map((part) => ({ name: nameOf(part), value: part.value }))
  const partial = total(division.parts) < stated ? 'the list may be partial' : null
  return lost ?? whySumFails(parts, stated) ?? partial
}

function verdict(division: Division, against: Statistic, subject: string): Check {
  const stated = against.value ?? 0
  const sum = total(division.parts)
  const open = { rule: 'V9', subject, left: stated, right: sum }
  if (sum === stated) return { ...open, verdict: 'holds', cause: null }
  const inexact = [...division.parts, against].some((one) => one.qualifier !== null)
  if (inexact) return { ...open, verdict: 'not-applicable', cause: 'a figure is inexact' }
  if (division.broken) return { ...open, verdict: 'not-applicable', cause: 'a part of the list could not be named' }
  if (sum < stated && !division.whole) return { ...open, verdict: 'not-applicable', cause: 'a partial list' }
  if (sum > stated && division.way.name === 'channels')
    return { ...open, verdict: 'not-applicable', cause: 'an item in several channels may count once in the total' }
  return { ...open, verdict: 'fails', cause: why(division, stated) }
}

/** The table's total, for a list of kinds whose own text states none. */
function tableTotal(sheet: Sheet, division: Division): Statistic[] {
  const cell = sheet.cell('F2014', division.way.totals[0] ?? '')
  const kinds = division.way.name === 'kinds of information'
  return !kinds || division.totals.length > 0 || cell === undefined || cell.value === null ? [] : [cell]
}

/**
 * Holds a list against the totals it may divide. The likeliest is always reported; when it fails, the next ones are
 * tried: a list that divides one of them says nothing of the first.
 */
function checkDivision(sheet: Sheet, division: Division): Check[] {
  const totals = [...division.totals, ...tableTotal(sheet, division)]
  // What divides answers is one total under several names.
  const tried = division.way.name === 'answers' ? totals.slice(0, 1) : totals
  const checks = tried.map((against) =>
    verdict(
      division,
      against,
      `${division.way.name} over ${against.indicator}${against.table === 'prose' ? '' : ' of the table'}: ${division.sentence}`,
    ),
  )
  if (checks[0]?.verdict === 'holds') return checks.slice(0, 1)
  const other = checks.find((check) => check.verdict === 'holds')
  if (other === undefined) return checks
  return [other]
}

/** Staff in sentences: all are the full-time and the part-time ones (V7). */
function checkStaff(passage: Passage): Check[] {
  const value = (indicator: string): number | null =>
    passage.figures.find((one) => one.indicator === indicator)?.value ?? null
  const [all, full, part] = [value('staff_total'), value('staff_full'), value('staff_part')]
  if (all === null || full === null || part === null) return []
  return [compare('V7', `staff, full-time and part-time: ${passage.sentence}`, all, '=', full + part)]
}

/** V8 in sentences: the key areas of the year are a part of what was disclosed. */
function checkKeyAreas(passage: Passage, passages: readonly Passage[]): Check[] {
  const areas = passage.figures.filter((one) => one.indicator.startsWith('pd_key:'))
  if (areas.length < 2) return []
  const before = passages.slice(0, passages.indexOf(passage) + 1).flatMap((one) => one.figures)
  const whole = before.findLast((one) => one.indicator === 'pd_total')?.value ?? null
  return [compare('V8', `key areas ≤ pd_total: ${passage.sentence}`, total(areas), '≤', whole)]
}

/** V9, and V7 and V8 where sentences state them: narrative parts add up to the stated total. */
export function checkNarrative(sheet: Sheet): Check[] {
  const passages = passagesOf(sheet.prose)
  return [
    ...divisionsOf(passages).flatMap((division) => checkDivision(sheet, division)),
    ...passages.flatMap(checkStaff),
    ...passages.flatMap((passage) => checkKeyAreas(passage, passages)),
  ]
}
