import PQueue from 'p-queue'
import { headerLines } from '../../crawlers/fetch/archived.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import type { WritableArchive } from '../../storage/archive.ts'
import { NOTHING } from '../../storage/commit/unit.ts'
import { ArchiveRecordError } from '../../storage/errors.ts'
import { readFileResponse, type UnreadFile, unreadFiles } from '../../storage/files.ts'
import type { AttachmentText } from '../attachments/attachment.ts'
import { type AttachmentReaders, openAttachmentReaders } from '../attachments/readers.ts'
import { readDirect } from '../reading/direct.ts'
import { datesOf } from '../reading/report.ts'
import type { ReportDates } from '../statistics/checks/sheet.ts'
import { readStatistics } from '../statistics/read-statistics.ts'
import type { StatisticsReading, TextTable } from '../statistics/statistic.ts'
import { readDocuments } from './read-documents.ts'

/** The version of the rules by which files are read; a change of it has all files read again. */
export const FILE_RULES = '2026.7'

/** What is kept of a file: its text, and the figures in it. */
export interface FileReading extends Omit<AttachmentText, 'tables'> {
  readonly rules: string
  readonly statistics: StatisticsReading
}

export interface ReadFilesOptions {
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Told after each file. */
  readonly onFile?: (file: UnreadFile, reading: FileReading) => void
  /** Told of a file that cannot be read back because its record is damaged: it is left as it is. */
  readonly onUnread?: (file: UnreadFile, error: ArchiveRecordError) => void
}

/** Files read at the same time, each in a thread of its own. */
const CONCURRENCY = 2

/**
 * Opens the files that the archive holds, and reads the fields of the documents among them from what they say.
 *
 * @returns how many files were opened
 * @throws ArchiveWriteError when the disk refuses
 */
export async function readFiles(archive: WritableArchive, options: ReadFilesOptions): Promise<number> {
  const count = await openFiles(archive, options)
  await readDocuments(archive, options)
  return count
}

/**
 * Reads the files that the archive holds and that today's rules have not read: off the way of the pages, so that a slow
 * PDF keeps no server waiting. What is not done when it is stopped is done the next time.
 *
 * @returns how many files were read
 * @throws ArchiveWriteError when the disk refuses
 */
export async function openFiles(archive: WritableArchive, options: ReadFilesOptions): Promise<number> {
  const readers = openAttachmentReaders({ concurrency: CONCURRENCY })
  const queue = new PQueue({ concurrency: CONCURRENCY })
  let count = 0
  let failure: unknown
  try {
    for (const file of unreadFiles(archive, FILE_RULES)) {
      if (options.signal.aborted || failure !== undefined) break
      await queue.onSizeLessThan(CONCURRENCY)
      const task = queue.add(() => readFile(archive, readers, file, options))
      task.then(
        (isRead) => {
          if (isRead) count++
        },
        (error: unknown) => {
          failure ??= error
        },
      )
    }
    await queue.onIdle()
    if (failure !== undefined) throw failure
    await archive.commits.flush()
    return count
  } finally {
    await readers.close()
  }
}

/** Reads one file. False when its record is damaged. */
async function readFile(
  archive: WritableArchive,
  readers: AttachmentReaders,
  file: UnreadFile,
  { now, onFile, onUnread }: ReadFilesOptions,
): Promise<boolean> {
  const response = await readFileResponse(archive, file).catch((error: unknown) => {
    if (!(error instanceof ArchiveRecordError)) throw error
    onUnread?.(file, error)
    return null
  })
  if (response === null) return false
  const { head, body, recordId } = response
  const { bytes } = contentDecode({ headers: headerLines(head), body })
  const reading = await readingOfFile(readers, bytes, file)
  const { payload, url } = file
  const { format, scanned } = reading
  const json = JSON.stringify(reading)
  // While the disk has no room no further file is read, or all of them would wait in memory.
  if (archive.commits.isFull) await archive.commits.flush()
  archive.commits.stage({
    ...NOTHING,
    visit: 0,
    url,
    request: null,
    end: null,
    host: null,
    fileText: { payload, url, recordId, at: now(), rules: FILE_RULES, format, scanned, json },
  })
  onFile?.(file, reading)
  return true
}

/** What a file says: its text, and the figures in it. What cannot be read is told in its `problems`. */
export async function readingOfFile(
  readers: AttachmentReaders,
  bytes: Buffer,
  file: Pick<UnreadFile, 'url' | 'filename' | 'mediaType' | 'reportYear' | 'row'>,
): Promise<FileReading> {
  const { tables, ...text } = await readers.read(bytes, file)
  const { dates, ...report } = reportOf(file, text.text)
  const input = { text: allText(text), tables: allTables({ ...text, tables }), ...report }
  return { rules: FILE_RULES, ...text, statistics: inFile(file.url, readStatistics(input, dates)) }
}

/** On which year a file reports, whose it is, and when: by the file itself where it is a report of its own, else by its page. */
function reportOf(
  { url, row, reportYear }: Pick<UnreadFile, 'url' | 'reportYear' | 'row'>,
  text: string,
): { reportYear: number | null; publisher: string | null; dates: ReportDates | null } {
  if (row === null) return { reportYear, publisher: null, dates: null }
  const said = { rules: FILE_RULES, text, statistics: { checks: [] } }
  const reading = readDirect({ url, sha256: '' }, row, said)
  const isReport = reading.kind === 'annual-report'
  return {
    reportYear: reading.reportYear.value ?? reportYear,
    publisher: reading.publisher.value,
    dates: isReport ? datesOf(reading, reading.agency) : null,
  }
}

/** Figures with the mark that they come from a file. */
function inFile(file: string, { statistics, ...rest }: StatisticsReading): StatisticsReading {
  return { ...rest, statistics: statistics.map((one) => ({ ...one, source: { ...one.source, file } })) }
}

/** The text of a file with that of the members of an archive behind it. */
function allText({ text, entries }: Pick<AttachmentText, 'text' | 'entries'>): string {
  return [text, ...entries.map(({ attachment }) => allText(attachment))].filter((part) => part !== '').join('\n\n')
}

function allTables({ tables, entries }: Pick<AttachmentText, 'tables' | 'entries'>): TextTable[] {
  return [...tables, ...entries.flatMap(({ attachment }) => allTables(attachment))]
}
