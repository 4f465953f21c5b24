import type { Generated } from 'kysely'

/*
 * The tables of the index, as kysely sees them. Times are ms since 1970 (UTC); hashes are raw bytes. All bytes of the
 * web lie in the WARC files: every table here can be made again from them, but for what is only of a moment (request, host,
 * damage).
 */

/** A WARC file. `committed` is the length in bytes up to which its records belong to the archive. */
export interface WarcFileTable {
  id: Generated<number>
  name: string
  state: 'open' | 'sealed'
  committed: number
  created_at: number
  /** Up to which byte the round of verification that is under way has come; 0 between two rounds. */
  verified_to: Generated<number>
  /** When a round of verification came to its end. */
  verified_at: number | null
  /** Of the whole file, once nothing is appended any more; null when no one has read it whole since. */
  sha256: Buffer | null
  /** sha256 of what the index said of its records when they were last read and all was well. */
  verified_places: Buffer | null
}

/** A record that was found to be damaged. Until it is mended, its address is asked for again by the next visit. */
export interface DamageTable {
  id: Generated<number>
  file: number
  /** Null when the file as a whole is meant. */
  offset: number | null
  what: string
  /** The address that can be visited again; null where there is none. */
  url: number | null
  capture: number | null
  /** The payload whose only whole body lay there. */
  payload: number | null
  found_at: number
  mended_at: number | null
  /** The capture that brought it again; null when the file was restored. */
  mended_by: number | null
}

export interface UrlTable {
  id: Generated<number>
  url: string
}

export interface SiteTable {
  id: string
  name: string | null
  division: string | null
  first_visit: number
}

export interface VisitTable {
  id: Generated<number>
  site: string
  asked_by: string
  /** The seeds of the visit, JSON: a visit is only resumed by a command that asks for the same. */
  seeds: string
  started_at: number
  finished_at: number | null
  outcome: 'running' | 'done' | 'interrupted' | 'troubled'
  /** Leads that were not put in line because the visit had as many requests as one may have. */
  dropped: Generated<number>
}

export interface RequestTable {
  id: Generated<number>
  visit: number
  url: string
  method: 'GET' | 'POST'
  body: string
  role: string
  via: string | null
  depth: number
  manner: 'http' | 'browser' | 'second-look'
  context: string
  host: string
  state: 'queued' | 'leased' | 'done' | 'failed' | 'skipped'
  due: number
  owner: string | null
  tries: number
  outcome: string | null
  reason: string | null
}

export interface CaptureTable {
  id: Generated<number>
  url: number
  visit: number
  at: number
  status: number
  outcome: string
  reason: string | null
  encoding: number | null
  payload: number
  file: number
  offset: number
  length: number
  /** A second look is no observation of the document: it is only compared with one. */
  manner: 'http' | 'browser' | 'second-look'
}

/** What a browser made of a captured page: its rendered DOM, a picture of it. */
export interface ResourceTable {
  id: Generated<number>
  capture: number
  kind: 'dom' | 'screenshot'
  type: string
  sha256: Buffer
  size: number
  file: number
  offset: number
  length: number
}

/** By what an address may be asked for conditionally: what its last good answer stated, and the body that it had. */
export interface ValidatorTable {
  url: number
  etag: string | null
  modified: string | null
  payload: number
}

/** A unique body. `capture` is where its bytes lie: always a response record. */
export interface PayloadTable {
  id: Generated<number>
  sha256: Buffer
  size: number
  type: string | null
  capture: number
}

export interface DocumentTable {
  id: Generated<number>
  url: number
  site: string
  column_url: string | null
  kind: 'annual-report' | 'other'
  kind_reason: string
  /** `gone`: had once; `moved`: its address leads elsewhere now; `missing` and `blocked`: listed, but never had. */
  status: 'archived' | 'gone' | 'moved' | 'blocked' | 'missing'
  /** Whose report it is by its newest reading, the key of its agency's family, and on which year it reports. */
  publisher: string | null
  family: string | null
  report_year: number | null
  /** The title of its row in the list. */
  list_title: string | null
  /** The date of that row as written. */
  list_date: string | null
  first_seen: number
  last_seen: number
}

/** A redirect: `url` is another name of `target`. */
export interface AliasTable {
  url: number
  target: number
}

/** A document × a normalised body. `s0`…`s3` are the four 16-bit bands of the simhash. */
export interface VersionTable {
  id: Generated<number>
  document: number
  content_hash: Buffer
  text_hash: Buffer
  change: 'new' | 'revised' | 'reverted'
  first_seen: number
  last_seen: number
  capture: number
  s0: number | null
  s1: number | null
  s2: number | null
  s3: number | null
}

/** What became of a document beside its texts, from when to when; `version` is the text that it had last. */
export interface StateTable {
  id: Generated<number>
  document: number
  change: 'gone' | 'moved' | 'back'
  version: number
  first_seen: number
  last_seen: number
  capture: number
}

/** What was read from a version; the whole of it is the metadata record at `file`, `offset`, `length`. */
export interface ReadingTable {
  id: Generated<number>
  version: number
  capture: number
  rules: string
  title: string | null
  publisher: string | null
  publisher_stated: string | null
  published_at: string | null
  index_number: string | null
  document_number: string | null
  report_year: number | null
  digest: Buffer
  /** The key of the publisher's family through renamings. */
  family: string | null
  /** What this was read in, and what the page leads to: the same bytes need not be read again. */
  context: string | null
  leads: string | null
  file: number
  offset: number
  length: number
}

/** `gb18030 meta`: an encoding and how it was decided. There are few, so captures only name them by number. */
export interface EncodingTable {
  id: Generated<number>
  name: string
}

/** What a file (an attachment, a report that is a PDF…) says: the whole of it is the metadata record at that place. */
export interface FileTextTable {
  payload: number
  rules: string
  format: string
  scanned: 0 | 1
  file: number
  offset: number
  length: number
}

/** A report's figures beside those of its agency's year before: the metadata record at that place. */
export interface SeriesTable {
  document: number
  /** The readings that were compared. */
  reading: number
  previous: number
  rules: string
  file: number
  offset: number
  length: number
}

/** Documents of which a reading or a file is new since they were last compared with the years beside them. */
export interface UncomparedTable {
  document: number
}

/** One observation of a view count: printed where the capture is of the document itself, else by its counter. */
export interface ViewTable {
  document: number
  capture: number
  count: number
}

export interface FindingTable {
  id: Generated<number>
  document: number
  version: number
  name: string
  detail: string
  place: string
  at: number
}

export interface AttachmentTable {
  document: number
  url: number
  filename: string
}

export interface HostTable {
  host: string
  address: string | null
  next_due: number
  failures: number
  reason: string | null
  crawl_delay: number | null
  /** What else was met there, JSON: how it answers for what is missing, its TLS. */
  notes: string | null
}

export interface Tables {
  warc_file: WarcFileTable
  damage: DamageTable
  url: UrlTable
  site: SiteTable
  visit: VisitTable
  request: RequestTable
  encoding: EncodingTable
  capture: CaptureTable
  resource: ResourceTable
  payload: PayloadTable
  validator: ValidatorTable
  document: DocumentTable
  alias: AliasTable
  version: VersionTable
  state: StateTable
  reading: ReadingTable
  file_text: FileTextTable
  series: SeriesTable
  uncompared: UncomparedTable
  view: ViewTable
  finding: FindingTable
  attachment: AttachmentTable
  host: HostTable
}
