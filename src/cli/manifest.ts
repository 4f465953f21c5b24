import { existsSync } from 'node:fs'
import { openArchiveToRead } from '../../storage/archive.ts'
import { finishKey, makeKey, readPrivateKey } from '../../storage/manifest/key.ts'
import { signFiles } from '../../storage/manifest.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'

export interface ManifestFlags {
  readonly archive: string
  /** The file of the private key; it is made where there is none. */
  readonly key: string
}

/**
 * `nianbao manifest`: signs the complete WARC files that are not signed yet.
 *
 * @returns the exit code: 0
 * @throws ArchiveKeyError, ArchiveDamagedError and the errors of opening an archive
 */
export async function runManifest(
  { archive: folder, key }: ManifestFlags,
  { screen, words }: Pick<Console, 'screen' | 'words'>,
): Promise<number> {
  const archive = await openArchiveToRead(folder)
  try {
    const isThere = existsSync(key)
    if (!isThere) makeKey(key)
    if (!isThere || finishKey(key)) screen.write(`${words.madeKey(key)}\n`)
    const added = await signFiles(archive, readPrivateKey(key), () => new Date())
    for (const { file, sha256 } of added) screen.write(`${sha256}  ${file}\n`)
    screen.write(`${words.signedFiles(added.length)}\n`)
    return EXIT.done
  } finally {
    await archive.close()
  }
}
