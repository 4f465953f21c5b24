import type { PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'

/** The names that the number of a page has in a request. */
export const PAGE_NUMBER =
  'page|pageno|pagenum|pagenumber|pageindex|page_no|page_num|page_index|currentpage|curpage|currpage|current|pn|pg'

/** The names that the size of a page has in a request. */
const PAGE_SIZE = 'prepage|perpage|pagesize|page_size|size|rows|limit|pagerows|numperpage'

/**
 * The requests for the other pages of a list: the same request with another number in its query or its body. Lists that
 * are asked for from 0 are counted from there. None where the request has no number.
 *
 * @param asked the request for one of the pages
 * @param total how many pages there are in all
 */
export function otherPages(asked: PageRequest, total: number): PageRequest[] {
  const own = pageNumberOf(asked)
  if (own === null) return []
  const first = Math.min(own, 1)
  const found: PageRequest[] = []
  for (let number = first; number < first + Math.min(total, MOST_PAGES); number += 1) {
    if (number !== own) found.push(atPage(asked, number))
  }
  return found
}

/** The number of the page that a request asks for; null where it names none. */
export function pageNumberOf(asked: PageRequest): number | null {
  return numberIn(asked, PAGE_NUMBER)
}

/** How many rows a request asks for; null where it does not say. */
export function pageSizeOf(asked: PageRequest): number | null {
  return numberIn(asked, PAGE_SIZE)
}

/** In a query, a form, a file's name or JSON: what stands before a number, and the number. */
function places(names: string): readonly RegExp[] {
  return [
    new RegExp(`((?:^|[?&,/])(?:${names})=)(\\d{1,6})(?=[&,.]|$)`, 'i'),
    new RegExp(`("(?:${names})"\\s*:\\s*"?)(\\d{1,6})(?=\\D|$)`, 'i'),
  ]
}

function numberIn({ url, body = '' }: PageRequest, names: string): number | null {
  for (const text of [url, body]) {
    for (const place of places(names)) {
      const digits = place.exec(text)?.[2]
      if (digits !== undefined) return Number(digits)
    }
  }
  return null
}

/** The query is looked at first: a body may repeat the number. */
function atPage(asked: PageRequest, number: number): PageRequest {
  const set = (text: string): string =>
    places(PAGE_NUMBER).reduce((changed, place) => changed.replace(place, `$1${number}`), text)
  const url = set(asked.url)
  return url !== asked.url || asked.body === undefined ? { ...asked, url } : { ...asked, body: set(asked.body) }
}
