import type { NamedPlace } from '../../storage/answers.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import { type DocumentFiles, prepareFiles } from '../../storage/export/files.ts'
import { readReading } from '../../storage/export/rows.ts'
import type { Passage } from '../../storage/search/passages.ts'
import { chapters } from '../reading/chapters.ts'

/** Reads what versions of documents say, passage by passage; the same version always gives the same passages. */
export function preparePassages(
  archive: ReadableArchive,
): (version: number, document: number) => Promise<readonly Passage[]> {
  const files = prepareFiles(archive)
  const read = archive.db.raw.prepare<[number], NamedPlace & { title: string | null }>(
    `select coalesce(r.title, d.list_title) as title, f.name, f.state, r.offset, r.length
     from reading r join warc_file f on f.id = r.file join version v on v.id = r.version
       join document d on d.id = v.document
     where r.version = ? order by r.id desc limit 1`,
  )
  return async (version, document) => {
    const reading = read.get(version)
    if (reading === undefined) return []
    const { text } = await readReading(archive, reading)
    return passagesOf(reading.title ?? '', text ?? '', await files(document))
  }
}

/** The passages of a document: its title; its chapters, or those of the file that it is; then those of its attachments. */
export function passagesOf(title: string, text: string, { own, attachments }: DocumentFiles): Passage[] {
  const parts = chapters(text === '' ? (own?.text ?? '') : text).map((part) => ({
    chapter: part.title,
    text: part.text,
  }))
  const attached = attachments.flatMap(({ filename, reading }) =>
    chapters(reading?.text ?? '').map((part) => ({ chapter: `${filename} ${part.title}`.trim(), text: part.text })),
  )
  return [...(title === '' ? [] : [{ chapter: '', text: title }]), ...parts, ...attached]
}
