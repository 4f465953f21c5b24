import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import { countAt } from './data.ts'
import type { Asked, Dialect, ListReading } from './dialect.ts'
import { includedCounter } from './included.ts'
import { withFurther } from './list/further.ts'
import { nextPostBack } from './powereasy/post-back.ts'
import { readStaticList } from './static.ts'

/**
 * PowerEasy (动易) and other ASP.NET sites: `/Item/N.aspx`, lists `/Category_N/Index_2.aspx`, or lists that are paged by
 * posting the page's own form back. The count is written by the script `/Common/GetHits.aspx?id=N`; the `title` of links
 * to other articles carries those articles' counts.
 */
export const powereasyDialect: Dialect = {
  name: 'powereasy',
  recognise,
  list,
  counter: (page) => includedCounter(page, /(?:hits?|clicks?|count\w*|views?)\.(?:aspx|ashx)\?/i, articleId),
  readCounter: (answer) => readCount(answer) ?? countAt(answer, 'hits', 'Hits'),
}

/** What the parameter of an article is called: each site was written by another hand. */
const articleId = /^(?:id|(?:item|news|article|info)_?id)$/i

function recognise(page: Page): number {
  const text = page.decoded.text
  const path = URL.parse(page.url)?.pathname ?? ''
  let score = 0
  if (/\/Item\/\d+\.aspx|\/Category_\d+\/(?:Index|default)(?:_\d+)?\.aspx/i.test(`${path} ${text}`)) score += 0.5
  if (/GetHits\.aspx\?|\$\.pe\.ajax|PowerEasy|动易/i.test(text)) score += 0.4
  if (/name=["']?__VIEWSTATE\b/i.test(text)) score += 0.4
  if (text.includes('__doPostBack') || /AspNetPager/i.test(text)) score += 0.2
  if (/\.aspx$/i.test(path)) score += 0.2
  return Math.min(score, 1)
}

function list(page: Page, asked?: Asked): ListReading {
  const post = nextPostBack(page, asked)
  return withFurther(readStaticList(page), post === null ? [] : [post])
}
