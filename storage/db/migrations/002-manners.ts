import { type Kysely, sql } from 'kysely'

/** Requests may be asked in several manners; what a browser makes of a page is kept beside its captures. */
const statements = [
  `alter table request add column manner text not null default 'http'`,
  'drop index request_once',
  'create unique index request_once on request (visit, url, method, body, manner)',
  `create table resource (id integer primary key, capture integer not null references capture, kind text not null,
     type text not null, sha256 blob not null, size integer not null, file integer not null references warc_file,
     offset integer not null, length integer not null)`,
  'create index resource_capture on resource (capture)',
]

export const manners = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
