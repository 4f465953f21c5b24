import type { Element } from 'domhandler'
import { resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { PageRequest } from '../dialect.ts'
import { boxesAround, type Group } from './rows.ts'
import { samePlace } from './shape.ts'
import type { Survey } from './survey.ts'

const more = /^[[【(（]?\s?(?:查看)?(?:更多|more)\s?[\])】）]?[.…>»›+]*$/i

/**
 * The whole lists of which a page shows the first rows: its 更多 links in boxes that hold rows of the list and no other
 * links. As a column of several parts shows each.
 */
export function moreLists(page: Page, survey: Survey, list: Group): PageRequest[] {
  const links = survey.anchors.filter(
    ({ kind, text, region }) => kind === 'plain' && region === null && more.test(text),
  )
  if (links.length === 0) return []
  const rows = new Map<Element, number>()
  for (const { anchor } of list.rows) {
    for (const box of boxesAround(anchor.element)) rows.set(box, (rows.get(box) ?? 0) + 1)
  }
  const found = new Map<string, PageRequest>()
  for (const { href, element } of links) {
    const box = boxesAround(element).find((around) => survey.extent(around).links > 0)
    if (box === undefined || survey.extent(box).links !== rows.get(box)) continue
    const url = resolveLink(href, page)
    if (url !== null && sameSite(url, page.url) && !samePlace(url, page.url)) found.set(url, { url, method: 'GET' })
  }
  return [...found.values()]
}
