import type { Answer, WireRequest } from '../http.ts'
import type { Row } from '../site.ts'

/** The most rows that the data service gives at once, whatever `perpage` asks for. */
const MOST_ROWS = 4

/**
 * The view counter: blanks and one line of script, one more every time. An article it does not know gets a page of
 * HTML with status 200. Null when the request is for something else.
 *
 * @param hits the counts by article; raised by asking
 */
export function answerHits(request: WireRequest, hits: Map<number, number>): Answer | null {
  const url = new URL(request.target, 'http://jcms')
  if (url.pathname === '/module/visitcount/visit.jsp') return script('')
  if (url.pathname !== '/module/visitcount/articlehits.jsp') return null
  const article = Number(url.searchParams.get('artid'))
  const count = hits.get(article)
  if (count === undefined) {
    const body = Buffer.from('<html><head><title>404</title></head><body>您访问的页面不存在</body></html>')
    return { status: 200, lines: ['Content-Type: text/html;charset=UTF-8'], body }
  }
  hits.set(article, count + 1)
  return script(`${'    \r\n'.repeat(10)}    document.write("${count}");\r\n`)
}

function script(text: string): Answer {
  return { status: 200, lines: ['Content-Type: text/html;charset=UTF-8'], body: Buffer.from(text) }
}

/**
 * The data service of lists: rows as XML, asked by GET or POST. Only `page` (from 1) counts: `startrecord` and
 * `endrecord` are not looked at, `perpage` is capped. Null when the request is for something else.
 */
export function answerData(request: WireRequest, column: number, rows: readonly Row[]): Answer | null {
  const url = new URL(request.target, 'http://jcms')
  if (url.pathname !== '/module/web/jpage/dataproxy.jsp') return null
  const form = new URLSearchParams(request.method === 'POST' ? request.body.toString('latin1') : '')
  const asked = (name: string): number => Number(url.searchParams.get(name) ?? form.get(name) ?? 0)
  const size = Math.min(MOST_ROWS, asked('perpage') || MOST_ROWS)
  const page = Math.max(1, asked('page'))
  const known = asked('columnid') === column ? rows : []
  const pages = Math.ceil(known.length / size)
  const records = known.slice((page - 1) * size, page * size).map(recordOf)
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<datastore><totalrecord>${known.length}</totalrecord><totalpage>${pages}</totalpage>\n<recordset>\n${records.join('\n')}\n</recordset></datastore>`
  return { status: 200, lines: ['Content-Type: text/xml;charset=UTF-8'], body: Buffer.from(body) }
}

/** One row in the service's answer and in the list page's script. */
export function recordOf({ href, title, date }: Row): string {
  const shown = title.length > 26 ? `${title.slice(0, 25)}...` : title
  return `<record><![CDATA[\n<li><a href="${href}" title="${title}" target="_blank">${shown}</a><span>${date}</span></li>]]></record>`
}

/** How many rows a list page brings with it. */
export const OWN_ROWS = MOST_ROWS
