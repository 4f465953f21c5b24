import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { ArchiveIndexError, ArchiveNewerError, ArchiveUnusableError, isFullDisk } from '../errors.ts'
import { warcFiles } from '../warc/files.ts'
import { first } from './migrations/001-first.ts'
import { manners } from './migrations/002-manners.ts'
import { isDamage, refused } from './refused.ts'
import type { Tables } from './tables.ts'

/** Every migration in order; its place in this list (from 1) is the schema version, kept as SQLite's `user_version`. */
const MIGRATIONS: Record<string, Migration> = { '001-first': first, '002-manners': manners }
export const SCHEMA_VERSION = Object.keys(MIGRATIONS).length

/** `NIAN` in ASCII: tells an archive's index from any other SQLite file (`PRAGMA application_id`). */
const APPLICATION_ID = 0x4e49414e

/** The index database: one connection, seen raw for hot statements and through kysely for the rest. */
export interface Db {
  readonly raw: Database.Database
  readonly query: Kysely<Tables>
}

/**
 * Opens the index and brings it to today's schema.
 *
 * @param readonly opens without writing: nothing is migrated, and readers never block the writer (WAL)
 * @throws ArchiveNewerError when a newer nianbao wrote it
 * @throws ArchiveUnusableError when the file is no index of ours or cannot be opened
 * @throws ArchiveWriteError when the disk has no room for what opening it writes
 * @throws ArchiveIndexError when it is damaged or not ours, and there are WARC files to make it again from
 */
export async function openDatabase(file: string, folder: string, readonly: boolean): Promise<Db> {
  const raw = connect(file, folder, readonly)
  const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) })
  try {
    const version = Number(raw.pragma('user_version', { simple: true }))
    const application = Number(raw.pragma('application_id', { simple: true }))
    const empty = raw.prepare('select count(*) as n from sqlite_master').pluck().get() === 0
    if (!empty && application !== APPLICATION_ID) {
      if (warcFiles(folder).length > 0) throw new ArchiveIndexError(folder, 'is some other database')
      throw new ArchiveUnusableError(folder, 'other-database')
    }
    if (version > SCHEMA_VERSION) throw new ArchiveNewerError(folder, version, SCHEMA_VERSION)
    // Only now: to change the journal writes to the file, and what is not ours stays as it is.
    if (!readonly) prepareToWrite(raw)
    if (!readonly && version < SCHEMA_VERSION) await migrate(raw, query, folder)
    if (readonly && version < SCHEMA_VERSION) {
      throw new ArchiveUnusableError(folder, 'older-schema')
    }
  } catch (error) {
    await releaseDatabase({ raw, query })
    if (isDamage(error)) throw unfit(folder, error)
    const refusal = refused({ raw }, error)
    throw isFullDisk(refusal) ? refusal : error
  }
  return { raw, query }
}

function connect(file: string, folder: string, readonly: boolean): Database.Database {
  let raw: Database.Database | undefined
  try {
    raw = new Database(file, { readonly, fileMustExist: readonly })
    raw.pragma('busy_timeout = 10000')
    raw.pragma('foreign_keys = OFF')
    raw.pragma('user_version')
    return raw
  } catch (error) {
    raw?.close()
    throw unfit(folder, error)
  }
}

/** What to say of a file that SQLite does not open. Where there are WARC files, what is damaged is made again from them. */
function unfit(folder: string, error: unknown): Error {
  const what = error instanceof Error ? error.message : String(error)
  if (isDamage(error) && warcFiles(folder).length > 0)
    return new ArchiveIndexError(folder, `is damaged (${what})`, { cause: error })
  return new ArchiveUnusableError(folder, isDamage(error) ? 'damaged' : 'unopened', { cause: error })
}

/**
 * Closes the index of a writer. At rest it is one plain file without a journal beside it, so that it can be read from
 * a read-only disk; while somebody still reads it, it stays as it is.
 */
export async function closeDatabase(db: Db): Promise<void> {
  const { raw } = db
  try {
    raw.pragma('busy_timeout = 0')
    raw.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
  } finally {
    await releaseDatabase(db)
  }
}

/** Lets go of the index. Kysely alone closes only what was asked through it. */
export async function releaseDatabase({ raw, query }: Db): Promise<void> {
  await query.destroy()
  raw.close()
}

function prepareToWrite(raw: Database.Database): void {
  raw.pragma('page_size = 4096')
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  // KiB. A visit looks at few pages of the index at a time; with the usual 16 MB its memory grows with the queue.
  raw.pragma('cache_size = -4000')
}

/** All or nothing: a process that is killed while it makes an archive leaves an empty one, not half of one. */
async function migrate(raw: Database.Database, query: Kysely<Tables>, folder: string): Promise<void> {
  const migrator = new Migrator({ db: query, provider: { getMigrations: async () => MIGRATIONS } })
  try {
    raw.exec('begin immediate')
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
    raw.pragma(`application_id = ${APPLICATION_ID}`)
    raw.pragma(`user_version = ${SCHEMA_VERSION}`)
    raw.exec('commit')
  } catch (error) {
    const refusal = refused({ raw }, error)
    if (isFullDisk(refusal)) throw refusal
    throw new ArchiveUnusableError(folder, 'not-updated', { cause: error })
  }
}
