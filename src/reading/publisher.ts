import { agencyOfTitle, cleanPublisher, isAgencyName, namesNobody } from './agency.ts'
import { readMoment } from './dates.ts'
import { choose, preferWhole } from './field.ts'
import { compact, squeeze } from './fold.ts'
import { preferFullName } from './full-name.ts'
import { committeeOf, inferPublisher } from './infer.ts'
import type { LabelKey } from './labels.ts'
import type { Layout } from './layout.ts'
import type { Metas } from './metas.ts'
import { isProse } from './prose.ts'
import type { Evidence, Field, ReadingContext } from './reading.ts'
import type { Scan } from './scan.ts'
import { isCodeName, isSpamName, namesDisclosure } from './spam.ts'
import type { Statement } from './statements.ts'

/** 发布: may announce a day or an agency. */
function announces(key: LabelKey, statement: Statement): boolean {
  return statement.key === key || (key === 'agency' && statement.label === '发布' && isAgencyName(statement.value))
}

function byLabel(statements: readonly Statement[], key: LabelKey): Evidence<string>[] {
  const found: Evidence<string>[] = []
  for (const statement of statements) {
    if (!announces(key, statement)) continue
    const value = cleanPublisher(statement.value)
    if (value.length < 2 || value.length > 80 || !/\p{L}/u.test(value) || namesNobody(value)) continue
    // 发布者 names a person or an account as often as an agency.
    if (key === 'author' && !isAgencyName(value)) continue
    const { label, where, raw } = statement
    found.push({ value, rule: `${where === 'marker' ? 'marker' : 'label'}:${label}`, where, raw, confidence: 'stated' })
  }
  return found.sort((a, b) => Number(a.where === 'marker') - Number(b.where === 'marker'))
}

/** A line without the date that stands on it too. */
function withoutDate(line: string): string {
  const moment = readMoment(line)
  return moment === null ? line : squeeze(`${line.slice(0, moment.index)} ${line.slice(moment.end)}`)
}

/** A line under the title that is nothing but an agency's name, or that and the day. */
function byline(scan: Scan, layout: Layout): Evidence<string> | null {
  if (layout.title === null) return null
  for (let number = layout.title.to; number < Math.min(layout.to, layout.title.to + 12); number++) {
    const block = scan.blocks[number]
    if (block === undefined || isProse(block)) return null
    if (block.region.name !== 'content' || block.table !== null || block.linked > 0) continue
    const value = withoutDate(block.text)
    if (isAgencyName(value)) return { value, rule: 'byline', where: 'byline', raw: block.text, confidence: 'stated' }
  }
  return null
}

/** The rule of a ContentSource that is kept to be seen and never chosen. */
const untrusted = 'template:ContentSource'

/** ContentSource, unless it is what the template always says: the site itself, or the government of another place. */
function byMeta(metas: Metas): { readonly evidence: Evidence<string>; readonly trusted: boolean } | null {
  const { source } = metas
  if (source === null || namesNobody(source)) return null
  const value = cleanPublisher(source)
  if (value.length < 2) return null
  const site = compact(metas.siteName ?? '')
  const otherPlace = /人民政府$/.test(value) && /政府/.test(site) && !site.includes(compact(value))
  const trusted = compact(value) !== site && !otherPlace
  const rule = trusted ? 'meta:ContentSource' : untrusted
  return { evidence: { value, rule, where: 'meta', raw: source, confidence: 'stated' }, trusted }
}

/**
 * Who the page says publishes it: by label in the index table or strip, by JCMS marker, by meta, by the line under the
 * title, by the signature. An advertising phrase in that place is kept here as stated.
 */
export function readStatedPublisher(
  scan: Scan,
  layout: Layout,
  metas: Metas,
  statements: readonly Statement[],
  signer: string | null,
): Field<string> {
  const found = [...byLabel(statements, 'agency'), ...byLabel(statements, 'source'), ...byLabel(statements, 'author')]
  const meta = byMeta(metas)
  if (meta?.trusted) found.push(meta.evidence)
  const line = byline(scan, layout)
  if (line !== null) found.push(line)
  if (signer !== null && (isAgencyName(signer) || isSpamName(signer))) {
    found.push({ value: signer, rule: 'signature', where: 'signature', raw: signer, confidence: 'stated' })
  }
  const field = choose(preferWhole(found))
  return meta === null || meta.trusted ? field : { ...field, others: [...field.others, meta.evidence] }
}

/** What a page and its site are about, to resolve the publisher from. */
export interface PublisherGrounds {
  readonly stated: Field<string>
  readonly title: string | null
  readonly text: string
  /** Letters of the document numbers cited. */
  readonly letters: readonly string[]
}

/** The name of a site as an agency's name: 北京市丰台区人民政府网站 → 北京市丰台区人民政府. */
function agencyOfSite(name: string): string {
  return name.replace(/(?:政府)?(?:信息公开(?:网|平台)|(?:官方)?(?:门户)?网站?|政务网|门户)$/, (tail) =>
    tail.startsWith('政府') ? '政府' : '',
  )
}

/** The agency that a title names, sure when it is one; the government of a place or the committee of a zone is a guess. */
function fromTitle(title: string | null, text: string): Evidence<string>[] {
  const named = title === null ? null : agencyOfTitle(title)
  if (title === null || named === null || isSpamName(named.name)) return []
  const committee = committeeOf(named.name, text)
  const sure = committee === null && !named.placeOnly
  const rule = committee !== null ? 'title-zone' : named.placeOnly ? 'title-place' : 'title-prefix'
  const confidence = sure ? 'derived' : 'inferred'
  return [{ value: committee ?? named.name, rule, where: 'title', raw: title, confidence }]
}

/**
 * The publisher resolved: stated, in full where the title says it in full; derived from the title, inferred from the
 * text, or the site's own agency.
 */
export function resolvePublisher(grounds: PublisherGrounds, metas: Metas, context: ReadingContext): Field<string> {
  const { stated, title } = grounds
  const isAgency = (name: string): boolean => !isSpamName(name) && !(namesDisclosure(title) && isCodeName(name))
  const found: Evidence<string>[] = []
  for (const evidence of [stated.evidence, ...stated.others]) {
    if (evidence !== null && evidence.rule !== untrusted && isAgency(evidence.value)) found.push(evidence)
  }
  found.push(...fromTitle(title, grounds.text))
  const inferred = inferPublisher(grounds.text, grounds.letters)
  if (inferred !== null) found.push(inferred)
  for (const [where, name] of [
    ['configuration', context.siteName],
    ['meta', metas.siteName],
  ] as const) {
    const agency = name === null ? '' : agencyOfSite(cleanPublisher(name))
    const value = committeeOf(agency, grounds.text) ?? agency
    if (value === '' || !isAgencyName(value) || isSpamName(value)) continue
    found.push({ value, rule: 'site-name', where, raw: name ?? '', confidence: 'inferred' })
  }
  return choose(preferFullName(preferWhole(found)))
}
