import { compact } from './fold.ts'
import type { Layout } from './layout.ts'
import type { Block, Scan } from './scan.ts'
import { toMarkdown } from './tables.ts'

function lineOf(block: Block): string {
  return block.table === null ? block.text : toMarkdown(block.table)
}

/** A text without its repetition: some templates print the article twice, for wide and for narrow screens. */
function withoutEcho(blocks: readonly Block[]): readonly Block[] {
  const first = blocks.findIndex(({ text }) => text.length >= 20)
  const head = blocks[first]
  if (head === undefined) return blocks
  const again = blocks.findIndex(({ text }, number) => number > first && text === head.text)
  const period = again - first
  if (again < 0 || period < 2) return blocks
  let start = again
  while (start > again - first && blocks[start - 1]?.text === blocks[start - 1 - period]?.text) start--
  const tail = blocks.slice(start)
  const equal = tail.filter(({ text }, number) => text === blocks[start + number - period]?.text).length
  return equal >= tail.length * 0.8 && equal >= period * 0.8 ? blocks.slice(0, start) : blocks
}

/** Paragraphs that are nothing but the page's tools, alone or in a row. */
const tools =
  /^(?:大中小|[大中小]|打印|关闭|分享|收藏|下载|返回顶部|字体|播报|编辑|展开|收起|举报|回复|复制链接|[上下]一页|[首尾末]页|\d{1,2}|[|()[\]【】>»×+-])+$/
/** Numbers alone are the numbers of parts of the text, unless they are the pages of an article. */
const toolWord = /[大中小打关分收下返字播编展举回复上首尾末]|^[>»×+-]+$|^(?:【\d{1,2}】){2,}$/
const advertisement = /^(?:广告|廣告|Ad•)/

/** Whether a paragraph is none of the text although it stands in it. */
function isForeign({ text, linked, table }: Block): boolean {
  if (table !== null) return false
  if (linked > 0 && linked >= text.length * 0.8 && advertisement.test(text)) return true
  if (text.length > 24) return false
  const plain = compact(text)
  return toolWord.test(plain) && tools.test(plain)
}

/** The main text: one paragraph a block, headings as plain lines, tables as Markdown, blank lines between. */
export function readText(scan: Scan, layout: Layout): string {
  const kept: Block[] = []
  for (let number = layout.from; number < layout.to; number++) {
    const block = scan.blocks[number]
    if (block === undefined || block.region.name !== 'content' || layout.indexTables.includes(number)) continue
    if (!isForeign(block)) kept.push(block)
  }
  return withoutEcho(kept).map(lineOf).join('\n\n')
}
