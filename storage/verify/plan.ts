import { createHash, type Hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { IndexedPlace } from './range.ts'

/** A stretch of a WARC file with the records of the index in it. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly places: readonly IndexedPlace[]
}

/** Rows asked for at once. */
const PAGE = 20_000

const CAPTURES = `select c.id, 'capture' as row, c.offset, c.length, u.url, lower(hex(p.sha256)) as payload
  from capture c join url u on u.id = c.url join payload p on p.id = c.payload
  where c.file = ? and c.id > ? order by c.id limit ${PAGE}`

const READINGS = `select r.id, 'reading' as row, r.offset, r.length, u.url, null as payload from reading r
    join version v on v.id = r.version join document d on d.id = v.document join url u on u.id = d.url
  where r.file = ? and r.id > ? order by r.id limit ${PAGE}`

/** What is derived is made again when its row is gone, so the rows do not lie in the order of the records. */
const derived = (row: IndexedPlace['row'], table: string, key: string, payload: string) =>
  `select ${key} as id, '${row}' as row, offset, length, null as url, ${payload} as payload from ${table}
  where file = ? and offset > ? order by offset limit ${PAGE}`

const FILE_TEXTS = derived('file-text', 'file_text', 'payload', 'null')
const SERIES = derived('series', 'series', 'document', 'null')
const RESOURCES = derived('resource', 'resource', 'id', 'lower(hex(sha256))')

/** One kind of row about a file, by the column it is in order of; captures and readings are written as their records are. */
function* rowsOf(db: Database, sql: string, file: number, by: 'id' | 'offset'): Generator<IndexedPlace> {
  const select = db.prepare<[number, number], IndexedPlace>(sql)
  for (let last = 0; ; ) {
    const rows = select.all(file, last)
    if (rows.length === 0) return
    yield* rows
    last = rows.at(-1)?.[by] ?? last
  }
}

/** Two lists that are in order, as one. */
function* merged(one: Generator<IndexedPlace>, other: Generator<IndexedPlace>): Generator<IndexedPlace> {
  let a = one.next()
  let b = other.next()
  while (!a.done || !b.done) {
    if (b.done || (!a.done && a.value.offset <= b.value.offset)) {
      if (!a.done) yield a.value
      a = one.next()
    } else {
      yield b.value
      b = other.next()
    }
  }
}

/** What the index says of the records of a file. */
export function placesIn(db: Database, file: number): Generator<IndexedPlace> {
  const written = [CAPTURES, READINGS].map((sql) => rowsOf(db, sql, file, 'id'))
  const made = [FILE_TEXTS, SERIES, RESOURCES].map((sql) => rowsOf(db, sql, file, 'offset'))
  return [...written, ...made].reduce(merged)
}

/** Hands on what the index says of a file, and hashes it on the way. */
export function* hashed(indexed: Iterable<IndexedPlace>, hash: Hash): Generator<IndexedPlace> {
  for (const place of indexed) {
    hash.update(lineOf(place))
    yield place
  }
}

/** The sha256 (hex) of all that the index says of the records of a file. */
export function hashOfPlaces(db: Database, file: number): string {
  const hash = createHash('sha256')
  for (const place of placesIn(db, file)) hash.update(lineOf(place))
  return hash.digest('hex')
}

function lineOf({ id, row, offset, length, url, payload }: IndexedPlace): string {
  return `${JSON.stringify([id, row, offset, length, url, payload])}\n`
}

/**
 * Cuts a file into stretches that can be verified apart: each begins where the index has a record, so that reading can
 * begin there. A record that the index names out of order is a stretch of its own besides.
 *
 * @param indexed all that the index says of the file
 * @param from where to begin: 0, or the end of an earlier stretch
 * @param to the committed length
 * @param size how long a stretch is about, bytes
 */
export function* stretchesOf(
  indexed: Iterable<IndexedPlace>,
  from: number,
  to: number,
  size: number,
): Generator<Stretch> {
  let start = from
  let places: IndexedPlace[] = []
  for (const place of indexed) {
    if (place.offset < from) continue
    const last = places.at(-1)?.offset ?? start
    if (place.offset < last) {
      yield { from: place.offset, to: place.offset + place.length, places: [place] }
      continue
    }
    if (place.offset - start >= size && place.row === 'capture' && place.offset < to) {
      yield { from: start, to: place.offset, places }
      start = place.offset
      places = []
    }
    places.push(place)
  }
  yield { from: start, to, places }
}
