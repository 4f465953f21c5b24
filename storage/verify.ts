import { readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import type { ReadableArchive } from './archive.ts'
import type { Manifest } from './manifest.ts'
import { stretchesOf } from './verify/plan.ts'
import { type Job, runJobs } from './verify/pool.ts'
import type { Damage, FoundDamage } from './verify/range.ts'
import { warcPath } from './warc/path.ts'

export type { Damage } from './verify/range.ts'

export interface VerifyReport {
  /** Of how many files something was read. */
  readonly files: number
  readonly records: number
  readonly bytes: number
  readonly damages: readonly Damage[]
  /** False when the budget was spent before everything was read. */
  readonly isWhole: boolean
}

/** How far a file has been verified. */
export interface Verified {
  readonly file: number
  readonly name: string
  /** What was read in this run, bytes in the file. */
  readonly from: number
  readonly to: number
  /** Whether that was its end. */
  readonly isWhole: boolean
  readonly damages: readonly FoundDamage[]
}

export interface VerifyOptions {
  /** Told before each file is read. */
  readonly onFile?: (name: string, bytes: number) => void
  /** Told when as much of a file was read as will be in this run. */
  readonly onVerified?: (verified: Verified) => void
  /** How long this may take, ms: it goes on where the last run stopped, those files first that were longest not read. */
  readonly budget?: number | null
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

interface FileRow {
  readonly id: number
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly committed: number
  readonly verified_to: number
}

/** How much a thread is given at once, bytes: enough to be worth the handing over, little enough to be shared out. */
const STRETCH = 32 * 2 ** 20

/** Up to so many bytes the start of a thread takes longer than the work. */
const SMALL = 16 * 2 ** 20

/**
 * Reads the records of the archive back and checks them: gzip heads, checksums and lengths, WARC heads and lengths, the
 * digests of blocks, that each capture of the index is where the index says, and whole files against the manifest.
 */
export async function verifyArchive(archive: ReadableArchive, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { budget = null, clock = Date.now, signal } = options
  const files = filesOf(archive, budget !== null)
  // Of a file that was only begun nothing belongs to the archive yet.
  const begun = files.filter(({ committed }) => committed > 0)
  const end = budget === null ? Number.POSITIVE_INFINITY : clock() + budget
  const run = new Run(archive, options, () => signal?.aborted === true || clock() >= end)
  const bytes = begun.reduce((sum, { committed }) => sum + committed, 0)
  const threads = options.threads ?? (bytes <= SMALL ? 0 : availableParallelism())
  await runJobs(threads, run.jobs(begun))
  const unknown = strangers(archive.warcFolder, files)
  const damages = [...unknown, ...unsound(options.manifest ?? null, files), ...run.found.map(plain)]
  return { files: run.files, records: run.records, bytes: run.bytes, damages, isWhole: run.isWhole }
}

/** All WARC files; for a budget those first that were begun, then those that were longest not read. */
function filesOf({ db }: ReadableArchive, isRolling: boolean): FileRow[] {
  const order = isRolling ? 'verified_to = 0, verified_at is not null, verified_at, id' : 'id'
  return db.raw
    .prepare<[], FileRow>(`select id, name, state, committed, verified_to from warc_file order by ${order}`)
    .all()
    .map((row) => (isRolling ? row : { ...row, verified_to: 0 }))
}

function plain({ file, offset, url, what }: FoundDamage): Damage {
  return { file, offset, url, what }
}

/** What is known of one file while its stretches are read. */
interface Part {
  readonly file: FileRow
  readonly name: string
  /** Up to where stretches were begun. */
  to: number
  /** Stretches that are being read. */
  open: number
  /** Whether no more will be begun. */
  isBegun: boolean
  damages: FoundDamage[]
}

/** One run over the files of an archive. */
class Run {
  readonly #archive: ReadableArchive
  readonly #options: VerifyOptions
  readonly #isOver: () => boolean
  readonly found: FoundDamage[] = []
  files = 0
  records = 0
  bytes = 0
  isWhole = true

  constructor(archive: ReadableArchive, options: VerifyOptions, isOver: () => boolean) {
    this.#archive = archive
    this.#options = options
    this.#isOver = isOver
  }

  /** The work on some files, one after the other. What cannot be begun before the end is left for the next run. */
  *jobs(files: readonly FileRow[]): Generator<Job> {
    for (const file of files) {
      if (this.#isOver()) this.isWhole = false
      else yield* this.#jobsOf(file)
    }
  }

  *#jobsOf(file: FileRow): Generator<Job> {
    const path = warcPath(this.#archive.warcFolder, file)
    const name = basename(path)
    const size = statSync(path, { throwIfNoEntry: false })?.size
    this.files++
    this.#options.onFile?.(name, file.committed)
    const isVouched = this.#options.manifest?.files.has(file.name) ?? false
    const part: Part = {
      file,
      name,
      to: file.verified_to,
      open: 0,
      isBegun: false,
      damages: wrongSize(file, name, size),
    }
    if (size !== undefined && file.verified_to === 0) yield* this.#hashJob(part, path)
    const stretches = stretchesOf(
      this.#archive.db.raw,
      file.id,
      file.verified_to,
      file.committed,
      this.#options.stretch ?? STRETCH,
    )
    for (const { from, to, places } of size === undefined ? [] : stretches) {
      if (this.#isOver()) {
        this.isWhole = false
        break
      }
      part.to = Math.max(part.to, to)
      part.open++
      const range = { path, name, from, to: Math.min(to, size ?? 0), places, isVouched }
      yield async (lane) => {
        const { records, damages } = await lane.verify(range)
        part.open--
        part.damages.push(...damages)
        this.records += records
        this.#settle(part)
      }
    }
    if (size === undefined) {
      const places = [...stretches].flatMap((stretch) => stretch.places)
      part.damages.push({ file: name, offset: null, url: null, what: 'the file is missing', places })
      part.to = file.committed
    }
    part.isBegun = true
    this.#settle(part)
  }

  /** Compares the whole file with what the manifest vouches for. */
  *#hashJob(part: Part, path: string): Generator<Job> {
    const signed = this.#options.manifest?.files.get(part.file.name)
    if (signed === undefined) return
    part.open++
    yield async (lane) => {
      const sha256 = await lane.hash({ path, bytes: signed.bytes })
      part.open--
      const what = `its bytes are not those that were signed: sha256 ${sha256}, signed ${signed.sha256}`
      if (sha256 !== signed.sha256) part.damages.push({ file: part.name, offset: null, url: null, what, places: [] })
      this.#settle(part)
    }
  }

  /** Tells of a file when its last stretch was read. */
  #settle({ file, name, to, open, isBegun, damages }: Part): void {
    if (!isBegun || open > 0) return
    const from = file.verified_to
    const inOrder = damages.toSorted((a, b) => (a.offset ?? -1) - (b.offset ?? -1))
    this.bytes += to - from
    this.found.push(...inOrder)
    this.#options.onVerified?.({ file: file.id, name, from, to, isWhole: to >= file.committed, damages: inOrder })
  }
}

/** What is wrong with the size of a file that is there. The end of an unfinished one may not be committed yet. */
function wrongSize({ committed, state }: FileRow, name: string, size: number | undefined): FoundDamage[] {
  const whole = (what: string) => [{ file: name, offset: null, url: null, what, places: [] }]
  if (size === undefined) return []
  if (size < committed) return whole(`it has ${size} bytes, ${committed} were written`)
  if (size > committed && state === 'sealed') return whole(`it has ${size} bytes, only ${committed} were written`)
  return []
}

/** What is wrong with a manifest, and what it vouches for that the archive does not have. */
function unsound(manifest: Manifest | null, files: readonly FileRow[]): Damage[] {
  if (manifest === null) return []
  const known = new Set(files.map(({ name }) => name))
  const lost = [...manifest.files.keys()].filter((name) => !known.has(name))
  const what = 'the manifest vouches for this file, the archive does not know it'
  return [...manifest.damages, ...lost.map((file) => ({ file, offset: null, url: null, what }))]
}

/** WARC files in the folder that the index does not know. */
function strangers(folder: string, files: readonly FileRow[]): Damage[] {
  const known = new Set(files.map(({ name }) => name))
  return readdirSync(folder)
    .filter((name) => /\.warc\.gz(\.open)?$/.test(name) && !known.has(name.replace(/\.open$/, '')))
    .map((file) => ({ file, offset: null, url: null, what: 'the index does not know this file' }))
}
