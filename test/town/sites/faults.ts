import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import type { Answer } from '../http.ts'
import { html, page, sendOn, type TroubledRow, troubledSite } from './troubled.ts'

// A site of which every row shows another fault: pages that are gone without saying so, pages that only send on,
// connections that break, lengths that lie.

const NAME = '槐荫县政府信息公开网'

const SOUND = { what: 'a report', ending: { outcome: 'ok' } } as const
const CUT = { outcome: 'failed', reason: 'cut-short' } as const

/** An answer that is written to the connection as it stands, and cut off behind it. */
function raw(...pieces: readonly (string | Buffer)[]): Answer {
  return act((socket) => {
    for (const piece of pieces) socket.write(piece)
    socket.end()
  })
}

function act(act: (socket: Socket) => void): Answer {
  return { status: 200, lines: [], body: Buffer.alloc(0), act }
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n'

function chunk(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}

function half(page: string): string {
  return page.slice(0, page.length / 2)
}

/** One character every few ms, as long as somebody listens. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20)
  socket.on('close', () => clearInterval(timer))
}

const PHONES = /iPhone|Android|Mobile/
const FOR_PHONES =
  '<script>if(/iPhone|Android|Mobile/i.test(navigator.userAgent)){location.href="/m/nb/8.html"}</script>'

const gbk = (text: string): string => iconv.encode(text, 'gb18030').toString('latin1')

/** What this site says of everything it does not have: status 200, and none of the words that such pages usually use. */
function lost(target: string): string {
  const path = target.replace(/[<>"]/g, '')
  return page(
    NAME,
    '槐荫县',
    `<div class="tip"><p>抱歉，您来到了一片空白之处。</p><p>来路：${path}</p><p>您可以回到首页继续浏览，或拨打县政府总机咨询。</p></div>`,
  )
}

export const FAULTS: readonly TroubledRow[] = [
  { path: '/nb/1.html', ...SOUND },
  {
    path: '/nb/2.html',
    what: 'a page that is gone, answered like everything that is not there: known by the probe',
    ending: { outcome: 'missing', reason: 'soft-404' },
    answer: (_page, { target }) => html(lost(target)),
  },
  {
    path: '/nb/3.html',
    what: 'a refresh stub that leads up',
    ending: { outcome: 'missing', reason: 'refresh-stub' },
    answer: () => html('<html><head><meta http-equiv="refresh" content="0;URL=../"></head></html>'),
  },
  {
    path: '/nb/4.html',
    what: 'a location stub that leads up',
    ending: { outcome: 'missing', reason: 'location-stub' },
    answer: () => html('<script>window.location.href="/";</script>'),
  },
  {
    path: '/nb/23.html',
    what: 'an empty page that its head sends up',
    ending: { outcome: 'missing', reason: 'refresh-stub' },
    answer: () => html('<html><body></body></html>', 200, ['Refresh: 0; url=/']),
  },
  {
    path: '/nb/5.html',
    what: 'a refresh stub that leads elsewhere',
    ending: { outcome: 'ok', at: '/nb/2022/5.html' },
    answer: () => html('<meta http-equiv="refresh" content="0;url=2022/5.html">'),
  },
  {
    path: '/nb/6.html',
    what: 'a location stub that leads elsewhere',
    ending: { outcome: 'ok', at: '/nb/2022/6.html' },
    answer: () => html("<script>location.href='/nb/2022/6.html'</script>"),
  },
  {
    path: '/nb/7.html',
    what: 'a server that sends phones to another page',
    ending: { outcome: 'ok' },
    answer: (page, { headers }) =>
      PHONES.test(headers.get('user-agent') ?? '') ? sendOn('/m/nb/mpost_7.html') : html(page),
  },
  {
    path: '/nb/8.html',
    what: 'a script that sends phones to another page',
    ending: { outcome: 'ok' },
    answer: (page) => html(page.replace('</head>', `${FOR_PHONES}</head>`)),
  },
  {
    path: '/nb/9.html',
    what: 'a redirect to the home page',
    ending: { outcome: 'missing', reason: 'redirect-home' },
    answer: () => sendOn('/'),
  },
  {
    path: '/nb/10.html',
    what: 'a redirect whose Location is raw GBK',
    ending: { outcome: 'ok', at: '/nb/%BA%E9.html' },
    answer: () => sendOn(gbk('/nb/洪.html')),
  },
  {
    path: '/nb/11.html',
    what: 'a connection that is reset',
    ending: { outcome: 'failed', reason: 'reset' },
    answer: () => act((socket) => void socket.resetAndDestroy()),
  },
  { path: '/nb/12.html', ...SOUND },
  {
    path: '/nb/13.html',
    what: 'a page that drips without end',
    ending: CUT,
    answer: () =>
      act((socket) => {
        socket.write(`${HEAD}\r\n`)
        drip(socket, ' ')
      }),
  },
  {
    path: '/nb/14.html',
    what: 'chunks that break off in the middle',
    ending: CUT,
    answer: (page) => raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, chunk(half(page)), 'zz\r\n'),
  },
  {
    path: '/nb/15.html',
    what: 'chunks without their end, behind a whole page',
    ending: { outcome: 'ok' },
    answer: (page) => raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, chunk(page)),
  },
  {
    path: '/nb/16.html',
    what: 'a Content-Length that is too long, with a whole page',
    ending: { outcome: 'ok' },
    answer: (page) => raw(`${HEAD}Content-Length: ${Buffer.byteLength(page) + 1000}\r\n\r\n`, page),
  },
  {
    path: '/nb/17.html',
    what: 'a Content-Length that is right, with half a page',
    ending: CUT,
    answer: (page) => raw(`${HEAD}Content-Length: ${Buffer.byteLength(page)}\r\n\r\n`, half(page)),
  },
  {
    path: '/nb/18.html',
    what: 'a gzip stream that ends too early',
    ending: CUT,
    answer: (page) => {
      const bytes = gzipSync(page)
      return html(bytes.subarray(0, bytes.length / 2), 200, ['Content-Encoding: gzip'])
    },
  },
  {
    path: '/nb/19.html',
    what: 'redirects in a circle',
    ending: { outcome: 'failed', reason: 'redirect-loop' },
    answer: () => sendOn('/nb/round.html'),
  },
  {
    path: '/nb/20.html',
    what: 'an error of the server',
    ending: { outcome: 'failed', reason: 'http-500' },
    answer: () => html(page(NAME, '运行时错误', '<p>“/”应用程序中的服务器错误。</p>'), 500),
  },
  {
    path: '/nb/21.html',
    what: 'a report whose file has a name in raw GBK',
    ending: { outcome: 'ok' },
    answer: (page) =>
      html(page.replace('</div>\n</body>', '<p><a href="/down.jsp?id=21">附件下载</a></p></div>\n</body>')),
  },
  { path: '/nb/22.html', ...SOUND },
]

/** The file of the last but one row, by the name that its Content-Disposition gives it. */
export const FILE_NAME = '桥坪镇2022年政府信息公开工作年度报告.doc'

export const faults = troubledSite({
  id: 'faults',
  name: NAME,
  rows: FAULTS,
  elsewhere: (_page, { target }) => {
    if (target === '/nb/round.html') return sendOn('/nb/19.html')
    if (target === '/down.jsp?id=21') {
      const lines = ['Content-Type: application/msword', `Content-Disposition: attachment; filename=${gbk(FILE_NAME)}`]
      return { status: 200, lines, body: Buffer.from('d0cf11e0a1b11ae1', 'hex') }
    }
    if (target === '/robots.txt') return { status: 404, lines: [], body: Buffer.alloc(0) }
    return html(lost(target))
  },
})
