import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, newsBox, office, papersOf, paperTruth, putBesides, rowItem } from './office.ts'

// A bureau whose pages are plain but for their ways on: a script asks for the menu of the home page and for the tree of
// the disclosure page, and builds the links itself. Whoever runs no script comes no further than the news.

const NAME = '霁州市文化广电和旅游局'
const agency = office(NAME, '霁州市', '霁文旅')
const HUB = '/gk/'
const COLUMN = '/gk/c/1482.html'

const papers = papersOf(agency, [2023, 2022, 2021, 2020], (year) => `/gk/d/${(year * 6151) % 100000}.html`)

export const scriptNav: SiteSpec = {
  id: 'script-nav',
  name: NAME,
  manner: { lines: ['Server: nginx'], chunk: 0, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html; charset=utf-8', missing: shell('404', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/zx/')
    const menus = {
      top: [['政府信息公开', HUB]],
      gk: [...sides.map(({ heading, path }) => [heading, path]), ['政府信息公开年报', COLUMN]],
    }
    routes.page('/', shell('首页', newsBox(sides), 'top'))
    routes.page(HUB, shell('政府信息公开', '<div class="main">请从左侧选择。</div>', 'gk'))
    for (const [name, entries] of Object.entries(menus)) {
      routes.file(`/menu/${name}.txt`, Buffer.from(Buffer.from(JSON.stringify(entries)).toString('base64')), [
        'Content-Type: text/plain',
      ])
    }
    routes.file('/js/menu.js', Buffer.from(SCRIPT), ['Content-Type: application/javascript'])
    routes.page(
      COLUMN,
      shell('政府信息公开年报', `<h2>政府信息公开年报</h2><ul class="lb">${papers.map(rowItem).join('\n')}</ul>`),
    )
    for (const paper of papers) {
      routes.page(
        paper.href,
        shell(
          paper.title,
          `<h1>${paper.title}</h1><p class="xx">发布时间：${paper.date}　来源：${NAME}</p><div class="nr">${bodyOf(agency, paper)}</div>`,
        ),
      )
    }
    return {
      routes,
      column: COLUMN,
      lists: [COLUMN],
      truth: papers.map((paper) => paperTruth(origin, agency, paper)),
    }
  },
}

/** The menu comes as base64 of JSON, and its links are made one element at a time. */
const SCRIPT = `(function () {
  var box = document.getElementById('menu')
  if (!box) return
  var asked = new XMLHttpRequest()
  asked.open('GET', ['', 'menu', box.getAttribute('data-of') + '.txt'].join('/'), true)
  asked.onload = function () {
    var bytes = Uint8Array.from(atob(asked.responseText), function (letter) { return letter.charCodeAt(0) })
    JSON.parse(new TextDecoder().decode(bytes)).forEach(function (entry) {
      var link = document.createElement('a')
      link.textContent = entry[0]
      link.href = entry[1]
      box.appendChild(document.createElement('li')).appendChild(link)
    })
  }
  asked.send()
})()
`

function shell(name: string, body: string, menu: string | null = null): string {
  const way = menu === null ? '' : `<ul id="menu" data-of="${menu}"></ul><script src="/js/menu.js"></script>`
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${name}-${NAME}</title></head>
<body><h2>${NAME}</h2><p><a href="/">首页</a> <a href="/zx/gzdt/">工作动态</a></p>${way}
${body}
<p class="footer">主办：${NAME}</p></body></html>`
}
