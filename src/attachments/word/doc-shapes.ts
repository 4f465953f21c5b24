/** How a cell is merged with the one above it. */
export type VerticalMerge = 'none' | 'first' | 'below'

/** The cells of one row of a table in a Word 97 document. */
export interface RowShape {
  /** The borders of the cells, in twips, one more than there are cells. */
  readonly edges: readonly number[]
  readonly merges: readonly VerticalMerge[]
}

/** The streams of a Word 97 document that tell of its tables. */
export interface WordStreams {
  /** WordDocument. */
  readonly word: Buffer
  /** 0Table or 1Table, whichever the document uses. */
  readonly table: Buffer
  /** Data, where large properties lie; empty when there is none. */
  readonly data: Buffer
}

/** A stretch of characters and where it lies in the stream. */
export interface Piece {
  /** The position of its first character in the text. */
  readonly cp: number
  readonly characters: number
  readonly fc: number
  readonly width: 1 | 2
}

/** A paragraph by its place in the stream, in bytes. */
export interface ParagraphRun {
  readonly from: number
  readonly to: number
  readonly inTable: boolean
  /** The row that it ends; null when it ends none. */
  readonly row: RowShape | null
}

/** Property modifiers of [MS-DOC] 2.6 that are looked for. */
const rowEnd = 0x2417
const inTableFlag = 0x2416
const definition = 0xd608
const verticalMerge = 0xd62b
const elsewhere: readonly number[] = [0x646b, 0x6646]
const tabs = 0xc615

const page = 512
/** A table of Word has 63 columns at most. */
const mostCells = 64

/**
 * The piece table ([MS-DOC] 2.9.38): which characters lie where in the stream.
 *
 * @throws RangeError when it is damaged
 */
export function piecesOf({ word, table }: WordStreams): Piece[] {
  let at = word.readUInt32LE(0x1a2)
  while (table.readUInt8(at) === 1) at += 3 + table.readUInt16LE(at + 1)
  const count = Math.floor((table.readUInt32LE(at + 1) - 4) / 12)
  const from = at + 5
  return Array.from({ length: count }, (_, piece) => {
    const cp = table.readUInt32LE(from + piece * 4)
    const field = table.readUInt32LE(from + (count + 1) * 4 + piece * 8 + 2)
    const narrow = (field & 0x40000000) !== 0
    const place = field & 0x3fffffff
    const characters = table.readUInt32LE(from + (piece + 1) * 4) - cp
    return { cp, characters, fc: narrow ? place / 2 : place, width: narrow ? 1 : 2 }
  })
}

/** How long the operand of a modifier is, in bytes. */
function operandLength(code: number, bytes: Buffer, at: number): number {
  if (code === definition) return bytes.readUInt16LE(at) + 1
  const size = code >> 13
  if (size === 6) return code === tabs && bytes.readUInt8(at) === 255 ? bytes.length - at : bytes.readUInt8(at) + 1
  return [1, 1, 2, 4, 2, 2, 0, 3][size] ?? 1
}

/** The modifiers of a list, those that lie in the Data stream in their place. */
function* modifiers(bytes: Buffer, data: Buffer, depth = 0): Generator<{ code: number; operand: Buffer }> {
  for (let at = 0; at + 2 < bytes.length; ) {
    const code = bytes.readUInt16LE(at)
    const length = operandLength(code, bytes, at + 2)
    const operand = bytes.subarray(at + 2, at + 2 + length)
    if (elsewhere.includes(code) && depth === 0 && operand.length === 4) {
      const place = operand.readUInt32LE(0)
      if (place + 2 <= data.length) {
        yield* modifiers(data.subarray(place + 2, place + 2 + data.readUInt16LE(place)), data, 1)
      }
    } else yield { code, operand }
    at += 2 + length
  }
}

function mergeOf(flags: number): VerticalMerge {
  return flags === 0 ? 'none' : flags === 1 ? 'below' : 'first'
}

/** The cells that a table definition ([MS-DOC] 2.9.315) describes; null when it describes none. */
function definedRow(operand: Buffer): RowShape | null {
  const count = operand.length > 2 ? operand.readUInt8(2) : 0
  if (count === 0 || count > mostCells || operand.length < 3 + (count + 1) * 2) return null
  const edges = Array.from({ length: count + 1 }, (_, at) => operand.readInt16LE(3 + at * 2))
  const flags = 3 + (count + 1) * 2
  const merges = Array.from({ length: count }, (_, at) => {
    const place = flags + at * 20
    return place + 2 <= operand.length ? mergeOf((operand.readUInt16LE(place) >> 5) & 3) : 'none'
  })
  return { edges, merges }
}

/** What the properties of a paragraph say of tables. */
function standing(properties: Buffer, data: Buffer): Pick<ParagraphRun, 'inTable' | 'row'> {
  let [inTable, ends] = [false, false]
  let shape: RowShape | null = null
  for (const { code, operand } of modifiers(properties, data)) {
    if (code === inTableFlag) inTable = operand[0] === 1
    if (code === rowEnd) ends = operand[0] === 1
    if (code === definition) shape = definedRow(operand)
    if (code === verticalMerge && shape !== null && operand.length === 3) {
      const [, cell = 0, flags = 0] = operand
      shape = { ...shape, merges: shape.merges.map((merge, at) => (at === cell ? mergeOf(flags) : merge)) }
    }
  }
  // A row without a definition is a row all the same.
  return { inTable: inTable || ends, row: ends ? (shape ?? { edges: [], merges: [] }) : null }
}

/** The paragraphs on one page of properties ([MS-DOC] 2.9.176). */
function* onPage(bytes: Buffer, data: Buffer): Generator<ParagraphRun> {
  const count = bytes.readUInt8(page - 1)
  for (let at = 0; at < count && (count + 1) * 4 + at * 13 < page; at++) {
    const place = bytes.readUInt8((count + 1) * 4 + at * 13) * 2
    if (place === 0 || place + 2 >= page) continue
    const words = bytes.readUInt8(place)
    const [from, length] = words === 0 ? [place + 2, bytes.readUInt8(place + 1) * 2] : [place + 1, words * 2 - 1]
    // The list of modifiers follows the number of the style.
    const properties = bytes.subarray(from + 2, from + length)
    yield { from: bytes.readUInt32LE(at * 4), to: bytes.readUInt32LE((at + 1) * 4), ...standing(properties, data) }
  }
}

/**
 * The paragraphs of a Word 97 document that have properties of their own, by their place in the stream.
 *
 * @throws RangeError when the streams are damaged
 */
export function paragraphRuns({ word, table, data }: WordStreams): ParagraphRun[] {
  const from = word.readUInt32LE(0x102)
  const count = Math.max(0, Math.floor((word.readUInt32LE(0x106) - 4) / 8))
  const runs: ParagraphRun[] = []
  for (let at = 0; at < count; at++) {
    const number = table.readUInt32LE(from + (count + 1) * 4 + at * 4) & 0x3fffff
    const bytes = word.subarray(number * page, (number + 1) * page)
    if (bytes.length === page) runs.push(...onPage(bytes, data))
  }
  return runs.toSorted((one, other) => one.from - other.from)
}
