import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { UnitResult } from './commit/apply.ts'
import { GroupCommit, type GroupLimits } from './commit/group.ts'
import { closeDatabase, type Db, openDatabase, releaseDatabase } from './db/open.ts'
import { realDisk, rememberFile } from './disk.ts'
import { ArchiveIndexError, ArchiveUnusableError, type Unusable } from './errors.ts'
import { assertIndexFits, hasLostJournal } from './fits.ts'
import { makeFolders } from './folders.ts'
import { clearLeftovers } from './leftovers.ts'
import { takeWriterLock, type WriterLock } from './lock.ts'
import { RequestStore } from './requests.ts'
import { Room, type RoomOptions } from './room.ts'
import { recordIds } from './warc/build.ts'
import { warcFiles, warcFolderOf } from './warc/files.ts'
import { WarcWriter } from './warc/writer.ts'

export interface WriteOptions extends Partial<Omit<RoomOptions, 'folder'>> {
  readonly software: string
  readonly onCommitted?: (results: readonly UnitResult[]) => void
  readonly now?: () => Date
  /** A WARC file is completed at this length; 1 GiB by default, as the standard advises. */
  readonly maxFileBytes?: number
  readonly limits?: Partial<GroupLimits>
}

const LIMITS: GroupLimits = { units: 64, bytes: 8 * 2 ** 20, age: 1000 }

/** An archive opened for reading. */
export interface ReadableArchive {
  readonly folder: string
  readonly warcFolder: string
  readonly db: Db
  close(): Promise<void>
}

/** An archive opened for writing: this process is its only writer. */
export interface WritableArchive extends ReadableArchive {
  readonly requests: RequestStore
  readonly commits: GroupCommit
  /** Writes to the index beside the groups wait here for room on the disk. */
  readonly room: Room
  /** Commits what is staged, completes the WARC file and lets go of the archive. */
  close(): Promise<void>
}

/** The index database of an archive. */
export function databaseOf(folder: string): string {
  return join(folder, 'nianbao.db')
}

/**
 * Opens an archive to write, making it where there is none. What an earlier process left unfinished is settled: the
 * tail of an open WARC file is cut back to the last committed byte, leases of a dead process are given back, half an index
 * that was being made again is taken away.
 *
 * @throws ArchiveBusyError when another process writes to it
 * @throws ArchiveNewerError when a newer nianbao wrote it
 * @throws ArchiveUnusableError when the folder cannot be written
 * @throws ArchiveIndexError when the index is gone, damaged or older than the WARC files
 * @throws ArchiveDamagedError when committed bytes are missing
 */
export async function openArchive(folder: string, options: WriteOptions): Promise<WritableArchive> {
  const now = options.now ?? (() => new Date())
  const newId = recordIds(randomBytes(6).toString('hex'))
  prepareFolder(folder)
  const lock = takeWriterLock(folder, now())
  try {
    const file = databaseOf(folder)
    const files = warcFiles(folder)
    assertIndexThere(folder)
    clearLeftovers(folder, file)
    const isBereft = hasLostJournal(file)
    const db = await openDatabase(file, folder, false)
    try {
      await assertIndexFits(db, folder, files, isBereft)
      return await openWith(db, lock)
    } catch (error) {
      await releaseDatabase(db)
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }

  async function openWith(db: Db, lock: WriterLock): Promise<WritableArchive> {
    const warcFolder = warcFolderOf(folder)
    const maxBytes = options.maxFileBytes ?? 2 ** 30
    const { software, disk = realDisk, onCommitted = () => undefined } = options
    const writer = new WarcWriter(db, { folder: warcFolder, maxBytes, software, now, newId, disk })
    await writer.resume()
    const requests = new RequestStore(db, `${process.pid}`)
    requests.reclaim()
    const limits = { ...LIMITS, ...options.limits }
    const room = new Room({ ...options, disk, folder })
    const isThere = await rememberFile(databaseOf(folder))
    const commits = new GroupCommit(db, writer, { newId, now, limits, room, isThere, onCommitted })
    const close = async () => {
      try {
        await commits.flush()
        await room.keep(0, () => writer.seal())
      } finally {
        await writer.leave()
        await closeDatabase(db)
        lock.release()
      }
    }
    return { folder, warcFolder, db, requests, commits, room, close }
  }
}

/**
 * Opens an archive to read; a writer may be at work at the same time.
 *
 * @throws ArchiveUnusableError when there is no archive at that place
 * @throws ArchiveIndexError when its index is gone or damaged
 */
export async function openArchiveToRead(folder: string): Promise<ReadableArchive> {
  assertIndexThere(folder)
  if (!existsSync(databaseOf(folder))) {
    const isFile = existsSync(folder) && !statSync(folder).isDirectory()
    if (isFile) throw new ArchiveUnusableError(folder, 'is-file')
    throw new ArchiveUnusableError(folder, 'no-archive')
  }
  const db = await openDatabase(databaseOf(folder), folder, true)
  return { folder, warcFolder: warcFolderOf(folder), db, close: () => releaseDatabase(db) }
}

/** An index that is not there beside WARC files is not made anew: it would know nothing of them. A folder is none. */
function assertIndexThere(folder: string): void {
  const found = statSync(databaseOf(folder), { throwIfNoEntry: false })
  const size = found?.size ?? null
  if (found?.isDirectory()) {
    if (warcFiles(folder).length > 0) throw new ArchiveIndexError(folder, 'is a folder')
    throw new ArchiveUnusableError(folder, 'index-is-folder')
  }
  if ((size !== null && size > 0) || warcFiles(folder).length === 0) return
  throw new ArchiveIndexError(folder, size === null ? 'is gone' : 'is empty')
}

/**
 * Makes an archive's folder and that of its WARC files, where they are not there, and sees that they may be written.
 *
 * @throws ArchiveUnusableError when they may not
 */
export function prepareFolder(folder: string): void {
  try {
    makeFolders(folder)
    makeFolders(warcFolderOf(folder))
    accessSync(folder, constants.W_OK)
    accessSync(warcFolderOf(folder), constants.W_OK)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new ArchiveUnusableError(folder, REASONS[code ?? ''] ?? 'refused', { cause: error })
  }
}

const REASONS: Readonly<Record<string, Unusable>> = {
  EACCES: 'unwritable',
  EPERM: 'unwritable',
  EROFS: 'read-only',
  EEXIST: 'file-there',
  ENOENT: 'no-folder',
  ENOTDIR: 'file-above',
  ENOSPC: 'full',
}
