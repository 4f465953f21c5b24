import { type FileHandle, open, rename, stat, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/open.ts'
import { ArchiveDamagedError, ArchiveWriteError } from '../errors.ts'
import { warcinfo } from './build.ts'
import { OPEN_SUFFIX } from './path.ts'
import { compress, serialize } from './record.ts'

export interface WriterOptions {
  /** The folder of the WARC files. */
  readonly folder: string
  /** A file that has reached this many bytes is completed and the next one begun. */
  readonly maxBytes: number
  readonly software: string
  readonly now: () => Date
  readonly newId: () => string
}

/** Where a written record lies. */
export interface Place {
  readonly file: number
  readonly offset: number
  readonly length: number
}

interface OpenFile {
  readonly id: number
  readonly name: string
  readonly handle: FileHandle
  /** Bytes that belong to the archive: the length at the last commit. */
  committed: number
}

/**
 * Writes the WARC files of one archive. Records are appended and synced by {@link append}; they belong to the archive
 * once the caller has committed the new length in the same transaction as its rows and called {@link settle}. Whatever
 * lies behind the committed length (a crash, a failed write) is cut off.
 */
export class WarcWriter {
  readonly #db: Db
  readonly #options: WriterOptions
  #file: OpenFile | null = null

  constructor(db: Db, options: WriterOptions) {
    this.#db = db
    this.#options = options
  }

  /**
   * Goes on with the file that an earlier run left open, cut back to its committed length.
   *
   * @throws ArchiveDamagedError when the file is shorter than what was committed
   */
  async resume(): Promise<void> {
    const rows = await this.#db.query.selectFrom('warc_file').selectAll().where('state', '=', 'open').execute()
    for (const row of rows) await this.#recover(row)
  }

  async #recover(row: { id: number; name: string; committed: number }): Promise<void> {
    const path = join(this.#options.folder, row.name)
    const size = await sizeOf(path + OPEN_SUFFIX)
    if (size === null && (await sizeOf(path)) !== null) {
      // Killed between the renaming and its note in the database.
      await this.#db.query.updateTable('warc_file').set({ state: 'sealed' }).where('id', '=', row.id).execute()
      return
    }
    if (row.committed === 0) {
      if (size !== null) await unlink(path + OPEN_SUFFIX)
      await this.#db.query.deleteFrom('warc_file').where('id', '=', row.id).execute()
      return
    }
    if (size === null || size < row.committed) {
      throw new ArchiveDamagedError(path + OPEN_SUFFIX, `it has ${size ?? 0} bytes, ${row.committed} were committed`)
    }
    if (size > row.committed) await truncate(path + OPEN_SUFFIX, row.committed)
    if (this.#file !== null) await this.seal()
    this.#file = { id: row.id, name: row.name, handle: await open(path + OPEN_SUFFIX, 'r+'), committed: row.committed }
  }

  /**
   * Appends gzip members and syncs them to disk. They are not part of the archive before {@link settle}.
   *
   * @returns the place of each member, and the file's length to be committed
   * @throws ArchiveWriteError when the disk refuses; the file is then as it was before
   */
  async append(members: readonly Buffer[]): Promise<{ places: Place[]; file: number; length: number }> {
    const file = await this.#ready()
    const opening = file.committed === 0 ? [await this.#warcinfo(file.name)] : []
    const all = [...opening, ...members]
    let offset = file.committed
    const places = all.map((member) => {
      const place = { file: file.id, offset, length: member.byteLength }
      offset += member.byteLength
      return place
    })
    try {
      await writeAll(file.handle, Buffer.concat(all), file.committed)
      await file.handle.datasync()
    } catch (error) {
      await this.takeBack()
      throw new ArchiveWriteError(join(this.#options.folder, file.name + OPEN_SUFFIX), error)
    }
    return { places: places.slice(opening.length), file: file.id, length: offset }
  }

  /** Notes that everything up to `length` is committed; completes the file when it is full. */
  async settle(length: number): Promise<void> {
    if (this.#file === null) return
    this.#file.committed = length
    if (length >= this.#options.maxBytes) await this.seal()
  }

  /** Cuts off what was appended but not committed. Where the disk refuses that too, the next opening does it. */
  async takeBack(): Promise<void> {
    await this.#file?.handle.truncate(this.#file.committed).catch(() => undefined)
  }

  /** Lets go of the current file as it is; the next opening goes on with it. */
  async leave(): Promise<void> {
    const file = this.#file
    this.#file = null
    await file?.handle.close()
  }

  /**
   * Completes the current file: it gets its final name, and nothing is appended to it any more.
   *
   * @throws ArchiveWriteError when the disk refuses; all is kept, and the next opening completes the file
   */
  async seal(): Promise<void> {
    const file = this.#file
    if (file === null) return
    this.#file = null
    const path = join(this.#options.folder, file.name)
    try {
      await file.handle.close()
      if (file.committed === 0) await this.#discard(file.id, path)
      else await this.#complete(file.id, path)
    } catch (error) {
      throw new ArchiveWriteError(path + OPEN_SUFFIX, error)
    }
  }

  async #complete(id: number, path: string): Promise<void> {
    await rename(path + OPEN_SUFFIX, path)
    await syncFolder(this.#options.folder)
    await this.#db.query.updateTable('warc_file').set({ state: 'sealed' }).where('id', '=', id).execute()
  }

  async #discard(id: number, path: string): Promise<void> {
    await unlink(path + OPEN_SUFFIX)
    await this.#db.query.deleteFrom('warc_file').where('id', '=', id).execute()
  }

  /** The file to append to. Its row comes before the file itself, so that no file of ours is ever unknown. */
  async #ready(): Promise<OpenFile> {
    if (this.#file !== null) return this.#file
    const now = this.#options.now()
    const serial = await this.#nextSerial()
    const stamp = now.toISOString().replaceAll(/[^0-9]/g, '')
    const name = `nianbao-${stamp}-${String(serial).padStart(5, '0')}.warc.gz`
    const path = join(this.#options.folder, name + OPEN_SUFFIX)
    const row = { id: serial, name, state: 'open', committed: 0, created_at: now.getTime() } as const
    let handle: FileHandle
    try {
      await this.#db.query.insertInto('warc_file').values(row).execute()
      handle = await open(path, 'wx+')
      await syncFolder(this.#options.folder)
    } catch (error) {
      throw new ArchiveWriteError(path, error)
    }
    this.#file = { id: serial, name, handle, committed: 0 }
    return this.#file
  }

  async #nextSerial(): Promise<number> {
    const row = await this.#db.query
      .selectFrom('warc_file')
      .select(({ fn }) => fn.max('id').as('last'))
      .executeTakeFirst()
    return (row?.last ?? 0) + 1
  }

  #warcinfo(filename: string): Promise<Buffer> {
    const { newId, now, software } = this.#options
    return compress(serialize(warcinfo(newId(), now(), filename, software)))
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0
  while (done < bytes.byteLength) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, position + done)
    done += bytesWritten
  }
}

/** A renamed or new file survives a power cut only once its folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
