import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadableArchive } from './archive.ts'
import { ArchiveDamagedError, writeError } from './errors.ts'
import { nameOfKey } from './manifest/key.ts'
import { hashOfLine, type LineFault, type ManifestLine, readLine, writeLine } from './manifest/line.ts'
import type { Damage, LineWrong } from './verify/range.ts'
import { hashFile } from './warc/file-hash.ts'

/*
 * The manifest of an archive: one line for each complete WARC file with its length and sha256, signed, and chained to
 * the line before. A file that is replaced, removed or cut off afterwards shows, and so does a line; whoever keeps the
 * public key and the hash of the last line elsewhere can tell that nothing was taken off the end either.
 */

/** A manifest as it was read. */
export interface Manifest {
  /** The files that it vouches for, by name. */
  readonly files: ReadonlyMap<string, ManifestLine>
  /** Who signed it, each key once. */
  readonly keys: readonly string[]
  /** What is wrong with the manifest itself. */
  readonly damages: readonly Damage[]
  /** sha256 (hex) of its last line: it stands for the whole chain. */
  readonly head: string
}

const NAME = 'manifest.jsonl'

const FAULTS: Readonly<Record<LineFault, LineWrong>> = {
  'no-line': 'it is no line of a manifest',
  'wrong-place': 'it does not stand where it was written: lines were removed, added or moved',
  'wrong-chain': 'the line before it is not the one that it was written behind',
  'wrong-signature': 'its signature does not fit',
  'other-key': 'it was signed with another key than the one given',
}

/** Its complete lines; one that was cut short while it was written vouches for nothing. */
function linesOf(folder: string): string[] {
  const path = join(folder, NAME)
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []
}

/**
 * Reads the manifest of an archive and checks its chain and signatures; its files are checked by verifyArchive.
 *
 * @param key the public key that must have signed it; null takes any
 * @returns null when there is none
 */
export function readManifest(folder: string, key: KeyObject | null): Manifest | null {
  const texts = linesOf(folder)
  if (texts.length === 0) return null
  const pinned = key === null ? null : nameOfKey(key)
  const files = new Map<string, ManifestLine>()
  const damages: Damage[] = []
  for (const [index, text] of texts.entries()) {
    const { line, fault } = readLine(text, index + 1, texts[index - 1] ?? '', pinned)
    if (fault !== null)
      damages.push({ file: NAME, offset: null, url: null, what: `line ${index + 1}: ${FAULTS[fault]}` })
    else if (line !== null) files.set(line.file, line)
  }
  const keys = [...new Set([...files.values()].map((line) => line.key))]
  return { files, keys, damages, head: hashOfLine(texts.at(-1) ?? '') }
}

/**
 * Signs the complete WARC files of an archive that its manifest does not have yet.
 *
 * @returns the lines that were added
 * @throws ArchiveDamagedError when a file does not have the length it was written with: it is not vouched for
 * @throws ArchiveWriteError when the disk refuses; the lines before are whole
 */
export async function signFiles(archive: ReadableArchive, key: KeyObject, now: () => Date): Promise<ManifestLine[]> {
  const lines = linesOf(archive.folder)
  const known = new Set(lines.map((text) => readLine(text, 0, '', null).line?.file))
  const sealed = archive.db.raw
    .prepare<[], SealedFile>(
      `select name, committed, nullif(lower(hex(sha256)), '') as sha256 from warc_file where state = 'sealed' order by id`,
    )
    .all()
  const added: ManifestLine[] = []
  for (const row of sealed.filter(({ name }) => !known.has(name))) {
    const sha256 = await hashOf(archive.warcFolder, row)
    const file = { n: lines.length + 1, file: row.name, bytes: row.committed, sha256, at: now().toISOString() }
    const text = writeLine(file, lines.at(-1) ?? '', key)
    await append(archive.folder, lines, text)
    lines.push(text)
    added.push(JSON.parse(text))
  }
  return added
}

interface SealedFile {
  readonly name: string
  readonly committed: number
  readonly sha256: string | null
}

/** The hash that the file was completed with: what has befallen it since is not to be vouched for. */
async function hashOf(folder: string, { name, committed, sha256 }: SealedFile): Promise<string> {
  const path = join(folder, name)
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new ArchiveDamagedError(path, null, committed, { cause: error })
  })
  const { size } = await handle.stat().finally(() => handle.close())
  if (size !== committed) throw new ArchiveDamagedError(path, size, committed)
  return sha256 ?? hashFile(path, committed)
}

/** Writes a line behind the complete ones, over what a killed process may have begun, and syncs it. */
async function append(folder: string, lines: readonly string[], text: string): Promise<void> {
  const end = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
  const path = join(folder, NAME)
  const handle = await open(path, lines.length === 0 ? 'w' : 'r+').catch((error: unknown) => {
    throw writeError(path, error)
  })
  try {
    await handle.truncate(end)
    const bytes = Buffer.from(`${text}\n`)
    // A disk that has room for some of it takes some of it.
    for (let done = 0; done < bytes.byteLength; )
      done += (await handle.write(bytes, done, null, end + done)).bytesWritten
    await handle.sync()
  } catch (error) {
    throw writeError(path, error)
  } finally {
    await handle.close()
  }
}
