import { closeSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { constants, crc32, inflateRawSync } from 'node:zlib'
import { MEMBER_HEAD, RECORD_END } from './record.ts'

/** A record as it was read back: named fields with lower-case names, and the block. */
export interface ReadRecord {
  readonly fields: ReadonlyMap<string, string>
  readonly block: Buffer
}

/** What can be wrong with a record, or with the gzip member that holds it. */
export type RecordFault =
  | 'the record is cut short'
  | 'it is no record'
  | 'its gzip head is damaged'
  | `its compressed data is damaged (${string})`
  | 'bits behind the end of its data are set'
  | 'its checksum (CRC-32) is wrong'
  | 'its length is wrong'
  | 'its head has no end'
  | `it is no WARC 1.1 record (it begins with "${string}")`
  | 'its Content-Length does not fit'
  | 'its end mark is missing'

/** One gzip member of a file. `what` says what is wrong with it; null when it is whole. */
export interface Member {
  readonly offset: number
  readonly length: number
  readonly record: ReadRecord | null
  readonly what: RecordFault | null
}

/** What a gzip member may hold at most, bytes: ours hold a body of 64 MiB, imported ones a block of 256 MiB, and heads. */
const MAX_INFLATED = 257 * 2 ** 20

/** How much of a file is read at once, bytes. */
const WINDOW = 2 ** 20
const TRAILER = 8
const VERSION = 'WARC/1.1'

/** What is inflated at once, bytes: a page whole. */
const CHUNK = 64 * 1024

/**
 * Reads one record of which place and length are known.
 *
 * @throws RangeError that says what is wrong when there is no whole record at that place
 */
export async function readRecordAt(path: string, offset: number, length: number): Promise<ReadRecord> {
  // A record has some kilobytes: the ways of three calls through the thread pool would cost ten times what they do.
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    const bytesRead = readSync(file, bytes, 0, length, offset)
    const member = readMember(bytes.subarray(0, bytesRead), offset)
    if (member === 'more' || member.record === null) {
      const what: RecordFault = member === 'more' ? 'the record is cut short' : (member.what ?? 'it is no record')
      throw new RangeError(what)
    }
    return member.record
  } finally {
    closeSync(file)
  }
}

/** Part of a file, read at once for many members. */
interface Window {
  readonly start: number
  readonly bytes: Buffer
  /** Whether it reaches to the end of what is to be read. */
  readonly isLast: boolean
}

/**
 * All members of a file in order, the damaged ones too: after one, reading goes on at the next member that can be found.
 *
 * @param end read up to this byte; the rest is not part of the archive
 * @param from the beginning of a member
 * @param isStrict whether bits that mean nothing are looked at too; it takes as long again as everything else
 */
export async function* readMembers(path: string, end: number, from = 0, isStrict = true): AsyncGenerator<Member> {
  const handle = await open(path, 'r')
  try {
    let window = await readWindow(handle, from, WINDOW, end)
    let isLost = false
    for (let offset = from; offset < end; ) {
      const reading = { isStrict, isLost }
      let member = memberIn(window, offset, end, reading)
      // Not in the window whole: the next begins with it, and grows until it is.
      for (let size = WINDOW; member === null; size *= 4) {
        window = await readWindow(handle, offset, size, end)
        member = memberIn(window, offset, end, reading)
      }
      yield member
      offset += member.length
      isLost = member.record === null
    }
  } finally {
    await handle.close()
  }
}

async function readWindow(handle: FileHandle, start: number, size: number, end: number): Promise<Window> {
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(size, end - start)))
  const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, start)
  const isLast = bytesRead < bytes.byteLength || start + bytesRead >= end
  return { start, bytes: bytes.subarray(0, bytesRead), isLast }
}

interface Reading {
  readonly isStrict: boolean
  /** Whether the member before was damaged, so that this place was only found by its looks. */
  readonly isLost: boolean
}

/** How much of a member tells whether it begins as a record does: more than the tables of a deflate block take, bytes. */
const BEGINNING = 512

/**
 * Whether a place that looks like the head of a member may be a record's: within damaged data it can be anything, and to
 * inflate from each such place to the end would take for ever.
 */
function mayBeRecord(bytes: Buffer): boolean {
  const data = bytes.subarray(MEMBER_HEAD.byteLength, BEGINNING)
  try {
    const start = inflateRawSync(data, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1', 0, VERSION.length)
    return VERSION.startsWith(start)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return false
    throw error
  }
}

/** The member at an offset; null when more of the file is needed to tell. */
function memberIn(window: Window, offset: number, end: number, { isStrict, isLost }: Reading): Member | null {
  const bytes = window.bytes.subarray(offset - window.start)
  const member = isLost && !mayBeRecord(bytes) ? broken(offset, 'it is no record') : readMember(bytes, offset)
  if (member !== 'more' && member.length > 0) return isStrict ? withoutStrayBits(member, bytes) : member
  // A damaged member reaches up to where the next one begins, or to the end.
  const next = bytes.indexOf(MEMBER_HEAD, 1)
  if (!window.isLast && (member === 'more' || next === -1)) return null
  const what = member === 'more' ? 'the record is cut short' : member.what
  return { offset, length: next === -1 ? end - offset : next, record: null, what }
}

/**
 * Deflate data ends within a byte, and what is left of that byte means nothing to zlib. The writer leaves it 0; a bit
 * that is set there is damage all the same. It is one if the data reads as before without it.
 */
function withoutStrayBits(member: Member, bytes: Buffer): Member {
  if (member.record === null) return member
  const data = bytes.subarray(MEMBER_HEAD.byteLength, member.length - TRAILER)
  const last = data.at(-1) ?? 0
  if (last === 0) return member
  data[data.byteLength - 1] = last & ~(1 << (31 - Math.clz32(last)))
  try {
    const { buffer, consumed } = inflate(data)
    const isStray = consumed === data.byteLength && crc32(buffer) === bytes.readUInt32LE(member.length - TRAILER)
    return isStray ? { ...member, record: null, what: 'bits behind the end of its data are set' } : member
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return member
    throw error
  } finally {
    data[data.byteLength - 1] = last
  }
}

/** The member at the start of some bytes; `more` when they end before it does. A length of 0: its end is not known. */
function readMember(bytes: Buffer, offset: number): Member | 'more' {
  if (bytes.byteLength < MEMBER_HEAD.byteLength) return 'more'
  if (!bytes.subarray(0, MEMBER_HEAD.byteLength).equals(MEMBER_HEAD)) return broken(offset, 'its gzip head is damaged')
  let inflated: { buffer: Buffer; consumed: number }
  try {
    inflated = inflate(bytes.subarray(MEMBER_HEAD.byteLength))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') return 'more'
    return broken(offset, `its compressed data is damaged (${error instanceof Error ? error.message : String(error)})`)
  }
  const trailer = MEMBER_HEAD.byteLength + inflated.consumed
  if (bytes.byteLength < trailer + TRAILER) return 'more'
  const length = trailer + TRAILER
  // Where the data is not what it was, its end may not be where it was either.
  if (bytes.readUInt32LE(trailer) !== crc32(inflated.buffer)) return broken(offset, 'its checksum (CRC-32) is wrong')
  if (bytes.readUInt32LE(trailer + 4) !== inflated.buffer.byteLength % 2 ** 32)
    return broken(offset, 'its length is wrong', length)
  const parsed = parseRecord(inflated.buffer)
  return typeof parsed === 'string' ? broken(offset, parsed, length) : { offset, length, record: parsed, what: null }
}

function broken(offset: number, what: RecordFault, length = 0): Member {
  return { offset, length, record: null, what }
}

function inflate(bytes: Buffer): { buffer: Buffer; consumed: number } {
  // @types/node does not know that `info` changes what is returned: the bytes, and the engine that counted its input.
  const options = { info: true, maxOutputLength: MAX_INFLATED, chunkSize: CHUNK }
  const result: unknown = inflateRawSync(bytes, options)
  const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } }
  return { buffer, consumed: engine.bytesWritten }
}

/** A record's bytes as fields and block, or what is wrong with them. */
function parseRecord(bytes: Buffer): ReadRecord | RecordFault {
  const headEnd = bytes.indexOf(RECORD_END)
  if (headEnd === -1) return 'its head has no end'
  const [version, ...lines] = bytes.subarray(0, headEnd).toString('utf8').split('\r\n')
  if (version !== VERSION) return `it is no WARC 1.1 record (it begins with "${version?.slice(0, 20)}")`
  const fields = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  const length = Number(fields.get('content-length') ?? Number.NaN)
  const start = headEnd + RECORD_END.byteLength
  if (start + length + RECORD_END.byteLength !== bytes.byteLength) return 'its Content-Length does not fit'
  if (!bytes.subarray(start + length).equals(RECORD_END)) return 'its end mark is missing'
  return { fields, block: bytes.subarray(start, start + length) }
}
