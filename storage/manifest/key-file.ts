import { rmSync, writeFileSync } from 'node:fs'

/**
 * Writes a key into a new file. Where the disk refuses, no half of it is left that would be taken for the key.
 *
 * @throws the system's error; EEXIST when there is a file of that name, which stays as it is
 */
export function writeKeyFile(path: string, pem: string | Buffer, mode?: number): void {
  try {
    writeFileSync(path, pem, { flag: 'wx', ...(mode === undefined ? {} : { mode }) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(path, { force: true })
    throw error
  }
}
