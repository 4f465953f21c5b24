import { parseDuration } from '../../config/duration.ts'
import { openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import { ArchiveUnusableError, ArchiveWriteError, isFullDisk } from '../../storage/errors.ts'
import { bereft, type FixityNotes, openFixityNotes } from '../../storage/fixity.ts'
import { readPublicKey } from '../../storage/manifest/key.ts'
import { type Manifest, readManifest } from '../../storage/manifest.ts'
import { type Damage, type Verified, type VerifyReport, verifyArchive } from '../../storage/verify.ts'
import type { Console } from './console.ts'
import { EXIT, UsageError } from './errors.ts'
import { plain } from './text.ts'
import type { Words } from './words.ts'

export interface VerifyFlags {
  readonly archive: string
  /** How long it may take. */
  readonly budget?: string | undefined
  /** Whether every record is read, though a file's hash tells that it is unchanged. */
  readonly deep?: boolean | undefined
  /** The public key that must have signed the manifest. */
  readonly key?: string | undefined
  readonly json?: boolean | undefined
}

type Speaker = Pick<Console, 'screen' | 'words' | 'signal' | 'warn'>

/**
 * `nianbao verify`: checks the files and records of an archive and names each that is not as it was written. What is
 * damaged is noted, to be asked for again by the next visit.
 *
 * @returns the exit code: 0 when all is well, 1 when something is damaged, 130 when it was interrupted
 * @throws UsageError for a budget that is none, ArchiveKeyError for a key that is none, the errors of the archive
 */
export async function runVerify(flags: VerifyFlags, console: Speaker): Promise<number> {
  const { screen, words, signal } = console
  const budget = flags.budget === undefined ? null : parseDuration(flags.budget)
  if (flags.budget !== undefined && budget === null) throw new UsageError(words.badBudget(flags.budget))
  const archive = await openArchiveToRead(flags.archive)
  let notes: FixityNotes | null = null
  try {
    const manifest = readManifest(flags.archive, flags.key === undefined ? null : readPublicKey(flags.key))
    notes = await openNotes(flags.archive, console)
    const onFile = (name: string) => (flags.json ? undefined : screen.write(`${words.verifying(name)}\n`))
    const mended = new Set<string>()
    const onVerified = (verified: Verified) => {
      for (const damage of notes?.note(verified) ?? []) mended.add(keyOf(damage))
    }
    const deep = flags.deep === true
    const report = await verifyArchive(archive, { onFile, onVerified, budget, manifest, signal, deep })
    const isMended = (damage: Damage) => mended.has(keyOf(damage))
    tell({ ...report, isMended }, archive, manifest, flags, console)
    if (!report.damages.every(isMended)) return EXIT.failed
    return signal.aborted ? EXIT.interrupted : EXIT.done
  } finally {
    await archive.close()
    // Last, so that nobody holds the journal, and the index is one plain file again.
    await notes?.close()
  }
}

function keyOf({ file, offset }: Damage): string {
  return `${file}:${offset}`
}

interface Told extends VerifyReport {
  /** Whether what was lost by it has been captured again. */
  isMended(damage: Damage): boolean
}

/** Null where the archive may only be read: then nothing is noted, which is said. */
async function openNotes(folder: string, { words, warn }: Speaker): Promise<FixityNotes | null> {
  try {
    return await openFixityNotes(folder, () => new Date())
  } catch (error) {
    const isRefusal = error instanceof ArchiveUnusableError || error instanceof ArchiveWriteError
    if (isFullDisk(error) || (!isRefusal && !(error instanceof Error && error.name === 'SqliteError'))) throw error
    warn(words.notNoted)
    return null
  }
}

function tell(
  { isMended, ...report }: Told,
  archive: ReadableArchive,
  manifest: Manifest | null,
  flags: VerifyFlags,
  { screen, words }: Speaker,
): void {
  const signed = manifest === null ? null : { files: manifest.files.size, keys: manifest.keys, head: manifest.head }
  const repeats = report.damages.length === 0 ? [] : bereft(archive.db)
  if (flags.json) {
    const damages = report.damages.map((damage) => ({ ...damage, mended: isMended(damage) }))
    screen.write(`${JSON.stringify({ ...report, damages, repeats, manifest: signed })}\n`)
    return
  }
  for (const damage of report.damages) {
    const { file, offset, url, what } = damage
    const where = offset === null ? words.wholeFile : `${offset}`
    const mended = isMended(damage) ? ` (${words.mended})` : ''
    screen.write(`${file}:${where}: ${url === null ? '' : `${plain(url)}: `}${words.fault(what)}${mended}\n`)
  }
  for (const { url, original } of repeats) screen.write(`${words.bereft(plain(url), plain(original))}\n`)
  if (signed !== null) screen.write(`${words.signed(signed.files, signed.keys.join(', '), signed.head)}\n`)
  if (report.unchanged > 0) screen.write(`${words.byHash(report.unchanged)}\n`)
  if (!report.isWhole) screen.write(`${words.notWhole}\n`)
  screen.write(`${verdict(report, words)}\n`)
}

function verdict({ files, records, bytes, damages }: VerifyReport, words: Words): string {
  if (damages.length === 0) return words.verified(files, records, (bytes / 1e6).toFixed(1))
  return words.damaged(damages.length, records)
}
