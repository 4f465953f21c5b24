import { isTag } from 'domhandler'
import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import { fragmentOf, parseData } from './data.ts'
import type { Asked, Dialect, ListItem, ListReading, PageRequest } from './dialect.ts'
import { isArticle } from './list/article.ts'
import { groupsBeside } from './list/beside.ts'
import { chooseGroup } from './list/choose.ts'
import { formPages } from './list/form-pages.ts'
import { framesOf } from './list/frames.ts'
import { withFurther } from './list/further.ts'
import { readHeadedTable } from './list/headed.ts'
import { readItems } from './list/items.ts'
import { moreLists } from './list/more.ts'
import { namesOf } from './list/names.ts'
import { nextPages } from './list/pager.ts'
import { groupRows } from './list/rows.ts'
import { type Survey, survey } from './list/survey.ts'
import { texts, walk } from './list/walk.ts'
import { columnNameScore, isReportTitle } from './list/words.ts'
import { yearOptions } from './list/years.ts'
import { askedByScript, hasEmptyContainer, moreByScript } from './script/asked.ts'
import { markupIn, writtenMarkup } from './script/markup.ts'
import { pagesOfAnswer, readRecords } from './script/records.ts'
import { isXml, recordsOfXml } from './script/xml.ts'

/**
 * Any list that the server renders, whatever made it: rows that repeat under one parent, each with a link and usually a
 * date; a pager of words, numbers or options. An article has no list, whatever stands beside it. A page that is named
 * for the column and has an empty place for its list is filled by a script: what that asks for is asked for, else the
 * page has to be rendered.
 */
export const staticDialect: Dialect = {
  name: 'static',
  recognise: () => 0.01,
  list,
  counter: () => null,
  readCounter: readCount,
}

function list(page: Page, asked?: Asked): ListReading {
  const { text } = page.decoded
  const data = isXml(text) ? recordsOfXml(text) : parseData(text)
  if (data !== undefined) return readData(data, page, asked)
  const read = readStaticList(page)
  if (read.items.length > 0) return read.next.length > 0 ? read : withFurther(read, behind(page, read, asked))
  if (!hasEmptyContainer(page)) return read
  const seen = survey(page)
  return isNamedColumn(page, seen) && !isArticle(page, seen, null) ? askedByScript(page) : read
}

/** The further pages of a list whose markup names none. */
function behind(page: Page, { items }: ListReading, asked: Asked | undefined): PageRequest[] {
  const isPart = asked !== undefined && asked.from !== null && !/<(?:html|body)\b/i.test(page.decoded.text)
  // A part of a page that was asked for by its number says nothing of the others: it is asked after until there is none.
  if (isPart) return pagesOfAnswer(null, items.length, asked)
  const sent = formPages(page, asked)
  if (sent.length > 0) return sent
  return moreByScript(page, () => [...survey(page).labels, ...linkTexts(page)])
}

/** Whether a page calls itself a column of annual reports. */
function isNamedColumn(page: Page, seen: Survey): boolean {
  return namesOf(page, seen).own.some((name) => columnNameScore(name) > 0)
}

/**
 * The rows of a data answer: its records, or those of the markup that it carries in a text; with the requests for its
 * other pages.
 *
 * @param asked the request that it answers; left out where nobody asked
 */
export function readData(data: unknown, page: Page, asked: Asked = { ...GET, url: page.url }): ListReading {
  const records = readRecords(data, page, asked)
  const markup = records.items.length > 0 ? '' : markupIn(data)
  if (markup === '') return records
  const read = readStaticList(fragmentOf(page, markup))
  return withFurther(read, pagesOfAnswer(data, read.items.length, asked))
}

const GET = { method: 'GET', from: null, depth: 0 } as const

/** The list of a page as its markup shows it; no items when the page is an article or has no list. */
export function readStaticList(page: Page): ListReading {
  const seen = survey(page)
  const headed = readHeadedTable(page)
  if (headed !== null && !isArticle(page, seen, null)) return { items: headed, next: nextPages(page, seen) }
  const inColumn = isNamedColumn(page, seen)
  const linked = chooseGroup(groupRows(seen), seen, inColumn)
  const chosen =
    linked !== null && linked.reports > 0 ? linked : (chooseGroup(groupsBeside(seen), seen, inColumn) ?? linked)
  const years = inColumn ? yearOptions(page, seen) : []
  if (isArticle(page, seen, chosen?.group ?? null)) return { items: [], next: [] }
  if (chosen === null) {
    const items = inColumn && years.length === 0 ? writtenRows(page) : years
    return { items, next: inColumn && items.length === 0 ? framedLists(page) : [] }
  }
  const items = readItems(chosen.group, seen, page)
  return withFurther({ items: [...items, ...years], next: nextPages(page, seen) }, moreLists(page, seen, chosen.group))
}

/** The reports of a column whose rows its own script writes in its place. */
function writtenRows(page: Page): readonly ListItem[] {
  if (!/\bdocument\s*\.\s*write/.test(page.decoded.text)) return []
  const seen = survey(fragmentOf(page, writtenMarkup(page)))
  const chosen = chooseGroup(groupRows(seen), seen, true)
  const items = chosen === null ? [] : readItems(chosen.group, seen, page)
  return items.some(({ title }) => isReportTitle(title)) ? items : []
}

/** No more frames of one column are looked into. */
const MOST_FRAMES = 3

/** What no list stands in, by a frame's address. */
const beside = /count|login|tree|share|foot|bottom|head|top|left|nav|menu|search|weather|tianqi|map|video|chat/i

/** The frames in which the list of a column may stand whose page is only the edge around it. */
function framedLists(page: Page): PageRequest[] {
  const inner = framesOf(page).filter(({ url, kind }) => kind === 'inner-frame' && !beside.test(new URL(url).pathname))
  return inner.slice(0, MOST_FRAMES).map(({ url }) => ({ url, method: 'GET' }))
}

/** What links say that lead nowhere by themselves. */
function linkTexts(page: Page): string[] {
  const found: string[] = []
  walk(page.document, (node) => {
    if (isTag(node) && (node.name === 'a' || node.name === 'button')) found.push(texts(node).join(''))
    return true
  })
  return found
}
