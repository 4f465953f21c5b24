import type { Page } from '../../crawlers/read/page.ts'
import { fold } from './fold.ts'
import { findInjected } from './injected.ts'
import type { Layout } from './layout.ts'
import type { Metas } from './metas.ts'
import type { Flag } from './reading.ts'
import type { Scan } from './scan.ts'
import { phraseAt, type Sighting } from './sighting.ts'
import { brandsIn, isCodeName, isSpamName, namesDisclosure, offersIn, plainForm, spamIn } from './spam.ts'
import { titleText } from './title-block.ts'

/** What the check for hijacked pages looks at. */
export interface Suspect {
  readonly title: string | null
  readonly publisherStated: string | null
  readonly signer: string | null
  /** The main text. */
  readonly text: string
}

/** What stands in a title where an agency's name belongs: before the year or 关于, or between the year and what is reported. */
const nameSlots = [
  /^(.{2,80}?)(?:关于|(?:19|20)\d{2}\s*年|政府信息公开|政务公开)/,
  /^(?:19|20)\d{2}\s*年度?(.{2,80}?)(?:关于|政府信息公开|政务公开|信息公开)/,
]
const reportTitle = /信息公开|政务公开|年报|年度报告|工作报告/

/** What tells a false name: 娱乐城 and the like are the name of a house on any page but a report. */
function nameTest(title: string | null): (name: string) => boolean {
  const isReport = title === null || reportTitle.test(fold(title))
  return (name) =>
    (isSpamName(name) && (isReport || spamIn(name).length > 0)) || (namesDisclosure(title) && isCodeName(name))
}

function inTitle(title: string, isName: (name: string) => boolean): Sighting[] {
  const plain = fold(title).trim()
  const named = nameSlots.flatMap((slot) => slot.exec(plain)?.[1]?.trim() ?? [])
  const tails = plain.split(/[_|—–-]+/).slice(1)
  return [...named.filter(isName), ...tails.filter((tail) => offersIn(tail).length > 0)]
    .slice(0, 2)
    .map((phrase) => phraseAt(plainForm(phrase), 'title'))
}

/** What only an agency does: it has a web site, issues a report, carries out orders. */
const act =
  /(?:门户)?网站为|(?:19|20)\d{2}年度?(?:政府信息|政务)公开|(?:有关|工作|的)?情况报告如下|(?:认真|全面|深入)(?:贯彻|落实|学习|执行)|高度重视|严格按照|(?:共|累计|全年)?(?:主动公开|受理|收到)(?:各类)?(?:政府)?(?:信息|依申请|公开申请)/
/** A phrase that acts like an agency in a sentence. */
const acting = new RegExp(`([\\w\\u4e00-\\u9fa5]{2,60}?)(?=${act.source})`, 'g')

function inText(text: string, isName: (name: string) => boolean): Sighting[] {
  const found: Sighting[] = []
  for (const line of text.split('\n')) {
    const plain = plainForm(line)
    if (!act.test(plain)) continue
    for (const [, run = ''] of plain.matchAll(acting)) {
      const name = nameOnly(run)
      if (name !== null && isName(name)) found.push(phraseAt(name, 'body'))
    }
  }
  return found
}

/** So often the name of such a house stands in a report on disclosure by no chance; an offer of it once. */
const leastBrands = 2

/** Names of houses that take bets, put in the place of words all over a report: 完善…官方网站制度规范. */
function inPlaceOfWords(text: string, title: string | null): Sighting[] {
  if (!namesDisclosure(title) && !/(?:信息公开|政务公开)[\s\S]*(?:信息公开|政务公开)/.test(text)) return []
  return [...new Set(brandsIn(text, leastBrands))].map((name) => phraseAt(name, 'body'))
}

/** The advertising phrase at the end of a run of words, without the words of the sentence before it; null without one. */
function nameOnly(run: string): string | null {
  const tail = run.slice(-16)
  if (!isSpamName(tail) || !isSpamName(run)) return null
  const strong = spamIn(tail)[0]
  return strong === undefined ? tail : tail.slice(tail.indexOf(strong))
}

function inHead(scan: Scan, metas: Metas, visible: () => string): Sighting[] {
  const parts: (readonly [string, string | null])[] = [
    ['title-tag', scan.docTitle],
    ['keywords', metas.keywords],
    ['description', metas.description],
  ]
  // The head of an honest page repeats its text; spam stands in the head alone, or in both.
  return parts.flatMap(([where, value]) =>
    offersIn(value ?? '')
      .filter((phrase) => !visible().includes(phrase))
      .slice(0, 2)
      .map((phrase) => phraseAt(phrase, where)),
  )
}

/**
 * Whether a page was hijacked: advertising stands in the place of the agency's name, in the head alone, in hidden text,
 * links or paragraphs that were put in, or a script sends searchers elsewhere. A page that writes about gambling is clean.
 *
 * @returns at most one flag, which says what was seen and names all the places
 */
export function checkHijack(page: Page, scan: Scan, metas: Metas, layout: Layout, suspect: Suspect): Flag[] {
  const { title, publisherStated, signer, text } = suspect
  const isName = nameTest(title)
  const sightings: Sighting[] = title === null ? [] : inTitle(title, isName)
  if (publisherStated !== null && isName(publisherStated)) {
    sightings.push(phraseAt(plainForm(publisherStated), 'publisher'))
  }
  if (signer !== null && isName(signer)) sightings.push(phraseAt(plainForm(signer), 'signature'))
  const shownTitle = layout.title === null ? '' : titleText(scan, layout.title)
  const visible = () => plainForm(`${shownTitle}\n${text}`)
  sightings.push(
    ...inText(text, isName),
    ...inPlaceOfWords(text, title),
    ...inHead(scan, metas, visible),
    ...findInjected(page, scan, layout, title),
  )
  if (sightings.length === 0) return []
  const places = [...new Set(sightings.map(({ where }) => where))]
  return [{ name: 'hijacked', detail: describe(sightings, scan), where: places.join(', ') }]
}

const mostTold = 4

function describe(sightings: readonly Sighting[], scan: Scan): string {
  const page = plainForm(scan.blocks.map(({ text }) => text).join('\n'))
  const told = new Map<string, Set<string>>()
  for (const { what, kind, where } of sightings) {
    const count = page.split(what).length - 1
    const times = count === 0 ? 'not in the visible text' : `${count} time${count === 1 ? '' : 's'} in the visible text`
    const sentence = kind === 'told' ? what : `“${what}” ${times}`
    told.set(sentence, (told.get(sentence) ?? new Set()).add(where))
  }
  const lines = [...told].slice(0, mostTold).map(([sentence, places]) => `${sentence} (${[...places].join(', ')})`)
  const more = told.size > mostTold ? `; and ${told.size - mostTold} more` : ''
  return `advertising where an agency's own words belong: ${lines.join('; ')}${more}`
}
