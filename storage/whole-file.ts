import { existsSync, linkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

/**
 * The name under which a file is written until it is complete. What a killed process leaves there is of no use to
 * anybody, and is written over by the next that writes the same file.
 */
export function unfinishedName(path: string): string {
  return `${path}.part`
}

/**
 * Writes a file that has its name only once it is complete; what was there before stays until then. What is no plain file
 * (a pipe, a device) is written as it is.
 *
 * @param write writes all of it under the name that it is given
 * @throws what `write` or the system throws; no half file is left behind
 */
export async function writeWhole<T>(path: string, write: (path: string) => Promise<T>): Promise<T> {
  const known = statSync(path, { throwIfNoEntry: false })
  if (known !== undefined && !known.isFile()) return write(path)
  // A link goes on to lead where it led.
  const end = known === undefined ? path : realpathSync(path)
  const unfinished = unfinishedName(end)
  try {
    const result = await write(unfinished)
    await sync(unfinished)
    await rename(unfinished, end)
    return result
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What file systems without hard links answer: FAT, and some of other machines. */
const NO_LINKS: ReadonlySet<unknown> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'])

/**
 * Gives a complete file its name, which nothing must have yet.
 *
 * @throws the system's error; EEXIST when there is something of that name, which stays as it is
 */
export function nameWhole(unfinished: string, path: string): void {
  try {
    linkSync(unfinished, path)
  } catch (error) {
    const isUnable = NO_LINKS.has((error as NodeJS.ErrnoException).code) && !existsSync(path)
    if (!isUnable) throw error
    renameSync(unfinished, path)
    return
  }
  rmSync(unfinished)
}
