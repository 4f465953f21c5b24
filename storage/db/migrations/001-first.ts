import { type Kysely, sql } from 'kysely'

const id = 'integer primary key'

/** The first schema. Raw column lists, because SQLite's types say nothing that kysely's builder would check. */
const statements = [
  `create table warc_file (id ${id}, name text not null unique, state text not null, committed integer not null,
     created_at integer not null)`,
  `create table url (id ${id}, url text not null unique)`,
  `create table site (id text primary key, name text, division text, first_visit integer not null) without rowid`,
  `create table visit (id ${id}, site text not null, asked_by text not null, seeds text not null,
     started_at integer not null, finished_at integer, outcome text not null)`,
  `create table request (id ${id}, visit integer not null references visit, url text not null, method text not null,
     body text not null, role text not null, via text, depth integer not null, context text not null, host text not null,
     state text not null, due integer not null, owner text, tries integer not null default 0, outcome text, reason text)`,
  `create unique index request_once on request (visit, url, method, body)`,
  `create index request_queued on request (host, visit, due, id) where state = 'queued'`,
  `create table capture (id ${id}, url integer not null references url, visit integer not null, at integer not null,
     status integer not null, outcome text not null, reason text, encoding integer,
     payload integer not null references payload, file integer not null references warc_file,
     offset integer not null, length integer not null)`,
  `create index capture_url on capture (url)`,
  `create table payload (id ${id}, sha256 blob not null unique, size integer not null, type text,
     capture integer not null)`,
  `create table document (id ${id}, url integer not null unique references url, site text not null, column_url text,
     kind text not null, kind_reason text not null, status text not null, list_title text, list_date text, first_seen integer not null,
     last_seen integer not null)`,
  `create table alias (url ${id} references url, target integer not null references url)`,
  `create index alias_target on alias (target)`,
  `create table version (id ${id}, document integer not null references document, content_hash blob not null,
     text_hash blob not null, change text not null, first_seen integer not null, last_seen integer not null,
     capture integer not null references capture, s0 integer, s1 integer, s2 integer, s3 integer)`,
  `create index version_document on version (document)`,
  `create index version_content on version (content_hash)`,
  `create index version_s0 on version (s0)`,
  `create index version_s1 on version (s1)`,
  `create index version_s2 on version (s2)`,
  `create index version_s3 on version (s3)`,
  `create table reading (id ${id}, version integer not null references version, capture integer not null,
     rules text not null, title text, publisher text, publisher_stated text, published_at text, index_number text,
     document_number text, report_year integer, digest blob not null, context text, leads text, file integer not null references warc_file,
     offset integer not null, length integer not null)`,
  `create index reading_version on reading (version)`,
  `create index reading_publisher on reading (publisher)`,
  `create table file_text (payload ${id} references payload, rules text not null, format text not null,
     scanned integer not null, file integer not null references warc_file, offset integer not null,
     length integer not null)`,
  `create table encoding (id ${id}, name text not null unique)`,
  `create table view (document integer not null references document, capture integer not null references capture,
     count integer not null, primary key (document, capture)) without rowid`,
  `create table finding (id ${id}, document integer not null references document, version integer not null,
     name text not null, detail text not null, place text not null, at integer not null)`,
  `create index finding_document on finding (document)`,
  `create table attachment (document integer not null references document, url integer not null references url,
     filename text not null, primary key (document, url)) without rowid`,
  `create table host (host text primary key, address text, next_due integer not null, failures integer not null,
     reason text, crawl_delay integer) without rowid`,
]

export const first = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
