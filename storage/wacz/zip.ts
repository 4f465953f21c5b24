import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { writeWhole } from '../whole-file.ts'

/** A file of a package. Its bytes are asked for when all files before it have been written. */
export interface Part {
  readonly path: string
  bytes(): AsyncIterable<Buffer> | Iterable<Buffer>
}

/** A file that was written, as a package names it. */
export interface WrittenPart {
  readonly path: string
  /** `sha256:` and 64 hex digits. */
  readonly hash: string
  readonly bytes: number
}

/**
 * Writes parts as a ZIP whose files are stored as they are, so that a reader can take a range out of one. The file has
 * its name only once it is complete; what was there before stays until then.
 *
 * @param onWritten told of each part when it is in the file, before the next is asked for
 * @throws what the disk or a part throws; nothing is left behind then
 */
export async function writeZip(
  out: string,
  parts: readonly Part[],
  mtime: Date,
  onWritten: (part: WrittenPart) => void,
): Promise<void> {
  const zip = new ZipFile()
  for (const part of parts) {
    // Sizes are not known before, and may be over 4 GiB.
    const options = { mtime, compress: false, forceZip64Format: true }
    zip.addReadStreamLazy(part.path, options, (give) => {
      const bytes = Readable.from(measured(part, onWritten))
      bytes.once('error', (error) => zip.emit('error', error))
      give(null, bytes)
    })
  }
  zip.end()
  await writeWhole(out, (path) => Promise.race([pipeline(zip.outputStream, createWriteStream(path)), failureOf(zip)]))
}

async function* measured(part: Part, onWritten: (part: WrittenPart) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of part.bytes()) {
    hash.update(chunk)
    bytes += chunk.byteLength
    yield chunk
  }
  onWritten({ path: part.path, hash: `sha256:${hash.digest('hex')}`, bytes })
}

function failureOf(zip: ZipFile): Promise<never> {
  return new Promise((_, reject) => zip.once('error', reject))
}
