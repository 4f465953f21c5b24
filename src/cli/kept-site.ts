import { nearest } from '../../config/nearest.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import { UsageError } from './errors.ts'
import type { Words } from './words.ts'

/**
 * Sees that the archive has a site, so that a slip in its id is not told as "nothing found".
 *
 * @param site the id as it was given; undefined when all sites are meant
 * @throws UsageError when the archive has no such site, with the nearest id it has
 */
export function requireKeptSite(archive: ReadableArchive, site: string | undefined, words: Words): void {
  if (site === undefined) return
  const kept = archive.db.raw.prepare<[], string>('select id from site order by id').pluck().all()
  if (!kept.includes(site)) throw new UsageError(words.notKept(site, archive.folder, nearest(site, kept)))
}
