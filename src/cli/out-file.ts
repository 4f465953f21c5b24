import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import { makeFolders } from '../../storage/folders.ts'
import { writeWhole } from '../../storage/whole-file.ts'

/** An export could not be written. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
  readonly path: string

  constructor(path: string, cause: unknown) {
    super(`writing ${path} failed: ${reasonOf(cause)}`, { cause })
    this.path = path
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written by you; name another place with --out',
  EEXIST: 'part of that path is a file; name another place with --out',
  EISDIR: 'there is a folder of that name; name another place with --out',
  ENOENT: 'the system makes no file or folder there; name another place with --out',
  ENOSPC: 'the disk is full; make room and run the command again',
  ENOTDIR: 'part of that path is a file; name another place with --out',
  EROFS: 'its file system is read-only; name another place with --out',
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return REASONS[(cause as NodeJS.ErrnoException).code ?? ''] ?? cause.message
}

/** Makes the folder that a file is to be written into. Throws ExportError where the system refuses. */
export function makeFolderOf(path: string): void {
  try {
    makeFolders(dirname(path))
  } catch (error) {
    throw new ExportError(path, error)
  }
}

/**
 * Writes lines to a file that has its name only once it is complete; every write is awaited, so that a full disk is an
 * error and not a surprise.
 *
 * @param lines with their ends
 * @returns how many there were
 * @throws ExportError when the file cannot be written; what goes wrong with the lines themselves is thrown as it is
 */
export async function writeLines(path: string, lines: AsyncIterable<string>, header = ''): Promise<number> {
  makeFolderOf(path)
  const poured: Poured = { count: 0, fault: null }
  try {
    await writeWhole(path, (unfinished) => pour(unfinished, lines, header, poured))
    return poured.count
  } catch (error) {
    throw error === poured.fault ? error : new ExportError(path, error)
  }
}

interface Poured {
  count: number
  /** What went wrong with the lines themselves. */
  fault: unknown
}

async function pour(path: string, lines: AsyncIterable<string>, header: string, poured: Poured): Promise<void> {
  const stream = createWriteStream(path)
  const end = finished(stream)
  // Awaited below; a failure before that is thrown there, not as an unhandled one.
  end.catch(() => undefined)
  try {
    await write(stream, header)
    for await (const line of lines) {
      await write(stream, line)
      poured.count++
    }
    stream.end()
    await end
  } catch (error) {
    stream.destroy()
    if (error !== stream.errored) poured.fault = error
    throw error
  }
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (stream.errored !== null) throw stream.errored
  if (!stream.write(text)) await once(stream, 'drain')
}
