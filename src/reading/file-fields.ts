import { readMoment } from './dates.ts'
import { choose, nothing, preferWhole } from './field.ts'
import { publisherConflict, yearConflict } from './file-conflict.ts'
import { squeeze } from './fold.ts'
import { type Kind, readKind } from './kind.ts'
import type { Layout } from './layout.ts'
import { NO_METAS } from './metas.ts'
import { readBlankLabels, readDocumentNumber, readIndexNumber, readNumberLines, readReferences } from './numbers.ts'
import { readPublishedByLabel } from './published.ts'
import { readStatedPublisher, resolvePublisher } from './publisher.ts'
import type { Evidence, Field, Flag, Reading, ReadingContext } from './reading.ts'
import type { Scan } from './scan.ts'
import { findDateLine, findSignature, readSigned, type Signature } from './signature.ts'
import { gatherStatements, type Statement } from './statements.ts'
import { locateInText } from './text-layout.ts'
import { scanText } from './text-scan.ts'
import { readTitle } from './title.ts'
import { readYear } from './year.ts'

/** What was read of a report that is a file: from its text, and from the row of the list that leads to it. */
export interface FileFields
  extends Pick<Reading, 'title' | 'publisherStated' | 'publisher' | 'publishedAt' | 'signedAt' | 'reportYear'>,
    Pick<Reading, 'indexNumber' | 'documentNumber' | 'references' | 'blankLabels'> {
  readonly judged: Kind
  /** Where text and row say different things. */
  readonly conflicts: readonly Flag[]
}

/** The family of an agency through its names in a year; null where it is not known. */
export type Families = (publisher: string, year: number | null) => string | null

/** What stands before the place of a value that was read from the text of a file: `file:title`. */
const IN_FILE = 'file:'
const IN_ROW = 'list-row'
/** Places that are not of the text: what is known without it. */
const outside: ReadonlySet<string> = new Set(['configuration', IN_ROW])

type Placed = (where: string) => string
const inFile: Placed = (where) => (outside.has(where) ? where : `${IN_FILE}${where}`)

function placed<T>(field: Field<T>, place: Placed): Field<T> {
  const moved = (evidence: Evidence<T>): Evidence<T> => ({ ...evidence, where: place(evidence.where) })
  return { ...field, evidence: field.evidence === null ? null : moved(field.evidence), others: field.others.map(moved) }
}

function ofRow<T>(field: Field<T>): Field<T> {
  return placed(field, () => IN_ROW)
}

function all<T>({ evidence, others }: Field<T>): readonly Evidence<T>[] {
  return evidence === null ? others : [evidence, ...others]
}

/** Guesses behind what is stated or follows from it, otherwise in their order. */
function guessesLast<T>(found: readonly Evidence<T>[]): Evidence<T>[] {
  return found.toSorted((a, b) => Number(a.confidence === 'inferred') - Number(b.confidence === 'inferred'))
}

/** What the text says, where that is more than a guess. */
function told<T>(found: readonly Evidence<T>[]): T | null {
  return found.find(({ where, confidence }) => where.startsWith(IN_FILE) && confidence !== 'inferred')?.value ?? null
}

/** A value that is more than a guess. */
function sure<T>({ value, evidence }: Field<T>): T | null {
  return evidence?.confidence === 'inferred' ? null : value
}

function rowEvidence(value: string | null, rule: string): Evidence<string>[] {
  return value === null ? [] : [{ value, rule, where: IN_ROW, raw: value, confidence: 'derived' }]
}

/** The title by the text itself, then by the row. */
function titleOf(scan: Scan, layout: Layout, row: string | null): Field<string> {
  const context = { listTitle: null, listDate: null, siteName: null, division: null }
  const own = placed(readTitle(scan, NO_METAS, layout, context), inFile)
  const found = [...(own.evidence === null ? [] : [own.evidence]), ...rowEvidence(row, IN_ROW)]
  const field = choose(preferWhole(found))
  return { ...field, others: [...field.others, ...own.others] }
}

/** Where an annex stands behind the signature, that is not among the last lines. */
const annexAlone = /^附\s*[件表录]\s*\d?\s*[:：]?$|^附\s*[件表录][^。]{0,40}表$/

/** Who signs and when: at the end, before the annex, or under the title. */
function signatureOf(scan: Scan, layout: Layout): Signature {
  const { blocks } = scan
  const annexes = blocks.flatMap(({ text }, at) => (at >= layout.from && annexAlone.test(text) ? [at] : []))
  for (const to of [layout.to, ...annexes.toReversed()]) {
    const found = findSignature(scan, { from: layout.from, to })
    if (found.dateLine !== null) return found
  }
  const { title } = layout
  const under = title === null ? [] : layout.strip.filter((number) => number >= title.to)
  return findDateLine(under.map((number) => blocks[number]?.text ?? ''))
}

/** Where what was read from the title stands: in the text, or in the row that had to do for it. */
function placeOfTitle(title: Field<string>): Placed {
  const isOwn = title.evidence?.where.startsWith(IN_FILE) ?? false
  return isOwn ? inFile : (where) => (where === 'title' ? IN_ROW : inFile(where))
}

/** The year by the title, by the text, by the row; a guess from the text behind all of them. */
function yearsOf(title: Field<string>, text: string, row: string | null): Evidence<number>[] {
  const ofTitle = placed(readYear(title.value, ''), placeOfTitle(title))
  const ofText = placed(readYear(null, text), inFile)
  return guessesLast([...all(ofTitle), ...all(ofText), ...all(ofRow(readYear(row, '')))])
}

/** Whose report it is: as stated in the text, by its title, by the row; guesses behind them. */
function publishersOf(
  stated: Field<string>,
  title: Field<string>,
  text: string,
  context: ReadingContext,
): { publisher: Field<string>; byRow: Field<string> } {
  const letters = readReferences(text).map((reference) => reference.text)
  const byText = resolvePublisher({ stated, title: title.value, text, letters }, NO_METAS, context)
  const silent = { stated: nothing<string>(), title: context.listTitle, text: '', letters: [] }
  const byRow = ofRow(resolvePublisher(silent, NO_METAS, { ...context, siteName: null }))
  const found = guessesLast([...all(placed(byText, placeOfTitle(title))), ...all(byRow)])
  return { publisher: choose(preferWhole(found)), byRow }
}

/**
 * Reads the fields of a report that is a file: its text by the rules of pages, and behind what it says the row of the
 * list. Pure; a file without text (a scan) has the fields of its row.
 *
 * @param text a line a paragraph, tables in Markdown; '' where there is none or it is not read yet
 */
export function readFileFields(text: string, context: ReadingContext, familyOf: Families): FileFields {
  const row = context.listTitle === null ? null : squeeze(context.listTitle)
  const scan = scanText(text)
  const layout = locateInText(scan, row)
  const statements = gatherStatements(scan, layout)
  const title = titleOf(scan, layout, row)
  const judged = readKind(title.value, text, row !== null)
  const years = judged.kind === 'annual-report' ? yearsOf(title, text, row) : []
  const reportYear = choose(years)
  const publishedAt = publishedOf(statements, context.listDate)
  const signature = signatureOf(scan, layout)
  const stated = readStatedPublisher(scan, layout, NO_METAS, statements, signature.signer)
  const { publisher, byRow } = publishersOf(stated, title, text, context)
  return {
    judged,
    title,
    publisherStated: placed(stated, inFile),
    publisher,
    publishedAt,
    signedAt: placed(readSigned(signature, reportYear.value, publishedAt.value), inFile),
    indexNumber: placed(readIndexNumber(statements), inFile),
    documentNumber: numberOf(scan, layout, statements),
    reportYear,
    references: readReferences(text),
    blankLabels: readBlankLabels(statements),
    conflicts: [
      ...yearConflict({ text: told(years), row: readYear(row, '').value }),
      ...publisherConflict({ text: told(all(publisher)), row: sure(byRow) }, (name) =>
        familyOf(name, reportYear.value),
      ),
    ],
  }
}

/** When the text says that it was published, else the day of the row. */
function publishedOf(statements: readonly Statement[], listDate: string | null): Field<string> {
  const day = listDate === null ? null : (readMoment(listDate)?.iso ?? null)
  return choose([...all(placed(readPublishedByLabel(statements), inFile)), ...rowEvidence(day, 'list-date')])
}

/** The document number by its label, else as it stands above the text on a line of its own. */
function numberOf({ blocks }: Scan, { strip }: Layout, statements: readonly Statement[]): Field<string> {
  const lines = strip.map((number) => blocks[number]?.text ?? '')
  return placed(choose([...all(readDocumentNumber(statements)), ...readNumberLines(lines)]), inFile)
}
