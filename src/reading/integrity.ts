import { compact, fold } from './fold.ts'
import type { Layout } from './layout.ts'
import type { Metas } from './metas.ts'
import type { Flag } from './reading.ts'
import type { Scan } from './scan.ts'
import { isSpamName, spamIn } from './spam.ts'
import { titleText } from './title-block.ts'

/** What the check for hijacked pages looks at. */
export interface Suspect {
  readonly title: string | null
  readonly publisherStated: string | null
  readonly signer: string | null
  /** The main text. */
  readonly text: string
}

interface Sighting {
  readonly phrase: string
  readonly where: string
}

/** What stands in a title where an agency's name belongs: before the year or 关于. */
const nameSlot = /^(.{2,80}?)(?:关于|(?:19|20)\d{2}\s*年|政府信息公开)/

function slotOf(title: string): string | null {
  return nameSlot.exec(fold(title).trim())?.[1]?.trim() ?? null
}

/** A phrase that acts like an agency in a sentence: it has a web site, issues a report, carries out orders. */
const acting =
  /([\w\u4e00-\u9fa5]{2,60}?)(?=(?:门户)?网站为|(?:19|20)\d{2}年度?(?:政府信息|政务)公开|(?:认真|全面|深入)(?:贯彻|落实|学习)|高度重视|严格按照)/g

function inText(text: string): Sighting[] {
  const found: Sighting[] = []
  for (const line of text.split('\n')) {
    if (spamIn(line).length === 0) continue
    for (const match of line.matchAll(acting)) {
      const name = match[1] ?? ''
      if (isSpamName(name)) found.push({ phrase: nameOnly(name), where: 'body' })
    }
  }
  return found
}

/** The advertising phrase at the end of a run of words, without the words of the sentence before it. */
function nameOnly(run: string): string {
  const start = run.search(new RegExp(escaped(spamIn(run)[0] ?? ''), 'i'))
  return run.slice(Math.max(0, start))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Entities that were written twice, `&amp;#36187;`, as the characters they stand for. */
function decodeTwice(text: string): string {
  return text.replace(/&#(x?)([0-9a-f]{1,6});?/gi, (all, hex: string, digits: string) => {
    const code = Number.parseInt(digits, hex === '' ? 10 : 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

function inHead(scan: Scan, metas: Metas, visible: string): Sighting[] {
  const parts: (readonly [string, string | null])[] = [
    ['title-tag', scan.docTitle],
    ['keywords', metas.keywords],
    ['description', metas.description],
  ]
  const found: Sighting[] = []
  for (const [where, value] of parts) {
    if (value === null) continue
    const [phrase] = spamIn(decodeTwice(value))
    // The head of an honest page repeats its text; spam stands in the head alone, or in both.
    if (phrase !== undefined && !visible.includes(phrase)) found.push({ phrase, where })
  }
  return found
}

function injected(scan: Scan): Sighting[] {
  const found: Sighting[] = []
  for (const { text, region, linked } of scan.blocks) {
    const hiddenOrLinked = region.name === 'hidden' || linked > text.length / 2
    const [phrase] = hiddenOrLinked && text.length < 2000 ? spamIn(text) : []
    if (phrase !== undefined) found.push({ phrase, where: region.name === 'hidden' ? 'hidden text' : 'link' })
  }
  return found
}

/**
 * Whether a page was hijacked: an advertising phrase stands in the place of the agency's name, in the head alone, or
 * in hidden text and links. A page that writes about gambling is clean.
 */
export function checkHijack(scan: Scan, metas: Metas, layout: Layout, suspect: Suspect): Flag[] {
  const sightings: Sighting[] = []
  const slot = suspect.title === null ? null : slotOf(suspect.title)
  if (slot !== null && isSpamName(slot)) sightings.push({ phrase: slot, where: 'title' })
  if (suspect.publisherStated !== null && isSpamName(suspect.publisherStated)) {
    sightings.push({ phrase: suspect.publisherStated, where: 'publisher' })
  }
  if (suspect.signer !== null && isSpamName(suspect.signer))
    sightings.push({ phrase: suspect.signer, where: 'signature' })
  sightings.push(...inText(suspect.text))
  const title = layout.title === null ? '' : titleText(scan, layout.title)
  sightings.push(...inHead(scan, metas, `${title}\n${suspect.text}`), ...injected(scan))
  if (sightings.length === 0) return []
  return [
    {
      name: 'hijacked',
      detail: describe(sightings, scan),
      where: [...new Set(sightings.map(({ where }) => where))].join(', '),
    },
  ]
}

function describe(sightings: readonly Sighting[], scan: Scan): string {
  const phrases = [...new Set(sightings.map(({ phrase }) => compact(phrase)))].slice(0, 3)
  const page = scan.blocks.map(({ text }) => compact(text)).join('\n')
  const told = phrases.map((phrase) => {
    const count = page.split(phrase).length - 1
    return `“${phrase}” ${count === 0 ? 'not in the visible text' : `${count} time${count === 1 ? '' : 's'} in the visible text`}`
  })
  return `an advertising phrase where an agency's own words belong: ${told.join('; ')}`
}
