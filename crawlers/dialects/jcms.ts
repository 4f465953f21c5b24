import { parseDocument } from 'htmlparser2'
import { resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Asked, Dialect, ListItem, ListReading, PageRequest } from './dialect.ts'
import { furtherPages } from './jcms/proxy.ts'
import { type Unit, units } from './jcms/units.ts'
import { isXxgkSearch, readXxgkAnswer, xxgkSearch } from './jcms/xxgk.ts'
import { isYearPage, readYears } from './jcms/years.ts'
import { isArticle } from './list/article.ts'
import { readItems } from './list/items.ts'
import { groupRows } from './list/rows.ts'
import { scripts } from './list/scripts.ts'
import { survey } from './list/survey.ts'
import { isReportTitle } from './list/words.ts'
import { readStaticList } from './static.ts'

/**
 * JCMS (大汉): the rows of a list stand in a script of type `text/xml` as CDATA, where an HTML parser sees none; further
 * pages come from `dataproxy.jsp`, whose answer is the same XML without a page around it. Its disclosure module asks a
 * search for the rows of a column, or shows one report a year by a parameter.
 */
export const jcmsDialect: Dialect = {
  name: 'jcms',
  recognise,
  list,
  counter,
  readCounter: readCount,
}

const articleLink = /\/art\/\d{4}\/\d{1,2}\/\d{1,2}\/art_\d+_\d+\.html?/

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/<datastore\b|dataproxy\.jsp/i.test(text)) score += 0.6
  if (/\/col\/col\d+\//.test(page.url) || page.url.includes('/dataproxy.jsp')) score += 0.4
  if (articleLink.test(page.url)) score += 0.4
  if (articleLink.test(text)) score += 0.3
  if (text.includes('jpage')) score += 0.2
  if (text.includes('/col/col')) score += 0.1
  if (text.includes('<!--<$[') || text.includes('/module/visitcount/')) score += 0.4
  if (isYearPage(page.url) || isXxgkSearch(page.url)) score += 0.6
  if (text.includes('/module/xxgk/')) score += 0.3
  if (/name=['"](?:i_columnid|i_articleid|maketime)['"]/i.test(text)) score += 0.2
  return Math.min(score, 1)
}

function list(page: Page, asked?: Asked): ListReading {
  if (isXxgkSearch(page.url)) return readXxgkAnswer(page, asked ?? { url: page.url, method: 'GET' })
  const years = readYears(page)
  if (years.length > 0) return { items: years, next: [] }
  const found = units(page)
  if (found.length === 0) {
    const search = xxgkSearch(page)
    const isAsking = search !== null && !isArticle(page, survey(page), null)
    return isAsking ? { items: [], next: [search] } : readStaticList(page)
  }
  const read = found.map((unit) => ({ unit, items: unitItems(unit, page) }))
  const main = mainUnit(read, page)
  if (main === null || isArticle(page, survey(page), null)) {
    return main === null ? readStaticList(page) : { items: [], next: [] }
  }
  return { items: main.items, next: furtherPages(main.unit, main.items.length, page) }
}

interface ReadUnit {
  readonly unit: Unit
  readonly items: readonly ListItem[]
}

/** The unit of the page's own column, else the one with most reports, else with most rows. */
function mainUnit(read: readonly ReadUnit[], page: Page): ReadUnit | null {
  const column = /\/col\/col(\d+)/.exec(page.url)?.[1]
  let best: ReadUnit | null = null
  let most = -1
  for (const one of read) {
    if (one.items.length === 0) continue
    const own = column !== undefined && one.unit.columnId === column ? 100_000 : 0
    const reports = one.items.filter((item) => isReportTitle(item.title)).length
    const weight = own + reports * 100 + one.items.length
    if (weight > most) [best, most] = [one, weight]
  }
  return best
}

/** The records are parsed together; each in an element of its own, so that none spills into the next. */
function unitItems(unit: Unit, page: Page): ListItem[] {
  const markup = unit.records.map((record) => `<record>${record}</record>`).join('\n')
  const seen = survey({ ...page, document: parseDocument(markup) })
  const groups = groupRows(seen)
  const first = groups[0]
  if (first === undefined) return []
  const rows = groups.flatMap((group) => group.rows).sort((a, b) => a.anchor.order - b.anchor.order)
  return readItems({ container: first.container, rows }, seen, page)
}

const counterPath = /(?:visitcount\/articlehits|artcount\/artcount)\.jsp\?/i
const counterInScript =
  /["']([^"'\s<>]{0,200}(?:visitcount\/articlehits|artcount\/artcount)\.jsp\?[^"'\s<>]{1,200})["']/i

/** The script include that writes the count; `visit.jsp` only tracks and is not asked. */
function counter(page: Page): PageRequest | null {
  for (const script of scripts(page)) {
    const included = script.src !== null && counterPath.test(script.src) ? script.src : null
    const href = included ?? counterInScript.exec(script.text)?.[1]
    if (href === undefined || !/art(?:icle)?id=\d/i.test(href)) continue
    const url = resolveLink(href.replaceAll('&amp;', '&'), page)
    if (url !== null && sameSite(url, page.url)) return { url, method: 'GET' }
  }
  return null
}
