import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { lowerTight, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides, rowItem } from './office.ts'

// A commission whose column is a frame around TRS WAS: the answers are pieces of HTML whose pager is made of scripts. The
// home page only opens another page by meta refresh.

const NAME = '澄湖市卫生健康委员会'
const agency = office(NAME, '澄湖市', '澄卫')
const COLUMN = '/xxgk/fdzdgknr/nb/'
const SIZE = 3

const papers = papersOf(
  agency,
  [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015],
  (year, date) => `${COLUMN}${date.slice(0, 7).replace('-', '')}/t${date.replaceAll('-', '')}_${20000 + year}.shtml`,
)

export const trsWas: SiteSpec = {
  id: 'trs-was',
  name: NAME,
  dialect: 'trs',
  manner: { lines: ['server: Apache'], chunk: 0, gzip: false, spell: lowerTight },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'content-type: text/html;charset=UTF-8', missing: shell('404', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/dt/')
    routes.page(
      '/',
      '<html><head><meta http-equiv="refresh" content="0; url=/wjw/index.shtml"></head><body></body></html>',
    )
    routes.page(
      '/wjw/index.shtml',
      shell('首页', `${newsBox(sides)}<ul><li><a href="/xxgk/">政府信息公开</a></li>${menuOf(sides)}</ul>`),
    )
    routes.page(
      '/xxgk/',
      shell('政府信息公开', `<ul><li><a href="${COLUMN}">政府信息公开年报</a></li>${menuOf(sides)}</ul>`),
    )
    routes.page(COLUMN, framePage('政府信息公开年报', '/was5/web/search?channelid=240188&classsql=chnlid%3D771'))
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    routes.handle(answerWas)
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => paperTruth(origin, agency, paper)),
    }
  },
}

function shell(name: string, body: string): string {
  return `<html><head><meta charset="utf-8"><title>${name}-${NAME}</title>
<style>body{font:14px/2 SimSun;margin:0 8%}.t{font-size:28px;color:#0a7a4b}</style></head>
<body><div class="t">${NAME}</div><div class="nav"><a href="/wjw/index.shtml">首页</a> <a href="/dt/gzdt/">工作动态</a></div>
${body}<div class="footer">主办：${NAME}　累计访问：90211 次</div></body></html>`
}

const crumbs = (name: string): string =>
  `<div class="weizhi">您的位置：<a href="/wjw/index.shtml">首页</a> &gt; <a href="/xxgk/">政府信息公开</a> &gt; ${name}</div>`

function framePage(name: string, src: string): string {
  return shell(name, `${crumbs(name)}<h2>${name}</h2><iframe src="${src}" width="100%" height="600"></iframe>`)
}

function reportPage(paper: Paper): string {
  return shell(
    paper.title,
    `${crumbs('政府信息公开年报')}<h1>${paper.title}</h1><div class="info">发布时间：${paper.date}　来源：${NAME}　字体：大 中 小</div><div class="TRS_Editor">${bodyOf(agency, paper)}</div>`,
  )
}

/** Pieces of HTML; the links of the pager are calls. */
function answerWas(request: WireRequest): Answer | null {
  const url = new URL(request.target, 'http://was')
  if (url.pathname !== '/was5/web/search') return null
  const known = url.searchParams.get('classsql') === 'chnlid=771' ? papers : []
  const page = Number(url.searchParams.get('page') ?? 1)
  const pages = Math.ceil(known.length / SIZE)
  const rows = known.slice((page - 1) * SIZE, page * SIZE).map(rowItem)
  const body = `<ul class="was_list">\n${rows.join('\n')}\n</ul>\n<div class="was_page">共${pages}页　第${page}页 <a href="javascript:turn(${page - 1})">上一页</a> <a href="javascript:turn(${page + 1})">下一页</a></div>`
  return { status: 200, lines: ['content-type: text/html;charset=UTF-8'], body: Buffer.from(body) }
}
