import { openArchive, openArchiveToRead } from '../../storage/archive.ts'
import { ArchiveBusyError, ArchiveUnusableError, ArchiveWriteError } from '../../storage/errors.ts'
import { matchOf } from '../../storage/search/bigrams.ts'
import { countPassages, PassageIndex } from '../../storage/search/passages.ts'
import { type Hit, search, updateIndex } from '../search/search.ts'
import { SOFTWARE } from '../version.ts'
import type { Console } from './console.ts'
import { EXIT, UsageError } from './errors.ts'
import { requireKeptSite } from './kept-site.ts'
import { plain } from './text.ts'
import { UnreadRecords } from './unread-records.ts'

export interface SearchFlags {
  readonly archive: string
  readonly site?: string | undefined
  readonly year?: string | undefined
  readonly limit: string
  readonly json?: boolean | undefined
}

/** Why the index may not be brought up to date now: what is in it can be searched all the same. */
const NOT_NOW = [ArchiveBusyError, ArchiveUnusableError, ArchiveWriteError]

/**
 * `nianbao search`: the documents that say some words. What was read since the last search is put into the index first;
 * while another process writes to the archive, or its disk is full, what is in the index is searched, and how much is not yet is said.
 *
 * @returns the exit code: 0, also when nothing was found; 3 when damaged records were passed over; 130 when interrupted
 * @throws UsageError for words without letters, a year or limit that is no number, or a site that the archive has not
 */
export async function runSearch(words: readonly string[], flags: SearchFlags, console: Console): Promise<number> {
  const match = matchOf(words)
  if (match === null) throw new UsageError(console.words.nothingToSearch(words.join(' ')))
  const limit = wholeNumber('--limit', flags.limit, console)
  const year = flags.year === undefined ? null : wholeNumber('--year', flags.year, console)
  const unread = new UnreadRecords()
  await bringUpToDate(flags, unread, console)
  if (console.signal.aborted) return EXIT.interrupted
  const archive = await openArchiveToRead(flags.archive)
  try {
    const scope = { site: flags.site ?? null, year }
    let hits = 0
    for await (const hit of search(archive, words, scope, limit, unread.note)) {
      hits++
      if (flags.json) console.screen.write(`${JSON.stringify(hit)}\n`)
      else tell(hit, console)
    }
    if (!flags.json) console.screen.write(`${console.words.found(hits, countPassages(archive.db, match))}\n`)
    return unread.tell(flags.archive, console)
  } finally {
    await archive.close()
  }
}

async function bringUpToDate(
  { archive: folder, site }: SearchFlags,
  unread: UnreadRecords,
  console: Console,
): Promise<void> {
  const { screen, words, signal, warn } = console
  // Also tells that there is no archive, before one would be made.
  const readable = await openArchiveToRead(folder)
  let left: number
  try {
    requireKeptSite(readable, site, words)
    left = new PassageIndex(readable.db).left
  } finally {
    await readable.close()
  }
  if (left === 0) return
  try {
    const archive = await openArchive(folder, { software: SOFTWARE })
    try {
      const onProgress = (rest: number) => {
        if (screen.isTerminal) screen.write(`\r${words.indexing(rest)}\u001b[K${rest === 0 ? '\r\u001b[K' : ''}`)
      }
      await updateIndex(archive, signal, onProgress, unread.note)
    } finally {
      await archive.close()
    }
  } catch (error) {
    if (!NOT_NOW.some((kind) => error instanceof kind)) throw error
    warn(words.notIndexed(left))
  }
}

function tell({ title, publisher, year, url, chapter, snippet }: Hit, { screen, style }: Console): void {
  const about = [publisher, year === null ? null : `${year}`].filter((part) => part !== null).join(' ')
  screen.write(`${style.strong(plain(title ?? url))}${about === '' ? '' : `  ${plain(about)}`}\n`)
  screen.write(`  ${plain(url)}\n`)
  screen.write(`  ${chapter === '' ? '' : `${style.dim(plain(chapter))}  `}${plain(snippet)}\n`)
}

function wholeNumber(option: string, text: string, { words }: Pick<Console, 'words'>): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(words.badCount(option, text))
  return Number(text)
}
