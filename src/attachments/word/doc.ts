import WordExtractor from 'word-extractor'
import type { AttachmentText } from '../attachment.ts'
import type { Budget } from '../budget.ts'
import { composeDocument } from '../document.ts'
import { AttachmentError, asAttachmentError } from '../errors.ts'
import { foldRadicals } from '../fold.ts'
import { writeOle } from '../ole.ts'
import { docBlocks } from './doc-rows.ts'

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
  const wanted = new Map([...streams].filter(([name]) => /^(?:WordDocument|[01]Table|Data)$/.test(name)))
  try {
    // The library follows chains of sectors without end; it gets a file whose chains are sound.
    const document = await new WordExtractor().extract(writeOle(wanted))
    const body = foldRadicals(document.getBody({ filterUnicode: false }))
    const boxes = foldRadicals(document.getTextboxes({ filterUnicode: false, includeHeadersAndFooters: false }))
    const text = composeDocument(format, [...docBlocks(body), ...docBlocks(boxes)], budget)
    const scanned = text.text === '' && (streams.get('Data')?.length ?? 0) > 10_000
    return { ...text, scanned }
  } catch (error) {
    throw asAttachmentError(error, 'the Word document cannot be read')
  }
}
