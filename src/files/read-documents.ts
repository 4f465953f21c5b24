import { readPlace } from '../../storage/answers.ts'
import type { ReadableArchive, WritableArchive } from '../../storage/archive.ts'
import { orUnread } from '../../storage/export/rows.ts'
import { answerOfVersion, type KeptVersion, openedVersions } from '../../storage/versions.ts'
import { type FileText, readDirect } from '../reading/direct.ts'
import type { Reading } from '../reading/reading.ts'
import { rereadUnit } from '../reread/unit.ts'

export interface ReadDocumentsOptions {
  readonly signal: AbortSignal
  readonly now: () => Date
}

/**
 * Reads the fields of the documents that are files, now that it is known what they say: from the records of the files,
 * which are not opened again. A document is read so once; only what has another row, other bytes or other rules since
 * is read anew. What is not done when it is stopped is done the next time; what is damaged keeps the fields of its row,
 * and verify names it.
 *
 * @throws ArchiveWriteError when the disk refuses
 */
export async function readDocuments(archive: WritableArchive, { signal, now }: ReadDocumentsOptions): Promise<void> {
  for (const version of openedVersions(archive)) {
    if (signal.aborted) break
    const made = await orUnread(version.url, readOpened(archive, version), () => undefined)
    if (made === null) continue
    if (archive.commits.isFull) await archive.commits.flush()
    archive.commits.stage(rereadUnit(version, { ...made, again: version.again, at: now() }))
  }
  await archive.commits.flush()
}

async function readOpened(
  archive: ReadableArchive,
  version: KeptVersion,
): Promise<{ reading: Reading; recordId: string }> {
  const { recordId } = await answerOfVersion(archive, version)
  return { reading: await readFileVersion(archive, version), recordId }
}

/**
 * Reads a version that is a file, by today's rules, with what its record tells that it says.
 *
 * @throws ArchiveRecordError when that record is damaged
 */
export async function readFileVersion(archive: ReadableArchive, version: KeptVersion): Promise<Reading> {
  const { url, sha256, listTitle, listDate, siteName, division } = version
  const context = { listTitle, listDate, siteName, division }
  return readDirect({ url, sha256: sha256.toString('hex') }, context, await saidBy(archive, version))
}

async function saidBy(archive: ReadableArchive, { said }: KeptVersion): Promise<FileText | null> {
  if (said === null) return null
  const { block } = await readPlace(archive, said)
  return JSON.parse(block.toString('utf8'))
}
