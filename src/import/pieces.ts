import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { crc32, createGunzip, inflateRawSync } from 'node:zlib'
import { ForeignFileError } from './errors.ts'

/** What can be wrong with the compression of a file. */
export type PieceFault =
  | 'the record is cut short'
  | 'its gzip head is damaged'
  | `its compressed data is damaged (${string})`

/** Bytes of a WARC file with its compression removed. A boundary says that a record begins here or nowhere. */
export interface Piece {
  readonly bytes: Buffer
  /** The byte of the file at which it was stored. */
  readonly offset: number
  readonly isBoundary: boolean
  /** What is wrong with the file here; the bytes are then none. */
  readonly fault: PieceFault | null
}

const CHUNK = 2 ** 20
const NONE = Buffer.alloc(0)

/** A gzip member of more compressed bytes than this holds a whole file, not a record. */
const LARGE_MEMBER = 64 * 2 ** 20

/** So does one that holds more than this, bytes. */
const LARGE_CONTENT = 320 * 2 ** 20

/**
 * The bytes of a WARC file, compressed record by record, as a whole, or not at all.
 *
 * @throws ForeignFileError when the system does not let it be read
 */
export async function* piecesOf(path: string): AsyncGenerator<Piece> {
  try {
    yield* piecesIn(path)
  } catch (error) {
    throw new ForeignFileError(path, error)
  }
}

async function* piecesIn(path: string): AsyncGenerator<Piece> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const start = await readAt(handle, 0, 2)
    if (start[0] === 0x1f && start[1] === 0x8b) yield* members(handle, path, size)
    else yield* plain(handle, size)
  } finally {
    await handle.close()
  }
}

async function* plain(handle: FileHandle, size: number): AsyncGenerator<Piece> {
  for (let offset = 0; offset < size; ) {
    const bytes = await readAt(handle, offset, CHUNK)
    if (bytes.byteLength === 0) return
    yield { bytes, offset, isBoundary: offset === 0, fault: null }
    offset += bytes.byteLength
  }
}

async function* members(handle: FileHandle, path: string, size: number): AsyncGenerator<Piece> {
  for (let offset = 0; offset < size; ) {
    const member = await memberAt(handle, offset, size)
    if (member === 'stream') {
      yield* inOneStream(path, offset)
      return
    }
    const { bytes, length, fault } = member
    yield { bytes, offset, isBoundary: true, fault }
    offset += length
  }
}

interface Member {
  readonly bytes: Buffer
  readonly length: number
  readonly fault: PieceFault | null
}

/** The member at an offset; `stream` where it is to be read as it flows: when it is large, or the end of it is missing. */
async function memberAt(handle: FileHandle, offset: number, size: number): Promise<Member | 'stream'> {
  for (let window = CHUNK; ; window *= 4) {
    const bytes = await readAt(handle, offset, window)
    const isLast = offset + bytes.byteLength >= size
    const member = inflateMember(bytes)
    if (member === 'large' || (member === 'more' && bytes.byteLength > LARGE_MEMBER)) return 'stream'
    if (member === 'more' && !isLast) continue
    if (typeof member !== 'string') return member
    // A broken member reaches up to where the next one begins.
    const next = nextMember(bytes)
    if (next === -1 && member === 'more') return 'stream'
    if (next === -1 && !isLast) continue
    const fault = member === 'more' ? 'the record is cut short' : member
    return { bytes: NONE, length: next === -1 ? bytes.byteLength : next, fault }
  }
}

/** The next place that looks like the head of a member: deflate, no flag that is not defined. */
function nextMember(bytes: Buffer): number {
  for (let at = bytes.indexOf(0x1f, 1); at !== -1; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && ((bytes[at + 3] ?? 0xff) & 0xe0) === 0) {
      const inflated = inflateMember(bytes.subarray(at))
      if (typeof inflated !== 'string' || inflated === 'more') return at
    }
  }
  return -1
}

/** One member at the start of some bytes (RFC 1952); `more` when they end before it does, `large`, or what is wrong with it. */
function inflateMember(bytes: Buffer): Member | PieceFault | 'more' | 'large' {
  const start = headLength(bytes)
  if (start === null) return 'more'
  if (start === -1) return 'its gzip head is damaged'
  try {
    // @types/node does not know that `info` changes what is returned: the bytes, and the engine that counted its input.
    const result: unknown = inflateRawSync(bytes.subarray(start), {
      info: true,
      maxOutputLength: LARGE_CONTENT,
    } as object)
    const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } }
    const length = start + engine.bytesWritten + 8
    if (length > bytes.byteLength) return 'more'
    if (bytes.readUInt32LE(length - 8) !== crc32(buffer))
      return 'its compressed data is damaged (its checksum is another)'
    return { bytes: buffer, length, fault: null }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') return 'more'
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'large'
    return `its compressed data is damaged (${message})`
  }
}

/** How long the head of a gzip member is; null when the bytes end before it, -1 when it is none. */
function headLength(bytes: Buffer): number | null {
  if (bytes.byteLength < 10) return null
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return -1
  const flags = bytes[3] ?? 0
  let at = 10
  if (flags & 4) at += 2 + (bytes.byteLength < at + 2 ? 0 : bytes.readUInt16LE(at))
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue
    const end = bytes.indexOf(0, at)
    if (end === -1) return null
    at = end + 1
  }
  if (flags & 2) at += 2
  return at > bytes.byteLength ? null : at
}

/** A large member is read as it flows, and one whose end is missing as far as it goes; behind a fault nothing is found. */
async function* inOneStream(path: string, offset: number): AsyncGenerator<Piece> {
  const inflated = createReadStream(path, { start: offset }).pipe(createGunzip())
  let isBoundary = true
  try {
    for await (const bytes of inflated) {
      yield { bytes, offset, isBoundary, fault: null }
      isBoundary = false
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const isCut = 'code' in error && error.code === 'Z_BUF_ERROR'
    const fault: PieceFault = isCut ? 'the record is cut short' : `its compressed data is damaged (${error.message})`
    yield { bytes: NONE, offset, isBoundary, fault }
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await handle.read(bytes, 0, length, offset)
  return bytes.subarray(0, bytesRead)
}
