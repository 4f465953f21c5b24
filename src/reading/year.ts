import { spelledYear } from './dates.ts'
import { choose, nothing } from './field.ts'
import { fold } from './fold.ts'
import type { Evidence, Field } from './reading.ts'

const inTitle = /((?:19|20)\d{2})\s*(?:年度|年)|([二][〇○零Oo0][〇○零Oo0一二][〇○零Oo0一二三四五六七八九])\s*年/g
/** A school year is two halves of two years, and no year of its own. */
const schoolYear = /(?:19|20)\d{2}\s*年?\s*[-—–~至]+\s*(?:19|20)\d{2}\s*学年|(?:19|20)\d{2}\s*学年/
const bare = /(?<!\d)(20[0-4]\d)(?!\d)/
const period =
  /(?:期限|时间|时限|数据|统计)[^。]{0,20}?自?\s*((?:19|20)\d{2})\s*年?\s*1\s*月?\s*1\s*日(?:[^。\d]{0,6}((?:19|20)\d{2})\s*年?\s*12\s*月)?/
const annexTitle = /附[件表录]?[^。]{0,20}?((?:19|20)\d{2})\s*年度?\s*政府信息公开/
/** A year that the text speaks of; the one of its plans (2022年,我局将…) is the next. */
const spoken = /((?:19|20)\d{2})\s*年(?!度?[,，]?\s*[^,，。]{0,8}(?:将|计划|拟|工作思路|工作打算))/g

function yearOf(match: RegExpMatchArray): number | null {
  return match[1] === undefined ? spelledYear(match[2] ?? '') : Number(match[1])
}

/** The years that a title names, that of 年度 first. */
function yearsInTitle(title: string): Evidence<number>[] {
  const plain = fold(title)
  const matches = [...plain.matchAll(inTitle)].sort(
    (a, b) => Number(b[0].includes('年度')) - Number(a[0].includes('年度')),
  )
  const stated = matches.map(yearOf).filter((year) => year !== null)
  const told = { rule: 'title-year', where: 'title', raw: title }
  if (stated.length > 0) return stated.map((value) => ({ ...told, value, confidence: 'stated' }))
  const bareYear = bare.exec(plain)?.[1]
  return bareYear === undefined ? [] : [{ ...told, value: Number(bareYear), confidence: 'derived' }]
}

/** The year whose days the text says that it covers; none where it covers several. */
function yearOfPeriod(text: string): Evidence<number>[] {
  const [raw, from, to = from] = period.exec(fold(text.slice(0, 1500))) ?? []
  if (raw === undefined || from !== to) return []
  return [{ value: Number(from), rule: 'period', where: 'body', raw, confidence: 'stated' }]
}

const severalYears =
  /(?:期限|时间|时限)[^。]{0,20}?自?\s*((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月[^。]{0,16}?((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月/

/** Whether the figures are of days in two years, as a school's are. */
function coversSeveral(text: string): boolean {
  const [, from, to] = severalYears.exec(fold(text.slice(0, 1500))) ?? []
  return from !== to
}

const yearEnd = /截[至止]到?\s*((?:19|20)\d{2})\s*年\s*(?:12\s*月\s*31\s*日|12\s*月\s*底|年?底)/g

/** The year at whose end the text counts (截至2023年12月31日), where it is one. */
function yearOfEnd(text: string): Evidence<number>[] {
  const ends = [...fold(text.slice(0, 20_000)).matchAll(yearEnd)]
  const [first] = ends
  if (first === undefined || ends.some((end) => end[1] !== first[1])) return []
  return [{ value: Number(first[1]), rule: 'as-of', where: 'body', raw: first[0], confidence: 'derived' }]
}

/**
 * The year that a report covers: from its title, from the period that its figures cover, from the heading of its
 * annex, from the day up to which it counts, or else the year that its text speaks of most. Where the title names several, the period decides.
 *
 * @param text the main text
 */
export function readYear(title: string | null, text: string): Field<number> {
  if (schoolYear.test(fold(title ?? ''))) return nothing()
  const named = yearsInTitle(title ?? '')
  const covered = yearOfPeriod(text)
  const decided = named.filter(({ value }) => value === covered[0]?.value)
  const found = [...decided, ...named, ...covered]
  if (found.length > 0) return choose(found)
  if (coversSeveral(text)) return nothing()
  const annex = annexTitle.exec(fold(text))
  if (annex?.[1] !== undefined) {
    return choose([
      { value: Number(annex[1]), rule: 'annex-title', where: 'body', raw: annex[0], confidence: 'derived' },
    ])
  }
  const end = yearOfEnd(text)
  return end.length > 0 ? choose(end) : mostSpokenOf(fold(text.slice(0, 20_000)))
}

function mostSpokenOf(text: string): Field<number> {
  const counts = new Map<string, number>()
  for (const [, year = ''] of text.matchAll(spoken)) counts.set(year, (counts.get(year) ?? 0) + 1)
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  if (first === undefined || first[1] < 2 || first[1] === second?.[1]) return nothing()
  const raw = `${first[0]}年 × ${first[1]}`
  return choose([{ value: Number(first[0]), rule: 'most-spoken-year', where: 'body', raw, confidence: 'inferred' }])
}
