import { blockLines } from '../blocks.ts'
import { newsRows, putSides, sideColumns } from '../decoys.ts'
import { pdfOf } from '../files.ts'
import { type Agency, reportBody } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'
import { answerData, answerHits } from './jcms-modules.ts'
import { articlePage, type JcmsArticle, listPage, NAME, shell } from './jcms-pages.ts'

// A city's portal on JCMS: the rows of a list stand in a script of XML, further ones come from a data service that knows
// `page` alone; the view count comes by another script, which counts every time it is asked.

const COLUMN_ID = 1234
const COLUMN = `/col/col${COLUMN_ID}/index.html`
const NOTICE_ID = 56712

interface Report {
  readonly id: number
  readonly bureau: string
  readonly year: number
  readonly title?: string
  /** As the page states it. */
  readonly date: string
  readonly listDate?: string
  readonly views: number | null
  readonly source: string | null
  readonly indexNumber?: string
  readonly documentNumber?: string
  /** Where the publisher stands when the page has an index table. */
  readonly table?: boolean
  readonly file?: string
}

const REPORTS: readonly Report[] = [
  { id: 71544, bureau: '汀海市教育局', year: 2022, date: '2023-01-17 16:30:12', views: 151, source: '汀海市教育局' },
  {
    id: 71529,
    bureau: '汀海市人力资源和社会保障局',
    year: 2022,
    date: '2023-01-16 09:05:40',
    views: 98,
    source: '汀海市人力资源和社会保障局',
    indexNumber: '002490113/2023-00027',
    documentNumber: '汀人社〔2023〕6号',
    table: true,
  },
  {
    id: 66120,
    bureau: '汀海市自然资源和规划局',
    year: 2021,
    date: '2022-01-20',
    views: 377,
    source: '汀海市自然资源和规划局',
    indexNumber: '002490156/2022-00041',
    table: true,
  },
  {
    id: 56789,
    bureau: '汀海市教育局',
    year: 2019,
    date: '2020-01-15 10:21:33',
    views: 491,
    source: '汀海市教育局',
    file: '汀海市教育局2019年政府信息公开工作年度报告.pdf',
  },
  {
    id: 56790,
    bureau: '汀海市市场监督管理局',
    year: 2019,
    date: '2020-01-15 14:50:02',
    listDate: '2020-01-16',
    views: 640,
    source: null,
  },
  {
    id: 61803,
    bureau: '汀海市生态环境局',
    year: 2020,
    date: '2021-01-27 08:44:19',
    views: null,
    source: '汀海市生态环境局',
  },
  { id: 49211, bureau: '汀海市统计局', year: 2018, date: '2019-03-20', views: 1022, source: '汀海市统计局' },
  { id: 42077, bureau: '汀海市城市管理局', year: 2017, date: '2018-03-15', views: 866, source: '汀海市城市管理局' },
  { id: 35560, bureau: '汀海市商务局', year: 2016, date: '2017-03-21', views: 1204, source: '汀海市商务局' },
]

const LOST: Row = {
  href: '/art/2016/3/18/art_1234_28014.html',
  title: '汀海市商务局2015年政府信息公开工作年度报告',
  date: '2016-03-18',
}

export const jcms: SiteSpec = {
  id: 'jcms',
  name: NAME,
  manner: {
    lines: ['Server: Apache-Coyote/1.1', 'X-Content-Type-Options: nosniff'],
    chunk: 8192,
    gzip: true,
    spell: asWritten,
  },
  build(origin, options) {
    const routes = new Routes(
      {
        encoding: 'utf-8',
        type: 'Content-Type: text/html;charset=UTF-8',
        missing: shell('', '提示', '<p>对不起，您访问的页面不存在</p>'),
      },
      options.validators,
    )
    const rows = listRows()
    putColumns(routes)
    routes.page(COLUMN, listPage('政府信息公开年报', COLUMN_ID, rows))
    for (const report of REPORTS) putReport(routes, origin, report)
    routes.page(`/art/2021/12/28/art_${COLUMN_ID}_${NOTICE_ID}.html`, articlePage(origin, noticeArticle()))
    const hits = new Map(REPORTS.flatMap(({ id, views }) => (views === null ? [] : [[id, views] as const])))
    hits.set(NOTICE_ID, 65)
    routes.handle((request) => answerHits(request, hits))
    routes.handle((request) => answerData(request, COLUMN_ID, rows))
    return {
      routes,
      home: '/index.html',
      column: COLUMN,
      lists: [COLUMN, ...[1, 2, 3].map((page) => `/module/web/jpage/dataproxy.jsp?page=${page}&columnid=${COLUMN_ID}`)],
      truth: [...REPORTS.map((report) => truth(origin, report)), noticeTruth(origin)],
      dead: [origin + LOST.href],
    }
  },
}

function agencyOf(report: Report): Agency {
  return {
    full: report.bureau,
    self: '我局',
    whole: '全局',
    office: '局办公室',
    above: '市政府',
    place: '汀海市',
    mark: `汀${report.bureau.slice(3, 4)}`,
    fields: ['行政许可', '民生实事', '执法检查', '政策解读'],
  }
}

function titleOf(report: Report): string {
  return report.title ?? `${report.bureau}${report.year}年政府信息公开工作年度报告`
}

function pathOf(id: number, date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number)
  return `/art/${year}/${month}/${day}/art_${COLUMN_ID}_${id}.html`
}

function fileOf(report: Report): string {
  return `/module/download/downfile.jsp?classid=0&filename=${report.date.slice(2, 10).replaceAll('-', '')}${report.id}.pdf`
}

function listRows(): Row[] {
  const rows = REPORTS.map((report) => ({
    href: pathOf(report.id, report.date),
    title: titleOf(report),
    date: report.listDate ?? report.date.slice(0, 10),
  }))
  const notice = noticeArticle()
  const noticeRow = { href: pathOf(NOTICE_ID, notice.date), title: notice.title, date: notice.date.slice(0, 10) }
  return [noticeRow, ...rows, LOST]
}

function putColumns(routes: Routes): void {
  const city: Agency = {
    ...agencyOf({ id: 0, bureau: NAME, year: 2020, date: '', views: null, source: null }),
    self: '我市',
  }
  const sides = sideColumns(city, {
    column: (word) => `/col/col${columnNumber(word)}/index.html`,
    article: (word, number, date) => {
      const [year, month, day] = date.split('-').map(Number)
      return `/art/${year}/${month}/${day}/art_${columnNumber(word)}_${40000 + number}.html`
    },
  })
  putSides(
    routes,
    sides,
    (heading, rows) => listPage(heading, 0, rows),
    (row, paragraphs) =>
      shell(
        '',
        row.title,
        `<div class="xl_title">${row.title}</div><div class="xl_doc"><span>发布时间：${row.date}</span></div><div class="zoom">${paragraphs.map((text) => `<p>${text}</p>`).join('')}</div>`,
      ),
  )
  const links = sides.map(({ path, heading }) => `<li><a href="${path}">${heading}</a></li>`).join('')
  const news = newsRows(sides).map(
    ({ href, title, date }) => `<li><a href="${href}">${title}</a> <span>${date}</span></li>`,
  )
  const home = shell(
    '',
    '首页',
    `<h3>汀海要闻</h3><ul>${news.join('')}</ul><h3>政务公开</h3><ul><li><a href="/col/col1200/index.html">政府信息公开</a></li></ul>`,
  )
  routes.page('/index.html', home)
  routes.page('/', home)
  routes.page(
    '/col/col1200/index.html',
    shell(
      '',
      '政府信息公开',
      `<ul class="lm"><li><a href="/col/col1200/index.html">政府信息公开指南</a></li><li><a href="${COLUMN}">政府信息公开年报</a></li>${links}</ul>`,
    ),
  )
}

function columnNumber(word: string): number {
  return 1300 + [...word].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
}

function putReport(routes: Routes, origin: string, report: Report): void {
  const blocks = reportBody(agencyOf(report), report.year)
  const article: JcmsArticle = {
    id: report.id,
    column: COLUMN_ID,
    path: pathOf(report.id, report.date),
    title: titleOf(report),
    date: report.date,
    source: report.source,
    table:
      report.table === true
        ? { index: report.indexNumber ?? '', number: report.documentNumber ?? '', agency: report.source ?? '' }
        : null,
    file: report.file === undefined ? null : { href: fileOf(report), name: report.file },
    blocks,
  }
  routes.page(article.path, articlePage(origin, article))
  if (report.file === undefined) return
  const name = Buffer.from(report.file, 'utf8').toString('latin1')
  routes.file(fileOf(report), pdfOf([titleOf(report), ...blockLines(blocks)]), [
    'Content-Type: application/octet-stream',
    `Content-disposition: attachment;filename="${name}"`,
  ])
}

function noticeArticle(): JcmsArticle {
  const date = '2021-12-28 17:02:00'
  return {
    id: NOTICE_ID,
    column: COLUMN_ID,
    path: pathOf(NOTICE_ID, date),
    title: '汀海市人民政府办公室关于做好2021年度政府信息公开工作年度报告编制工作的通知',
    date,
    source: '汀海市人民政府办公室',
    table: null,
    file: null,
    blocks: [
      { kind: 'paragraph', text: '各县（市、区）人民政府，市政府直属各单位：' },
      { kind: 'paragraph', text: '请对照新版格式编写年度报告，按时在本栏目集中发布，并保证表格数字与正文一致。' },
    ],
  }
}

function isoOf(date: string): string {
  return date.includes(' ') ? `${date.replace(' ', 'T')}+08:00` : date
}

function truth(origin: string, report: Report): ReportTruth {
  return truthOf({
    url: origin + pathOf(report.id, report.date),
    title: titleOf(report),
    publisherStated: report.source,
    publisher: report.source ?? report.bureau,
    publishedAt: isoOf(report.date),
    dateText: report.date,
    listDate: report.listDate ?? report.date.slice(0, 10),
    viewsBase: report.views,
    reportYear: report.year,
    indexNumber: report.indexNumber ?? null,
    documentNumber: report.documentNumber ?? null,
    attachments: report.file === undefined ? [] : [{ url: origin + fileOf(report), filename: report.file }],
  })
}

function noticeTruth(origin: string): ReportTruth {
  const notice = noticeArticle()
  return truthOf({
    url: origin + notice.path,
    title: notice.title,
    publisherStated: notice.source,
    publisher: notice.source,
    publishedAt: isoOf(notice.date),
    dateText: notice.date,
    viewsBase: 65,
    reportYear: null,
    kind: 'other',
  })
}
