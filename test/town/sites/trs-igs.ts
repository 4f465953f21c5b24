import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'

// A centre on TRS IGS: the column is empty, its rows are asked for as JSON by a call that the page makes; the days come
// as moments in ms. The home page only opens another page by script.

const NAME = '澄湖市疾病预防控制中心'
const agency = { ...office(NAME, '澄湖市', '澄疾控'), self: '本中心', whole: '全中心' }
const COLUMN = '/xxgk/nb/'
const SIZE = 2

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2018],
  (year, date) => `${COLUMN}${date.slice(0, 7).replace('-', '')}/t${date.replaceAll('-', '')}_${30000 + year}.shtml`,
)

export const trsIgs: SiteSpec = {
  id: 'trs-igs',
  name: NAME,
  dialect: 'trs',
  manner: { lines: ['Server: nginx'], chunk: 2048, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html;charset=UTF-8', missing: shell('404', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/dt/')
    routes.page('/', '<html><body><script>window.location.href="cdc/index.shtml";</script></body></html>')
    routes.page(
      '/cdc/index.shtml',
      shell('首页', `${newsBox(sides)}<ul><li><a href="/xxgk/">信息公开</a></li>${menuOf(sides)}</ul>`),
    )
    routes.page('/xxgk/', shell('信息公开', `<ul><li><a href="${COLUMN}">信息公开年报</a></li>${menuOf(sides)}</ul>`))
    routes.page(COLUMN, columnPage())
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    routes.handle((request) => answerIgs(request, origin))
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => paperTruth(origin, agency, paper)),
    }
  },
}

function shell(name: string, body: string): string {
  return `<html><head><meta charset="utf-8"><title>${name}-${NAME}</title>
<style>body{font:14px/2 SimSun;margin:0 8%}.t{font-size:28px;color:#34599c}</style></head>
<body><div class="t">${NAME}</div><div class="nav"><a href="/cdc/index.shtml">首页</a> <a href="/dt/gzdt/">工作动态</a></div>
${body}<div class="footer">主办：${NAME}　累计访问：90211 次</div></body></html>`
}

const crumbs = (name: string): string =>
  `<div class="weizhi">您的位置：<a href="/cdc/index.shtml">首页</a> &gt; <a href="/xxgk/">信息公开</a> &gt; ${name}</div>`

function columnPage(): string {
  const name = '信息公开年报'
  const script = `
var pageNumber = 1;
function load() {
  $.ajax({
    url: '/igs/front/search/list.html', type: 'get', dataType: 'json',
    data: { index: 'cdc-index', type: 'xxgk', siteId: 7, pageNumber: pageNumber, pageSize: ${SIZE}, 'filter[CHANNELID]': '5520',
      'filter[AVAILABLE]': true, orderProperty: 'PUBDATE', orderDirection: 'desc' },
    success: function (d) { $.each(d.page.content, function (i, o) { $('#lb').append('<li><a href="' + o.DOCPUBURL + '">' + o.DOCTITLE + '</a></li>') }) }
  })
}
load()`
  return shell(name, `${crumbs(name)}<h2>${name}</h2><ul id="lb"></ul><div id="pager"></div><script>${script}</script>`)
}

function reportPage(paper: Paper): string {
  return shell(
    paper.title,
    `${crumbs('信息公开年报')}<h1>${paper.title}</h1><div class="info">发布时间：${paper.date}　来源：${NAME}　字体：大 中 小</div><div class="TRS_Editor">${bodyOf(agency, paper)}</div>`,
  )
}

function answerIgs(request: WireRequest, origin: string): Answer | null {
  const url = new URL(request.target, 'http://igs')
  if (url.pathname !== '/igs/front/search/list.html') return null
  const known = url.searchParams.get('filter[CHANNELID]') === '5520' ? papers : []
  const [page, size] = [Number(url.searchParams.get('pageNumber')), Number(url.searchParams.get('pageSize'))]
  const content = known.slice((page - 1) * size, page * size).map(({ title, href, date }) => ({
    DOCTITLE: title,
    DOCPUBURL: origin + href,
    PUBDATE: Date.parse(`${date}T10:00:00+08:00`),
  }))
  const body = { page: { content, number: page, totalPages: Math.ceil(known.length / size), total: known.length } }
  return { status: 200, lines: ['content-type: text/json;charset=UTF-8'], body: Buffer.from(JSON.stringify(body)) }
}
