import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { SqliteError } from 'better-sqlite3'
import { ArchiveIndexError, ArchiveWriteError } from '../errors.ts'
import type { Db } from './open.ts'

/** What SQLite needs to begin a journal or its shared memory, bytes: with less it fails in many ways. */
const LEAST = 64 * 1024

/** What to throw for an error of a write to the index: a refusal of the disk as such, a fault of ours as it is. */
export function refused({ raw }: Pick<Db, 'raw'>, error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error
  if (isDamage(error))
    return new ArchiveIndexError(dirname(raw.name), `is damaged (${error.message})`, { cause: error })
  return isFull(raw.name, error)
    ? new ArchiveWriteError(raw.name, error, 'full')
    : new ArchiveWriteError(raw.name, error)
}

/** Whether SQLite says that the file itself is not as it was written. */
export function isDamage(error: unknown): boolean {
  return error instanceof SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code)
}

/** SQLite tells of a full disk as such only where it writes pages; elsewhere it is an I/O error like any other. */
function isFull(file: string, { code }: InstanceType<typeof SqliteError>): boolean {
  if (code === 'SQLITE_FULL') return true
  if (!code.startsWith('SQLITE_IOERR') && !code.startsWith('SQLITE_CANTOPEN')) return false
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize < LEAST
}
