import { choose, preferWhole } from './field.ts'
import { compact, squeeze } from './fold.ts'
import type { Layout } from './layout.ts'
import type { Metas } from './metas.ts'
import type { Evidence, Field, ReadingContext } from './reading.ts'
import type { Scan } from './scan.ts'
import { isGenericTitle, isSiteName, readsLikeTitle, titleText } from './title-block.ts'

/** `<title>` without the names of site and column behind or before the title. */
function docTitleOf(scan: Scan, metas: Metas): string | null {
  if (scan.docTitle === null) return null
  const names = [metas.siteName, metas.columnName].filter((name) => name !== null).map(compact)
  const parts = scan.docTitle.split(/\s*(?:_+|\||--+|\s-|-\s|(?<=[\u4e00-\u9fa5])-(?=[\u4e00-\u9fa5]))\s*/)
  const kept = parts.filter((part) => part !== '' && !names.includes(compact(part)) && !isSiteName(part, metas))
  const title = squeeze(kept[0] ?? '')
  return title.length >= 15 || readsLikeTitle(title) ? title : null
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

/** A title that stands in a picture before the text, by what the picture says in words. */
function titleInPicture(scan: Scan, layout: Layout): Evidence<string>[] {
  const picture = scan.pictures.find(({ alt, block }) => block <= layout.from && readsLikeTitle(alt))
  if (picture === undefined) return []
  return [{ value: picture.alt, rule: 'picture', where: 'title', raw: picture.alt, confidence: 'derived' }]
}

/** What an error page says in the place of a title. */
const notice =
  /(?:页面|网页|链接)(?:不存在|未找到|找不到|无法(?:访问|显示)|已(?:经|被|不)?.{0,2}删除)|^(?:40[34]|50\d)(?:\D|$)/

/** The title, by the page itself first, then by its metas, then by the row of the list that led here. */
export function readTitle(scan: Scan, metas: Metas, layout: Layout, context: ReadingContext): Field<string> {
  const found: Evidence<string>[] = []
  if (layout.title !== null) {
    const value = titleText(scan, layout.title)
    const rule = scan.blocks[layout.title.from]?.titled ? 'heading' : 'title-line'
    found.push({ value, rule, where: 'title', raw: value, confidence: 'stated' })
  }
  if (metas.title !== null && !isGenericTitle(metas.title) && !isSiteName(metas.title, metas)) {
    found.push({ value: metas.title, rule: 'meta:ArticleTitle', where: 'meta', raw: metas.title, confidence: 'stated' })
  }
  const doc = docTitleOf(scan, metas)
  if (doc !== null && layout.title === null) {
    found.push({ value: doc, rule: 'title-tag', where: 'title-tag', raw: scan.docTitle ?? '', confidence: 'derived' })
  }
  if (found.length === 0) found.push(...titleInPicture(scan, layout))
  const row = context.listTitle === null ? '' : squeeze(context.listTitle)
  if (row !== '' && !isGenericTitle(row)) {
    found.push({ value: row, rule: 'list-row', where: 'list-row', raw: row, confidence: 'derived' })
  }
  const field = choose(preferWhole(found.filter(({ value }) => !notice.test(value))))
  const annex = field.value === null ? titleFromAnnex(scan, layout) : null
  return annex === null ? field : { ...field, others: [annex] }
}
