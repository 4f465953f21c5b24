import { archivedExchange } from '../../crawlers/fetch/archived.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { openArchive, openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import type { CommitUnit } from '../../storage/commit/unit.ts'
import { readReading } from '../../storage/export/rows.ts'
import type { UnreadFile } from '../../storage/files.ts'
import { domOf } from '../../storage/resources.ts'
import type { Pause } from '../../storage/room.ts'
import { queueAllSeries } from '../../storage/series.ts'
import { answerOfVersion, type KeptVersion, keptVersions } from '../../storage/versions.ts'
import { readDocuments, readFileVersion } from '../files/read-documents.ts'
import { openFiles } from '../files/read-files.ts'
import { isMarkup } from '../reading/direct.ts'
import { read } from '../reading/read.ts'
import type { Reading } from '../reading/reading.ts'
import { compareArchive } from '../series/compare-archive.ts'
import { SOFTWARE } from '../version.ts'
import { answerOfPage } from '../visit/show.ts'
import { changesBetween, type FieldChange } from './changes.ts'
import { rereadUnit } from './unit.ts'

/** What became of one version, or of a file that could not be read. `problem` says why it could not be read again; its old reading then stays. */
export interface RereadResult {
  readonly url: string
  readonly changes: readonly FieldChange[]
  readonly problem: Error | null
}

export interface RereadOptions {
  readonly archive: string
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly onResult: (result: RereadResult) => void
  /** Told when the disk has no room and it waits for that, and null when it goes on. */
  readonly onPause?: (pause: Pause | null) => void
}

/**
 * Reads the whole archive again by today's rules, from the WARC files alone. Readings that come out otherwise are kept
 * beside the earlier ones; nothing is fetched, no version is made, no time is touched. It may be cut short at any
 * moment: what is done is committed, and a second run finds nothing more to do there. Files (attachments, reports that
 * are PDFs) are opened anew where the rules for files have changed.
 *
 * @returns how many files were opened
 *
 * @throws the errors of opening an archive, and ArchiveWriteError when the disk refuses
 */
export async function rereadArchive(options: RereadOptions): Promise<number> {
  const { archive: folder, signal, now, onResult, onPause } = options
  // Tells that there is no archive, before one would be made.
  await (await openArchiveToRead(folder)).close()
  const archive = await openArchive(folder, { software: SOFTWARE, now, signal, onPause })
  try {
    // The fields of a file come from what it says, so that files are opened first.
    const onUnread = ({ url }: UnreadFile, problem: Error) => onResult({ url, changes: [], problem })
    const files = await openFiles(archive, { signal, now, onUnread })
    for (const version of keptVersions(archive)) {
      if (signal.aborted) break
      const { unit, ...result } = await rereadVersion(archive, version, now)
      if (archive.commits.isFull) await archive.commits.flush()
      if (unit !== null) archive.commits.stage(unit)
      onResult(result)
    }
    await archive.commits.flush()
    await readDocuments(archive, { signal, now })
    queueAllSeries(archive)
    await compareArchive(archive, { signal, now })
    return files
  } finally {
    await archive.close()
  }
}

async function rereadVersion(
  archive: ReadableArchive,
  version: KeptVersion,
  now: () => Date,
): Promise<RereadResult & { unit: CommitUnit | null }> {
  const { url } = version
  try {
    const stored = await readReading(archive, version.reading)
    const answer = await answerOfVersion(archive, version)
    const exchange = archivedExchange(answer)
    const reading = isMarkup(exchange)
      ? readPageAgain(version, exchange, await domOf(archive, version.capture))
      : await readFileVersion(archive, version)
    const changes = changesBetween(stored, reading)
    if (changes.length === 0 && stored['contentHash'] === reading.contentHash)
      return { url, changes, problem: null, unit: null }
    // To what a page leads is read in a visit alone; a file leads nowhere.
    const again = isMarkup(exchange) ? null : version.again
    const unit = rereadUnit(version, { reading, again, recordId: answer.recordId, at: now() })
    return { url, changes, problem: null, unit }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { url, changes: [], problem: error, unit: null }
  }
}

/** @param dom what a browser made of the page, where that was read */
function readPageAgain(version: KeptVersion, exchange: Exchange, dom: string | null): Reading {
  const { listTitle, listDate, siteName, division } = version
  const context = { listTitle, listDate, siteName, division }
  return read(parsePage(exchange.url, answerOfPage(exchange, dom).decoded()), context)
}
