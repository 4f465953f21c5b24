import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect, ListReading } from './dialect.ts'
import { isArticle } from './list/article.ts'
import { framesOf } from './list/frames.ts'
import { readHeadedTable } from './list/headed.ts'
import { survey } from './list/survey.ts'
import { isReportTitle } from './list/words.ts'
import { readStaticList } from './static.ts'

/**
 * Directories of government information (信息公开目录), whatever made them: the list is a table with a row of headers (索引号,
 * 信息名称, 发布机构, 公开日期), often inside a frame of the column's page.
 */
export const gkmlDialect: Dialect = {
  name: 'gkml',
  recognise,
  list,
  counter: () => null,
  readCounter: readCount,
}

const directory = /(?:gkml|xxgkml|infocatalog|xxgk\w*list|zfxxgk\w*list|catalog)/i

function recognise(page: Page): number {
  let score = 0
  if (directory.test(URL.parse(page.url)?.pathname ?? '')) score += 0.2
  if (listFrames(page).length > 0) score += 0.35
  if (/索\s*引\s*号/.test(page.decoded.text) && readHeadedTable(page) !== null) score += 0.55
  return score
}

function list(page: Page): ListReading {
  const read = readStaticList(page)
  const frames = listFrames(page)
  const hasReports = read.items.some(({ title }) => isReportTitle(title))
  if (frames.length === 0 || hasReports || isArticle(page, survey(page), null)) return read
  return { items: [], next: frames.map((url) => ({ url, method: 'GET' })) }
}

/** The frames of a page that a directory's list may stand in, by their addresses. */
function listFrames(page: Page): string[] {
  return framesOf(page)
    .map(({ url }) => url)
    .filter((url) => directory.test(url))
}
