import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { databaseOf, warcFolderOf } from '../archive.ts'
import { applyUnit } from '../commit/apply.ts'
import { prepareReferences } from '../commit/references.ts'
import { prepareStatements } from '../commit/statements.ts'
import { closeDatabase, type Db, openDatabase } from '../db/open.ts'
import { refused } from '../db/refused.ts'
import { ArchiveUnusableError } from '../errors.ts'
import { prepareKnown } from '../known.ts'
import { takeWriterLock } from '../lock.ts'
import { dropUnpaired } from '../series.ts'
import { hashFile } from '../warc/file-hash.ts'
import { placedUnit } from './replay.ts'
import { type KeptUnit, type Skipped, unitsOf } from './units.ts'

export interface RebuildOptions {
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Told as it goes: bytes read of all, and units indexed. */
  readonly onProgress?: (done: number, total: number, units: number) => void
}

export interface RebuildReport {
  readonly files: number
  readonly units: number
  /** Records that could not be read or indexed. */
  readonly skipped: readonly Skipped[]
  /** Records that were written before units had notes (schema version 1): nothing tells what they belong to. */
  readonly untold: number
  /** Whether the new index took the place of the old one. */
  readonly replaced: boolean
  /** Where the old index was put aside, which may know what damaged records no longer tell; null where it was not. */
  readonly aside: string | null
  /** Whether it was interrupted: the old index is then as it was. */
  readonly interrupted: boolean
}

/** A WARC file of ours: its serial number and when it was begun are in its name. */
interface WarcFile {
  readonly id: number
  readonly name: string
  readonly path: string
  readonly state: 'open' | 'sealed'
  readonly createdAt: number
  readonly size: number
}

/** Units written to the new index in one transaction. */
const BATCH = 500

/**
 * Makes the index of an archive again from its WARC files alone. It is made beside the old one, which stays in its place
 * until the new one is complete. It is kept beside it (`nianbao.db.old`, `nianbao.db.old.2`, …) where records had to be
 * left out. An old index that knows records of which the files tell too little is not replaced.
 *
 * @throws ArchiveBusyError when another process writes to the archive
 * @throws ArchiveUnusableError when there are no WARC files
 * @throws ArchiveWriteError when the disk refuses; the old index is as it was
 */
export async function rebuildArchive(folder: string, options: RebuildOptions): Promise<RebuildReport> {
  const files = existsSync(warcFolderOf(folder)) ? warcFiles(warcFolderOf(folder)) : []
  if (files.length === 0)
    throw new ArchiveUnusableError(folder, 'it has no WARC files of nianbao to make an index from')
  const lock = takeWriterLock(folder, options.now())
  const made = `${databaseOf(folder)}.rebuilding`
  try {
    removeDatabase(made)
    const db = await openDatabase(made, folder, false)
    let report: Filled
    try {
      report = await fill(db, files, options)
    } finally {
      await closeDatabase(db)
    }
    const replaced = !report.interrupted && (report.untold === 0 || !existsSync(databaseOf(folder)))
    const aside = replaced ? replaceDatabase(folder, made, report.skipped.length > 0) : null
    if (!replaced) removeDatabase(made)
    return { ...report, replaced, aside }
  } finally {
    lock.release()
  }
}

type Filled = Omit<RebuildReport, 'replaced' | 'aside'>

async function fill(db: Db, files: readonly WarcFile[], options: RebuildOptions): Promise<Filled> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const replay = prepareReplay(db)
  const skipped: Skipped[] = []
  let before = 0
  // Nothing of this is of use before it is complete.
  db.raw.pragma('synchronous = OFF')
  db.raw.exec('create index rebuild_reading on reading (file, offset)')
  for (const file of files) {
    if (!(await fillFrom(file, replay, skipped, options, before, total))) {
      return { files: files.length, ...replay.counts(), skipped, interrupted: true }
    }
    before += file.size
  }
  db.raw.exec('drop index rebuild_reading')
  dropUnpaired({ db })
  db.raw.pragma('synchronous = FULL')
  return { files: files.length, ...replay.counts(), skipped, interrupted: false }
}

/** Indexes one file. False when it was interrupted. */
async function fillFrom(
  file: WarcFile,
  replay: ReturnType<typeof prepareReplay>,
  skipped: Skipped[],
  { signal, onProgress }: RebuildOptions,
  before: number,
  total: number,
): Promise<boolean> {
  const skip = (offset: number, what: string) => skipped.push({ file: file.name, offset, what })
  replay.begin(file)
  let batch: KeptUnit[] = []
  let committed = 0
  const flush = () => {
    for (const { entries, what } of replay.run(batch)) skip(entries[0]?.place.offset ?? 0, what)
    batch = []
  }
  for await (const unit of unitsOf(file.path, file.id, file.size, skip)) {
    if (signal.aborted) return false
    // What lies behind the last whole unit of an unfinished file was never committed.
    const isTail = unit.note === null && unit.end === file.size && file.state === 'open'
    if (isTail) break
    committed = unit.end
    batch.push(unit)
    if (batch.length < BATCH) continue
    flush()
    onProgress?.(before + committed, total, replay.counts().units)
  }
  flush()
  if (file.state === 'open') replay.end(file, committed, null)
  else {
    // What was skipped may be damaged: no hash is to say that it is as it was written.
    const isSound = skipped.every(({ file: name }) => name !== file.name)
    replay.end(file, file.size, isSound ? Buffer.from(await hashFile(file.path, file.size), 'hex') : null)
  }
  onProgress?.(before + file.size, total, replay.counts().units)
  return true
}

/** The writing of units into a new index. */
function prepareReplay(db: Db) {
  const statements = prepareStatements(db.raw)
  const lookups = { references: prepareReferences(db.raw), known: prepareKnown(db) }
  const begin = db.raw.prepare<[number, string, string, number]>(
    'insert into warc_file (id, name, state, committed, created_at) values (?, ?, ?, 0, ?)',
  )
  const end = db.raw.prepare<[number, Buffer | null, number]>(
    'update warc_file set committed = ?, sha256 = ? where id = ?',
  )
  let units = 0
  let untold = 0
  const one = ({ note, entries }: KeptUnit): string | null => {
    if (note === null) {
      // What is damaged is named already; with it whole records may have lost their note.
      const isWhole = entries.every(({ record }) => record !== null)
      if (isWhole) untold += entries.length
      return isWhole ? 'nothing tells what it belongs to' : null
    }
    const placed = placedUnit(note, entries, lookups)
    if (typeof placed === 'string') return placed
    applyUnit(statements, placed)
    units++
    return null
  }
  const all = db.raw.transaction((batch: readonly KeptUnit[]) =>
    batch.flatMap((unit) => {
      const what = one(unit)
      return what === null ? [] : [{ entries: unit.entries, what }]
    }),
  )
  return {
    counts: () => ({ units, untold }),
    begin: ({ id, name, state, createdAt }: WarcFile) => begin.run(id, name, state, createdAt),
    end: ({ id }: WarcFile, committed: number, sha256: Buffer | null) => end.run(committed, sha256, id),
    /** Writes units; gives those that could not be written, with what is wrong. */
    run(batch: readonly KeptUnit[]) {
      try {
        return all(batch)
      } catch (error) {
        throw refused(db, error)
      }
    },
  }
}

const NAME = /^(nianbao-(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})-(\d+)\.warc\.gz)(\.open)?$/

/** The WARC files of a folder in the order of their writing. */
function warcFiles(folder: string): WarcFile[] {
  const files = readdirSync(folder).flatMap((found): WarcFile[] => {
    const [, name, year, month, day, hour, minute, second, ms, serial, open] = NAME.exec(found) ?? []
    if (name === undefined) return []
    const path = join(folder, found)
    const createdAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
    const state = open === undefined ? 'sealed' : 'open'
    return [{ id: Number(serial), name, path, state, createdAt, size: statSync(path).size }]
  })
  return files.sort((a, b) => a.id - b.id)
}

const PARTS = ['', '-wal', '-shm', '-journal']

function removeDatabase(file: string): void {
  for (const part of PARTS) rmSync(file + part, { force: true })
}

/**
 * Puts the new index in the place of the old one. Whatever moment this is cut short at, one of the two is whole.
 *
 * @returns where the old one is kept; null where there was none, or it is not to be kept
 */
function replaceDatabase(folder: string, made: string, isKept: boolean): string | null {
  const file = databaseOf(folder)
  const wasThere = existsSync(file)
  const old = asideOf(file)
  // The parts of the old one first: a journal of another database beside the new one would be taken for its own.
  for (const part of [...PARTS].reverse()) if (existsSync(file + part)) renameSync(file + part, old + part)
  renameSync(made, file)
  if (wasThere && isKept) return old
  removeDatabase(old)
  return null
}

/** A name that is free: what an earlier rebuild put aside may know more than the index that it made. */
function asideOf(file: string): string {
  const first = `${file}.old`
  if (!existsSync(first)) return first
  for (let n = 2; ; n++) if (!existsSync(`${first}.${n}`)) return `${first}.${n}`
}
