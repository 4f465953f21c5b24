import type { Hits } from '../hits.ts'
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

// A commission on an older EWB: two pages of its list are files, the third comes from a service; the pager is a script
// that says how many there are. Only the common script knows the site's id, which every service wants.

const NAME = '砚田市卫生健康委员会'
const agency = office(NAME, '砚田市', '砚卫')
const GUID = '5e19c7a2-77d0-4f38-a3c6-0d9b41e85f60'
const CATEGORY = '003001009'
const FOLDER = `/zwgk/003001/${CATEGORY}/`
const SERVICE = '/EpointWebBuilder/rest/frontAppNotNeedLoginAction/'
const [SIZE, FILES] = [5, 2]

const column: OfficeColumn = {
  agency,
  encoding: 'utf-8',
  papers: papersOf(
    agency,
    [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012],
    (year, date) => `${FOLDER}${date.replaceAll('-', '')}/${year}.html`,
    (year) => {
      if (year === 2019) return { href: '/upload/20200123/9c1f.pdf' }
      return year === 2016 ? { pageDate: '2017-02-06' } : { views: 3100 - year + (year % 5) * 71 }
    },
  ),
  notice: { ...noticeOf('砚田市', 2018, `${FOLDER}20181220/8801.html`, '2018-12-20'), views: 64 },
}
const pages = inPages(columnRows(column), SIZE)

export const epointFiles: SiteSpec = {
  id: 'epoint-files',
  name: NAME,
  dialect: 'epoint',
  manner: { lines: ['Server: nginx/1.10.2'], chunk: 2048, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html', missing: shell('404', '<p>您访问的页面不存在</p>') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/zwgk/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page(
      '/zwgk/zfxxgk.html',
      shell('政府信息公开', `<ul>${menuOf(sides)}<li><a href="${listPath(1)}">政府信息公开年报</a></li></ul>`),
    )
    for (const [n, rows] of pages.slice(0, FILES).entries()) routes.page(listPath(n + 1), listPage(rows, n))
    putColumn(routes, column, article)
    const hits = hitsOf(column)
    const script = `var siteInfo = {"siteGuid":"${GUID}","projectName":"/EpointWebBuilder","webVersion":"5.0","vname":""}\n`
    routes.handle((request) =>
      addressOf(request).pathname === '/js/webBuilderCommon.js' ? answer('application/javascript', script) : null,
    )
    routes.handle(({ target, method, body }) => {
      if (!target.startsWith(SERVICE) || method !== 'POST') return null
      const asked: Asked = JSON.parse(new URLSearchParams(body.toString('latin1')).get('params') ?? '{}')
      const custom = asked.siteGuid !== GUID ? '' : target.endsWith('/addPageView') ? views(asked, hits) : rowsOf(asked)
      return answer('application/json', JSON.stringify({ custom, status: { code: 200, text: '操作成功' } }))
    })
    return {
      routes,
      column: listPath(1),
      lists: Array.from({ length: FILES }, (_, n) => listPath(n + 1)),
      truth: columnTruths(origin, column),
    }
  },
}

interface Asked {
  readonly siteGuid?: string
  readonly viewGuid?: string
  readonly categoryNum?: string
  readonly pageIndex?: string
}

function views({ viewGuid }: Asked, hits: Hits): unknown {
  const count = hits.next(numberOf(viewGuid ?? ''))
  return count === null ? { message: '没有记录' } : { viewCount: count }
}

function rowsOf({ categoryNum, pageIndex }: Asked): unknown {
  const rows = categoryNum === CATEGORY ? (pages[Number(pageIndex) - 1] ?? []) : []
  return { infodata: rows.map(({ href, title, date }) => ({ infourl: href, title, infodate: date })) }
}

function listPath(page: number): string {
  return `${FOLDER}${page === 1 ? 'moreinfo' : page}.html`
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}</title>
<style>.ewb-container{width:1080px;margin:0 auto;font:15px/1.9 sans-serif}.lb li span{float:right}</style></head>
<body><div class="ewb-header">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="/zwgk/zfxxgk.html">政府信息公开</a> <a href="/zwgk/gzdt/">工作动态</a></div>
<div class="ewb-container">${body}</div><div class="footer">主办：${NAME}　总访问量：<span id="siteViewCount"></span></div>
<script src="/js/lib/jquery.min.js"></script><script src="/js/webBuilderCommon.js"></script></body></html>`
}

function listPage(rows: readonly Row[], index: number): string {
  const clicked = `if(data.pageIndex==0){ window.location.href="${listPath(1)}"; }
    else if(data.pageIndex<${FILES}){ window.location.href="${FOLDER}"+(data.pageIndex+1)+".html"; }
    else{ window.location.replace("${listPath(1)}?categoryNum=${CATEGORY}&pageIndex="+(data.pageIndex+1)); }`
  return shell(
    '政府信息公开年报',
    `<div class="ewb-location">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/zfxxgk.html">政府信息公开</a> &gt; 政府信息公开年报</div>
<ul class="lb">${rows.map(rowItem).join('\n')}</ul><div id="page"></div>
<script>var pageIndex= ${index};
$("#page").pagination({ pageIndex:pageIndex, pageSize: ${SIZE}, total: ${columnRows(column).length}, pageBtnCount:10, showJump: true });
$("#page").on("pageClicked", function (event, data) { ${clicked} });</script>`,
  )
}

function article({ title, date, source, body, href }: Sheet): string {
  return shell(
    title,
    `<h3>${title}</h3><div class="ewb-article-sources"><p>信息时间：${date}</p><p>信息来源：${source}</p><p>阅读次数：<span id="infoViewCount"></span></p></div>
<input type="hidden" id="viewGuid" value="cms_${numberOf(href)}"><div class="ewb-article-info">${body}</div><script src="/js/pageView.js"></script>`,
  )
}
