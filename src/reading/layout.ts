import { findBody, limitOf } from './article-box.ts'
import { countLinkRows, endsArticle, isByline, isFurniture } from './endings.ts'
import { isIndexTable } from './index-table.ts'
import { statesSomething } from './labels.ts'
import type { Metas } from './metas.ts'
import { isProse } from './prose.ts'
import type { Block, Range, Scan } from './scan.ts'
import { findNamedTitle, findTitle } from './title-block.ts'

/** Where things stand on a page, as numbers of blocks. */
export interface Layout {
  /** The title: from which block up to, and without, which; null when no block is one. */
  readonly title: Range | null
  /** Blocks that carry labels: between title and main text, before the title, or right after the main text. */
  readonly strip: readonly number[]
  readonly indexTables: readonly number[]
  /** The main text: blocks from `from` up to, and without, `to`. */
  readonly from: number
  readonly to: number
  /** Where the body's box ends: attachments may stand between `to` and here. */
  readonly end: number
}

function isContent(block: Block | undefined): boolean {
  return block !== undefined && block.region.name === 'content'
}

/** Finds title, strip, index tables and main text among the blocks of a page. */
export function locate(scan: Scan, metas: Metas): Layout {
  const { blocks } = scan
  const named = findNamedTitle(scan, metas)
  const box = findBody(scan, named, limitOf(blocks, named))
  const title = findTitle(scan, metas, box)
  const indexTables: number[] = []
  for (const [number, block] of blocks.entries()) {
    if (block.table !== null && block.region.name !== 'footer' && isIndexTable(block.table)) indexTables.push(number)
  }
  const from = startOfText(blocks, box, title)
  const to = endOfText(blocks, from, box.to)
  const strip = stripBlocks(blocks, from, to, box.to)
  return { title, strip, indexTables, from, to, end: Math.max(to, box.to) }
}

/** Whether a block before the first sentence belongs to the strip or to the page rather than to the text. */
function precedesText(block: Block): boolean {
  if (block.table !== null) return isIndexTable(block.table)
  return isByline(block) || statesSomething(block.text) || isFurniture(block)
}

/** Lines before the first sentence from which on they are the knobs of a player or the like, if they are as short as that. */
const manyLines = 8
const knob = 8

/** The first block of the main text: after the title and after the last line of labels before the first sentence. */
function startOfText(blocks: readonly Block[], box: Range, title: Range | null): number {
  const inside = title !== null && title.from >= box.from && title.to <= box.to
  const first = inside ? title.to : box.from
  const within = blocks.slice(first, box.to)
  const prose = within.findIndex(isProse)
  const head = prose < 0 ? within : within.slice(0, prose)
  const knobs = prose < 0 ? [] : head.filter(({ table, text }) => table === null && text.length <= knob)
  if (knobs.length >= manyLines && knobs.length >= head.length * 0.6) return first + prose
  return first + head.findLastIndex(precedesText) + 1
}

/** The end of the main text: the first line after it that belongs to the page rather than to the article. */
function endOfText(blocks: readonly Block[], from: number, limit: number): number {
  const within = blocks.slice(from, limit)
  const at = within.findIndex((block, number) => endsArticle(block, within[number + 1]))
  const text = at < 0 ? within : within.slice(0, at)
  return from + text.length - countLinkRows(text)
}

const nearTitle = 40
const afterText = 8

function stripBlocks(blocks: readonly Block[], from: number, to: number, boxEnd: number): number[] {
  const strip: number[] = []
  const consider = (number: number): void => {
    const block = blocks[number]
    if (block === undefined || block.table !== null || block.text.length > 300) return
    if (isContent(block) || block.region.name === 'aside') strip.push(number)
  }
  for (let number = Math.max(0, from - nearTitle); number < from; number++) consider(number)
  // After the text only lines that are nothing but a label: a sentence there may be part of another article.
  for (let number = to; number < Math.min(blocks.length, Math.max(to, boxEnd) + afterText); number++) {
    const block = blocks[number]
    if (
      block !== undefined &&
      block.text.length <= 80 &&
      isContent(block) &&
      /^[【[(\s]*(?:信息|文章|稿件)?来源\s*[:：]/.test(block.text)
    )
      strip.push(number)
  }
  return strip
}
