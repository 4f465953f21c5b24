import { Hits, textAnswer } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides, rowItem } from './office.ts'
import { fileTruth, noticeOf, noticeTruth, putFile } from './office-rows.ts'

// A district on NFCMS: static lists, the count by JSONP that a script of the page includes after a while; a switch of the
// size of letters calls itself 浏览. Phones are sent to a copy of the page.

const NAME = '榕江区人民政府'
const agency = { ...office(NAME, '榕江区', '榕府办'), self: '我区', whole: '全区' }
const FOLDER = '/zwgk/zfxxgk/nb/'
const SITE = 757001
const SIZE = 4

const idOf = (year: number): number => 1700000 + (year - 2010) * 3217
const FILE_YEAR = 2014

const papers = papersOf(
  agency,
  [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012],
  (year) => (year === FILE_YEAR ? '/attachment/0/88/88389/1712868.pdf' : `${FOLDER}content/post_${idOf(year)}.html`),
  (year) => ({
    ...(year === FILE_YEAR || year === 2012 ? {} : { views: 1200 - (year - 2010) * 45 }),
    ...(year === 2018 ? { date: '2019-03-28', pageDate: '2019-03-27' } : {}),
  }),
)
const notice = noticeOf('榕江区', 2022, `${FOLDER}content/post_1745011.html`, '2022-12-09')
// The report of 2016 is pinned.
const rows: readonly Row[] = [...papers.slice(6, 7), notice, ...papers.slice(0, 6), ...papers.slice(7)]

export const nfcms: SiteSpec = {
  id: 'nfcms',
  name: NAME,
  dialect: 'nfcms',
  manner: { lines: ['Server: Tengine', 'X-Via: gz-07'], chunk: 4096, gzip: true, spell: asWritten },
  build(origin, options) {
    const type = 'Content-Type: text/html'
    const routes = new Routes(
      { encoding: 'utf-8', type, missing: shell('404', '<p>页面不存在</p>') },
      options.validators,
    )
    routes.file('/robots.txt', Buffer.from('User-agent: *\nDisallow: /search/\n'), ['Content-Type: text/plain'])
    const sides = putBesides(routes, agency, shell, '/xwdt/')
    routes.page('/', shell('首页', `${newsBox(sides)}<ul>${menuOf(sides)}</ul><a href="/zwgk/">政务公开</a>`))
    routes.page(
      '/zwgk/',
      shell('政务公开', `<dl>${menuOf(sides)}<dd><a href="${FOLDER}">政府信息公开工作年度报告</a></dd></dl>`),
    )
    const lists = putLists(routes)
    for (const paper of papers) {
      if (paper.year === FILE_YEAR) putFile(routes, agency, paper)
      else routes.page(paper.href, article(paper, paper.pageDate, NAME, bodyOf(agency, paper)))
    }
    const said = notice.paragraphs.map((text) => `<p>${text}</p>`).join('')
    routes.page(notice.href, article(notice, undefined, notice.source, said))
    const hits = new Hits(papers.flatMap(({ year, views }) => (views === undefined ? [] : [[`${idOf(year)}`, views]])))
    routes.handle((request) => answerSum(request, hits))
    return {
      routes,
      column: FOLDER,
      lists,
      truth: [...papers.map((paper) => truth(origin, paper)), noticeTruth(origin, notice)],
    }
  },
}

function truth(origin: string, paper: Paper): ReportTruth {
  return (paper.year === FILE_YEAR ? fileTruth : paperTruth)(origin, agency, paper)
}

function shell(name: string, body: string, metas = ''): string {
  return `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${name} - ${NAME}门户网站</title>
<meta name="SiteName" content="${NAME}门户网站">${metas}
<style>body{margin:0 7%;font:15px/1.9 sans-serif}.news_list li span{float:right}h1{text-align:center}</style></head>
<body><div class="head"><b>${NAME}</b> <a href="/">首页</a> <a href="/xwdt/gzdt/">工作动态</a></div>
<div class="main">${body}</div>
<div class="footer">主办：${NAME}办公室　承办：榕江区政务服务和数据管理局　网站浏览总量：903311</div></body></html>`
}

function putLists(routes: Routes): string[] {
  const total = Math.ceil(rows.length / SIZE)
  const nameOf = (page: number): string => (page === 1 ? 'index.html' : `index_${page}.html`)
  const link = (page: number, name: string): string => `<a class="${name}" href="${FOLDER}${nameOf(page)}">`
  return Array.from({ length: total }, (_, at) => {
    const page = at + 1
    const items = rows
      .slice(at * SIZE, page * SIZE)
      .map(rowItem)
      .join('\n')
    const pager = `${page > 1 ? `${link(1, 'first')}首页</a>${link(page - 1, 'prev')}上一页</a>` : ''}<span class="current">${page}</span>${page < total ? `${link(page + 1, 'next')}下一页</a>${link(total, 'last')}尾页</a>` : ''}`
    const html = shell(
      '政府信息公开工作年度报告',
      `<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开工作年度报告</div>
<ul class="news_list">${items}</ul><div class="page">${pager}</div><script>window.NFCMS_SITE_ID=${SITE};window.NFCMS_PUB_TYPE="cat";window.NFCMS_CAT_ID="22257";</script>`,
    )
    const path = page === 1 ? FOLDER : FOLDER + nameOf(page)
    routes.page(path, html)
    if (page === 1) routes.page(FOLDER + nameOf(1), html)
    return path
  })
}

function article({ href, title, date }: Row, pageDate: string | undefined, source: string, body: string): string {
  const id = /post_(\d+)/.exec(href)?.[1] ?? ''
  const day = pageDate ?? date
  const slot = `<span id="NFCMS-POST-VISIT-2">-</span><script>setTimeout(function(){var s = document.createElement("script");s.type = "text/javascript";s.src = "/jsonp/post/sum?post=${id}&site=${SITE}&callback=NFCMS_CB_POST_VISIT_2&t=" + Math.random().toString(35).substr(2);window.NFCMS_CB_POST_VISIT_2 = function(data){document.getElementById("NFCMS-POST-VISIT-2").innerHTML = data.count;};document.body.appendChild(s);}, 10);</script>`
  return shell(
    title,
    `<h1>${title}</h1><div class="info"><span>时间：${day}</span>　<span>来源：${source}</span>　<span class="changeFont">【浏览字号：<i>大</i> <i>中</i> <i>小</i>】</span>　<span>浏览次数：${slot}</span></div>
<div class="article-content">${body}</div><script>window.NFCMS_SITE_ID=${SITE};window.NFCMS_PUB_TYPE="post";window.NFCMS_POST_ID="${id}";</script>`,
    `<meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"><meta name="ContentSource" content="${source}">
<script>(function(u){if(u.indexOf("Android")>-1){document.location.href="${href.replace('post_', 'mpost_')}"}})(window.navigator.userAgent)</script>`,
  )
}

/** JSONP; an article that is not counted has no count. */
function answerSum(request: WireRequest, hits: Hits): Answer | null {
  const url = new URL(request.target, 'http://nfcms')
  if (url.pathname !== '/jsonp/post/sum') return null
  const count = url.searchParams.get('site') === String(SITE) ? hits.next(url.searchParams.get('post')) : null
  const data = count === null ? { error: 'no such post' } : { count }
  return textAnswer(`${url.searchParams.get('callback')}(${JSON.stringify(data)});`, 'application/javascript')
}
