import { Hits, textAnswer } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'
import { fileTruth, noticeOf, noticeTruth, putFile } from './office-rows.ts'

// A bureau on VSB: list pages are numbered in reverse and named by nothing but their links, counts are bare numbers by
// the page's own script, and the source is a label with nothing behind it on the older pages.

const NAME = '岚川县应急管理局'
const agency = office(NAME, '岚川县', '岚应急')
const OWNER = 1655460640
const COLUMN = '/xxgk/zfxxgknb'
const SIZE = 4

const idOf = (year: number): number => 3000 + (year - 2010) * 97
const FILE_YEAR = 2013
const SOURCED = 2019
/** An article whose counter answers a page. */
const UNCOUNTED = 2016

const papers = papersOf(
  agency,
  [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2011],
  (year) => (year === FILE_YEAR ? '/__local/3/5A/岚川县应急管理局2013.pdf' : `/info/1032/${idOf(year)}.htm`),
  (year) => ({
    ...(year === FILE_YEAR || year === UNCOUNTED ? {} : { views: 180 + (year - 2010) * 31 }),
    // Put up late, and so out of order.
    ...(year === 2014 ? { date: '2018-05-30' } : year === 2020 ? { pageDate: '2021-01-29' } : {}),
  }),
)
const notice = noticeOf('岚川县', 2021, '/info/1032/4102.htm', '2021-12-24')

export const vsb: SiteSpec = {
  id: 'vsb',
  name: NAME,
  dialect: 'vsb',
  manner: { lines: ['Server: VWebServer'], chunk: 4096, gzip: true, spell: asWritten },
  build(origin, options) {
    const type = 'Content-Type: text/html'
    const routes = new Routes({ encoding: 'utf-8', type, missing: shell('错误', '<h2>404</h2>') }, options.validators)
    routes.file('/robots.txt', Buffer.from('User-agent: *\nDisallow: /system/manage/\n'), ['Content-Type: text/plain'])
    const sides = putBesides(routes, agency, shell, '/gzdt/')
    const menu = `<ul class="menu">${menuOf(sides)}</ul>`
    routes.page('/', shell('首页', `${newsBox(sides)}${menu}<a href="/xxgk.htm">信息公开</a>`))
    routes.page('/xxgk.htm', shell('信息公开', `${menu}<ul><li><a href="${COLUMN}.htm">政府信息公开年报</a></li></ul>`))
    const lists = putLists(
      routes,
      [papers[4], notice, ...papers.filter((_, at) => at !== 4)].flatMap((row) => row ?? []),
    )
    for (const paper of papers) {
      if (paper.year === FILE_YEAR) putFile(routes, agency, paper)
      else routes.page(paper.href, reportPage(paper))
    }
    const text = notice.paragraphs.map((line) => `<p>${line}</p>`).join('')
    routes.page(notice.href, article(notice.title, notice.date, notice.source, 4102, text))
    const counts = papers.map(({ year, views }) => [String(idOf(year)), views ?? null] as const)
    const hits = new Hits(counts.flatMap(([id, count]) => (count === null ? [] : [[id, count] as const])))
    routes.handle((request) => answerClicks(request, hits))
    return {
      routes,
      column: `${COLUMN}.htm`,
      lists,
      truth: [...papers.map((paper) => truth(origin, paper)), noticeTruth(origin, notice)],
    }
  },
}

function truth(origin: string, paper: Paper): ReportTruth {
  if (paper.year === FILE_YEAR) return fileTruth(origin, agency, paper)
  const stated = paperTruth(origin, agency, paper)
  return paper.year >= SOURCED ? stated : { ...stated, publisherStated: null }
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="UTF-8"><title>${name}-${NAME}</title><meta name="pageType" content="3">
<link rel="stylesheet" type="text/css" href="/style/style.vsb.css"><script src="/system/resource/js/counter.js"></script>
<style>body{margin:0 7%;font:15px/1.9 sans-serif}.p_no{margin:4px}.tit{text-align:center}</style></head>
<body><div class="top"><b>${NAME}</b> <a href="/">首页</a> <a href="/gzdt/gzdt/">工作动态</a></div>
<div class="wrap">${body}</div><div class="foot">主办：${NAME}　您是第<span id="zs">81203</span>位访问者</div></body></html>`
}

/** Page 1 is the column itself, page 2 has the highest number, the last page is number 1. */
function putLists(routes: Routes, rows: readonly Row[]): string[] {
  const total = Math.ceil(rows.length / SIZE)
  return Array.from({ length: total }, (_, at) => {
    const path = at === 0 ? `${COLUMN}.htm` : `${COLUMN}/${total - at}.htm`
    routes.page(path, listPage(rows.slice(at * SIZE, (at + 1) * SIZE), at + 1, total))
    return path
  })
}

function listPage(rows: readonly Row[], page: number, total: number): string {
  const up = page === 1 ? '../' : '../../'
  const items = rows.map(
    ({ href, title, date }, at) =>
      `<li id="line_u13_${at}"><a href="${up}${href.slice(1)}" target="_blank" title="${title}">${title.slice(0, 24)}...</a><span>${date}</span></li>`,
  )
  const goto = `_simple_list_gotopage_fun(${total},&quot;u13_goto&quot;,2)`
  // The pager of this template shows two numbers and the last.
  const shown = [1, 2, total].map((number) => {
    if (number === page) return `<span class="p_no_d">${number}</span>`
    const href = number === 1 ? '../zfxxgknb.htm' : `${page === 1 ? 'zfxxgknb/' : ''}${total - number + 1}.htm`
    return `<span class="p_no"><a href="${href}">${number}</a></span>`
  })
  return shell(
    '政府信息公开年报',
    `<div class="dqwz">当前位置：<a href="/">首页</a>&gt;&gt;<a href="/xxgk.htm">信息公开</a>&gt;&gt;政府信息公开年报</div>
<ul class="list">${items.join('\n')}</ul>
<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_pages">${shown.join('')}</span><span class="p_goto"><input type="text" class="p_goto_input" id="u13_goto" onkeydown="if(event.keyCode==13){${goto}}"><a href="javascript:;" onclick="${goto}">跳转</a></span></div>
<script>_showDynClickBatch(['dynclicks_u13_${idOf(2022)}'],[${idOf(2022)}],"wbnews", ${OWNER})</script>`,
  )
}

function reportPage(paper: Paper): string {
  const source = paper.year >= SOURCED ? NAME : ''
  return article(paper.title, paper.pageDate ?? paper.date, source, idOf(paper.year), bodyOf(agency, paper))
}

function article(title: string, date: string, source: string, id: number, body: string): string {
  return shell(
    title,
    `<form name="_newscontent_fromname"><h2 class="tit">${title}</h2>
<div class="info">发布时间：${date}　来源：${source}　点击：[<script>_showDynClicks("wbnews", ${OWNER}, ${id})</script>]次</div>
<div id="vsb_content"><div class="v_news_content">${body}</div></div>
<p>上一条：<a href="/gzdt/gzdt/2.html">工作动态</a></p></form>
<div class="hot"><h4>热点信息</h4><ul><li><a href="/gzdt/gzdt/1.html">${NAME}召开优化营商环境推进会</a> <script>_showDynClicks("wbnews", ${OWNER}, 9917)</script></li></ul></div>`,
  )
}

/** A bare number for who comes from the article; a page of HTML, with status 200, for others and unknown articles. */
function answerClicks(request: WireRequest, hits: Hits): Answer | null {
  const url = new URL(request.target, 'http://vsb')
  if (url.pathname !== '/system/resource/code/news/click/dynclicks.jsp') return null
  const isAsked = url.searchParams.get('owner') === String(OWNER) && url.searchParams.get('clicktype') === 'wbnews'
  const isFromArticle = /\/info\/1032\/\d+\.htm$/.test(request.headers.get('referer') ?? '')
  const count = isAsked && isFromArticle ? hits.next(url.searchParams.get('clickid')) : null
  return textAnswer(count === null ? '<html><body>系统提示：您访问的信息404</body></html>' : `${count}`)
}
