import { splitHttpBlock } from '../warc/http-block.ts'
import { type Member, type ReadRecord, type RecordFault, readMembers } from '../warc/reader.ts'
import { digest } from '../warc/record.ts'

/** What can be wrong with a place in an archive. */
export type Wrong = RecordFault | BlockFault | PlaceFault | FileFault | ManifestFault

type BlockFault =
  | 'it cannot be read'
  | 'its block does not have the digest it was written with'
  | 'its payload does not have the digest it was written with'

type PlaceFault = 'the index expects another record here' | 'the index has a record here, the file has none'

/** What can be wrong with a WARC file as a whole. */
export type FileFault =
  | 'the file is missing'
  | 'the index does not know this file'
  | 'the manifest vouches for this file, the archive does not know it'
  | `it has ${number} bytes, ${number} were written`
  | `it has ${number} bytes, only ${number} were written`
  | `its bytes are not those that were signed: sha256 ${string}, signed ${string}`
  | `its bytes are not those it was completed with: sha256 ${string}, then ${string}`

/** What can be wrong with a line of a manifest. */
export type LineWrong =
  | 'it is no line of a manifest'
  | 'it does not stand where it was written: lines were removed, added or moved'
  | 'the line before it is not the one that it was written behind'
  | 'its signature does not fit'
  | 'it was signed with another key than the one given'

type ManifestFault = `line ${number}: ${LineWrong}`

/** One thing that is not as it was written. */
export interface Damage {
  readonly file: string
  /** Byte in the file; null when the file as a whole is meant. */
  readonly offset: number | null
  /** The address of the damaged record, where that is known. */
  readonly url: string | null
  readonly what: Wrong
}

/** A record that the index knows: the row of its capture, of its reading, or of what was made of one. */
export interface IndexedPlace {
  readonly id: number
  readonly row: 'capture' | 'reading' | 'file-text' | 'series' | 'resource'
  readonly offset: number
  readonly length: number
  /** Null where the row does not tell it. */
  readonly url: string | null
  /** sha256 of the payload, hex; null where the record has none of its own. */
  readonly payload: string | null
}

/** A damage with the records of the index that it takes along. */
export interface FoundDamage extends Damage {
  readonly places: readonly IndexedPlace[]
}

/** Part of a WARC file, from the beginning of one record to that of another, or to the end. */
export interface Range {
  readonly path: string
  /** The name in the folder, for those who are told. */
  readonly name: string
  readonly from: number
  readonly to: number
  /** The records of the index that begin in it. */
  readonly places: readonly IndexedPlace[]
  /** Whether the file as a whole is vouched for: then bits that mean nothing need not be looked at record by record. */
  readonly isVouched: boolean
}

/** What was found in a range. */
export interface RangeResult {
  readonly records: number
  readonly damages: readonly FoundDamage[]
}

/**
 * Reads every record of a range and checks it: gzip heads, checksums and lengths, WARC heads and lengths, the digest of
 * each block, and that each record of the index is where the index says, with the payload that the index says.
 */
export async function verifyRange({ path, name, from, to, places: indexed, isVouched }: Range): Promise<RangeResult> {
  const places = new Map(indexed.map((place) => [place.offset, place]))
  const damages: FoundDamage[] = []
  const tell = (offset: number, url: string | null, what: Wrong, taken: readonly IndexedPlace[]) =>
    damages.push({ file: name, offset, url, what, places: taken })
  let records = 0
  for await (const member of readMembers(path, to, from, !isVouched)) {
    records++
    const what = member.what ?? checkRecord(member.record)
    const place = places.get(member.offset)
    places.delete(member.offset)
    if (what !== null) {
      const taken = [...(place === undefined ? [] : [place]), ...covered(places, member)]
      tell(member.offset, taken[0]?.url ?? urlOf(member.record), what, taken)
    } else if (place !== undefined && !isThatRecord(place, member)) {
      tell(member.offset, place.url, 'the index expects another record here', [place])
    }
  }
  for (const place of places.values()) {
    tell(place.offset, place.url, 'the index has a record here, the file has none', [place])
  }
  return { records, damages }
}

/** The indexed records that begin inside a damaged stretch; they are named with it, once. */
function covered(places: Map<number, IndexedPlace>, member: Member): IndexedPlace[] {
  const inside = [...places.values()].filter(
    ({ offset }) => offset > member.offset && offset < member.offset + member.length,
  )
  for (const { offset } of inside) places.delete(offset)
  return inside
}

function isThatRecord({ length, url, payload }: IndexedPlace, member: Member): boolean {
  // A 304 states no payload: what it refers to has one.
  const digest = member.record?.fields.get('warc-payload-digest') ?? null
  const isPayload = payload === null || digest === null || digest === `sha256:${payload}`
  return length === member.length && (url === null || url === urlOf(member.record)) && isPayload
}

function urlOf(record: ReadRecord | null): string | null {
  return record?.fields.get('warc-target-uri') ?? null
}

/** Checks a record's digests against its block; null when they hold. */
function checkRecord(record: ReadRecord | null): BlockFault | null {
  if (record === null) return 'it cannot be read'
  const { fields, block } = record
  const ofBlock = digest(block)
  if (fields.get('warc-block-digest') !== ofBlock) return 'its block does not have the digest it was written with'
  const stated = fields.get('warc-payload-digest')
  const type = fields.get('warc-type')
  // A revisit names the payload of another record.
  if (stated === undefined || type === 'revisit') return null
  const ofPayload = type === 'response' ? digest(splitHttpBlock(block).body) : ofBlock
  return stated === ofPayload ? null : 'its payload does not have the digest it was written with'
}
