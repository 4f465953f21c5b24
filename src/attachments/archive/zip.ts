import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import type { Budget } from '../budget.ts'
import { AttachmentError, asAttachmentError } from '../errors.ts'
import { memberName, unicodePath } from './names.ts'

/** A file in a zip archive; its bytes are inflated when asked for. */
export interface ZipMember {
  /** As the archive has it, decoded; never a path to write to. */
  readonly name: string
  readonly encrypted: boolean
  /** @throws AttachmentError encrypted, too-large, unsupported, damaged */
  read(): Promise<Buffer>
}

/** The members of a zip archive, and why the list is not whole. */
export interface ZipListing {
  readonly members: readonly ZipMember[]
  readonly fault: AttachmentError | null
}

/** More members than this are not even listed. */
const mostListed = 10_000

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names are decoded here; as paths they are never used, so that their form need not be checked.
    fromBuffer(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }, (error, file) => {
      if (error === null) resolve(file)
      else reject(asAttachmentError(error, 'the zip archive cannot be opened'))
    })
  })
}

async function inflate(file: ZipFile, entry: Entry, name: string, budget: Budget): Promise<Buffer> {
  if (entry.isEncrypted()) throw new AttachmentError('encrypted', `${name} opens only with a password`)
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new AttachmentError('unsupported', `${name} is packed by method ${entry.compressionMethod}`)
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      file.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)))
    })
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk as Uint8Array)
      size += bytes.length
      budget.inflate(bytes.length, size, entry.compressedSize)
      chunks.push(bytes)
    }
  } catch (error) {
    throw asAttachmentError(error, `${name} cannot be unpacked`)
  }
  return Buffer.concat(chunks)
}

function nameOf(entry: Entry): string {
  const field = entry.extraFields.find(({ id }) => id === 0x7075)
  // With decodeStrings off the name is a Buffer, whatever the types say.
  const raw = Buffer.from(entry.fileName as unknown as Uint8Array)
  return memberName(raw, (entry.generalPurposeBitFlag & 0x800) !== 0, field ? unicodePath(field.data) : null)
}

/**
 * Lists the files of a zip archive in memory, directories left out. A damaged list gives what came before the damage.
 *
 * @throws AttachmentError damaged, when there is no list at all
 */
export async function listZip(bytes: Buffer, budget: Budget): Promise<ZipListing> {
  const file = await open(bytes)
  const members: ZipMember[] = []
  const fault = await new Promise<AttachmentError | null>((resolve) => {
    file.on('error', (error: Error) => resolve(asAttachmentError(error, 'the list of the zip archive is damaged')))
    file.on('end', () => resolve(null))
    file.on('entry', (entry: Entry) => {
      const name = nameOf(entry)
      if (!/[/\\]$/.test(name)) {
        members.push({ name, encrypted: entry.isEncrypted(), read: () => inflate(file, entry, name, budget) })
      }
      if (members.length < mostListed) file.readEntry()
      else resolve(new AttachmentError('cut', `only ${mostListed} members of the zip archive are listed`))
    })
    file.readEntry()
  })
  return { members, fault }
}
