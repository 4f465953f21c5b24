import { type FileHandle, open } from 'node:fs/promises'
import { crc32, inflateRawSync } from 'node:zlib'
import { MEMBER_HEAD, RECORD_END } from './record.ts'

/** A record as it was read back: named fields with lower-case names, and the block. */
export interface ReadRecord {
  readonly fields: ReadonlyMap<string, string>
  readonly block: Buffer
}

/** One gzip member of a file. `what` says what is wrong with it; null when it is whole. */
export interface Member {
  readonly offset: number
  readonly length: number
  readonly record: ReadRecord | null
  readonly what: string | null
}

/** What a gzip member may hold at most, bytes; ours hold a body of 64 MiB and its heads. */
const MAX_INFLATED = 512 * 2 ** 20

const WINDOW = 256 * 1024
const TRAILER = 8

/**
 * Reads one record of which place and length are known.
 *
 * @throws RangeError when there is no whole record at that place
 */
export async function readRecordAt(path: string, offset: number, length: number): Promise<ReadRecord> {
  const handle = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    const { bytesRead } = await handle.read(bytes, 0, length, offset)
    const member = readMember(bytes.subarray(0, bytesRead), offset)
    if (member === 'more' || member.record === null) {
      const what = member === 'more' ? 'it is cut short' : member.what
      throw new RangeError(`the record at byte ${offset} of ${path} cannot be read: ${what}`)
    }
    return member.record
  } finally {
    await handle.close()
  }
}

/**
 * All members of a file in order, the damaged ones too: after one, reading goes on at the next member that can be found.
 *
 * @param end read up to this byte; the rest is not part of the archive
 */
export async function* readMembers(path: string, end: number): AsyncGenerator<Member> {
  const handle = await open(path, 'r')
  try {
    let offset = 0
    while (offset < end) {
      const member = await memberAt(handle, offset, end)
      yield member
      offset += member.length
    }
  } finally {
    await handle.close()
  }
}

/** The member at an offset. The window grows until the member is in it whole, or the file ends. */
async function memberAt(handle: FileHandle, offset: number, end: number): Promise<Member> {
  for (let size = WINDOW; ; size *= 4) {
    const wanted = Math.min(size, end - offset)
    const bytes = Buffer.alloc(wanted)
    const { bytesRead } = await handle.read(bytes, 0, wanted, offset)
    const window = bytes.subarray(0, bytesRead)
    const isAll = bytesRead < size || wanted === end - offset
    const member = readMember(window, offset)
    if (member !== 'more' && (member.length > 0 || isAll))
      return member.length > 0 ? member : skip(window, offset, member)
    if (isAll) return skip(window, offset, { offset, length: 0, record: null, what: 'the record is cut short' })
  }
}

/** A damaged member reaches up to where the next one begins, or to the end. */
function skip(window: Buffer, offset: number, damaged: Member): Member {
  const next = window.indexOf(MEMBER_HEAD, 1)
  return { ...damaged, offset, length: next === -1 ? window.byteLength : next }
}

/** The member at the start of some bytes; `more` when they end before it does. A length of 0: its end is not known. */
function readMember(bytes: Buffer, offset: number): Member | 'more' {
  const broken = (what: string, length = 0): Member => ({ offset, length, record: null, what })
  if (bytes.byteLength < MEMBER_HEAD.byteLength) return 'more'
  if (!bytes.subarray(0, MEMBER_HEAD.byteLength).equals(MEMBER_HEAD)) return broken('its gzip head is damaged')
  let inflated: { buffer: Buffer; consumed: number }
  try {
    inflated = inflate(bytes.subarray(MEMBER_HEAD.byteLength))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') return 'more'
    return broken(`its compressed data is damaged (${error instanceof Error ? error.message : String(error)})`)
  }
  const trailer = MEMBER_HEAD.byteLength + inflated.consumed
  if (bytes.byteLength < trailer + TRAILER) return 'more'
  const length = trailer + TRAILER
  if (bytes.readUInt32LE(trailer) !== crc32(inflated.buffer)) return broken('its checksum (CRC-32) is wrong', length)
  if (bytes.readUInt32LE(trailer + 4) !== inflated.buffer.byteLength % 2 ** 32)
    return broken('its length is wrong', length)
  const parsed = parseRecord(inflated.buffer)
  return typeof parsed === 'string' ? broken(parsed, length) : { offset, length, record: parsed, what: null }
}

function inflate(bytes: Buffer): { buffer: Buffer; consumed: number } {
  // @types/node does not know that `info` changes what is returned: the bytes, and the engine that counted its input.
  const options = { info: true, maxOutputLength: MAX_INFLATED }
  const result: unknown = inflateRawSync(bytes, options)
  const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } }
  return { buffer, consumed: engine.bytesWritten }
}

/** A record's bytes as fields and block, or what is wrong with them. */
function parseRecord(bytes: Buffer): ReadRecord | string {
  const headEnd = bytes.indexOf(RECORD_END)
  if (headEnd === -1) return 'its head has no end'
  const [version, ...lines] = bytes.subarray(0, headEnd).toString('utf8').split('\r\n')
  if (version !== 'WARC/1.1') return `it is no WARC 1.1 record (it begins with "${version?.slice(0, 20)}")`
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
