import type { ReadableArchive } from './archive.ts'
import type { HostRow } from './commit/request.ts'
import type { Db } from './db/open.ts'
import { type Bands, prepareNear } from './export/near.ts'

/** What the archive knows of one address, for someone who asks why it is there, or is not. Times are ms since 1970. */
export interface Explanation {
  readonly url: string
  /** Its requests in the last visit of each site; earlier ones are forgotten, their captures are not. */
  readonly requests: readonly ExplainedRequest[]
  /** Newest first, the last twenty; `captureCount` says how many there are. */
  readonly captures: readonly ExplainedCapture[]
  readonly captureCount: number
  /** Where it redirected to when it was last asked; null when it did not. */
  readonly redirectsTo: string | null
  readonly redirectedFrom: readonly string[]
  readonly document: ExplainedDocument | null
  readonly host: ExplainedHost | null
  /** For an address that the archive has nothing of: the known ones that begin most like it. */
  readonly nearest: readonly string[]
}

export interface ExplainedRequest {
  readonly visit: number
  readonly site: string
  readonly visitStarted: number
  readonly visitOutcome: string
  readonly method: string
  readonly role: string
  readonly manner: string
  readonly depth: number
  readonly state: string
  readonly due: number
  readonly tries: number
  readonly outcome: string | null
  readonly reason: string | null
  /** The addresses by which it was come to, the seed first. */
  readonly way: readonly string[]
  /** The document it belongs to, for an attachment or a counter. */
  readonly partOf: string | null
}

export interface ExplainedCapture {
  readonly at: number
  readonly status: number
  readonly outcome: string
  readonly reason: string | null
  readonly sha256: string
  readonly size: number
  /** The capture whose bytes it repeats; null where its own are kept. */
  readonly revisitOf: { readonly url: string; readonly at: number } | null
  readonly file: string
  readonly offset: number
  readonly length: number
}

export interface ExplainedDocument {
  readonly site: string
  readonly column: string | null
  readonly kind: string
  readonly kindReason: string
  readonly status: string
  readonly listTitle: string | null
  readonly title: string | null
  readonly firstSeen: number
  readonly lastSeen: number
  /** Newest first, the last twenty. */
  readonly versions: readonly { readonly change: string; readonly firstSeen: number; readonly lastSeen: number }[]
  /** Other addresses with the very same text, and with nearly the same; at most twenty of each. */
  readonly same: readonly string[]
  readonly near: readonly string[]
}

export type ExplainedHost = Required<HostRow>

/** How many captures, versions and like documents are named. */
const MOST = 20

/** How many addresses are named that are like an unknown one. */
const NEAREST = 5

/** A way that is longer has a loop in it. */
const LONGEST_WAY = 1000

/**
 * What the archive knows of an address. Every look-up goes by an index, so that it takes a few ms however large the
 * archive is: requests by the index that keeps them apart (visit, address), visit after visit; there is none on the
 * address alone, which would cost every request of every visit some 60 bytes.
 *
 * @param url absolute, as it is visited (without fragment)
 */
export function explainUrl(archive: ReadableArchive, url: string): Explanation {
  const { db } = archive
  const id = db.raw.prepare<[string], number>('select id from url where url = ?').pluck().get(url)
  const requests = requestsOf(db, url)
  const captures = id === undefined ? [] : capturesOf(db, id)
  const document = id === undefined ? null : documentOf(archive, id)
  const isKnown = requests.length > 0 || captures.length > 0 || document !== null
  return {
    url,
    requests,
    captures,
    captureCount: id === undefined ? 0 : countCaptures(db, id),
    ...aliasesOf(db, id),
    document,
    host: hostOf(db, new URL(url).host),
    nearest: isKnown ? [] : nearestTo(db, url),
  }
}

interface RequestRow extends Omit<ExplainedRequest, 'way' | 'partOf'> {
  readonly via: string | null
  readonly context: string
}

/** The visits whose requests are still there, by leaps from one to the next over the index. */
const REQUESTS = `
  with recursive kept(visit) as (
    select min(visit) from request
    union all select (select min(visit) from request where visit > kept.visit) from kept where kept.visit is not null)
  select r.visit, v.site, v.started_at as visitStarted, v.outcome as visitOutcome, r.method, r.role, r.manner, r.depth,
    r.state, r.due, r.tries, r.outcome, r.reason, r.via, r.context
  from kept join request r on r.visit = kept.visit and r.url = ? join visit v on v.id = r.visit
  order by r.visit desc, r.id`

function requestsOf({ raw }: Db, url: string): ExplainedRequest[] {
  const viaOf = raw
    .prepare<[number, string], string | null>('select via from request where visit = ? and url = ? order by id limit 1')
    .pluck()
  return raw
    .prepare<[string], RequestRow>(REQUESTS)
    .all(url)
    .map(({ via, context, ...row }) => {
      const way: string[] = []
      for (let from = via; from != null && way.length < LONGEST_WAY && !way.includes(from); ) {
        way.unshift(from)
        from = viaOf.get(row.visit, from) ?? null
      }
      return { ...row, way, partOf: JSON.parse(context).document ?? null }
    })
}

interface CaptureRow extends Omit<ExplainedCapture, 'revisitOf' | 'sha256'> {
  readonly id: number
  readonly sha256: Buffer
  readonly original: number
  readonly originalUrl: string | null
  readonly originalAt: number | null
}

const CAPTURES = `
  select c.id, c.at, c.status, c.outcome, c.reason, p.sha256, p.size, f.name as file, c.offset, c.length,
    p.capture as original, ou.url as originalUrl, o.at as originalAt
  from capture c join payload p on p.id = c.payload join warc_file f on f.id = c.file
    left join capture o on o.id = p.capture left join url ou on ou.id = o.url
  where c.url = ? order by c.id desc limit ${MOST}`

function capturesOf({ raw }: Db, url: number): ExplainedCapture[] {
  return raw
    .prepare<[number], CaptureRow>(CAPTURES)
    .all(url)
    .map(({ id, sha256, original, originalUrl, originalAt, ...row }) => {
      const isRevisit = original !== 0 && original !== id && originalUrl !== null && originalAt !== null
      const revisitOf = isRevisit ? { url: originalUrl, at: originalAt } : null
      return { ...row, sha256: sha256.toString('hex'), revisitOf }
    })
}

function countCaptures({ raw }: Db, url: number): number {
  return raw.prepare<[number], number>('select count(*) from capture where url = ?').pluck().get(url) ?? 0
}

function aliasesOf({ raw }: Db, url: number | undefined): Pick<Explanation, 'redirectsTo' | 'redirectedFrom'> {
  if (url === undefined) return { redirectsTo: null, redirectedFrom: [] }
  const to = raw.prepare<[number], string>('select u.url from alias a join url u on u.id = a.target where a.url = ?')
  const from = raw.prepare<[number], string>(
    `select u.url from alias a join url u on u.id = a.url where a.target = ? limit ${MOST}`,
  )
  return { redirectsTo: to.pluck().get(url) ?? null, redirectedFrom: from.pluck().all(url) }
}

type DocumentRow = Omit<ExplainedDocument, 'versions' | 'same' | 'near' | 'title'> & { readonly id: number }
type VersionRow = Bands & {
  readonly id: number
  readonly change: string
  readonly firstSeen: number
  readonly lastSeen: number
  readonly contentHash: Buffer
}

function documentOf(archive: ReadableArchive, url: number): ExplainedDocument | null {
  const { raw } = archive.db
  const row = raw
    .prepare<[number], DocumentRow>(
      `select id, site, column_url as "column", kind, kind_reason as kindReason, status, list_title as listTitle,
         first_seen as firstSeen, last_seen as lastSeen from document where url = ?`,
    )
    .get(url)
  if (row === undefined) return null
  const { id, ...document } = row
  const versions = raw
    .prepare<[number], VersionRow>(
      `select id, change, first_seen as firstSeen, last_seen as lastSeen, content_hash as contentHash, s0, s1, s2, s3
       from version where document = ? order by id desc limit ${MOST}`,
    )
    .all(id)
  const [newest] = versions
  const title = raw.prepare<[number], string | null>(
    'select title from reading where version = ? order by id desc limit 1',
  )
  return {
    ...document,
    title: newest === undefined ? null : (title.pluck().get(newest.id) ?? null),
    versions: versions.map(({ change, firstSeen, lastSeen }) => ({ change, firstSeen, lastSeen })),
    same: newest === undefined ? [] : sameAs(archive.db, id, newest.contentHash),
    near: newest === undefined ? [] : prepareNear(archive)({ document: id, ...newest }).slice(0, MOST),
  }
}

function sameAs({ raw }: Db, document: number, hash: Buffer): string[] {
  return raw
    .prepare<[Buffer, number], string>(
      `select distinct u.url from version v join document d on d.id = v.document join url u on u.id = d.url
       where v.content_hash = ? and v.document != ? limit ${MOST}`,
    )
    .pluck()
    .all(hash, document)
}

type StoredHost = Omit<ExplainedHost, 'notes'> & { readonly notes: string | null }

function hostOf({ raw }: Db, host: string): ExplainedHost | null {
  const row = raw
    .prepare<[string], StoredHost>(
      `select host, address, next_due as nextDue, failures, reason, crawl_delay as crawlDelay, notes from host
       where host = ?`,
    )
    .get(host)
  return row === undefined ? null : { ...row, notes: JSON.parse(row.notes ?? '{}') }
}

/** The addresses of the same server that share the longest beginning with an unknown one: its neighbours in order. */
function nearestTo({ raw }: Db, url: string): string[] {
  const before = raw.prepare<[string], string>(`select url from url where url < ? order by url desc limit ${NEAREST}`)
  const after = raw.prepare<[string], string>(`select url from url where url > ? order by url limit ${NEAREST}`)
  const { origin } = new URL(url)
  return [...before.pluck().all(url), ...after.pluck().all(url)]
    .filter((other) => other.startsWith(`${origin}/`))
    .map((other) => ({ other, shared: sharedLength(other, url) }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, NEAREST)
    .map(({ other }) => other)
}

function sharedLength(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
