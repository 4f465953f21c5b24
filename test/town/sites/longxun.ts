import { Hits, textAnswer } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'
import { fileTruth, noticeOf, noticeTruth, putFile } from './office-rows.ts'

// A bureau on 龙讯: the catalogue's column is an empty box that a script fills with a fragment of HTML; every article
// prints its index table twice, once for narrow screens. Where its count is asked for is this template’s own: most keep
// it in a script file, so that only a browser finds it.

const NAME = '皖溪县审计局'
const agency = office(NAME, '皖溪县', '皖审')
const ORGAN = 14981
const CATEGORY = 7001851
const SERVICE = '/wanxi/site/label/8888'
const COLUMN = `/public/column/${ORGAN}?type=4&catId=${CATEGORY}&action=list`
const SIZE = 5

const idOf = (year: number): number => 72270000 + (year - 2010) * 611
const FILE_YEAR = 2016

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013],
  (year) => (year === FILE_YEAR ? '/group1/M00/0A/3C/wKgBA2016.pdf' : `/public/${ORGAN}/${idOf(year)}.html`),
  (year) => ({
    indexNumber: `00298372${year % 10}/${year + 1}01-000${10 + (year % 50)}`,
    ...(year === FILE_YEAR || year === 2013 ? {} : { views: 60 + (year - 2010) * 21 }),
    ...(year === 2020 ? { documentNumber: '皖审〔2021〕2号' } : year === 2019 ? { date: '2022-08-11' } : {}),
  }),
)
const notice = noticeOf('皖溪县', 2023, `/public/${ORGAN}/72299114.html`, '2023-12-18')
const rows: readonly Row[] = [notice, ...papers]

export const longxun: SiteSpec = {
  id: 'longxun',
  name: NAME,
  dialect: 'longxun',
  manner: { lines: ['Server: nginx', 'X-Application-Context: ex8'], chunk: 4096, gzip: true, spell: asWritten },
  build(origin, options) {
    const type = 'Content-Type: text/html;charset=utf-8'
    const routes = new Routes(
      { encoding: 'utf-8', type, missing: shell('404', '<p>页面不存在</p>') },
      options.validators,
    )
    routes.file('/robots.txt', Buffer.from('User-agent: *\nDisallow: /ex8/\n'), ['Content-Type: text/plain'])
    const sides = putBesides(routes, agency, shell, '/content/')
    routes.page('/', shell('首页', `${newsBox(sides)}<a href="/public/column/${ORGAN}?type=2">政府信息公开</a>`))
    const tree = `<ul class="tree">${menuOf(sides)}<li><a href="${COLUMN}">政府信息公开年度报告</a></li></ul>`
    routes.page(`/public/column/${ORGAN}?type=2`, shell('政府信息公开', tree))
    routes.page(COLUMN, columnPage(`<div class="left">${newsBox(sides)}</div>`))
    for (const paper of papers) {
      if (paper.year === FILE_YEAR) putFile(routes, agency, paper)
      else routes.page(paper.href, article(paper, NAME, paper, bodyOf(agency, paper)))
    }
    const said = notice.paragraphs.map((text) => `<p>${text}</p>`).join('')
    routes.page(notice.href, article(notice, notice.source, {}, said))
    const hits = new Hits(papers.flatMap(({ year, views }) => (views === undefined ? [] : [[`${idOf(year)}`, views]])))
    routes.handle((request) => answerList(request))
    routes.handle((request) => answerHit(request, hits))
    return {
      routes,
      column: COLUMN,
      truth: [...papers.map((paper) => truth(origin, paper)), toTheMinute(noticeTruth(origin, notice))],
    }
  },
}

function truth(origin: string, paper: Paper): ReportTruth {
  if (paper.year === FILE_YEAR) return { ...fileTruth(origin, agency, paper), indexNumber: null }
  return toTheMinute(paperTruth(origin, agency, paper))
}

/** Pages say the minute, rows the day. */
function toTheMinute(truth: ReportTruth): ReportTruth {
  return { ...truth, publishedAt: `${truth.listDate}T08:12+08:00`, dateText: `${truth.listDate} 08:12` }
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}_${NAME}</title><meta name="SiteId" content="11492841">
<script src="/assets/js/customize.min.js"></script>
<style>body{margin:0 7%;font:15px/1.9 sans-serif}.left{float:left;width:25%}li .date{float:right}h1{text-align:center}</style></head>
<body><ul class="web_link"><!--StartLabelHtml_linkList_8978fd4a390e--><script>var ll_1 = 1;</script><!--EndLabelHtml_linkList_8978fd4a390e--></ul>
<div class="head"><b>${NAME}</b> <a href="/">首页</a> <a href="/content/gzdt/">工作动态</a></div><div class="main">${body}</div>
<div class="foot">主办：${NAME}　总访问量：5560012</div></body></html>`
}

function columnPage(beside: string): string {
  const script = `function loadList(pageIndex) {
      Ls.ajax({ dataType: "html", url: "${SERVICE}", data: { labelName: "publicInfoList", siteId: "11492841", pageSize: ${SIZE}, pageIndex: pageIndex, action: "list", isDate: true, dateFormat: "yyyy-MM-dd", length: 80, organId: "${ORGAN}", type: 4, catIds: "", cId: "", result: "暂无相关信息", file: "/c1/xxgk/publicInfoList_newest2020", catId: "${CATEGORY}" } }).done(function (html) { $("#xxgk_list").html(html) });
    } loadList(1);`
  return shell(
    '政府信息公开年度报告',
    `<div class="gk_pos">您当前的位置：<a href="/">首页</a> &gt; 政府信息公开 &gt; 政府信息公开年度报告</div>${beside}<div id="xxgk_list"></div><script>${script}</script>`,
  )
}

function article({ href, title, date }: Row, source: string, stated: Partial<Paper>, body: string): string {
  const id = /(\d+)\.html/.exec(href)?.[1] ?? ''
  const table = `<table><tbody><tr><th>索&nbsp;引&nbsp;号：</th><td>${stated.indexNumber ?? ''}</td><th>组配分类：</th><td>政府信息公开年度报告</td></tr>
<tr><th>发布机构：</th><td>${source}</td><th>发布日期：</th><td>${date} 08:12</td></tr><tr><th>文号：</th><td>${stated.documentNumber ?? ''}</td><th>名称：</th><td>${title}</td></tr></tbody></table>`
  return shell(
    title,
    `<div class="xxgk_table">${table}</div><div class="xxgk_table m">${table}</div><h1 class="newstitle">${title}</h1>
<div class="newsinfo">发布时间：${date} 08:12　信息来源：${source}　<span class="hits">浏览次数：<i class="j-info-hit" data-setting="{infoId:${id}}"></i></span>　【字体：<a href="javascript:void(0)">大</a> <a href="javascript:void(0)">小</a>】</div>
<div class="j-fontContent newscontnet">${body}</div><script>Ls.ajaxGet({ url: '/wanxi/content/hit?isJson=true&infoId=${id}' }).done(function (res) { $('.j-info-hit').text(res.data) });</script>`,
  )
}

/** A fragment of rows; behind the last page a line that says there is nothing. */
function answerList(request: WireRequest): Answer | null {
  const url = new URL(request.target, 'http://longxun')
  if (url.pathname !== SERVICE) return null
  const page = Number(url.searchParams.get('pageIndex'))
  const size = Math.min(SIZE, Number(url.searchParams.get('pageSize')))
  const isKnown =
    url.searchParams.get('catId') === String(CATEGORY) && url.searchParams.get('organId') === String(ORGAN)
  const items = (isKnown ? rows.slice((page - 1) * size, page * size) : []).map(
    ({ href, title, date }, at) =>
      `<li class="clearfix"><em>${(page - 1) * size + at + 1}</em><a class="title" target="_blank" href="${href}" title="${title}">${title.slice(0, 28)}...</a><span class="date">${date}</span></li>`,
  )
  if (items.length === 0) return textAnswer(`<div class="no-data">${url.searchParams.get('result')}</div>`)
  return textAnswer(`<ul class="clearfix xxgk_nav_list">\n${items.join('\n')}\n</ul>`)
}

function answerHit(request: WireRequest, hits: Hits): Answer | null {
  const url = new URL(request.target, 'http://longxun')
  if (url.pathname !== '/wanxi/content/hit') return null
  const count = hits.next(url.searchParams.get('infoId'))
  return textAnswer(
    JSON.stringify(count === null ? { status: 0, desc: '不存在' } : { status: 1, data: count }),
    'application/json',
  )
}
