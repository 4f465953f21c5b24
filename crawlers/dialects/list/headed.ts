import { type Element, isTag } from 'domhandler'
import { resolveLink } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { ListItem } from '../dialect.ts'
import { type Called, calledAddresses } from './called.ts'
import { rowDate } from './dates.ts'
import { targetOf } from './survey.ts'
import { squeeze, texts, walk } from './walk.ts'

/** What a column of a table says, by its header. */
interface Columns {
  readonly title: number
  /** The column of the date of publication, else the likest; -1 without one. */
  readonly date: number
}

const TITLE = /^(?:信息|文件|公文|政策|内容|目录)?(?:名称|标题|题名)$|^(?:信息|文件)名$/
const OTHERS = /^(?:索引号|文号|发文字号|文件编号|序号|编号|发布机构|发文机关|公开机构|公开主体|内容概述|有效性)$/
/** The surest first: when something was published, not when it was written or ends. */
const DATES: readonly RegExp[] = [
  /^(?:公开|发布)(?:日期|时间)$/,
  /^(?:生成|更新|上传)?(?:日期|时间)$/,
  /^(?:成文|印发|发文)(?:日期|时间)$/,
]

/**
 * The rows of an index table, whose header says what each column is: 索引号, 信息名称, 发布机构, 公开日期… The title is what stands
 * under its header, wherever in the row its link is, and the date the one of publication. Null when the page has no such
 * table with a linked row.
 */
export function readHeadedTable(page: Page): ListItem[] | null {
  let found: ListItem[] | null = null
  const called = calledAddresses(page)
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    if (found === null && node.name === 'table') found = itemsOf(node, page, called)
    return found === null
  })
  return found
}

/** The address that a link names, as written; null when it has none. */
type HrefOf = (element: Element) => string | null

function itemsOf(table: Element, page: Page, called: Called): ListItem[] | null {
  const rows = rowsOf(table)
  const at = rows.slice(0, 4).findIndex((row) => columnsOf(row) !== null)
  const header = rows[at]
  const columns = header === undefined ? null : columnsOf(header)
  if (columns === null) return null
  const items = new Map<string, ListItem>()
  const hrefOf: HrefOf = (element) => targetOf(element, called)
  for (const row of rows.slice(at + 1)) {
    const item = itemOf(row, columns, page, hrefOf)
    if (item !== null) items.set(item.url, item)
  }
  return items.size === 0 ? null : [...items.values()]
}

/** The rows of a table itself, not of tables inside it. */
function rowsOf(table: Element): Element[][] {
  const rows: Element[][] = []
  walk(table, (node) => {
    if (!isTag(node) || node.name === 'table') return false
    if (node.name !== 'tr') return true
    rows.push(node.children.filter((cell): cell is Element => isTag(cell) && /^t[dh]$/.test(cell.name)))
    return false
  })
  return rows
}

function columnsOf(row: readonly Element[]): Columns | null {
  const names = row.map((cell) => texts(cell).join('').replace(/\s/g, ''))
  const title = names.findIndex((name) => TITLE.test(name))
  const date = DATES.map((pattern) => names.findIndex((name) => pattern.test(name))).find((n) => n >= 0) ?? -1
  const isIndex = date >= 0 || names.some((name) => OTHERS.test(name))
  return title >= 0 && isIndex ? { title, date } : null
}

function itemOf(row: readonly Element[], { title: at, date }: Columns, page: Page, hrefOf: HrefOf): ListItem | null {
  const cell = row[at]
  if (cell === undefined) return null
  const link = linkIn([cell], hrefOf) ?? linkIn(row, hrefOf)
  const url = link === null ? null : resolveLink(hrefOf(link) ?? '', page)
  const shown = squeeze(texts(cell).join(''))
  const whole = squeeze(link?.attribs['title'] ?? '')
  const title = /\.{2,}$|…$/.test(shown) && whole.length > shown.length - 3 ? whole : shown
  if (url === null || title === '') return null
  const dated = row[date]
  return { url, title, date: dated === undefined ? null : rowDate(texts(dated)) }
}

/** The first link of some cells that leads somewhere. */
function linkIn(cells: readonly Element[], hrefOf: HrefOf): Element | null {
  let found: Element | null = null
  for (const cell of cells) {
    walk(cell, (node) => {
      if (found === null && isTag(node) && node.name === 'a' && hrefOf(node) !== null) found = node
      return found === null
    })
  }
  return found
}
