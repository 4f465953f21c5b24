import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import type { Db } from './db/open.ts'
import { ArchiveIndexError } from './errors.ts'
import type { WarcFile } from './warc/files.ts'
import { readMembers } from './warc/reader.ts'

/** Where the head of a SQLite file says that its newest rows are in a journal beside it, and the value that says so. */
const MODE = 18
const WRITE_AHEAD = 2

/**
 * Whether an index was left in the middle of its use and the journal with its newest rows is gone. To be asked before it
 * is opened, for that makes a new one. (https://www.sqlite.org/fileformat2.html section 1.3.3)
 *
 * @param file the index
 */
export function hasLostJournal(file: string): boolean {
  if (!existsSync(file)) return false
  const head = Buffer.alloc(MODE + 1)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, head.byteLength, 0)
  } finally {
    closeSync(handle)
  }
  const journal = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  return head[MODE] === WRITE_AHEAD && journal === 0
}

interface Row {
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly committed: number
}

/**
 * Holds an index against the WARC files before anything is written: what it does not know of would be taken for the torn
 * end of a crash and cut off, or be left to lie unread. A crash alone never leaves files that the index does not know.
 *
 * @param isBereft whether its journal is lost
 * @throws ArchiveIndexError when the files have more than the index knows
 */
export async function assertIndexFits(
  db: Db,
  folder: string,
  files: readonly WarcFile[],
  isBereft: boolean,
): Promise<void> {
  const rows = db.raw.prepare<[], Row>('select name, state, committed from warc_file').all()
  const known = new Map(rows.map((row) => [row.name, row]))
  for (const { name, path, state, size } of files) {
    const row = known.get(name)
    if (row === undefined) throw new ArchiveIndexError(folder, `does not know warc/${name}: ${OLDER} or ${FOREIGN}`)
    if (row.state !== 'open' || size <= row.committed) continue
    // It is completed only when all of it is committed; what a crash leaves behind that is in an open file.
    if (state === 'sealed' || (isBereft && (await hasRecord(path, row.committed, size))))
      throw new ArchiveIndexError(folder, `knows ${row.committed} of the ${size} bytes of warc/${name}: ${OLDER}`)
  }
}

/** Whether a whole record begins at a place. */
async function hasRecord(path: string, from: number, end: number): Promise<boolean> {
  for await (const { record } of readMembers(path, end, from)) return record !== null
  return false
}

const OLDER = 'it is older than the files (an older copy, or one without its nianbao.db-wal)'
const FOREIGN = "that file is another archive's, which belongs elsewhere and can be taken in by `nianbao import`"
