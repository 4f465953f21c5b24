import type { ReadableArchive } from '../archive.ts'
import { type ExportRow, isoTime } from './rows.ts'

const hex = (column: string) => `lower(hex(${column}))`

/** Plain tables that a statement gives as they are; `*_at`, `first_seen` and `last_seen` are turned into ISO times. */
const STATEMENTS = {
  versions: `select u.url, ${hex('v.content_hash')} as content_hash, d.status, x.change, x.first_seen, x.last_seen,
      c.at as captured_at
    from (select id as version, change, first_seen, last_seen, capture, 0 as is_state from version
          union all select version, change, first_seen, last_seen, capture, 1 from state) x
      join version v on v.id = x.version join document d on d.id = v.document join url u on u.id = d.url
      join capture c on c.id = x.capture
    order by x.capture, x.is_state, x.version`,
  views: `select u.url, c.at as observed_at, w.count as views, 
      iif(c.manner = 'browser', 'browser', iif(c.url = d.url, 'printed', 'counter')) as how
    from view w join document d on d.id = w.document join url u on u.id = d.url join capture c on c.id = w.capture
    order by d.id, w.capture`,
  findings: `select u.url, f.name, f.detail, f.place as found_in, f.at as found_at
    from finding f join document d on d.id = f.document join url u on u.id = d.url order by f.id`,
  captures: `select u.url, c.at as captured_at, c.status, c.outcome, c.reason, e.name as encoding, p.size,
      ${hex('p.sha256')} as sha256, p.type as media_type, f.name as warc_file, c.offset as warc_offset,
      c.length as warc_length, c.manner
    from capture c join url u on u.id = c.url join payload p on p.id = c.payload join warc_file f on f.id = c.file
      left join encoding e on e.id = c.encoding order by c.id`,
} as const

export type PlainTable = keyof typeof STATEMENTS

/** The names of the plain tables. */
export const PLAIN_TABLES = Object.keys(STATEMENTS) as PlainTable[]

const TIMES = new Set(['first_seen', 'last_seen', 'captured_at', 'observed_at', 'found_at'])

/** The names of a plain table's fields. */
export function plainFields(archive: ReadableArchive, table: PlainTable): string[] {
  return archive.db.raw
    .prepare(STATEMENTS[table])
    .columns()
    .map(({ name }) => name)
}

/** The rows of a plain table, in the order of their making; read one by one, so that a large archive fits. */
export function* plainRows(archive: ReadableArchive, table: PlainTable): Generator<ExportRow> {
  const rows = archive.db.raw.prepare<[], Record<string, string | number | null>>(STATEMENTS[table]).iterate()
  for (const row of rows) {
    yield Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' && TIMES.has(name) ? isoTime(value) : value,
      ]),
    )
  }
}
