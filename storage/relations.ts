import { type NamedPlace, readPlace } from './answers.ts'
import type { ReadableArchive } from './archive.ts'
import { type Bands, bitsApart, NEAR_BITS } from './export/near.ts'

/** A report as far as it is set beside others: its newest version and reading. */
export interface RelationRow {
  readonly document: number
  readonly url: string
  /** sha256, hex. */
  readonly contentHash: string
  readonly publisher: string | null
  readonly reportYear: number | null
  readonly publishedAt: string | null
  /** Where its reading lies. */
  readonly place: NamedPlace
}

interface Newest extends Bands {
  readonly document: number
  readonly contentHash: Buffer
}

interface Sibling extends Bands {
  readonly document: number
  readonly other: number
  readonly o0: number | null
  readonly o1: number | null
  readonly o2: number | null
  readonly o3: number | null
}

/**
 * The reports of one publisher differ in their years besides; one that was copied from another year is still within so
 * many of 64 bits, two that were written apart seldom are.
 */
const SIBLING_BITS = 18
/** So many of the likest others are looked at for each report: a copy is among them, and no crowd of templates costs. */
const NEAREST = 4
/** A report is copied from one of the last years. */
const SIBLING_YEARS = 3

const newest = `document d join version v on v.id = (select max(id) from version where document = d.id)`
const bands = 'v.s0, v.s1, v.s2, v.s3'

/**
 * The pairs of reports that may be one text: equal, or near by their simhashes (as storage/export/near.ts has it), or of
 * one publisher in neighbouring years and not far apart. Each pair once; the lower number first.
 *
 * @param visit only pairs of which one got its newest version in this visit; null for all
 */
export function relatedPairs(archive: ReadableArchive, visit: number | null): [number, number][] {
  const pairs = new Map<string, [number, number]>()
  const add = (a: number, b: number): void => {
    const pair: [number, number] = a < b ? [a, b] : [b, a]
    pairs.set(pair.join(' '), pair)
  }
  const likes = prepareLikes(archive)
  archive.db.raw.transaction(() => {
    for (const row of newestOf(archive, visit)) for (const other of likes(row)) add(row.document, other)
    for (const [a, b] of siblings(archive, visit)) add(a, b)
  })()
  return [...pairs.values()]
}

function newestOf(archive: ReadableArchive, visit: number | null): Newest[] {
  return archive.db.raw
    .prepare<[number | null, number | null], Newest>(
      `select d.id as document, v.content_hash as contentHash, ${bands} from ${newest} join capture c on c.id = v.capture
       where d.kind = 'annual-report' and (? is null or c.visit = ?) order by d.id`,
    )
    .all(visit, visit)
}

/** A version that may be another document's newest. */
interface Candidate extends Bands {
  readonly version: number
  readonly document: number
}

/**
 * Finds the first {@link NEAREST} of the other reports whose newest text is equal or near. A band's index gives a crowd where reports are made from
 * one template: only what is near is looked at closer.
 */
function prepareLikes(archive: ReadableArchive): (row: Newest) => number[] {
  const { raw } = archive.db
  const select = (column: string) =>
    raw.prepare<[Buffer | number | null, number], Candidate>(
      `select v.id as version, v.document, ${bands} from version v where v.${column} = ? and v.document != ?`,
    )
  const isNewestReport = raw
    .prepare<[number, number, number], number>(
      `select 1 from document where id = ? and kind = 'annual-report'
         and ? = (select max(id) from version where document = ?)`,
    )
    .pluck()
  const equal = select('content_hash')
  const banded = (['s0', 's1', 's2', 's3'] as const).map((name) => ({ name, statement: select(name) }))
  return (row) => {
    const found = banded.flatMap(({ name, statement }) => statement.all(row[name], row.document))
    const near = found.filter((other) => bitsApart(row, other) <= NEAR_BITS)
    const likes: number[] = []
    for (const { document, version } of [...equal.all(row.contentHash, row.document), ...near]) {
      if (likes.length === NEAREST) break
      if (isNewestReport.get(document, version, document) !== undefined) likes.push(document)
    }
    return likes
  }
}

function siblings(archive: ReadableArchive, visit: number | null): [number, number][] {
  const statement = archive.db.raw.prepare<[number | null, number | null, number], Sibling>(
    `with report as materialized (
       select d.id as document, c.visit, r.publisher, r.report_year as year, ${bands} from ${newest}
         join capture c on c.id = v.capture join reading r on r.id = (select max(id) from reading where version = v.id)
       where d.kind = 'annual-report' and r.publisher is not null and r.report_year is not null)
     select a.document, b.document as other, a.s0, a.s1, a.s2, a.s3, b.s0 as o0, b.s1 as o1, b.s2 as o2, b.s3 as o3
       from report a join report b on b.publisher = a.publisher
       where (? is null or a.visit = ?) and a.year != b.year and abs(a.year - b.year) <= ?`,
  )
  const found = new Map<number, { other: number; bits: number }[]>()
  for (const { o0, o1, o2, o3, ...row } of statement.iterate(visit, visit, SIBLING_YEARS)) {
    const bits = bitsApart(row, { s0: o0, s1: o1, s2: o2, s3: o3 })
    if (bits > SIBLING_BITS) continue
    const nearest = found.get(row.document) ?? []
    nearest.push({ other: row.other, bits })
    found.set(row.document, nearest.sort((a, b) => a.bits - b.bits).slice(0, NEAREST))
  }
  return [...found].flatMap(([document, nearest]) => nearest.map(({ other }): [number, number] => [document, other]))
}

interface Stored extends Omit<RelationRow, 'contentHash' | 'place'>, NamedPlace {
  readonly contentHash: Buffer
}

/** Reads the rows of {@link relatedPairs} by their numbers; null for a document without a reading. */
export function prepareRelation(archive: ReadableArchive): (document: number) => RelationRow | null {
  const statement = archive.db.raw.prepare<[number], Stored>(
    `select d.id as document, u.url, v.content_hash as contentHash, r.publisher, r.report_year as reportYear,
       r.published_at as publishedAt, f.name, f.state, r.offset, r.length
     from ${newest} join url u on u.id = d.url join reading r on r.id = (select max(id) from reading where version = v.id)
       join warc_file f on f.id = r.file where d.id = ?`,
  )
  return (document) => {
    const row = statement.get(document)
    if (row === undefined) return null
    const { name, state, offset, length, contentHash, ...rest } = row
    return { ...rest, contentHash: contentHash.toString('hex'), place: { name, state, offset, length } }
  }
}

/** The main text that a reading gives; empty where it has none. Throws RangeError when the record is damaged. */
export async function readText(archive: ReadableArchive, place: NamedPlace): Promise<string> {
  const { block } = await readPlace(archive, place)
  const { text }: { text?: string | null } = JSON.parse(block.toString('utf8'))
  return text ?? ''
}
