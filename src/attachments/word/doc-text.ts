import { foldRadicals } from '../fold.ts'
import {
  type ParagraphRun,
  type Piece,
  paragraphRuns,
  piecesOf,
  type RowShape,
  type WordStreams,
} from './doc-shapes.ts'

/** A piece of the body of a Word document: a paragraph, or a row of a table with its shape. */
export type DocItem =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'row'; readonly cells: readonly string[]; readonly shape: RowShape }

const western = new TextDecoder('windows-1252')
const wide = new TextDecoder('utf-16le')

function textOf(piece: Piece, word: Buffer): string {
  const bytes = word.subarray(piece.fc, piece.fc + piece.characters * piece.width)
  return (piece.width === 1 ? western : wide).decode(bytes)
}

/** Marks in the text of Word: ends of paragraphs, cells and pages, breaks, fields. */
const cellEnd = '\x07'
const lineBreak = '\x0b'
const pageBreak = '\x0c'
const fieldBegin = '\x13'
const fieldResult = '\x14'
const fieldEnd = '\x15'

class Builder {
  readonly #items: DocItem[] = []
  /** Whether every end of a cell lies in a table, as it must. */
  #sound = true
  #cells: string[] = []
  #text = ''
  /** For each open field whether its code is over. */
  readonly #fields: boolean[] = []

  character(character: string, run: ParagraphRun | undefined): void {
    if (character === fieldBegin) this.#fields.push(false)
    else if (character === fieldResult) this.#fields.splice(-1, 1, true)
    else if (character === fieldEnd) this.#fields.pop()
    else if (this.#fields.includes(false)) return
    else if (character === cellEnd) this.#endCell(run)
    else if (character === '\r' && run?.inTable === true) this.#text += '\n'
    else if (character === '\r' || character === pageBreak) this.#endParagraph()
    else if (character === lineBreak) this.#text += '\n'
    else if (character === '\x1e') this.#text += '-'
    else if (character === '\t' || character >= ' ') this.#text += character
  }

  end(): DocItem[] | null {
    this.#endParagraph()
    return this.#sound ? this.#items : null
  }

  #endCell(run: ParagraphRun | undefined): void {
    if (run?.inTable !== true) this.#sound = false
    const row = run?.row ?? null
    if (row === null) this.#cells.push(foldRadicals(this.#text))
    else {
      this.#items.push({ kind: 'row', cells: this.#cells, shape: row })
      this.#cells = []
    }
    this.#text = ''
  }

  #endParagraph(): void {
    // Cells without the end of their row are no table.
    for (const text of [...this.#cells, this.#text])
      if (text !== '') this.#items.push({ kind: 'paragraph', text: foldRadicals(text) })
    this.#cells = []
    this.#text = ''
  }
}

/**
 * The body of a Word 97 document with its tables told apart from its prose by the properties of the paragraphs.
 * Deleted text is not left out.
 *
 * @returns null when the properties do not go with the text
 * @throws RangeError when the streams are damaged
 */
export function docItems(streams: WordStreams): DocItem[] | null {
  const { word } = streams
  const length = word.readUInt32LE(0x4c)
  const runs = paragraphRuns(streams)
  const builder = new Builder()
  for (const piece of piecesOf(streams)) {
    let at = runs.findIndex((run) => run.to > piece.fc)
    const text = textOf(piece, word).slice(0, Math.max(0, length - piece.cp))
    for (let index = 0; index < text.length; index++) {
      const place = piece.fc + index * piece.width
      while (at >= 0 && at < runs.length && (runs[at]?.to ?? 0) <= place) at++
      const run = runs[at]
      builder.character(text[index] ?? '', run !== undefined && run.from <= place ? run : undefined)
    }
  }
  return builder.end()
}
