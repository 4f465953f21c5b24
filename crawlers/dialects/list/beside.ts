import { type Element, isTag } from 'domhandler'
import { splitDate } from './dates.ts'
import { boxesAround, type Group, type Row } from './rows.ts'
import type { Anchor, Survey } from './survey.ts'
import { texts } from './walk.ts'
import { isReportTitle } from './words.ts'

/** Words of a link that opens what stands beside it. */
const opens =
  /^[[【(（]?\s?(?:点击|在线)?(?:查看|浏览|阅读|下载|打开)?(?:详情|详细|详细信息|全文)?\s?[\])】）]?[.…>»›]*$/

/**
 * Rows whose title is no link: it stands beside the one link of the row, which says no more than 查看 or 下载. Rows of one
 * kind under one parent are a group; a group is one only where most of its titles read like reports.
 */
export function groupsBeside(page: Survey): Group[] {
  const plain = page.anchors.filter(({ kind, text, region }) => kind === 'plain' && region === null && opens.test(text))
  const counts = new Map<Element, number>()
  for (const { element } of plain) for (const box of boxesAround(element)) counts.set(box, (counts.get(box) ?? 0) + 1)
  const groups = new Map<Element, Row[]>()
  for (const anchor of plain) {
    const element = boxesAround(anchor.element).findLast((box) => counts.get(box) === 1 && page.extent(box).links === 0)
    const container = element?.parent ?? null
    if (element === undefined || container === null || !isTag(container)) continue
    const title = titleIn(element)
    if (title === null) continue
    const rows = groups.get(container) ?? []
    groups.set(container, rows)
    rows.push({ anchor: { ...anchor, text: title, kind: 'title' } satisfies Anchor, element, shared: false })
  }
  return [...groups]
    .map(([container, rows]) => ({ container, rows }))
    .filter(({ rows }) => rows.length > 1 && rows.filter(isReport).length * 2 > rows.length)
}

const isReport = ({ anchor }: Row): boolean => isReportTitle(anchor.text)

/** The longest text of a row. */
function titleIn(row: Element): string | null {
  let longest = ''
  for (const text of texts(row)) if (text.length > longest.length) longest = text
  const { title } = splitDate(longest)
  return /\p{Script=Han}{4}/u.test(title) ? title : null
}
