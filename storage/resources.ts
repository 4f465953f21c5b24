import { type NamedPlace, readPlace } from './answers.ts'
import type { ReadableArchive } from './archive.ts'

/**
 * What a browser made of a captured page: its DOM as HTML.
 *
 * @param capture the number of the capture in the index
 * @returns null when the page was not shown by a browser
 * @throws RangeError when the record is not whole
 */
export async function domOf(archive: ReadableArchive, capture: number): Promise<string | null> {
  const place = archive.db.raw
    .prepare<[number], NamedPlace>(
      `select f.name, f.state, r.offset, r.length from resource r join warc_file f on f.id = r.file
       where r.capture = ? and r.kind = 'dom' order by r.id desc limit 1`,
    )
    .get(capture)
  if (place === undefined) return null
  const { block } = await readPlace(archive, place)
  return block.toString('utf8')
}
