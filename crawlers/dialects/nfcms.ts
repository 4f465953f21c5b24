import { resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { countAt } from './data.ts'
import type { Dialect, ListReading, PageRequest } from './dialect.ts'
import { scripts } from './list/scripts.ts'
import { readArticles, readCatalogue } from './nfcms/gkmlpt.ts'
import { readStaticList } from './static.ts'

/**
 * NFCMS (南方, Guangdong) and its catalogue gkmlpt: static lists whose page 2 is `index_2.html`, articles `post_81.html`;
 * the catalogue's lists are JSON.
 */
export const nfcmsDialect: Dialect = {
  name: 'nfcms',
  recognise,
  list,
  counter,
  readCounter: (answer) => countAt(answer, 'count', 'data.count'),
}

const articlePath = /\/content\/(?:\w+\/)*m?post_\d+\.html/

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/\bNFCMS[_-]/.test(text)) score += 0.7
  if (page.url.includes('/gkmlpt/')) score += 0.7
  if (/\b_CONFIG\b/.test(text) && /\bSID["']?\s*:/.test(text)) score += 0.3
  if (articlePath.test(page.url)) score += 0.4
  else if (articlePath.test(text)) score += 0.4
  return Math.min(score, 1)
}

function list(page: Page): ListReading {
  return readArticles(page) ?? readCatalogue(page) ?? readStaticList(page)
}

const counterAddress = /["']([^"'\s<>]{0,200}\/jsonp\/post\/sum\?[^"'\s<>]{1,300}?)(?:&t=)?["']/

/**
 * The JSONP that the page's script includes, without its random `t`. Most sites ask the province's own host for it,
 * which is another site to all but those of the province.
 */
function counter(page: Page): PageRequest | null {
  for (const { text } of scripts(page)) {
    const address = counterAddress.exec(text)?.[1]
    const url = address === undefined || !/[?&]post=\d/.test(address) ? null : resolveLink(address, page)
    if (url !== null && sameSite(url, page.url)) return { url, method: 'GET' }
  }
  return null
}
