import { nothing } from './field.ts'
import { fold } from './fold.ts'
import { splitLabels } from './labels.ts'
import type { Evidence, Field } from './reading.ts'
import type { Scan } from './scan.ts'
import type { Statement } from './statements.ts'

const printed = /^[\s[【(:]*(\d{1,3}(?:,\d{3})+|\d+)\s*(?:次|人次|人|[\]】)]|$|\s)/

function countIn(value: string): number | null {
  const match = printed.exec(fold(value))
  const count = match === null ? Number.NaN : Number((match[1] ?? '').replaceAll(',', ''))
  return Number.isSafeInteger(count) ? count : null
}

/**
 * The count of views printed in the strip. Counters of the whole site are kept apart by their label; `-`, 0 and 1 are
 * what templates print before a script brings the number, and are no counts.
 */
export function readViews(statements: readonly Statement[]): Field<number> {
  const others: Evidence<number>[] = []
  let best: Evidence<number> | null = null
  for (const { key, label, value, where, raw } of statements) {
    const count = key === 'views' ? countIn(value) : null
    if (count === null) continue
    const evidence: Evidence<number> = { value: count, rule: `label:${label}`, where, raw, confidence: 'stated' }
    if (best === null && count > 1) best = evidence
    else others.push(evidence)
  }
  return { value: best?.value ?? null, evidence: best, others }
}

/** The counter of the whole site, wherever on the page it stands. */
export function readSiteCounter(scan: Scan): Field<number> {
  for (const { text, table } of scan.blocks) {
    if (table !== null || text.length > 300 || !/访问|浏览|点击|人气|阅读/.test(text)) continue
    for (const { key, label, value } of splitLabels(text).labelled) {
      const count = key === 'site-views' ? countIn(value) : null
      if (count === null) continue
      const evidence: Evidence<number> = {
        value: count,
        rule: `label:${label}`,
        where: 'page',
        raw: text,
        confidence: 'stated',
      }
      return { value: count, evidence, others: [] }
    }
  }
  return nothing()
}
