import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import type { Check } from '../statistics/statistic.ts'
import { outlineOf } from './chapters.ts'
import { nothing } from './field.ts'
import { readFileFields } from './file-fields.ts'
import { withAgency } from './kind.ts'
import { RULES } from './read.ts'
import type { Reading, ReadingContext } from './reading.ts'
import { agencyOf, flagsOf } from './report.ts'

/** Beginnings of PDF, zip and OOXML, OLE, RAR, RTF, one character a byte. */
const FILE_STARTS = ['%PDF', 'PK\x03\x04', '\xd0\xcf\x11\xe0', 'Rar!', '{\\rtf']

const MARKUP = /^[\s\ufeff]*<(?:!doctype|html|head|meta|body|\?xml)/i

/** Whether an answer is a page, to be read by its markup; a PDF that is declared as HTML is not. */
export function isMarkup({ headers, body }: Exchange): boolean {
  const type = (header(headers, 'content-type') ?? '').toLowerCase()
  const start = body.toString('latin1', 0, 64)
  if (FILE_STARTS.some((known) => start.startsWith(known))) return false
  return type.includes('html') || type.includes('xml') || MARKUP.test(start) || type === ''
}

/** A file as it was served. */
export interface DirectFile {
  readonly url: string
  /** Of its bytes, hex: a file is known by them and not by its text. */
  readonly sha256: string
}

/** What a file was found to say. */
export interface FileText {
  /** The version of the rules by which files are opened. */
  readonly rules: string
  readonly text: string
  readonly statistics: { readonly checks: readonly Check[] }
}

/** The rules of a reading that was made with what the file says, `opened` by those rules. */
export function rulesWithFile(opened: string): string {
  return `${RULES}+${opened}`
}

/** Whether a reading was made by today's rules, of a file before or after it was opened. */
export function isByRules(rules: string): boolean {
  return rules === RULES || rules.startsWith(rulesWithFile(''))
}

/**
 * Reads a report that is a file (PDF, DOC…) instead of a page: its text, and the row of the list that leads to it. Pure.
 * The text itself and the figures are not repeated in the reading: they stay in the record of the file.
 *
 * @param said what the file says; null while it is not opened: all that is known of it is then what its row says
 */
export function readDirect(file: DirectFile, context: ReadingContext, said: FileText | null = null): Reading {
  const family = (name: string, year: number | null) => familyOf(name, year, file.url, context)
  const { judged, conflicts, ...fields } = readFileFields(said?.text ?? '', context, family)
  const { kind } = judged
  const isReport = kind === 'annual-report'
  const { publisher, reportYear } = fields
  return {
    rules: said === null ? RULES : rulesWithFile(said.rules),
    kind,
    kindReason: withAgency(judged, publisher.value, context.siteName),
    ...fields,
    views: nothing(),
    siteCounter: nothing(),
    agency: agencyOf(publisher.value, reportYear.value, file.url, context),
    text: '',
    chapters: isReport ? outlineOf(said?.text ?? '') : [],
    statistics: null,
    attachments: [],
    flags: [...conflicts, ...(isReport ? flagsOf(said?.statistics.checks ?? []) : [])],
    textHash: file.sha256,
    contentHash: file.sha256,
    simhash: null,
  }
}

function familyOf(name: string, year: number | null, url: string, context: ReadingContext): string | null {
  const family = agencyOf(name, year, url, context)?.family ?? null
  return family === null || family.startsWith('?/') ? null : family
}
