import WordExtractor from 'word-extractor'
import type { AttachmentText } from '../attachment.ts'
import type { Budget } from '../budget.ts'
import { type Block, composeDocument } from '../document.ts'
import { AttachmentError, asAttachmentError } from '../errors.ts'
import { foldRadicals } from '../fold.ts'
import { writeOle } from '../ole.ts'
import { itemBlocks } from './doc-grid.ts'
import { docBlocks } from './doc-rows.ts'
import { type DocItem, docItems } from './doc-text.ts'

/** The head of a Word 97–2003 stream ([MS-DOC] 2.5.1): its mark, and the flag of encryption. */
const wordMark = 0xa5ec
const encryptedFlag = 0x0100

/** Says why a WordDocument stream cannot be read, before anybody tries. */
function check(stream: Buffer): void {
  if (stream.length < 0x200) throw new AttachmentError('damaged', 'the Word document has no head')
  if (stream.readUInt16LE(0) !== wordMark) {
    throw new AttachmentError('unsupported', 'the document is older than Word 97')
  }
  if ((stream.readUInt16LE(0x0a) & encryptedFlag) !== 0) {
    throw new AttachmentError('encrypted', 'the Word document opens only with a password')
  }
}

/** The flag of the head that says which of the two table streams is in use. */
const secondTableFlag = 0x0200

/** Our own reading of the body, which tells tables apart; null when what tells them is not sound. */
function ownReading(streams: ReadonlyMap<string, Buffer>, word: Buffer): DocItem[] | null {
  const name = (word.readUInt16LE(0x0a) & secondTableFlag) !== 0 ? '1Table' : '0Table'
  try {
    const table = streams.get(name) ?? Buffer.alloc(0)
    return docItems({ word, table, data: streams.get('Data') ?? Buffer.alloc(0) })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The letters and digits of a text: what two readings of it must have in common. */
function substance(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/** What word-extractor reads, or why it reads nothing. */
type Extraction = { readonly body: string; readonly boxes: string } | { readonly failure: AttachmentError }

async function extract(streams: ReadonlyMap<string, Buffer>): Promise<Extraction> {
  const wanted = new Map([...streams].filter(([name]) => /^(?:WordDocument|[01]Table|Data)$/.test(name)))
  try {
    // The library follows chains of sectors without end; it gets a file whose chains are sound.
    const document = await new WordExtractor().extract(writeOle(wanted))
    return {
      body: foldRadicals(document.getBody({ filterUnicode: false })),
      boxes: foldRadicals(document.getTextboxes({ filterUnicode: false, includeHeadersAndFooters: false })),
    }
  } catch (error) {
    return { failure: asAttachmentError(error, 'the Word document cannot be read') }
  }
}

/**
 * The document as blocks. Our own reading knows the tables, word-extractor knows deleted text and odd files: where both
 * give the same text the first is taken, else the second; where only one reads the file, that one.
 */
function blocksOf(items: readonly DocItem[] | null, extraction: Extraction): Block[] {
  if ('failure' in extraction) {
    if (items === null || items.length === 0) throw extraction.failure
    return itemBlocks(items)
  }
  const { body, boxes } = extraction
  const own = items?.flatMap((item) => (item.kind === 'row' ? item.cells : [item.text])).join('') ?? ''
  const agree = items !== null && substance(own) === substance(body)
  return [...(agree ? itemBlocks(items) : docBlocks(body)), ...docBlocks(boxes)]
}

/**
 * The text and tables of a Word 97–2003 document, or of one of WPS Writer, which is the same inside.
 *
 * @param streams of its OLE file
 * @throws AttachmentError encrypted, unsupported, damaged
 */
export async function readDoc(
  streams: ReadonlyMap<string, Buffer>,
  format: 'doc' | 'wps',
  budget: Budget,
): Promise<AttachmentText> {
  const word = streams.get('WordDocument')
  if (word === undefined) throw new AttachmentError('unsupported', 'the OLE file holds no Word document')
  check(word)
  const text = composeDocument(format, blocksOf(ownReading(streams, word), await extract(streams)), budget)
  const scanned = text.text === '' && (streams.get('Data')?.length ?? 0) > 10_000
  return { ...text, scanned }
}
