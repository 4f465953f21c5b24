import { renderBody, tidyStyle, wordStyle } from '../markup.ts'
import { reportBody, signature } from '../prose.ts'
import type { Row, SiteOptions } from '../site.ts'
import { dice } from '../text.ts'
import { agencyOf, COLUMN, fileOf, NAME, NOTICE, NOTICE_AS_REPORT, type Report } from './trs-reports.ts'

// The markup of the TRS city: `TRS_Editor`, `CurrChnlCls`, and the government metas.

/** A page of the site. `token` stands in the navigation, where the site has one that changes. */
export function shell(metas: string, name: string, body: string, token: string): string {
  return `<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="SiteName" content="${NAME}">
<meta name="SiteDomain" content="www.langchuan.example">
<meta name="SiteIDCode" content="0000000002">
${metas}<title>${name}_${NAME}</title>
<style>body{margin:0;font:14px/1.9 微软雅黑,sans-serif}.top{background:#0b5aa6;color:#fff;padding:24px 8%;font-size:32px}.nav{background:#e9eff6;padding:8px 8%}.main{padding:8px 8%}.article_title{text-align:center;font-size:24px}.article_info{text-align:center;color:#777}.gl_list li span{float:right}.foot{border-top:2px solid #0b5aa6;text-align:center;color:#666}</style>
</head>
<body>
<div class="top">${NAME}</div>
<div class="nav"><a href="/">首页</a>　<a href="/zwgk/">政务公开</a>　<a href="/zwgk/zfxxgk/">政府信息公开</a>　<a href="/zwgk/gzdt/">要闻动态</a>${token}</div>
<div class="main">
${body}
</div>
<div class="foot">主办单位：${NAME}办公室　承办单位：琅川市大数据发展管理局　网站访问总量：1208833</div>
</body>
</html>
`
}

function crumbs(): string {
  return `<div class="pos">您现在的位置：<a href="/" title="首页" class="CurrChnlCls">首页</a>&nbsp;&gt;&nbsp;<a href="/zwgk/" title="政务公开" class="CurrChnlCls">政务公开</a>&nbsp;&gt;&nbsp;<a href="${COLUMN}" title="政府信息公开年报" class="CurrChnlCls">政府信息公开年报</a></div>`
}

/** A list page: `page` counts from 0, as the script call does. */
export function listPage(heading: string, rows: readonly Row[], count: number, page: number): string {
  const items = rows.map(
    ({ href, title, date }) => `<li><span>${date}</span><a href="${href}" target="_blank">${title}</a></li>`,
  )
  const pager = `<div class="page"><script src="/images/createPage.js"></script><script>
	createPageHTML(${count}, ${page}, "index", "html");
</script></div>`
  return shell(
    '<meta name="ColumnName" content="政府信息公开年报">\n',
    heading,
    `${crumbs()}<ul class="gl_list">
${items.join('\n')}
</ul>
${pager}`,
    '',
  )
}

/** The inside of a detail page. */
export function article(title: string, info: string, body: string): string {
  return `${crumbs()}
<div class="article_title">${title}</div>
<div class="article_info">${info}</div>
<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{line-height:2;font-size:12pt;}</style>
${body}
</div>`
}

/** A report in the hand of its editor. */
export function reportPage(origin: string, report: Report, options: SiteOptions, visit: number): string {
  const style = report.year < 2018 ? wordStyle : tidyStyle
  const day = report.date.slice(0, 10).split('-').map(Number)
  const signed = `${day[0]}年${day[1]}月${Math.max(1, (day[2] ?? 1) - 2)}日`
  const blocks = [...reportBody(agencyOf(report), report.year), ...signature(report.bureau, signed)]
  const token = options.noise
    ? `　<a href="/zwgk/?_tk=${Math.floor(dice(`${report.id}/${visit}`)() * 1e9)}">无障碍</a>`
    : ''
  const body = article(report.title, infoOf(report), renderBody(blocks, style))
  return shell(metasOf(origin, report), report.title, body, token)
}

function infoOf(report: Report): string {
  if (report.hand === 'metas-only') return '【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】'
  const source = report.stated === null ? '来源：' : `来源：${report.stated}`
  return `<span>发布时间：${report.date}</span>　<span>${source}</span>　<span>【浏览字号：大 中 小】</span>`
}

function metasOf(origin: string, report: Report): string {
  const url = `${origin}${COLUMN}${fileOf(report)}`
  const source = report.stated ?? ''
  const { title, date } = report
  const usual = `<meta name="Url" content="${url}">\n<meta name="Author" content="超级管理员">\n<meta name="ColumnName" content="政府信息公开年报">\n`
  switch (report.hand) {
    case 'lower':
      return `<meta content='${title}' name='articletitle'>\n<meta content='${date.replaceAll(':', '∶')}'name='pubdate'>\n<meta content='${source}' name='contentsource'>\n${usual}`
    case 'generated':
      return `<meta name="ArticleTitle" content="${title}">\n<meta name="PubDate" content="2023-11-02 03:12:45">\n<meta name="ContentSource" content="${source}">\n${usual}<!-- 页面生成时间：2023-11-02 03:12:45 -->\n`
    case 'misspelt':
      return `<meta name="ArticleTitle" content="${title}"><meta name="ArticleTitle" content="${title}">\n<meta name="PubDate"  content="${date.replace(' ', '  ')}">\n<meta name="ContentSoruce" content="${source}">\n<meta name="Desctiption" content="">\n${usual}`
    default:
      return `<meta name="ArticleTitle" content="${title}">\n<meta name="PubDate" content="${date.replaceAll(':', report.hand === 'metas-only' ? '∶' : ':')}">\n<meta name="ContentSource" content="${source}">\n<meta name="KeyWords" content="">\n${usual}`
  }
}

/** The notice that stands among the reports. */
export function noticePage(origin: string): string {
  const metas = metasOf(origin, { ...NOTICE_AS_REPORT, stated: '琅川市政务公开办' })
  const body = `<p>各县（区）人民政府，市政府各部门：</p>
<p>请按照国家规定的格式编制年度报告，部门于2022年1月31日前、市和县（区）政府于2022年3月31日前向社会公布，并把网址报市政务公开办备查。</p>`
  return shell(metas, NOTICE.title, article(NOTICE.title, `发布时间：${NOTICE.date}　来源：琅川市政务公开办`, body), '')
}
