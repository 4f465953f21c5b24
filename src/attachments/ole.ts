import { CFB } from '@e965/xlsx'
import { asAttachmentError } from './errors.ts'

/** The parts of the library's answer that are used here; it comes without types. */
interface Container {
  readonly FileIndex: readonly { readonly name: string; readonly type: number; readonly content?: unknown }[]
}

const streamType = 2

/**
 * The streams of an OLE compound file (doc, xls and their like) by name, the first of each name.
 *
 * @throws AttachmentError damaged
 */
export function oleStreams(bytes: Buffer): Map<string, Buffer> {
  try {
    const container = CFB.read(bytes, { type: 'buffer' }) as Container
    const streams = new Map<string, Buffer>()
    for (const { name, type, content } of container.FileIndex) {
      if (type !== streamType || streams.has(name)) continue
      if (content instanceof Uint8Array || Array.isArray(content)) streams.set(name, Buffer.from(content))
    }
    return streams
  } catch (error) {
    throw asAttachmentError(error, 'the OLE file cannot be opened')
  }
}

/** Streams as an OLE compound file with sound chains of sectors. */
export function writeOle(streams: ReadonlyMap<string, Uint8Array>): Buffer {
  const container = CFB.utils.cfb_new()
  for (const [name, content] of streams) CFB.utils.cfb_add(container, `/${name}`, content)
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array)
}
