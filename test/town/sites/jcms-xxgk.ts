import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type Row, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'

// A district on the disclosure module of JCMS: the search answers with the rows of the whole district, whatever column
// asks. Its counter is the older one. The menu of the home page is written by a script.

const NAME = '溪口区民政局'
const agency = office(NAME, '溪口区', '溪民')
const COLUMN_ID = 1229301
const COLUMN = `/col/col${COLUMN_ID}/index.html`
const AREA = '11330283002963108M'
const SIZE = 6

const pathOf = (column: number, date: string, id: number): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `/art/${year}/${month}/${day}/art_${column}_${id}.html`
}

const papers = papersOf(
  agency,
  [2022, 2021, 2020, 2019, 2018, 2017, 2016],
  (year, date) => pathOf(COLUMN_ID, date, 4000000 + year),
  (year) => ({
    views: 3 * year - 5900,
    indexNumber: `${AREA}/${year + 1}-000${year % 90}`,
    ...(year === 2018 ? { documentNumber: `溪民〔${year + 1}〕7号` } : {}),
  }),
)

/** What other offices of the district publish comes in the same answers, their annual reports too. */
const strangers: Row[] = [2022, 2021, 2020, 2019].flatMap((year) => [
  {
    href: pathOf(1229355, `${year + 1}-01-22`, 5000000 + year),
    title: `溪口区司法局${year}年政府信息公开工作年度报告`,
    date: `${year + 1}-01-22`,
  },
  {
    href: pathOf(1229388, `${year + 1}-03-02`, 6000000 + year),
    title: `关于公布溪口区${year}年度行政事业性收费目录的通知`,
    date: `${year + 1}-03-02`,
  },
])

export const jcmsXxgk: SiteSpec = {
  id: 'jcms-xxgk',
  name: NAME,
  dialect: 'jcms',
  manner: { lines: ['Server: Apache-Coyote/1.1'], chunk: 8192, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      {
        encoding: 'utf-8',
        type: 'Content-Type: text/html;charset=UTF-8',
        missing: shell('提示', '对不起，您访问的页面不存在'),
      },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/xw/')
    const link = (href: string, name: string) => `<li><a href=\\"${href}\\">${name}</a></li>`
    const menu = `document.write("<ul class=\\"menu\\">" + "${link('/xxgk/index.html', '政府信息公开')}${menuOf(sides, link).replaceAll('\n', '')}" + "</ul>");`
    routes.page('/', shell('首页', `<script>${menu}</script>${newsBox(sides)}`))
    routes.page(
      '/xxgk/index.html',
      shell(
        '政府信息公开',
        `<dl><dd><a href="${COLUMN}"><img src="/i/nb.gif" alt="政府信息公开年报"></a></dd><dd><a href="/xw/bmjs/"><img src="/i/js.gif" alt="部门决算"></a></dd></dl>`,
      ),
    )
    routes.page(COLUMN, columnPage())
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    for (const row of strangers) routes.page(row.href, shell(row.title, `<h1>${row.title}</h1><p>略</p>`))
    const hits = new Map(papers.map(({ href, views = 0 }) => [/_(\d+)\.html/.exec(href)?.[1] ?? '', views]))
    routes.handle(answerSearch)
    routes.handle((request) => answerCount(request, hits))
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => paperTruth(origin, agency, paper)),
    }
  },
}

function shell(name: string, body: string, metas = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="UTF-8"><meta name="SiteName" content="${NAME}">${metas}<title>${name}</title>
<meta name='Maketime' content='2023-12-01 01:00:09'>
<style>body{margin:0 9%;font:15px/1.9 sans-serif}.hd{font-size:29px;color:#b02418}table{width:100%}</style></head>
<body><div class="hd">${NAME}</div><div class="nav"><a href="/">首页</a></div>${body}
<div class="ft">主办：${NAME}　累计访问量：772014</div></body></html>`
}

const crumbs = `<div class="pos">当前位置：<a href="/">首页</a> &gt;&gt; <a href="/xxgk/index.html">政府信息公开</a> &gt;&gt; <a href="${COLUMN}">政府信息公开年报</a></div>`

function columnPage(): string {
  return shell(
    '政府信息公开年报',
    `${crumbs}<h2>政府信息公开年报</h2>
<iframe src="/module/xxgk/tree.jsp?area=${AREA}&jdid=2237" style="display:none"></iframe>
<form name="searchform" action="/module/xxgk/search.jsp" method="post"><input type="hidden" name="area" value="${AREA}"></form>
<div id="div${COLUMN_ID}"></div>
<script>
var jdid = 2237;
var divid = 'div${COLUMN_ID}';
$.ajax({ url: '/module/xxgk/search.jsp', type: 'post', data: $('form[name=searchform]').serialize() + '&jdid=' + jdid + '&divid=' + divid,
  success: function (html) { $('#' + divid).html(html) } });
</script>`,
    '<meta name="ColumnName" content="政府信息公开年报">',
  )
}

function reportPage(paper: Paper): string {
  const id = /_(\d+)\.html/.exec(paper.href)?.[1] ?? ''
  return shell(
    paper.title,
    `${crumbs}<table class="xxgk_article"><tr><td>索引号</td><td>${paper.indexNumber ?? ''}</td><td>文号</td><td>${paper.documentNumber ?? ''}</td></tr>
<tr><td>组配分类</td><td>政府信息公开年报</td><td>发布机构</td><td>${NAME}</td></tr><tr><td>公开日期</td><td>${paper.date}</td><td>公开方式</td><td>主动公开</td></tr></table>
<div class="xl_title"><h1>${paper.title}</h1></div>
<div class="xl_doc">浏览次数：<script src="/vc/vc/interface/artcount/artcount.jsp?i_columnid=${COLUMN_ID}&i_articleid=${id}"></script> 次</div>
<div id="zoom"><!--<$[信息内容]>begin-->${bodyOf(agency, paper)}<!--<$[信息内容]>end--></div>`,
    `<meta name="ArticleTitle" content="${paper.title}">`,
  )
}

/** Every row of the district, newest first, a page at a time; the column is not looked at. */
function answerSearch(request: WireRequest): Answer | null {
  const url = new URL(request.target, 'http://jcms')
  if (url.pathname !== '/module/xxgk/search.jsp') return null
  const form = new URLSearchParams(request.body.toString('latin1'))
  const of = (name: string): string | null => url.searchParams.get(name) ?? form.get(name)
  const known = of('area') === AREA ? [...papers, ...strangers] : []
  const rows = known.toSorted((a, b) => (a.date < b.date ? 1 : -1))
  const page = Number(of('currpage') ?? 1)
  const pages = Math.ceil(rows.length / SIZE)
  const lines = rows
    .slice((page - 1) * SIZE, page * SIZE)
    .map(
      ({ href, title, date }, n) =>
        `<tr class="tr_main_value_${n % 2 === 0 ? 'odd' : 'even'}"><td>${n + 1}</td><td><a href='${href}' target='_blank' title='${title}'>${title.slice(0, 18)}...</a></td><td>${date}</td></tr>`,
    )
  const body = `<table>\n${lines.join('\n')}\n</table><div>共${pages}页　<a onclick="javascript:gotopage(${page + 1})">下一页</a></div>`
  return { status: 200, lines: ['Content-Type: text/html;charset=UTF-8'], body: Buffer.from(body) }
}

function answerCount(request: WireRequest, hits: Map<string, number>): Answer | null {
  const url = new URL(request.target, 'http://jcms')
  if (url.pathname !== '/vc/vc/interface/artcount/artcount.jsp') return null
  const id = url.searchParams.get('i_articleid') ?? ''
  const count = hits.get(id) ?? 0
  hits.set(id, count + 1)
  const body = Buffer.from(`\r\n\r\n  document.write('${count}');\r\n`)
  return { status: 200, lines: ['Content-Type: text/html;charset=UTF-8'], body }
}
