import { hasDigest } from './digest.ts'
import { type Piece, type PieceFault, piecesOf } from './pieces.ts'

/** A record that somebody else wrote: named fields with lower-case names, and the block. */
export interface ForeignRecord {
  readonly fields: ReadonlyMap<string, string>
  readonly block: Buffer
  /** The byte of the file at which its piece was stored. */
  readonly offset: number
}

/** Why an answer cannot be taken for one. */
export type AnswerFault = 'it begins with no HTTP status line' | `its WARC-Date is no time: ${string}`

/** What can be wrong with a record that somebody else wrote, or with where it is stored. */
export type ForeignFault =
  | PieceFault
  | AnswerFault
  | 'the record is cut short'
  | 'it is no WARC record'
  | 'its head has no end'
  | 'its Content-Length is no number'
  | 'its Content-Length is not its length'
  | 'its block does not have the digest it was written with'
  | `it is passed over: it has ${number} bytes`
  | `what ${string} is a repeat of is not in the file`
  | `what ${string} is a repeat of is not in the archive`

/** A place at which a file cannot be read. */
export interface Fault {
  readonly offset: number
  readonly what: ForeignFault
}

/** No head of a record is longer, bytes. */
const MAX_HEAD = 64 * 1024

/** A record of more bytes is passed over: no page or file of a report is so long. */
const MAX_BLOCK = 256 * 2 ** 20

const BEGINNING = /^WARC\/(?:0\.1[78]|1\.[01])(\r?\n)/
const NEXT = Buffer.from('\nWARC/1.')
const NAME = 'WARC/'
const NONE = Buffer.alloc(0)

/** The records of a WARC file (0.17 to 1.1) in order; behind a broken one reading goes on where the next begins. */
export async function* recordsOf(path: string, onFault: (fault: Fault) => void): AsyncGenerator<ForeignRecord> {
  const parser = new RecordParser(onFault)
  for await (const piece of piecesOf(path)) yield* parser.take(piece)
  yield* parser.end()
}

/** Takes bytes as they come and gives the records that are complete. */
class RecordParser {
  readonly #onFault: (fault: Fault) => void
  #bytes: Buffer = NONE
  #offset = 0
  /** Bytes of a record that is passed over. */
  #toSkip = 0

  constructor(onFault: (fault: Fault) => void) {
    this.#onFault = onFault
  }

  *take({ bytes, offset, isBoundary, fault }: Piece): Generator<ForeignRecord> {
    if (isBoundary) yield* this.end()
    if (fault !== null) {
      yield* this.#complete(true)
      this.#bytes = NONE
      this.#toSkip = 0
      this.#onFault({ offset, what: fault })
      return
    }
    if (this.#bytes.byteLength === 0) this.#offset = offset
    this.#bytes = this.#bytes.byteLength === 0 ? bytes : Buffer.concat([this.#bytes, bytes])
    yield* this.#complete(false)
  }

  /** What is left when a member or the file ends is no whole record. */
  *end(): Generator<ForeignRecord> {
    yield* this.#complete(true)
    if (this.#toSkip > 0 || this.#bytes.toString('latin1').trim() !== '') {
      this.#onFault({ offset: this.#offset, what: 'the record is cut short' })
    }
    this.#bytes = NONE
    this.#toSkip = 0
  }

  /** @param isEnd no more bytes come that belong to these */
  *#complete(isEnd: boolean): Generator<ForeignRecord> {
    for (let next = this.#next(isEnd); next !== null; next = this.#next(isEnd)) {
      if (next !== 'passed') yield next
    }
  }

  /** The next record; null when more bytes are needed. */
  #next(isEnd: boolean): ForeignRecord | 'passed' | null {
    if (this.#toSkip > 0) return this.#skip()
    // Two line ends stand behind every record; some writers leave more, some none.
    this.#bytes = this.#bytes.subarray(afterLineEnds(this.#bytes, 0))
    const start = this.#bytes.toString('latin1', 0, 32)
    const lineEnd = BEGINNING.exec(start)?.[1]
    if (lineEnd === undefined) return start.length < 32 ? null : this.#findNext('it is no WARC record')
    const headEnd = `${lineEnd}${lineEnd}`
    const end = this.#bytes.indexOf(headEnd)
    if (end === -1) return this.#bytes.byteLength > MAX_HEAD ? this.#findNext('its head has no end') : null
    const fields = fieldsOf(this.#bytes.toString('utf8', 0, end))
    const length = Number(fields.get('content-length') ?? Number.NaN)
    if (!Number.isSafeInteger(length) || length < 0) return this.#findNext('its Content-Length is no number')
    const from = end + headEnd.length
    if (length > MAX_BLOCK) {
      this.#onFault({ offset: this.#offset, what: `it is passed over: it has ${length} bytes` })
      this.#bytes = this.#bytes.subarray(from)
      this.#toSkip = length
      return 'passed'
    }
    if (this.#bytes.byteLength < from + length) return null
    return this.#checked(
      { fields, block: this.#bytes.subarray(from, from + length), offset: this.#offset },
      from,
      isEnd,
    )
  }

  /** A record whose digest or end says that it is as it was written. */
  #checked(record: ForeignRecord, from: number, isEnd: boolean): ForeignRecord | 'passed' | null {
    const end = from + record.block.byteLength
    const next = afterLineEnds(this.#bytes, end)
    const behind = this.#bytes.toString('latin1', next, next + NAME.length)
    if (behind.length < NAME.length && !isEnd) return null
    const isWhole = hasDigest(record.block, record.fields.get('warc-block-digest'))
    if (isWhole === null && !NAME.startsWith(behind)) return this.#findNext('its Content-Length is not its length')
    if (isWhole === false) return this.#findNext('its block does not have the digest it was written with')
    this.#bytes = this.#bytes.subarray(end)
    return record
  }

  #skip(): 'passed' | null {
    const skipped = Math.min(this.#toSkip, this.#bytes.byteLength)
    this.#toSkip -= skipped
    this.#bytes = this.#bytes.subarray(skipped)
    return this.#toSkip > 0 ? null : 'passed'
  }

  #findNext(what: ForeignFault): 'passed' | null {
    this.#onFault({ offset: this.#offset, what })
    const next = this.#bytes.indexOf(NEXT, 1)
    this.#bytes = next === -1 ? NONE : this.#bytes.subarray(next + 1)
    return next === -1 ? null : 'passed'
  }
}

function afterLineEnds(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at] === 13 || bytes[at] === 10) at++
  return at
}

/** The named fields of a record's head; folded lines are joined. */
function fieldsOf(head: string): Map<string, string> {
  const [, ...lines] = head
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim()
    .split(/\r?\n/)
  const fields = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return fields
}
