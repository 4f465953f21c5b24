import { type NamedPlace, readPlace } from './answers.ts'
import type { ReadableArchive } from './archive.ts'
import { type HttpBlock, splitHttpBlock } from './warc/http-block.ts'

/** A kept file that today's rules have not read yet. */
export interface UnreadFile {
  readonly payload: number
  readonly url: string
  /** As the link says, or the end of the address. */
  readonly filename: string
  readonly mediaType: string | null
  /** The year of a report that it belongs to; null when none says so. */
  readonly reportYear: number | null
  /** What is known of it where it is a document itself; null of an attachment. */
  readonly row: FileRow | null
  readonly place: NamedPlace
}

/** The row of a list that leads to a file, and the site of that list as its configuration has it. */
export interface FileRow {
  readonly listTitle: string | null
  readonly listDate: string | null
  readonly siteName: string | null
  readonly division: string | null
}

interface Row extends Omit<UnreadFile, 'filename' | 'place' | 'row'>, FileRow, NamedPlace {
  readonly linked: string | null
  readonly document: number | null
}

/**
 * Attachments, and documents that are files themselves, whatever they were declared as: what was read as a page has an
 * encoding. Each body once, at its original response.
 */
const UNREAD = `
  with linked as (
    select url, document, filename from attachment
    union all select l.target, a.document, a.filename from attachment a join alias l on l.url = a.url)
  select p.id as payload, u.url, p.type as mediaType, a.filename as linked, f.name, f.state, o.offset, o.length,
    d.id as document, d.list_title as listTitle, d.list_date as listDate, s.name as siteName, s.division,
    (select r.report_year from reading r join version v on v.id = r.version
     where v.document = coalesce(a.document, d.id) order by r.id desc limit 1) as reportYear
  from payload p join capture o on o.id = p.capture join url u on u.id = o.url join warc_file f on f.id = o.file
    left join linked a on a.url = o.url left join document d on d.url = o.url
    left join site s on s.id = d.site left join file_text t on t.payload = p.id
  where p.id > ? and (t.payload is null or t.rules <> ?)
    and (a.url is not null or (d.id is not null and (o.encoding is null and o.manner = 'http'
      or coalesce(p.type, 'html') not like '%html%' and p.type not like '%xml')))
  group by p.id order by p.id limit 100`

/** The kept files that have not been read by these rules, oldest first. */
export function* unreadFiles(archive: ReadableArchive, rules: string): Generator<UnreadFile> {
  const select = archive.db.raw.prepare<[number, string], Row>(UNREAD)
  let last = 0
  for (;;) {
    const rows = select.all(last, rules)
    if (rows.length === 0) return
    for (const { linked, document, name, state, offset, length, ...row } of rows) {
      const { payload, url, mediaType, reportYear, ...known } = row
      yield {
        payload,
        url,
        filename: linked ?? url.slice(url.lastIndexOf('/') + 1),
        mediaType,
        reportYear,
        row: document === null ? null : known,
        place: { name, state, offset, length },
      }
      last = payload
    }
  }
}

/** The response that holds a file, and the id of its record. Throws RangeError when the record is not whole. */
export async function readFileResponse(
  archive: ReadableArchive,
  { place }: UnreadFile,
): Promise<HttpBlock & { recordId: string }> {
  const { fields, block } = await readPlace(archive, place)
  return { recordId: fields.get('warc-record-id') ?? '', ...splitHttpBlock(block) }
}
