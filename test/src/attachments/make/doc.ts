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

/**
 * A row with the borders of its cells, in twips, and how they are merged down: 1 with the one above, 3 first. All its
 * paragraphs say that they are in a table; those of a plain row do not, as in files of careless programs.
 */
export interface ShapedRow {
  readonly cells: readonly string[]
  readonly edges: readonly number[]
  readonly merges?: readonly number[]
}

type Row = readonly string[] | ShapedRow
type Content = readonly (string | readonly Row[])[]

function isShaped(row: Row): row is ShapedRow {
  return 'edges' in row
}

/** The definition of a row ([MS-DOC] sprmTDefTable): count, borders, 20 bytes a cell. */
function definition({ cells, edges, merges = [] }: ShapedRow): Buffer {
  const bytes = Buffer.alloc(5 + edges.length * 2 + cells.length * 20)
  bytes.writeUInt16LE(0xd608, 0)
  bytes.writeUInt16LE(bytes.length - 4 + 1, 2)
  bytes[4] = cells.length
  for (const [at, edge] of edges.entries()) bytes.writeInt16LE(edge, 5 + at * 2)
  for (const [at, merge] of merges.entries()) bytes.writeUInt16LE(merge << 5, 5 + edges.length * 2 + at * 20)
  return bytes
}

/** The end of a paragraph, by its place in the text, with the modifiers of its properties. */
interface Mark {
  readonly at: number
  readonly list: Buffer
}

const inTable = Buffer.from([0x16, 0x24, 1])
const rowEnd = Buffer.from([0x17, 0x24, 1])

/** A page of paragraph properties ([MS-DOC] PapxFkp) for one mark. */
function propertyPage({ at, list }: Mark): Buffer {
  const properties = Buffer.alloc(page)
  properties.writeUInt32LE(textAt + at * 2, 0)
  properties.writeUInt32LE(textAt + at * 2 + 2, 4)
  properties[8] = 16
  // The style and its list are an odd number of bytes long; a modifier of one byte (keep lines, off) fills it up.
  const odd = list.length % 2 === 1 ? list : Buffer.concat([list, Buffer.from([0x05, 0x24, 0])])
  properties[32] = (2 + odd.length + 1) / 2
  odd.copy(properties, 35)
  properties[511] = 1
  return properties
}

/** The text of a document and its marks: a string is a paragraph, a list of rows a table. */
function textOf(blocks: Content): { text: string; marks: Mark[] } {
  let text = ''
  const marks: Mark[] = []
  for (const block of blocks) {
    if (typeof block === 'string') text += `${block}\r`
    else {
      for (const row of block) {
        const cells = isShaped(row) ? row.cells : row
        const inner = cells.map((cell) => cell.replaceAll('\n', '\r') + cellMark).join('')
        if (isShaped(row)) {
          for (const match of inner.matchAll(/\p{Cc}/gu)) marks.push({ at: text.length + match.index, list: inTable })
        }
        text += inner
        const list = isShaped(row) ? Buffer.concat([inTable, rowEnd, definition(row)]) : rowEnd
        marks.push({ at: text.length, list })
        text += cellMark
      }
    }
  }
  return { text, marks }
}

/** A Word 97 document: head, one piece of UTF-16 text, the pages that tell the ends of rows. */
export function makeDoc(blocks: Content, { encrypted = false, mark = 0xa5ec }: DocOptions = {}): Buffer {
  const { text, marks } = textOf(blocks)
  const body = Buffer.from(text, 'utf16le')
  const firstPage = Math.ceil((textAt + body.length) / page)
  const word = Buffer.alloc((firstPage + marks.length + 1) * page)
  word.writeUInt16LE(mark, 0)
  word.writeUInt16LE(0x0200 | (encrypted ? 0x0100 : 0), 0x0a)
  word.writeUInt32LE(text.length, 0x4c)
  body.copy(word, textAt)
  marks.forEach((mark, index) => {
    propertyPage(mark).copy(word, (firstPage + index) * page)
  })
  const pieces = Buffer.alloc(1 + 4 + 8 + 8)
  pieces[0] = 2
  pieces.writeUInt32LE(16, 1)
  pieces.writeUInt32LE(text.length, 9)
  pieces.writeUInt32LE(textAt, 15)
  const places = Buffer.alloc((marks.length + 1) * 4 + marks.length * 4)
  marks.forEach(({ at }, index) => {
    places.writeUInt32LE(textAt + at * 2, index * 4)
    places.writeUInt32LE(firstPage + index, (marks.length + 1 + index) * 4)
  })
  word.writeUInt32LE(0, 0x01a2)
  word.writeUInt32LE(pieces.length, 0x0102)
  word.writeUInt32LE(marks.length === 0 ? 0 : places.length, 0x0106)
  return writeOle(
    new Map([
      ['WordDocument', word],
      ['1Table', Buffer.concat([pieces, places])],
    ]),
  )
}
