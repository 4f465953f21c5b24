import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Answer } from '../http.ts'
import { html, page, sendOn, type TroubledRow, troubledSite } from './troubled.ts'

// A site that never ends: bombs, drips, chains, and a column whose pages turn for ever.

const NAME = '樟溪县政府信息公开网'

const SOUND = { what: 'a report', ending: { outcome: 'ok' } } as const

/** A page of 64 MB in 64 KB of gzip. */
const BOMB = gzipSync(Buffer.from(`<html><body>${' '.repeat(64 * 1024 * 1024)}</body></html>`), { level: 9 })

const CHAIN = /^\/nb\/hop\/(\d+)$/

function drip(): Answer {
  const act = (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n')
    const timer = setInterval(() => socket.write('1\r\n \r\n'), 10)
    socket.on('close', () => clearInterval(timer))
  }
  return { status: 200, lines: [], body: Buffer.alloc(0), act }
}

/** A head that grows for as long as somebody listens. */
function endlessHead(): Answer {
  const act = (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => socket.write(`X-More: ${'x'.repeat(8000)}\r\n`), 1)
    socket.on('close', () => clearInterval(timer))
  }
  return { status: 200, lines: [], body: Buffer.alloc(0), act }
}

export const TRAPS: readonly TroubledRow[] = [
  { path: '/nb/1.html', ...SOUND },
  {
    path: '/nb/2.html',
    what: 'a page that is a thousand times longer than what is sent',
    ending: { outcome: 'failed', reason: 'too-large' },
    answer: () => html(BOMB, 200, ['Content-Encoding: gzip']),
  },
  {
    path: '/nb/3.html',
    what: 'a page that drips without end',
    ending: { outcome: 'failed', reason: 'cut-short' },
    answer: drip,
  },
  {
    path: '/nb/4.html',
    what: 'a head without end',
    ending: { outcome: 'failed', reason: 'too-large-head' },
    answer: endlessHead,
  },
  {
    path: '/nb/5.html',
    what: 'a chain of ten thousand redirects',
    ending: { outcome: 'failed', reason: 'too-many-redirects' },
    answer: () => sendOn('/nb/hop/1'),
  },
  {
    path: '/nb/deep/',
    what: 'a redirect that leads one folder deeper each time',
    ending: { outcome: 'skipped', reason: 'path-loop' },
    answer: () => sendOn('deep/'),
  },
  {
    path: '/nb/cloud.html',
    what: 'a redirect to the metadata of a cloud',
    ending: { outcome: 'skipped', reason: 'foreign-host' },
    answer: () => sendOn('http://169.254.169.254/latest/meta-data/'),
  },
  {
    path: '/nb/inside.html',
    what: 'a stub that leads into a private network',
    ending: { outcome: 'skipped', reason: 'foreign-host' },
    answer: () => html('<meta http-equiv="refresh" content="0;url=http://10.0.0.8/admin/users.html">'),
  },
  { path: '/nb/7.html', ...SOUND },
]

/** A page of a list that has always a next page: the same pinned report, whatever the number. */
function turningPage(number: number): Answer {
  return html(
    page(
      NAME,
      '政府信息公开年报',
      `<ul><li><span>2023-01-01</span><a href="/nb/1.html">青河镇人民政府2022年政府信息公开工作年度报告</a></li></ul>
<div class="pages">${number} <a href="/turning/list.jsp?page=${number + 1}">下一页</a></div>`,
    ),
  )
}

/** A further column of the site, which has a next page for ever. */
export const TURNING = '/turning/list.jsp?page=1'

export const traps = troubledSite({
  id: 'traps',
  name: NAME,
  rows: TRAPS,
  elsewhere: (_page, { target }) => {
    const hop = Number(CHAIN.exec(target)?.[1] ?? 0)
    if (hop > 0 && hop < 10_000) return sendOn(`/nb/hop/${hop + 1}`)
    const number = Number(/^\/turning\/list\.jsp\?page=(\d+)$/.exec(target)?.[1] ?? 0)
    if (number > 0) return turningPage(number)
    // Relative, and so one folder deeper at each step.
    if (target.startsWith('/nb/deep/')) return sendOn('deep/')
    return html(page(NAME, '404', '<p>404</p>'), 404)
  },
})
