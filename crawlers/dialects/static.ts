import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect, ListReading } from './dialect.ts'
import { isArticle } from './list/article.ts'
import { chooseGroup } from './list/choose.ts'
import { readItems } from './list/items.ts'
import { nextPages } from './list/pager.ts'
import { groupRows } from './list/rows.ts'
import { survey } from './list/survey.ts'

/**
 * Any list that the server renders, whatever made it: rows that repeat under one parent, each with a link and usually a
 * date; a pager of words, numbers or options. An article has no list, whatever stands beside it.
 */
export const staticDialect: Dialect = {
  name: 'static',
  recognise: () => 0.01,
  list: readStaticList,
  counter: () => null,
  readCounter: readCount,
}

/** The list of a page as its markup shows it; no items when the page is an article or has no list. */
export function readStaticList(page: Page): ListReading {
  const seen = survey(page)
  const chosen = chooseGroup(groupRows(seen), seen)
  if (chosen === null || isArticle(page, seen, chosen.group)) return { items: [], next: [] }
  return { items: readItems(chosen.group, seen, page), next: nextPages(page, seen) }
}
