import type { ReadableArchive } from '../archive.ts'
import { SECOND_LOOK } from '../findings.ts'
import { type DocumentFiles, prepareFiles } from './files.ts'
import { prepareNear, type Simhashed } from './near.ts'
import { type ExportRow, isoTime, orUnread, readReading, type StoredReading, throwUnread } from './rows.ts'

/** A document; what comes from its newest version is null where it was listed but never had. */
interface DocumentRow extends Simhashed {
  readonly url: string
  readonly site: string
  readonly division: string | null
  readonly kind: string
  readonly kindReason: string
  readonly status: string
  readonly listTitle: string | null
  readonly firstSeen: number
  readonly lastSeen: number
  readonly title: string | null
  readonly publisher: string | null
  readonly publisherStated: string | null
  readonly publishedAt: string | null
  readonly indexNumber: string | null
  readonly documentNumber: string | null
  readonly reportYear: number | null
  readonly family: string | null
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

/** Each document with its newest version, that version's newest reading, and the capture that brought it. */
const DOCUMENTS = `
  select d.id as document, u.url, d.site, s.division, d.kind, d.kind_reason as kindReason, d.status,
    d.list_title as listTitle, d.first_seen as firstSeen, d.last_seen as lastSeen, v.content_hash as contentHash, v.s0, v.s1, v.s2, v.s3,
    r.title, r.publisher, r.publisher_stated as publisherStated, r.published_at as publishedAt,
    r.index_number as indexNumber, r.document_number as documentNumber, r.report_year as reportYear, r.family, e.name as encoding,
    f.name, f.state, r.offset, r.length, cf.name as warcFile, c.offset as warcOffset, c.length as warcLength
  from document d join url u on u.id = d.url left join site s on s.id = d.site
    left join version v on v.id = (select max(id) from version where document = d.id)
    left join reading r on r.id = (select max(id) from reading where version = v.id)
    left join capture c on c.id = v.capture left join warc_file f on f.id = r.file left join warc_file cf on cf.id = c.file
    left join encoding e on e.id = c.encoding
  where d.id > ? order by d.id limit 100`

/** The fields of {@link documentRows}. */
export const DOCUMENT_FIELDS = [
  'url',
  'aliases',
  'site',
  'kind',
  'kind_reason',
  'status',
  'title',
  'publisher',
  'publisher_stated',
  'published_at',
  'views',
  'index_number',
  'document_number',
  'report_year',
  'division',
  'family',
  'encoding',
  'text',
  'content_hash',
  'same_as',
  'near',
  'cluster_size',
  'flags',
  'attachments',
  'versions',
  'first_seen',
  'last_seen',
  'warc',
  'evidence',
] as const

/**
 * The documents of an archive, one row each, newest version; text and evidence come from the WARC. The fields are a
 * promise to researchers: README describes them, a test guards them. Where a reading cannot be read back, its row has
 * what the index knows; text and evidence are null.
 *
 * @param onUnread told of what is damaged; otherwise that is an ArchiveRecordError
 */
export async function* documentRows(archive: ReadableArchive, onUnread = throwUnread): AsyncGenerator<ExportRow> {
  const select = archive.db.raw.prepare<[number], DocumentRow>(DOCUMENTS)
  const related = prepareRelated(archive)
  const files = prepareFiles(archive, onUnread)
  let last = 0
  for (;;) {
    const rows = select.all(last)
    if (rows.length === 0) return
    for (const row of rows) {
      const { name } = row
      const reading =
        name === null ? unread(row) : await orUnread(row.url, readReading(archive, { ...row, name }), onUnread)
      yield documentRow(row, reading, related, await files(row.document))
      last = row.document
    }
  }
}

/** @param reading null where it cannot be read back */
function documentRow(
  row: DocumentRow,
  reading: StoredReading | null,
  related: Related,
  files: DocumentFiles,
): ExportRow {
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
    division: row.division ?? reading?.agency?.division?.code ?? null,
    family: row.family,
    encoding: row.encoding?.split(' ')[0] ?? null,
    text: textOf(reading, files),
    content_hash: row.contentHash?.toString('hex') ?? null,
    ...clusterOf(row, related),
    flags: [...new Set([...(reading?.flags ?? []).map(({ name }) => name), ...related.findings(row.document)])],
    attachments: files.attachments.map(({ url, filename, status, type, sha256, reading: file }) => {
      return { url, filename, status, type, sha256, text: file?.text ?? null }
    }),
    versions: related.versions(row.document),
    first_seen: isoTime(row.firstSeen),
    last_seen: isoTime(row.lastSeen),
    warc: row.warcFile === null ? null : { file: row.warcFile, offset: row.warcOffset, length: row.warcLength },
    evidence: reading === null ? null : evidenceOf(reading),
  }
}

/** A report that is a file itself says what its file says. */
function textOf(reading: StoredReading | null, { own, isOwnUnread }: DocumentFiles): string | null {
  if (reading === null || reading.text !== '') return reading?.text ?? null
  return isOwnUnread ? null : (own?.text ?? '')
}

/** The documents with the same text and with nearly the same, and how many they are together, this one included. */
function clusterOf(row: DocumentRow, related: Related) {
  const [same, near] = [related.sameAs(row), related.near(row)]
  return { same_as: same, near, cluster_size: 1 + same.length + near.length }
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
  chapters: 'chapters',
}

/** Per field: value, rule, where, raw, confidence, and the other candidates. */
function evidenceOf(reading: StoredReading): Record<string, unknown> {
  const fields = Object.fromEntries(Object.entries(EVIDENCE).map(([field, name]) => [name, reading[field] ?? null]))
  return { ...fields, blank_labels: reading.blankLabels, agency: reading.agency ?? null }
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
  const views = raw
    .prepare<[number], number>(
      'select w.count from view w join capture c on c.id = w.capture where w.document = ? order by c.at desc, c.id desc limit 1',
    )
    .pluck()
  const versions = raw
    .prepare<[number], number>('select count(distinct content_hash) from version where document = ?')
    .pluck()
  const findings = raw
    .prepare<[number], string>(
      `select distinct name from finding f where document = ? and (name = 'copied' or (place = '${SECOND_LOOK}'
         and version = (select max(id) from version where document = f.document)))`,
    )
    .pluck()
  return {
    findings: (document: number) => findings.all(document),
    aliases: (document: number) => aliases.all(document),
    sameAs: ({ contentHash, document }: DocumentRow) => (contentHash === null ? [] : same.all(contentHash, document)),
    near: prepareNear(archive),
    views: (document: number) => views.get(document) ?? null,
    versions: (document: number) => versions.get(document) ?? 0,
  }
}
