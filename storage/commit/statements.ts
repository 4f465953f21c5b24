import type { Database } from 'better-sqlite3'
import { prepareRelate, SECOND_LOOK } from '../findings.ts'
import { prepareKeepValidators } from '../validators.ts'
import { prepareNoteVisit } from '../visits.ts'
import type { CapturedExchange } from './capture.ts'
import type { DocumentInput, DocumentPlace } from './document.ts'
import { prepareOlder, type VersionText } from './older.ts'
import type { HostRow, NewRequest, RequestEnd } from './request.ts'
import { prepareStates } from './states.ts'

/** The latest version of a document with its latest reading. */
export interface LatestVersion {
  readonly version: number
  readonly contentHash: Buffer
  readonly readingDigest: Buffer | null
}

/** What is needed to begin a document. */
type NewDocument = DocumentPlace & Pick<DocumentInput, 'kind' | 'kindReason'>

export interface KnownPayload {
  readonly id: number
  /** Where its bytes lie: the address and time (ms) of the original response. */
  readonly url: string
  readonly at: number
}

/**
 * How many requests one visit may have: more than any column of reports and its attachments needs, so that a site
 * without end costs a bounded time and a bounded table.
 */
export const MAX_REQUESTS = 50_000

/**
 * Puts a request in line; one that the visit knows already is passed over. False when the visit has as many requests as
 * it may have, so that this one was dropped.
 *
 * @param most how many requests a visit may have
 * @param counts remembers how many each has; to be cleared when a transaction was rolled back
 */
export function prepareInsertRequest(
  db: Database,
  most = MAX_REQUESTS,
  counts = new Map<number, number>(),
): (visit: number, request: NewRequest) => boolean {
  const count = db.prepare<[number], number>('select count(*) from request where visit = ?').pluck()
  const insert = db.prepare(
    `insert or ignore into request (visit, url, method, body, role, via, depth, manner, context, host, state, due)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0)`,
  )
  return (visit, request) => {
    const before = counts.get(visit) ?? count.get(visit) ?? 0
    if (before >= most) return false
    const { url, method, body, role, via, depth, manner = 'http' } = request
    const context = JSON.stringify(request.context)
    const { changes } = insert.run(visit, url, method, body, role, via, depth, manner, context, new URL(url).host)
    counts.set(visit, before + changes)
    return true
  }
}

/** The documents that a file (a payload) is attached to, or that are that file. */
const BELONGING = `select a.document from attachment a join capture c on c.url = a.url where c.payload = @payload
  union select v.document from version v join capture c on c.id = v.capture where c.payload = @payload`

/**
 * The hot statements of the commit, prepared once. They run inside the one transaction of a group, so none of them
 * begins its own.
 */
export function prepareStatements(db: Database) {
  const counts = new Map<number, number>()
  const selectUrl = db.prepare<[string], number>('select id from url where url = ?').pluck()
  const insertUrl = db.prepare<[string]>('insert into url (url) values (?)')
  const urlId = (url: string): number => selectUrl.get(url) ?? Number(insertUrl.run(url).lastInsertRowid)

  const payload = db.prepare<[Buffer], KnownPayload>(
    `select p.id, u.url, c.at from payload p join capture c on c.id = p.capture join url u on u.id = c.url
     where p.sha256 = ? and not exists (select 1 from damage x where x.payload = p.id and x.mended_at is null)`,
  )
  const payloadIdOf = db.prepare<[Buffer], number>('select id from payload where sha256 = ?').pluck()
  const insertPayload = db.prepare<[Buffer, number, string | null]>(
    'insert into payload (sha256, size, type, capture) values (?, ?, ?, 0)',
  )
  // A body whose only whole copy was damaged is stored anew, and is the original from then on.
  const placePayload = db.prepare<[number, number]>(
    `update payload set capture = ? where id = ?
     and (capture = 0 or exists (select 1 from damage x where x.payload = payload.id and x.mended_at is null))`,
  )
  const mend = db.prepare(
    `update damage set mended_at = @at, mended_by = @capture where id in (
       select id from damage where payload = @payload and mended_at is null
       union all select x.id from damage x where x.url = @url and x.mended_at is null
         and coalesce((select outcome from capture where id = x.capture), 'ok') = @outcome)`,
  )
  const insertCapture = db.prepare(
    `insert into capture (url, visit, at, status, outcome, reason, encoding, payload, file, offset, length, manner)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const document = db.prepare<[string], { id: number; status: string; lastSeen: number }>(
    'select d.id, d.status, d.last_seen as lastSeen from document d join url u on u.id = d.url where u.url = ?',
  )
  const standingOf = db.prepare<[number], { status: string; lastSeen: number }>(
    'select status, last_seen as lastSeen from document where id = ?',
  )
  const textOf = db.prepare<[number], StoredText>(
    'select content_hash as contentHash, text_hash as textHash, s0, s1, s2, s3 from version where id = ?',
  )
  const insertDocument = db.prepare(
    `insert into document (url, site, column_url, kind, kind_reason, status, list_title, list_date, first_seen, last_seen)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const seeDocument = db.prepare(
    `update document set status = 'archived', last_seen = ?, kind = ?, kind_reason = ?,
     column_url = coalesce(?, column_url), list_title = coalesce(?, list_title), list_date = coalesce(?, list_date)
     where id = ?`,
  )
  const latestVersion = db.prepare<[number], LatestVersion>(
    `select v.id as version, v.content_hash as contentHash,
       (select r.digest from reading r where r.version = v.id order by r.id desc limit 1) as readingDigest
     from version v where v.document = ? order by v.id desc limit 1`,
  )
  const earlierVersion = db.prepare<[number, Buffer], number>(
    'select id from version where document = ? and content_hash = ? limit 1',
  )
  const insertVersion = db.prepare(
    `insert into version (document, content_hash, text_hash, change, first_seen, last_seen, capture, s0, s1, s2, s3)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertReading = db.prepare(
    `insert into reading (version, capture, rules, title, publisher, publisher_stated, published_at, index_number,
       document_number, report_year, digest, context, leads, file, offset, length, family)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const endRequest = db.prepare(
    'update request set state = ?, outcome = ?, reason = ?, owner = null, tries = tries + 1 where id = ?',
  )
  const requeue = db.prepare(
    `update request set state = 'queued', due = ?, reason = ?, owner = null, tries = tries + 1 where id = ?`,
  )
  const upsertHost = db.prepare(
    `insert into host (host, address, next_due, failures, reason, crawl_delay, notes) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (host) do update set address = excluded.address, next_due = excluded.next_due,
       failures = excluded.failures, reason = excluded.reason, crawl_delay = excluded.crawl_delay,
       notes = coalesce(excluded.notes, notes)`,
  )

  const selectEncoding = db.prepare<[string], number>('select id from encoding where name = ?').pluck()
  const insertEncoding = db.prepare<[string]>('insert into encoding (name) values (?)')

  return {
    urlId,
    encodingId: (name: string): number => selectEncoding.get(name) ?? Number(insertEncoding.run(name).lastInsertRowid),
    payload: (sha256: Buffer) => payload.get(sha256),
    payloadId: (sha256: Buffer, exchange: CapturedExchange, type: string | null): number =>
      payloadIdOf.get(sha256) ?? Number(insertPayload.run(sha256, exchange.body.byteLength, type).lastInsertRowid),
    placePayload: (id: number, capture: number) => placePayload.run(capture, id),
    /** Damages for which this capture makes up: the same bytes again, or as good an answer of the same address. */
    mend,
    insertCapture,
    states: prepareStates(db),
    older: prepareOlder(db),
    seeEarlier: db.prepare<[number, number]>('update document set first_seen = min(first_seen, ?) where id = ?'),
    /** Throws RangeError where there is no such document. */
    standingOf: (document: number) => known(standingOf.get(document), `document ${document}`),
    /** The text of a version, as far as the index has it. Throws RangeError where there is no such version. */
    textOf(version: number): Omit<VersionText, 'document'> {
      const { contentHash, textHash, s0, s1, s2, s3 } = known(textOf.get(version), `version ${version}`)
      return { contentHash, textHash, bands: [s0, s1, s2, s3] }
    },
    keepValidators: prepareKeepValidators(db),
    document: (url: string) => document.get(url),
    insertDocument(input: NewDocument, status: string, at: number): number {
      const { url, site, column, kind, kindReason, listTitle, listDate } = input
      const result = insertDocument.run(urlId(url), site, column, kind, kindReason, status, listTitle, listDate, at, at)
      return Number(result.lastInsertRowid)
    },
    seeDocument: (id: number, input: DocumentInput, at: number) =>
      seeDocument.run(at, input.kind, input.kindReason, input.column, input.listTitle, input.listDate, id),
    loseDocument: db.prepare('update document set status = ? where id = ?'),
    upsertAlias: db.prepare(
      'insert into alias (url, target) values (?, ?) on conflict (url) do update set target = excluded.target',
    ),
    latestVersion: (document: number) => latestVersion.get(document),
    isKnownVersion: (document: number, hash: Buffer) => earlierVersion.get(document, hash) !== undefined,
    insertVersion,
    /** What a document is its newest version tells. */
    retell: db.prepare(
      `update document set kind = @kind, kind_reason = @kindReason
       where id = @document and @version = (select max(id) from version where document = @document)`,
    ),
    renormalise: db.prepare(
      'update version set content_hash = ?, text_hash = ?, s0 = ?, s1 = ?, s2 = ?, s3 = ? where id = ?',
    ),
    /** What was found beside other documents, or by a second look, does not come from the reading: it stays. */
    forgetFindings: db.prepare(
      `delete from finding where version = ? and name != 'copied' and place != '${SECOND_LOOK}'`,
    ),
    seeVersion: db.prepare('update version set last_seen = ? where id = ?'),
    insertReading,
    /** Versions of a document that have no reading of their own, for their text was read before, have that one. */
    lendReadings: db.prepare<[number]>(
      `insert into reading (version, capture, rules, title, publisher, publisher_stated, published_at, index_number,
         document_number, report_year, digest, context, leads, file, offset, length, family)
       select v.id, r.capture, r.rules, r.title, r.publisher, r.publisher_stated, r.published_at, r.index_number,
         r.document_number, r.report_year, r.digest, r.context, r.leads, r.file, r.offset, r.length, r.family
       from version v join reading r on r.id = (select max(o.id) from reading o join version w on w.id = o.version
         where w.document = v.document and w.content_hash = v.content_hash)
       where v.document = ? and not exists (select 1 from reading where version = v.id)`,
    ),
    /** The latest reading of a version stands for another context from now on. */
    refreshReading: db.prepare(
      `update reading set context = @context, leads = @leads
       where id = (select max(id) from reading where version = @version) and context is not @context`,
    ),
    seeAgain: db.prepare(`update document set status = 'archived', last_seen = ? where id = ?`),
    putFileText: db.prepare(
      `insert or replace into file_text (payload, rules, format, scanned, file, offset, length)
       values (?, ?, ?, ?, ?, ?, ?)`,
    ),
    putSeries: db.prepare(
      `insert or replace into series (document, reading, previous, rules, file, offset, length)
       values (?, ?, ?, ?, ?, ?, ?)`,
    ),
    /** Reports that a file belongs to are compared anew with the years before and after. */
    forgetSeries: db.prepare(
      `with changed as (${BELONGING})
       delete from series where document in changed or previous in
         (select r.id from reading r join version v on v.id = r.version where v.document in changed)`,
    ),
    queueSeries: db.prepare(`insert or ignore into uncompared (document) ${BELONGING}`),
    insertView: db.prepare('insert or replace into view (document, capture, count) values (?, ?, ?)'),
    insertFinding: db.prepare(
      'insert into finding (document, version, name, detail, place, at) values (?, ?, ?, ?, ?, ?)',
    ),
    /** A finding that is not noted yet of the version. */
    noteFinding: db.prepare(
      `insert into finding (document, version, name, detail, place, at)
       select @document, @version, @name, @detail, @where, @at where not exists
         (select 1 from finding where version = @version and name = @name and detail = @detail and place = @where)`,
    ),
    relate: prepareRelate(db),
    noteVisit: prepareNoteVisit(db),
    insertResource: db.prepare(
      'insert into resource (capture, kind, type, sha256, size, file, offset, length) values (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    insertAttachment: db.prepare(
      `insert into attachment (document, url, filename) values (?, ?, ?)
       on conflict (document, url) do update set filename = excluded.filename`,
    ),
    nameAttachment: db.prepare<[string, number, string]>(
      `update attachment set filename = ? where document = ? and url = (select id from url where url = ?)
       and filename not glob '*.[A-Za-z]*'`,
    ),
    commitFile: db.prepare<[number, number]>('update warc_file set committed = ? where id = ?'),
    insertRequest: prepareInsertRequest(db, MAX_REQUESTS, counts),
    /** To be called when a transaction with these statements was rolled back. */
    forgetCounts: () => counts.clear(),
    noteDropped: db.prepare<[number, number]>('update visit set dropped = dropped + ? where id = ?'),
    endRequest(id: number, end: RequestEnd): void {
      if (end.state === 'queued') requeue.run(end.due, end.reason, id)
      else endRequest.run(end.state, end.outcome, end.reason, id)
    },
    upsertHost({ host, address, nextDue, failures, reason, crawlDelay, notes = {} }: HostRow): void {
      const noted = Object.keys(notes).length === 0 ? null : JSON.stringify(notes)
      upsertHost.run(host, address, nextDue, failures, reason, crawlDelay, noted)
    },
  }
}

interface StoredText extends Pick<VersionText, 'contentHash' | 'textHash'> {
  readonly s0: number | null
  readonly s1: number | null
  readonly s2: number | null
  readonly s3: number | null
}

function known<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new RangeError(`the index has no ${what}`)
  return row
}

export type Statements = ReturnType<typeof prepareStatements>
