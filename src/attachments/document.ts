import type { TextTable } from '../statistics/statistic.ts'
import type { AttachmentFormat, AttachmentText } from './attachment.ts'
import { problem } from './attachment.ts'
import type { Budget } from './budget.ts'
import { type Grid, gridMarkdown, isTable, textTable } from './grid.ts'

/** A piece of a document in reading order. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly grid: Grid; readonly where: string; readonly caption: string | null }

/** A line longer than this, in characters, is a paragraph and not the heading of the table below it. */
const captionLength = 60

/** Paragraphs that are only the unit of the table below: 单位：件. The heading stands above them. */
const unitLine = /^[（(]?\s*(?:计量)?单位\s*[：:]/

function captionAbove(blocks: readonly Block[], at: number): string | null {
  for (let above = at - 1; above >= Math.max(0, at - 2); above--) {
    const block = blocks[above]
    if (block === undefined || block.kind === 'table') return null
    if (!unitLine.test(block.text)) return block.text.length <= captionLength ? block.text : null
  }
  return null
}

/** What a document says besides its blocks. */
export interface DocumentFacts {
  readonly pages?: number | null
  readonly scanned?: boolean
  readonly problems?: readonly string[]
}

/** Blocks as the text of an attachment. Tables beyond the budget are left out, and that is said. */
export function composeDocument(
  format: AttachmentFormat,
  pieces: readonly Block[],
  budget: Budget,
  facts: DocumentFacts = {},
): AttachmentText {
  const blocks = pieces.filter((block) => block.kind === 'table' || block.text !== '')
  const texts: string[] = []
  const tables: TextTable[] = []
  const problems = [...(facts.problems ?? [])]
  blocks.forEach((block, at) => {
    if (block.kind === 'paragraph') {
      texts.push(block.text)
    } else if (!isTable(block.grid)) {
      texts.push(...block.grid.cells.map((cell) => cell.text).filter((text) => text !== ''))
    } else if (budget.fill(block.grid.height * block.grid.width)) {
      tables.push(textTable(block.grid, block.caption ?? captionAbove(blocks, at), block.where))
      texts.push(gridMarkdown(block.grid))
    } else {
      problems.push(problem('cut', `the table at ${block.where} has too many cells`))
    }
  })
  const { pages = null, scanned = false } = facts
  return { format, text: texts.join('\n\n'), tables, pages, scanned, problems, entries: [] }
}
