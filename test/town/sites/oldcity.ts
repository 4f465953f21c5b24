import { blockLines } from '../blocks.ts'
import { newsRows, putSides, type SideColumn, sideColumns } from '../decoys.ts'
import { docOf, gbkNamed } from '../files.ts'
import { type BodyStyle, htmlTable, renderBody } from '../markup.ts'
import { type Agency, reportBody } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'
import { percentGbk } from '../text.ts'

// A city's first site, ASP pages in GBK that no header and not every page declares. 访问次数 is printed, the author is
// 『本站原创』, the publisher stands only in the byline under the inner title; the footer counts the whole site's visits
// and names the operator of the platform.

const CITY = '桦岭市'
const BANNER = '桦岭市人民政府信息公开网'
const BYLINE = '桦岭市人民政府政务公开协调办公室'

const agency: Agency = {
  full: '桦岭市人民政府',
  self: '我市',
  whole: '全市',
  office: '市政府政务公开协调办公室',
  above: '省政府',
  place: CITY,
  mark: '桦政办发',
  fields: ['抗洪救灾', '城市棚户区改造', '食品药品安全', '医疗卫生体制改革'],
}

interface Report {
  readonly id: number
  readonly year: number
  readonly date: string
  readonly views: number
  /** Further words of the query: on this site they are in the bytes of GBK. */
  readonly key?: string
  readonly attachment?: { readonly id: number; readonly filename: string }
  readonly undeclared?: boolean
}

const REPORTS: readonly Report[] = [
  { id: 733, year: 2014, date: '2015-03-19', views: 208, undeclared: true },
  {
    id: 671,
    year: 2013,
    date: '2014-03-12',
    views: 455,
    attachment: { id: 91, filename: '桦岭市2013年政府信息公开情况统计表.doc' },
  },
  { id: 612, year: 2012, date: '2013-03-04', views: 1612 },
  { id: 507, year: 2011, date: '2012-03-15', views: 1330, undeclared: true },
  { id: 388, year: 2010, date: '2011-03-21', views: 1975, key: '抗洪' },
  { id: 245, year: 2009, date: '2010-03-30', views: 2046, key: '年报' },
]

const NEWS: Row = { href: 'show.asp?id=689', title: '关于做好全市政府信息公开年报编制工作的通知', date: '2014-01-06' }
const LOST: Row = { href: 'show.asp?id=101', title: '2008年桦岭市政府信息公开工作年度报告', date: '2009-03-31' }
const COLUMN = '/xxgk/list.asp?page=1'

export const oldcity: SiteSpec = {
  id: 'oldcity',
  name: agency.full,
  manner: {
    lines: [
      'Server: Microsoft-IIS/6.0',
      'X-Powered-By: ASP.NET',
      'Set-Cookie: ASPSESSIONIDQCBSRTBA=HDKPLOGCJNIEMBAGHFOCALPE; path=/',
      'Cache-control: private',
    ],
    chunk: 0,
    gzip: false,
    spell: asWritten,
  },
  build(origin, options) {
    const site = { hits: 906155 }
    const usual = {
      encoding: 'gb18030',
      type: 'Content-Type: text/html',
      missing: '<html><body><h1>找不到文件</h1></body></html>',
    } as const
    const routes = new Routes(usual, options.validators)
    const sides = sideColumns(agency, {
      column: (word) => `/xxgk/${word}.asp`,
      article: (word, number) => `/xxgk/read.asp?lm=${word}&id=${number}`,
    })
    putSides(routes, sides, sideList, sideArticle)
    routes.page('/', () => shell('首页', homeBody(sides), site.hits++, true))
    routes.page('/xxgk/index.asp', shell('信息公开', menuBody(sides), site.hits, true))
    const lists = putLists(routes)
    for (const report of REPORTS) putReport(routes, report, site)
    routes.page('/xxgk/show.asp?id=689', (visit) => noticePage(visit))
    // A robots.txt that is nothing of the kind: the server's welcome page with status 200.
    routes.page('/robots.txt', '<html><head><title>欢迎</title></head><body>Disallow: / <br>欢迎访问本站</body></html>')
    return {
      routes,
      column: COLUMN,
      lists,
      truth: [...REPORTS.map((report) => truth(origin, report)), noticeTruth(origin)],
      dead: [`${origin}/xxgk/${LOST.href}`],
    }
  },
}

function titleOf(year: number): string {
  return `${year}年${CITY}政府信息公开工作年度报告`
}

/** The address as a browser asks for it: Chinese words of the query in GBK. */
function pathOf(report: Report): string {
  return `/xxgk/show.asp?id=${report.id}${report.key === undefined ? '' : `&key=${percentGbk(report.key)}`}`
}

/** Rows as the ASP page writes them: 抗洪 percent-encoded by the server, 年报 left to the browser as it stands. */
function listRows(): Row[] {
  const rows = REPORTS.map((report) => ({
    href: report.key === '年报' ? `show.asp?id=${report.id}&key=${report.key}` : pathOf(report).slice('/xxgk/'.length),
    title: titleOf(report.year),
    date: report.date,
  }))
  return [...rows.slice(0, 1), ...rows.slice(2, 3), ...rows.slice(1, 2), NEWS, ...rows.slice(3), LOST]
}

function putLists(routes: Routes): string[] {
  const rows = listRows()
  const size = 4
  const count = Math.ceil(rows.length / size)
  return Array.from({ length: count }, (_, n) => {
    const page = n + 1
    const pager = `共${rows.length}条 第${page}/${count}页 <A href="list.asp?page=1">首页</A> <A href="list.asp?page=${Math.max(1, n)}">上一页</A> <A href="list.asp?page=${Math.min(count, page + 1)}">下一页</A> <A href="list.asp?page=${count}">尾页</A>`
    const html = shell(
      '年度报告',
      `${table(rows.slice(n * size, page * size))}<P align=center>${pager}</P>`,
      906155,
      true,
    )
    routes.page(`/xxgk/list.asp?page=${page}`, html)
    if (page === 1) routes.page('/xxgk/list.asp', html)
    return `/xxgk/list.asp?page=${page}`
  })
}

function putReport(routes: Routes, report: Report, site: { hits: number }): void {
  routes.page(pathOf(report), (visit) => reportPage(report, visit, site.hits++))
  if (report.attachment === undefined) return
  const { id, filename } = report.attachment
  const lines = [filename.replace(/\.doc$/, ''), ...blockLines(reportBody(agency, report.year)).slice(4, 8)]
  routes.file(`/xxgk/down.asp?id=${id}`, docOf(lines), gbkNamed(filename, 'application/octet-stream'))
}

function shell(name: string, body: string, hits: number, declared: boolean): string {
  const meta = declared ? '<META http-equiv=Content-Type content="text/html; charset=gb2312">\n' : ''
  return `<HTML>
<HEAD>
${meta}<TITLE>${BANNER}-${name}</TITLE>
<STYLE type=text/css>BODY{FONT-SIZE:12px;MARGIN:0px;FONT-FAMILY:宋体} TD{FONT-SIZE:12px;LINE-HEIGHT:22px} A{COLOR:#003399;TEXT-DECORATION:none} .big{FONT-SIZE:22px;COLOR:#cc0000;FONT-WEIGHT:bold}</STYLE>
</HEAD>
<BODY>
<TABLE width=778 align=center border=0 cellSpacing=0 cellPadding=4>
<TR><TD bgColor=#d6e7f7 class=big>${BANNER}<TD bgColor=#d6e7f7 align=right><A href="#">设为首页</A> | <A href="#">加入收藏</A>
<TR><TD colSpan=2 bgColor=#f0f0f0><A href="/">首页</A> <A href="/xxgk/index.asp">主动公开</A> <A href="#">依申请公开</A> <A href="/xxgk/gzdt.asp">工作动态</A> <A href="#">调查征集</A>
<TR><TD colSpan=2>
${body}
<TR><TD colSpan=2 align=center><HR>江北省人民政府政务公开协调办公室&nbsp;&nbsp;管理运营<BR>桦ICP备00000000号&nbsp;&nbsp;本站访问量:${hits}人次<BR>北方正元信息技术有限公司技术支持<BR>地址:江北省江口市贵阳街287号
</TABLE>
</BODY>
</HTML>
`
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ href, title, date }) =>
      `<TR><TD>·<A href="${href}" target=_blank>${title}</A><TD align=right><FONT color=#999999>${date}</FONT>`,
  )
  return `<TABLE width="96%" align=center border=0>\n${lines.join('\n')}\n</TABLE>`
}

function homeBody(sides: readonly SideColumn[]): string {
  return `<B>工作动态</B>${table(newsRows(sides))}<P>『<A href="/xxgk/index.asp">政府信息公开</A>』 『<A href="/xxgk/zwfw.asp">政务服务年报</A>』</P>`
}

function menuBody(sides: readonly SideColumn[]): string {
  const links = sides.map(({ path, heading }) => `<LI><A href="${path}">${heading}</A>`)
  return `<UL><LI><A href="index.asp">信息公开指南</A><LI><A href="list.asp?page=1">年度报告</A>${links.join('')}</UL>`
}

function sideList(heading: string, rows: readonly Row[]): string {
  return shell(heading, table(rows), 906155, true)
}

function sideArticle(row: Row, paragraphs: readonly string[]): string {
  const body = paragraphs.map((text) => `<P>　　${text}</P>`).join('\n')
  return shell(row.title, `<CENTER class=big>${row.title}</CENTER>${strip(row.date, 88)}${body}`, 906155, true)
}

function strip(date: string, views: number): string {
  return `<P align=center>发布时间:${date}&nbsp;&nbsp;&nbsp;&nbsp;访问次数:${views}&nbsp;&nbsp;&nbsp;&nbsp;发布作者:『本站原创』</P>`
}

const oldStyle: BodyStyle = {
  paragraph: (text) => `&nbsp;&nbsp;&nbsp;&nbsp;${text}<BR><BR>`,
  heading: (text) => `<B>${text}</B><BR><BR>`,
  signature: (text) => `<DIV align=right>${text}</DIV>`,
  table: (rows) => htmlTable(rows, 'border=1 width="95%" align=center'),
}

function reportPage(report: Report, visit: number, hits: number): string {
  const title = titleOf(report.year)
  const attachment =
    report.attachment === undefined
      ? ''
      : `<P>附件:<A href="down.asp?id=${report.attachment.id}">${report.attachment.filename}</A></P>`
  return shell(
    '年度报告',
    `<CENTER class=big>${title}</CENTER>
<CENTER>年度报告</CENTER>
${strip(report.date, report.views + visit)}
<P align=center><FONT size=4><B>${title}</B></FONT></P>
<P align=center>${BYLINE}</P>
<FONT size=3>
${renderBody(reportBody(agency, report.year), oldStyle)}
</FONT>
${attachment}
<P align=right>【字体: <A href="#">大</A> <A href="#">小</A>】 【加入收藏】 【<A href="javascript:window.print()">打印此文</A>】 【关闭窗口】</P>`,
    hits,
    report.undeclared !== true,
  )
}

function noticePage(visit: number): string {
  return shell(
    '年度报告',
    `<CENTER class=big>${NEWS.title}</CENTER>${strip(NEWS.date, 77 + visit)}<P>各县(市、区)人民政府，市政府各部门：</P><P>　　请于2月底前将本地区、本部门2013年度的年报报送市政府政务公开协调办公室，并同时在网上公布。</P>`,
    906155,
    true,
  )
}

function truth(origin: string, report: Report): ReportTruth {
  return truthOf({
    url: origin + pathOf(report),
    title: titleOf(report.year),
    publisherStated: BYLINE,
    publisher: BYLINE,
    publishedAt: report.date,
    dateText: report.date,
    viewsBase: report.views,
    reportYear: report.year,
    attachments:
      report.attachment === undefined
        ? []
        : [{ url: `${origin}/xxgk/down.asp?id=${report.attachment.id}`, filename: report.attachment.filename }],
    encoding: 'gb18030',
  })
}

function noticeTruth(origin: string): ReportTruth {
  return truthOf({
    url: `${origin}/xxgk/${NEWS.href}`,
    title: NEWS.title,
    publisher: agency.full,
    publishedAt: NEWS.date,
    dateText: NEWS.date,
    viewsBase: 77,
    reportYear: null,
    kind: 'other',
    encoding: 'gb18030',
  })
}
