import { headsNeighbours, isByline } from './endings.ts'
import { isSentence } from './prose.ts'
import type { Block, Box, Range, Scan } from './scan.ts'

/** How much a block counts when the main text is looked for; one long paragraph counts no more than a few short ones. */
function weightOf(block: Block): number {
  if (block.region.name !== 'content') return 0
  const plain = block.text.length - block.linked
  if (block.table !== null) return Math.min(plain, 2000)
  return plain < 12 ? 0 : Math.min(plain, 240)
}

/** Sums of the weights of blocks, so that every range of them is weighed in one step. */
function sumsOf(weights: readonly number[]): (range: Range) => number {
  const sums = [0]
  let sum = 0
  for (const weight of weights) {
    sum += weight
    sums.push(sum)
  }
  const at = (number: number): number => sums[Math.min(number, weights.length)] ?? 0
  return ({ from, to }) => at(to) - at(from)
}

/** Whether another article begins: a heading with a line that says day and hour right behind it. */
function beginsArticle(blocks: readonly Block[], number: number): boolean {
  const head = blocks[number]
  if (head === undefined || !head.titled || head.text.length < 8 || head.table !== null) return false
  return blocks.slice(number + 1, number + 6).some(isByline)
}

/** Prose that must stand behind a title before another article or a heading of neighbours can end its page, characters. */
const enough = 80

/**
 * Where the article under a title ends for sure: at the heading of neighbours, recommendations or comments, or at the
 * next article of an endless page. What lies behind is not weighed when the main text is looked for.
 *
 * @param title the lines that head or metas confirm; null when there are none: then the page ends it
 */
export function limitOf(blocks: readonly Block[], title: Range | null): number {
  if (title === null) return blocks.length
  let prose = 0
  for (let number = title.to; number < blocks.length; number++) {
    const block = blocks[number]
    if (block === undefined) break
    if (prose >= enough && (headsNeighbours(block) || beginsArticle(blocks, number))) return number
    if (block.table !== null || (block.region.name === 'content' && isSentence(block))) prose += block.text.length
  }
  return blocks.length
}

/** The boxes without those of single paragraphs: a name that stands on one after the other names none of them the article. */
function withoutParagraphs(boxes: readonly Box[]): readonly Box[] {
  const large = boxes.filter(({ from, to }) => to - from > 2)
  const small = boxes.length - large.length
  return small >= 5 && small >= boxes.length * 0.8 ? large : boxes
}

/** A frame by its name alone that holds less than this of the page is that of the strip or the title. */
const leastOfFrame = 0.12

/** The box that its system marked as the text of the article, or named like the frame of one; null when none is worth it. */
function markedBox(boxes: readonly Box[], weigh: (range: Range) => number, total: number): Box | null {
  // A mark that holds next to nothing of a long page is a leftover of a template, not the article.
  const least = Math.max(12, Math.min(60, total * 0.1), total * 0.04)
  const marked = ([2, 1] as const).map((hint) => withoutParagraphs(boxes.filter((box) => box.hint === hint)))
  const [own = 0, frame = 0] = marked.map((list) => list.reduce((best, box) => Math.max(best, weigh(box)), 0))
  const [first = [], second = []] = marked
  if (own >= least && own >= frame * 0.25) return first.find((box) => weigh(box) >= own * 0.9) ?? null
  return frame >= Math.max(least, total * leastOfFrame)
    ? (second.find((box) => weigh(box) >= frame * 0.9) ?? null)
    : null
}

/**
 * The innermost box that holds (nearly) all of the main text: by the marks of known systems, otherwise by density. A
 * box found by density alone is widened to the title when sentences stand between the two.
 *
 * @param title the lines that head or metas confirm, if any
 * @param limit what lies behind this block is another matter ({@link limitOf})
 */
export function findBody(scan: Scan, title: Range | null, limit: number): Range {
  const blocks = scan.blocks.slice(0, limit)
  const isTitle = (number: number): boolean => title !== null && number >= title.from && number < title.to
  const weigh = sumsOf(blocks.map((block, number) => (isTitle(number) ? 0 : weightOf(block))))
  const whole = { from: 0, to: limit }
  const total = weigh(whole)
  const boxes = scan.boxes.filter((box) => box.from < limit)
  const marked = markedBox(boxes, weigh, total)
  const clipped = ({ from, to }: Range): Range => ({ from, to: Math.min(to, limit) })
  if (marked !== null) return clipped(marked)
  const dense = boxes.filter((box) => weigh(box) >= total * 0.75)
  const found = dense.find((box) => box.to - box.from > 1) ?? dense[0] ?? whole
  if (title === null || title.to > found.from) return clipped(found)
  const missed = blocks.slice(title.to, found.from).findIndex((block) => weightOf(block) > 0 && isSentence(block))
  if (missed < 0) return clipped(found)
  const from = title.to + missed
  return clipped(boxes.find((box) => box.from <= from && box.to >= found.to) ?? { from, to: found.to })
}
