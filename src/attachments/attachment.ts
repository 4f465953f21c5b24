import type { TextTable } from '../statistics/statistic.ts'

/** What a file is, by its bytes. `wps` and `et` are Word's and Excel's old containers under the names of WPS Office. */
export type AttachmentFormat =
  | 'pdf'
  | 'doc'
  | 'docx'
  | 'xls'
  | 'xlsx'
  | 'wps'
  | 'et'
  | 'ofd'
  | 'rtf'
  | 'zip'
  | 'rar'
  | 'text'
  | 'html'
  | 'unknown'

/** What is said of a file from outside; it settles only what the bytes leave open. */
export interface AttachmentHint {
  readonly filename: string
  /** The Content-Type as declared; null when none was. */
  readonly mediaType: string | null
}

/** What an attachment says. */
export interface AttachmentText {
  readonly format: AttachmentFormat
  /** Paragraphs with blank lines between, tables as Markdown where they stand. */
  readonly text: string
  readonly tables: readonly TextTable[]
  /** How many pages a PDF has; null for formats that state none. */
  readonly pages: number | null
  /** Whether the pages are pictures without text, so that nothing can be read without character recognition. */
  readonly scanned: boolean
  /** What could not be read and why, each `reason: detail` with a reason of {@link ProblemReason}. */
  readonly problems: readonly string[]
  /** The members of an archive, in its order. */
  readonly entries: readonly AttachmentEntry[]
}

/** A member of an archive. The name is a name, never a path to write to. */
export interface AttachmentEntry {
  readonly name: string
  readonly attachment: AttachmentText
}

/** Why an attachment, or a part of it, was not read. */
export type ProblemReason =
  | 'encrypted'
  | 'damaged'
  | 'unsupported'
  | 'too-large'
  | 'too-deep'
  | 'cut'
  | 'timeout'
  | 'memory'
  | 'unreadable'
  | 'pictures'

/** How much of a file is read at most; what lies beyond becomes a problem, never an error. */
export interface AttachmentLimits {
  /** Bytes of the file. */
  readonly inputBytes: number
  /** Bytes that all members of archives (zip, rar, the parts of docx and xlsx) may inflate to, together. */
  readonly inflatedBytes: number
  /** Inflated bytes over packed ones of one member; members below 1 MiB are let through. */
  readonly ratio: number
  /** Members of archives, together. */
  readonly entries: number
  /** Archives in archives: 2 reads an archive within an archive and no deeper. */
  readonly depth: number
  readonly pages: number
  /** Cells of all tables together. */
  readonly cells: number
  /** From the moment a worker takes the file, ms. */
  readonly time: number
  /** JavaScript heap of the worker, MiB. */
  readonly memory: number
}

const mebibyte = 1024 * 1024

export const defaultLimits: AttachmentLimits = {
  inputBytes: 64 * mebibyte,
  inflatedBytes: 256 * mebibyte,
  ratio: 200,
  entries: 500,
  depth: 2,
  pages: 500,
  cells: 200_000,
  time: 30_000,
  memory: 512,
}

/** An attachment of which nothing could be read, with the reason. */
export function unread(format: AttachmentFormat, reason: ProblemReason, detail: string): AttachmentText {
  return {
    format,
    text: '',
    tables: [],
    pages: null,
    scanned: false,
    problems: [problem(reason, detail)],
    entries: [],
  }
}

/** A problem as {@link AttachmentText} lists it. */
export function problem(reason: ProblemReason, detail: string): string {
  return `${reason}: ${detail}`
}
