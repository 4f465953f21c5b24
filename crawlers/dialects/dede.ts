import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect, ListReading } from './dialect.ts'
import { includedCounter } from './included.ts'
import { withFurther } from './list/further.ts'
import { type ListScript, scriptPages } from './list/script-pages.ts'
import { readStaticList } from './static.ts'

/**
 * DedeCMS (织梦): static lists `list_12_2.html` or `/plus/list.php?tid=12&TotalResult=25&PageNo=2`; an article asks for
 * its count by the script `/plus/count.php?view=yes&aid=…`, which counts the visit as well.
 */
export const dedeDialect: Dialect = {
  name: 'dede',
  recognise,
  list,
  counter: (page) => includedCounter(page, /\/plus\/count\.php\?(?=.*\bview=yes\b)/i, /^aid$/i),
  readCounter: readCount,
}

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (
    /\/plus\/(?:count|list|view|search|feedback|feedback_ajax|digg_ajax|stow|erraddsave|ad_js|guestbook)\.php/i.test(
      text,
    )
  )
    score += 0.6
  if (/\/plus\/(?:list|view)\.php/i.test(page.url) || /\/list_\d+_\d+\.html?$/.test(page.url)) score += 0.4
  if (/DedeCMS|DedeTag|dede_pages|dedeajax|织梦/i.test(text)) score += 0.4
  if (/["'/]list_\d+_\d+\.html/.test(text)) score += 0.3
  if (/\/uploads\/allimg\/|["'(]\/templets\//.test(text)) score += 0.3
  return Math.min(score, 1)
}

const listScript: ListScript = { path: /\/plus\/list\.php$/i, column: 'tid', page: 'PageNo', first: 1 }

function list(page: Page): ListReading {
  return withFurther(readStaticList(page), scriptPages(page, listScript))
}
