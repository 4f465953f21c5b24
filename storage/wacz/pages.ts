import type { ReadableArchive } from '../archive.ts'
import { isoTime } from '../export/rows.ts'
import { SELECTED, type Selection } from './select.ts'

interface Row {
  readonly file: number
  readonly offset: number
  readonly id: number
  readonly url: string
  readonly at: number
  readonly title: string | null
}

const PAGES = `select v.id, c.url, c.at, c.file, c.offset, (select title from reading where version = v.id order by id desc limit 1) as title
  from version v join (select c.id, c.at, c.file, c.offset, u.url from ${SELECTED}) c on c.id = v.capture
  order by v.id`

/**
 * `pages.jsonl` of a package, line by line: every version of every document, by its title as it was read.
 *
 * @param isThere whether the record at a place is in the package
 */
export function* pageLines(
  { db }: ReadableArchive,
  selection: Selection,
  isThere: (file: number, offset: number) => boolean,
): Generator<string> {
  yield JSON.stringify({ format: 'json-pages-1.0', id: 'pages', title: 'Documents' })
  for (const { id, url, at, title, file, offset } of db.raw.prepare<[Selection], Row>(PAGES).iterate(selection)) {
    if (isThere(file, offset)) yield JSON.stringify({ id: `version-${id}`, url, ts: isoTime(at), title: title ?? url })
  }
}
