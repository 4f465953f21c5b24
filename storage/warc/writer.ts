import { join } from 'node:path'
import type { Db } from '../db/open.ts'
import { refused } from '../db/refused.ts'
import type { Disk, DiskFile } from '../disk.ts'
import { ArchiveDamagedError, ArchiveVanishedError, writeError } from '../errors.ts'
import { warcinfo } from './build.ts'
import { hashFile } from './file-hash.ts'
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
  readonly disk: Disk
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
  readonly file: DiskFile
  /** Bytes that belong to the archive: the length at the last commit. */
  committed: number
  /** Whether bytes may lie behind those, of a write that failed. */
  hasTail: boolean
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
    const { disk, folder } = this.#options
    const path = join(folder, row.name)
    const size = await disk.size(path + OPEN_SUFFIX)
    if (size === null && (await disk.size(path)) !== null) {
      // Killed between the renaming and its note in the database.
      await this.#note(row, path)
      return
    }
    if (row.committed === 0) {
      if (size !== null) await disk.unlink(path + OPEN_SUFFIX)
      await this.#forget(row.id)
      return
    }
    if (size === null || size < row.committed) {
      throw new ArchiveDamagedError(path + OPEN_SUFFIX, size ?? 0, row.committed)
    }
    const file = await disk.open(path + OPEN_SUFFIX)
    if (size > row.committed) await file.truncate(row.committed)
    if (this.#file !== null) await this.seal()
    this.#file = { id: row.id, name: row.name, file, committed: row.committed, hasTail: false }
  }

  /**
   * Appends gzip members and syncs them to disk. They are not part of the archive before {@link settle}. Where this
   * throws, the file is as it was before.
   *
   * @returns the place of each member, and the file's length to be committed
   * @throws ArchiveWriteError when the disk refuses; where it has no room, the same may be appended again later
   * @throws ArchiveVanishedError when the file is not where it was
   */
  async append(members: readonly Buffer[]): Promise<{ places: Place[]; file: number; length: number }> {
    const open = await this.#ready()
    const opening = open.committed === 0 ? [await this.#warcinfo(open.name)] : []
    const all = [...opening, ...members]
    let offset = open.committed
    const places = all.map((member) => {
      const place = { file: open.id, offset, length: member.byteLength }
      offset += member.byteLength
      return place
    })
    const path = join(this.#options.folder, open.name + OPEN_SUFFIX)
    try {
      if (open.hasTail) await this.#cut(open)
      await writeAll(open.file, Buffer.concat(all), open.committed)
      await open.file.sync()
      if (!(await open.file.isAt(path))) throw new ArchiveVanishedError(path)
    } catch (error) {
      await this.takeBack()
      throw writeError(path, error)
    }
    return { places: places.slice(opening.length), file: open.id, length: offset }
  }

  /** Notes that everything up to `length` is committed. */
  settle(length: number): void {
    if (this.#file !== null) this.#file.committed = length
  }

  /** Completes the file if it is full. Throws as {@link seal}. */
  async rotate(): Promise<void> {
    if (this.#file !== null && this.#file.committed >= this.#options.maxBytes) await this.seal()
  }

  /** Cuts off what was appended but not committed; where the disk refuses that too, before the next write. */
  async takeBack(): Promise<void> {
    const open = this.#file
    if (open === null) return
    open.hasTail = true
    // It is tried again by whatever comes next: an append, the sealing, the next opening.
    await this.#cut(open).catch(() => undefined)
  }

  async #cut(open: OpenFile): Promise<void> {
    await open.file.truncate(open.committed)
    open.hasTail = false
  }

  /** Lets go of the current file as it is; the next opening goes on with it. */
  async leave(): Promise<void> {
    const open = this.#file
    this.#file = null
    await open?.file.close()
  }

  /**
   * Completes the current file: it gets its final name, and nothing is appended to it any more.
   *
   * @throws ArchiveWriteError when the disk refuses; all is kept, and the next opening completes the file. Where it has no
   *   room, the same may be asked again later
   */
  async seal(): Promise<void> {
    const open = this.#file
    if (open === null) return
    const path = join(this.#options.folder, open.name)
    try {
      if (open.hasTail) await this.#cut(open)
      await open.file.close()
      if (open.committed === 0) await this.#discard(open.id, path)
      else await this.#complete(open, path)
    } catch (error) {
      throw writeError(path + OPEN_SUFFIX, refused(this.#db, error))
    }
    this.#file = null
  }

  /** May be begun again after it was cut short anywhere. */
  async #complete(open: OpenFile, path: string): Promise<void> {
    const { disk, folder } = this.#options
    if ((await disk.size(path)) === null) await disk.rename(path + OPEN_SUFFIX, path)
    await disk.syncFolder(folder)
    await this.#note(open, path)
  }

  async #discard(id: number, path: string): Promise<void> {
    const { disk } = this.#options
    if ((await disk.size(path + OPEN_SUFFIX)) !== null) await disk.unlink(path + OPEN_SUFFIX)
    await this.#forget(id)
  }

  /** Keeps the file's hash with it. One that cannot be read back is complete all the same: verifying it tells. */
  async #note({ id, committed }: Pick<OpenFile, 'id' | 'committed'>, path: string): Promise<void> {
    const sha256 = await hashFile(path, committed).then(
      (hex) => Buffer.from(hex, 'hex'),
      () => null,
    )
    await this.#db.query.updateTable('warc_file').set({ state: 'sealed', sha256 }).where('id', '=', id).execute()
  }

  async #forget(id: number): Promise<void> {
    await this.#db.query.deleteFrom('warc_file').where('id', '=', id).execute()
  }

  /** The file to append to. Its row comes before the file itself, so that no file of ours is ever unknown. */
  async #ready(): Promise<OpenFile> {
    if (this.#file !== null) return this.#file
    const { disk, folder } = this.#options
    const now = this.#options.now()
    const id = await this.#nextSerial()
    const stamp = now.toISOString().replaceAll(/[^0-9]/g, '')
    const name = `nianbao-${stamp}-${String(id).padStart(5, '0')}.warc.gz`
    const path = join(folder, name + OPEN_SUFFIX)
    const row = { id, name, state: 'open', committed: 0, created_at: now.getTime() } as const
    try {
      await this.#db.query.insertInto('warc_file').values(row).execute()
    } catch (error) {
      throw writeError(path, refused(this.#db, error))
    }
    try {
      const file = await disk.create(path)
      this.#file = { id, name, file, committed: 0, hasTail: false }
      await disk.syncFolder(folder)
      return this.#file
    } catch (error) {
      await this.#abandon(id, path)
      throw writeError(path, error)
    }
  }

  /** Takes back a file that could not be begun; where that fails too, the next opening does it. */
  async #abandon(id: number, path: string): Promise<void> {
    try {
      await this.leave()
      if ((await this.#options.disk.size(path)) !== null) await this.#options.disk.unlink(path)
      await this.#forget(id)
    } catch (error) {
      if (!(error instanceof Error)) throw error
    }
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

async function writeAll(file: DiskFile, bytes: Buffer, position: number): Promise<void> {
  let done = 0
  while (done < bytes.byteLength) done += await file.write(bytes.subarray(done), position + done)
}
