import { setTimeout as sleep } from 'node:timers/promises'
import type { Disk } from './disk.ts'
import { ArchiveVanishedError, isFullDisk } from './errors.ts'

/** A writer that waits for room on its disk. */
export interface Pause {
  /** The archive's folder. */
  readonly folder: string
  /** Bytes that are free, and that must be for it to go on. */
  readonly free: number
  readonly needed: number
}

export interface RoomOptions {
  readonly disk: Disk
  /** The archive's folder. */
  readonly folder: string
  /** Bytes that are always left free; by default {@link RESERVE}, of a small disk one part in {@link PART}. */
  readonly reserve?: number | undefined
  /** How often a full disk is looked at again, ms. */
  readonly interval?: number | undefined
  /** Ends a pause: what waits is given up. */
  readonly signal?: AbortSignal | undefined
  /** Told when a pause begins, and null when it is over. */
  readonly onPause?: ((pause: Pause | null) => void) | undefined
}

/** Free bytes at which a writer pauses, before its disk refuses it: the rest of the machine needs some too. */
const RESERVE = 256 * 2 ** 20
/** Of a disk of less than 25 GiB one part in a hundred is left free. */
const PART = 100
const INTERVAL = 2000

/** What a write that was refused is taken to need at least, bytes. */
const LEAST = 64 * 1024

interface Looked {
  readonly free: number
  readonly needed: number
  readonly isEnough: boolean
}

/**
 * The room on the disk of an archive. A write that finds none is kept and tried again when there is: nothing is lost,
 * and nobody has to start anything again.
 */
export class Room {
  readonly #options: RoomOptions
  #waiting = 0

  constructor(options: RoomOptions) {
    this.#options = options
  }

  /** Whether something waits for room: nothing more should be begun. */
  get isPaused(): boolean {
    return this.#waiting > 0
  }

  /**
   * Runs a write once there is room for it, and again whenever the disk has none for it all the same. Once the signal
   * has come nothing waits any more: what can be written is, the reserve is there for that.
   *
   * @param bytes how much it will about write
   * @param write leaves everything as it was when it throws for want of room
   * @throws ArchiveWriteError when the signal came and there is no room; whatever else `write` throws
   */
  async keep<T>(bytes: number, write: () => T | Promise<T>): Promise<T> {
    let least = bytes
    let isWaiting = false
    const wait = async (space: Looked) => {
      if (!isWaiting) this.#begin(space)
      isWaiting = true
      await this.#sleep()
    }
    try {
      for (;;) {
        const space = await this.#look(least)
        if (!space.isEnough && !this.#isStopped) {
          await wait(space)
          continue
        }
        try {
          return await write()
        } catch (error) {
          if (!isFullDisk(error) || this.#isStopped) throw error
          // The disk may tell of room and refuse all the same (a quota, inodes): it is tried again, not at once.
          least = Math.max(bytes, LEAST)
          await wait(await this.#look(least))
        }
      }
    } finally {
      if (isWaiting) this.#end()
    }
  }

  /** Waits because the disk has just refused a small write, until there is room for it or the signal comes. */
  async wait(): Promise<void> {
    this.#begin(await this.#look(LEAST))
    try {
      do await this.#sleep()
      while (!this.#isStopped && !(await this.#look(LEAST)).isEnough)
    } finally {
      this.#end()
    }
  }

  get #isStopped(): boolean {
    return this.#options.signal?.aborted ?? false
  }

  #begin({ free, needed }: Looked): void {
    const { folder, onPause } = this.#options
    this.#waiting++
    if (this.#waiting === 1) onPause?.({ folder, free, needed })
  }

  #end(): void {
    this.#waiting--
    if (this.#waiting === 0) this.#options.onPause?.(null)
  }

  /** One interval, or until the signal comes. */
  async #sleep(): Promise<void> {
    const { signal, interval = INTERVAL } = this.#options
    try {
      await sleep(interval, undefined, signal === undefined ? {} : { signal })
    } catch (error) {
      if (!this.#isStopped) throw error
    }
  }

  async #look(bytes: number): Promise<Looked> {
    const { disk, folder, reserve } = this.#options
    const { free, total } = await disk.space(folder).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new ArchiveVanishedError(folder, { cause: error }) : error
    })
    const needed = (reserve ?? Math.min(RESERVE, Math.floor(total / PART))) + bytes
    // Some network file systems tell nothing: there only a refusal shows.
    return { free, needed, isEnough: total === 0 || free >= needed }
  }
}
