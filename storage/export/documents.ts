import type { ReadableArchive } from '../archive.ts'
import { type ExportRow, isoTime, readReading, type StoredReading } from './rows.ts'

/** A document; what comes from its newest version is null where it was listed but never had. */
interface DocumentRow extends Bands {
  readonly document: number
  readonly url: string
  readonly site: string
  readonly division: string | null
  readonly kind: string
  readonly kindReason: string
  readonly status: string
  readonly listTitle: string | null
  readonly firstSeen: number
  readonly lastSeen: number
  readonly contentHash: Buffer | null
  readonly title: string | null
  readonly publisher: string | null
  readonly publisherStated: string | null
  readonly publishedAt: string | null
  readonly indexNumber: string | null
  readonly documentNumber: string | null
  readonly reportYear: number | null
  readonly encoding: string | null
  /** Where its reading lies. */
  readonly name: string | null
  readonly state: 'open' | 'sealed'
  readonly offset: number
  readonly length: number
  readonly warcFile: string | null
  readonly warcOffset: number
  readonly warcLength: number
}

interface Bands {
  readonly s0: number | null
  readonly s1: number | null
  readonly s2: number | null
  readonly s3: number | null
}

/** Each document with its newest version, that version's newest reading, and the capture that brought it. */
const DOCUMENTS = `
  select d.id as document, u.url, d.site, s.division, d.kind, d.kind_reason as kindReason, d.status,
    d.list_title as listTitle, d.first_seen as firstSeen, d.last_seen as lastSeen, v.content_hash as contentHash, v.s0, v.s1, v.s2, v.s3,
    r.title, r.publisher, r.publisher_stated as publisherStated, r.published_at as publishedAt,
    r.index_number as indexNumber, r.document_number as documentNumber, r.report_year as reportYear, e.name as encoding,
    f.name, f.state, r.offset, r.length, cf.name as warcFile, c.offset as warcOffset, c.length as warcLength
  from document d join url u on u.id = d.url left join site s on s.id = d.site
    left join version v on v.id = (select max(id) from version where document = d.id)
    left join reading r on r.id = (select max(id) from reading where version = v.id)
    left join capture c on c.id = v.capture left join warc_file f on f.id = r.file left join warc_file cf on cf.id = c.file
    left join encoding e on e.id = c.encoding
  where d.id > ? order by d.id limit 100`

/** Two texts are near when their simhashes differ in at most so many of 64 bits (Manku et al., WWW 2007). */
const NEAR_BITS = 3

/**
 * The documents of an archive, one row each, newest version; text and evidence come from the WARC. The fields are a
 * promise to researchers: README describes them, a test guards them.
 */
export async function* documentRows(archive: ReadableArchive): AsyncGenerator<ExportRow> {
  const select = archive.db.raw.prepare<[number], DocumentRow>(DOCUMENTS)
  const related = prepareRelated(archive)
  let last = 0
  for (;;) {
    const rows = select.all(last)
    if (rows.length === 0) return
    for (const row of rows) {
      const { name } = row
      const reading = name === null ? unread(row) : await readReading(archive, { ...row, name })
      yield documentRow(row, reading, related)
      last = row.document
    }
  }
}

function documentRow(row: DocumentRow, reading: StoredReading, related: Related): ExportRow {
  const { text, flags, blankLabels } = reading
  return {
    url: row.url,
    aliases: related.aliases(row.document),
    site: row.site,
    kind: row.kind,
    kind_reason: row.kindReason,
    status: row.status,
    title: row.title ?? row.listTitle,
    publisher: row.publisher,
    publisher_stated: row.publisherStated,
    published_at: row.publishedAt,
    views: related.views(row.document),
    index_number: row.indexNumber,
    document_number: row.documentNumber,
    report_year: row.reportYear,
    division: row.division,
    encoding: row.encoding?.split(' ')[0] ?? null,
    text,
    content_hash: row.contentHash?.toString('hex') ?? null,
    same_as: related.sameAs(row),
    near: related.near(row),
    flags: [...new Set(flags.map(({ name }) => name))],
    attachments: related.attachments(row.document),
    versions: related.versions(row.document),
    first_seen: isoTime(row.firstSeen),
    last_seen: isoTime(row.lastSeen),
    warc: row.warcFile === null ? null : { file: row.warcFile, offset: row.warcOffset, length: row.warcLength },
    evidence: { ...evidenceOf(reading), blank_labels: blankLabels },
  }
}

/** What can be said of a document that was never had: the title that its row in the list gives it. */
function unread({ listTitle }: DocumentRow): StoredReading {
  const evidence = { value: listTitle, rule: 'list-row', where: 'list-row', raw: listTitle, confidence: 'derived' }
  const title = listTitle === null ? null : { value: listTitle, evidence, others: [] }
  return { text: null, blankLabels: [], flags: [], title }
}

const EVIDENCE: Readonly<Record<string, string>> = {
  title: 'title',
  publisher: 'publisher',
  publisherStated: 'publisher_stated',
  publishedAt: 'published_at',
  signedAt: 'signed_at',
  views: 'views',
  siteCounter: 'site_counter',
  indexNumber: 'index_number',
  documentNumber: 'document_number',
  reportYear: 'report_year',
  references: 'references',
}

/** Per field: value, rule, where, raw, confidence, and the other candidates. */
function evidenceOf(reading: StoredReading): Record<string, unknown> {
  return Object.fromEntries(Object.entries(EVIDENCE).map(([field, name]) => [name, reading[field] ?? null]))
}

type Related = ReturnType<typeof prepareRelated>

/** What stands around a document: its other names, equal and similar texts, files, counts. */
function prepareRelated(archive: ReadableArchive) {
  const { raw } = archive.db
  const aliases = raw
    .prepare<[number], string>(
      `with recursive name(id) as (
         select a.url from alias a join document d on d.url = a.target where d.id = ?
         union select a.url from alias a join name on a.target = name.id)
       select u.url from name join url u on u.id = name.id order by u.url`,
    )
    .pluck()
  const latest = 'v.id = (select max(id) from version where document = v.document)'
  const same = raw
    .prepare<[Buffer, number], string>(
      `select u.url from version v join document d on d.id = v.document join url u on u.id = d.url
       where v.content_hash = ? and v.document != ? and ${latest} order by u.url`,
    )
    .pluck()
  const bands = [0, 1, 2, 3].map((n) =>
    raw.prepare<[number, number], NearRow>(
      `select v.document, u.url, v.content_hash as contentHash, v.s0, v.s1, v.s2, v.s3 from version v
       join document d on d.id = v.document join url u on u.id = d.url
       where v.s${n} = ? and v.document != ? and ${latest}`,
    ),
  )
  const views = raw
    .prepare<[number], number>('select count from view where document = ? order by capture desc limit 1')
    .pluck()
  const versions = raw
    .prepare<[number], number>('select count(distinct content_hash) from version where document = ?')
    .pluck()
  const attachments = raw.prepare<[number], AttachmentRow>(
    `select u.url, a.filename, p.type, lower(hex(p.sha256)) as sha256 from attachment a join url u on u.id = a.url
     left join capture c on c.id = (select max(id) from capture where url = a.url and outcome = 'ok')
     left join payload p on p.id = c.payload where a.document = ? order by u.url`,
  )
  return {
    aliases: (document: number) => aliases.all(document),
    sameAs: ({ contentHash, document }: DocumentRow) => (contentHash === null ? [] : same.all(contentHash, document)),
    near: (row: DocumentRow) => nearUrls(row, bands),
    views: (document: number) => views.get(document) ?? null,
    versions: (document: number) => versions.get(document) ?? 0,
    attachments: (document: number) =>
      attachments.all(document).map((row) => ({ ...row, sha256: row.sha256 === '' ? null : row.sha256, text: null })),
  }
}

interface AttachmentRow {
  readonly url: string
  readonly filename: string
  readonly type: string | null
  readonly sha256: string | null
}

interface NearRow extends Bands {
  readonly document: number
  readonly url: string
  readonly contentHash: Buffer
}

type NearStatement = { all(band: number, document: number): NearRow[] }

/** Documents whose text is nearly the same but not the same; within three bits at least one band of four is equal. */
function nearUrls(row: DocumentRow, statements: readonly NearStatement[]): string[] {
  const own = bandsOf(row)
  const found = new Map<string, NearRow>()
  for (const [n, statement] of statements.entries()) {
    const band = own[n]
    if (band === null || band === undefined) return []
    for (const candidate of statement.all(band, row.document)) found.set(candidate.url, candidate)
  }
  const near = [...found.values()].filter(
    (other) => isNear(own, bandsOf(other)) && row.contentHash?.equals(other.contentHash) === false,
  )
  return near.map(({ url }) => url).sort()
}

function bandsOf({ s0, s1, s2, s3 }: Bands): (number | null)[] {
  return [s0, s1, s2, s3]
}

function isNear(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  let bits = 0
  for (const [n, band] of a.entries()) bits += ones((band ?? 0) ^ (b[n] ?? 0))
  return bits <= NEAR_BITS
}

function ones(value: number): number {
  let count = 0
  for (let rest = value; rest !== 0; rest &= rest - 1) count++
  return count
}
