import { renderBody, tidyStyle, wordStyle } from '../town/markup.ts'
import { type Agency, reportBody } from '../town/prose.ts'
import { dice, encodeText, type TownEncoding } from '../town/text.ts'

/*
 * An annual-report column as large as is wanted, for measures: list pages with a pager, and reports with a strip of
 * fields under the title. A page has about 25 KB and 60 links, as on real sites; every second report is GBK and says so
 * in its meta only. The same number always gives the same page.
 */

export const COLUMN = '/xxgk/nb/'
const SITE = '沅阳市人民政府门户网站'
const PER_LIST = 20
const FIRST_YEAR = 2008
const YEARS = 15

const PLACES = [...'青白黄清大上东西南北永长安太平新福宝金龙']
const ENDS = [...'河山溪岭桥坪湾塘店集屯堡关口洲泉池林田庄']
const MENU =
  '首页 要闻动态 政务公开 办事服务 互动交流 数据开放 走进沅阳 领导之窗 机构职能 政策文件 政策解读 规划计划 财政资金 应急管理 ' +
  '行政许可 双随机 人事信息 公示公告 重大项目 民生实事 营商环境 乡村振兴'
const FRIENDS =
  '省政府 市政府 市人大 市政协 市纪委 发改委 教育局 科技局 公安局 民政局 司法局 财政局 人社局 住建局 水利局 商务局'

/** A page as bytes, without a charset in its header. */
export interface BenchPage {
  readonly path: string
  readonly body: Buffer
}

/** How many list pages a column of so many reports has. */
export function listCount(reports: number): number {
  return Math.ceil(reports / PER_LIST)
}

/** The whole column: all list pages, then all reports. */
export function columnPages(reports: number): BenchPage[] {
  const lists = Array.from({ length: listCount(reports) }, (_, page) => listPage(page + 1, reports))
  return [...lists, ...Array.from({ length: reports }, (_, n) => reportPage(n, reports))]
}

/** The address of a list page, counted from 1. */
export function listPath(page: number): string {
  return page === 1 ? COLUMN : `${COLUMN}index_${page - 1}.html`
}

/** The address of a report, as TRS and its like spell them. */
export function reportPath(n: number): string {
  return `${COLUMN}${yearOf(n) + 1}02/t${yearOf(n) + 1}0226_${600000 + n}.html`
}

function yearOf(n: number): number {
  return FIRST_YEAR + (n % YEARS)
}

function encodingOf(n: number): TownEncoding {
  return n % 2 === 0 ? 'utf-8' : 'gb18030'
}

function agencyOf(n: number): Agency {
  const at = Math.floor(n / YEARS)
  const more = Math.floor(at / (PLACES.length * ENDS.length))
  const place = `${PLACES[at % PLACES.length]}${ENDS[Math.floor(at / PLACES.length) % ENDS.length]}${more === 0 ? '' : ENDS[more % ENDS.length]}`
  return {
    full: `沅阳市${place}镇人民政府`,
    self: '我镇',
    whole: '全镇',
    office: '镇党政办公室',
    above: '市政府',
    place: '沅阳市',
    mark: `${place}政`,
    fields: ['惠农补贴', '村务公开', '低保救助', '宅基地审批'],
  }
}

function titleOf(n: number): string {
  return `${agencyOf(n).full}${yearOf(n)}年政府信息公开工作年度报告`
}

function dateOf(n: number): string {
  return `${yearOf(n) + 1}-0${1 + (n % 3)}-${String(1 + ((n * 7) % 28)).padStart(2, '0')}`
}

/** The links of a template lead to other sites, as those of a city's departments do. */
function strangers(names: string): string {
  return names
    .split(' ')
    .map(
      (name, at) =>
        `<li class="nav-item"><a href="http://d${at}.yuanyang.example/" target="_blank" title="${name}">${name}</a></li>`,
    )
    .join('\n')
}

const STYLE = `<style type="text/css">
${Array.from({ length: 60 }, (_, at) => `.block-${at} .item-${at % 7}{float:left;width:${100 + at * 7}px;margin:0 ${at % 9}px;font:14px/2 "Microsoft YaHei",SimSun;color:#${333 + at}}`).join('\n')}
</style>`

const SCRIPT = `<script type="text/javascript">
${Array.from({ length: 24 }, (_, at) => `function tab${at}(n){for(var i=0;i<${3 + (at % 5)};i++){document.getElementById("tab${at}_"+i).className=(i==n)?"on":"off"}}`).join('\n')}
</script>`

function frame(title: string, encoding: TownEncoding, metas: string, main: string): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=${encoding === 'utf-8' ? 'utf-8' : 'gb2312'}" />
<title>${title}-${SITE}</title>
<meta name="SiteName" content="${SITE}" />
${metas}
${STYLE}
${SCRIPT}
</head>
<body>
<div class="header"><div class="logo">${SITE}</div><ul class="menu">
${strangers(MENU)}
</ul></div>
<div class="position">当前位置：<a href="${COLUMN}">政府信息公开年报</a></div>
${main}
<div class="footer"><ul class="friends">
${strangers(FRIENDS)}
</ul><p>主办单位：沅阳市人民政府办公室　网站标识码：4300000000　备案序号：湘ICP备00000000号</p></div>
</body>
</html>
`
}

function rows(numbers: readonly number[]): string {
  return numbers
    .map(
      (n) =>
        `<li><span class="date">${dateOf(n)}</span><a href="${reportPath(n)}" title="${titleOf(n)}" target="_blank">${titleOf(n)}</a></li>`,
    )
    .join('\n')
}

function listPage(page: number, reports: number): BenchPage {
  const last = listCount(reports)
  const from = (page - 1) * PER_LIST
  const numbers = Array.from({ length: Math.min(PER_LIST, reports - from) }, (_, at) => from + at)
  const near = Array.from({ length: last }, (_, n) => n + 1).filter(
    (n) => n === 1 || n === last || Math.abs(n - page) < 4,
  )
  const links = near.map((n) =>
    n === page ? `<span class="current">${n}</span>` : `<a href="${listPath(n)}">${n}</a>`,
  )
  const next = page < last ? `<a href="${listPath(page + 1)}">下一页</a>` : ''
  const main = `<div class="column"><h2>政府信息公开年报</h2><ul class="list">
${rows(numbers)}
</ul><div class="page">${links.join(' ')} ${next} 共${last}页</div></div>`
  const metas = '<meta name="ColumnName" content="政府信息公开年报" />'
  return { path: listPath(page), body: encodeText(frame('政府信息公开年报', 'utf-8', metas, main), 'utf-8') }
}

function reportPage(n: number, reports: number): BenchPage {
  const agency = agencyOf(n)
  const body = renderBody(reportBody(agency, yearOf(n)), n % 3 === 0 ? wordStyle : tidyStyle)
  const views = 100 + Math.floor(dice(`views${n}`)() * 4000)
  const related = Array.from({ length: 18 }, (_, at) => (n + 1 + at * 7) % reports)
  const main = `<div class="article">
<table class="index" border="1"><tr><td>索引号：</td><td>${430000000 + n}/${yearOf(n) + 1}-${10000 + n}</td><td>发文机关：</td><td>${agency.full}</td></tr>
<tr><td>文号：</td><td></td><td>主题分类：</td><td>政府信息公开年报</td></tr></table>
<h1 class="title">${titleOf(n)}</h1>
<div class="strip">发布时间：${dateOf(n)} 10:${10 + (n % 50)}　信息来源：${agency.full}　浏览次数：${views}　字号：[大 中 小]</div>
<div class="TRS_Editor">
${body}
<p style="text-align: right;">${agency.full}</p><p style="text-align: right;">${dateOf(n)}</p>
</div>
<div class="neighbours">上一篇：<a href="${reportPath((n + reports - 1) % reports)}">${titleOf((n + reports - 1) % reports)}</a><br/>
下一篇：<a href="${reportPath((n + 1) % reports)}">${titleOf((n + 1) % reports)}</a></div>
</div>
<div class="sidebar"><h3>相关信息</h3><ul>
${rows(related)}
</ul></div>`
  const metas = `<meta name="ArticleTitle" content="${titleOf(n)}" />
<meta name="PubDate" content="${dateOf(n)} 10:${10 + (n % 50)}" />
<meta name="ContentSource" content="${agency.full}" />`
  return { path: reportPath(n), body: encodeText(frame(titleOf(n), encodingOf(n), metas, main), encodingOf(n)) }
}
