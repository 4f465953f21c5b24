import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** An unfinished file's name on disk ends so; the suffix goes when the file is complete. */
export const OPEN_SUFFIX = '.open'

/**
 * Where a WARC file of the index lies. One that the index has as open may be complete already: it is renamed first and
 * noted then, and between the two a reader may look or the writer be killed.
 *
 * @param folder the folder of the WARC files
 */
export function warcPath(folder: string, { name, state }: { name: string; state: 'open' | 'sealed' }): string {
  const unfinished = join(folder, name + OPEN_SUFFIX)
  return state === 'open' && existsSync(unfinished) ? unfinished : join(folder, name)
}
