import type { Check, Statistic } from '../statistic.ts'
import { compare, plainValue, rounded, type Sheet, sheetOf } from './sheet.ts'

/** How many figures above zero two years must share before their sameness means anything. */
const enough = 8
const sameShare = 0.9

/** V12: what was carried in is what the year before carried out. */
function carriedIn(now: Sheet, before: Sheet): Check[] {
  if (!now.all.some((one) => one.table === 't3')) return []
  const left = now.cell('t3', 'carry_in', 'tot')?.value ?? null
  const right = before.cell('t3', 'carry_out', 'tot')?.value ?? null
  return [compare('V12', 'table 3: 上年结转 = 结转下年 of the year before', left, '=', right)]
}

/** V13: rules in force are those of the year before, and the new ones, without the abolished ones. */
function inForce(now: Sheet, before: Sheet): Check[] {
  return ['规章', '行政规范性文件'].flatMap((row) => {
    const value = (sheet: Sheet, column: string): number | null => sheet.cell('t2', row, column)?.value ?? null
    const valid = value(now, '现行有效件数')
    const [issued, abolished, old] = [
      value(now, '本年制发件数'),
      value(now, '本年废止件数'),
      value(before, '现行有效件数'),
    ]
    if (valid === null) return []
    const expected = issued === null || abolished === null || old === null ? null : old + issued - abolished
    return [compare('V13', `table 2, ${row}: in force = in force before + issued − abolished`, valid, '=', expected)]
  })
}

const keyOf = (one: Statistic): string => `${one.table}|${one.indicator}|${one.column ?? ''}`

/** V20: a year's figures are not those of the year before over again. */
function notCopied(now: Sheet, before: Sheet): Check[] {
  const old = new Map(before.all.map((one) => [keyOf(one), plainValue(one)]))
  const shared = now.all.filter((one) => (one.value ?? 0) > 0 && (old.get(keyOf(one)) ?? 0) > 0)
  const same = shared.filter((one) => plainValue(one) === old.get(keyOf(one)))
  if (shared.length < enough) return []
  const copied = same.length / shared.length >= sameShare
  return [
    {
      rule: 'V20',
      subject: 'figures above zero that are equal to those of the year before',
      verdict: copied ? 'fails' : 'holds',
      left: same.length,
      right: shared.length,
      cause: copied ? 'the figures may be copied from the year before' : null,
    },
  ]
}

/** V12, V13 and V20 against the same agency's figures of the year before; none when they are not known. */
export function checkYears(now: Sheet, previous: readonly Statistic[] | undefined): Check[] {
  if (previous === undefined || previous.length === 0) return []
  const before = sheetOf(previous)
  return [...carriedIn(now, before), ...inForce(now, before), ...notCopied(now, before)].map((check) => ({
    ...check,
    left: typeof check.left === 'number' ? rounded(check.left) : check.left,
  }))
}
