import type { Check, Statistic } from '../statistic.ts'
import { divisionsOf } from './divisions.ts'
import { passagesOf } from './passages.ts'
import { plainValue, type Sheet } from './sheet.ts'

/** Amounts of money and percentages may have decimals. */
function mayHaveDecimals(one: Statistic): boolean {
  return (
    /元|%/.test(one.unit ?? '') || /_pct|_rate|budget|fees|_万元$/.test(one.indicator) || /金额/.test(one.column ?? '')
  )
}

/** The changes of a year bear a sign. */
function isDelta(one: Statistic): boolean {
  return one.column === '本年增/减'
}

/** V17: counts are whole and not negative, but for money and signed changes. One check for all, and one for each breach. */
export function checkIntegers(sheet: Sheet): Check[] {
  const counts = sheet.all.filter((one) => one.value !== null)
  const breaches = counts.filter((one) => {
    const value = one.value ?? 0
    return (value < 0 && !isDelta(one)) || (!Number.isInteger(value) && !mayHaveDecimals(one))
  })
  const open = { rule: 'V17', right: null, cause: null }
  if (counts.length === 0) return [{ ...open, subject: 'whole numbers', verdict: 'not-applicable', left: null }]
  if (breaches.length === 0) return [{ ...open, subject: 'whole numbers', verdict: 'holds', left: counts.length }]
  return breaches.map((one) => ({
    ...open,
    subject: `${one.indicator}: ${one.source.where}`,
    verdict: 'fails',
    left: one.value,
  }))
}

/** More items than any place publishes in a year: such a count has a 万 too many. */
const mostItems = 1e8

function tenThousandTooMany(one: Statistic, sums: readonly number[]): Check | null {
  const value = plainValue(one) ?? 0
  if (!/[万亿]/.test(one.raw + (one.unit ?? '')) || /元|人次|次/.test(one.unit ?? '')) return null
  const meant = value / 10_000
  const fails = sums.includes(meant) || value >= mostItems
  return {
    rule: 'V18',
    subject: `${one.indicator} ${one.raw}: ${one.source.where}`,
    verdict: fails ? 'fails' : 'holds',
    left: value,
    right: sums.find((sum) => sum === meant) ?? null,
    cause: fails ? '万 is written where the number already is in full' : null,
  }
}

/** One amount, stated in 元 in a sentence and with the same digits under 万元 in the table, is one of the two. */
function moneyUnit(one: Statistic, sheet: Sheet): Check | null {
  const cell = sheet.cell('F2014', one.indicator)
  if (one.unit !== '元' || cell?.value == null || one.value === null || cell.value === 0) return null
  const same = cell.value === one.value && /^万/.test(cell.unit ?? '')
  return {
    rule: 'V18',
    subject: `${one.indicator}: 元 in the sentence, ${cell.unit ?? ''} in the table: ${one.source.where}`,
    verdict: same ? 'fails' : 'holds',
    left: one.value,
    right: plainValue(cell),
    cause: same ? 'one of them has 元 for 万元' : null,
  }
}

/** V18: units are sane: no 万 too many, no 元 for 万元. */
export function checkUnits(sheet: Sheet): Check[] {
  const lists = passagesOf(sheet.prose).map(({ figures }) =>
    figures.filter((one) => one.indicator.startsWith('pd_level:')),
  )
  const divided = divisionsOf(passagesOf(sheet.prose)).map((division) => division.parts)
  const sums = [...lists, ...divided]
    .filter((parts) => parts.length > 1)
    .map((parts) => parts.reduce((sum, part) => sum + (part.value ?? 0), 0))
  return sheet.all
    .flatMap((one) => [tenThousandTooMany(one, sums), one.table === 'prose' ? moneyUnit(one, sheet) : null])
    .filter((check) => check !== null)
}
