import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it that are not there, one by one: the recursive way of Node never comes to an end
 * where the system answers ENOENT below a folder that exists, as `/proc` does.
 *
 * @throws what the system refuses; EEXIST or ENOTDIR where a file is in the way
 */
export function makeFolders(folder: string): void {
  const missing: string[] = []
  for (let path = resolve(folder); !existsSync(path) && path !== dirname(path); path = dirname(path)) missing.push(path)
  for (const path of missing.reverse()) makeFolder(path)
  // A file of that name is told as such, whatever would be made within it.
  if (missing.length === 0 && !statSync(folder).isDirectory()) mkdirSync(folder)
}

/** Another process may make the same folder at the same time. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const isMade =
      (error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(path) && statSync(path).isDirectory()
    if (!isMade) throw error
  }
}
