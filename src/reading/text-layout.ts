import { isAgencyName } from './agency.ts'
import { readMoment } from './dates.ts'
import { compact, fold } from './fold.ts'
import { isIndexTable } from './index-table.ts'
import { statesSomething } from './labels.ts'
import type { Layout } from './layout.ts'
import { NO_METAS } from './metas.ts'
import { isDocumentNumber } from './numbers.ts'
import { isProse } from './prose.ts'
import type { Block, Range, Scan } from './scan.ts'
import { findTitle, readsLikeTitle, titleText } from './title-block.ts'

/** So many blocks may stand before the first sentence: a letterhead, a cover, an index. */
const longestHead = 40
/** Where there is no sentence at all. */
const headOfForms = 12
/** A title is broken into so many lines at most. */
const mostLines = 4
const longestLine = 60

/** Lines of a letterhead, an annex or a table of contents: no part of a title. */
const noTitle = /^附\s*[件表录]|^目\s*录|文件$|[。;:]$|^签发人/
/** What a title speaks of; a line that only ends like one is a heading of the text: 2019年工作情况. */
const telling = /公开|报告|年报|总结|通知|公告|公示|意见|办法|方案|决定|通报|解读|批复|规定|细则|函$/
/** The beginning of a title that goes on below: a place, 关于…, a year, …信息公开. */
const opening =
  /^[\u4e00-\u9fa5]{1,12}(?:省|自治区|市|县|区|州|旗|盟)$|^关于|关于$|(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年|.{4,}(?:信息|政务)公开(?:工作)?$/
/** The year below a title that states none. */
const yearBelow = /^[([]\s*\d{4}\s*年?度?\s*[)\]]$/

function canBeTitle(block: Block | undefined): block is Block {
  if (block === undefined || block.table !== null || block.text.length > longestLine) return false
  const text = fold(block.text)
  if (noTitle.test(text) || isDocumentNumber(text) || statesSomething(text)) return false
  return readMoment(text)?.index !== 0
}

function opens({ text }: Block): boolean {
  return isAgencyName(text) || opening.test(fold(text))
}

/** The lines that end at a block and together read like a title, as many as belong to it; null when they do not. */
function titleEndingAt(scan: Scan, last: number): Range | null {
  let found: Range | null = null
  for (let from = last; from > last - mostLines; from--) {
    const block = scan.blocks[from]
    if (!canBeTitle(block)) break
    if (from < last) {
      // The letterhead names whom the title names again.
      const rest = compact(titleText(scan, { from: from + 1, to: last + 1 }))
      if (!opens(block) || rest.includes(compact(block.text))) break
    }
    const text = titleText(scan, { from, to: last + 1 })
    if (readsLikeTitle(text) && telling.test(text)) found = { from, to: last + 1 }
  }
  return found
}

function withYear({ blocks }: Scan, title: Range): Range {
  const below = blocks[title.to]
  return below?.table === null && yearBelow.test(fold(below.text)) ? { ...title, to: title.to + 1 } : title
}

/** The title in the head of a text: the first lines that read like one, else those that the row of the list repeats. */
function titleOf(scan: Scan, head: number, rowTitle: string | null): Range | null {
  for (let last = 0; last < head; last++) {
    const found = titleEndingAt(scan, last)
    if (found !== null) return withYear(scan, found)
  }
  if (rowTitle === null) return null
  const range = findTitle({ ...scan, docTitle: rowTitle }, NO_METAS, { from: 0, to: head })
  const repeats = range !== null && compact(rowTitle).includes(compact(titleText(scan, range)))
  return repeats ? range : null
}

/**
 * Where things stand in the text of a file: what pages show by their markup, its lines tell by their order. Labels are
 * looked for in its head alone, which ends where the first sentence begins.
 *
 * @param rowTitle the row of the list that leads to the file
 */
export function locateInText(scan: Scan, rowTitle: string | null): Layout {
  const { blocks } = scan
  const prose = blocks.findIndex(isProse)
  const head = Math.min(blocks.length, prose < 0 ? headOfForms : Math.min(prose, longestHead))
  const title = titleOf(scan, head, rowTitle)
  const numbers = Array.from({ length: head }, (_, number) => number)
  const tables = numbers.filter((number) => isIndexTable(blocks[number]?.table ?? []))
  const strip = numbers.filter((number) => {
    return blocks[number]?.table === null && (title === null || number < title.from || number >= title.to)
  })
  return {
    title,
    strip,
    indexTables: tables,
    from: Math.max(head, title?.to ?? 0),
    to: blocks.length,
    end: blocks.length,
  }
}
