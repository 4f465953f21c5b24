import { Routes } from '../routes.ts'
import { asWritten, type Row, type SiteSpec } from '../site.ts'
import { menuOf, newsBox, office, papersOf, putBesides, rowItem } from './office.ts'
import {
  addressOf,
  answer,
  columnRows,
  columnTruths,
  hitsOf,
  inPages,
  numberOf,
  type OfficeColumn,
  putColumn,
  type Sheet,
} from './office-column.ts'
import { noticeOf } from './office-rows.ts'

// A bureau on EasySite: the links of its pager have no address but a script's, the first two pages of a list are files,
// the third comes from the portal; the count is a POST that is made of hidden fields.

const NAME = '顺泽市退役军人事务局'
const agency = office(NAME, '顺泽市', '顺退役军人')
const FOLDER = '/web/zwgk/zfxxgk/nb/'
const MODULE = '9f806879368d4fea'
const PORTAL = `/eportal/ui?pageId=362164&moduleId=${MODULE}&staticRequest=yes`

const column: OfficeColumn = {
  agency,
  encoding: 'utf-8',
  papers: papersOf(
    agency,
    [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012],
    (year) => `${FOLDER}${1545000 + year}/index.html`,
    (year) => {
      if (year === 2021) return { href: `/web/files/${FOLDER.length}/20220121.pdf` }
      // The module of counts was not on when this one was published: its counter answers with an error page.
      if (year === 2014) return { pageDate: '2015-02-02' }
      return { views: 3000 - year + (year % 7) * 91 }
    },
  ),
  notice: { ...noticeOf('顺泽市', 2021, `${FOLDER}1546999/index.html`, '2021-12-20'), views: 77 },
}

export const easysite: SiteSpec = {
  id: 'easysite',
  name: NAME,
  dialect: 'easysite',
  manner: { lines: ['Server: nginx'], chunk: 4096, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html;charset=UTF-8', missing: shell('404', '<p>页面不存在</p>') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/web/zwgk/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page(
      '/web/zwgk/index.html',
      shell('政务公开', `<ul>${menuOf(sides)}<li><a href="${FOLDER}index.html">政府信息公开年报</a></li></ul>`),
    )
    const pages = inPages(columnRows(column), 5)
    for (const [n, rows] of pages.entries()) routes.page(listPath(n + 1), listPage(rows, n + 1, pages.length))
    putColumn(routes, column, article)
    const hits = hitsOf(column)
    routes.handle((request) => {
      const parameters = addressOf(request).searchParams
      if (parameters.get('struts.portlet.action') !== '/app/counting-front!saveInfo.action') return null
      const count = request.method === 'POST' ? hits.next(parameters.get('articleKey')) : null
      return answer('text/html;charset=UTF-8', count === null ? shell('提示', '<p>操作失败</p>') : `${count}`)
    })
    return {
      routes,
      column: `${FOLDER}index.html`,
      lists: pages.map((_, n) => listPath(n + 1)),
      truth: columnTruths(origin, column),
    }
  },
}

function listPath(page: number): string {
  if (page === 1) return `${FOLDER}index.html`
  return page === 2 ? `${FOLDER}${MODULE}-2.html` : `${PORTAL}&currentPage=${page}`
}

function hidden(articleKey: string): string {
  const fields = {
    contextPath: '/eportal',
    eprotalCurrentPageId: '362164',
    eprotalCurrentSiteName: NAME,
    eprotalCurrentArticleKey: articleKey,
    eprotalCurrentColumnId: '1348736',
    isStaticRequest: 'yes',
    isOpenStaticPageList: 'yes',
    defaultPublishPage: '2',
    eportalappPortletId: '3',
    epsPortletId: '1',
  }
  const inputs = Object.entries(fields).map(([id, value]) => `<input id="${id}" value="${value}" type="hidden"/>`)
  return `<div style="display:none" easysite="easysiteHiddenDiv">${inputs.join('')}</div>`
}

function shell(name: string, body: string, articleKey = '', metas = ''): string {
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>${name}</title>
<meta name="version" content="7.9.12.42"/><meta name="createDate" content="2024-11-04 04:12:03"/><meta name="SiteName" content="${NAME}">${metas}
<style>body{margin:0;font:15px/1.9 "Microsoft YaHei"}.w{width:1080px;margin:0 auto}.lb li span{float:right}h1{text-align:center}</style>
<script src="/eportal/uiFramework/huilan-jquery-ui/js/huilan-jquery-ui.js"></script></head><body>${hidden(articleKey)}
<div class="w"><div class="header">${NAME}</div>
<div class="nav"><a href="/">首页</a> <a href="/web/zwgk/index.html">政务公开</a> <a href="/web/zwgk/gzdt/">工作动态</a></div>
${body}
<div class="footer">主办：${NAME}　技术支持：顺泽市大数据中心　总访问量：<span>1930466</span></div></div></body></html>`
}

function listPage(rows: readonly Row[], page: number, total: number): string {
  const link = (to: number, word: string): string =>
    `<a style="cursor:pointer" onclick="queryArticleByCondition(this,'${listPath(to)}')" tagname="${listPath(to)}" class="pagingNormal">${word}</a>`
  const back = page === 1 ? '<a tagname="[PREVIOUSPAGE]" class="">上一页</a>' : link(page - 1, '上一页')
  const on = page === total ? '<a tagname="[NEXTPAGE]" class="">下一页</a>' : link(page + 1, '下一页')
  return shell(
    '政府信息公开年报',
    `<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/web/zwgk/index.html">政务公开</a> &gt; 政府信息公开年报</div>
<ul class="lb">${rows.map(rowItem).join('\n')}</ul>
<table><tr><td>${back} ${on} ${page === total ? '' : link(total, '尾页')}</td><td>总记录数:${columnRows(column).length},每页显示5条记录,当前页: <font color="red">${page}</font> /${total}</td></tr></table>
<input type="hidden" name="article_paging_list_hidden" moduleid="${MODULE}" modulekey="${MODULE}" totalpage="${total}">`,
  )
}

function article({ title, date, source, body, href }: Sheet): string {
  const key = numberOf(href)
  // The author is an account of the system.
  const metas = { ArticleTitle: title, PubDate: date, ContentSource: source, Author: '市局信息编辑员3' }
  return shell(
    title,
    `<h1>${title}</h1><div class="xx">发布时间：${date}　来源：${source}　浏览次数：<span articlecounts="yes"></span></div>
<div class="content">${body}</div><input type='hidden' id='articleKey' value=${key}><script src='/eportal/uiFramework/js/counting/articleCounting.js'></script>`,
    key,
    Object.entries(metas)
      .map(([name, content]) => `<meta name="${name}" content="${content}" />`)
      .join('\n'),
  )
}
