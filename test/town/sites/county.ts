import { blockLines } from '../blocks.ts'
import { putSides, sideColumns } from '../decoys.ts'
import { docOf, pdfOf } from '../files.ts'
import { renderBody, tidyStyle } from '../markup.ts'
import { type Agency, reportBody } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'

// A county's portal: title and date, no view count, no publisher under a label. Its list goes on by 下一页 alone, links to
// files as well as to pages, and to a draft that robots.txt forbids.

const agency: Agency = {
  full: '柏川县人民政府',
  self: '我县',
  whole: '全县',
  office: '县人民政府办公室',
  above: '市政府',
  place: '柏川县',
  mark: '柏政办',
  fields: ['脱贫攻坚', '义务教育', '城乡低保', '环境保护'],
}

interface Report {
  readonly year: number
  readonly title: string
  readonly date: string
  readonly listDate?: string
  readonly file?: 'pdf' | 'doc'
}

const title = (year: number): string => `柏川县人民政府${year}年度政府信息公开年度报告`

/** In the order of the list, which is not quite that of the years. */
const REPORTS: readonly Report[] = [
  { year: 2022, title: '柏川县人民政府2022年政府信息公开工作年度报告', date: '2023-01-30' },
  { year: 2021, title: '柏川县人民政府2021年政府信息公开工作年度报告', date: '2022-01-28', file: 'pdf' },
  { year: 2020, title: '柏川县人民政府2020年政府信息公开工作年度报告', date: '2021-03-26' },
  { year: 2018, title: title(2018), date: '2019-03-29', listDate: '2019-04-01' },
  { year: 2019, title: title(2019), date: '2020-03-27' },
  { year: 2017, title: title(2017), date: '2018-02-11' },
  { year: 2016, title: title(2016), date: '2017-02-20' },
  { year: 2015, title: title(2015), date: '2016-03-15' },
  { year: 2014, title: title(2014), date: '2015-03-30', file: 'doc' },
  { year: 2013, title: title(2013), date: '2014-03-21' },
  { year: 2010, title: '柏川县2010年政府信息公开工作年度报告', date: '2011-03-18' },
]

const COLUMN = '/zwgk/zfxxgk/nb/list.shtml'
const ALIASED = 2020
const NOTICE = {
  href: '/zwgk/zfxxgk/nb/2020/20884.shtml',
  title: '柏川县人民政府办公室关于做好2020年政府信息公开工作年报编制工作的通知',
  date: '2020-12-18',
}
const DRAFT: Row = {
  href: '/zwgk/zfxxgk/draft/21990.shtml',
  title: '柏川县人民政府2023年政府信息公开工作年度报告（征求意见稿）',
  date: '2024-01-04',
}
const DELETED: Row = { href: '/zwgk/zfxxgk/nb/2012/20110.shtml', title: title(2011), date: '2012-03-27' }
const LOST: Row = {
  href: '/zwgk/zfxxgk/nb/2010/20003.shtml',
  title: '柏川县2009年政府信息公开工作年度报告',
  date: '2010-03-29',
}

export const county: SiteSpec = {
  id: 'county',
  name: agency.full,
  manner: { lines: ['Server: Apache', 'Accept-Ranges: bytes'], chunk: 0, gzip: false, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html', missing: shell('提示信息', '<p>您访问的页面不存在。</p>') },
      options.validators,
    )
    const lists = putLists(routes)
    putColumns(routes)
    for (const report of REPORTS) putReport(routes, report)
    routes.page(NOTICE.href, noticePage())
    routes.page(DELETED.href, '<html><head><meta http-equiv="refresh" content="0;URL=../"></head><body></body></html>')
    routes.page(DRAFT.href, article(DRAFT.title, DRAFT.date, '<p>内部征求意见，请勿转载。</p>'))
    routes.file(
      '/robots.txt',
      Buffer.from('User-agent: *\nCrawl-delay: 0\nDisallow: /zwgk/zfxxgk/draft/\nDisallow: /admin/\n'),
      ['Content-Type: text/plain'],
    )
    return {
      routes,
      column: COLUMN,
      lists,
      truth: [...REPORTS.map((report) => truth(origin, report)), noticeTruth(origin)],
      forbidden: [origin + DRAFT.href],
      dead: [origin + DELETED.href, origin + LOST.href],
    }
  },
}

function pathOf(report: Report): string {
  const number = 20000 + (report.year - 2009) * 131
  const year = report.date.slice(0, 4)
  if (report.file === undefined) return `/zwgk/zfxxgk/nb/${year}/${number}.shtml`
  return `/upload/files/${year}/${number}.${report.file}`
}

function aliasOf(report: Report): string | null {
  return report.year === ALIASED ? `/ztzl/zwgkzl/${report.date.replaceAll('-', '')}.shtml` : null
}

function putReport(routes: Routes, report: Report): void {
  const blocks = reportBody(agency, report.year)
  const lines = [report.title, ...blockLines(blocks)]
  if (report.file === 'pdf') {
    routes.file(pathOf(report), pdfOf(lines), ['Content-Type: application/pdf'])
  } else if (report.file === 'doc') {
    routes.file(pathOf(report), docOf(lines), ['Content-Type: application/msword'])
  } else {
    const html = article(report.title, report.date, renderBody(blocks, tidyStyle))
    routes.page(pathOf(report), html)
    const alias = aliasOf(report)
    if (alias !== null) routes.page(alias, html)
  }
}

/** The list's rows; the report of 2020 is pinned on top under its second address. */
function listRows(): Row[] {
  const rows = REPORTS.map((report) => ({
    href: pathOf(report),
    title: report.title,
    date: report.listDate ?? report.date,
  }))
  const pinned = REPORTS.flatMap((report) => {
    const alias = aliasOf(report)
    return alias === null ? [] : [{ href: alias, title: report.title, date: report.date }]
  })
  return [...pinned, DRAFT, ...rows.slice(0, 2), NOTICE, ...rows.slice(2, 10), DELETED, ...rows.slice(10), LOST]
}

function putLists(routes: Routes): string[] {
  const rows = listRows()
  const size = 6
  const count = Math.ceil(rows.length / size)
  const nameOf = (page: number): string => (page === 1 ? 'list.shtml' : `list_${page}.shtml`)
  const paths: string[] = []
  for (let page = 1; page <= count; page++) {
    const back = page > 1 ? `<a href="${nameOf(page - 1)}">上一页</a>` : '<span>上一页</span>'
    const on = page < count ? `<a href="${nameOf(page + 1)}">下一页</a>` : '<span>下一页</span>'
    const pager = `<div class="pages"><span>第${page}/${count}页</span> <a href="list.shtml">首页</a> ${back} ${on}</div>`
    const path = `/zwgk/zfxxgk/nb/${nameOf(page)}`
    routes.page(path, listPage('政府信息公开年报', rows.slice((page - 1) * size, page * size), pager))
    paths.push(path)
  }
  return paths
}

function putColumns(routes: Routes): void {
  const sides = sideColumns(agency, {
    column: (word) => `/zwgk/${word}/list.shtml`,
    article: (word, number, date) => `/zwgk/${word}/${date.slice(0, 4)}/${3000 + number}.shtml`,
  })
  const links = sides.map(({ path, heading }) => `<li><a href="${path}">${heading}</a></li>`).join('')
  routes.page(
    '/',
    shell(
      '首页',
      `<div class="box"><h3>县情概览</h3><p>柏川县地处丘陵地带，辖九镇四乡，常住人口三十一万。</p></div><div class="box"><h3>栏目导航</h3><ul>${links}</ul></div>`,
    ),
  )
  routes.page(
    '/zwgk/index.shtml',
    shell(
      '政务公开',
      `<div class="box"><ul><li><a href="/zwgk/zfxxgk/index.shtml">政府信息公开</a></li>${links}</ul></div>`,
    ),
  )
  routes.page(
    '/zwgk/zfxxgk/index.shtml',
    shell(
      '政府信息公开',
      `<div class="box"><ul><li><a href="/zwgk/zfxxgk/index.shtml">政府信息公开指南</a></li><li><a href="${COLUMN}">政府信息公开年报</a></li></ul></div>`,
    ),
  )
  putSides(
    routes,
    sides,
    (heading, rows) => listPage(heading, rows, ''),
    (row, paragraphs) => article(row.title, row.date, paragraphs.map((text) => `<p>${text}</p>`).join('\n')),
  )
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>${name}_${agency.full}</title>
<style>body{margin:0;background:#f6f7f9;font:15px/1.9 "Microsoft YaHei",sans-serif}.w{width:1100px;margin:0 auto;background:#fff;padding:0 24px}header{background:#b3202a;color:#fff}header .w{background:none;font-size:34px;padding:26px 24px}nav a{margin-right:30px}.crumb{color:#777}.tit{text-align:center;font-size:26px}.time{text-align:center;color:#888;border-bottom:1px solid #ddd}.list li span{float:right}footer{background:#444;color:#ccc;padding:18px;text-align:center}</style>
</head>
<body>
<header><div class="w">${agency.full}</div></header>
<div class="w"><nav><a href="/">网站首页</a><a href="/zwgk/gzdt/list.shtml">新闻中心</a><a href="/zwgk/index.shtml">政务公开</a><a href="/zwgk/zwfw/list.shtml">政务服务</a><a href="#">互动交流</a></nav>
${body}
</div>
<footer>主办：柏川县人民政府办公室　承办：柏川县大数据中心　网站标识码：0000000000<br>您是第 <b id="all">58213</b> 位访问者</footer>
</body>
</html>
`
}

function listPage(heading: string, rows: readonly Row[], pager: string): string {
  const items = rows.map(
    ({ href, title, date }) =>
      `<li><span>[${date}]</span><a href="${href}" title="${title}">${title.length > 24 ? `${title.slice(0, 23)}...` : title}</a></li>`,
  )
  return shell(
    heading,
    `<div class="crumb">您的位置：<a href="/">首页</a> &gt;&gt; <a href="/zwgk/index.shtml">政务公开</a> &gt;&gt; ${heading}</div>
<ul class="list">
${items.join('\n')}
</ul>
${pager}`,
  )
}

function article(heading: string, date: string, body: string): string {
  return shell(
    heading,
    `<div class="crumb">您的位置：<a href="/">首页</a> &gt;&gt; <a href="/zwgk/index.shtml">政务公开</a> &gt;&gt; 正文</div>
<h1 class="tit">${heading}</h1>
<div class="time">发布时间: ${date}</div>
<div class="text">
${body}
</div>
<div class="latest"><h4>最新动态</h4><ul><li>2023-06-14 <a href="/zwgk/gzdt/list.shtml">柏川县召开优化营商环境推进会</a></li></ul></div>`,
  )
}

function noticePage(): string {
  return article(
    NOTICE.title,
    NOTICE.date,
    '<p>各乡镇人民政府，县直各单位：</p><p>年度报告编制工作即将开始，请各单位明确专人，核准数据，于2021年1月20日前报送县人民政府办公室。</p><p>一、编制主体为各级行政机关。</p><p>二、内容应当真实完整，不得照抄往年。</p>',
  )
}

function truth(origin: string, report: Report): ReportTruth {
  const alias = aliasOf(report)
  return truthOf({
    url: origin + pathOf(report),
    aliases: alias === null ? [] : [origin + alias],
    form: report.file ?? 'page',
    title: report.title,
    publisher: agency.full,
    publishedAt: report.file === undefined ? report.date : null,
    dateText: report.file === undefined ? report.date : null,
    reportYear: report.year,
    listDate: report.listDate ?? report.date,
  })
}

function noticeTruth(origin: string): ReportTruth {
  return truthOf({
    url: origin + NOTICE.href,
    title: NOTICE.title,
    publisher: '柏川县人民政府办公室',
    publishedAt: NOTICE.date,
    dateText: NOTICE.date,
    reportYear: null,
    kind: 'other',
  })
}
