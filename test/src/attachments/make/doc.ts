import { writeOle } from '../../../../src/attachments/ole.ts'

/** The mark at the end of a cell; of a row too, where the properties of the paragraph say so. */
const cellMark = '\x07'

export interface DocOptions {
  readonly encrypted?: boolean
  /** The mark of the stream; that of Word 95 is 0xa5dc. */
  readonly mark?: number
}

const page = 512
const textAt = 2 * page

/** A page of paragraph properties ([MS-DOC] PapxFkp) that says of one mark that it ends a row (sprmPFTtp). */
function rowEndPage(at: number): Buffer {
  const properties = Buffer.alloc(page)
  properties.writeUInt32LE(at, 0)
  properties.writeUInt32LE(at + 2, 4)
  properties[8] = 32
  Buffer.from([3, 0, 0, 0x17, 0x24, 1]).copy(properties, 64)
  properties[511] = 1
  return properties
}

/** The text of a document and where its rows end: a string is a paragraph, a list of lists a table. */
function textOf(blocks: readonly (string | readonly (readonly string[])[])[]): { text: string; rowEnds: number[] } {
  let text = ''
  const rowEnds: number[] = []
  for (const block of blocks) {
    if (typeof block === 'string') text += `${block}\r`
    else {
      for (const row of block) {
        text += row.map((cell) => cell.replaceAll('\n', '\r') + cellMark).join('')
        rowEnds.push(text.length)
        text += cellMark
      }
    }
  }
  return { text, rowEnds }
}

/** A Word 97 document: head, one piece of UTF-16 text, the pages that tell the ends of rows. */
export function makeDoc(
  blocks: readonly (string | readonly (readonly string[])[])[],
  { encrypted = false, mark = 0xa5ec }: DocOptions = {},
): Buffer {
  const { text, rowEnds } = textOf(blocks)
  const body = Buffer.from(text, 'utf16le')
  const firstPage = Math.ceil((textAt + body.length) / page)
  const word = Buffer.alloc((firstPage + rowEnds.length + 1) * page)
  word.writeUInt16LE(mark, 0)
  word.writeUInt16LE(0x0200 | (encrypted ? 0x0100 : 0), 0x0a)
  word.writeUInt32LE(text.length, 0x4c)
  body.copy(word, textAt)
  rowEnds.forEach((at, index) => {
    rowEndPage(textAt + at * 2).copy(word, (firstPage + index) * page)
  })
  const pieces = Buffer.alloc(1 + 4 + 8 + 8)
  pieces[0] = 2
  pieces.writeUInt32LE(16, 1)
  pieces.writeUInt32LE(text.length, 9)
  pieces.writeUInt32LE(textAt, 15)
  const places = Buffer.alloc((rowEnds.length + 1) * 4 + rowEnds.length * 4)
  rowEnds.forEach((at, index) => {
    places.writeUInt32LE(textAt + at * 2, index * 4)
    places.writeUInt32LE(firstPage + index, (rowEnds.length + 1 + index) * 4)
  })
  word.writeUInt32LE(0, 0x01a2)
  word.writeUInt32LE(pieces.length, 0x0102)
  word.writeUInt32LE(rowEnds.length === 0 ? 0 : places.length, 0x0106)
  return writeOle(
    new Map([
      ['WordDocument', word],
      ['1Table', Buffer.concat([pieces, places])],
    ]),
  )
}
