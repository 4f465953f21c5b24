import { textAnswer } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type Row, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'
import { noticeOf, noticeTruth } from './office-rows.ts'

// A bureau whose disclosure lies in the province's catalogue, gkmlpt: one page for all its categories, which a script
// fills from JSON. The category is told by the fragment of the address, which no server sees. Pages 0 and 1 are the same.

const NAME = '榕江区水务局'
const agency = office(NAME, '榕江区', '榕水')
const ROOT = '/rjqswj/gkmlpt'
const SID = 755041
const CATEGORY = 20765
const SIZE = 5

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013],
  (year) => `${ROOT}/content/9/9${year - 1900}/post_9${year}.html`,
  (year) => ({
    indexNumber: `11440300695550649${year % 10}/${year + 1}-00${100 + (year % 90)}`,
    ...(year === 2022 ? { documentNumber: '榕水〔2023〕3号' } : {}),
    ...(year === 2017 ? { date: '2018-03-01' } : {}),
  }),
)
const notice = noticeOf('榕江区', 2021, `${ROOT}/content/9/9099/post_99021.html`, '2021-12-03')
const rows: readonly Row[] = [...papers.slice(0, 2), notice, ...papers.slice(2)]

export const gkmlpt: SiteSpec = {
  id: 'gkmlpt',
  name: NAME,
  dialect: 'nfcms',
  manner: { lines: ['Server: openresty'], chunk: 0, gzip: true, spell: asWritten },
  build(origin, options) {
    const type = 'Content-Type: text/html; charset=utf-8'
    const routes = new Routes({ encoding: 'utf-8', type, missing: shell('404', '<p>未找到</p>') }, options.validators)
    routes.file('/robots.txt', Buffer.from('User-agent: *\nAllow: /\n'), ['Content-Type: text/plain'])
    const sides = putBesides(routes, agency, shell, '/rjqswj/')
    const open = `<a href="${ROOT}/index">政府信息公开</a>`
    routes.page('/', shell('首页', `${newsBox(sides)}<ul>${menuOf(sides)}</ul>${open}`))
    routes.page(`${ROOT}/index`, catalogue())
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    routes.page(notice.href, article(notice, notice.source, notice.paragraphs.map((text) => `<p>${text}</p>`).join('')))
    routes.handle((request) => answerArticles(request, origin))
    return {
      routes,
      column: `${ROOT}/index`,
      lists: [`${ROOT}/index`],
      truth: [...papers.map((paper) => paperTruth(origin, agency, paper)), noticeTruth(origin, notice)],
    }
  },
}

function shell(name: string, body: string, scripts = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}_${NAME}</title>${scripts}
<style>body{margin:0 7%;font:15px/1.9 sans-serif}li span{float:right}h1{text-align:center}</style></head>
<body><div class="head"><b>${NAME}</b> <a href="/">首页</a></div><div id="app">${body}</div><div class="foot">主办：${NAME}</div></body></html>`
}

function catalogue(): string {
  const leaf = (id: number, name: string): object => ({ id, name, parent_id: 1, jump_url: '', children: [] })
  const tree = [
    {
      id: 1,
      name: '法定主动公开内容',
      parent_id: 0,
      jump_url: '',
      children: [leaf(20761, '机构职能'), leaf(20763, '财政预决算')],
    },
    leaf(20764, '政府信息公开指南'),
    leaf(CATEGORY, '政府信息公开年报'),
    leaf(20766, '政务服务年报'),
  ]
  const config = `window._CONFIG = { SITE_NAME: '${NAME}', SID: '${SID}', IS_MOBILE: 0, TREE: ${JSON.stringify(tree)}, ROOT: '${ROOT}' };`
  return shell(
    '政府信息公开平台',
    '<noscript>请启用脚本</noscript>',
    `<script>${config}</script><script src="${ROOT}/gkml/pc/js/app.8f0.js"></script>`,
  )
}

function reportPage(paper: Paper): string {
  const table = `<table class="classify"><tr><td>索引号:</td><td>${paper.indexNumber}</td><td>分类:</td><td>政府信息公开年报</td></tr>
<tr><td>发布机构:</td><td>${NAME}</td><td>发布日期:</td><td>${paper.date}</td></tr>
<tr><td>名称:</td><td>${paper.title}</td><td>文号:</td><td>${paper.documentNumber ?? ''}</td></tr></table>`
  return article(paper, NAME, bodyOf(agency, paper), table)
}

function article({ title, date }: Row, source: string, body: string, table = ''): string {
  return shell(
    title,
    `${table}<h1 class="title document-number">${title}</h1><p>发布日期：${date}　来源：${source}</p><div class="article-content">${body}</div>`,
    `<script>window._CONFIG = { SID: '${SID}', DETAIL: {} };</script>`,
  )
}

function answerArticles(request: WireRequest, origin: string): Answer | null {
  const url = new URL(request.target, 'http://gkmlpt')
  const category = new RegExp(`^${ROOT}/api/all/(\\d+)$`).exec(url.pathname)?.[1]
  if (category === undefined) return null
  const known = Number(category) === CATEGORY && url.searchParams.get('sid') === String(SID) ? rows : []
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1))
  const articles = known.slice((page - 1) * SIZE, page * SIZE).map(({ href, title, date }, at) => ({
    id: 90000 + page * 100 + at,
    title,
    publisher: NAME,
    display_publish_time: Date.parse(`${date}T09:00:00+08:00`) / 1000,
    url: origin + href,
    post_url: '',
    attachment: [],
  }))
  const classify = { id: Number(category), name: '政府信息公开年报', post_count: known.length }
  return textAnswer(JSON.stringify({ classify, total: known.length, articles }), 'application/json')
}
