import type { ReadableArchive } from '../archive.ts'

/** Two texts are near when their simhashes differ in at most so many of 64 bits (Manku et al., WWW 2007). */
export const NEAR_BITS = 3

/** The bands of a simhash; null where the text is too short to compare. */
export interface Bands {
  readonly s0: number | null
  readonly s1: number | null
  readonly s2: number | null
  readonly s3: number | null
}

/** A document's newest version, as far as likeness goes. */
export interface Simhashed extends Bands {
  readonly document: number
  readonly contentHash: Buffer | null
}

interface Candidate extends Simhashed {
  readonly version: number
}

/**
 * Finds the documents whose text is nearly the same but not the same, by their addresses. Within three bits at least one
 * band of four is equal: the index of that band gives some dozen candidates of a million, and only those that are near
 * are looked at closer.
 */
export function prepareNear(archive: ReadableArchive): (row: Simhashed) => string[] {
  const banded = [0, 1, 2, 3].map((n) =>
    archive.db.raw.prepare<[number, number], Candidate>(
      `select id as version, document, content_hash as contentHash, s0, s1, s2, s3 from version
       where s${n} = ? and document != ?`,
    ),
  )
  const newest = archive.db.raw
    .prepare<[number, number, number], string>(
      `select u.url from document d join url u on u.id = d.url
       where d.id = ? and ? = (select max(id) from version where document = ?)`,
    )
    .pluck()
  return (row) => {
    const own = bandsOf(row)
    const urls = new Set<string>()
    for (const [n, statement] of banded.entries()) {
      const band = own[n]
      if (band === null || band === undefined) return []
      for (const other of statement.all(band, row.document)) {
        if (bitsApart(row, other) > NEAR_BITS || sameText(row, other)) continue
        const url = newest.get(other.document, other.version, other.document)
        if (url !== undefined) urls.add(url)
      }
    }
    return [...urls].sort()
  }
}

function bandsOf({ s0, s1, s2, s3 }: Bands): (number | null)[] {
  return [s0, s1, s2, s3]
}

/** In how many of 64 bits two simhashes differ; those of texts too short to compare differ in all. */
export function bitsApart(a: Bands, b: Bands): number {
  return apart(a.s0, b.s0) + apart(a.s1, b.s1) + apart(a.s2, b.s2) + apart(a.s3, b.s3)
}

function apart(a: number | null, b: number | null): number {
  return a === null || b === null ? 16 : ones(a ^ b)
}

function ones(value: number): number {
  let count = 0
  for (let rest = value; rest !== 0; rest &= rest - 1) count++
  return count
}

function sameText(a: Simhashed, b: Simhashed): boolean {
  return a.contentHash !== null && b.contentHash !== null && a.contentHash.equals(b.contentHash)
}
