import { renderBody, tidyStyle } from '../markup.ts'
import { type Agency, reportBody } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'
import type { TownEncoding } from '../text.ts'

// As many reports as are wanted, for tests that are killed in the middle and for measures: townships of a county and
// their years, pages made when they are asked for, every second one in GBK.

const NAME = '沅阳市信息公开网'
const COLUMN = '/nb/'
const PER_LIST = 20
const FIRST_YEAR = 2008
const YEARS = 11

const FIRST = [...'青白黄清大小上下东西南北永长安太平新福宝']
const SECOND = [...'河山溪岭桥坪湾塘店集屯堡关口洲泉池林田庄']

export const bulk: SiteSpec = {
  id: 'bulk',
  name: NAME,
  manner: { lines: ['Server: nginx'], chunk: 0, gzip: false, spell: asWritten },
  build(origin, options) {
    const missing = '<html><body>404</body></html>'
    const routes = new Routes({ encoding: 'utf-8', type: 'Content-Type: text/html', missing }, options.validators)
    const count = options.bulk
    const pages = Math.ceil(count / PER_LIST)
    const home = shell('首页', 'utf-8', `<p><a href="/xxgk/">政府信息公开</a></p>`)
    routes.page('/', home)
    routes.page('/xxgk/', shell('政府信息公开', 'utf-8', `<ul><li><a href="${COLUMN}">政府信息公开年报</a></li></ul>`))
    routes.lazy((target) => {
      const list = /^\/nb\/(?:index_(\d+)\.html)?$/.exec(target)
      const page = Number(list?.[1] ?? 1)
      if (list !== null && page <= pages) return { render: () => listPage(page, pages, count), options: {} }
      const n = Number(/^\/nb\/(\d+)\.html$/.exec(target)?.[1] ?? count)
      return n < count ? { render: () => reportPage(n), options: { encoding: encodingOf(n) } } : null
    })
    return {
      routes,
      column: COLUMN,
      lists: Array.from({ length: pages }, (_, page) => listPath(page + 1)),
      truth: Array.from({ length: count }, (_, n) => truth(origin, n)),
    }
  },
}

function encodingOf(n: number): TownEncoding {
  return n % 2 === 0 ? 'utf-8' : 'gb18030'
}

function listPath(page: number): string {
  return page === 1 ? COLUMN : `${COLUMN}index_${page}.html`
}

function yearOf(n: number): number {
  return FIRST_YEAR + YEARS - 1 - (n % YEARS)
}

function townOf(n: number): string {
  const place = Math.floor(n / YEARS)
  const more = Math.floor(place / (FIRST.length * SECOND.length))
  const name = `${FIRST[place % FIRST.length]}${SECOND[Math.floor(place / FIRST.length) % SECOND.length]}`
  return `${name}${more === 0 ? '' : SECOND[more % SECOND.length]}镇人民政府`
}

function titleOf(n: number): string {
  return `${townOf(n)}${yearOf(n)}年政府信息公开工作年度报告`
}

function dateOf(n: number): string {
  return `${yearOf(n) + 1}-0${1 + (n % 3)}-${String(1 + ((n * 7) % 28)).padStart(2, '0')}`
}

function shell(name: string, encoding: TownEncoding, body: string): string {
  return `<!DOCTYPE html>
<html><head><meta charset="${encoding === 'utf-8' ? 'utf-8' : 'gb2312'}"><title>${name}-${NAME}</title><style>body{font:14px/1.8 SimSun;width:960px;margin:0 auto}li span{float:right}h1{text-align:center;font-size:22px}</style></head>
<body><div><a href="/">首页</a> <a href="/xxgk/">政府信息公开</a></div>
${body}
</body></html>
`
}

function listPage(page: number, pages: number, count: number): string {
  const start = (page - 1) * PER_LIST
  const rows: Row[] = Array.from({ length: Math.min(PER_LIST, count - start) }, (_, at) => ({
    href: `${start + at}.html`,
    title: titleOf(start + at),
    date: dateOf(start + at),
  }))
  const near = Array.from({ length: pages }, (_, n) => n + 1).filter(
    (n) => n === 1 || n === pages || Math.abs(n - page) < 4,
  )
  const links = near.map((n) => (n === page ? `<b>${n}</b>` : `<a href="${listPath(n)}">${n}</a>`))
  const next = page < pages ? ` <a href="${listPath(page + 1)}">下一页</a>` : ''
  const items = rows.map(({ href, title, date }) => `<li><span>${date}</span><a href="${href}">${title}</a></li>`)
  return shell(
    '政府信息公开年报',
    'utf-8',
    `<ul>\n${items.join('\n')}\n</ul><div class="pages">${links.join(' ')}${next}</div>`,
  )
}

function reportPage(n: number): string {
  const agency: Agency = {
    full: townOf(n),
    self: '我镇',
    whole: '全镇',
    office: '镇党政办公室',
    above: '县政府',
    place: townOf(n).slice(0, -4),
    mark: '镇政',
    fields: ['惠农补贴', '村务公开', '低保救助', '宅基地审批'],
  }
  return shell(
    titleOf(n),
    encodingOf(n),
    `<h1>${titleOf(n)}</h1><p align="center">发布时间：${dateOf(n)}　发布机构：${townOf(n)}</p>
<div class="content">
${renderBody(reportBody(agency, yearOf(n)), tidyStyle)}
</div>`,
  )
}

function truth(origin: string, n: number): ReportTruth {
  return truthOf({
    url: `${origin}${COLUMN}${n}.html`,
    title: titleOf(n),
    publisherStated: townOf(n),
    publisher: townOf(n),
    publishedAt: dateOf(n),
    dateText: dateOf(n),
    reportYear: yearOf(n),
    encoding: encodingOf(n),
  })
}
