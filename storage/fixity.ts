import type { Database } from 'better-sqlite3'
import { databaseOf } from './archive.ts'
import type { NewRequest } from './commit/request.ts'
import { closeDatabase, type Db, openDatabase } from './db/open.ts'
import { refused } from './db/refused.ts'
import type { FoundDamage, IndexedPlace } from './verify/range.ts'
import type { Verified } from './verify.ts'

/** Keeps what a verification finds. */
export interface FixityNotes {
  /** @returns those damages of which all that was lost has been captured again since */
  note(verified: Verified): readonly FoundDamage[]
  close(): Promise<void>
}

/**
 * Opens the index of an archive to note what a verification finds: how far each file was read, and what is damaged. Each
 * note is a short transaction of its own, so that it may be made while another process writes the archive.
 *
 * @param folder the archive's folder; its schema is today's
 * @throws ArchiveUnusableError when the index may not be written
 */
export async function openFixityNotes(folder: string, now: () => Date): Promise<FixityNotes> {
  const db = await openDatabase(databaseOf(folder), folder, false)
  const statements = prepare(db.raw)
  return {
    note(verified) {
      try {
        return db.raw.transaction(() => apply(statements, verified, now().getTime())).immediate()
      } catch (error) {
        throw refused(db, error)
      }
    },
    close: () => closeDatabase(db),
  }
}

/** A damaged record, and from which byte on nothing is left of its file; null where that does not apply. */
interface Lost {
  readonly file: number
  readonly offset: number | null
  readonly lostFrom: number | null
}

const LOST = 'file = @file and (offset = @offset or offset >= @lostFrom)'

function prepare(db: Database) {
  return {
    progress: db.prepare<[number, number]>('update warc_file set verified_to = ? where id = ?'),
    finish: db.prepare(
      `update warc_file set verified_to = 0, verified_at = @at, sha256 = coalesce(sha256, unhex(@sha256)),
         verified_places = unhex(@places) where id = @file`,
    ),
    /** What is read as it was written now was restored from a copy. */
    restore: db.prepare(
      `update damage set mended_at = @at where mended_at is null and file = @file
       and (offset is null or (offset >= @from and offset < @to))
       and coalesce(offset, -1) not in (select value from json_each(@found))`,
    ),
    /** What was made up for by a later capture stays so, though the record is as damaged as before. */
    known: db.prepare<[number, number | null], { mended: number | null }>(
      `select mended_by as mended from damage
       where file = ? and offset is ? and (mended_at is null or mended_by is not null) order by id desc`,
    ),
    insert: db.prepare(
      `insert into damage (file, offset, what, url, capture, payload, found_at)
       select @file, @offset, @what, c.url, c.id, (select p.id from payload p where p.capture = c.id), @at
       from (select 1) left join capture c on c.id = @capture`,
    ),
    insertReading: db.prepare(
      `insert into damage (file, offset, what, url, found_at)
       select @file, @offset, @what, d.url, @at from reading r join version v on v.id = r.version
         join document d on d.id = v.document where r.id = @reading`,
    ),
    /** What a damaged reading said is read and kept again, though it is no news: of all versions that it is the reading of. */
    forget: db.prepare<[number]>(
      `update reading set digest = x'', context = null, leads = null from
         (select d.file as inFile, d.offset as atByte, v.document from reading d
            join version v on v.id = d.version where d.id = ?) as x
       where reading.version in (select id from version where document = x.document)
         and reading.file = x.inFile and reading.offset = x.atByte`,
    ),
    /** What was read from a file, or found by comparing two reports, is read and compared again. */
    forgetFileText: db.prepare<Lost>(`delete from file_text where ${LOST}`),
    queueSeries: db.prepare<Lost>(
      `insert or ignore into uncompared (document) select document from series where ${LOST}`,
    ),
    forgetSeries: db.prepare<Lost>(`delete from series where ${LOST}`),
    /** Nothing is asked for conditionally whose body is not to be had here. */
    unvalidate: db.prepare(
      'delete from validator where payload in (select payload from damage where mended_at is null)',
    ),
  }
}

type Statements = ReturnType<typeof prepare>

function apply(statements: Statements, verified: Verified, at: number): FoundDamage[] {
  const { file, from, to, isWhole, damages, lostFrom, proof } = verified
  if (isWhole) statements.finish.run({ at, file, ...(proof ?? { sha256: null, places: null }) })
  else statements.progress.run(to, file)
  const found = JSON.stringify(damages.flatMap(rowsOf).map(({ offset }) => offset ?? -1))
  statements.restore.run({ at, file, from, to, found })
  const mended = damages.filter((damage) =>
    rowsOf(damage)
      .map((row) => noteRow(statements, file, row, at))
      .every(Boolean),
  )
  for (const { offset } of damages) forgetDerived(statements, { file, offset, lostFrom })
  if (damages.length > mended.length) statements.unvalidate.run()
  return mended
}

function forgetDerived(statements: Statements, lost: Lost): void {
  statements.forgetFileText.run(lost)
  statements.queueSeries.run(lost)
  statements.forgetSeries.run(lost)
}

/** Notes a damage that is not noted yet. True when it was made up for. */
function noteRow(statements: Statements, file: number, { offset, what, place }: DamageRow, at: number): boolean {
  const known = statements.known.get(file, offset)
  if (known !== undefined) return known.mended !== null
  const common = { file, offset, what, at }
  if (place?.row === 'reading') {
    statements.insertReading.run({ ...common, reading: place.id })
    statements.forget.run(place.id)
  } else statements.insert.run({ ...common, capture: place?.row === 'capture' ? place.id : null })
  return false
}

interface DamageRow {
  readonly offset: number | null
  readonly what: string
  readonly place: IndexedPlace | null
}

/** A damage as rows: one for each record of the index that it takes along. */
function rowsOf({ offset, what, places }: FoundDamage): DamageRow[] {
  if (places.length === 0) return [{ offset, what, place: null }]
  return places.map((place) => ({ offset: place.offset, what, place }))
}

interface DamagedRow {
  readonly url: string
  readonly role: 'item' | 'attachment'
  readonly column: string | null
  readonly listTitle: string | null
  readonly listDate: string | null
  readonly document: string | null
}

const DAMAGED = `
  select distinct u.url, 'item' as role, d.column_url as column, d.list_title as listTitle, d.list_date as listDate,
    null as document
  from damage x join url u on u.id = x.url join document d on d.url = x.url
  where x.mended_at is null and d.site = @site
  union
  select u.url, 'attachment', d.column_url, null, null, min(du.url)
  from damage x join url u on u.id = x.url join attachment a on a.url = x.url join document d on d.id = a.document
    join url du on du.id = d.url
  where x.mended_at is null and d.site = @site group by u.url`

/**
 * The requests by which the next visit to a site asks again for what was found to be damaged: its documents and their
 * files. Lists and counters are asked by every visit.
 */
export function damagedRequests({ raw }: Db, site: string): NewRequest[] {
  const rows = raw.prepare<[{ site: string }], DamagedRow>(DAMAGED).all({ site })
  return rows.map(({ url, role, column, listTitle, listDate, document }) => ({
    url,
    method: 'GET',
    body: '',
    role,
    via: null,
    depth: 1,
    context: {
      ...(column === null ? {} : { column }),
      ...(listTitle === null ? {} : { listTitle }),
      ...(listDate === null ? {} : { listDate }),
      ...(document === null ? {} : { document }),
    },
  }))
}

/** An address whose kept body lies in a damaged record: a capture that is a repeat of it. */
export interface Bereft {
  readonly url: string
  /** The address of the damaged record. */
  readonly original: string
}

/** The addresses whose captures repeat a damaged original: what they were served is lost with it. */
export function bereft({ raw }: Db): Bereft[] {
  return raw
    .prepare<[], Bereft>(
      `select distinct u.url, o.url as original from damage x join url o on o.id = x.url
         join capture c on c.payload = x.payload join url u on u.id = c.url
       where x.mended_at is null and x.payload is not null and c.url <> x.url order by u.url`,
    )
    .all()
}
