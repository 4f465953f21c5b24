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
  'alter table host add column notes text',
  'alter table visit add column dropped integer not null default 0',
  `alter table capture add column manner text not null default 'http'`,
  `create table validator (url integer primary key references url, etag text, modified text,
     payload integer not null references payload)`,
]

export const manners = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
