import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { ReadableArchive } from './archive.ts'
import type { Manifest } from './manifest.ts'
import { FileCheck, type FileRow, type Verified } from './verify/file.ts'
import { runJobs } from './verify/pool.ts'
import type { Damage, FileFault, FoundDamage } from './verify/range.ts'

export type { Verified } from './verify/file.ts'
export type { Damage } from './verify/range.ts'

export interface VerifyReport {
  /** Of how many files something was read. */
  readonly files: number
  /** How many of them were told whole by their hash: none of their records was read again. */
  readonly unchanged: number
  /** How many records were read. */
  readonly records: number
  readonly bytes: number
  readonly damages: readonly Damage[]
  /** False when the budget was spent before everything was read. */
  readonly isWhole: boolean
}

export interface VerifyOptions {
  /** Told before each file is read. */
  readonly onFile?: (name: string, bytes: number) => void
  /** Told when as much of a file was read as will be in this run. */
  readonly onVerified?: (verified: Verified) => void
  /** How long this may take, ms: it goes on where the last run stopped, those files first that were longest not read. */
  readonly budget?: number | null
  /**
   * Whether every record is read. Otherwise a complete file is told whole by its sha256, if all was well when its records
   * were last read and the index says of them what it said then.
   */
  readonly deep?: boolean
  /** What the files are vouched for with. */
  readonly manifest?: Manifest | null
  /** How many threads; by default one a processor, and none for a small archive. */
  readonly threads?: number
  /** How much a thread is given at once, bytes. */
  readonly stretch?: number
  /** Ends the run; what was read is told. */
  readonly signal?: AbortSignal
  /** ms, for the budget. */
  readonly clock?: () => number
}

/** How much a thread is given at once, bytes: enough to be worth the handing over, little enough to be shared out. */
const STRETCH = 32 * 2 ** 20

/** Up to so many bytes the start of a thread takes longer than the work. */
const SMALL = 16 * 2 ** 20

/**
 * Checks that the archive is as it was written. Files are held against their sha256 and the manifest; of those that are
 * not known to be unchanged the records are read back: gzip heads, checksums and lengths, WARC heads and lengths, the
 * digests of blocks and payloads, and that each capture of the index is where the index says.
 */
export async function verifyArchive(archive: ReadableArchive, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { budget = null, clock = Date.now, signal, manifest = null } = options
  const files = filesOf(archive, budget !== null)
  // Of a file that was only begun nothing belongs to the archive yet.
  const begun = files.filter(({ committed }) => committed > 0)
  const end = budget === null ? Number.POSITIVE_INFINITY : clock() + budget
  const isOver = () => signal?.aborted === true || clock() >= end
  const verified: Verified[] = []
  const onVerified = (one: Verified) => {
    verified.push(one)
    options.onVerified?.(one)
  }
  const checks = { archive, manifest, isDeep: options.deep === true, stretch: options.stretch ?? STRETCH }
  const bytes = begun.reduce((sum, { committed }) => sum + committed, 0)
  const threads = options.threads ?? (bytes <= SMALL ? 0 : availableParallelism())
  function* jobs() {
    for (const file of begun) {
      // What cannot be begun before the end is left for the next run.
      if (isOver()) return
      const check = new FileCheck(file, { ...checks, isOver, onVerified })
      options.onFile?.(check.name, file.committed)
      yield* check.jobs()
    }
  }
  await runJobs(threads, jobs())
  const unknown = strangers(archive.warcFolder, files)
  const found = verified.flatMap(({ damages }) => damages.map(plain))
  return {
    files: verified.length,
    unchanged: verified.filter(({ isUnchanged }) => isUnchanged).length,
    records: verified.reduce((sum, { records }) => sum + records, 0),
    bytes: verified.reduce((sum, { from, to }) => sum + to - from, 0),
    damages: [...unknown, ...unsound(manifest, files), ...found],
    isWhole: verified.length === begun.length && verified.every(({ isWhole }) => isWhole),
  }
}

/** All WARC files; for a budget those first that were begun, then those that were longest not read. */
function filesOf({ db }: ReadableArchive, isRolling: boolean): FileRow[] {
  const order = isRolling ? 'verified_to = 0, verified_at is not null, verified_at, id' : 'id'
  return db.raw
    .prepare<[], FileRow>(
      `select id, name, state, committed, verified_to, nullif(lower(hex(sha256)), '') as sha256,
         nullif(lower(hex(verified_places)), '') as verified_places from warc_file order by ${order}`,
    )
    .all()
    .map((row) => (isRolling ? row : { ...row, verified_to: 0 }))
}

function plain({ file, offset, url, what }: FoundDamage): Damage {
  return { file, offset, url, what }
}

/** What is wrong with a manifest, and what it vouches for that the archive does not have. */
function unsound(manifest: Manifest | null, files: readonly FileRow[]): Damage[] {
  if (manifest === null) return []
  const known = new Set(files.map(({ name }) => name))
  const lost = [...manifest.files.keys()].filter((name) => !known.has(name))
  const what: FileFault = 'the manifest vouches for this file, the archive does not know it'
  return [...manifest.damages, ...lost.map((file) => ({ file, offset: null, url: null, what }))]
}

/** WARC files in the folder that the index does not know. */
function strangers(folder: string, files: readonly FileRow[]): Damage[] {
  const known = new Set(files.map(({ name }) => name))
  const found = existsSync(folder) ? readdirSync(folder) : []
  return found
    .filter((name) => /\.warc\.gz(\.open)?$/.test(name) && !known.has(name.replace(/\.open$/, '')))
    .map((file) => ({ file, offset: null, url: null, what: 'the index does not know this file' }))
}
