import { hash } from 'node:crypto'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import { readMoment } from './dates.ts'
import { readKind, withAgency } from './kind.ts'
import type { Metas } from './metas.ts'
import { resolvePublisher } from './publisher.ts'
import { RULES } from './read.ts'
import type { Evidence, Field, Reading, ReadingContext } from './reading.ts'
import { agencyOf } from './report.ts'
import { readYear } from './year.ts'

/** Beginnings of PDF, zip and OOXML, OLE, RAR, RTF, one character a byte. */
const FILE_STARTS = ['%PDF', 'PK\x03\x04', '\xd0\xcf\x11\xe0', 'Rar!', '{\\rtf']

const MARKUP = /^[\s\ufeff]*<(?:!doctype|html|head|meta|body|\?xml)/i

/** A file has no head that says something about it. */
const NO_METAS: Metas = {
  title: null,
  published: null,
  source: null,
  siteName: null,
  columnName: null,
  keywords: null,
  description: null,
  indexNumber: null,
  documentNumber: null,
  generated: [],
}

/** Whether an answer is a page, to be read by its markup; a PDF that is declared as HTML is not. */
export function isMarkup({ headers, body }: Exchange): boolean {
  const type = (header(headers, 'content-type') ?? '').toLowerCase()
  const start = body.toString('latin1', 0, 64)
  if (FILE_STARTS.some((known) => start.startsWith(known))) return false
  return type.includes('html') || type.includes('xml') || MARKUP.test(start) || type === ''
}

/**
 * Reads a row that leads to a file (PDF, DOC…) instead of a page. All that is known of it is what its row says; its
 * own text is not opened here.
 */
export function readDirect(exchange: Exchange, context: ReadingContext): Reading {
  const title = field(context.listTitle, 'list-row')
  const judged = readKind(context.listTitle, '', context.listTitle !== null)
  const { kind } = judged
  const date = context.listDate === null ? null : (readMoment(context.listDate)?.iso ?? null)
  const none = { value: null, evidence: null, others: [] }
  const publisher = resolvePublisher(
    { stated: none, title: context.listTitle, text: '', letters: [] },
    NO_METAS,
    context,
  )
  const reportYear = kind === 'annual-report' ? readYear(context.listTitle, '') : none
  const payload = hash('sha256', exchange.body)
  return {
    rules: RULES,
    kind,
    kindReason: withAgency(judged, publisher.value, context.siteName),
    title,
    publisherStated: none,
    publisher,
    publishedAt: field(date, 'list-date'),
    signedAt: none,
    views: none,
    siteCounter: none,
    indexNumber: none,
    documentNumber: none,
    reportYear,
    references: [],
    blankLabels: [],
    agency: agencyOf(publisher.value, reportYear.value, exchange.url, context),
    text: '',
    chapters: [],
    statistics: null,
    attachments: [],
    flags: [],
    textHash: payload,
    contentHash: payload,
    simhash: null,
  }
}

function field(value: string | null, rule: string): Field<string> {
  if (value === null) return { value: null, evidence: null, others: [] }
  const evidence: Evidence<string> = { value, rule, where: 'list-row', raw: value, confidence: 'derived' }
  return { value, evidence, others: [] }
}
