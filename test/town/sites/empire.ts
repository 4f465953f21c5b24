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

// A district bureau on EmpireCMS, in GBK: the first page of its list is a file, the others are made by the list script,
// which counts from zero. The script of the count also tells, by another parameter, how many comments there are.

const NAME = '霜桥区教育局'
const agency = office(NAME, '霜桥区', '霜教')
const FOLDER = '/xxgk/ndbg/'
const GBK = 'gb18030'

const column: OfficeColumn = {
  agency,
  encoding: GBK,
  papers: papersOf(
    agency,
    [2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2011, 2010],
    (year, date) => `${FOLDER}${date}/${year - 1000}.html`,
    (year) => {
      if (year === 2017) return { href: '/d/file/p/2018/01-21/8f31c09e.pdf' }
      return year === 2012 ? { pageDate: '2013-02-19' } : { views: 2900 - year + (year % 8) * 64 }
    },
  ),
  notice: { ...noticeOf('霜桥区', 2020, `${FOLDER}2020-12-11/1177.html`, '2020-12-11'), views: 58 },
}
const pages = inPages(columnRows(column), 5)

export const empire: SiteSpec = {
  id: 'empire',
  name: NAME,
  dialect: 'empire',
  manner: { lines: ['Server: nginx/1.12.2', 'X-Powered-By: PHP/5.4.45'], chunk: 2048, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: GBK, type: 'Content-Type: text/html', missing: shell('404', '<p>页面不存在</p>') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page(
      '/xxgk/',
      shell('信息公开', `<ul>${menuOf(sides)}<li><a href="${FOLDER}">信息公开年度报告</a></li></ul>`),
    )
    for (const [n, rows] of pages.entries()) routes.page(listPath(n), listPage(rows, n))
    putColumn(routes, column, article)
    const hits = hitsOf(column)
    routes.handle((request) => {
      const { pathname, searchParams } = addressOf(request)
      if (pathname !== '/e/public/ViewClick/') return null
      if (searchParams.get('down') === '2') return answer('text/html', `document.write('0');`)
      const count = hits.next(searchParams.get('id'))
      return answer(
        'text/html',
        count === null ? shell('信息提示', '<b>此信息不存在</b>') : `document.write('${count}');`,
        GBK,
      )
    })
    return {
      routes,
      column: FOLDER,
      lists: pages.map((_, n) => listPath(n)),
      truth: columnTruths(origin, column),
    }
  },
}

function listPath(page: number): string {
  return page === 0
    ? FOLDER
    : `/e/action/ListInfo/index.php?page=${page}&classid=27&totalnum=${columnRows(column).length}`
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${name} - ${NAME}</title>
<link href="/skin/default/css/style.css" rel="stylesheet" type="text/css"><script src="/skin/default/js/tabs.js"></script>
<style>body{font:14px/1.9 SimSun}.w{width:970px;margin:0 auto}.lb li span{float:right}</style></head>
<body><div class="w"><div class="header">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="/xxgk/">信息公开</a> <a href="/gzdt/">工作动态</a></div>
<form action="/e/search/index.php" method="post" class="search"><input name="keyboard"></form>
${body}
<div class="footer">${NAME}　版权所有　今日访问：312　总访问：461209</div></div></body></html>`
}

function listPage(rows: readonly Row[], page: number): string {
  const last = pages.length - 1
  const numbers = pages.map((_, n) => (n === page ? `<b>${n + 1}</b>` : `<a href="${listPath(n)}">${n + 1}</a>`))
  const on = page < last ? `<a href="${listPath(page + 1)}">下一页</a>&nbsp;<a href="${listPath(last)}">尾页</a>` : ''
  return shell(
    '信息公开年度报告',
    `<div class="position">现在的位置：<a href="/">首页</a>&nbsp;>&nbsp;<a href="/xxgk/">信息公开</a>&nbsp;>&nbsp;<a href="${FOLDER}">信息公开年度报告</a></div>
<ul class="lb">${rows.map(rowItem).join('\n')}</ul>
<div class="epages"><a title="总数">&nbsp;<b>${columnRows(column).length}</b> </a>&nbsp;&nbsp;${numbers.join('&nbsp;')}&nbsp;${on}</div>`,
  )
}

function article({ title, date, source, body, href }: Sheet): string {
  const id = numberOf(href)
  return shell(
    title,
    `<h1>${title}</h1><p class="info_text">发布时间：${date}　来源：${source}　浏览次数：<script src=/e/public/ViewClick/?classid=27&id=${id}&addclick=1></script></p>
<div class="text">${body}</div><p>[<a href="/e/pl/?classid=27&amp;id=${id}">评论（<script src="/e/public/ViewClick/?classid=27&amp;id=${id}&amp;down=2"></script>）</a>]</p>`,
  )
}
