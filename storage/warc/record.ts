import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'

export type WarcType = 'warcinfo' | 'request' | 'response' | 'revisit' | 'metadata' | 'resource'

export const REVISIT_IDENTICAL = 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest'
export const REVISIT_NOT_MODIFIED = 'http://netpreserve.org/warc/1.1/revisit/server-not-modified'

/** A WARC record before it is written: named fields in order, and the block in parts that are joined as they are. */
export interface WarcRecord {
  readonly type: WarcType
  readonly id: string
  readonly date: Date
  /** Further named fields; `Content-Length` and `WARC-Block-Digest` are added by {@link serialize}. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly block: readonly Uint8Array[]
}

/** The labelled digest of some bytes, as in `WARC-Payload-Digest`: `sha256:` and 64 hex digits. */
export function digest(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return `sha256:${hash.digest('hex')}`
}

/** A record as WARC 1.1 bytes (ISO 28500:2017), not yet compressed. */
export function serialize(record: WarcRecord): Buffer {
  const length = record.block.reduce((sum, part) => sum + part.byteLength, 0)
  const lines = [
    'WARC/1.1',
    `WARC-Type: ${record.type}`,
    `WARC-Record-ID: ${record.id}`,
    `WARC-Date: ${record.date.toISOString()}`,
    ...record.fields.map(([name, value]) => `${name}: ${value}`),
    `WARC-Block-Digest: ${digest(...record.block)}`,
    `Content-Length: ${length}`,
  ]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8')
  return Buffer.concat([head, ...record.block, RECORD_END])
}

export const RECORD_END = Buffer.from('\r\n\r\n')

/** The ten bytes every member of ours begins with: no name, no time, unknown system, so that a flipped byte shows. */
export const MEMBER_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

const gzipAsync = promisify(gzip)

/** From this many bytes on a record is compressed off the main thread. For a page the way there costs more than the work. */
const LARGE = 256 * 1024

/** Record bytes as one gzip member with {@link MEMBER_HEAD} as its head (RFC 1952). */
export async function compress(bytes: Uint8Array): Promise<Buffer> {
  const member = bytes.byteLength < LARGE ? gzipSync(bytes, { level: 6 }) : await gzipAsync(bytes, { level: 6 })
  MEMBER_HEAD.copy(member)
  return member
}
