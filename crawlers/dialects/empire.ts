import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect, ListReading } from './dialect.ts'
import { includedCounter } from './included.ts'
import { withFurther } from './list/further.ts'
import { type ListScript, scriptPages } from './list/script-pages.ts'
import { readStaticList } from './static.ts'

/**
 * EmpireCMS (帝国): static lists `index_2.html`, or its list script, which counts pages from zero; an article asks for its
 * count by the script `/e/public/ViewClick/?classid=…&id=…&addclick=1`.
 */
export const empireDialect: Dialect = {
  name: 'empire',
  recognise,
  list,
  // With `down` the same script tells of downloads, comments and votes.
  counter: (page) => includedCounter(page, /\/e\/public\/ViewClick\/(?:index\.php)?\?(?!.*\bdown=[1-9])/i),
  readCounter: readCount,
}

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/\/e\/public\/(?:ViewClick|digg|ViewMore|onclick)\b/i.test(text)) score += 0.6
  if (/\/e\/(?:action|search|pl|member|tool|DownSys|enews|data\/js|space|tags|extend)\//.test(text)) score += 0.4
  if (/\/e\/action\/ListInfo/i.test(page.url)) score += 0.4
  if (/EmpireCMS|帝国网站管理系统|ecms_gr|class=["']?epages\b/i.test(text)) score += 0.4
  if (/["'(=]\/(?:d\/file\/p?\/?|skin\/default\/(?:css|js|images)\/)/.test(text)) score += 0.2
  return Math.min(score, 1)
}

const listScript: ListScript = {
  path: /\/e\/action\/ListInfo(?:\.php|\/|\/index\.php)$/i,
  column: 'classid',
  page: 'page',
  first: 0,
}

function list(page: Page): ListReading {
  return withFurther(readStaticList(page), scriptPages(page, listScript))
}
