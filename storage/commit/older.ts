import type { Database } from 'better-sqlite3'

/** A text of a document. */
export interface VersionText {
  readonly document: number
  readonly contentHash: Buffer
  readonly textHash: Buffer
  readonly bands: readonly (number | null)[]
}

/**
 * A text seen at a time before the newest of its document: it comes from an archive that others made, or the clock was
 * set back.
 */
export interface OlderText extends VersionText {
  /** ms since 1970. */
  readonly at: number
  readonly capture: number
}

interface Row {
  readonly id: number
  readonly content_hash: Buffer
  readonly first_seen: number
  readonly last_seen: number
}

/** The tables whose rows name a version. */
const REFERRING = ['reading', 'finding', 'state', 'passage', 'unindexed']

/**
 * Puts an older text among the versions of its document. Versions are numbered in the order of their times, so that the
 * newest is the one with the highest number whatever order the captures came in.
 *
 * @returns the number of the version that has the text at that time
 */
export function prepareOlder(db: Database) {
  const versions = db.prepare<[number], Row>(
    'select id, content_hash, first_seen, last_seen from version where document = ? order by first_seen, id',
  )
  const insert = db.prepare(
    `insert into version (document, content_hash, text_hash, change, first_seen, last_seen, capture, s0, s1, s2, s3)
     values (?, ?, ?, 'revised', ?, ?, ?, ?, ?, ?, ?)`,
  )
  const reopen = db.prepare<{ id: number; at: number }>(
    `insert into version (document, content_hash, text_hash, change, first_seen, last_seen, capture, s0, s1, s2, s3)
     select v.document, v.content_hash, v.text_hash, 'reverted', c.at, v.last_seen, c.id, v.s0, v.s1, v.s2, v.s3
     from version v join document d on d.id = v.document
       join capture c on c.id = (select id from capture where url = d.url and at > @at and at <= v.last_seen order by at limit 1)
     where v.id = @id`,
  )
  const cutOff = db.prepare<{ id: number; at: number }>(
    `update version set last_seen = coalesce((select max(c.at) from capture c join document d on d.url = c.url
       where d.id = version.document and c.at < @at and c.at >= version.first_seen), first_seen) where id = @id`,
  )
  const openEarlier = db.prepare<[number, number, number]>(
    'update version set first_seen = ?, capture = ? where id = ?',
  )
  const holdLonger = db.prepare<[number, number]>('update version set last_seen = ? where id = ?')
  const setChange = db.prepare<[string, number]>('update version set change = ? where id = ?')
  const rename = ['version', ...REFERRING].map((table) =>
    db.prepare<[number, number]>(
      `update ${table} set ${table === 'version' ? 'id' : 'version'} = ? where ${table === 'version' ? 'id' : 'version'} = ?`,
    ),
  )

  function add({ document, contentHash, textHash, bands, at, capture }: OlderText): number {
    return Number(insert.run(document, contentHash, textHash, at, at, capture, ...bands).lastInsertRowid)
  }

  function place(text: OlderText, rows: readonly Row[]): number {
    const { at, capture, contentHash } = text
    const around = rows.find(({ first_seen, last_seen }) => first_seen <= at && at <= last_seen)
    if (around?.content_hash.equals(contentHash)) return around.id
    if (around !== undefined) {
      // Another text in between: what was one version held until then, and was come back to.
      reopen.run({ id: around.id, at })
      cutOff.run({ id: around.id, at })
      return add(text)
    }
    const next = rows.find(({ first_seen }) => first_seen > at)
    const before = rows.findLast(({ last_seen }) => last_seen < at)
    if (next?.content_hash.equals(contentHash)) {
      openEarlier.run(at, capture, next.id)
      return next.id
    }
    if (before?.content_hash.equals(contentHash)) {
      holdLonger.run(at, before.id)
      return before.id
    }
    return add(text)
  }

  /** Numbers the versions of a document anew in the order of their times. Gives the new number of one. */
  function renumber(document: number, of: number): number {
    const rows = versions.all(document)
    const numbers = rows.map(({ id }) => id).sort((a, b) => a - b)
    const moves = rows
      .map(({ id }, index) => ({ from: id, to: numbers[index] ?? id }))
      .filter(({ from, to }) => from !== to)
    // By way of numbers that nothing has.
    for (const { from } of moves) for (const statement of rename) statement.run(-from, from)
    for (const { from, to } of moves) for (const statement of rename) statement.run(to, -from)
    const seen = new Set<string>()
    for (const [index, { content_hash }] of rows.entries()) {
      const hash = content_hash.toString('hex')
      setChange.run(index === 0 ? 'new' : seen.has(hash) ? 'reverted' : 'revised', numbers[index] ?? 0)
      seen.add(hash)
    }
    return moves.find(({ from }) => from === of)?.to ?? of
  }

  return (text: OlderText): number => renumber(text.document, place(text, versions.all(text.document)))
}
