import { once } from 'node:events'
import { openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import { cdxjIndex } from '../../storage/wacz/index-lines.ts'
import { hasSelected, missingFiles, type Selection } from '../../storage/wacz/select.ts'
import { signingKey } from '../../storage/wacz/sign.ts'
import { writeWacz } from '../../storage/wacz/write.ts'
import { SOFTWARE } from '../version.ts'
import type { Console } from './console.ts'
import { EXIT, UsageError } from './errors.ts'
import type { ExportFlags } from './export-flags.ts'
import { requireKeptSite } from './kept-site.ts'
import { ExportError, makeFolderOf, writeLines } from './out-file.ts'
import type { Words } from './words.ts'

type Told = Pick<Console, 'screen' | 'words' | 'warn'>

/**
 * `nianbao export wacz`: captures as one file that ReplayWeb.page, pywb and browsertrix open.
 *
 * @returns the exit code: 3 when WARC files are missing or damaged
 * @throws UsageError for a bad time, a site that the archive has not, or a selection of which it has nothing;
 *   SigningKeyError for a key that cannot be used; ExportError when the file cannot be written
 */
export async function exportWacz(flags: ExportFlags, told: Told): Promise<number> {
  const { screen, words } = told
  const selection = selectionOf(flags, words)
  const { out = 'archive.wacz', title = `nianbao ${selection.site ?? flags.archive}` } = flags
  const archive = await openArchiveToRead(flags.archive)
  try {
    requireKeptSite(archive, flags.site, words)
    requireSelected(archive, selection, flags, words)
    const signer = flags.sign === undefined ? null : signingKey(flags.sign)
    if (signer?.isNew) screen.write(`${words.newKey(flags.sign ?? '')}\n`)
    makeFolderOf(out)
    const options = { selection, title, software: SOFTWARE, now: new Date(), key: signer?.key ?? null }
    const { captures, pages, bytes, damaged } = await writeWacz(archive, out, options).catch((error: unknown) => {
      throw isOf(out, error) ? new ExportError(out, error) : error
    })
    screen.write(`${words.packed(out, captures, pages, (bytes / 1e6).toFixed(1))}\n`)
    if (damaged > 0) told.warn(words.unread(damaged, flags.archive))
    return Math.max(tellMissing(archive, told), damaged > 0 ? EXIT.troubled : EXIT.done)
  } finally {
    await archive.close()
  }
}

/**
 * `nianbao export cdxj`: the index of the WARC files, on standard output or in a file.
 *
 * @returns the exit code: 3 when WARC files are missing
 * @throws UsageError for a bad time, a site that the archive has not, or a selection of which it has nothing; ExportError
 *   when the file cannot be written
 */
export async function exportCdxj(flags: ExportFlags, told: Told): Promise<number> {
  const { screen, words } = told
  const selection = selectionOf(flags, words)
  const archive = await openArchiveToRead(flags.archive)
  try {
    requireKeptSite(archive, flags.site, words)
    requireSelected(archive, selection, flags, words)
    const { out } = flags
    if (out !== undefined) {
      screen.write(`${words.wrote(out, await writeLines(out, linesOf(archive, selection)))}\n`)
      return tellMissing(archive, told)
    }
    for await (const line of linesOf(archive, selection)) {
      if (!process.stdout.write(line)) await once(process.stdout, 'drain')
    }
    return tellMissing(archive, told)
  } finally {
    await archive.close()
  }
}

async function* linesOf(archive: ReadableArchive, selection: Selection): AsyncGenerator<string> {
  for await (const line of cdxjIndex(archive, selection)) yield `${line}\n`
}

/** Names the WARC files that are missing, with what an export could not have of them. Gives the exit code. */
function tellMissing(archive: ReadableArchive, { words, warn }: Told): number {
  const missing = missingFiles(archive)
  for (const name of missing) warn(words.missingFile(name))
  return missing.length > 0 ? EXIT.troubled : EXIT.done
}

/** Whether the system refused something to a file that is being written, or to its unfinished part. */
function isOf(out: string, error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // What is refused while a stream is written names no file, and this writes one alone.
  return 'path' in error ? String(error.path).startsWith(out) : 'syscall' in error && error.syscall === 'write'
}

/** Sees that there is something to give out: an empty file would look like an archive that was kept for nothing. */
function requireSelected(archive: ReadableArchive, selection: Selection, flags: ExportFlags, words: Words): void {
  if (hasSelected(archive, selection)) return
  const { site, prefix, from, to } = flags
  const given = Object.entries({ site, prefix, from, to }).filter(([, value]) => value !== undefined)
  throw new UsageError(
    words.nothingSelected(archive.folder, given.map(([name, value]) => `--${name} ${value}`).join(' ')),
  )
}

function selectionOf({ site, prefix, from, to }: ExportFlags, words: Words): Selection {
  return { site: site ?? null, prefix: prefix ?? null, from: timeOf(from, words), to: timeOf(to, words) }
}

/** A day is that day in China; anything longer says its own time zone or is UTC. */
function timeOf(text: string | undefined, words: Words): number | null {
  if (text === undefined) return null
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text)
  if (Number.isNaN(time)) throw new UsageError(words.badTime(text))
  return time
}
