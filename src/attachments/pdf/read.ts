import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type AttachmentText, problem } from '../attachment.ts'
import type { Budget } from '../budget.ts'
import { composeDocument } from '../document.ts'
import { AttachmentError, asAttachmentError } from '../errors.ts'
import { flowOf } from './flow.ts'
import { asMatrix, identity } from './geometry.ts'
import { type PageContent, piecesOf, withoutFurniture } from './pages.ts'
import { type Rulings, rulingsOf } from './rulings.ts'
import { quarterTurns, type Run, runsOf, type TextItem } from './runs.ts'

type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

const noRulings: Rulings = { horizontal: [], vertical: [] }

/** Below this many characters a page, what text there is was put over pictures: page numbers, the mark of a scanner. */
const fewCharacters = 20

/**
 * Opens a PDF. Without the character maps a document whose fonts are encoded in GBK has no text, and nothing says so.
 *
 * @throws AttachmentError encrypted, damaged
 */
async function openDocument(library: Library, bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = library.getDocument({
    // pdf.js takes the memory for itself: it gets a copy, since the caller's may be a slice of more.
    data: new Uint8Array(bytes),
    cMapUrl: join(root, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(root, 'standard_fonts/'),
    verbosity: library.VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    // Pictures are not wanted: none is decoded that is larger than this, in pixels.
    maxImageSize: 1,
  })
  try {
    return await task.promise
  } catch (error) {
    await task.destroy()
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new AttachmentError('encrypted', 'the PDF opens only with a password', { cause: error })
    }
    throw asAttachmentError(error, 'the PDF cannot be opened')
  }
}

/** A page can hold a ruled table only where some line of text is broken into parts, or a short text stands alone. */
function mayHoldTable(runs: readonly Run[]): boolean {
  let apart = 0
  const rows = Map.groupBy(runs, (run) => Math.round(run.baseline / 3))
  for (const row of rows.values()) {
    const ordered = row.toSorted((one, other) => one.left - other.left)
    const gaps = ordered.filter((run, at) => at > 0 && run.left - (ordered[at - 1]?.right ?? run.left) > run.size)
    if (gaps.length > 0) apart++
  }
  return apart >= 2
}

async function readPage(library: Library, page: PDFPageProxy): Promise<PageContent & { characters: number }> {
  const { items } = await page.getTextContent()
  const straight = page.getViewport({ scale: 1 })
  const turns = quarterTurns(items as readonly TextItem[], asMatrix(straight.transform) ?? identity)
  const viewport =
    turns === 0 ? straight : page.getViewport({ scale: 1, rotation: (page.rotate + 360 - turns * 90) % 360 })
  const view = asMatrix(viewport.transform) ?? identity
  const runs = runsOf(items as readonly TextItem[], view)
  const rulings = mayHoldTable(runs) ? rulingsOf(await page.getOperatorList(), library.OPS, view) : noRulings
  page.cleanup()
  return {
    number: page.pageNumber,
    height: viewport.height,
    pieces: piecesOf(runs, rulings),
    characters: runs.reduce((sum, run) => sum + run.text.replace(/\s/g, '').length, 0),
  }
}

/** Streams are never packed away, so that a picture shows in the bytes of the file even where its page is compressed. */
const picture = /\/Subtype\s*\/Image\b|\bID\s/

/** Characters that stand for nothing: private ones, controls, replacements; fonts without a map to Unicode give them. */
const senseless = /[\p{Co}\ufffd]|(?![\t\n\r])\p{Cc}/gu

/** Whether so much of a text stands for nothing that the rest cannot be trusted. */
export function isSenseless(text: string): boolean {
  return text.length > 0 && (text.match(senseless)?.length ?? 0) > text.length * 0.3
}

interface Pages {
  readonly read: readonly (PageContent & { readonly characters: number })[]
  readonly problems: string[]
}

async function readPages(library: Library, document: PDFDocumentProxy, budget: Budget): Promise<Pages> {
  const last = Math.min(document.numPages, budget.limits.pages)
  const read: (PageContent & { characters: number })[] = []
  const problems: string[] = []
  for (let number = 1; number <= last; number++) {
    if (budget.expired) {
      problems.push(problem('cut', `the time was over after page ${number - 1} of ${document.numPages}`))
      return { read, problems }
    }
    try {
      read.push(await readPage(library, await document.getPage(number)))
    } catch (error) {
      problems.push(problem('damaged', asAttachmentError(error, `page ${number} cannot be read`).message))
    }
  }
  if (last < document.numPages) problems.push(problem('cut', `only ${last} of ${document.numPages} pages were read`))
  return { read, problems }
}

/**
 * The text and tables of a PDF.
 *
 * @throws AttachmentError when it cannot be opened at all
 */
export async function readPdf(bytes: Buffer, budget: Budget): Promise<AttachmentText> {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await openDocument(library, bytes)
  try {
    const { read, problems } = await readPages(library, document, budget)
    const characters = read.reduce((sum, page) => sum + page.characters, 0)
    const pictures = picture.test(bytes.toString('latin1'))
    const scanned = pictures && read.length > 0 && characters < fewCharacters * read.length
    const bare = read.filter((page) => page.characters === 0).map((page) => page.number)
    if (!scanned && pictures && bare.length > 0) {
      problems.push(problem('pictures', `no text on page ${bare.join(', ')}`))
    }
    const blocks = flowOf(withoutFurniture(read))
    const text = composeDocument('pdf', blocks, budget, { pages: document.numPages, scanned, problems })
    if (!isSenseless(text.text)) return text
    const unreadable = problem('unreadable', 'the fonts have no map to characters')
    return { ...text, problems: [...text.problems, unreadable] }
  } finally {
    await document.loadingTask.destroy()
  }
}
