import { type Moment, readLabelledMoment, readMoment } from './dates.ts'
import { choose } from './field.ts'
import { compact } from './fold.ts'
import type { LabelKey } from './labels.ts'
import { datesOther, splitLabels } from './labels.ts'
import type { Layout } from './layout.ts'
import type { Metas } from './metas.ts'
import type { Evidence, Field, ReadingContext } from './reading.ts'
import type { Scan } from './scan.ts'
import type { Statement } from './statements.ts'
import { dateBehindTitle } from './title-block.ts'

/** Labels of the publish date in the order of trust; 发文日期 and 成文日期 date the document, not its publication. */
const stated: readonly LabelKey[] = ['published', 'disclosed']
const weaker: readonly LabelKey[] = ['date', 'updated', 'generated']
const clock = /今天是|现在是|当前时间|星期|农历|生成时间/

function byLabel(statements: readonly Statement[], keys: readonly LabelKey[]): Evidence<string>[] {
  const found: Evidence<string>[] = []
  for (const key of keys) {
    for (const where of ['strip', 'index-table', 'marker'] as const) {
      for (const statement of statements) {
        if (statement.key !== key || statement.where !== where) continue
        const moment = readLabelledMoment(statement.value)
        if (moment === null || moment.index > 4) continue
        found.push({
          value: moment.iso,
          rule: `label:${statement.label}`,
          where,
          raw: statement.raw,
          confidence: 'stated',
        })
      }
    }
  }
  return found
}

/**
 * Whether a date before the labels of a line is all that stands there, the title apart, which some templates print in
 * the same heading.
 */
function standsAlone(lead: string, moment: Moment, labelled: boolean, names: readonly string[]): boolean {
  if (lead.length - (moment.end - moment.index) <= 12) return true
  const before = compact(lead.slice(0, moment.index))
  if (before === '发布于' || before === '发表于') return true
  return labelled && lead.length - moment.end <= 2 && names.some((name) => name.startsWith(before))
}

/** Dates without a label: on the line of the source, or on a line of their own next to it or to the title. */
function beside(scan: Scan, layout: Layout, metas: Metas, statements: readonly Statement[]): Evidence<string>[] {
  const found: Evidence<string>[] = []
  const sources = new Set(
    statements.filter(({ key, where }) => key === 'source' && where === 'strip').map(({ raw }) => raw),
  )
  const anchors = layout.strip.filter((number) => sources.has(scan.blocks[number]?.text ?? ''))
  if (layout.title !== null) anchors.push(layout.title.to - 1)
  const behind = layout.title === null ? null : dateBehindTitle(scan, layout.title)
  const after = behind === null ? null : readMoment(behind)
  if (after !== null) {
    found.push({ value: after.iso, rule: 'date-behind-title', where: 'title', raw: behind ?? '', confidence: 'stated' })
  }
  const names = [metas.title, scan.docTitle].filter((name) => name !== null).map(compact)
  for (const number of layout.strip) {
    const raw = scan.blocks[number]?.text ?? ''
    if (layout.title !== null && number >= layout.title.from && number < layout.title.to) continue
    if (!anchors.some((anchor) => Math.abs(anchor - number) <= 3)) continue
    const above = layout.title !== null && number < layout.title.from
    for (const { iso } of datesWithoutLabel(raw, above, names)) {
      found.push({ value: iso, rule: 'date-beside-title', where: 'strip', raw, confidence: 'stated' })
    }
  }
  return found
}

/**
 * The dates on a line of the strip that no label announces.
 *
 * @param above whether the line stands above the title: a date alone is then the clock of the page's head
 * @param names what head and metas give for the title, compact
 */
function datesWithoutLabel(text: string, above: boolean, names: readonly string[]): Moment[] {
  if (text.length > 160 || clock.test(text) || datesOther(text)) return []
  const { lead, labelled } = splitLabels(text)
  if (above && labelled.length === 0) return []
  const first = readMoment(lead)
  const second = readMoment(labelled.find(({ key }) => key === 'source')?.value ?? '')
  return [
    ...(first !== null && standsAlone(lead, first, labelled.length > 0, names) ? [first] : []),
    ...(second === null ? [] : [second]),
  ]
}

function sameMinute(a: string, b: string): boolean {
  const [first, second] = [readMoment(a), readMoment(b)]
  return first !== null && second !== null && first.iso.slice(0, 16) === second.iso.slice(0, 16)
}

/** Whether a meta's date is the time at which the page was generated, which says nothing of its publication. */
export function isGeneration(published: string, metas: Metas): boolean {
  return metas.generated.some((time) => sameMinute(time, published))
}

/** When a text says under a label that it was published: a file has no other place for that. */
export function readPublishedByLabel(statements: readonly Statement[]): Field<string> {
  return choose(byLabel(statements, stated))
}

/** When the page was published, as precise as it says: by label, by a date beside the title, by meta, by the list. */
export function readPublished(
  scan: Scan,
  layout: Layout,
  metas: Metas,
  statements: readonly Statement[],
  context: ReadingContext,
): Field<string> {
  const sure = [...byLabel(statements, stated), ...beside(scan, layout, metas, statements)]
  // Where a publish date is stated and cannot be read, no other day on the page stands for it.
  const unread = sure.length === 0 && statements.some(({ key, value }) => stated.includes(key) && /\d/.test(value))
  const found = unread ? [] : [...sure, ...byLabel(statements, weaker)]
  if (metas.published !== null && !isGeneration(metas.published, metas)) {
    const moment = readMoment(metas.published)
    if (moment !== null) {
      found.push({ value: moment.iso, rule: 'meta:PubDate', where: 'meta', raw: metas.published, confidence: 'stated' })
    }
  }
  const row = context.listDate === null ? null : readMoment(context.listDate)
  if (row !== null) {
    found.push({
      value: row.iso,
      rule: 'list-row',
      where: 'list-row',
      raw: context.listDate ?? '',
      confidence: 'inferred',
    })
  }
  return choose(found)
}
