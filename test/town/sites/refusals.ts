import { html, type TroubledRow, troubledSite } from './troubled.ts'

// A site behind a guard: every way in which these sites refuse, a row each, among reports that are given.

const CHALLENGE = `<script>document.cookie=['__jsl_clearance=1667','|0|','gU3']['join']('')+';path=/';location.href=location.pathname+location.search</script>`
const GUARDED =
  '<html><head><meta content="kQ7v"><script>$_ts={};$_ts.nsd=71093;$_ts.cd="qrcklr";</script><script src="/Zt3/k.81.js"></script></head><body></body></html>'
const FIREWALL =
  '<html><head><title>拦截提示</title></head><body><p>您的请求疑似攻击行为，已被网站防火墙拦截</p></body></html>'
const OFTEN = '<html><head><title>提示</title></head><body><p>访问过于频繁，请稍后再试</p></body></html>'

const blocked = (reason: string) => ({ outcome: 'blocked', reason }) as const
const SOUND = { what: 'a report that is given', ending: { outcome: 'ok' } } as const

/** The rows in their order: between two refusals always a report, so that the guard is never met five times in a row. */
export const REFUSALS: readonly TroubledRow[] = [
  {
    path: '/nb/521.html',
    what: '521 with a script that sets a cookie',
    ending: blocked('http-521'),
    answer: () => html(CHALLENGE, 521),
  },
  { path: '/nb/1.html', ...SOUND },
  {
    path: '/nb/412.html',
    what: '412 with a script that is no reader’s to pass',
    ending: blocked('http-412'),
    answer: () => html(GUARDED, 412),
  },
  { path: '/nb/2.html', ...SOUND },
  {
    path: '/nb/403-script.html',
    what: '403 with such a script',
    ending: blocked('http-403'),
    answer: () => html(GUARDED, 403),
  },
  { path: '/nb/10.html', ...SOUND },
  { path: '/nb/403.html', what: '403 of a firewall', ending: blocked('http-403'), answer: () => html(FIREWALL, 403) },
  { path: '/nb/3.html', ...SOUND },
  {
    path: '/nb/488.html',
    what: '488, which is nobody’s but a firewall’s',
    ending: blocked('http-488'),
    answer: () => html(FIREWALL, 488),
  },
  { path: '/nb/4.html', ...SOUND },
  {
    path: '/nb/429.html',
    what: '429 with Retry-After',
    ending: blocked('http-429'),
    answer: () => html(OFTEN, 429, ['Retry-After: 0']),
  },
  { path: '/nb/5.html', ...SOUND },
  {
    path: '/nb/503.html',
    what: '503 that says when to come back',
    ending: blocked('http-503'),
    answer: () => html('', 503, ['Retry-After: 0']),
  },
  { path: '/nb/6.html', ...SOUND },
  {
    path: '/nb/often.html',
    what: 'a block page with status 200',
    ending: blocked('block-page'),
    answer: () => html(OFTEN),
  },
  { path: '/nb/7.html', ...SOUND },
  {
    path: '/nb/script.html',
    what: 'a challenge with status 200',
    ending: blocked('challenge'),
    answer: () => html(CHALLENGE),
  },
  { path: '/nb/8.html', ...SOUND },
  { path: '/nb/two.html', what: 'two bytes', ending: blocked('empty-body'), answer: () => html('\r\n') },
  { path: '/nb/9.html', ...SOUND },
]

export const refusals = troubledSite({ id: 'refusals', name: '栗川县政府信息公开网', rows: REFUSALS })
