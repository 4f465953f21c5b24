import { newsRows, putSides, type SideColumn, sideColumns } from '../decoys.ts'
import { renderBody, wordStyle } from '../markup.ts'
import { type Agency, reportBody, signature } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'

// A department whose pages are rendered by its server: index number and publisher stand blank in the strip, the view
// count is printed and rises with every visit.

const agency: Agency = {
  full: '沅阳市发展和改革委员会',
  self: '我委',
  whole: '全委',
  office: '委办公室',
  above: '市政府',
  place: '沅阳市',
  mark: '沅发改办',
  fields: ['重大建设项目', '价格和收费', '产业规划', '招标投标'],
}

interface Report {
  readonly number: number
  readonly year: number
  readonly title: string
  readonly date: string
  readonly listDate?: string
  readonly views: number
  readonly indexNumber?: string
  readonly publisher?: string
  readonly signed: string
}

const REPORTS: readonly Report[] = [
  {
    number: 1187,
    year: 2019,
    title: `${agency.full}2019年政府信息公开工作年度报告`,
    date: '2020-01-21 09:12:33',
    views: 412,
    indexNumber: '005412087/2020-00018',
    publisher: agency.full,
    signed: '2020年1月17日',
  },
  {
    number: 1038,
    year: 2018,
    title: `${agency.full}2018年政务信息公开工作年度报告`,
    date: '2019-03-05 10:36:59',
    views: 985,
    signed: '2019年2月26日',
  },
  {
    number: 911,
    year: 2017,
    title: `${agency.full}2017年度政府信息公开工作报告`,
    date: '2018-03-12 15:40:07',
    views: 1203,
    signed: '2018年3月9日',
  },
  {
    number: 806,
    year: 2016,
    title: `${agency.full}2016年政府信息公开年度报告`,
    date: '2017-03-08 16:20:11',
    listDate: '2017-03-10',
    views: 877,
    signed: '2017年3月6日',
  },
  {
    number: 655,
    year: 2015,
    title: '2015年度政府信息公开工作年度报告',
    date: '2016-02-29 08:55:42',
    views: 1460,
    signed: '2016年2月25日',
  },
  {
    number: 540,
    year: 2014,
    title: `${agency.full}关于2014年度政府信息公开工作的报告`,
    date: '2015-03-18 11:02:26',
    views: 655,
    signed: '2015年3月16日',
  },
  {
    number: 431,
    year: 2013,
    title: `${agency.full}2013年政府信息公开工作年度报告`,
    date: '2014-03-20 17:31:00',
    views: 731,
    publisher: agency.full,
    signed: '2014年3月18日',
  },
  {
    number: 322,
    year: 2012,
    title: `${agency.full}2012年政府信息公开工作年度报告`,
    date: '2013-03-25 09:47:13',
    views: 590,
    signed: '2013年3月21日',
  },
]

const NOTICE = {
  number: 1169,
  title: '关于做好2019年政府信息公开工作年度报告编制发布工作的通知',
  date: '2019-12-27 10:08:15',
  views: 233,
}
const GONE: Row = {
  href: '/xxgk/show/208.html',
  title: `${agency.full}2011年政府信息公开工作年度报告`,
  date: '2012-03-30',
}
const COLUMN = '/xxgk/nb/index.html'
const SIGNED_IN_FULL = 655

export const fgw: SiteSpec = {
  id: 'fgw',
  name: agency.full,
  manner: {
    lines: ['Server: nginx/1.14.0', 'X-Frame-Options: SAMEORIGIN'],
    chunk: 4096,
    gzip: true,
    spell: asWritten,
  },
  build(origin, options) {
    const routes = new Routes(
      {
        encoding: 'utf-8',
        type: 'Content-Type: text/html;charset=UTF-8',
        missing: shell('404', '<h3>页面没有找到</h3>'),
      },
      options.validators,
    )
    const sides = sideColumns(agency, {
      column: (word) => `/xxgk/${word}/index.html`,
      article: (word, number) => `/xxgk/${word}/${number}.html`,
    })
    const sideList = (heading: string, listed: readonly Row[]): string =>
      shell(heading, `${position('政府信息公开', heading)}${anchors(listed)}`)
    putSides(routes, sides, sideList, sideArticle)
    const rows = listRows()
    routes.page('/', homePage(rows, sides))
    routes.page('/xxgk/index.html', shell('政府信息公开', disclosurePage(sides)))
    routes.page(COLUMN, listPage(rows.slice(0, 6), 1))
    routes.page('/xxgk/nb/index_2.html', listPage(rows.slice(6), 2))
    for (const report of REPORTS) routes.page(pathOf(report.number), (visit) => reportPage(report, visit))
    routes.page(pathOf(NOTICE.number), noticePage)
    return {
      routes,
      column: COLUMN,
      lists: [COLUMN, '/xxgk/nb/index_2.html'],
      truth: [...REPORTS.map((report) => truth(origin, report)), noticeTruth(origin)],
      dead: [origin + GONE.href],
    }
  },
}

function pathOf(number: number): string {
  return `/xxgk/show/${number}.html`
}

/** Pinned out of order: the notice stands above everything. */
function listRows(): Row[] {
  const reports = REPORTS.map((report) => ({
    href: pathOf(report.number),
    title: report.title,
    date: report.listDate ?? report.date.slice(0, 10),
  }))
  const notice = { href: pathOf(NOTICE.number), title: NOTICE.title, date: NOTICE.date.slice(0, 10) }
  return [notice, ...reports.slice(0, 4), ...reports.slice(5, 6), ...reports.slice(4, 5), ...reports.slice(6), GONE]
}

function shell(title: string, body: string): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>${title}-${agency.full}</title>
<style type="text/css">
body{margin:0;font:14px/1.8 "宋体",SimSun,serif;color:#333} .wrap{width:980px;margin:0 auto} #banner{background:#1c5ba8;color:#fff;font-size:30px;padding:28px}
#nav{background:#e8f0fa;padding:8px 12px} #nav a{margin-right:26px} .pos{padding:10px 0;border-bottom:1px dashed #bbb} .left{float:left;width:210px} .right{float:right;width:740px}
h2.title{text-align:center;font-size:22px} .info{text-align:center;background:#f4f4f4;padding:6px} li span{float:right;color:#888} #foot{clear:both;border-top:3px solid #1c5ba8;text-align:center;padding:16px;color:#666}
</style>
</head>
<body>
<div class="wrap">
<div id="banner">${agency.full}</div>
<div id="nav"><a href="/">首页</a><a href="/xxgk/gzdt/index.html">工作动态</a><a href="/xxgk/index.html">政府信息公开</a><a href="/xxgk/czyjs/index.html">财政预决算</a><a href="/xxgk/zwfw/index.html">政务服务</a></div>
${body}
<div id="foot">主办：${agency.full}　　技术支持：沅阳市信息中心<br />地址：沅阳市建设路88号　邮编：000000　ICP备案编号：00000000号<br />
<a href="http://www.shengfagaiwei.example/" target="_blank">省发展和改革委员会</a>　<a href="http://www.yuanyang.example/" target="_blank">沅阳市人民政府</a></div>
</div>
</body>
</html>
`
}

function anchors(rows: readonly Row[]): string {
  return `<ul>\n${rows.map((row) => `<li><span>${row.date}</span><a href="${row.href}" target="_blank">${row.title}</a></li>`).join('\n')}\n</ul>`
}

function position(...names: readonly string[]): string {
  return `<div class="pos">当前位置:<a href="/">首页</a>${names.map((name) => ` &gt; ${name}`).join('')}</div>`
}

function homePage(rows: readonly Row[], sides: readonly SideColumn[]): string {
  return shell(
    '首页',
    `<div class="left"><h3>政务公开</h3><ul><li><a href="/xxgk/index.html">政府信息公开</a></li><li><a href="/xxgk/fzzf/index.html">法治政府建设</a></li></ul></div>
<div class="right"><h3>工作动态</h3>${anchors(newsRows(sides))}<h3>最新公开</h3>${anchors(rows.slice(0, 3))}</div>`,
  )
}

function disclosurePage(sides: readonly SideColumn[]): string {
  const others = sides.filter(({ heading }) => heading !== '工作动态')
  return `${position('政府信息公开')}
<div class="left"><ul>
<li><a href="/xxgk/index.html">政府信息公开指南</a></li>
<li><a href="${COLUMN}">政府信息公开年报</a></li>
${others.map(({ path, heading }) => `<li><a href="${path}">${heading}</a></li>`).join('\n')}
</ul></div><div class="right"><p>为便于公民、法人和其他组织获取本机关的政府信息，特编制本指南。申请公开的，请填写申请表，可当面、邮寄或者在线提交。</p></div>`
}

function listPage(rows: readonly Row[], page: number): string {
  const pager = `<div class="page">共2页　<a href="index.html">1</a> <a href="index_2.html">2</a>　${page === 1 ? '<a href="index_2.html">下一页</a>' : '<a href="index.html">上一页</a>'}</div>`
  return shell(
    '政府信息公开年报',
    `${position('政府信息公开', '政府信息公开年报')}\n<div class="list">${anchors(rows)}${pager}</div>`,
  )
}

function strip(index: string, date: string, publisher: string, views: number): string {
  return `<div class="info">索引号: ${index} 公开日期:${date} 发布机构: ${publisher} 访问量: ${views}</div>`
}

function reportPage(report: Report, visit: number): string {
  const named = signature(agency.full, report.signed)
  // Most pages are signed by a date alone; the one whose title names nobody is signed in full.
  const blocks = [...reportBody(agency, report.year), ...(report.number === SIGNED_IN_FULL ? named : named.slice(1))]
  const at = REPORTS.indexOf(report)
  const neighbours = [REPORTS[at - 1], REPORTS[at + 1]].map((near, n) =>
    near === undefined
      ? ''
      : `<p>${n === 0 ? '上一篇' : '下一篇'}：<a href="${near.number}.html">${near.title}</a></p>`,
  )
  return shell(
    report.title,
    `<div class="pos">当前位置:<a href="/">首页</a></div>
<h2 class="title">${report.title}</h2>
${strip(report.indexNumber ?? '', report.date, report.publisher ?? '', report.views + visit)}
<div class="content">
${renderBody(blocks, wordStyle)}
</div>
${neighbours.join('')}`,
  )
}

function noticePage(visit: number): string {
  return shell(
    NOTICE.title,
    `${position('政府信息公开', '政府信息公开年报')}
<h2 class="title">${NOTICE.title}</h2>
${strip('', NOTICE.date, '', NOTICE.views + visit)}
<div class="content"><p>委机关各科室、委属各单位：</p>
<p>　　为按时完成年度报告的编制和公布，请各单位于2020年1月8日前把本单位的统计数字和工作小结报送委办公室，逾期未报的将予以通报。</p>
<p>　　联系人：李工　电话：0000-0000000</p><p align="right">2019年12月26日</p></div>`,
  )
}

function truth(origin: string, report: Report): ReportTruth {
  return truthOf({
    url: origin + pathOf(report.number),
    title: report.title,
    publisherStated: report.publisher ?? (report.number === SIGNED_IN_FULL ? agency.full : null),
    publisher: agency.full,
    publishedAt: `${report.date.replace(' ', 'T')}+08:00`,
    dateText: report.date,
    viewsBase: report.views,
    reportYear: report.year,
    listDate: report.listDate ?? report.date.slice(0, 10),
    indexNumber: report.indexNumber ?? null,
  })
}

function noticeTruth(origin: string): ReportTruth {
  return truthOf({
    url: origin + pathOf(NOTICE.number),
    title: NOTICE.title,
    publisher: agency.full,
    publishedAt: `${NOTICE.date.replace(' ', 'T')}+08:00`,
    dateText: NOTICE.date,
    viewsBase: NOTICE.views,
    reportYear: null,
    kind: 'other',
  })
}

function sideArticle(row: Row, paragraphs: readonly string[], heading: string): string {
  const body = paragraphs.map((text) => `<p>　　${text}</p>`).join('\n')
  const head = `${position('政府信息公开', heading)}<h2 class="title">${row.title}</h2>${strip('', `${row.date} 09:00:00`, '', 100)}`
  return shell(row.title, `${head}<div class="content">${body}</div>`)
}
