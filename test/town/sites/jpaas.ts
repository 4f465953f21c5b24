import { createHash } from 'node:crypto'
import { textAnswer } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec } from '../site.ts'
import { escapeHtml } from '../text.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides, rowItem } from './office.ts'
import { fileTruth, noticeOf, noticeTruth, putFile } from './office-rows.ts'

// A bureau on JPAAS: pages are put together of units that a script fetches as HTML inside JSON, one for the menu, one for
// what is popular, one for the column. The service hears a page number in `paramJson` alone. Metas state when a page was
// published anew, which is not when it was published.

const NAME = '临漳市交通运输局'
const agency = office(NAME, '临漳市', '临交')
const COLUMN = '/zwgk/zfxxgk/nb/index.html'
const COLUMN_ID = '3f1c0a9e5d6b4c7f8a90b1c2d3e4f506'
const SERVICE = '/api-gateway/jpaas-publish-server/front/page/build/unit'
const SIZE = 5

const hexOf = (text: string): string => createHash('md5').update(text).digest('hex')

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013],
  (year) =>
    year === 2015
      ? '/cms_files/filemanager/nb2015.pdf'
      : `/zwgk/zfxxgk/nb/art/${year + 1}/art_${hexOf(`${year}`)}.html`,
  (year) =>
    year === 2021
      ? { indexNumber: '000014349/2022-00017', documentNumber: '临交发〔2022〕4号' }
      : year === 2017
        ? { date: '2018-02-09', pageDate: '2018-02-08' }
        : {},
)
const notice = noticeOf('临漳市', 2022, `/zwgk/zfxxgk/nb/art/2022/art_${hexOf('notice')}.html`, '2022-12-20')
/** The report of 2018 is pinned on top. */
const rows: readonly Row[] = [...papers.slice(5, 6), notice, ...papers.slice(0, 5), ...papers.slice(6)]

export const jpaas: SiteSpec = {
  id: 'jpaas',
  name: NAME,
  dialect: 'jpaas',
  manner: { lines: ['Server: nginx', 'X-Frame-Options: SAMEORIGIN'], chunk: 0, gzip: true, spell: asWritten },
  build(origin, options) {
    const type = 'Content-Type: text/html;charset=UTF-8'
    const routes = new Routes(
      { encoding: 'utf-8', type, missing: shell('404', '<p>页面不见了</p>') },
      options.validators,
    )
    routes.file('/robots.txt', Buffer.from('User-agent: *\nDisallow: /jact/\n'), ['Content-Type: text/plain'])
    const sides = putBesides(routes, agency, shell, '/xw/')
    const open = `<a href="/zwgk/zfxxgk/index.html">政府信息公开</a>`
    routes.page('/', shell('首页', `${newsBox(sides)}${open}${unitScript('7c21', '首页_热点推荐')}`))
    routes.page(
      '/zwgk/zfxxgk/index.html',
      shell('政府信息公开', `<ul>${menuOf(sides)}<li><a href="${COLUMN}">政府信息公开年报</a></li></ul>`),
    )
    const beside = `<div class="left">${unitScript(COLUMN_ID, '栏目导航')}${newsBox(sides)}</div>`
    routes.page(COLUMN, columnPage(beside))
    for (const paper of papers) {
      if (paper.href.endsWith('.pdf')) putFile(routes, agency, paper)
      else routes.page(paper.href, reportPage(paper))
    }
    const said = notice.paragraphs.map((text) => `<p>${text}</p>`).join('')
    routes.page(notice.href, article(notice.title, notice.date, notice.source, said))
    routes.handle((request) =>
      answerUnit(
        request,
        sides.map(({ path, heading }) => ({ href: path, title: heading, date: '' })),
      ),
    )
    return {
      routes,
      column: COLUMN,
      truth: [...papers.map((paper) => truth(origin, paper)), noticeTruth(origin, notice)],
    }
  },
}

function truth(origin: string, paper: Paper): ReportTruth {
  return (paper.href.endsWith('.pdf') ? fileTruth : paperTruth)(origin, agency, paper)
}

function shell(name: string, body: string, metas = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}</title><meta name="SiteName" content="${NAME}">${metas}
<style>body{margin:0 7%;font:15px/1.9 sans-serif}.left{float:left;width:24%}.cf span{float:right}h1{text-align:center}</style></head>
<body><div class="top"><b>${NAME}</b> <a href="/">首页</a> <a href="/xw/gzdt/">工作动态</a></div>
<div class="wrap">${body}</div><div class="foot">主办单位：${NAME}　总访问量：210934</div></body></html>`
}

/** A unit as a page carries it: a script that fetches it and puts it in its own place. */
function unitScript(pageId: string, tag: string): string {
  const id = hexOf(pageId + tag)
  return `<script>var authorizedReadUnitId = '${id}';</script><script id="${id}" src="/cms_files/jcms1/unitbuild.js" parseType="bulidstatic" url="${SERVICE}" queryData="${escapeHtml(queryOf(pageId, tag))}"></script>`
}

function queryOf(pageId: string, tag: string): string {
  return `{'parseType':'bulidstatic','webId':'8d82','tplSetId':'2097','pageType':'column','tagId':'${tag}','editType':'null','pageId':'${pageId}'}`
}

function columnPage(beside: string): string {
  return shell(
    '政府信息公开年报',
    `<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/zfxxgk/index.html">政府信息公开</a> &gt; 政府信息公开年报</div>
${beside}<div class="right">${unitScript(COLUMN_ID, '当前栏目_list')}</div>`,
    '<meta name="ColumnName" content="政府信息公开年报">',
  )
}

function reportPage(paper: Paper): string {
  const { title, date, pageDate, indexNumber, documentNumber } = paper
  const table =
    indexNumber === undefined
      ? ''
      : `<table class="xxgk"><tr><td>索引号：</td><td>${indexNumber}</td><td>文号：</td><td>${documentNumber}</td></tr></table>`
  return article(title, pageDate ?? date, NAME, bodyOf(agency, paper), table)
}

function article(title: string, date: string, source: string, body: string, table = ''): string {
  return shell(
    title,
    `${table}<h1 id="con_title">${title}</h1><p class="cinfo"><span>发布时间：${date}</span> <span>来源：${source}</span></p>
<div class="ccontent" id="con_con">${body}</div>${unitScript('e1d4', '文章_相关链接')}`,
    `<meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="2024-05-12 23:20"><meta name="ContentSource" content="${source}"><meta name="MakeTime" content="2024-05-28 11:02:45"><meta name="Author" content="系统管理员">`,
  )
}

/** A unit as JSON; one that is not there is an error told with status 200. */
function answerUnit(request: WireRequest, menu: readonly Row[]): Answer | null {
  const url = new URL(request.target, 'http://jpaas')
  if (url.pathname !== SERVICE) return null
  const tag = url.searchParams.get('tagId') ?? ''
  const isColumn = url.searchParams.get('pageId') === COLUMN_ID
  const say = (data: unknown): Answer =>
    textAnswer(
      JSON.stringify({ success: data !== null, code: data === null ? '500' : '200', data }),
      'application/json',
    )
  if (isColumn && tag === '栏目导航') return say({ html: `<ul>${menu.map(rowItem).join('')}</ul>` })
  return say(isColumn && tag === '当前栏目_list' ? { html: listUnit(pageNumber(url)) } : null)
}

function pageNumber(url: URL): number {
  const asked: unknown = JSON.parse(url.searchParams.get('paramJson') ?? '{}')
  return Number(Object(asked)['pageNo'] ?? 1)
}

function listUnit(page: number): string {
  const items = rows
    .slice((page - 1) * SIZE, page * SIZE)
    .map(
      ({ href, title, date }) =>
        `<li class="cf"><a class="fl" href="${href}" title="${title}"><i></i>${title.slice(0, 20)}...</a><span class="fr">${date}</span></li>`,
    )
  const query = escapeHtml(queryOf(COLUMN_ID, '当前栏目_list'))
  return `<div id="当前栏目_list"><div class="page-content"><ul>${items.join('\n')}</ul></div><div class="pagination" querydata="${query}" rows="${SIZE}" count="${rows.length}" pageno="${page}" unitid="当前栏目_list" uniturl="${SERVICE}"></div></div>`
}
