import { type NamedPlace, readPlace } from '../answers.ts'
import type { ReadableArchive } from '../archive.ts'
import { type FoundFigures, type OnUnread, orUnread, throwUnread } from './rows.ts'

/** What the metadata record of a file holds: the reading of src/files, as JSON. */
export interface StoredFileReading {
  readonly text: string
  readonly statistics: FoundFigures
  readonly [field: string]: unknown
}

export interface DocumentFile {
  readonly url: string
  readonly filename: string
  readonly type: string | null
  /** What the last answer for it was; `gone`: it was had before. Null when it was never asked for. */
  readonly status: 'archived' | 'gone' | 'missing' | 'blocked' | 'failed' | null
  /** sha256 of its bytes, hex; null when it was not fetched. */
  readonly sha256: string | null
  /** Null when it was not fetched, or not read yet, or what was read cannot be read back. */
  readonly reading: StoredFileReading | null
  /** Whether the record of what was read is damaged. */
  readonly isUnread: boolean
}

/** The files of a document. `own` is what the document itself says where it is a file. */
export interface DocumentFiles {
  readonly own: StoredFileReading | null
  /** Whether the record of what it says is damaged. */
  readonly isOwnUnread: boolean
  readonly attachments: readonly DocumentFile[]
}

interface Row extends Omit<DocumentFile, 'reading' | 'isUnread' | 'status'>, Omit<NamedPlace, 'name'> {
  /** The outcome of the last capture of it; null when there is none. */
  readonly outcome: string | null
  /** Of the WARC file that holds what it says; null when it was not read. */
  readonly name: string | null
}

const PLACE = 'f.name, f.state, t.offset, t.length'
const TEXT = 'left join file_text t on t.payload = p.id left join warc_file f on f.id = t.file'

/**
 * Reads the files of documents back from the WARC, newest capture of each.
 *
 * @param onUnread told of what is damaged; otherwise that is an ArchiveRecordError
 */
export function prepareFiles(
  archive: ReadableArchive,
  onUnread = throwUnread,
): (document: number) => Promise<DocumentFiles> {
  const { raw } = archive.db
  const attachments = raw.prepare<[number], Row>(
    `select u.url, a.filename, p.type, lower(hex(p.sha256)) as sha256, ${PLACE},
       (select outcome from capture where url = coalesce(l.target, a.url) order by id desc limit 1) as outcome
     from attachment a join url u on u.id = a.url left join alias l on l.url = a.url
       left join capture c on c.id =
         (select max(id) from capture where url = coalesce(l.target, a.url) and outcome = 'ok')
       left join payload p on p.id = c.payload ${TEXT}
     where a.document = ? order by u.url`,
  )
  const own = raw.prepare<[number], Row>(
    `select u.url, '' as filename, p.type, '' as sha256, 'ok' as outcome, ${PLACE}
     from document d join url u on u.id = d.url
       join capture c on c.id = (select capture from version where document = d.id order by id desc limit 1)
       join payload p on p.id = c.payload ${TEXT}
     where d.id = ?`,
  )
  return async (document) => {
    const rows = attachments.all(document)
    const itself = own.get(document)
    const reading = itself === undefined ? null : await readingOf(archive, itself, onUnread)
    return {
      own: reading,
      isOwnUnread: reading === null && (itself?.name ?? null) !== null,
      attachments: await Promise.all(rows.map((row) => fileOf(archive, row, onUnread))),
    }
  }
}

async function fileOf(archive: ReadableArchive, row: Row, onUnread: OnUnread): Promise<DocumentFile> {
  const { url, filename, type } = row
  const sha256 = row.sha256 === '' ? null : row.sha256
  const reading = await readingOf(archive, row, onUnread)
  return {
    url,
    filename,
    status: statusOf(row),
    type,
    sha256,
    reading,
    isUnread: reading === null && row.name !== null,
  }
}

function statusOf({ outcome, sha256 }: Row): DocumentFile['status'] {
  const wasHad = sha256 !== null && sha256 !== ''
  if (outcome === 'ok' || outcome === 'not-modified') return 'archived'
  if (outcome === 'missing') return wasHad ? 'gone' : 'missing'
  return outcome === 'blocked' || outcome === 'failed' ? outcome : null
}

async function readingOf(
  archive: ReadableArchive,
  { url, name, ...place }: Row,
  onUnread: OnUnread,
): Promise<StoredFileReading | null> {
  if (name === null) return null
  const record = await orUnread(url, readPlace(archive, { ...place, name }), onUnread)
  return record === null ? null : JSON.parse(record.block.toString('utf8'))
}
