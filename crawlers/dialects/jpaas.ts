import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import { fragmentOf, parseData, textAt } from './data.ts'
import type { Dialect, ListReading } from './dialect.ts'
import { jcmsDialect } from './jcms.ts'
import { askedUnit, furtherPages, requestOf, scriptedPager, type Unit, unitsOf } from './jpaas/units.ts'
import { isArticle } from './list/article.ts'
import { survey } from './list/survey.ts'
import { isReportTitle } from './list/words.ts'
import { readStaticList } from './static.ts'

/**
 * JPAAS (大汉): a page is put together of units; a unit that is a list comes with the page or is fetched by its script
 * as `{data:{html}}`, and so are its further pages.
 */
export const jpaasDialect: Dialect = {
  name: 'jpaas',
  recognise,
  list,
  // Sites that came from JCMS kept its counter.
  counter: (page) => jcmsDialect.counter(page),
  readCounter: readCount,
}

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (text.includes('jpaas-publish-server') || page.url.includes('/jpaas-publish-server/')) score += 0.7
  if (/\bunitbuild\.js/i.test(text)) score += 0.3
  if (/\bquerydata\s*=/i.test(text)) score += 0.3
  if (/\/art_[0-9a-f]{32}\.html/.test(page.url)) score += 0.4
  else if (/\/art_[0-9a-f]{32}\.html/.test(text)) score += 0.3
  return Math.min(score, 1)
}

function list(page: Page): ListReading {
  const answer = parseData(page.decoded.text)
  if (answer !== undefined) {
    const html = textAt(answer, 'data.html', 'data')
    return html === null ? { items: [], next: [] } : readUnit(fragmentOf(page, html), page)
  }
  if (isArticle(page, survey(page), null)) return { items: [], next: [] }
  const shown = readUnit(page, page)
  const fetched = listUnits(unitsOf(page))
  if (fetched.length === 0 || isMostlyReports(shown)) return shown
  // What the page shows without its units are the lists beside the column.
  return { items: [], next: fetched.map(requestOf) }
}

/** The rows of a unit, and its further pages by its pager. */
function readUnit(unit: Page, page: Page): ListReading {
  const { items, next } = readStaticList(unit)
  if (items.length === 0) return { items, next }
  const { service, asked } = askedUnit(page)
  const pager = unitsOf(unit).find((one) => one.pager !== null) ?? scriptedPager(service, unit, items.length)
  return { items, next: pager === null ? next : furtherPages(pager, asked) }
}

const listName = /list|列表|内容|当前|分页|栏目/i
const asideName =
  /导航|菜单|nav|menu|头部|尾部|底部|顶部|位置|面包屑|banner|友情|热点|热门|推荐|相关|最新|登录|搜索|轮播/i

/** The units of a column that may be its list: those that are named so, else all that are not named for something else. */
function listUnits(units: readonly Unit[]): Unit[] {
  const nameOf = (unit: Unit): string => unit.query.get('tagId') ?? ''
  const own = units.filter((unit) => unit.pager === null && unit.query.get('pageType') === 'column')
  const possible = own.filter((unit) => !asideName.test(nameOf(unit)))
  const named = possible.filter((unit) => listName.test(nameOf(unit)))
  return named.length > 0 ? named : possible
}

function isMostlyReports({ items }: ListReading): boolean {
  const reports = items.filter(({ title }) => isReportTitle(title)).length
  return reports > 0 && reports * 2 >= items.length
}
