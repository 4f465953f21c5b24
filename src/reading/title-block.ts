import { isAgencyName } from './agency.ts'
import { readMoment } from './dates.ts'
import { compact, fold } from './fold.ts'
import { statesSomething } from './labels.ts'
import type { Metas } from './metas.ts'
import type { Block, Range, Scan } from './scan.ts'
import { isSpamName } from './spam.ts'

const generic =
  /^(?:.{0,12}(?:详细|详情|内容|文章|信息)页面?|正文|首页|网站首页|详情|文章正文|信息内容|信息详情|无标题(?:文档|页)?|标题标题|栏目名[称字]|untitled(?:document)?|index|年度报告|信息公开年报|政府信息公开年报|政府信息公开年度报告专栏|政府信息公开|信息公开)$/i

/** Whether a text stands as a title on every page of its template: 详细页面, 正文. */
export function isGenericTitle(title: string): boolean {
  const text = compact(title)
  return text.length < 4 || generic.test(text)
}

/** Whether a text names the site rather than a page of it. */
export function isSiteName(text: string, metas: Metas): boolean {
  const plain = compact(text)
  if (metas.siteName !== null && plain === compact(metas.siteName)) return true
  return plain.length <= 24 && /(?:门户网站|政府网站?|政务网|信息公开网|信息网|官方网站|官网|人民政府)$/.test(plain)
}

const documentEnd =
  /(?:报告|年报|通知|公告|公示|函|意见|办法|方案|决定|通报|解读|总结|批复|计划|统计表|明细表|情况|说明|规定|细则|要点)(?:[(].{1,20}[)])?$/
const documentWords = /(?:\d{4}|[〇○零一二三四五六七八九0oO]{4})\s*年|关于|年度/

/** Whether a line reads like the title of a document: with a year or 关于, ending in 报告, 通知 or the like. */
export function readsLikeTitle(line: string): boolean {
  const text = fold(line).trim()
  if (text.length < 8 || text.length > 90 || !documentEnd.test(text) || !documentWords.test(text)) return false
  return !/[。:>》|]|^附|^[一二三四五六七八九十]+、|^第[一二三四五六七八九十百]+[条章]|\s\S+\s\S+\s/.test(text)
}

const dateBehind = /\s*[(（[【]\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^)）\]】]{0,12}[)）\]】]\s*$/

/** The title in a range of blocks: its lines joined, without a date in brackets behind it. */
export function titleText(scan: Scan, range: Range): string {
  const lines = scan.blocks.slice(range.from, range.to).map(({ text }) => text)
  return lines.join('').replace(dateBehind, '')
}

/** The date in brackets behind a title, as written; null when there is none. */
export function dateBehindTitle(scan: Scan, range: Range): string | null {
  const written = dateBehind.exec(scan.blocks[range.to - 1]?.text ?? '')?.[0] ?? null
  return written !== null && readMoment(written) !== null ? written : null
}

interface Reference {
  readonly plain: string
  /** The whole must be equal; otherwise a part of it is enough. */
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

const home = /^(?:https?:\/\/[^/]+\/?|\/|(?:\.\.?\/)+)(?:(?:index|default)\.\w+)?$/i

/** Whether a line is a link to the home page and nothing else: the name of the site in its head. */
function leadsHome(scan: Scan, number: number): boolean {
  const block = scan.blocks[number]
  if (block === undefined || block.linked === 0) return false
  return scan.links.some((link) => link.block === number && link.text === block.text && home.test(link.href))
}

function usable(block: Block | undefined, metas: Metas): block is Block {
  if (block === undefined || block.table !== null || block.text.length > 200 || block.region.name === 'nav')
    return false
  return !isSiteName(block.text, metas)
}

const mostLines = 4

/** The lines around a block that together are (a part of) the reference; null when they are not. */
function lineUp(scan: Scan, metas: Metas, at: number, reference: Reference): Range | null {
  let range: Range = { from: at, to: at + 1 }
  const fits = (wider: Range): boolean => reference.plain.includes(compact(titleText(scan, wider)))
  if (!fits(range) || leadsHome(scan, at)) return null
  while (range.to - at <= mostLines && usable(scan.blocks[range.to], metas) && fits({ ...range, to: range.to + 1 })) {
    range = { ...range, to: range.to + 1 }
  }
  const text = compact(titleText(scan, range))
  if (reference.exact ? text !== reference.plain : text.length < 8 || isGenericTitle(text)) return null
  return range
}

function byReference(scan: Scan, metas: Metas, box: Range, reference: Reference): Range | null {
  let best: Range | null = null
  let most = 0
  for (let number = 0; number < box.to; number++) {
    const block = scan.blocks[number]
    if (best !== null && number > box.from + 20) break
    if (!usable(block, metas)) continue
    const range = lineUp(scan, metas, number, reference)
    if (range === null) continue
    const length = titleText(scan, range).length + (block.titled && block.region.name === 'content' ? 0.5 : 0)
    if (length > most) {
      best = range
      most = length
    }
  }
  return best
}

/** What begins where the name of an agency must stand before it: a year, or what is reported. */
const withoutAgency = /^(?:(?:19|20)\d{2}\s*年度?)?(?:政府信息|政务|信息)公开/
const halfTitle = /(?:19|20)\d{2}\s*(?:年度?|学年度?)$|关于(?:公布|印发|发布|报送)$/

/** The first line of a title whose last one tells no agency: the line above is the agency's name, or breaks off in the middle. */
function startOfTitle(blocks: readonly Block[], at: number, metas: Metas): number {
  const above = blocks[at - 1]
  const title = fold(blocks[at]?.text ?? '').trim()
  if (!usable(above, metas) || above.region.name !== 'content' || above.linked > 0) return at
  const line = fold(above.text).trim()
  if (line.length > 60 || /[。,;:!?>|]/.test(line)) return at
  const breaksOff = halfTitle.test(line) && !/^(?:19|20)\d{2}/.test(title)
  const names = isAgencyName(line) || /[省市县区旗州](?:人民政府|政府)?(?:机关|本级)$/.test(line) || isSpamName(line)
  return breaksOff || (withoutAgency.test(title) && names) ? at - 1 : at
}

/** Whether a line is a title but for its last words, which stand on the next. */
function endsBelow(block: Block, next: Block | undefined): boolean {
  if (next === undefined || next.table !== null || next.linked > 0) return false
  const end = fold(next.text).trim()
  const begun = fold(block.text).trim()
  return /^(?:工作)?(?:年度)?(?:工作)?报告$/.test(end) && !readsLikeTitle(begun) && readsLikeTitle(begun + end)
}

/** A block without head or meta to confirm it must be marked as a title and have a strip or a long name to prove it. */
function byMarkup(scan: Scan, metas: Metas, box: Range): Range | null {
  const { blocks } = scan
  for (let number = Math.max(0, box.from - 60); number < Math.min(box.from + 12, box.to); number++) {
    const block = blocks[number]
    if (!usable(block, metas) || block.region.name !== 'content' || block.linked > block.text.length / 2) continue
    if (endsBelow(block, blocks[number + 1])) return { from: number, to: number + 2 }
    if (isGenericTitle(block.text) || statesSomething(block.text) || readMoment(block.text)?.index === 0) continue
    const followed = blocks.slice(number + 1, number + 5).some(({ text }) => statesSomething(text))
    const marked = block.titled && block.text.length >= 6 && (followed || readsLikeTitle(block.text))
    if (marked || (readsLikeTitle(block.text) && number > box.from - 12)) {
      return { from: startOfTitle(blocks, number, metas), to: number + 1 }
    }
  }
  return null
}

/** The first lines of a page that `ArticleTitle` or `<title>` repeats; null when none do. */
export function findNamedTitle(scan: Scan, metas: Metas): Range | null {
  const top = { from: 0, to: scan.blocks.length }
  for (const reference of references(scan, metas)) {
    const found = byReference(scan, metas, top, reference)
    if (found !== null) return found
  }
  return null
}

/**
 * Where the title of a page stands: the lines that `ArticleTitle` or `<title>` repeats, otherwise a heading or an
 * element whose class says so, otherwise a line before the text that reads like one.
 *
 * @param box the box that holds the main text
 */
export function findTitle(scan: Scan, metas: Metas, box: Range): Range | null {
  for (const reference of references(scan, metas)) {
    const found = byReference(scan, metas, box, reference)
    if (found !== null) return found
  }
  return byMarkup(scan, metas, box)
}
