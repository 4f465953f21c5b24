import type { Block } from '../blocks.ts'
import { renderBody, tidyStyle } from '../markup.ts'
import type { Row } from '../site.ts'
import { OWN_ROWS, recordOf } from './jcms-modules.ts'

export const NAME = '汀海市人民政府'

export interface JcmsArticle {
  readonly id: number
  readonly column: number
  readonly path: string
  readonly title: string
  readonly date: string
  readonly source: string | null
  readonly table: { readonly index: string; readonly number: string; readonly agency: string } | null
  readonly file: { readonly href: string; readonly name: string } | null
  readonly blocks: readonly Block[]
}

/** A page of the site around a body. */
export function shell(metas: string, name: string, body: string): string {
  return `<!DOCTYPE html>
<html>
<head lang="zh">
	<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
	<title>${name}</title>
<meta name='Maketime' content='2023-11-08 02:14:33'>
<META HTTP-EQUIV='pragma' CONTENT='no-cache'>
<meta name="SiteName" content="${NAME}门户网站">
<meta name="SiteDomain" content="www.tinghai.example">
<meta name="SiteIDCode" content="0000000012">
${metas}
<style>body{margin:0;font:15px/1.9 "Microsoft YaHei"}.hd{background:#c8102e;color:#fff;font-size:30px;padding:22px 10%}.ct{padding:6px 10%}.xl_title{font-size:28px;text-align:center}.xl_doc{text-align:center;color:#777}.xxgk_article{width:100%;border-collapse:collapse}.xxgk_article td{border:1px solid #e6e6e6;padding:6px}.ft{background:#eee;text-align:center;padding:12px}</style>
</head>
<body>
<div class="hd">${NAME}</div>
<div class="ct"><a href="/index.html">首页</a> | <a href="/col/col1200/index.html">政府信息公开</a>
${body}
</div>
<div class="ft">主办：${NAME}办公室　承办：汀海市大数据局　累计访问量：<span>20331847</span></div>
</body>
</html>
`
}

/**
 * A list page: the first rows in a script of XML, the address of the data service beside them.
 *
 * @param column 0 for a column that brings all its rows
 */
export function listPage(heading: string, column: number, rows: readonly Row[]): string {
  const unit = 800000 + column
  const own = column === 0 ? rows : rows.slice(0, OWN_ROWS)
  const service = `/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=1&path=/&columnid=${column}&unitid=${unit}&webname=${encodeURIComponent(NAME)}&permissiontype=0`
  const next = column === 0 ? '' : `<nextgroup><![CDATA[<a href="${service}"></a>]]></nextgroup>\n`
  return shell(
    `<meta name="ColumnName" content="${heading}">`,
    heading,
    `<div class="pos">当前位置：<a href="/index.html" class="bt_link">首页</a> >> <a href="/col/col1200/index.html" class="bt_link">政府信息公开</a> >> ${heading}</div>
<div id="${unit}" class="list"><script type="text/xml"><datastore>
${next}<recordset>
${own.map(recordOf).join('\n')}
</recordset></datastore></script></div>
<script>
$(function(){ $('#${unit}').jpage({dataStore:'#${unit}',totalRecord:${rows.length},perPage:${OWN_ROWS},proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{columnid:${column},unitid:'${unit}',webid:1,path:'/',permissiontype:0}}); });
</script>`,
  )
}

/** A detail page: metas, index table where it has one, comment markers around what the system filled in. */
export function articlePage(origin: string, article: JcmsArticle): string {
  const { title, date, source, file } = article
  const attached = file === null ? '' : `<p><a href="${file.href}">${file.name}</a></p>`
  return shell(
    metasOf(origin, article),
    title,
    `<div class="pos">当前位置：<a href="/index.html" class="bt_link">首页</a> >> <a href="/col/col${article.column}/index.html" class="bt_link">政府信息公开年报</a></div>
${tableOf(article)}<div class="xl_title"><!--<$[标题名称(html)]>begin-->${title}<!--<$[标题名称(html)]>end--></div>
<div class="xl_doc"><span>发布时间：<!--<$[发布时间]>begin-->${date}<!--<$[发布时间]>end--></span>　<span>浏览次数：<script language='javascript' src="/module/visitcount/articlehits.jsp?colid=${article.column}&artid=${article.id}" ></script></span>　<span>信息来源：<!--<$[信息来源]>begin-->${source ?? ''}<!--<$[信息来源]>end--></span></div>
<div class="zoom" id="zoom"><!--<$[信息内容]>begin-->
${renderBody(article.blocks, tidyStyle)}
<!--<$[信息内容]>end--></div>
${attached}<script src="/module/visitcount/visit.jsp?type=3&i_webid=1&i_columnid=${article.column}&i_articleid=${article.id}"></script>`,
  )
}

function metasOf(origin: string, { title, date, source, path }: JcmsArticle): string {
  return `<meta name="ColumnName" content="政府信息公开年报">
<meta name="ColumnType" content="信息公开">
<meta name="ArticleTitle" content="${title}">
<meta name="PubDate" content="${date}">
<meta name="author" content="信息发布员6">
<meta name="ContentSource" content="${source ?? ''}">
<meta name="url" content="${origin}${path}">`
}

function tableOf({ table, date }: JcmsArticle): string {
  if (table === null) return ''
  return `<table class="xxgk_article"><tbody>
<tr><td>索 引 号</td><td>${table.index}</td><td>文号</td><td>${table.number}</td></tr>
<tr><td>组配分类</td><td>政府信息公开年报</td><td>发布机构</td><td>${table.agency}</td></tr>
<tr><td>成文日期</td><td>${date.slice(0, 10)}</td><td>公开方式</td><td>主动公开</td></tr>
</tbody></table>
`
}
