import type { ReadableArchive } from '../../storage/archive.ts'
import { type OnUnread, throwUnread } from '../../storage/export/rows.ts'
import { matchOf, needsLook, searchForm } from '../../storage/search/bigrams.ts'
import {
  type FoundPassage,
  findPassages,
  type IndexEntry,
  PassageIndex,
  type SearchScope,
  type Unindexed,
} from '../../storage/search/passages.ts'
import { preparePassages } from './passages.ts'

/** A document that says what was looked for. */
export interface Hit {
  readonly url: string
  readonly title: string | null
  readonly publisher: string | null
  readonly year: number | null
  /** The chapter in which it says so. */
  readonly chapter: string
  /** The words with what stands around them. */
  readonly snippet: string
}

interface Described {
  readonly url: string
  readonly title: string | null
  readonly publisher: string | null
  readonly year: number | null
}

const DESCRIBE = `select u.url, coalesce(r.title, d.list_title) as title, r.publisher, r.report_year as year
  from document d join url u on u.id = d.url
    left join reading r on r.id = (select max(id) from reading where version = ?) where d.id = ?`

/** Versions that are put into the index at a time. */
const BATCH = 64

/** Matches that are looked at in one go. */
const LOOK = 50

/** Characters shown before and behind the words. */
const AROUND = 30

/**
 * Brings the index up to date with what was read since. It may be cut short at any moment. What damaged records keep
 * from being read whole is tried again the next time.
 *
 * @param onProgress told how many versions are left
 * @param onUnread told of what is damaged; otherwise that is an ArchiveRecordError
 * @throws SqliteError when somebody else is writing to the archive
 */
export async function updateIndex(
  archive: ReadableArchive,
  signal: AbortSignal,
  onProgress: (left: number) => void,
  onUnread = throwUnread,
): Promise<void> {
  const index = new PassageIndex(archive.db)
  let unread = 0
  for (let last = 0; ; ) {
    const batch = index.next(last, BATCH)
    if (batch.length === 0 || signal.aborted) return
    const entries = await Promise.all(batch.map((entry) => entryOf(archive, entry, onUnread)))
    index.put(entries)
    last = batch.at(-1)?.version ?? last
    unread += entries.filter(({ isWhole }) => !isWhole).length
    onProgress(index.left - unread)
  }
}

async function entryOf(archive: ReadableArchive, entry: Unindexed, onUnread: OnUnread): Promise<IndexEntry> {
  if (entry.isNewest === 0) return { entry, passages: null, isWhole: true }
  let isWhole = true
  const passagesOfVersion = preparePassages(archive, (record) => {
    isWhole = false
    onUnread(record)
  })
  const passages = await passagesOfVersion(entry.version, entry.document)
  return { entry, passages, isWhole }
}

/**
 * The documents in which every word stands within one chapter, those that were read last first, each once.
 *
 * @param words at least one; full and half width, upper and lower case are the same
 * @param limit the most documents that are given
 * @param onUnread told of what is damaged, whose passages are passed over; otherwise that is an ArchiveRecordError
 */
export async function* search(
  archive: ReadableArchive,
  words: readonly string[],
  scope: SearchScope,
  limit: number,
  onUnread = throwUnread,
): AsyncGenerator<Hit> {
  const match = matchOf(words)
  if (match === null) return
  const describe = archive.db.raw.prepare<[number, number], Described>(DESCRIBE)
  const passages = preparePassages(archive, onUnread)
  const told = new Set<number>()
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const found = findPassages(archive.db, match, scope, { limit: LOOK, before })
    before = found.at(-1)?.id ?? 0
    for (const passage of found) {
      if (told.has(passage.document)) continue
      const text = await textOf(passage, passages)
      if (text === null) continue
      if (!words.every((word) => !needsLook(word) || searchForm(text).includes(searchForm(word)))) continue
      const described = describe.get(passage.version, passage.document)
      if (described === undefined) continue
      yield { ...described, chapter: passage.chapter, snippet: snippetOf(text, words) }
      told.add(passage.document)
      if (told.size === limit) return
    }
    if (found.length < LOOK) return
  }
}

/** Null when it cannot be read back. */
async function textOf(
  { version, document, number }: FoundPassage,
  passages: ReturnType<typeof preparePassages>,
): Promise<string | null> {
  const passage = (await passages(version, document))[number]
  return passage === undefined ? null : `${passage.chapter}\n${passage.text}`
}

/** The first of the words that stands in a text, with its surroundings on one line. */
function snippetOf(text: string, words: readonly string[]): string {
  const plain = text.normalize('NFKC')
  const places = words.map((word) => plain.toLowerCase().indexOf(searchForm(word))).filter((place) => place >= 0)
  const at = Math.min(...places, plain.length)
  const start = Math.max(0, at - AROUND)
  const piece = plain.slice(start, at + AROUND * 2).replaceAll(/\s+/g, ' ')
  return `${start > 0 ? '…' : ''}${piece.trim()}${at + AROUND * 2 < plain.length ? '…' : ''}`
}
