import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect } from './dialect.ts'
import { includedCounter } from './included.ts'
import { readStaticList } from './static.ts'

/**
 * PHPCMS: lists `index.php?m=content&c=index&a=lists&catid=…&page=N` or static `N.html`; an article asks for its count by
 * the script `api.php?op=count&id=…&modelid=…`, which writes into the element `hits`.
 */
export const phpcmsDialect: Dialect = {
  name: 'phpcms',
  recognise,
  list: readStaticList,
  counter: (page) => includedCounter(page, /(?:^|\/)api\.php\?(?=.*\bop=count\b)(?=.*\bmodelid=\d)/i),
  readCounter,
}

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/index\.php\?m=(?:content|search|wap|link|formguide|comment|poster|vote|guestbook)&(?:amp;)?c=/.test(text))
    score += 0.6
  if (/index\.php\?m=content&c=index/.test(page.url)) score += 0.4
  if (/api\.php\?op=count\b/.test(text)) score += 0.4
  if (/phpcms/i.test(text)) score += 0.4
  if (/["'(/]statics\/(?:js|css|images)\//.test(text) && /\bid=["']?(?:hits|pages)\b/.test(text)) score += 0.3
  return Math.min(score, 1)
}

/** Counts of today, the week and the month stand before it: only what is written into `hits` is the page's. */
const written = /^\s*(?:(?:\$|jQuery)\(["']#\w{1,40}["']\)\.(?:html|text)\(["']?\d{0,12}["']?\);?\s*){1,9}$/
const hits = /(?:\$|jQuery)\(["']#hits["']\)\.(?:html|text)\(["']?(\d{1,10})["']?\)/

function readCounter(answer: string): number | null {
  if (answer.length > 1000 || !written.test(answer)) return readCount(answer)
  const count = hits.exec(answer)?.[1]
  return count === undefined ? null : Number(count)
}
