import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { refused } from './db/refused.ts'
import { ArchiveBusyError, type Holder, writeError } from './errors.ts'

/** Held by the one process that writes to an archive. */
export interface WriterLock {
  release(): void
}

/**
 * Takes the archive for writing. The lock is an exclusive transaction on a tiny SQLite file, so that the operating
 * system itself lets go of it when the holder dies, however it dies; `writer.json` only says who it is.
 *
 * @throws ArchiveBusyError at once when another process holds it
 * @throws ArchiveWriteError when the lock or the note cannot be written
 */
export function takeWriterLock(folder: string, now: Date): WriterLock {
  const note = join(folder, 'writer.json')
  const db = new Database(join(folder, 'writer.lock'), { timeout: 0 })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('begin exclusive')
  } catch (error) {
    db.close()
    if (isBusy(error)) throw new ArchiveBusyError(folder, holder(note))
    throw refused({ raw: db }, error)
  }
  const command = ['nianbao', ...process.argv.slice(2)].join(' ')
  try {
    writeFileSync(
      note,
      `${JSON.stringify({ pid: process.pid, host: hostname(), since: now.toISOString(), command })}\n`,
    )
  } catch (error) {
    db.close()
    throw writeError(note, error)
  }
  return {
    release() {
      db.exec('rollback')
      db.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** Who holds the lock; null when the note cannot be read (it is being written). */
function holder(note: string): Holder | null {
  try {
    const { pid, host, since, command } = JSON.parse(readFileSync(note, 'utf8'))
    return { pid, host, since, command }
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
