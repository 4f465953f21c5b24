import type { NamedPlace } from './answers.ts'
import type { ReadableArchive } from './archive.ts'

/** One text of a document in the order of their times. */
export interface TextVersion {
  /** From 1. */
  readonly number: number
  readonly change: 'new' | 'revised' | 'reverted'
  /** sha256 of the normalised text, hex. */
  readonly contentHash: string
  /** ms since 1970. */
  readonly firstSeen: number
  readonly lastSeen: number
  /** Where its newest reading lies. */
  readonly place: NamedPlace
}

interface Row extends Omit<TextVersion, 'number' | 'contentHash' | 'place'>, NamedPlace {
  readonly contentHash: Buffer
}

const HISTORY = `
  select v.change, v.content_hash as contentHash, v.first_seen as firstSeen, v.last_seen as lastSeen,
    f.name, f.state, r.offset, r.length
  from version v join document d on d.id = v.document join url u on u.id = d.url
    join reading r on r.id = (select max(id) from reading where version = v.id) join warc_file f on f.id = r.file
  where u.url = ? order by v.id`

/** The texts that a document had; none where the archive has no document at that address or at one that it leads to. */
export function textsOf({ db }: ReadableArchive, url: string): TextVersion[] {
  const select = db.raw.prepare<[string], Row>(HISTORY)
  const target = db.raw
    .prepare<[string], string>(
      'select t.url from url u join alias a on a.url = u.id join url t on t.id = a.target where u.url = ?',
    )
    .pluck()
  const seen = new Set<string>()
  let rows = select.all(url)
  for (let at: string | undefined = url; rows.length === 0 && at !== undefined && !seen.has(at); ) {
    seen.add(at)
    at = target.get(at)
    if (at !== undefined) rows = select.all(at)
  }
  return rows.map(({ contentHash, name, state, offset, length, ...row }, index) => {
    return {
      ...row,
      number: index + 1,
      contentHash: contentHash.toString('hex'),
      place: { name, state, offset, length },
    }
  })
}
