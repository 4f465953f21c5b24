import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'

// A bureau on a system that nobody knows: what its lists and strips show is asked for by a script that puts the address
// and a key together, by POST, and is redirected once. Whoever runs no script sees neither rows nor counts; whoever does not
// wait sees no counts either, which are asked for up to 0.45 seconds after the page.

const NAME = '岚川市水务局'
const agency = office(NAME, '岚川市', '岚水')
const COLUMN = '/channel/ndbg.html'
const SIZE = 5

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2019, 2018, 2017],
  (year) => `/doc/${year}/${(year * 7919) % 100000}.html`,
  (year) => ({ views: 300 + (year % 100) * 7 }),
)

export const scriptList: SiteSpec = {
  id: 'script-list',
  name: NAME,
  manner: { lines: ['Server: nginx'], chunk: 2048, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      {
        encoding: 'utf-8',
        type: 'Content-Type: text/html; charset=utf-8',
        missing: shell('404', '您访问的页面不存在'),
      },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell)
    routes.page('/', shell('首页', `<ul>${menuOf(sides)}<li><a href="${COLUMN}">政府信息公开年度报告</a></li></ul>`))
    const pages = Math.ceil(papers.length / SIZE)
    const lists = Array.from({ length: pages }, (_, n) => (n === 0 ? COLUMN : `${COLUMN}?p=${n + 1}`))
    for (const [n, path] of lists.entries()) routes.page(path, columnPage(n + 1, pages))
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    routes.file('/js/portal.js', Buffer.from(PORTAL), ['Content-Type: application/javascript'])
    routes.file('/css/portal.css', Buffer.from(STYLE), ['Content-Type: text/css'])
    routes.file('/robots.txt', Buffer.from('User-agent: *\nDisallow: /private/\n'), ['Content-Type: text/plain'])
    routes.file('/private/count.png', PIXEL, ['Content-Type: image/png'])
    routes.file('/img/bg.png', PIXEL, ['Content-Type: image/png'])
    routes.handle(answers())
    return {
      routes,
      column: COLUMN,
      lists,
      truth: papers.map((paper) => paperTruth(origin, agency, paper)),
      forbidden: [`${origin}/private/count.png`],
    }
  },
}

const STYLE = 'body{margin:0 8%;font:15px/1.8 SimSun}.bt{background:url("../img/bg.png") repeat-x;color:#0a5e8c}'

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The one script: the key of a question is the sum of its characters in base 36, turned round. */
const PORTAL = `(function () {
  var way = ['', 'gate', ['q', 'uery'].join('')].join('/')
  function key(text) {
    for (var sum = 7, n = 0; n < text.length; n++) sum = (sum * 31 + text.charCodeAt(n)) % 1679616
    return sum.toString(36).split('').reverse().join('')
  }
  function ask(what, then) {
    var asked = new XMLHttpRequest()
    asked.open('POST', way, true)
    asked.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    asked.onload = function () { then(JSON.parse(atob(asked.responseText))) }
    asked.send('w=' + encodeURIComponent(what) + '&k=' + key(what))
  }
  var box = document.getElementById('rows')
  if (box) ask('list:' + box.getAttribute('data-p'), function (rows) {
    box.innerHTML = rows.map(function (row) {
      return '<li><a href="' + row.u + '" title="' + decodeURIComponent(row.t) + '">' + decodeURIComponent(row.t) + '</a><span>' + row.d + '</span></li>'
    }).join('')
    var pages = Number(box.getAttribute('data-n')), links = ''
    for (var n = 1; n <= pages; n++) links += '<a href="${COLUMN}' + (n > 1 ? '?p=' + n : '') + '">' + n + '</a> '
    document.getElementById('pager').innerHTML = links
  })
  var hits = document.getElementById('hits')
  if (hits) setTimeout(function () {
    ask('hits:' + location.pathname, function (count) { hits.textContent = count })
  }, Number(hits.getAttribute('data-after')))
})()
`

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${name}-${NAME}</title>
<link rel="stylesheet" href="/css/portal.css"></head>
<body><div class="bt"><h2>${NAME}</h2><img src="/private/count.png" alt=""></div><div class="nav"><a href="/">首页</a> <a href="/gzdt/">工作动态</a></div>
${body}
<div class="footer">主办：${NAME}</div><script src="/js/portal.js"></script></body></html>`
}

function columnPage(page: number, pages: number): string {
  return shell(
    '政府信息公开年度报告',
    `<div class="crumb">当前位置：<a href="/">首页</a> &gt; 政府信息公开年度报告</div>
<ul id="rows" class="list" data-p="${page}" data-n="${pages}"></ul><div id="pager" class="pages"></div>`,
  )
}

function reportPage(paper: Paper): string {
  return shell(
    paper.title,
    `<h1>${paper.title}</h1>
<div class="info">发布日期：${paper.date}　来源：${NAME}　浏览次数：<span id="hits" data-after="${[450, 300, 50][paper.year % 3]}"></span></div>
<div class="article">${bodyOf(agency, paper)}</div>`,
  )
}

/** The key as the script makes it. */
function keyOf(text: string): string {
  let sum = 7
  for (const character of text) sum = (sum * 31 + character.charCodeAt(0)) % 1679616
  return sum.toString(36).split('').reverse().join('')
}

function answers(): (request: WireRequest) => Answer | null {
  const counted = new Map<string, number>()
  return ({ method, target, body }) => {
    if (target === '/gate/query' && method === 'POST') {
      const form = new URLSearchParams(body.toString('latin1'))
      const what = form.get('w') ?? ''
      if (form.get('k') !== keyOf(what))
        return { status: 403, lines: ['Content-Type: text/plain'], body: Buffer.alloc(0) }
      const ticket = Buffer.from(what).toString('base64url')
      return { status: 302, lines: [`Location: /gate/answer/${ticket}`], body: Buffer.alloc(0) }
    }
    const ticket = /^\/gate\/answer\/([\w-]+)$/.exec(target)?.[1]
    if (ticket === undefined) return null
    const told = tell(Buffer.from(ticket, 'base64url').toString(), counted)
    const text = Buffer.from(JSON.stringify(told)).toString('base64')
    return { status: 200, lines: ['Content-Type: text/plain'], body: Buffer.from(text) }
  }
}

function tell(what: string, counted: Map<string, number>): unknown {
  const [kind, of = ''] = what.split(':')
  if (kind === 'list') {
    const page = Number(of)
    const rows = papers.slice((page - 1) * SIZE, page * SIZE)
    return rows.map(({ href, title, date }) => ({ u: href, t: encodeURIComponent(title), d: date }))
  }
  const paper = papers.find(({ href }) => href === of)
  const visits = counted.get(of) ?? 0
  counted.set(of, visits + 1)
  return (paper?.views ?? 0) + visits
}
