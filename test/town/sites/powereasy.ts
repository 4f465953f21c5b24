import type { WireRequest } from '../http.ts'
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

// A county bureau on PowerEasy: its list is paged by posting the page's own form back. Each answer carries a view state
// of its own, made anew every time, and the server goes from the page of that state to the next or the one before only.
// The links to its neighbours tell in their titles how often those were read.

const NAME = '泽川县农业农村局'
const agency = office(NAME, '泽川县', '泽农')
const COLUMN = '/Category_86/Index.aspx'

const column: OfficeColumn = {
  agency,
  encoding: 'utf-8',
  papers: papersOf(
    agency,
    [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2011],
    (year) => `/Item/${21000 + year}.aspx`,
    (year) => {
      if (year === 2020) return { href: '/UploadFiles/202101/2021012216.pdf' }
      return year === 2013 ? { pageDate: '2014-01-17' } : { views: 4000 - year + (year % 6) * 53 }
    },
  ),
  notice: { ...noticeOf('泽川县', 2019, '/Item/22907.aspx', '2019-12-18'), views: 301 },
}
const pages = inPages(columnRows(column), 5)

export const powereasy: SiteSpec = {
  id: 'powereasy',
  name: NAME,
  dialect: 'powereasy',
  manner: {
    lines: ['Server: Microsoft-IIS/7.5', 'X-AspNet-Version: 4.0.30319', 'X-Powered-By: ASP.NET'],
    chunk: 0,
    gzip: false,
    spell: asWritten,
  },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html; charset=utf-8', missing: shell('404', '找不到资源') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/zwgk/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page(
      '/Category_80/Index.aspx',
      shell('信息公开', `<ul>${menuOf(sides)}<li><a href="${COLUMN}">信息公开年报</a></li></ul>`),
    )
    const states = new States()
    putColumn(routes, column, article)
    const hits = hitsOf(column)
    routes.handle((request) => {
      const { pathname, searchParams } = addressOf(request)
      if (pathname !== '/Common/GetHits.aspx') return null
      const count = hits.next(searchParams.get('id'))
      return answer(
        'text/html; charset=utf-8',
        count === null ? shell('错误', '参数无效') : `document.write('${count}');`,
      )
    })
    routes.handle((request) => {
      if (addressOf(request).pathname !== COLUMN) return null
      const page = request.method === 'GET' ? 1 : states.pageOf(request)
      if (page !== null) return answer('text/html; charset=utf-8', listPage(page, states.issue(page)))
      const error = shell('运行时错误', '<h2><i>回发或回调参数无效。</i></h2>')
      return { ...answer('text/html; charset=utf-8', error), status: 500 }
    })
    return {
      routes,
      column: COLUMN,
      truth: columnTruths(origin, column),
    }
  },
}

/** The view states that were given out, and the page each of them belongs to. */
class States {
  readonly #pages = new Map<string, number>()

  issue(page: number): string {
    const state = Buffer.from(`state+${this.#pages.size}/page=${page}`).toString('base64')
    this.#pages.set(state, page)
    return state
  }

  /** The page that a form asks for; null where its state is none of ours or its page is not next to that of the state. */
  pageOf({ body }: WireRequest): number | null {
    const form = new URLSearchParams(body.toString('latin1'))
    const from = this.#pages.get(form.get('__VIEWSTATE') ?? '')
    const to = Number(form.get('__EVENTARGUMENT'))
    const isWhole =
      form.get('__EVENTTARGET') === 'AspNetPager1' && form.has('__VIEWSTATEGENERATOR') && form.has('KeyWord')
    return isWhole && from !== undefined && Math.abs(to - from) === 1 && to >= 1 && to <= pages.length ? to : null
  }
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>${name}-${NAME}</title><script src="/JS/jquery.pe.js" type="text/javascript"></script>
<style>body{font:14px/1.9 SimSun}.w{width:980px;margin:0 auto}.lb li span{float:right}</style></head>
<body><div class="w"><div class="header">${NAME}</div><div id="mainNav"><a href="/">网站首页</a> <a href="/Category_80/Index.aspx">信息公开</a> <a href="/zwgk/gzdt/">工作动态</a></div>
${body}
<div class="copyright">您是第 <script src="/Common/Counter.aspx?style=simple"></script> 位访客　主办：${NAME}</div></div></body></html>`
}

function listPage(page: number, state: string): string {
  const post = (to: number): string =>
    `href="javascript:__doPostBack('AspNetPager1','${to}')" style="margin-right:5px;"`
  const link = (to: number, word: string, on: boolean): string =>
    on ? `<a ${post(to)}>${word}</a>` : `<a disabled="disabled" style="margin-right:5px;">${word}</a>`
  const numbers = pages.map((_, n) =>
    n + 1 === page ? `<span style="font-weight:Bold;color:red;">${page}</span>` : link(n + 1, `${n + 1}`, true),
  )
  const last = pages.length
  return shell(
    '信息公开年报',
    `<form method="post" action="Index.aspx" id="form1">
<div class="aspNetHidden"><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${state}" /><input type="hidden" name="__VIEWSTATEGENERATOR" value="CA0B0334" /></div>
<div class="search"><input name="KeyWord" type="text" value="请输入关键字" /><input type="submit" name="Button1" value="搜索" /></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/Category_80/Index.aspx">信息公开</a> &gt; 信息公开年报</div>
<ul class="lb">${(pages[page - 1] ?? []).map(rowItem).join('\n')}</ul>
<div id="AspNetPager1">${link(1, '首页', page > 1)}${link(page - 1, '上一页', page > 1)}${numbers.join('')}${link(page + 1, '下一页', page < last)}${link(last, '尾页', page < last)}</div>
</form>`,
  )
}

function article({ title, date, source, body, href, before, behind }: Sheet): string {
  const neighbour = (word: string, row: Row | undefined): string =>
    row === undefined
      ? `<p>${word}：没有了</p>`
      : `<p>${word}：<a href="${row.href}" title="标题：${row.title}&#xD;点击数：${Number(numberOf(row.href)) % 1000}&#xD;发表时间：${row.date}">${row.title}</a></p>`
  return shell(
    title,
    `<h2 class="title">${title}</h2>
<div class="property"><span>文章来源：${source}</span> <span>发布时间：${date}</span> <span>点击数：
<script language="JavaScript" type="text/JavaScript" src="/Common/GetHits.aspx?id=${numberOf(href)}"></script>次</span></div>
<div class="conTxt">${body}</div>${neighbour('上一篇', before)}${neighbour('下一篇', behind)}`,
  )
}
