import type { Page } from '../../crawlers/read/page.ts'
import { readAttachments } from './attachments.ts'
import { readText } from './body.ts'
import { outlineOf } from './chapters.ts'
import { findConflicts } from './conflict.ts'
import { nothing } from './field.ts'
import { findMojibake, withoutGarbled } from './garbled.ts'
import { contentHash, sha256 } from './hashes.ts'
import { checkHijack } from './integrity.ts'
import { readKind, withAgency } from './kind.ts'
import { locate } from './layout.ts'
import { readMetas } from './metas.ts'
import { linesBeside, readBlankLabels, readDocumentNumber, readIndexNumber, readReferences } from './numbers.ts'
import { readPublished } from './published.ts'
import { readStatedPublisher, resolvePublisher } from './publisher.ts'
import type { Reading, ReadingContext } from './reading.ts'
import { agencyOf, readReport } from './report.ts'
import { scan as scanPage } from './scan.ts'
import { findSignature, readSigned } from './signature.ts'
import { simhash } from './simhash.ts'
import { gatherStatements } from './statements.ts'
import { readTitle } from './title.ts'
import { readSiteCounter, readViews } from './views.ts'
import { readYear } from './year.ts'

/** The version of the rules; a change to any rule of this room changes it, and old readings are made again. */
export const RULES = '2026.9'

/**
 * Reads everything that a page says of itself. Pure: the same page and context give the same reading.
 *
 * @param context what is known from the list that led here and from the configuration of the site
 */
export function read(page: Page, context: ReadingContext): Reading {
  const scan = scanPage(page)
  const metas = readMetas(scan, page.decoded.text)
  const layout = locate(scan, metas)
  const statements = gatherStatements(scan, layout)
  const title = withoutGarbled(readTitle(scan, metas, layout, context), page.decoded)
  const text = readText(scan, layout)
  const judged = readKind(title.value, text, context.listTitle !== null)
  const { kind } = judged
  const reportYear = kind === 'annual-report' ? readYear(title.value, text) : nothing<number>()
  const publishedAt = readPublished(scan, layout, metas, statements, context)
  const signature = findSignature(scan, layout)
  const publisherStated = readStatedPublisher(scan, layout, metas, statements, signature.signer)
  const references = readReferences(text)
  const letters = references.map((reference) => reference.text)
  const attachments = readAttachments(scan, layout, page)
  const signedAt = readSigned(signature, reportYear.value, publishedAt.value)
  const publisher = resolvePublisher({ stated: publisherStated, title: title.value, text, letters }, metas, context)
  const agency = agencyOf(publisher.value, reportYear.value, page.url, context)
  const facts = { text, publisher, reportYear, signedAt, publishedAt }
  const report = kind === 'annual-report' ? readReport(page, facts, agency) : null
  const suspect = { title: title.value, publisherStated: publisherStated.value, signer: signature.signer, text }
  return {
    rules: RULES,
    kind,
    kindReason: withAgency(judged, publisher.value, context.siteName),
    title,
    publisherStated,
    publisher,
    publishedAt,
    signedAt,
    views: readViews(statements),
    siteCounter: readSiteCounter(scan),
    indexNumber: readIndexNumber(statements),
    documentNumber: readDocumentNumber(statements, linesBeside(scan, layout)),
    reportYear,
    references,
    blankLabels: readBlankLabels(statements),
    agency,
    text,
    chapters: kind === 'annual-report' ? outlineOf(text) : [],
    statistics: report?.statistics ?? null,
    attachments,
    flags: [
      ...checkHijack(page, scan, metas, layout, suspect),
      ...findConflicts(metas, publisherStated, publishedAt, reportYear),
      ...findMojibake(page.decoded),
      ...(report?.flags ?? []),
    ],
    textHash: sha256(page.decoded.text),
    contentHash: contentHash(
      text,
      title.value,
      attachments.map(({ url }) => url),
    ),
    simhash: simhash(text),
  }
}
