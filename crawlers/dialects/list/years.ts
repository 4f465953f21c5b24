import { type Element, isTag } from 'domhandler'
import { resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { ListItem } from '../dialect.ts'
import { calledAddresses } from './called.ts'
import { optionsOf } from './pager.ts'
import { samePlace } from './shape.ts'
import type { Survey } from './survey.ts'
import { hasYear, isReportTitle, isYearOnly } from './words.ts'

/**
 * The parts of a column that is turned by a select: years, each an address where that year's reports, or the report, stand,
 * or the reports themselves. Only selects that lead somewhere and whose options are nothing else.
 */
export function yearOptions(page: Page, survey: Survey): ListItem[] {
  const called = calledAddresses(page)
  return survey.selects.flatMap((select) => {
    const options = optionsOf(select, called)
    const years = options.filter(({ text, whole }) => isYearOnly(text) || (isReportTitle(whole) && hasYear(whole)))
    if (years.length < 2 || years.length < countOptions(select) - 1) return []
    return years.flatMap(({ href, text, whole }) => {
      const url = resolveLink(href, page)
      if (url === null || !sameSite(url, page.url) || samePlace(url, page.url)) return []
      return [{ url, title: isYearOnly(text) ? text : whole, date: null }]
    })
  })
}

function countOptions(select: Element): number {
  return select.children.filter((child) => isTag(child) && child.name === 'option').length
}
