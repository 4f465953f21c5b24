import { spelledYear } from './dates.ts'
import { nothing } from './field.ts'
import { fold } from './fold.ts'
import type { Evidence, Field } from './reading.ts'

const inTitle = /((?:19|20)\d{2})\s*(?:年度|年)|([二][〇○零Oo0][〇○零Oo0一二][〇○零Oo0一二三四五六七八九])\s*年/g
/** A school year is two halves of two years, and no year of its own. */
const schoolYear = /(?:19|20)\d{2}\s*年?\s*[-—–~至]+\s*(?:19|20)\d{2}\s*学年|(?:19|20)\d{2}\s*学年/
const bare = /(?<!\d)(20[0-4]\d)(?!\d)/
const period = /(?:期限|时间|时限|数据|统计)[^。]{0,20}?自?\s*((?:19|20)\d{2})\s*年?\s*1\s*月?\s*1\s*日/
const annexTitle = /附[件表录]?[^。]{0,20}?((?:19|20)\d{2})\s*年度?\s*政府信息公开/
/** A year that the text speaks of; the one of its plans (2022年,我局将…) is the next. */
const spoken = /((?:19|20)\d{2})\s*年(?!度?[,，]?\s*[^,，。]{0,8}(?:将|计划|拟|工作思路|工作打算))/g

function evidence(
  value: number,
  rule: string,
  where: string,
  raw: string,
  confidence: Evidence<number>['confidence'],
): Field<number> {
  return { value, evidence: { value, rule, where, raw, confidence }, others: [] }
}

function yearOf(match: RegExpMatchArray): number | null {
  return match[1] === undefined ? spelledYear(match[2] ?? '') : Number(match[1])
}

/**
 * The year that a report covers: from its title, from the period that its figures cover, from the heading of its
 * annex, or else the year that its text speaks of most.
 *
 * @param text the main text
 */
export function readYear(title: string | null, text: string): Field<number> {
  if (schoolYear.test(fold(title ?? ''))) return nothing()
  const matches = [...fold(title ?? '').matchAll(inTitle)]
  const best = matches.find((match) => match[0].includes('年度')) ?? matches[0]
  const stated = best === undefined ? null : yearOf(best)
  if (stated !== null) return evidence(stated, 'title-year', 'title', title ?? '', 'stated')
  const bareYear = bare.exec(fold(title ?? ''))?.[1]
  if (bareYear !== undefined) return evidence(Number(bareYear), 'title-year', 'title', title ?? '', 'derived')
  const head = fold(text.slice(0, 1500))
  const covered = period.exec(head)
  if (covered?.[1] !== undefined) return evidence(Number(covered[1]), 'period', 'body', covered[0], 'stated')
  const annex = annexTitle.exec(fold(text))
  if (annex?.[1] !== undefined) return evidence(Number(annex[1]), 'annex-title', 'body', annex[0], 'derived')
  return mostSpokenOf(fold(text.slice(0, 20_000)))
}

function mostSpokenOf(text: string): Field<number> {
  const counts = new Map<string, number>()
  for (const [, year = ''] of text.matchAll(spoken)) counts.set(year, (counts.get(year) ?? 0) + 1)
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  if (first === undefined || first[1] < 2 || first[1] === second?.[1]) return nothing()
  return evidence(Number(first[0]), 'most-spoken-year', 'body', `${first[0]}年 × ${first[1]}`, 'inferred')
}
