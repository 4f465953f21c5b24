import { createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'
import { ForeignFileError } from './errors.ts'

/** A WARC file inside a WACZ file, unpacked. */
export interface UnpackedWarc {
  /** Its name in the archive. */
  readonly name: string
  readonly path: string
}

/**
 * Unpacks the WARC files of a WACZ file (a zip with WARC files in `archive/`), one after the other. Names are only shown,
 * never used as paths.
 *
 * @param folder where each is put, over the one before
 * @throws ForeignFileError when the file is no zip archive, is damaged, or may not be read
 */
export async function* unpackWacz(path: string, folder: string): AsyncGenerator<UnpackedWarc> {
  try {
    yield* warcsIn(path, folder)
  } catch (error) {
    throw new ForeignFileError(path, error)
  }
}

async function* warcsIn(path: string, folder: string): AsyncGenerator<UnpackedWarc> {
  const zip = await openPromise(path)
  try {
    for await (const entry of zip.eachEntry()) {
      if (!/^archive\/.+\.warc(?:\.gz)?$/i.test(entry.fileName)) continue
      const unpacked = join(folder, 'unpacked.warc')
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(unpacked))
      yield { name: basename(entry.fileName), path: unpacked }
    }
  } finally {
    zip.close()
  }
}
