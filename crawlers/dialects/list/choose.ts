import { type Element, isTag, type ParentNode } from 'domhandler'
import { rowDate, splitDate } from './dates.ts'
import { type Group, type Row, rowTexts, textsBeside } from './rows.ts'
import { type Anchor, isPagerLink, type Survey } from './survey.ts'
import { texts } from './walk.ts'
import { columnNameScore, hubNameScore, isPartName, isReportTitle, isYearOnly } from './words.ts'

/** A group with what speaks for its being the page's list. */
export interface Scored {
  readonly group: Group
  readonly score: number
  readonly reports: number
  readonly dated: number
  /** Whether all its rows are years, agencies or columns of some reports: in a column of reports, lists of these. */
  readonly isOfParts: boolean
}

/** Below this a group is a menu, a strip of links or an ornament. */
const LEAST = 3

const aside = /热点|热门|推荐|排行|相关|最新|友情|上一篇|下一篇|图片|要闻|动态|公告|便民|专题|附件|导航|点击/

/**
 * The group that is the page's list, joined with the groups that continue it; null when none is.
 * Report-like titles speak loudest, then dates, a pager behind the group and a fitting heading; parts of the page that
 * are for something else speak against it.
 *
 * @param inColumn whether the page is called a column of annual reports
 */
export function chooseGroup(groups: readonly Group[], survey: Survey, inColumn: boolean): Scored | null {
  const pager = survey.anchors.find(isPagerLink)?.order ?? null
  const scored = groups.map((group) => score(group, survey, inColumn))
  const beforePager = pager === null ? null : lastBefore(scored, pager)
  let best: Scored | null = null
  for (const one of scored) {
    const total = one === beforePager ? one.score + 2 : one.score
    if (total >= LEAST && (best === null || total > best.score)) best = { ...one, score: total }
  }
  if (best === null) return null
  return { ...best, group: joined(best, scored, inColumn) }
}

/** The last group with dates or reports that ends before the pager begins. */
function lastBefore(scored: readonly Scored[], pager: number): Scored | null {
  let found: Scored | null = null
  let order = -1
  for (const one of scored) {
    const end = one.group.rows.at(-1)?.anchor.order ?? 0
    if (end < pager && end > order && one.score > 0) [found, order] = [one, end]
  }
  return found
}

function score(group: Group, survey: Survey, inColumn: boolean): Scored {
  const rows = group.rows.length
  const isOfParts = inColumn && rows > 1 && group.rows.every(({ anchor }) => isPart(anchor))
  const reports = group.rows.filter(
    (row) => isReport(row, inColumn) || (inColumn && isYearOnly(row.anchor.text)),
  ).length
  const dated = datedRows(group, survey)
  const length = reports === rows ? 12 : group.rows.reduce((sum, row) => sum + row.anchor.text.length, 0) / rows
  const region = group.rows[0]?.anchor.region ?? null
  const heading = dated > 0 || reports > 0 ? headingOf(group.container) : ''
  let points = (dated / rows) * 3 + Math.min(rows, 10) * 0.1
  if (reports > 0) points += 3 + (reports / rows) * 4
  else if (isOfParts) points += 3
  else if (length < 6 && dated === 0) points -= 2
  if (length >= 12) points += 1
  if (columnNameScore(heading) > 0) points += 1
  // What is beside the list of another column is the list of its own: 通知公告 on the page 通知公告.
  else if (aside.test(heading) && !survey.title.includes(heading)) points -= 3
  if (region === 'frame') points -= 6
  if (region === 'side') points -= 4
  return { group, score: points, reports, dated, isOfParts }
}

/** Whether a link names a year, an agency or the column of some, and leads to no home page of another office. */
function isPart({ text, href }: Anchor): boolean {
  if (/^(?:https?:)?\/\/[^/]+\/?(?:index\.\w+)?$/i.test(href) || hubNameScore(text) > 0) return false
  return isPartName(text)
}

const fileEnding = /\.(?:pdf|docx?|xlsx?|wps|et|zip|rar)$/i

/** A menu's link to the column reads like a report but is the column's bare name; an attachment has a file's name. */
function isReport(row: Row, inColumn: boolean): boolean {
  const { text, element } = row.anchor
  // In their column reports may go by the names of their files.
  const name = inColumn ? text.replace(fileEnding, '') : text
  if (name.startsWith('附件') || fileEnding.test(name) || columnNameScore(text) > 0) return false
  return isReportTitle(`${text} ${element.attribs['title'] ?? ''}`.slice(0, 500))
}

/** How many of the rows carry a date; looks at the first dozen, the rest are alike. */
function datedRows(group: Group, survey: Survey): number {
  const sample = group.rows.slice(0, 12)
  const anchors = new Set(group.rows.map((row) => row.anchor.element))
  const dated = sample.filter(
    (row) =>
      splitDate(row.anchor.text.slice(0, 500)).date !== null ||
      rowDate(rowTexts(row.element, anchors).flat()) !== null ||
      rowDate(textsBeside(row.element, survey, 'next')) !== null ||
      rowDate(textsBeside(row.element, survey, 'prev')) !== null,
  ).length
  return (dated / sample.length) * group.rows.length
}

/** The short text that stands before a container: the heading of a box. Looks a few siblings back and three levels up. */
function headingOf(container: ParentNode): string {
  let node: ParentNode | null = container
  for (let level = 0; level < 3 && node !== null && isTag(node); level += 1) {
    const heading = headingBefore(node)
    if (heading !== '') return heading
    node = node.parent
  }
  return ''
}

function headingBefore(element: Element): string {
  let steps = 0
  for (let node = element.prev; node !== null && steps < 4; node = node.prev, steps += 1) {
    if (!isTag(node) || !/^(?:h\d|div|p|span|strong|dt|b|table|ul)$/.test(node.name)) continue
    const found = texts(node)
    const text = found.join('')
    if (text !== '') return text.length <= 24 && found.length <= 4 ? text : ''
  }
  return ''
}

/**
 * The rows of a list that is cut into pieces: the same kind of container beside the chosen one, or in a box of the same
 * kind beside its box, when both pieces are mostly reports, or nothing but rules and blanks stands between them. In a
 * column of reports what is pinned above its list belongs to it too, and so do the tabs of its years.
 */
function joined(best: Scored, scored: readonly Scored[], inColumn: boolean): Group {
  const rows = [...best.group.rows]
  for (const other of scored) {
    if (other.group === best.group) continue
    const belongs = inColumn && isOfColumn(other) && isInMain(best) && isInMain(other)
    if (belongs || (isAlike(other.group, best.group) && goesOn(best, other))) rows.push(...other.group.rows)
  }
  if (rows.length === best.group.rows.length) return best.group
  rows.sort((a, b) => a.anchor.order - b.anchor.order)
  return { container: best.group.container, rows }
}

function goesOn(best: Scored, other: Scored): boolean {
  const isSameInKind = (isMostlyReports(other) && isMostlyReports(best)) || (other.isOfParts && best.isOfParts)
  return isSameInKind || continues(other.group, best.group)
}

/** Whether a group can be nothing but a part of the column on whose page it stands. */
function isOfColumn({ score, group, reports }: Scored): boolean {
  return score >= LEAST && reports === group.rows.length
}

const isInMain = ({ group }: Scored): boolean => (group.rows[0]?.anchor.region ?? null) === null

const isMostlyReports = (one: Scored): boolean => one.reports * 2 >= one.group.rows.length

function isAlike(a: Group, b: Group): boolean {
  const [one, other] = [a.container, b.container]
  if (!isTag(one) || !isTag(other) || !isSameKind(one, other)) return false
  if (a.rows[0]?.anchor.region !== b.rows[0]?.anchor.region) return false
  if (a.rows[0]?.element.name !== b.rows[0]?.element.name) return false
  if (one.parent === other.parent) return true
  const [box, otherBox] = [one.parent, other.parent]
  if (box === null || otherBox === null || !isTag(box) || !isTag(otherBox)) return false
  return box.parent === otherBox.parent && isSameKind(box, otherBox)
}

function isSameKind(a: Element, b: Element): boolean {
  return a.name === b.name && (a.attribs['class'] ?? '') === (b.attribs['class'] ?? '')
}

/** Whether two containers of one parent have no text between them. */
function continues(a: Group, b: Group): boolean {
  const [one, other] = [a.container, b.container]
  if (!isTag(one) || !isTag(other) || one.parent !== other.parent) return false
  const [first, second] = (a.rows[0]?.anchor.order ?? 0) < (b.rows[0]?.anchor.order ?? 0) ? [one, other] : [other, one]
  for (let node = first.next; node !== null && node !== second; node = node.next) {
    if (isTag(node) ? texts(node).length > 0 : node.type === 'text' && node.data.trim() !== '') return false
  }
  return true
}
