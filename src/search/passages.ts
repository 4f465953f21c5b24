import type { NamedPlace } from '../../storage/answers.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import { type DocumentFiles, prepareFiles } from '../../storage/export/files.ts'
import { orUnread, readReading, throwUnread } from '../../storage/export/rows.ts'
import type { Passage } from '../../storage/search/passages.ts'
import { chapters } from '../reading/chapters.ts'

/**
 * Reads what versions of documents say, passage by passage; the same version always gives the same passages, or only
 * the first of them: those behind a damaged record are left out.
 *
 * @param onUnread told of what is damaged; otherwise that is an ArchiveRecordError
 */
export function preparePassages(
  archive: ReadableArchive,
  onUnread = throwUnread,
): (version: number, document: number) => Promise<readonly Passage[]> {
  const files = prepareFiles(archive, onUnread)
  const read = archive.db.raw.prepare<[number], NamedPlace & { url: string; title: string | null }>(
    `select u.url, coalesce(r.title, d.list_title) as title, f.name, f.state, r.offset, r.length
     from reading r join warc_file f on f.id = r.file join version v on v.id = r.version
       join document d on d.id = v.document join url u on u.id = d.url
     where r.version = ? order by r.id desc limit 1`,
  )
  return async (version, document) => {
    const reading = read.get(version)
    if (reading === undefined) return []
    const title = reading.title ?? ''
    const stored = await orUnread(reading.url, readReading(archive, reading), onUnread)
    return stored === null ? titled(title) : passagesOf(title, stored.text ?? '', await files(document))
  }
}

/** The passages of a document: its title; its chapters, or those of the file that it is; then those of its attachments. */
export function passagesOf(title: string, text: string, { own, isOwnUnread, attachments }: DocumentFiles): Passage[] {
  const parts = chapters(text === '' ? (own?.text ?? '') : text).map((part) => ({
    chapter: part.title,
    text: part.text,
  }))
  const unread = isOwnUnread && text === '' ? 0 : attachments.findIndex(({ isUnread }) => isUnread)
  const attached = attachments
    .slice(0, unread === -1 ? undefined : unread)
    .flatMap(({ filename, reading }) =>
      chapters(reading?.text ?? '').map((part) => ({ chapter: `${filename} ${part.title}`.trim(), text: part.text })),
    )
  return [...titled(title), ...parts, ...attached]
}

function titled(title: string): Passage[] {
  return title === '' ? [] : [{ chapter: '', text: title }]
}
