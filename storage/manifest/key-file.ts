import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { nameWhole, unfinishedName } from '../whole-file.ts'

/**
 * Writes a key into a new file, which has its name only once it is whole: no half of it is ever taken for the key.
 *
 * @throws the system's error; EEXIST when there is a file of that name, which stays as it is
 */
export function writeKeyFile(path: string, pem: string | Buffer, mode?: number): void {
  const unfinished = prepareKeyFile(path, pem, mode)
  try {
    nameWhole(unfinished, path)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** Writes a key beside the file that it will be; gives its name until then. Throws the system's error. */
export function prepareKeyFile(path: string, pem: string | Buffer, mode = 0o666): string {
  const unfinished = unfinishedName(path)
  // Of a process that was killed; its permissions may be others.
  rmSync(unfinished, { force: true })
  try {
    const handle = openSync(unfinished, 'wx', mode)
    try {
      writeFileSync(handle, pem)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    return unfinished
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
