import { readdirSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ReadableArchive } from './archive.ts'
import { splitHttpBlock } from './warc/http-block.ts'
import { warcPath } from './warc/path.ts'
import { type Member, type ReadRecord, readMembers } from './warc/reader.ts'
import { digest } from './warc/record.ts'

/** One thing that is not as it was written. */
export interface Damage {
  readonly file: string
  /** Byte in the file; null when the file as a whole is meant. */
  readonly offset: number | null
  /** The address of the damaged record, where that is known. */
  readonly url: string | null
  readonly what: string
}

export interface VerifyReport {
  readonly files: number
  readonly records: number
  readonly bytes: number
  readonly damages: readonly Damage[]
}

interface IndexedPlace {
  readonly offset: number
  readonly length: number
  readonly url: string
}

interface FileRow {
  readonly id: number
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly committed: number
}

/**
 * Reads every record of the archive back and checks it: gzip heads, checksums and lengths, WARC heads and lengths, the
 * digests of blocks and payloads, and that each capture of the index is where the index says.
 *
 * @param onFile told before each file is read
 */
export async function verifyArchive(
  archive: ReadableArchive,
  onFile: (name: string, bytes: number) => void = () => undefined,
): Promise<VerifyReport> {
  const files = await archive.db.query
    .selectFrom('warc_file')
    .select(['id', 'name', 'state', 'committed'])
    .orderBy('id')
    .execute()
  const damages: Damage[] = strangers(archive.warcFolder, files)
  let records = 0
  let bytes = 0
  // Of a file that was only begun nothing belongs to the archive yet.
  const begun = files.filter(({ committed }) => committed > 0)
  for (const file of begun) {
    onFile(file.name, file.committed)
    const result = await verifyFile(archive, file)
    records += result.records
    bytes += file.committed
    damages.push(...result.damages)
  }
  return { files: begun.length, records, bytes, damages }
}

async function verifyFile(archive: ReadableArchive, file: FileRow): Promise<{ records: number; damages: Damage[] }> {
  const path = warcPath(archive.warcFolder, file)
  const name = basename(path)
  const whole = (what: string) => ({ records: 0, damages: [{ file: name, offset: null, url: null, what }] })
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) return whole('the file is missing')
  const damages: Damage[] = []
  if (size < file.committed) damages.push(...whole(`it has ${size} bytes, ${file.committed} were written`).damages)
  if (size > file.committed && file.state === 'sealed') {
    damages.push(...whole(`it has ${size} bytes, only ${file.committed} were written`).damages)
  }
  const places = indexedPlaces(archive, file.id)
  let records = 0
  for await (const member of readMembers(path, Math.min(size, file.committed))) {
    records++
    const what = member.what ?? checkRecord(member.record)
    const place = places.get(member.offset)
    places.delete(member.offset)
    if (what !== null) {
      const urls = [...covered(places, member), ...(place === undefined ? [] : [place.url])]
      damages.push({ file: name, offset: member.offset, url: urls[0] ?? urlOf(member.record), what })
    } else if (place !== undefined && (place.length !== member.length || place.url !== urlOf(member.record))) {
      damages.push({ file: name, offset: member.offset, url: place.url, what: 'the index expects another record here' })
    }
  }
  for (const { offset, url } of places.values()) {
    damages.push({ file: name, offset, url, what: 'the index has a record here, the file has none' })
  }
  return { records, damages }
}

/** What the index says about a file, by offset. */
function indexedPlaces(archive: ReadableArchive, file: number): Map<number, IndexedPlace> {
  const rows = archive.db.raw
    .prepare<[number, number], IndexedPlace>(
      `select c.offset, c.length, u.url from capture c join url u on u.id = c.url where c.file = ?
       union all
       select r.offset, r.length, u.url from reading r join version v on v.id = r.version
         join document d on d.id = v.document join url u on u.id = d.url where r.file = ?`,
    )
    .all(file, file)
  return new Map(rows.map((row) => [row.offset, row]))
}

/** The indexed records that begin inside a damaged stretch; they are named with it, once. */
function covered(places: Map<number, IndexedPlace>, member: Member): string[] {
  const inside = [...places.values()].filter(
    ({ offset }) => offset > member.offset && offset < member.offset + member.length,
  )
  for (const { offset } of inside) places.delete(offset)
  return inside.map(({ url }) => url)
}

function urlOf(record: ReadRecord | null): string | null {
  return record?.fields.get('warc-target-uri') ?? null
}

/** Checks a record's digests against its block; null when they hold. */
function checkRecord(record: ReadRecord | null): string | null {
  if (record === null) return 'it cannot be read'
  const { fields, block } = record
  if (fields.get('warc-block-digest') !== digest(block)) return 'its block does not have the digest it was written with'
  if (fields.get('warc-type') !== 'response') return null
  const { body } = splitHttpBlock(block)
  if (fields.get('warc-payload-digest') !== digest(body))
    return 'its payload does not have the digest it was written with'
  return null
}

/** WARC files in the folder that the index does not know. */
function strangers(folder: string, files: readonly FileRow[]): Damage[] {
  const known = new Set(files.map(({ name }) => name))
  return readdirSync(folder)
    .filter((name) => /\.warc\.gz(\.open)?$/.test(name) && !known.has(name.replace(/\.open$/, '')))
    .map((file) => ({ file, offset: null, url: null, what: 'the index does not know this file' }))
}
