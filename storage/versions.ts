import { type ArchivedAnswer, type NamedPlace, readPlace } from './answers.ts'
import type { ReadableArchive } from './archive.ts'
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
}

interface Row extends Omit<KeptVersion, 'body' | 'reading'> {
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
    rf.name, rf.state, r.offset, r.length
  from version v join document d on d.id = v.document join url u on u.id = d.url left join site s on s.id = d.site
    join reading r on r.id = (select max(id) from reading where version = v.id) join warc_file rf on rf.id = r.file
    join capture c on c.id = ${capture} join payload p on p.id = c.payload
    join capture b on b.id = iif(p.capture = 0, c.id, p.capture) join warc_file bf on bf.id = b.file
  where ${chosen}`

const VERSIONS = versionsBy('v.capture', 'v.id > ? order by v.id limit 100')

const NEWEST = versionsBy('r.capture', 'd.url = (select id from url where url = ?) order by v.id desc limit 1')

/** All versions of all documents, in the order of their coming. Rows written while this runs are not missed. */
export function* keptVersions(archive: ReadableArchive): Generator<KeptVersion> {
  const select = archive.db.raw.prepare<[number], Row>(VERSIONS)
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
  const { name, state, offset, length, ...row } = rest
  const body = { name: bodyName, state: bodyState, offset: bodyOffset, length: bodyLength }
  return { ...row, body, reading: { name, state, offset, length } }
}

/** The answer that brought a version, and the id of its record. Throws RangeError when the record is not whole. */
export async function answerOfVersion(
  archive: ReadableArchive,
  { url, status, at, body }: KeptVersion,
): Promise<ArchivedAnswer & { recordId: string }> {
  const { fields, block } = await readPlace(archive, body)
  return { url, status, at, recordId: fields.get('warc-record-id') ?? '', ...splitHttpBlock(block) }
}
