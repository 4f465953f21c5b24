import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import { parseData } from './data.ts'
import type { Asked, Dialect, ListReading } from './dialect.ts'
import { isArticle } from './list/article.ts'
import { survey } from './list/survey.ts'
import { askedByScript } from './script/asked.ts'
import { readData, readStaticList } from './static.ts'

/**
 * Pages that a script makes in the browser: Angular, Vue and their like. What their markup shows is a template; the rows
 * are asked for where a call for them is plainly written, and otherwise have to be rendered.
 */
export const spaDialect: Dialect = {
  name: 'spa',
  recognise,
  list,
  counter: () => null,
  readCounter: readCount,
}

const repeats = /\b(?:ng-repeat|data-ng-repeat|v-for|wx:for|\*ngFor)\s*=/

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/\b(?:data-)?ng-app\b|\bng-controller\s*=|\bng-version\s*=/.test(text)) score += 0.5
  if (repeats.test(text)) score += 0.4
  // A part of a page may be a template (a search box, a menu) where the page is none.
  if (/\{\{\s*[\w$.[\]]+(?:\s*\|[^{}]{1,60})?\s*\}\}/.test(text)) score += 0.2
  if (/<div id="(?:app|root)">\s*<\/div>/.test(text)) score += 0.5
  if (/\bnew Vue\s*\(|\bcreateApp\s*\(|\bangular\.module\s*\(|__NUXT__|data-reactroot/.test(text)) score += 0.3
  return Math.min(score, 0.95)
}

function list(page: Page, asked?: Asked): ListReading {
  const data = parseData(page.decoded.text)
  if (data !== undefined) return readData(data, page, asked)
  const read = readStaticList(page)
  if (read.items.length > 0 || isArticle(page, survey(page), null)) return read
  return askedByScript(page)
}
