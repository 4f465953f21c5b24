import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect } from './dialect.ts'
import { includedCounter } from './included.ts'
import { readStaticList } from './static.ts'

/**
 * Sites of classic ASP, each written by hand: `list.asp?page=N`, `show.asp?id=…`, mostly in GBK. The count is printed;
 * where a script brings it, its address carries the article's number, for a counter without one is the whole site's.
 */
export const aspDialect: Dialect = {
  name: 'asp',
  recognise,
  list: readStaticList,
  counter: (page) => includedCounter(page, /(?:hits?|clicks?|count\w*|views?|read\w*|browse)\.asp\?/i, articleId),
  readCounter: readCount,
}

const aspLink = /\b(?:href|action)\s*=\s*["']?[^"'\s<>]{0,300}\.asp(?=["'\s>?#])/gi

/** A single link to an old part of the site is no sign: the page itself or some of its links must be ASP. */
/** What the parameter of an article is called: each site was written by another hand. */
const articleId = /^(?:id|(?:item|news|article|info)_?id)$/i

function recognise(page: Page): number {
  let score = /\.asp$/i.test(URL.parse(page.url)?.pathname ?? '') ? 0.6 : 0
  const links = new Set(page.decoded.text.match(aspLink)?.map((link) => link.toLowerCase())).size
  if (links >= 3) score += 0.3
  return score
}
