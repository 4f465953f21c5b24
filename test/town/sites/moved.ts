import { page, sendOn, type TroubledRow, troubledSite } from './troubled.ts'

// A site that never says 404: what it does not have is sent to its error page, with status 200.

const NAME = '栎阳县政府信息公开网'
const ERROR = '/error/notice.html'

export const MOVED: readonly TroubledRow[] = [
  { path: '/nb/1.html', what: 'a report', ending: { outcome: 'ok' } },
  {
    path: '/nb/gone.html',
    what: 'a report that was deleted, sent to the error page as everything that is not there',
    ending: { outcome: 'missing', reason: 'redirect-home' },
    answer: (_page, { target }) => sendOn(`${ERROR}?from=${target}`),
  },
  {
    path: '/nb/new.html',
    what: 'a report that has moved, sent to its new address',
    ending: { outcome: 'ok', at: '/nb/2023/3.html' },
    answer: () => sendOn('/nb/2023/3.html'),
  },
  { path: '/nb/4.html', what: 'another report', ending: { outcome: 'ok' } },
]

export const moved = troubledSite({
  id: 'moved',
  name: NAME,
  rows: MOVED,
  elsewhere: (_page, { target }) => {
    if (target.startsWith(ERROR)) {
      return {
        status: 200,
        lines: ['Content-Type: text/html; charset=utf-8'],
        body: Buffer.from(page(NAME, '温馨提示', '<p>网站改版升级，请从首页重新进入。</p>')),
      }
    }
    return target === '/robots.txt'
      ? { status: 404, lines: [], body: Buffer.alloc(0) }
      : sendOn(`${ERROR}?from=${target}`)
  },
})
