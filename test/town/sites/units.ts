import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, papersOf, paperTruth, putBesides, rowItem } from './office.ts'

// A bureau with columns of its own and of the units below it: one beside its own on the hub, one that only the bureau's
// column links to. The menu stands in a frame of the home page, which only opens its index.

const NAME = '临溪市交通运输局'
const agency = office(NAME, '临溪市', '临交')
const HIGHWAYS = '临溪市公路事业发展中心'
const PORTS = '临溪市港航管理处'
const unit = (name: string, mark: string) => ({ ...office(name, '临溪市', mark), self: '本单位', whole: '全单位' })

/** The bureau's column first: it is the one that its file names. */
const columns = [
  { path: '/gk/nb/', heading: '政府信息公开年报', agency, years: [2022, 2021, 2020, 2019] },
  { path: '/gk/gl/ndbg/', heading: `${HIGHWAYS}信息公开年报`, agency: unit(HIGHWAYS, '临公'), years: [2022, 2021] },
  { path: '/gk/gh/ndbg/', heading: `${PORTS}信息公开年报`, agency: unit(PORTS, '临港'), years: [2021, 2020, 2019] },
].map((column) => ({
  ...column,
  papers: papersOf(column.agency, column.years, (year) => `${column.path}${year + 1}/r${year}.html`),
}))

/** The addresses of the columns, the bureau's first. */
export const UNIT_COLUMNS: readonly string[] = columns.map(({ path }) => path)

export const units: SiteSpec = {
  id: 'units',
  name: NAME,
  manner: { lines: ['Server: nginx'], chunk: 0, gzip: false, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html; charset=utf-8', missing: shell('404', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/xw/')
    routes.page('/', '<html><head><meta http-equiv="refresh" content="0;url=index.html"></head><body></body></html>')
    routes.page(
      '/index.html',
      shell('首页', `<iframe src="/menu.html" width="100%" height="60"></iframe>${newsBox(sides)}`),
    )
    routes.page(
      '/menu.html',
      `<html><body><a href="/gk/">信息公开</a><a href="/xw/zwfw/">政务服务年报</a></body></html>`,
    )
    const [own, highways, ports] = columns
    const link = (path = '', name = '') => `<li><a href="${path}">${name}</a></li>`
    routes.page(
      '/gk/',
      shell(
        '信息公开',
        `<ul>${link(own?.path, own?.heading)}${link(highways?.path, highways?.heading)}${menuOf(sides)}</ul>`,
      ),
    )
    for (const { path, heading, papers, agency: who } of columns) {
      const beside =
        path === own?.path ? `<div class="tabs">下属单位：<a href="${ports?.path}">${ports?.heading}</a></div>` : ''
      routes.page(
        path,
        shell(heading, `<h2>${heading}</h2>${beside}<ul class="lb">${papers.map(rowItem).join('\n')}</ul>`),
      )
      for (const paper of papers) {
        const info = `发布时间：${paper.date}　来源：${who.full}`
        routes.page(
          paper.href,
          shell(paper.title, `<h1>${paper.title}</h1><p class="xx">${info}</p><div>${bodyOf(who, paper)}</div>`),
        )
      }
    }
    return {
      routes,
      column: own?.path ?? '',
      lists: [own?.path ?? ''],
      truth: columns.flatMap(({ agency: who, papers }) => papers.map((paper) => paperTruth(origin, who, paper))),
    }
  },
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}_${NAME}</title><style>body{margin:0 8%;font:15px/1.9 sans-serif}</style></head>
<body><div class="hd">${NAME}</div>${body}<div class="footer">主办：${NAME}</div></body></html>`
}
