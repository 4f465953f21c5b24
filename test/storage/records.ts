import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, inflateRawSync } from 'node:zlib'

/** A WARC record as a stranger to nianbao reads it, with nothing of ours but the format's rules. */
export interface PlainRecord {
  readonly file: string
  readonly offset: number
  readonly length: number
  readonly type: string
  /** Named fields by lower-case name. */
  readonly fields: ReadonlyMap<string, string>
  readonly block: Buffer
}

/** The head and body of a record that holds HTTP. */
export interface HttpParts {
  readonly head: Buffer
  readonly body: Buffer
}

/** All records of an archive, file by file in the order of their names. @throws Error for what is not as it should be */
export function readArchive(folder: string): PlainRecord[] {
  const warc = join(folder, 'warc')
  const names = readdirSync(warc).sort()
  return names.flatMap((name) => readRecords(name, readFileSync(join(warc, name))))
}

/** All records of a file of one gzip member a record. @throws Error for what is not as it should be */
export function readRecords(file: string, bytes: Buffer): PlainRecord[] {
  const records: PlainRecord[] = []
  for (let offset = 0; offset < bytes.length; ) {
    const length = memberLength(bytes.subarray(offset))
    // zlib itself checks the CRC-32 and the length here.
    const plain = gunzipSync(bytes.subarray(offset, offset + length))
    records.push({ file, offset, length, ...parse(plain, `${file}:${offset}`) })
    offset += length
  }
  return records
}

/** Splits what an HTTP record holds at its first blank line. */
export function httpParts({ block }: PlainRecord): HttpParts {
  const end = block.indexOf('\r\n\r\n') + 4
  return { head: block.subarray(0, end), body: block.subarray(end) }
}

/** The value of a field. @throws Error when the record has none */
export function field(record: PlainRecord, name: string): string {
  const value = record.fields.get(name)
  if (value === undefined) throw new Error(`${record.file}:${record.offset} (${record.type}) has no ${name}`)
  return value
}

/** A labelled digest as WARC fields have it. */
export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** A member is a head of ten bytes (no flags, so nothing more), deflate data, and eight bytes (RFC 1952). */
function memberLength(bytes: Buffer): number {
  if (bytes.readUInt16BE(0) !== 0x1f8b || bytes[3] !== 0) throw new Error('this is no plain gzip member')
  const result: unknown = inflateRawSync(bytes.subarray(10), { info: true })
  const { engine } = result as { engine: { bytesWritten: number } }
  return 10 + engine.bytesWritten + 8
}

function parse(plain: Buffer, where: string): Pick<PlainRecord, 'type' | 'fields' | 'block'> {
  const end = plain.indexOf('\r\n\r\n')
  const [version, ...lines] = plain.toString('utf8', 0, end).split('\r\n')
  if (version !== 'WARC/1.1') throw new Error(`${where} begins with ${version}`)
  const fields = new Map<string, string>()
  for (const line of lines) {
    const [name = '', value] = line.split(/: (.*)/s)
    if (value === undefined || fields.has(name.toLowerCase())) throw new Error(`${where} has the line ${line}`)
    fields.set(name.toLowerCase(), value)
  }
  const block = plain.subarray(end + 4, plain.length - 4)
  if (plain.toString('latin1', plain.length - 4) !== '\r\n\r\n') throw new Error(`${where} does not end as it should`)
  if (fields.get('content-length') !== String(block.length)) throw new Error(`${where} has a wrong Content-Length`)
  return { type: fields.get('warc-type') ?? '', fields, block }
}
