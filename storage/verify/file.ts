import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ReadableArchive } from '../archive.ts'
import type { Manifest } from '../manifest.ts'
import { warcPath } from '../warc/path.ts'
import { hashed, hashOfPlaces, placesIn, stretchesOf } from './plan.ts'
import type { Job, Lane } from './pool.ts'
import type { FileFault, FoundDamage } from './range.ts'

/** A WARC file as the index knows it. */
export interface FileRow {
  readonly id: number
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly committed: number
  /** Up to which byte an earlier run came. */
  readonly verified_to: number
  /** Of the whole file, hex; null when it is not known. */
  readonly sha256: string | null
  /** sha256 (hex) of what the index said of it when all of it was read and was well; null when that was never so. */
  readonly verified_places: string | null
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
  /** Whether its hash and the index were enough to tell, so that no record was read. */
  readonly isUnchanged: boolean
  readonly records: number
  readonly damages: readonly FoundDamage[]
  /** From which byte on all is lost: 0 where the file is missing; null where it is as long as it should be. */
  readonly lostFrom: number | null
  /** What a later run can tell by that the file and what the index says of it are as they were; null for no proof. */
  readonly proof: { readonly sha256: string; readonly places: string } | null
}

export interface FileCheckOptions {
  readonly archive: ReadableArchive
  readonly manifest: Manifest | null
  /** Whether every record is read, though the file's hash tells that nothing has changed. */
  readonly isDeep: boolean
  /** How much a thread is given at once, bytes. */
  readonly stretch: number
  /** Whether nothing more is to be begun. */
  readonly isOver: () => boolean
  readonly onVerified: (verified: Verified) => void
}

/**
 * The verification of one WARC file. A complete one is hashed first. Where the hash is the known one, and all was well
 * when the records were last read, and the index says of them what it said then, nothing more need be read. Otherwise
 * the records are read, in stretches that lie with whatever thread is free.
 */
export class FileCheck {
  readonly #file: FileRow
  readonly #path: string
  readonly #name: string
  readonly #options: FileCheckOptions
  readonly #damages: FoundDamage[] = []
  /** Up to where stretches were begun. */
  #to: number
  /** Stretches that are being read. */
  #open = 0
  /** Whether no more will be begun. */
  #isBegun = false
  #records = 0
  #sha256: string | null = null
  #places: string | null = null
  #lostFrom: number | null = null
  /** That the file is not the one that was completed: told if nothing else tells what is wrong with it. */
  #otherBytes: FileFault | null = null

  constructor(file: FileRow, options: FileCheckOptions) {
    this.#file = file
    this.#path = warcPath(options.archive.warcFolder, file)
    this.#name = basename(this.#path)
    this.#options = options
    this.#to = file.verified_to
  }

  get name(): string {
    return this.#name
  }

  *jobs(): Generator<Job> {
    const { id, state, committed } = this.#file
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size
    if (size === undefined) {
      const places = [...placesIn(this.#options.archive.db.raw, id)]
      this.#damages.push({ ...this.#whole('the file is missing'), places })
      this.#to = committed
      this.#lostFrom = 0
      this.#end()
      return
    }
    // The end of an unfinished file may not be committed yet.
    if (size < committed) {
      this.#lostFrom = size
      this.#tell(`it has ${size} bytes, ${committed} were written`)
    } else if (size > committed && state === 'sealed')
      this.#tell(`it has ${size} bytes, only ${committed} were written`)
    if (state === 'sealed') yield (lane) => this.#hash(lane, size)
    else yield* this.#stretches(size, false)
  }

  async #hash(lane: Lane, size: number): Promise<Iterator<Job> | null> {
    const { committed, sha256: sealed } = this.#file
    const sha256 = await lane.hash({ path: this.#path, bytes: committed })
    const signed = this.#options.manifest?.files.get(this.#file.name)?.sha256 ?? null
    if (signed !== null && signed !== sha256)
      this.#tell(`its bytes are not those that were signed: sha256 ${sha256}, signed ${signed}`)
    else if (sealed !== null && sealed !== sha256)
      this.#otherBytes = `its bytes are not those it was completed with: sha256 ${sha256}, then ${sealed}`
    this.#sha256 = sha256
    if (this.#isUnchanged(sha256)) {
      this.#places = this.#file.verified_places
      this.#end(true)
      return null
    }
    const isVouched = [signed, sealed].some((known) => known === sha256) && this.#isWell
    return this.#stretches(size, isVouched)
  }

  get #isWell(): boolean {
    return this.#damages.length === 0 && this.#otherBytes === null
  }

  #isUnchanged(sha256: string): boolean {
    const { id, sha256: known, verified_places: places } = this.#file
    if (this.#options.isDeep || known !== sha256 || !this.#isWell || places === null) return false
    return hashOfPlaces(this.#options.archive.db.raw, id) === places
  }

  *#stretches(size: number, isVouched: boolean): Generator<Job> {
    const { archive, stretch, isOver } = this.#options
    const { id, verified_to, committed } = this.#file
    const hash = createHash('sha256')
    const indexed = hashed(placesIn(archive.db.raw, id), hash)
    for (const { from, to, places } of stretchesOf(indexed, verified_to, committed, stretch)) {
      if (isOver()) {
        this.#isBegun = true
        this.#settle()
        return
      }
      this.#to = Math.max(this.#to, to)
      this.#open++
      const range = { path: this.#path, name: this.#name, from, to: Math.min(to, size), places, isVouched }
      yield async (lane) => {
        const { records, damages } = await lane.verify(range)
        this.#open--
        this.#damages.push(...damages)
        this.#records += records
        this.#settle()
        return null
      }
    }
    this.#places = hash.digest('hex')
    this.#isBegun = true
    this.#settle()
  }

  /** Ends when the last stretch was read. */
  #settle(): void {
    if (this.#isBegun && this.#open === 0) this.#end()
  }

  #end(isUnchanged = false): void {
    const { id, verified_to, committed } = this.#file
    const from = isUnchanged ? 0 : verified_to
    const to = isUnchanged ? committed : this.#to
    const isWhole = to >= committed
    if (isWhole && this.#damages.length === 0 && this.#otherBytes !== null) this.#tell(this.#otherBytes)
    const damages = this.#damages.toSorted((a, b) => (a.offset ?? -1) - (b.offset ?? -1))
    const isProof = from === 0 && isWhole && damages.length === 0
    const [sha256, places] = [this.#sha256, this.#places]
    const proof = isProof && sha256 !== null && places !== null ? { sha256, places } : null
    const found = { isUnchanged, records: this.#records, damages, lostFrom: this.#lostFrom, proof }
    this.#options.onVerified({ file: id, name: this.#name, from, to, isWhole, ...found })
  }

  #tell(what: FileFault): void {
    this.#damages.push(this.#whole(what))
  }

  #whole(what: FileFault): FoundDamage {
    return { file: this.#name, offset: null, url: null, what, places: [] }
  }
}
