import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeDatabase, unfinishedIndexOf } from './rebuild/old.ts'

/** Where an import unpacks the WARC files of a WACZ file, one after the other. */
export function unpackFolderOf(folder: string): string {
  return join(folder, 'importing')
}

/**
 * Takes away what commands that were killed left in an archive's folder: an index that was being made again, a file that
 * was being imported. For whoever holds the archive's lock.
 *
 * @param file the archive's index
 */
export function clearLeftovers(folder: string, file: string): void {
  removeDatabase(unfinishedIndexOf(file))
  rmSync(unpackFolderOf(folder), { recursive: true, force: true })
}
