import { createExtractorFromData } from 'node-unrar-js'
import type { Budget } from '../budget.ts'
import { AttachmentError, asAttachmentError } from '../errors.ts'
import type { Member } from './members.ts'

type Extractor = Awaited<ReturnType<typeof createExtractorFromData>>

/** One member's bytes; the archive is gone through again up to it. */
function extract(extractor: Extractor, name: string, packed: number, budget: Budget): Buffer {
  try {
    const [file] = [...extractor.extract({ files: [name] }).files]
    if (file?.extraction === undefined) throw new AttachmentError('damaged', `${name} cannot be unpacked`)
    budget.inflate(file.extraction.length, file.extraction.length, packed)
    return Buffer.from(file.extraction)
  } catch (error) {
    throw asAttachmentError(error, `${name} cannot be unpacked`)
  }
}

/**
 * Lists the files of a RAR archive in memory.
 *
 * @throws AttachmentError encrypted, damaged
 */
export async function listRar(bytes: Buffer, budget: Budget): Promise<Member[]> {
  try {
    const extractor = await createExtractorFromData({ data: Uint8Array.from(bytes).buffer })
    const headers = [...extractor.getFileList().fileHeaders].filter(({ flags }) => !flags.directory)
    return headers.map(({ name, flags, packSize, unpSize }) => ({
      name,
      read: async (): Promise<Buffer> => {
        if (flags.encrypted) throw new AttachmentError('encrypted', `${name} opens only with a password`)
        // The library unpacks a member in one go: its stated size is checked before.
        if (unpSize > budget.limits.inflatedBytes || (unpSize > 1e6 && unpSize > packSize * budget.limits.ratio)) {
          throw new AttachmentError('too-large', `${name} would inflate from ${packSize} to ${unpSize} bytes`)
        }
        return extract(extractor, name, packSize, budget)
      },
    }))
  } catch (error) {
    throw asAttachmentError(error, 'the RAR archive cannot be opened')
  }
}
