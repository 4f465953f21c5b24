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

// A zone on PHPCMS: lists by query, articles as files; the count is written into `hits` by a script that also tells of
// today, the week and the month. Past its end the list shows its last page again. The footer counts the whole site.

const NAME = '桐浦经济开发区管理委员会'
const agency = office(NAME, '桐浦经济开发区', '桐开管')
const COLUMN = '/index.php?m=content&c=index&a=lists&catid=377'

const column: OfficeColumn = {
  agency,
  encoding: 'utf-8',
  papers: papersOf(
    agency,
    [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2011],
    (year, date) => `/html/${date.slice(0, 4)}/xxgknb_${date.slice(5).replace('-', '')}/${38000 + year}.html`,
    (year) => {
      if (year === 2019) return { href: '/uploadfile/2020/0115/20200115033012.pdf' }
      return year === 2011 ? { pageDate: '2012-02-14' } : { views: 5200 - year - (year % 3) * 402 }
    },
  ),
  notice: { ...noticeOf('桐浦市', 2021, '/html/2021/xxgknb_1227/41190.html', '2021-12-27'), views: 112 },
}
const pages = inPages(columnRows(column), 5)

export const phpcms: SiteSpec = {
  id: 'phpcms',
  name: NAME,
  dialect: 'phpcms',
  manner: { lines: ['Server: nginx', 'X-Powered-By: PHP/5.6.40'], chunk: 0, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html; charset=utf-8', missing: shell('404', '<p>页面不存在</p>') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/html/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page(
      '/index.php?m=content&c=index&a=lists&catid=370',
      shell('信息公开', `<ul>${menuOf(sides)}<li><a href="${COLUMN}">政府信息公开年报</a></li></ul>`),
    )
    putColumn(routes, column, article)
    const hits = hitsOf(column)
    routes.handle((request) => {
      const { pathname, searchParams } = addressOf(request)
      if (pathname !== '/api.php') return null
      if (searchParams.get('op') === 'sitecount') return answer('text/html; charset=utf-8', `document.write('12022');`)
      const count = hits.next(searchParams.get('id'))
      const told = `$('#todaydowns').html('3');$('#weekdowns').html('9');$('#monthdowns').html('31');\n$('#hits').html('${count}');`
      return answer('text/html; charset=utf-8', count === null ? '' : told)
    })
    routes.handle((request) => {
      const { pathname, searchParams } = addressOf(request)
      if (pathname !== '/index.php' || searchParams.get('catid') !== '377') return null
      const page = Math.min(pages.length, Math.max(1, Number(searchParams.get('page') ?? 1)))
      return answer('text/html; charset=utf-8', listPage(pages[page - 1] ?? [], page))
    })
    return {
      routes,
      column: COLUMN,
      lists: [COLUMN, `${COLUMN}&page=2`, `${COLUMN}&page=3`],
      truth: columnTruths(origin, column),
    }
  },
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name} - ${NAME}</title>
<link href="/statics/css/default_blue.css" rel="stylesheet"><script src="/statics/js/jquery.min.js"></script>
<style>body{font:15px/1.9 sans-serif}.w{width:1000px;margin:0 auto}.lb li span{float:right}</style></head>
<body><div class="w"><div class="header">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="/index.php?m=content&c=index&a=lists&catid=370">信息公开</a> <a href="/html/gzdt/">工作动态</a></div>
<form action="/index.php?m=search&c=index&a=init" method="get" class="search"><input name="q"></form>
${body}
<div class="footer">主办：${NAME}　总访问量：<script src="/api.php?op=sitecount&id=0"></script></div></div></body></html>`
}

function listPage(rows: readonly Row[], page: number): string {
  const link = (to: number, word: string): string =>
    `<a href="${COLUMN.replaceAll('&', '&amp;')}&amp;page=${Math.min(pages.length, Math.max(1, to))}" class="a1">${word}</a>`
  const numbers = pages.map((_, n) => (n + 1 === page ? `<span>${page}</span>` : link(n + 1, `${n + 1}`)))
  return shell(
    '政府信息公开年报',
    `<div class="crumbs"><a href="/">首页</a><span> &gt; </span><a href="/index.php?m=content&c=index&a=lists&catid=370">信息公开</a> &gt; 政府信息公开年报</div>
<ul class="lb">${rows.map(rowItem).join('\n')}</ul>
<div id="pages" class="text-c"><a class="a1">${columnRows(column).length}条</a> ${link(page - 1, '上一页')} ${numbers.join(' ')} ${link(page + 1, '下一页')}</div>`,
  )
}

function article({ title, date, source, body, href }: Sheet): string {
  return shell(
    title,
    `<div id="Article"><h1>${title}<br /><span>${date}&nbsp;&nbsp;&nbsp;来源：${source}&nbsp;&nbsp;&nbsp;点击：<span id="hits">0</span></span></h1>
<div class="content">${body}</div></div>
<script language="JavaScript" src="/api.php?op=count&id=${numberOf(href)}&modelid=1"></script>`,
  )
}
