import { type ArchivedAnswer, type NamedPlace, readPlace } from './answers.ts'
import type { ReadableArchive } from './archive.ts'
import type { Again } from './commit/document.ts'
import { splitHttpBlock } from './warc/http-block.ts'

/** A version of a document with what is needed to read it again. */
export interface KeptVersion {
  readonly version: number
  readonly url: string
  readonly site: string
  readonly siteName: string | null
  readonly division: string | null
  readonly column: string | null
  readonly listTitle: string | null
  readonly listDate: string | null
  /** The capture that brought it. */
  readonly capture: number
  readonly at: number
  readonly status: number
  /** Where its bytes lie. */
  readonly body: NamedPlace
  /** Where its latest reading lies. */
  readonly reading: NamedPlace
  /** By which a repeat of the same bytes can do without reading; null where that is not known. */
  readonly again: Again | null
  /** Of its bytes. */
  readonly sha256: Buffer
  /** Where it lies what the file says that this is; null of a page, and of a file that was not opened yet. */
  readonly said: NamedPlace | null
}

interface Row extends Omit<KeptVersion, 'body' | 'reading' | 'again' | 'said'> {
  readonly context: string | null
  readonly leads: string | null
  readonly saidName: string | null
  readonly saidState: NamedPlace['state']
  readonly saidOffset: number
  readonly saidLength: number
  readonly bodyName: string
  readonly bodyState: NamedPlace['state']
  readonly bodyOffset: number
  readonly bodyLength: number
  readonly name: string
  readonly state: NamedPlace['state']
  readonly offset: number
  readonly length: number
}

/** @param capture the capture whose bytes are read; @param chosen which versions */
const versionsBy = (capture: string, chosen: string): string => `
  select v.id as version, u.url, d.site, s.name as siteName, s.division, d.column_url as column, d.list_title as listTitle,
    d.list_date as listDate, c.id as capture, c.at, c.status,
    bf.name as bodyName, bf.state as bodyState, b.offset as bodyOffset, b.length as bodyLength,
    rf.name, rf.state, r.offset, r.length, r.context, r.leads, p.sha256,
    tf.name as saidName, tf.state as saidState, t.offset as saidOffset, t.length as saidLength
  from version v join document d on d.id = v.document join url u on u.id = d.url left join site s on s.id = d.site
    join reading r on r.id = (select max(id) from reading where version = v.id) join warc_file rf on rf.id = r.file
    join capture c on c.id = ${capture} join payload p on p.id = c.payload
    join capture b on b.id = iif(p.capture = 0, c.id, p.capture) join warc_file bf on bf.id = b.file
    left join file_text t on t.payload = p.id and c.encoding is null left join warc_file tf on tf.id = t.file
  where ${chosen}`

const VERSIONS = versionsBy('v.capture', 'v.id > ? order by v.id limit 100')

const NEWEST = versionsBy('r.capture', 'd.url = (select id from url where url = ?) order by v.id desc limit 1')

/** Files that are documents, read before they were opened, or opened by other rules. Few versions are files: those come first. */
const OPENED = versionsBy(
  'v.capture',
  `v.id in (
     select n.id from version n cross join capture o on o.id = n.capture cross join file_text t on t.payload = o.payload
     where n.id > ? and o.encoding is null
       and (select rules from reading where version = n.id order by id desc limit 1) not like '%+' || t.rules
     order by n.id limit 100) order by v.id`,
)

/** All versions of all documents, in the order of their coming. Rows written while this runs are not missed. */
export function keptVersions(archive: ReadableArchive): Generator<KeptVersion> {
  return versionsOf(archive, VERSIONS)
}

/**
 * The versions of documents that are files, of which it is known what they say and the latest reading was not made with
 * that: its rules then end in those by which the file was opened, behind a plus.
 */
export function openedVersions(archive: ReadableArchive): Generator<KeptVersion> {
  return versionsOf(archive, OPENED)
}

function* versionsOf(archive: ReadableArchive, query: string): Generator<KeptVersion> {
  const select = archive.db.raw.prepare<[number], Row>(query)
  let last = 0
  for (;;) {
    const rows = select.all(last)
    if (rows.length === 0) return
    for (const row of rows) {
      yield keptVersion(row)
      last = row.version
    }
  }
}

/** The newest version of the document at an address, with the bytes that its newest reading was made from. */
export function newestVersion(archive: ReadableArchive, url: string): KeptVersion | undefined {
  const row = archive.db.raw.prepare<[string], Row>(NEWEST).get(url)
  return row === undefined ? undefined : keptVersion(row)
}

function keptVersion({ bodyName, bodyState, bodyOffset, bodyLength, ...rest }: Row): KeptVersion {
  const { name, state, offset, length, saidName, saidState, saidOffset, saidLength, context, leads, ...row } = rest
  return {
    ...row,
    body: { name: bodyName, state: bodyState, offset: bodyOffset, length: bodyLength },
    reading: { name, state, offset, length },
    again: context === null || leads === null ? null : { context, leads },
    said: saidName === null ? null : { name: saidName, state: saidState, offset: saidOffset, length: saidLength },
  }
}

/** The answer that brought a version, and the id of its record. Throws RangeError when the record is not whole. */
export async function answerOfVersion(
  archive: ReadableArchive,
  { url, status, at, body }: KeptVersion,
): Promise<ArchivedAnswer & { recordId: string }> {
  const { fields, block } = await readPlace(archive, body)
  return { url, status, at, recordId: fields.get('warc-record-id') ?? '', ...splitHttpBlock(block) }
}
