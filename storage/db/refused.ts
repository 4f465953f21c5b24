import { SqliteError } from 'better-sqlite3'
import { ArchiveWriteError } from '../errors.ts'
import type { Db } from './open.ts'

/** What to throw for an error of a write to the index: a refusal of the disk as such, a fault of ours as it is. */
export function refused({ raw }: Pick<Db, 'raw'>, error: unknown): unknown {
  return error instanceof SqliteError ? new ArchiveWriteError(raw.name, error) : error
}
