import { fold } from './fold.ts'
import { isIndexTable } from './index-table.ts'
import { statesSomething } from './labels.ts'
import type { Metas } from './metas.ts'
import type { Block, Range, Scan } from './scan.ts'
import { findTitle } from './title-block.ts'

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

/** Lines that only stand at the end of an article, or of the page. */
const ending =
  /^[\s[【(]*(?:上一篇|下一篇|上一条|下一条|上一页|下一页|打印本页|打印此[文页]|打印|关闭窗口|关闭本页|关闭|加入收藏|返回顶部|扫一扫|分享到|分享|责任编辑|编辑|相关链接|相关文章|相关新闻|相关报道|相关稿件|相关阅读|相关信息|友情链接|网站地图|联系我们|版权所有|主办单位|主办|承办单位|承办|技术支持|维护单位|网站标识码|您访问的链接)\s*(?:$|[:\]】)|>[\s])|【字体|ICP备|公网安备|版权所有|网站标识码|技术支持|管理运营|您是第\s*\d+\s*位|(?:本站|网站)总?访问量/
/** Lines of tools and trails that may stand before an article without being part of it. */
const furniture =
  /^[\s[【|]*(?:设为首页|首\s?页|网站首页|您?的?(?:当前|现在)(?:所在)?的?位置|您现在(?:所)?在的?位置|所在位置|您好|今天是|现在是|字号|字体|大\s*(?:中\s*)?小|分享|打印|关闭|收藏|繁体|无障碍|浏览字号|语音播报|扫一扫)/
const sentence = /[。；]|[,，].{6,}[,，]/
const heading =
  /^(?:[一二三四五六七八九十]{1,3}\s*、|第[一二三四五六七八九十]{1,3}[章部条]|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]\D)/

/** Whether a block reads like the text of an article: a sentence, a numbered heading or a table of data. */
export function isProse(block: Block): boolean {
  if (block.table !== null) return !isIndexTable(block.table)
  if (block.linked > block.text.length / 2) return false
  return (block.text.length >= 24 && sentence.test(block.text)) || heading.test(block.text)
}

/** Whether a block is a tool of the page (share, print, the way to here) rather than its text. */
export function isFurniture(block: Block): boolean {
  return block.text.length <= 120 && (furniture.test(block.text) || ending.test(block.text))
}

function isContent(block: Block | undefined): boolean {
  return block !== undefined && block.region.name === 'content'
}

/** How much a block counts when the main text is looked for; one long paragraph counts no more than a few short ones. */
function weightOf(block: Block): number {
  if (block.region.name !== 'content') return 0
  const plain = block.text.length - block.linked
  if (block.table !== null) return Math.min(plain, 2000)
  return plain < 12 ? 0 : Math.min(plain, 240)
}

/** The innermost box that holds (nearly) all of the main text: by the marks of known systems, otherwise by density. */
function findBody(scan: Scan): Range {
  const sums = [0]
  for (const block of scan.blocks) sums.push((sums.at(-1) ?? 0) + weightOf(block))
  const weigh = ({ from, to }: Range): number => (sums[to] ?? 0) - (sums[from] ?? 0)
  const whole = { from: 0, to: scan.blocks.length }
  const total = weigh(whole)
  // A mark that holds next to nothing of a long page is a leftover of a template, not the article.
  const least = Math.max(12, Math.min(60, total * 0.1), total * 0.04)
  for (const hint of [2, 1]) {
    const marked = scan.boxes.filter((box) => box.hint === hint)
    const most = marked.reduce((best, box) => Math.max(best, weigh(box)), 0)
    const rival =
      hint === 1 ? 0 : scan.boxes.reduce((best, box) => (box.hint === 1 ? Math.max(best, weigh(box)) : best), 0)
    if (most >= least && most >= rival * 0.25) return marked.find((box) => weigh(box) >= most * 0.9) ?? whole
  }
  const dense = scan.boxes.filter((box) => weigh(box) >= total * 0.75)
  return dense.find((box) => box.to - box.from > 1) ?? dense[0] ?? whole
}

/** Finds title, strip, index tables and main text among the blocks of a page. */
export function locate(scan: Scan, metas: Metas): Layout {
  const { blocks } = scan
  const box = findBody(scan)
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
  return statesSomething(block.text) || isFurniture(block)
}

/** The first block of the main text: after the title and after the last line of labels before the first sentence. */
function startOfText(blocks: readonly Block[], box: Range, title: Range | null): number {
  const inside = title !== null && title.from >= box.from && title.to <= box.to
  const first = inside ? title.to : box.from
  const head = blocks.slice(first, box.to)
  const prose = head.findIndex(isProse)
  return first + (prose < 0 ? head : head.slice(0, prose)).findLastIndex(precedesText) + 1
}

/** The end of the main text: the first line after it that belongs to the page rather than to the article. */
function endOfText(blocks: readonly Block[], from: number, limit: number): number {
  const ends = ({ table, text }: Block): boolean => table === null && text.length <= 120 && ending.test(fold(text))
  const at = blocks.slice(from, limit).findIndex(ends)
  return at < 0 ? limit : from + at
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
