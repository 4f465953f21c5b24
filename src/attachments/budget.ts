import type { AttachmentLimits } from './attachment.ts'
import { AttachmentError } from './errors.ts'

/** Members smaller than this, in bytes, may be packed as tightly as they like: XML tables reach 100 to 1. */
const harmless = 1024 * 1024

/** What may still be spent on one attachment and everything in it. */
export class Budget {
  readonly limits: AttachmentLimits
  readonly #now: () => number
  readonly #deadline: number
  #inflated = 0
  #entries = 0
  #cells = 0

  /** @param now a clock in ms; four fifths of the time are for reading, the rest for handing over what was read */
  constructor(limits: AttachmentLimits, now: () => number) {
    this.limits = limits
    this.#now = now
    this.#deadline = now() + limits.time * 0.8
  }

  /** Whether the time for reading is over. */
  get expired(): boolean {
    return this.#now() > this.#deadline
  }

  /**
   * Counts inflated bytes as they come.
   *
   * @param chunk how many came just now
   * @param member how many this member has given in all, `chunk` included
   * @param packed its size in the archive
   * @throws AttachmentError too-large
   */
  inflate(chunk: number, member: number, packed: number): void {
    this.#inflated += chunk
    if (this.#inflated > this.limits.inflatedBytes) {
      throw new AttachmentError('too-large', `the members inflate to more than ${this.limits.inflatedBytes} bytes`)
    }
    if (member > harmless && member > packed * this.limits.ratio) {
      throw new AttachmentError('too-large', `a member inflates to more than ${this.limits.ratio} times its size`)
    }
  }

  /** Counts one member of an archive; false when there are too many. */
  enter(): boolean {
    this.#entries++
    return this.#entries <= this.limits.entries
  }

  /** Counts the cells of a table; false when the tables together have too many. */
  fill(cells: number): boolean {
    if (this.#cells + cells > this.limits.cells) return false
    this.#cells += cells
    return true
  }
}
