import { type ChildNode, type Element, isTag } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import type { ZipMember } from '../archive/zip.ts'
import type { AttachmentText } from '../attachment.ts'
import type { Budget } from '../budget.ts'
import { type Block, composeDocument } from '../document.ts'
import { AttachmentError, asAttachmentError } from '../errors.ts'
import { foldRadicals } from '../fold.ts'
import { cellText, type Grid, type GridCell } from '../grid.ts'
import { attribute, childrenOf, firstNamed, localName } from './markup.ts'
import { type Numbering, noNumbering, readNumbering } from './numbering.ts'
import { boxesIn, paragraphText } from './paragraph.ts'

/** Elements that only wrap paragraphs and tables. */
const wrappers = new Set(['sdt', 'sdtContent', 'ins', 'moveTo', 'customXml', 'smartTag', 'AlternateContent', 'Choice'])
/** Nesting beyond this is no document of a person. */
const deepest = 100

/** The elements of some names below a node, through wrappers. */
function* stepping(node: Element, names: ReadonlySet<string>, depth = 0): Generator<Element> {
  if (depth > deepest) throw new AttachmentError('damaged', `the document nests deeper than ${deepest}`)
  for (const child of childrenOf(node)) {
    const name = localName(child)
    if (names.has(name)) yield child
    else if (wrappers.has(name)) yield* stepping(child, names, depth + 1)
  }
}

const blockNames = new Set(['p', 'tbl'])
const rowNames = new Set(['tr'])
const cellNames = new Set(['tc'])

function numberAttribute(element: Element | null, fallback: number, most: number): number {
  const value = Number(element === null ? Number.NaN : attribute(element, 'val'))
  return Number.isInteger(value) && value > 0 ? Math.min(value, most) : fallback
}

class Reader {
  readonly #numbering: Numbering
  #tables = 0

  constructor(numbering: Numbering) {
    this.#numbering = numbering
  }

  blocks(node: Element, depth = 0): Block[] {
    if (depth > deepest) throw new AttachmentError('damaged', `the document nests deeper than ${deepest}`)
    const blocks: Block[] = []
    for (const element of stepping(node, blockNames)) {
      if (localName(element) === 'tbl') {
        this.#tables++
        const where = `table ${this.#tables}`
        blocks.push({ kind: 'table', grid: this.grid(element, depth), where, caption: null })
      } else {
        const text = this.#numbering.label(element) + paragraphText(element)
        blocks.push({ kind: 'paragraph', text: foldRadicals(text).trim() })
        for (const box of boxesIn(element)) blocks.push(...this.blocks(box, depth + 1))
      }
    }
    return blocks
  }

  /** A cell's paragraphs as one text, tables in it as their cells. */
  textIn(cell: Element, depth: number): string {
    const texts = this.blocks(cell, depth + 1).flatMap((block) =>
      block.kind === 'paragraph' ? [block.text] : block.grid.cells.map(({ text }) => text),
    )
    return cellText(texts.join(' '))
  }

  grid(table: Element, depth: number): Grid {
    const cells: GridCell[] = []
    // The cell that spans down from above, by its first column.
    let open = new Map<number, number>()
    let width = 0
    let row = 0
    for (const line of stepping(table, rowNames)) {
      const next = new Map<number, number>()
      let column = numberAttribute(firstNamed(firstNamed(line, 'trPr'), 'gridBefore'), 0, 60)
      for (const cell of stepping(line, cellNames)) {
        const properties = firstNamed(cell, 'tcPr')
        const columns = numberAttribute(firstNamed(properties, 'gridSpan'), 1, 60)
        const merge = firstNamed(properties, 'vMerge')
        const above = open.get(column)
        const spanning = above === undefined ? undefined : cells[above]
        if (merge !== null && attribute(merge, 'val') !== 'restart' && above !== undefined && spanning !== undefined) {
          cells[above] = { ...spanning, rows: row + 1 - spanning.row }
          next.set(column, above)
        } else {
          if (merge !== null) next.set(column, cells.length)
          cells.push({ row, column, rows: 1, columns, text: this.textIn(cell, depth) })
        }
        column += columns
      }
      width = Math.max(width, column)
      open = next
      row++
    }
    return { cells, height: row, width }
  }
}

function bodyOf(xml: string): Element {
  const document = parseDocument(xml, { xmlMode: true })
  const root = document.children.find((node: ChildNode): node is Element => isTag(node))
  const body = root === undefined ? null : firstNamed(root, 'body')
  if (body === null) throw new AttachmentError('damaged', 'the document part has no body')
  return body
}

/**
 * The text and tables of a Word document, spans resolved and automatic numbers written out.
 *
 * @param members of its zip archive
 * @throws AttachmentError damaged, too-large
 */
export async function readDocx(members: readonly ZipMember[], budget: Budget): Promise<AttachmentText> {
  const part = async (name: string): Promise<string | null> =>
    (await members.find((member) => member.name === name)?.read())?.toString('utf8') ?? null
  const main = await part('word/document.xml')
  if (main === null) throw new AttachmentError('damaged', 'the Word document has no main part')
  try {
    const list = await part('word/numbering.xml')
    const numbering = list === null ? noNumbering : readNumbering(list, (await part('word/styles.xml')) ?? '')
    const text = composeDocument('docx', new Reader(numbering).blocks(bodyOf(main)), budget)
    const pictures = members.some((member) => /^word\/media\/.+\.(?:png|jpe?g|tiff?|bmp|gif)$/i.test(member.name))
    return { ...text, scanned: text.text === '' && pictures }
  } catch (error) {
    throw asAttachmentError(error, 'the Word document cannot be read')
  }
}
