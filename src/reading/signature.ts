import { isAgencyName } from './agency.ts'
import { damagedDays, readMoment, readMonth } from './dates.ts'
import { choose, nothing } from './field.ts'
import { fold } from './fold.ts'
import type { Layout } from './layout.ts'
import type { Evidence, Field } from './reading.ts'
import type { Block, Scan } from './scan.ts'

/** The lines at the end of a report: who signs, and when. */
export interface Signature {
  /** The line that stands where the agency signs; null when none does. */
  readonly signer: string | null
  /** The line of the date as written; null when there is none. */
  readonly dateLine: string | null
}

/** Signatures stand in the last lines of the text, before or after the list of annexes. */
const lastLines = 8
const annex = /^附\s*[件表录]?\s*\d?\s*[:：]/
const dateAlone =
  /^[\s(（]*(?:(?:19|20)\d{2}[\s年./月日\d-]{3,12}|(?:(?:19|20)\d{2}|[〇○零Oo0一二三四五六七八九]{4})\s*年\s*(?:[一二三四五六七八九十元]{1,3}|\d{1,2})\s*月\s*(?:(?:[一二三四五六七八九十廿卅]{1,4}|\d{1,2})\s*日)?)[\s)）]*$/
const dateAtEnd =
  /^(.{2,40}?)(\s*)((?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十元]{1,3}月[一二三四五六七八九十廿卅]{1,4}日)\s*$/

function signerLine(text: string | undefined): string | null {
  if (text === undefined || text.length < 2 || text.length > 60) return null
  if (annex.test(text) || /[。,，;；:：!?、|]/.test(text) || /^[\d\s]+$/.test(text)) return null
  if (/^[一二三四五六七八九十]+、|^[(（][一二三四五六七八九十]+[)）]/.test(text)) return null
  return text.replace(/\s+/g, text.length > 12 ? ' ' : '')
}

function isNameOrBlank({ text, table }: Block): boolean {
  return table === null && (text.length <= 4 || isAgencyName(text))
}

/** Finds the signature among the last lines of the main text. */
export function findSignature(scan: Scan, layout: Pick<Layout, 'from' | 'to'>): Signature {
  const { blocks } = scan
  const first = Math.max(layout.from, layout.to - lastLines)
  for (let number = layout.to - 1; number >= first; number--) {
    const block = blocks[number]
    if (block === undefined || block.table !== null) continue
    // A day with no more than a name above it stands under the title and not under the text.
    if (number < layout.from + 1 || blocks.slice(layout.from, number).every(isNameOrBlank)) break
    const text = fold(block.text)
    const [, signer = '', blank, date] = dateAtEnd.exec(text) ?? []
    // Without a blank between the two only an agency's name is sure to sign.
    if (date !== undefined && !/[。,;:]/.test(signer) && (blank !== '' || isAgencyName(signer))) {
      return { signer: signerLine(signer), dateLine: date }
    }
    if (!dateAlone.test(text)) continue
    if (readMoment(text) === null && readMonth(text) === null && damagedDays(text).length === 0) continue
    return {
      signer: signerLine(blocks[number - 1]?.table === null ? blocks[number - 1]?.text : undefined),
      dateLine: block.text,
    }
  }
  return { signer: null, dateLine: null }
}

/** The lines under a title of a text that has no signature at its end: (2020年1月15日). */
export function findDateLine(lines: readonly string[]): Signature {
  const dateLine = lines.find((text) => dateAlone.test(fold(text)) && readMoment(text) !== null)
  return { signer: null, dateLine: dateLine ?? null }
}

/**
 * The day on which a report was signed, or the month where it says no more. A date that lost its 年月日 is read only when
 * all its other readings are ruled out: a report on a year is not signed in the first nine months of that year, nor after it was published.
 *
 * @param reportYear the year that the report covers, when known
 * @param publishedDay the day on which it was published (`YYYY-MM-DD…`), when known
 */
export function readSigned(
  signature: Signature,
  reportYear: number | null,
  publishedDay: string | null,
): Field<string> {
  const raw = signature.dateLine
  if (raw === null) return nothing()
  const stated = readMoment(raw)?.day ?? readMonth(raw)
  if (stated !== null) {
    return choose([{ value: stated, rule: 'signature-date', where: 'signature', raw, confidence: 'stated' }])
  }
  const days = damagedDays(raw)
  const kept = days.filter((day) => exclusion(day, reportYear, publishedDay) === null)
  const guess = (day: string, rule: string): Evidence<string> => ({
    value: day,
    rule,
    where: 'signature',
    raw,
    confidence: 'inferred',
  })
  const [only] = kept
  if (kept.length !== 1 || only === undefined) {
    return { value: null, evidence: null, others: days.map((day) => guess(day, 'ambiguous:lost characters')) }
  }
  const ruledOut = days.filter((day) => day !== only)
  const reasons = ruledOut.map((day) => `not ${day}: ${exclusion(day, reportYear, publishedDay)}`)
  const rule = `repaired:${reasons.length === 0 ? 'lost characters, one reading' : reasons.join('; ')}`
  return { value: only, evidence: guess(only, rule), others: ruledOut.map((day) => guess(day, 'excluded')) }
}

/** Why a report cannot have been signed on a day; null when it can. */
function exclusion(day: string, reportYear: number | null, publishedDay: string | null): string | null {
  if (reportYear !== null && day < `${reportYear}-10-01`) return `the report covers ${reportYear}`
  if (publishedDay !== null && day > publishedDay.slice(0, 10))
    return `it was published on ${publishedDay.slice(0, 10)}`
  return null
}
