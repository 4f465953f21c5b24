import type { Db } from '../db/open.ts'
import { tokensOf } from './bigrams.ts'

/** A part of a document that is searched as one. */
export interface Passage {
  /** `一、总体情况`, the name of an attachment; empty for the whole of a short text. */
  readonly chapter: string
  readonly text: string
}

/** A version that came after the index was last brought up to date. */
export interface Unindexed {
  readonly version: number
  readonly document: number
  /** Whether it is what the document says now. */
  readonly isNewest: 0 | 1
}

/** What goes into the index for a version. */
export interface IndexEntry {
  readonly entry: Unindexed
  /** Null where the document says something newer by now. */
  readonly passages: readonly Passage[] | null
  /** False where a damaged record left out some of them. */
  readonly isWhole: boolean
}

/** Where some words were found. */
export interface FoundPassage {
  readonly id: number
  readonly document: number
  readonly version: number
  /** Its place among the passages of its version, from 0. */
  readonly number: number
  readonly chapter: string
}

const UNINDEXED = `select n.version, v.document,
    v.id = (select max(id) from version where document = v.document) as isNewest
  from unindexed n join version v on v.id = n.version where n.version > ? order by n.version limit ?`

/**
 * The searchable index of what documents say now. Its texts are not in the database: they are in the WARC records of
 * the readings, where a match is looked at.
 */
export class PassageIndex {
  readonly #db: Db
  readonly #statements

  constructor(db: Db) {
    this.#db = db
    const { raw } = db
    this.#statements = {
      unindexed: raw.prepare<[number, number], Unindexed>(UNINDEXED),
      left: raw.prepare<[], number>('select count(*) from unindexed').pluck(),
      known: raw.prepare<[number], number>('select id from passage where document = ?').pluck(),
      drop: raw.prepare<[number]>('delete from passage where document = ?'),
      dropTokens: raw.prepare<[number]>('delete from passage_tokens where rowid = ?'),
      insert: raw.prepare<[number, number, number, string]>(
        'insert into passage (document, version, number, chapter) values (?, ?, ?, ?)',
      ),
      insertTokens: raw.prepare<[number | bigint, string]>('insert into passage_tokens (rowid, tokens) values (?, ?)'),
      done: raw.prepare<[number]>('delete from unindexed where version = ?'),
    }
  }

  /** How many versions are not in the index yet. */
  get left(): number {
    return this.#statements.left.get() ?? 0
  }

  /** The next versions to be put into the index, oldest first, of those after one of them (0: of all). */
  next(after: number, count: number): Unindexed[] {
    return this.#statements.unindexed.all(after, count)
  }

  /**
   * Puts versions into the index, each in the place of what its document said before; null where the document says
   * something newer by now. Those that could not be read whole stay among the versions to be put into it.
   */
  put(entries: readonly IndexEntry[]): void {
    const { known, drop, dropTokens, insert, insertTokens, done } = this.#statements
    const run = this.#db.raw.transaction(() => {
      for (const { entry, passages, isWhole } of entries) {
        const { document, version } = entry
        if (passages !== null) {
          for (const id of known.all(document)) dropTokens.run(id)
          drop.run(document)
          for (const [number, { chapter, text }] of passages.entries()) {
            const { lastInsertRowid } = insert.run(document, version, number, chapter)
            insertTokens.run(lastInsertRowid, tokensOf(`${chapter}\n${text}`))
          }
        }
        if (isWhole) done.run(version)
      }
    })
    run.immediate()
  }
}

/** Which documents are searched; null leaves a condition out. */
export interface SearchScope {
  readonly site: string | null
  readonly year: number | null
}

const FOUND = `select p.id, p.document, p.version, p.number, p.chapter
  from passage_tokens t join passage p on p.id = t.rowid
  where passage_tokens match @match
    and (@site is null or (select site from document where id = p.document) = @site)
    and (@year is null
      or (select report_year from reading where version = p.version order by id desc limit 1) = @year)
    and t.rowid < @before
  order by t.rowid desc limit @limit`

/**
 * The passages that match, those that were read last first: an order by likeness would have to look at every match,
 * and common words stand in nearly every report.
 *
 * @param match see `matchOf`
 * @param before only passages with a smaller id; the id of the last one found gives the next page
 */
export function findPassages(
  { raw }: Pick<Db, 'raw'>,
  match: string,
  { site, year }: SearchScope,
  page: { readonly limit: number; readonly before: number },
): FoundPassage[] {
  return raw.prepare<[object], FoundPassage>(FOUND).all({ match, site, year, ...page })
}

/** How many passages match. */
export function countPassages({ raw }: Pick<Db, 'raw'>, match: string): number {
  const count = raw.prepare<[string], number>('select count(*) from passage_tokens where passage_tokens match ?')
  return count.pluck().get(match) ?? 0
}
