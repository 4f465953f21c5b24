/** The process that writes to an archive, as its note says. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** ISO 8601. */
  readonly since: string
  readonly command: string
}

/** Another process is writing to the archive. */
export class ArchiveBusyError extends Error {
  override readonly name = 'ArchiveBusyError'
  readonly folder: string
  /** Null when its note cannot be read. */
  readonly holder: Holder | null

  constructor(folder: string, holder: Holder | null) {
    const who =
      holder === null
        ? 'another process'
        : `process ${holder.pid} on ${holder.host} (since ${holder.since}: ${holder.command})`
    super(
      `the archive ${folder} is being written by ${who}; ` +
        'wait until that is done, or choose another folder with --archive; it can be read meanwhile',
    )
    this.folder = folder
    this.holder = holder
  }
}

/** The archive was written by a newer nianbao, whose tables this one does not know. */
export class ArchiveNewerError extends Error {
  override readonly name = 'ArchiveNewerError'
  readonly folder: string
  /** Schema versions. */
  readonly found: number
  readonly known: number

  constructor(folder: string, found: number, known: number) {
    super(
      `the archive ${folder} has schema version ${found}, this nianbao knows up to ${known}; ` +
        'update nianbao (nothing was changed)',
    )
    this.folder = folder
    this.found = found
    this.known = known
  }
}

/** Why a folder cannot be used as an archive, and what can be done. */
const UNUSABLE = {
  'no-archive': 'there is no archive here (no nianbao.db); make one with `nianbao crawl`',
  'is-file': 'it is a file; name the folder that holds the archive',
  'other-database': 'its nianbao.db is a database, but not one of nianbao; choose another folder',
  'older-schema': 'it has an older schema; any `nianbao crawl` on it brings it up to date',
  'not-updated': 'its schema could not be updated',
  'no-warcs': 'it has no WARC files of nianbao to make an index from; name the folder that holds warc/',
  'index-is-folder': 'its nianbao.db is a folder; move that elsewhere, or choose another folder with --archive',
  unopened: 'its nianbao.db cannot be opened; check its permissions',
  damaged: 'its nianbao.db is damaged, and there are no WARC files to make it again from; choose another folder',
  'two-archives':
    "two of its WARC files have the same number, so one is another archive's: move it elsewhere, and take it in by `nianbao import`",
  unwritable: 'it may not be written by you; mend its permissions or choose another folder with --archive',
  'read-only':
    'its file system is read-only; mount it to be written, or copy the archive to another disk and name that with --archive',
  'file-there': 'there is a file of that name; choose another folder with --archive',
  'file-above': 'part of that path is a file; choose another folder with --archive',
  'no-folder': 'the system makes no folder there; choose another folder with --archive',
  full: 'the disk is full; make room and run the command again',
  refused: 'the system refuses it; choose another folder with --archive',
} as const

export type Unusable = keyof typeof UNUSABLE

/** The reasons that do not say all: there the system's own words stand behind them. */
export const HALF_TOLD: ReadonlySet<Unusable> = new Set(['not-updated', 'unopened', 'damaged', 'refused'])

/** The folder cannot be used as an archive: not there, not a folder, not writable, or some other database. */
export class ArchiveUnusableError extends Error {
  override readonly name = 'ArchiveUnusableError'
  readonly folder: string
  readonly reason: Unusable
  /** The files in it that are meant, where not all of it is. */
  readonly files: readonly string[]

  constructor(folder: string, reason: Unusable, options: { cause?: unknown; files?: readonly string[] } = {}) {
    const { cause, files = [] } = options
    const said = HALF_TOLD.has(reason) ? saidBy(cause) : ''
    const which = files.length === 0 ? '' : ` (${files.join(', ')})`
    super(`the archive ${folder} cannot be used: ${UNUSABLE[reason]}${which}${said}`, { cause })
    this.folder = folder
    this.reason = reason
    this.files = files
  }
}

type Older = 'it is older than the files (an older copy, or one without its nianbao.db-wal)'
type Foreign = "that file is another archive's, which belongs elsewhere and can be taken in by `nianbao import`"

/** What can be wrong with an index that can be made again. */
export type IndexFault =
  | 'is gone'
  | 'is empty'
  | 'is a folder'
  | 'is some other database'
  | `is damaged (${string})`
  | `does not know warc/${string}: ${Older} or ${Foreign}`
  | `knows ${number} of the ${number} bytes of warc/${string}: ${Older}`

/** The index of an archive is gone, damaged, or older than the WARC files beside it, from which it can be made again. */
export class ArchiveIndexError extends Error {
  override readonly name = 'ArchiveIndexError'

  readonly folder: string
  readonly what: IndexFault

  constructor(folder: string, what: IndexFault, options?: { cause?: unknown }) {
    super(`the index of the archive ${folder} ${what}; \`nianbao rebuild\` makes it again from the WARC files`, options)
    this.folder = folder
    this.what = what
  }
}

/** Bytes that were committed are no longer there. */
export class ArchiveDamagedError extends Error {
  override readonly name = 'ArchiveDamagedError'
  readonly file: string
  /** How many bytes it has, and how many were written; null when it cannot be read at all. */
  readonly size: number | null
  readonly committed: number

  constructor(file: string, size: number | null, committed: number, options?: { cause?: unknown }) {
    const what =
      size === null ? `it cannot be read${saidBy(options?.cause)}` : `it has ${size} bytes, ${committed} were written`
    super(
      `${file} is damaged: ${what}; restore it from a copy, and run \`nianbao verify\` to see what is affected`,
      options,
    )
    this.file = file
    this.size = size
    this.committed = committed
  }
}

/** A record cannot be read back: it is damaged, or its file is not there. */
export class ArchiveRecordError extends RangeError {
  override readonly name = 'ArchiveRecordError'
  /** The name of its WARC file, and the byte at which it begins there. */
  readonly file: string
  readonly offset: number
  readonly what: string

  constructor(file: string, offset: number, what: string, options?: { cause?: unknown }) {
    super(
      `the record at byte ${offset} of ${file} cannot be read: ${what}; ` +
        '`nianbao verify` notes what is damaged, and the next crawl asks for it again',
      options,
    )
    this.file = file
    this.offset = offset
    this.what = what
  }
}

/** Why a disk refuses a write, and what can be done: it has no room, nothing there may be written, or it fails. */
const REFUSALS = {
  full: { what: 'the disk has no room for FILE', remedy: 'Make room' },
  unwritable: {
    what: 'FILE may not be written',
    remedy: 'Mount its file system to be written and mend its permissions, or copy the archive to another disk',
  },
  failed: { what: 'writing FILE failed', remedy: 'Mend the disk' },
} as const

export type Refusal = keyof typeof REFUSALS

/** By the codes of the system (write(2), open(2)) and of SQLite; all others are of a disk that fails. */
const CODES: readonly (readonly [RegExp, Refusal])[] = [
  [/^(?:ENOSPC|EDQUOT|SQLITE_FULL)$/, 'full'],
  [/^(?:EROFS|EACCES|EPERM|SQLITE_READONLY\w*|SQLITE_PERM)$/, 'unwritable'],
]

function refusalOf(cause: unknown): Refusal {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return CODES.find(([codes]) => codes.test(code))?.[1] ?? 'failed'
}

/** The disk refused a write; what was committed before is untouched, what was not will be fetched again. */
export class ArchiveWriteError extends Error {
  override readonly name = 'ArchiveWriteError'
  readonly file: string
  readonly refusal: Refusal

  /** @param refusal where the cause does not tell it */
  constructor(file: string, cause: unknown, refusal = refusalOf(cause)) {
    const { what, remedy } = REFUSALS[refusal]
    super(
      `${what.replace('FILE', () => file)}${saidBy(cause)}; everything committed before is safe. ${remedy}, ` +
        'then run the same command again: it goes on where it stopped',
      { cause },
    )
    this.file = file
    this.refusal = refusal
  }
}

/** Whether a write was refused for want of room alone: the same may be written again when there is some. */
export function isFullDisk(error: unknown): boolean {
  return error instanceof ArchiveWriteError && error.refusal === 'full'
}

/** The archive was removed, moved or unmounted while it was being written. */
export class ArchiveVanishedError extends Error {
  override readonly name = 'ArchiveVanishedError'
  readonly path: string

  constructor(path: string, options?: { cause?: unknown }) {
    super(
      `${path} is no longer there: the archive was removed, moved or unmounted while it was being written. Bring it ` +
        'back, then run the same command again: it goes on behind what it had committed',
      options,
    )
    this.path = path
  }
}

/** What to throw for a write to a file that the system refused. */
export function writeError(file: string, error: unknown): Error {
  const isTold = error instanceof ArchiveVanishedError || error instanceof ArchiveWriteError
  return isTold ? error : new ArchiveWriteError(file, error)
}

/** A file that was given as a key holds none that can be used. */
export class ArchiveKeyError extends Error {
  override readonly name = 'ArchiveKeyError'
  readonly path: string
  readonly kind: 'private' | 'public'

  constructor(path: string, kind: 'private' | 'public', cause: unknown) {
    super(`${path} holds no ${kind} ed25519 key${saidBy(cause)}; \`nianbao manifest --key FILE\` makes a pair`, {
      cause,
    })
    this.path = path
    this.kind = kind
  }
}

/** What the system or a library said, in brackets; nothing where nobody did. */
function saidBy(cause: unknown): string {
  if (cause === undefined) return ''
  return ` (${cause instanceof Error ? cause.message : String(cause)})`
}
