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

/** A page with the number of its characters. */
interface ReadPage extends PageContent {
  readonly characters: number
}

const noRulings: Rulings = { horizontal: [], vertical: [] }

/** Below this many characters a page, what text there is was put over pictures: page numbers, the mark of a scanner. */
const fewCharacters = 20

/** One attempt at a PDF; what pdf.js throws is given on. */
async function attempt(library: Library, bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = library.getDocument({
    // pdf.js takes the memory for itself: it gets a copy, since the caller's may be a slice of more.
    data: new Uint8Array(bytes),
    // Without the character maps a document whose fonts are encoded in GBK has no text, and nothing says so.
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
    throw error
  }
}

/** A file that was cut off, with a trailer that names its catalog; null when the catalog is not in what is left. */
function withTrailer(bytes: Buffer): Buffer | null {
  const catalog = /(\d+) (\d+) obj\s*<<(?:(?!endobj)[\s\S]){0,2000}?\/Type\s*\/Catalog\b/.exec(bytes.toString('latin1'))
  if (catalog === null) return null
  const trailer = `\nxref\n0 0\ntrailer\n<< /Size 1 /Root ${catalog[1]} ${catalog[2]} R >>\nstartxref\n0\n%%EOF\n`
  return Buffer.concat([bytes, Buffer.from(trailer)])
}

/**
 * Opens a PDF, one without its end too.
 *
 * @throws AttachmentError encrypted, damaged
 */
async function openDocument(library: Library, bytes: Buffer): Promise<PDFDocumentProxy> {
  try {
    return await attempt(library, bytes)
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new AttachmentError('encrypted', 'the PDF opens only with a password', { cause: error })
    }
    const mended = bytes.includes('%%EOF') ? null : withTrailer(bytes)
    if (mended === null) throw asAttachmentError(error, 'the PDF cannot be opened')
    return attempt(library, mended).catch((again: unknown) => {
      throw asAttachmentError(again, 'the PDF was cut off and cannot be opened')
    })
  }
}

/** A page can hold the beginning of a table only where some line of text is broken into parts. */
function mayHoldTable(runs: readonly Run[]): boolean {
  const rows = Map.groupBy(runs, (run) => Math.round(run.baseline / 3))
  for (const row of rows.values()) {
    const ordered = row.toSorted((one, other) => one.left - other.left)
    if (ordered.some((run, at) => at > 0 && run.left - (ordered[at - 1]?.right ?? run.left) > run.size)) return true
  }
  return false
}

/** @param goesOn whether the page before ended in a table, which may go on here */
async function readPage(library: Library, page: PDFPageProxy, goesOn: boolean): Promise<ReadPage> {
  const { items } = await page.getTextContent()
  const straight = page.getViewport({ scale: 1 })
  const turns = quarterTurns(items as readonly TextItem[], asMatrix(straight.transform) ?? identity)
  const viewport =
    turns === 0 ? straight : page.getViewport({ scale: 1, rotation: (page.rotate + 360 - turns * 90) % 360 })
  const view = asMatrix(viewport.transform) ?? identity
  const runs = runsOf(items as readonly TextItem[], view)
  const rulings = goesOn || mayHoldTable(runs) ? rulingsOf(await page.getOperatorList(), library.OPS, view) : noRulings
  page.cleanup()
  return {
    number: page.pageNumber,
    height: viewport.height,
    pieces: piecesOf(runs, rulings),
    characters: runs.reduce((sum, run) => sum + run.text.replace(/\s/g, '').length, 0),
  }
}

/** Streams are never packed away, so that a picture shows in the bytes of the file even where its page is compressed. */
const picture = /\/Subtype\s*\/Image\b/g

/** Characters that stand for nothing: private ones, controls, replacements; fonts without a map to Unicode give them. */
const senseless = /[\p{Co}\ufffd]|(?![\t\n\r])\p{Cc}/gu

/** Whether so much of a text stands for nothing that the rest cannot be trusted. */
export function isSenseless(text: string): boolean {
  return text.length > 0 && (text.match(senseless)?.length ?? 0) > text.length * 0.3
}

interface Pages {
  readonly read: readonly ReadPage[]
  readonly problems: string[]
}

async function readPages(library: Library, document: PDFDocumentProxy, budget: Budget): Promise<Pages> {
  const last = Math.min(document.numPages, budget.limits.pages)
  const read: ReadPage[] = []
  const problems: string[] = []
  for (let number = 1; number <= last; number++) {
    if (budget.expired) {
      problems.push(problem('cut', `the time was over after page ${number - 1} of ${document.numPages}`))
      return { read, problems }
    }
    try {
      const goesOn = read.at(-1)?.pieces.some((piece) => piece.kind === 'table') ?? false
      read.push(await readPage(library, await document.getPage(number), goesOn))
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
    const pictures = bytes.toString('latin1').match(picture)?.length ?? 0
    const covered = pictures >= read.length && characters < fewCharacters * read.length
    const scanned = pictures > 0 && read.length > 0 && (characters === 0 || covered)
    const bare = read.filter((page) => page.characters === 0).map((page) => page.number)
    if (!scanned && pictures > 0 && bare.length > 0) {
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
