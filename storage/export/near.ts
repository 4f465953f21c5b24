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

interface NearRow extends Simhashed {
  readonly url: string
}

/** Finds the documents whose text is nearly the same but not the same, by their addresses. */
export function prepareNear(archive: ReadableArchive): (row: Simhashed) => string[] {
  const statements = [0, 1, 2, 3].map((n) =>
    archive.db.raw.prepare<[number, number], NearRow>(
      `select v.document, u.url, v.content_hash as contentHash, v.s0, v.s1, v.s2, v.s3 from version v
       join document d on d.id = v.document join url u on u.id = d.url
       where v.s${n} = ? and v.document != ? and v.id = (select max(id) from version where document = v.document)`,
    ),
  )
  return (row) => nearUrls(row, statements)
}

type NearStatement = { all(band: number, document: number): NearRow[] }

/** Documents whose text is nearly the same but not the same; within three bits at least one band of four is equal. */
function nearUrls(row: Simhashed, statements: readonly NearStatement[]): string[] {
  const own = bandsOf(row)
  const found = new Map<string, NearRow>()
  for (const [n, statement] of statements.entries()) {
    const band = own[n]
    if (band === null || band === undefined) return []
    for (const candidate of statement.all(band, row.document)) found.set(candidate.url, candidate)
  }
  const near = [...found.values()].filter((other) => bitsApart(row, other) <= NEAR_BITS && !sameText(row, other))
  return near.map(({ url }) => url).sort()
}

function bandsOf({ s0, s1, s2, s3 }: Bands): (number | null)[] {
  return [s0, s1, s2, s3]
}

/** In how many of 64 bits two simhashes differ; those of texts too short to compare differ in all. */
export function bitsApart(a: Bands, b: Bands): number {
  const others = bandsOf(b)
  return bandsOf(a).reduce<number>((bits, band, n) => {
    const other = others[n]
    return bits + (band === null || other === null || other === undefined ? 16 : ones(band ^ other))
  }, 0)
}

function ones(value: number): number {
  let count = 0
  for (let rest = value; rest !== 0; rest &= rest - 1) count++
  return count
}

function sameText(a: Simhashed, b: Simhashed): boolean {
  return a.contentHash !== null && b.contentHash !== null && a.contentHash.equals(b.contentHash)
}
