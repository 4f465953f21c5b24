import { putSides, type SideColumn, sideColumns } from '../decoys.ts'
import { type BodyStyle, htmlTable, renderBody } from '../markup.ts'
import { type Agency, reportBody } from '../prose.ts'
import { Routes } from '../routes.ts'
import { lowerTight, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'

// A development zone whose pages show neither title nor date nor publisher: only the list does. Its statistics stand one
// cell a line with a bar after each, but for the newest report, which has the official tables with their spans.

const NAME = '沅阳高新技术产业开发区管理委员会'

const agency: Agency = {
  full: NAME,
  self: '我委',
  whole: '全委',
  office: '党政综合办公室',
  above: '市政府',
  place: '沅阳高新区',
  mark: '沅高新办',
  fields: ['招商引资', '项目用地', '企业服务', '征地拆迁'],
}

interface Report {
  readonly id: number
  readonly year: number
  readonly listDate: string
}

const REPORTS: readonly Report[] = [
  { id: 5120, year: 2021, listDate: '2022-01-30' },
  { id: 3306, year: 2017, listDate: '2018-02-27' },
  { id: 2871, year: 2016, listDate: '2017-03-02' },
  { id: 2402, year: 2015, listDate: '2016-03-08' },
]

const COLUMN = '/gk/nb.html'

export const zone: SiteSpec = {
  id: 'zone',
  name: NAME,
  manner: { lines: ['server:openresty'], chunk: 512, gzip: false, spell: lowerTight },
  build(origin, options) {
    const routes = new Routes(
      // Not the name of an encoding, and GBK in truth.
      {
        encoding: 'gb18030',
        type: 'content-type:text/html;charset=zh-cn',
        missing: '<html><body>该页无法显示</body></html>',
      },
      options.validators,
    )
    const sides = sideColumns(agency, {
      column: (word) => `/gk/${word}.html`,
      article: (word, number) => `/gk/${word}/${number}.html`,
    })
    putSides(routes, sides, listPage, (row, paragraphs) =>
      shell(`<h3>${row.title}</h3>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`),
    )
    routes.page('/', shell(menu(sides)))
    routes.page('/gk/', shell(`<ul><li><a href="${COLUMN}">信息公开年报</a></li></ul>${menu(sides)}`))
    routes.page(
      COLUMN,
      listPage(
        '信息公开年报',
        REPORTS.map((report) => ({ href: pathOf(report), title: titleOf(report), date: report.listDate })),
      ),
    )
    for (const report of REPORTS) routes.page(pathOf(report), reportPage(report))
    return {
      routes,
      column: COLUMN,
      lists: [COLUMN],
      truth: REPORTS.map((report) => truth(origin, report)),
    }
  },
}

function pathOf(report: Report): string {
  return `/gk/nb/${report.id}.html`
}

function titleOf(report: Report): string {
  return `沅阳高新区${report.year}年度政府信息公开工作年度报告`
}

function shell(body: string): string {
  return `<html><head><title>沅阳高新区</title>
<style>body{margin:0;font:14px/2 SimSun}#w{width:900px;margin:0 auto}#top{border-bottom:4px solid #d06a00;font-size:28px;color:#d06a00}#f{color:#888;text-align:center}</style></head>
<body><div id="w"><div id="top">沅阳高新区</div>
<div>您好，今天是：<script>document.write(new Date().toLocaleDateString())</script> | <a href="/">首页</a> <a href="/gk/">政务公开</a> <a href="/gk/gzdt.html">园区动态</a> <a href="/gk/czyjs.html">财政预决算</a></div>
${body}
<div id="f">网站总访问量 <b>77120</b>　版权所有：沅阳高新区</div></div></body></html>
`
}

function menu(sides: readonly SideColumn[]): string {
  return `<ul>${sides.map(({ path, heading }) => `<li><a href="${path}">${heading}</a></li>`).join('')}<li><a href="/gk/">政府信息公开</a></li></ul>`
}

function listPage(heading: string, rows: readonly Row[]): string {
  return shell(
    `<h3>${heading}</h3><dl>${rows.map(({ href, title, date }) => `<dd><a href='${href}' title='${title}'>${title}</a> ${date}</dd>`).join('\n')}</dl>`,
  )
}

const flatStyle: BodyStyle = {
  paragraph: (text) => `<div>${text}</div>`,
  heading: (text) => `<div>${text}</div>`,
  signature: (text) => `<div>${text}</div>`,
  // Every cell is a line, every bar a line: a blank cell leaves two bars in a row.
  table: (rows) =>
    `<div>${rows.flatMap((row) => row.map(({ text }) => (text === '' ? '|' : `${text}<br>\n|`))).join('<br>\n')}</div>`,
}

const tableStyle: BodyStyle = { ...flatStyle, table: (rows) => htmlTable(rows, "border='1' class='tb'") }

function reportPage(report: Report): string {
  const blocks = reportBody(agency, report.year).slice(1)
  return shell(renderBody(blocks, report.year >= 2019 ? tableStyle : flatStyle))
}

function truth(origin: string, report: Report): ReportTruth {
  return truthOf({
    url: origin + pathOf(report),
    title: null,
    publisher: NAME,
    publishedAt: null,
    dateText: null,
    listTitle: titleOf(report),
    listDate: report.listDate,
    reportYear: report.year,
    encoding: 'gb18030',
  })
}
