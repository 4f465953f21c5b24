/** Another process is writing to the archive. */
export class ArchiveBusyError extends Error {
  override readonly name = 'ArchiveBusyError'

  constructor(folder: string, holder: string | null) {
    super(
      `the archive ${folder} is being written by ${holder ?? 'another process'}; ` +
        'wait until that is done, or choose another folder with --archive; it can be read meanwhile',
    )
  }
}

/** The archive was written by a newer nianbao, whose tables this one does not know. */
export class ArchiveNewerError extends Error {
  override readonly name = 'ArchiveNewerError'

  constructor(folder: string, found: number, known: number) {
    super(
      `the archive ${folder} has schema version ${found}, this nianbao knows up to ${known}; ` +
        'update nianbao (nothing was changed)',
    )
  }
}

/** The folder cannot be used as an archive: not there, not a folder, not writable, or some other database. */
export class ArchiveUnusableError extends Error {
  override readonly name = 'ArchiveUnusableError'

  constructor(folder: string, what: string, options?: { cause?: unknown }) {
    super(`the archive ${folder} cannot be used: ${what}`, options)
  }
}

/** The index of an archive is gone, damaged, or older than the WARC files beside it, from which it can be made again. */
export class ArchiveIndexError extends Error {
  override readonly name = 'ArchiveIndexError'

  constructor(folder: string, what: string, options?: { cause?: unknown }) {
    super(`the index of the archive ${folder} ${what}; \`nianbao rebuild\` makes it again from the WARC files`, options)
  }
}

/** Bytes that were committed are no longer there. */
export class ArchiveDamagedError extends Error {
  override readonly name = 'ArchiveDamagedError'

  constructor(file: string, what: string) {
    super(`${file} is damaged: ${what}; restore it from a copy, and run \`nianbao verify\` to see what is affected`)
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

/** The disk refused a write; what was committed before is untouched, what was not will be fetched again. */
export class ArchiveWriteError extends Error {
  override readonly name = 'ArchiveWriteError'

  constructor(file: string, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause)
    super(
      `writing ${file} failed (${what}); everything committed before is safe. Make room or mend the disk, ` +
        'then run the same command again: it goes on where it stopped',
      { cause },
    )
  }
}

/** The disk has no room for a write; what was committed before is untouched, what was not will be fetched again. */
export class ArchiveFullError extends Error {
  override readonly name = 'ArchiveFullError'

  constructor(file: string, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause)
    super(
      `the disk has no room for ${file} (${what}); everything committed before is safe. Make room, ` +
        'then run the same command again: it goes on where it stopped',
      { cause },
    )
  }
}

/** The archive was removed, moved or unmounted while it was being written. */
export class ArchiveVanishedError extends Error {
  override readonly name = 'ArchiveVanishedError'

  constructor(path: string, options?: { cause?: unknown }) {
    super(
      `${path} is no longer there: the archive was removed, moved or unmounted while it was being written. Bring it ` +
        'back, then run the same command again: it goes on behind what it had committed',
      options,
    )
  }
}

/** A disk without room for us (write(2)): full, or a quota reached. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT'])

/** What to throw for a write to a file that the system refused. */
export function writeError(file: string, error: unknown): Error {
  if (error instanceof ArchiveVanishedError || error instanceof ArchiveFullError) return error
  if (error instanceof ArchiveWriteError) return error
  const isFull = error instanceof Error && 'code' in error && FULL.has(error.code)
  return isFull ? new ArchiveFullError(file, error) : new ArchiveWriteError(file, error)
}

/** A file that was given as a key holds none that can be used. */
export class ArchiveKeyError extends Error {
  override readonly name = 'ArchiveKeyError'

  constructor(path: string, kind: 'private' | 'public', cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause)
    super(`${path} holds no ${kind} ed25519 key (${what}); \`nianbao manifest --key FILE\` makes a pair`, { cause })
  }
}
