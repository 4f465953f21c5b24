import { type Entry, openPromise, type ZipFile } from 'yauzl'

/** A file inside a package. */
export interface PackedFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Whether it is stored as it is, so that a reader can take a range out of it. */
  readonly isStored: boolean
  bytes(): AsyncGenerator<Buffer>
}

/** An opened WACZ file. */
export interface WaczPackage {
  readonly files: ReadonlyMap<string, PackedFile>
  close(): void
}

/**
 * Opens a WACZ file by its directory of contents; nothing is unpacked.
 *
 * @throws Error of the ZIP reader when it is no whole ZIP file, or cannot be read
 */
export async function openWacz(path: string): Promise<WaczPackage> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true })
  const files = new Map<string, PackedFile>()
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/')) files.set(entry.fileName, packedFile(zip, entry))
  }
  return { files, close: () => zip.close() }
}

function packedFile(zip: ZipFile, entry: Entry): PackedFile {
  return {
    path: entry.fileName,
    size: entry.uncompressedSize,
    isStored: entry.compressionMethod === 0,
    async *bytes() {
      for await (const chunk of await zip.openReadStreamPromise(entry)) yield Buffer.from(chunk)
    },
  }
}

/** A whole file of a package as text. */
export async function textOf(file: PackedFile): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of file.bytes()) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
