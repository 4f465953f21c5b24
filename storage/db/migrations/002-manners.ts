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
  `create table state (id integer primary key, document integer not null references document, change text not null,
     version integer not null references version, first_seen integer not null, last_seen integer not null,
     capture integer not null references capture)`,
  'create index state_document on state (document)',
  'alter table reading add column family text',
  `create table series (document integer primary key references document, reading integer not null references reading,
     previous integer not null references reading, rules text not null, file integer not null references warc_file,
     offset integer not null, length integer not null)`,
  'create index series_previous on series (previous)',
  'create table uncompared (document integer primary key references document)',
  'insert into uncompared select id from document',
  `create trigger reading_uncompared after insert on reading
   begin insert or ignore into uncompared (document) select document from version where id = new.version; end`,
  `create table validator (url integer primary key references url, etag text, modified text,
     payload integer not null references payload)`,
  `create table passage (id integer primary key, document integer not null references document,
     version integer not null references version, number integer not null, chapter text not null)`,
  'create index passage_document on passage (document)',
  `create virtual table passage_tokens using fts5 (tokens, content = '', contentless_delete = 1, detail = none,
     tokenize = 'ascii')`,
  'create table unindexed (version integer primary key references version)',
  'insert into unindexed select id from version',
  `create trigger reading_unindexed after insert on reading
   begin insert or ignore into unindexed (version) values (new.version); end`,
  'alter table document add column publisher text',
  'alter table document add column family text',
  'alter table document add column report_year integer',
  `update document set (publisher, family, report_year) = (select r.publisher, r.family, r.report_year
     from reading r join version v on v.id = r.version where v.document = document.id order by v.id desc, r.id desc)`,
  `create index document_coverage on document (site, family, publisher, report_year, status)
   where kind = 'annual-report'`,
  `create trigger reading_coverage after insert on reading
   when new.version = (select max(id) from version where document = (select document from version where id = new.version))
   begin update document set publisher = new.publisher, family = new.family, report_year = new.report_year
     where id = (select document from version where id = new.version); end`,
  `create index document_family on document (family, report_year) where kind = 'annual-report'`,
  `create index version_changed on version (document) where change <> 'new'`,
  `create index finding_late on finding (document) where name = 'late'`,
  'alter table warc_file add column verified_to integer not null default 0',
  'alter table warc_file add column verified_at integer',
  'alter table warc_file add column sha256 blob',
  'alter table warc_file add column verified_places blob',
  `create table damage (id integer primary key, file integer not null references warc_file, offset integer,
     what text not null, url integer references url, capture integer references capture,
     payload integer references payload, found_at integer not null, mended_at integer,
     mended_by integer references capture)`,
  'create index damage_url on damage (url) where mended_at is null',
  'create index damage_payload on damage (payload) where mended_at is null',
]

export const manners = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
