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

// A county's site on DedeCMS, in GBK: lists are files `list_12_2.html`, the count is a script that counts as it answers;
// the box of hot articles includes the counters of those articles.

const NAME = '莲陂县人民政府'
const agency = office(NAME, '莲陂县', '莲府办')
const FOLDER = '/html/zwgk/xxgknb/'
const GBK = 'gb18030'

const column: OfficeColumn = {
  agency,
  encoding: GBK,
  papers: papersOf(
    agency,
    [2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2011, 2010, 2009, 2008],
    (year, date) => `${FOLDER}${date.slice(0, 4)}/${date.slice(5).replace('-', '')}/${year - 1800}.html`,
    (year) => {
      if (year === 2016) return { href: '/uploads/soft/170203/1-1F203160532.pdf' }
      return year === 2010 ? { pageDate: '2011-03-02' } : { views: 2600 - year + (year % 4) * 211 }
    },
  ),
  notice: { ...noticeOf('莲陂县', 2017, `${FOLDER}2017/1221/312.html`, '2017-12-21'), views: 96 },
}

export const dede: SiteSpec = {
  id: 'dede',
  name: NAME,
  dialect: 'dede',
  manner: {
    lines: ['Server: Apache/2.2.15 (CentOS)', 'X-Powered-By: PHP/5.3.3'],
    chunk: 0,
    gzip: false,
    spell: asWritten,
  },
  build(origin, options) {
    const routes = new Routes(
      { encoding: GBK, type: 'Content-Type: text/html', missing: shell('404', '<p>您访问的页面不存在</p>') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/html/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page(
      '/html/zwgk/',
      shell('政务公开', `<ul>${menuOf(sides)}<li><a href='${FOLDER}'>信息公开年报</a></li></ul>`),
    )
    const pages = inPages(columnRows(column), 5)
    for (const [n, rows] of pages.entries()) {
      routes.page(`${FOLDER}list_12_${n + 1}.html`, listPage(rows, n + 1, pages.length))
    }
    routes.page(FOLDER, listPage(pages[0] ?? [], 1, pages.length))
    putColumn(routes, column, article)
    const hits = hitsOf(column)
    routes.handle((request) => {
      const { pathname, searchParams } = addressOf(request)
      if (pathname !== '/plus/count.php') return null
      const count = hits.next(searchParams.get('aid'))
      const text = count === null ? '' : searchParams.get('view') === 'yes' ? `document.write('${count}');\r\n` : ''
      return answer('text/html', text === '' ? '<b>Safe Alert: Request Error!</b>' : text)
    })
    return {
      routes,
      column: FOLDER,
      lists: [FOLDER, ...pages.slice(1).map((_, n) => `${FOLDER}list_12_${n + 2}.html`)],
      truth: columnTruths(origin, column),
    }
  },
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" /><title>${name}_${NAME}</title>
<link href="/templets/default/style/dedecms.css" rel="stylesheet" type="text/css" />
<style>body{font:14px/1.9 SimSun}.w{width:960px;margin:0 auto}.d1 li span{float:right}</style></head>
<body><div class="w"><div class="top">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="/html/zwgk/">政务公开</a> <a href="/html/gzdt/">工作动态</a></div>
${body}
<div class="footer">主办：莲陂县人民政府办公室　访问总量：884120 次</div></div></body></html>`
}

function listPage(rows: readonly Row[], page: number, total: number): string {
  const link = (to: number, word: string): string => `<li><a href='list_12_${to}.html'>${word}</a></li>`
  const numbers = Array.from({ length: total }, (_, n) =>
    n + 1 === page ? `<li class="thisclass">${page}</li>` : link(n + 1, `${n + 1}`),
  )
  const options = Array.from({ length: total }, (_, n) => `<option value='list_12_${n + 1}.html'>${n + 1}</option>`)
  return shell(
    '信息公开年报',
    `<div class="place"><strong>当前位置:</strong> <a href='/'>主页</a> > <a href='/html/zwgk/'>政务公开</a> > <a href='${FOLDER}'>信息公开年报</a> > </div>
<ul class="d1">${rows.map(rowItem).join('\n')}</ul>
<div class="dede_pages"><ul class="pagelist">${page > 1 ? link(1, '首页') + link(page - 1, '上一页') : '<li>首页</li>'}
${numbers.join('\n')}
${page < total ? link(page + 1, '下一页') + link(total, '末页') : '<li>末页</li>'}
<li><select name='sldd' style='width:36px' onchange='location.href=this.options[this.selectedIndex].value;'>${options.join('')}</select></li>
<li><span class="pageinfo">共 <strong>${total}</strong>页<strong>${columnRows(column).length}</strong>条</span></li></ul></div>`,
  )
}

const counter = (id: string): string =>
  `<script src="/plus/count.php?view=yes&aid=${id}&mid=1" type='text/javascript' language="javascript"></script>`

function article({ title, date, source, body, href }: Sheet): string {
  const hot = [61, 74].map(
    (id) =>
      `<li><a href="/html/gzdt/${(id % 5) + 1}.html">县政府常务会议纪要（${id}）</a> 点击:${counter(`${id}`)}</li>`,
  )
  return shell(
    title,
    `<div class="sidebar"><h3>热点内容</h3><ul>${hot.join('')}</ul></div>
<div class="viewbox"><h2>${title}</h2><div class="info"><small>时间:</small>${date}<small> 来源:</small>${source}<small> 点击:</small>${counter(numberOf(href))}次</div>
<div class="content">${body}</div></div>`,
  )
}
