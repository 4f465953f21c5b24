import type { Block } from '../document.ts'
import type { PageTable } from './cells.ts'
import { joinTables } from './join.ts'
import { joinLines, type Line } from './lines.ts'
import type { PageContent, Piece } from './pages.ts'

/** Where the text of a page begins and ends, in points. */
interface Measure {
  readonly left: number
  readonly right: number
}

/** The left border is where most long lines begin, the right border where the longest ends. */
function measureOf(pieces: readonly Piece[]): Measure {
  const lines = pieces.flatMap((piece) => (piece.kind === 'line' ? [piece.line] : []))
  const long = lines.filter((line) => line.text.length >= 10)
  const right = Math.max(0, ...lines.map((line) => line.right))
  const starts = new Map<number, number>()
  for (const line of long) {
    const key = Math.round(line.left / 4)
    starts.set(key, (starts.get(key) ?? 0) + 1)
  }
  const [key] = [...starts].toSorted(([a, m], [b, n]) => n - m || a - b)[0] ?? []
  return { left: key === undefined ? 0 : key * 4, right }
}

/** Chapters and numbered points begin a paragraph wherever they stand. */
const heading = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章条])/

interface Placed {
  readonly line: Line
  readonly measure: Measure
  readonly page: number
}

/** Whether `next` goes on with the paragraph of `line`: that line is full, and this one is not indented. */
function goesOn(line: Placed, next: Placed): boolean {
  const size = line.line.size
  if (Math.abs(size - next.line.size) > size * 0.15 || heading.test(next.line.text)) return false
  const full = line.line.right >= line.measure.right - size * 2.2
  const indented = next.line.left > next.measure.left + size * 1.2
  if (line.page === next.page && next.line.baseline - line.line.baseline > size * 2.6) return false
  return full && !indented
}

class Flow {
  readonly blocks: Block[] = []
  #text = ''
  #last: Placed | null = null
  #table: { table: PageTable; first: number; last: number } | null = null

  line(next: Placed): void {
    this.#endTable()
    if (this.#last !== null && goesOn(this.#last, next)) this.#text = joinLines(this.#text, next.line.text)
    else {
      this.#endText()
      this.#text = next.line.text
    }
    this.#last = next
  }

  table(table: PageTable, page: number, first: boolean): void {
    this.#endText()
    const open = this.#table
    const joined = open !== null && first && open.last === page - 1 ? joinTables(open.table, table) : null
    if (open !== null && joined !== null) this.#table = { table: joined, first: open.first, last: page }
    else {
      this.#endTable()
      this.#table = { table, first: page, last: page }
    }
  }

  end(): Block[] {
    this.#endText()
    this.#endTable()
    return this.blocks
  }

  #endText(): void {
    if (this.#text !== '') this.blocks.push({ kind: 'paragraph', text: this.#text })
    this.#text = ''
    this.#last = null
  }

  #endTable(): void {
    if (this.#table === null) return
    const { table, first, last } = this.#table
    const where = first === last ? `page ${first}` : `pages ${first}–${last}`
    this.blocks.push({ kind: 'table', grid: table.grid, where, caption: null })
    this.#table = null
  }
}

/** Pages as one text: paragraphs and tables go on over the page where they do. */
export function flowOf(pages: readonly PageContent[]): Block[] {
  const flow = new Flow()
  for (const { number, pieces } of pages) {
    const measure = measureOf(pieces)
    pieces.forEach((piece, at) => {
      if (piece.kind === 'line') flow.line({ line: piece.line, measure, page: number })
      else flow.table(piece.table, number, at === 0)
    })
  }
  return flow.end()
}
