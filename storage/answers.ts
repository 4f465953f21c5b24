import type { ReadableArchive } from './archive.ts'
import { ArchiveRecordError } from './errors.ts'
import { type HttpBlock, splitHttpBlock } from './warc/http-block.ts'
import { warcPath } from './warc/path.ts'
import { type ReadRecord, readRecordAt } from './warc/reader.ts'

/** An answer read back from the archive. */
export interface ArchivedAnswer extends HttpBlock {
  readonly url: string
  readonly status: number
  /** ms since 1970. */
  readonly at: number
}

interface Row {
  readonly status: number
  readonly at: number
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly offset: number
  readonly length: number
}

/** Where a record lies, with the name of its file. */
export interface NamedPlace {
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly offset: number
  readonly length: number
}

/** What the system says of a file that is gone, or lies on a broken part of a disk. */
const LOST: ReadonlySet<unknown> = new Set(['ENOENT', 'EIO'])

/** Reads one record of an archive. Throws ArchiveRecordError when it is not whole, or its file not there. */
export async function readPlace(archive: ReadableArchive, place: NamedPlace): Promise<ReadRecord> {
  try {
    return await readRecordAt(warcPath(archive.warcFolder, place), place.offset, place.length)
  } catch (error) {
    const isLost = error instanceof Error && (error instanceof RangeError || ('code' in error && LOST.has(error.code)))
    if (!isLost) throw error
    throw new ArchiveRecordError(place.name, place.offset, error.message, { cause: error })
  }
}

/**
 * The last answer of a URL, whole: where the last capture was a repeat, the body comes from the original.
 *
 * @param since ms since 1970; older answers do not count
 * @returns null when there is none
 */
export async function latestAnswer(
  archive: ReadableArchive,
  url: string,
  since: number,
): Promise<ArchivedAnswer | null> {
  const row = archive.db.raw
    .prepare<[string, number], Row>(
      `select c.status, c.at, f.name, f.state, o.offset, o.length from capture c
       join url u on u.id = c.url join payload p on p.id = c.payload
       join capture o on o.id = iif(p.capture = 0, c.id, p.capture) join warc_file f on f.id = o.file
       where u.url = ? and c.at >= ? order by c.id desc limit 1`,
    )
    .get(url, since)
  if (row === undefined) return null
  const { block } = await readPlace(archive, row)
  return { url, status: row.status, at: row.at, ...splitHttpBlock(block) }
}
