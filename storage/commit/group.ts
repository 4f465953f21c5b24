import type { Db } from '../db/open.ts'
import { refused } from '../db/refused.ts'
import { ArchiveVanishedError } from '../errors.ts'
import type { Room } from '../room.ts'
import type { WarcWriter } from '../warc/writer.ts'
import { applyUnit, type PlacedUnit, type UnitResult } from './apply.ts'
import { type Built, placed, UnitRecords } from './records.ts'
import { prepareStatements, type Statements } from './statements.ts'
import type { CommitUnit } from './unit.ts'

export interface GroupLimits {
  /** A group is committed when it has so many units, or so many payload bytes, or is so old (ms). */
  readonly units: number
  readonly bytes: number
  readonly age: number
}

export interface GroupOptions {
  readonly newId: () => string
  readonly now: () => Date
  readonly limits: GroupLimits
  readonly room: Room
  /** Whether the index that is open is still the one in the archive's folder. */
  readonly isThere: () => Promise<boolean>
  readonly onCommitted: (results: readonly UnitResult[]) => void
}

/**
 * The one commit point. Units are staged as requests are handled, and committed in groups: append the records → fsync →
 * one transaction with all rows. A crash loses at most one group, whose requests are then asked again; nothing is ever
 * half there. Groups are committed one after the other, in the order of staging. A group for which the disk has no room
 * waits until there is some.
 */
export class GroupCommit {
  readonly #db: Db
  readonly #statements: Statements
  readonly #records: UnitRecords
  readonly #writer: WarcWriter
  readonly #options: GroupOptions
  #staged: CommitUnit[] = []
  #stagedBytes = 0
  /** Units of the groups that are being written, or wait for that. */
  #committing = 0
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()
  #failure: Error | null = null

  constructor(db: Db, writer: WarcWriter, options: GroupOptions) {
    this.#db = db
    this.#statements = prepareStatements(db.raw)
    this.#records = new UnitRecords(db.raw, this.#statements, options)
    this.#writer = writer
    this.#options = options
  }

  /** Units staged but not yet committed, those that are being written among them. */
  get waiting(): number {
    return this.#staged.length + this.#committing
  }

  /** Whether a write waits for room on the disk. */
  get isPaused(): boolean {
    return this.#options.room.isPaused
  }

  /**
   * Whether as much is uncommitted as one group holds, counting what is being written: nothing more should be fetched
   * until it is on disk, so that a crash never costs more than one group. So it is while the disk has no room.
   */
  get isFull(): boolean {
    return this.isPaused || this.waiting >= this.#options.limits.units
  }

  /** Whether something staged leads to further requests, which come in line with its commit. */
  get hasLeads(): boolean {
    return this.#staged.some(({ requests, whenChanged = [] }) => requests.length + whenChanged.length > 0)
  }

  /**
   * Takes a unit into the current group. It is in the archive once a later {@link flush} has resolved.
   *
   * @throws the error of an earlier failed commit: the archive takes nothing more in this run
   */
  stage(unit: CommitUnit): void {
    if (this.#failure !== null) throw this.#failure
    this.#staged.push(unit)
    this.#stagedBytes += unit.captures.reduce((sum, { exchange }) => sum + exchange.body.byteLength, 0)
    this.#stagedBytes += unit.resources.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    if (this.#staged.length >= this.#options.limits.units || this.#stagedBytes >= this.#options.limits.bytes)
      this.#flushSoon(0)
    else if (this.#timer === null) this.#flushSoon(this.#options.limits.age)
  }

  /** Begins a pause because the disk refused a write beside the groups, and ends it when there is room. */
  pause(): void {
    this.#options.room.wait().catch((error: unknown) => this.#fail(error))
  }

  #flushSoon(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      // A failure is kept in #failure, and thrown at the next stage or flush.
      this.flush().catch(() => undefined)
    }, ms)
  }

  /**
   * Commits everything staged so far; resolves when it is on disk. Waits while the disk is full.
   *
   * @throws ArchiveWriteError when the disk refuses, or is full and the signal ended the waiting; the archive is then as at
   *   the last commit
   * @throws ArchiveVanishedError when the archive is not where it was
   */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const group = this.#staged
    this.#staged = []
    this.#stagedBytes = 0
    this.#committing += group.length
    const commit = () => this.#commit(group)
    this.#running = this.#running.then(commit, commit)
    return this.#running
  }

  async #commit(group: readonly CommitUnit[]): Promise<void> {
    try {
      if (this.#failure !== null) throw this.#failure
      if (group.length > 0) await this.#keep(group)
    } catch (error) {
      throw this.#fail(error)
    } finally {
      this.#committing -= group.length
    }
  }

  async #keep(group: readonly CommitUnit[]): Promise<void> {
    const { room, onCommitted } = this.#options
    const built = await this.#records.of(group)
    const bytes = built.flatMap(({ members }) => members).reduce((sum, { byteLength }) => sum + byteLength, 0)
    // As much again is for the index and its journal.
    onCommitted(await room.keep(2 * bytes, () => this.#write(built)))
    await room.keep(0, () => this.#writer.rotate())
  }

  /** Takes nothing more from now on. Gives the first failure. */
  #fail(error: unknown): Error {
    this.#failure ??= error instanceof Error ? error : new Error(String(error), { cause: error })
    return this.#failure
  }

  async #write(group: readonly Built[]): Promise<UnitResult[]> {
    if (!(await this.#options.isThere())) throw new ArchiveVanishedError(this.#db.raw.name)
    const flat = group.flatMap(({ members }) => members)
    if (flat.length === 0) return this.#transaction(group.map((built) => placed(built, [])))
    const { places, file, length } = await this.#writer.append(flat)
    let next = 0
    const units = group.map((built) => {
      const count = built.members.length
      next += count
      return placed(built, places.slice(next - count, next))
    })
    let results: UnitResult[]
    try {
      results = this.#transaction(units, { file, length })
    } catch (error) {
      await this.#writer.takeBack()
      throw error
    }
    this.#writer.settle(length)
    return results
  }

  #transaction(units: readonly PlacedUnit[], file?: { file: number; length: number }): UnitResult[] {
    const run = this.#db.raw.transaction(() => {
      const results = units.map((unit) => applyUnit(this.#statements, unit))
      if (file !== undefined) this.#statements.commitFile.run(file.length, file.file)
      return results
    })
    try {
      return run.immediate()
    } catch (error) {
      this.#statements.forgetCounts()
      throw refused(this.#db, error)
    }
  }
}
