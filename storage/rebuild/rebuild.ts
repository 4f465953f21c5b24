import { existsSync } from 'node:fs'
import { databaseOf, prepareFolder } from '../archive.ts'
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
import { type WarcFile, warcFiles } from '../warc/files.ts'
import { knownFiles, missingFiles, removeDatabase, replaceDatabase, unfinishedIndexOf } from './old.ts'
import { placedUnit } from './replay.ts'
import { type KeptUnit, type SkipFault, type Skipped, type UnitFault, unitsOf } from './units.ts'

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
  /** WARC files that the old index knew, or of whose numbers there are later ones, and that are not there. */
  readonly missing: readonly string[]
  /** Records that were written before units had notes (schema version 1): nothing tells what they belong to. */
  readonly untold: number
  /** Whether the new index took the place of the old one. */
  readonly replaced: boolean
  /** Where the old index was put aside, which may know what the files no longer tell; null where it was not. */
  readonly aside: string | null
  /** Whether it was interrupted: the old index is then as it was. */
  readonly interrupted: boolean
}

/** Units written to the new index in one transaction. */
const BATCH = 500

/**
 * Makes the index of an archive again from its WARC files alone. It is made beside the old one, which stays in its place
 * until the new one is complete. It is kept beside it (`nianbao.db.old`, `nianbao.db.old.2`, …) where records had to be
 * left out or files are missing, and where it is none that can be read. An old index that knows records of which the files tell too little is not replaced.
 *
 * @throws ArchiveBusyError when another process writes to the archive
 * @throws ArchiveUnusableError when there are no WARC files, or those of two archives, or the folder may not be written
 * @throws ArchiveWriteError when the disk refuses; the old index is as it was
 */
export async function rebuildArchive(folder: string, options: RebuildOptions): Promise<RebuildReport> {
  const files = warcFiles(folder)
  if (files.length === 0) throw new ArchiveUnusableError(folder, 'no-warcs')
  assertOneArchive(folder, files)
  prepareFolder(folder)
  const lock = takeWriterLock(folder, options.now())
  const made = unfinishedIndexOf(databaseOf(folder))
  try {
    const known = knownFiles(databaseOf(folder))
    const missing = missingFiles(files, known ?? [])
    const report = await make(made, folder, files, options)
    const isThere = existsSync(databaseOf(folder))
    const replaced = !report.interrupted && (report.untold === 0 || !isThere)
    const isKept = report.skipped.length + missing.length > 0 || known === null
    const aside = replaced ? replaceDatabase(databaseOf(folder), made, isKept, known !== null) : null
    return { ...report, missing, replaced, aside }
  } finally {
    removeDatabase(made)
    lock.release()
  }
}

/** Numbers of visits are told by the files, and two archives have the same ones. */
function assertOneArchive(folder: string, files: readonly WarcFile[]): void {
  for (const [index, { id, name }] of files.entries()) {
    const other = files[index + 1]
    if (other?.id !== id) continue
    throw new ArchiveUnusableError(folder, 'two-archives', { files: [`warc/${name}`, `warc/${other.name}`] })
  }
}

async function make(
  made: string,
  folder: string,
  files: readonly WarcFile[],
  options: RebuildOptions,
): Promise<Filled> {
  removeDatabase(made)
  const db = await openDatabase(made, folder, false)
  try {
    return await fill(db, files, options)
  } catch (error) {
    throw refused(db, error)
  } finally {
    await closeDatabase(db)
  }
}

type Filled = Omit<RebuildReport, 'missing' | 'replaced' | 'aside'>

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
  const skip = (offset: number, what: SkipFault) => skipped.push({ file: file.name, offset, what })
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
  const one = ({ note, entries }: KeptUnit): UnitFault | null => {
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
    run: (batch: readonly KeptUnit[]) => all(batch),
  }
}
