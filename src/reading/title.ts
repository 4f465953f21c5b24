import { compact, fold, squeeze } from './fold.ts'
import type { Layout } from './layout.ts'
import type { Metas } from './metas.ts'
import type { Evidence, Field, ReadingContext } from './reading.ts'
import type { Block, Scan } from './scan.ts'

const generic =
  /^(?:.{0,12}(?:详细|详情|内容|文章|信息)页面?|正文|首页|网站首页|详情|文章正文|信息内容|信息详情|无标题(?:文档|页)?|标题标题|untitled(?:document)?|index|年度报告|信息公开年报|政府信息公开年报|政府信息公开年度报告专栏)$/i

/** Whether a text stands as a title on every page of its template: 详细页面, 正文. */
export function isGenericTitle(title: string): boolean {
  const text = compact(title)
  return text.length < 4 || generic.test(text)
}

function isSiteName(text: string, metas: Metas): boolean {
  const plain = compact(text)
  if (metas.siteName !== null && plain === compact(metas.siteName)) return true
  return plain.length <= 24 && /(?:门户网站|政府网站?|政务网|信息公开网|信息网|官方网站|官网|人民政府)$/.test(plain)
}

const reportTitle =
  /(?:报告|年报|通知|公告|公示|函|意见|办法|方案|决定|通报|解读|总结|批复|复函|计划|统计表|明细表|情况|说明|规定|细则|要点)(?:[(（].{1,20}[)）])?$/
const titleFrom = /(?:\d{4}|[〇○零一二]{1}[〇○零一二三四五六七八九0oO]{3})\s*年|关于|年度/

/** Whether a line of a page without any mark-up of its title reads like one. */
function looksLikeTitle(block: Block): boolean {
  const text = fold(block.text)
  if (text.length < 8 || text.length > 90 || block.table !== null || block.linked > text.length / 2) return false
  return (
    reportTitle.test(text.trim()) &&
    titleFrom.test(text) &&
    !/[。:>》|]|^附|^[一二三四五六七八九十]+、|\s\S+\s\S+\s/.test(text.trim())
  )
}

interface Reference {
  readonly plain: string
  readonly exact: boolean
}

/** What head and metas give for the title, to know it by when it stands in the page. */
function references(scan: Scan, metas: Metas): Reference[] {
  const list: Reference[] = []
  if (metas.title !== null && !isGenericTitle(metas.title) && !isSiteName(metas.title, metas)) {
    list.push({ plain: compact(metas.title), exact: true })
  }
  if (scan.docTitle !== null && scan.docTitle !== '') list.push({ plain: compact(scan.docTitle), exact: false })
  return list
}

function matches(block: Block, reference: Reference): boolean {
  const text = compact(block.text)
  if (reference.exact) return text === reference.plain
  return text.length >= 8 && reference.plain.includes(text)
}

/**
 * The block that is the title of a page: the one that `ArticleTitle` or `<title>` repeats, otherwise a heading or an
 * element whose class says so, otherwise a line before the text that reads like one.
 *
 * @param from the first block of the box that holds the main text
 * @param to the end of that box
 */
export function findTitleBlock(scan: Scan, metas: Metas, from: number, to: number): number | null {
  const { blocks } = scan
  const usable = (block: Block): boolean =>
    block.text.length <= 200 && block.table === null && !isGenericTitle(block.text) && !isSiteName(block.text, metas)
  for (const reference of references(scan, metas)) {
    let best: number | null = null
    for (const [number, block] of blocks.entries()) {
      if (number >= to || (best !== null && number > from + 20) || !usable(block) || block.region.name === 'nav')
        continue
      if (!matches(block, reference)) continue
      const current = best === null ? undefined : blocks[best]
      if (current === undefined || better(block, current)) best = number
    }
    if (best !== null) return best
  }
  const near = (number: number): boolean => number < from + 6 && number > from - 60
  const marked = blocks.findIndex(
    (block, number) =>
      near(number) && block.titled && block.region.name === 'content' && usable(block) && block.linked === 0,
  )
  if (marked >= 0) return marked
  const plain = blocks.findIndex(
    (block, number) => number < from + 12 && block.region.name === 'content' && usable(block) && looksLikeTitle(block),
  )
  return plain >= 0 ? plain : null
}

function better(block: Block, than: Block): boolean {
  if (block.text.length !== than.text.length) return block.text.length > than.text.length
  return block.titled && !than.titled && block.region.name === 'content'
}

/** `<title>` without the names of site and column behind or before the title. */
function docTitleOf(scan: Scan, metas: Metas): string | null {
  if (scan.docTitle === null) return null
  const names = [metas.siteName, metas.columnName].filter((name) => name !== null).map(compact)
  const parts = scan.docTitle.split(/\s*(?:_+|\||--+|\s-|-\s|-(?=[^-]*(?:政府|网|局|委员会|厅|办公室)[^-]*$))\s*/)
  const kept = parts.filter((part) => part !== '' && !names.includes(compact(part)) && !isSiteName(part, metas))
  const title = squeeze(kept[0] ?? '')
  return title.length < 6 || isGenericTitle(title) ? null : title
}

/** A title made from the heading of an annex, for a report whose own title is lost. A guess, never the value. */
function titleFromAnnex(scan: Scan, layout: Layout): Evidence<string> | null {
  for (let number = layout.from; number < layout.to; number++) {
    const raw = scan.blocks[number]?.text ?? ''
    const match =
      /^附[件表录]?\s*\d?\s*[:：]?\s*(.{2,40}?\d{4}年度?政府信息公开)(?:工作)?(?:情况)?(?:统计表|明细表|统计)/.exec(raw)
    if (match === null) continue
    return { value: `${match[1]}工作年度报告`, rule: 'annex-title', where: 'body', raw, confidence: 'inferred' }
  }
  return null
}

/** The title, by the page itself first, then by its metas, then by the row of the list that led here. */
export function readTitle(scan: Scan, metas: Metas, layout: Layout, context: ReadingContext): Field<string> {
  const found: Evidence<string>[] = []
  const block = layout.title === null ? undefined : scan.blocks[layout.title]
  if (block !== undefined) {
    const rule = block.titled ? 'heading' : 'title-line'
    found.push({ value: block.text, rule, where: 'title', raw: block.text, confidence: 'stated' })
  }
  if (metas.title !== null && !isGenericTitle(metas.title)) {
    found.push({ value: metas.title, rule: 'meta:ArticleTitle', where: 'meta', raw: metas.title, confidence: 'stated' })
  }
  const doc = docTitleOf(scan, metas)
  if (doc !== null && block === undefined) {
    found.push({ value: doc, rule: 'title-tag', where: 'title-tag', raw: scan.docTitle ?? '', confidence: 'derived' })
  }
  const row = context.listTitle === null ? '' : squeeze(context.listTitle)
  if (row !== '' && !isGenericTitle(row)) {
    found.push({ value: row, rule: 'list-row', where: 'list-row', raw: row, confidence: 'derived' })
  }
  const [best, ...rest] = found
  const annex = best === undefined ? titleFromAnnex(scan, layout) : null
  const others = rest.filter((other) => compact(other.value) !== compact(best?.value ?? ''))
  return { value: best?.value ?? null, evidence: best ?? null, others: annex === null ? others : [annex] }
}
