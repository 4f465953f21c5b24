import { newsRows, putSides, type SideColumn, sideColumns } from '../decoys.ts'
import { Routes } from '../routes.ts'
import { lowerTight, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'
import { article, listPage, noticePage, reportPage, shell } from './trs-pages.ts'
import { agencyOf, COLUMN, fileOf, NAME, NOTICE, NOTICE_AS_REPORT, REPORTS, type Report } from './trs-reports.ts'

// A city's portal on TRS: zero-based list pages that only a script call names, detail pages t20190305_12345.html, and
// government metas written by many hands.

const LOST: Row = {
  href: './201403/t20140311_7718.html',
  title: '琅川市2013年政府信息公开工作年度报告',
  date: '2014-03-11',
}
/** The same report under a second address: a copy in the bureau's own column. */
const COPIED = 41207
const COPY = '/zwgk/bmxxgk/sczj/nb/202201/t20220125_41208.html'

/** What the pager's call writes in a browser. */
const PAGER = Buffer.from(`function createPageHTML(count, current, name, suffix) {
  for (var i = 0; i < count; i++) {
    var href = i === 0 ? name + '.' + suffix : name + '_' + i + '.' + suffix
    document.write(i === current ? '<span>' + (i + 1) + '</span> ' : '<a href="' + href + '">' + (i + 1) + '</a> ')
  }
}
`)

export const trs: SiteSpec = {
  id: 'trs',
  name: NAME,
  manner: { lines: ['server: Tengine', 'x-via:cache-3'], chunk: 1460, gzip: true, spell: lowerTight },
  build(origin, options) {
    const routes = new Routes(
      {
        encoding: 'utf-8',
        type: 'content-type:  text/html; charset=utf-8',
        missing: shell('', '404', '<p>抱歉，您访问的页面走丢了</p>', ''),
      },
      options.validators,
    )
    const rows = listRows()
    const lists = putLists(routes, rows)
    putColumns(routes)
    routes.file('/images/createPage.js', PAGER, ['content-type: application/javascript'])
    for (const report of REPORTS) {
      routes.page(COLUMN + fileOf(report), (visit) => reportPage(origin, report, options, visit))
      if (report.id === COPIED) routes.page(COPY, (visit) => reportPage(origin, report, options, visit))
    }
    routes.page(COLUMN + fileOf(NOTICE), noticePage(origin))
    return {
      routes,
      column: COLUMN,
      lists,
      truth: [...REPORTS.map((report) => truth(origin, report)), noticeTruth(origin)],
      dead: [origin + COLUMN + LOST.href.slice(2)],
    }
  },
}

/** The city's own report of 2018 is pinned on top, out of the order of dates. */
function listRows(): Row[] {
  const row = (report: { readonly id: number; readonly title: string; readonly date: string }): Row => ({
    href: `./${fileOf(report)}`,
    title: report.title,
    date: report.date.slice(0, 10),
  })
  const pinned = REPORTS.filter(({ id }) => id === 12345)
  const others = REPORTS.filter(({ id }) => id !== 12345)
  const copy = {
    href: `../../bmxxgk/sczj/nb/${COPY.split('/nb/')[1]}`,
    title: REPORTS[0]?.title ?? '',
    date: '2022-01-26',
  }
  return [...pinned.map(row), ...others.slice(0, 2).map(row), copy, row(NOTICE), ...others.slice(2).map(row), LOST]
}

function putLists(routes: Routes, rows: readonly Row[]): string[] {
  const size = 4
  const count = Math.ceil(rows.length / size)
  const paths: string[] = []
  for (let page = 0; page < count; page++) {
    const name = page === 0 ? 'index.html' : `index_${page}.html`
    const html = listPage('政府信息公开年报', rows.slice(page * size, (page + 1) * size), count, page)
    routes.page(COLUMN + name, html)
    if (page === 0) routes.page(COLUMN, html)
    paths.push(page === 0 ? COLUMN : COLUMN + name)
  }
  return paths
}

function putColumns(routes: Routes): void {
  const agency = agencyOf(NOTICE_AS_REPORT)
  const sides = sideColumns(agency, {
    column: (word) => `/zwgk/${word}/`,
    article: (word, number, date) => `/zwgk/${word}/${fileOf({ id: 50000 + number, date })}`,
  })
  routes.page('/', shell('', '首页', homeBody(sides), ''))
  routes.page(
    '/zwgk/',
    shell('', '政务公开', menu([['政府信息公开', './zfxxgk/'], ...sides.map((s) => [s.heading, s.path] as const)]), ''),
  )
  routes.page(
    '/zwgk/zfxxgk/',
    shell(
      '',
      '政府信息公开',
      menu([
        ['政府信息公开指南', './'],
        ['政府信息公开制度', './'],
        ['政府信息公开年报', './zfxxgknb/'],
      ]),
      '',
    ),
  )
  putSides(
    routes,
    sides,
    (heading, rows) => listPage(heading, rows, 1, 0),
    (row, paragraphs) => {
      const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
      return shell('', row.title, article(row.title, `发布时间：${row.date}　来源：${NAME}办公室`, body), '')
    },
  )
}

function homeBody(sides: readonly SideColumn[]): string {
  const items = newsRows(sides)
    .map((row) => `<li><a href="${row.href}">${row.title}</a><span>${row.date}</span></li>`)
    .join('')
  return `<div class="news"><h3>工作动态</h3><ul>${items}</ul></div>${menu([
    ['政务公开', '/zwgk/'],
    ['政务服务年报', '/zwgk/zwfw/'],
    ['财政预决算', '/zwgk/czyjs/'],
  ])}`
}

function menu(links: readonly (readonly [string, string])[]): string {
  return `<ul class="menu">${links.map(([name, href]) => `<li><a href="${href}">${name}</a></li>`).join('')}</ul>`
}

function isoOf(date: string): string {
  return date.includes(' ') ? `${date.replace(' ', 'T')}+08:00` : date
}

function truth(origin: string, report: Report): ReportTruth {
  return truthOf({
    url: origin + COLUMN + fileOf(report),
    aliases: report.id === COPIED ? [origin + COPY] : [],
    title: report.title,
    // Where no label names it, the signature does.
    publisherStated: report.stated ?? report.bureau,
    publisher: report.stated ?? report.bureau,
    publishedAt: isoOf(report.date),
    dateText: report.hand === 'metas-only' ? report.date.replaceAll(':', '∶') : report.date,
    reportYear: report.year,
  })
}

function noticeTruth(origin: string): ReportTruth {
  return truthOf({
    url: origin + COLUMN + fileOf(NOTICE),
    title: NOTICE.title,
    publisherStated: '琅川市政务公开办',
    publisher: '琅川市政务公开办',
    publishedAt: isoOf(NOTICE.date),
    dateText: NOTICE.date,
    reportYear: null,
    kind: 'other',
  })
}
