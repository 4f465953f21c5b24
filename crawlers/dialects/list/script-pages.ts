import { resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { PageRequest } from '../dialect.ts'
import { MOST_PAGES } from './pager.ts'
import { samePlace } from './shape.ts'
import { survey } from './survey.ts'

/** How a system's list script is asked: its path, the parameter of the column, that of the page and its first value. */
export interface ListScript {
  readonly path: RegExp
  readonly column: string
  readonly page: string
  readonly first: number
}

/**
 * The further pages that a system's own list script makes: links of the pager to that script which name one column, the
 * page's own where its address tells. Totals that go with the page's number are the script's affair.
 */
export function scriptPages(page: Page, script: ListScript): PageRequest[] {
  const own = columnOf(page.url, script)
  const found = new Map<string, PageRequest>()
  const columns = new Set<string>()
  for (const { kind, href } of survey(page).anchors) {
    const url = kind === 'page' ? resolveLink(href, page) : null
    const column = url === null ? null : columnOf(url, script)
    if (url === null || column === null || (own !== null && column !== own) || !sameSite(url, page.url)) continue
    columns.add(column)
    const number = URL.parse(url)?.searchParams.get(script.page) ?? ''
    const isFurther = /^\d{1,4}$/.test(number) && Number(number) > script.first
    if (isFurther && !samePlace(url, page.url)) found.set(url, { url, method: 'GET' })
  }
  return columns.size > 1 ? [] : [...found.values()].slice(0, MOST_PAGES)
}

function columnOf(url: string, script: ListScript): string | null {
  const parsed = URL.parse(url)
  return parsed !== null && script.path.test(parsed.pathname) ? parsed.searchParams.get(script.column) : null
}
