import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { SqliteError } from 'better-sqlite3'
import { ArchiveFullError, ArchiveWriteError } from '../errors.ts'
import type { Db } from './open.ts'

/** What SQLite needs to begin a journal or its shared memory, bytes: with less it fails in many ways. */
const LEAST = 64 * 1024

/** What to throw for an error of a write to the index: a refusal of the disk as such, a fault of ours as it is. */
export function refused({ raw }: Pick<Db, 'raw'>, error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error
  return isFull(raw.name, error) ? new ArchiveFullError(raw.name, error) : new ArchiveWriteError(raw.name, error)
}

/** SQLite tells of a full disk as such only where it writes pages; elsewhere it is an I/O error like any other. */
function isFull(file: string, { code }: InstanceType<typeof SqliteError>): boolean {
  if (code === 'SQLITE_FULL') return true
  if (!code.startsWith('SQLITE_IOERR') && !code.startsWith('SQLITE_CANTOPEN')) return false
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize < LEAST
}
