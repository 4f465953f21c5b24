import type { Hits } from '../hits.ts'
import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { menuOf, newsBox, office, papersOf, putBesides, rowItem } from './office.ts'
import {
  addressOf,
  answer,
  columnRows,
  columnTruths,
  hitsOf,
  numberOf,
  type OfficeColumn,
  putColumn,
  type Sheet,
} from './office-column.ts'
import { noticeOf } from './office-rows.ts'

// A bureau on EWB: its column is an empty page for any category, whose rows come as JSON from a service that wants the
// site's id out of a script, counts pages from zero and gives five rows at most. Counts are a service too; the same script
// asks for the count of the whole site.

const NAME = '磐溪市生态环境局'
const agency = office(NAME, '磐溪市', '磐环')
const GUID = 'c7d31f5e-2a40-4b1e-9d1b-5b6d2f10a9c4'
const CATEGORY = '003001012'
const COLUMN = `/dynamic/zwgk/govInfoPub.html?categorynum=${CATEGORY}`
const MOST_ROWS = 5

const column: OfficeColumn = {
  agency,
  encoding: 'utf-8',
  papers: papersOf(
    agency,
    [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013],
    (year, date) => `/003/003001/${CATEGORY}/${date.replaceAll('-', '')}/9be0${year}.html`,
    (year) => {
      if (year === 2018) return { href: '/upload/attach/20190117/6d24.pdf' }
      return { views: year - 1800 + (year % 5) * 37, indexNumber: `0144${year}87/${year + 1}-00012` }
    },
  ),
  notice: { ...noticeOf('磐溪市', 2022, `/003/003001/${CATEGORY}/20221226/77aa5120.html`, '2022-12-26'), views: 143 },
}

export const epoint: SiteSpec = {
  id: 'epoint',
  name: NAME,
  dialect: 'epoint',
  manner: { lines: ['Server: Epoint'], chunk: 0, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html', missing: shell('404', '<p>您访问的页面不存在</p>') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/zwgk/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page(
      '/zwgk/zfxxgk.html',
      shell('政府信息公开', `<ul>${menuOf(sides)}<li><a href="${COLUMN}">政府信息公开年报</a></li></ul>`),
    )
    routes.page(COLUMN, columnPage())
    putColumn(routes, column, article)
    const script = `var siteInfo = {"siteGuid":"${GUID}","projectName":"/EWB-FRONT","webVersion":"5.0","vname":""}\nif (!window.webbuilder) {\n    window.webbuilder = {};\n}\n`
    // A file, whatever query it is asked with.
    routes.handle((request) =>
      addressOf(request).pathname === '/js/webBuilderCommon.js' ? answer('application/javascript', script) : null,
    )
    const hits = hitsOf(column)
    routes.handle(({ target, method, body }) => {
      const service = /^\/EWB-FRONT\/rest\/(\w+)\/(\w+)$/.exec(target)
      if (service === null || method !== 'POST') return null
      const custom = service[2] === 'getgovinfolist' ? rowsAnswer(body.toString()) : countAnswer(body.toString(), hits)
      return answer('application/json', JSON.stringify({ status: { code: '200', text: '' }, custom }))
    })
    return {
      routes,
      column: COLUMN,
      truth: columnTruths(origin, column),
    }
  },
}

interface Asked {
  readonly siteGuid?: string
  readonly categorynum?: string
  readonly pageIndex?: number
  readonly pageSize?: number
  readonly viewGuid?: string
}

function rowsAnswer(json: string): unknown {
  const asked: Asked = JSON.parse(json)
  const rows = asked.siteGuid === GUID && asked.categorynum === CATEGORY ? columnRows(column) : []
  const size = Math.min(MOST_ROWS, asked.pageSize ?? MOST_ROWS)
  const first = (asked.pageIndex ?? 0) * size
  const data = rows.slice(first, first + size).map(({ href, title, date }) => ({
    infoid: href.slice(-12, -5),
    title: `<font color=''>${title}</font>`,
    realtitle: title,
    infourl: href,
    infodate: `${date} 00:00:00`,
    deptname: NAME,
  }))
  return { data, total: rows.length }
}

/** A form whose one field is JSON; the answer is the text of JSON within JSON. */
function countAnswer(form: string, hits: Hits): unknown {
  const asked: Asked = JSON.parse(new URLSearchParams(form).get('params') ?? '{}')
  const count = asked.siteGuid === GUID ? hits.next(numberOf(asked.viewGuid ?? '')) : null
  return JSON.stringify(count === null ? { message: '参数错误' } : { viewCount: `${count}`, siteViewCount: '5530187' })
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}</title><link rel="stylesheet" href="/css/ewbcommon.css">
<style>.ewb-main{width:1080px;margin:0 auto;font:15px/1.9 sans-serif}.lb li span{float:right}</style></head>
<body><div class="ewb-header">${NAME}</div><div class="ewb-nav"><a href="/">首页</a> <a href="/zwgk/zfxxgk.html">政府信息公开</a> <a href="/zwgk/gzdt/">工作动态</a></div>
<div class="ewb-main">${body}</div>
<div class="ewb-footer">主办：${NAME}　网站访问量：<span id="siteViewCount">--</span></div>
<script src="/js/lib/jquery.min.js"></script><script src="/js/webBuilderCommon.js"></script></body></html>`
}

function columnPage(): string {
  const latest = [{ href: '/zwgk/gzdt/1.html', title: '磐溪市召开优化营商环境推进会', date: '2023-06-14' }]
  return shell(
    '政府信息公开年报',
    `<div class="ewb-location">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/zfxxgk.html">政府信息公开</a> &gt; <span>政府信息公开年报</span></div>
<div class="ewb-side"><h3>最新信息</h3><ul>${latest.map(rowItem).join('')}</ul></div>
<ul class="ewb-info-list" id="infolist"></ul><div id="pager" class="m-pagination"></div>
<script id="info-template" type="text/x-template">{{#data}}<li><a href="{{infourl}}">{{realtitle}}</a><span>{{infodate}}</span></li>{{/data}}</script>
<script src="/js/govInfoPub.js"></script>`,
  )
}

function article({ title, date, source, body, href }: Sheet): string {
  const number = column.papers.find((paper) => paper.href === href)?.indexNumber
  const index =
    number === undefined
      ? ''
      : `<table class="ewb-info-table"><tr><td>索引号</td><td>${number}</td><td>发布机构</td><td>${source}</td></tr></table>`
  return shell(
    title,
    `<div class="ewb-article">${index}<h3>${title}</h3>
<div class="ewb-article-sources"><p>发布时间：${date}</p><p>信息来源：${source}</p><p>浏览次数：<span id="infoViewCount"></span></p></div>
<span id="viewGuid" value="cms_${numberOf(href)}" style="display:none"></span>
<div class="epoint-article-content">${body}</div></div><script src="/js/pageView.js"></script>`,
  )
}
