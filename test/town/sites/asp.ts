import { Routes } from '../routes.ts'
import { asWritten, type Row, type SiteSpec } from '../site.ts'
import { percentGbk } from '../text.ts'
import { menuOf, newsBox, office, papersOf, putBesides } from './office.ts'
import { columnRows, columnTruths, inPages, type OfficeColumn, putColumn, type Sheet } from './office-column.ts'
import { noticeOf } from './office-rows.ts'

// A town bureau on classic ASP, in GBK: categories are named in the address in the bytes of GBK, the pager is a select
// and 下页, the count is printed. A script counts the whole site, and the header tells what day it is.

const NAME = '黎坪县林业局'
const agency = office(NAME, '黎坪县', '黎林')
const CATEGORY = percentGbk('年度报告')
const COLUMN = `/xxgk/News_List.asp?BigClass=${CATEGORY}`
const GBK = 'gb18030'

const column: OfficeColumn = {
  agency,
  encoding: GBK,
  papers: papersOf(
    agency,
    [2017, 2016, 2015, 2014, 2013, 2012, 2011, 2010, 2009, 2008],
    (year) => `/xxgk/News_Show.asp?id=${year - 1400}`,
    (year) => (year === 2013 ? { href: '/xxgk/UploadFile/20140219.pdf' } : { views: 1900 - (year % 9) * 77 }),
  ),
  notice: { ...noticeOf('黎坪县', 2015, '/xxgk/News_Show.asp?id=640', '2015-12-23'), views: 45 },
}
const pages = inPages(columnRows(column), 4)

export const asp: SiteSpec = {
  id: 'asp',
  name: NAME,
  dialect: 'asp',
  manner: {
    lines: ['Server: Microsoft-IIS/6.0', 'Set-Cookie: ASPSESSIONIDCABTQSDB=JLPNGKDCBBEKOMFFHKPGOFEA; path=/'],
    chunk: 0,
    gzip: false,
    spell: asWritten,
  },
  build(origin, options) {
    const routes = new Routes(
      { encoding: GBK, type: 'Content-Type: text/html', missing: '<html><body>无法找到该页</body></html>' },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/xxgk/')
    routes.page('/', shell('首页', newsBox(sides)))
    routes.page('/xxgk/Index.asp', shell('信息公开', `<UL>${menuOf(sides)}<LI><A href="${COLUMN}">年度报告</A></UL>`))
    for (const [n, rows] of pages.entries()) routes.page(listPath(n + 1), listPage(rows, n + 1))
    routes.page(COLUMN, listPage(pages[0] ?? [], 1))
    putColumn(routes, column, article)
    return {
      routes,
      column: COLUMN,
      lists: [COLUMN, ...pages.slice(1).map((_, n) => listPath(n + 2))],
      truth: columnTruths(origin, column),
    }
  },
}

function listPath(page: number): string {
  return `${COLUMN}&page=${page}`
}

function shell(name: string, body: string): string {
  return `<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>${NAME}--${name}</TITLE>
<STYLE>BODY,TD{FONT:12px/22px 宋体}</STYLE></HEAD>
<BODY><TABLE width=760 align=center><TR><TD>${NAME}<TD align=right>今天是2018年3月6日 星期二
<TR><TD colSpan=2><A href="/">首页</A> | <A href="/xxgk/Index.asp">信息公开</A> | <A href="/xxgk/gzdt/">工作动态</A> | <A href="/bbs/Index.asp">局长信箱</A> | <A href="/Search.asp">站内搜索</A>
<TR><TD colSpan=2>${body}
<TR><TD colSpan=2 align=center>版权所有 ${NAME}　您是本站第<SCRIPT src="/count/Count.asp?style=text"></SCRIPT>位访客</TABLE></BODY></HTML>`
}

function listPage(rows: readonly Row[], page: number): string {
  const lines = rows.map(
    ({ href, title, date }) =>
      `<TR><TD>·<A href="${href}" title="${title}" target=_blank>${title}</A><TD align=right>[${date}]`,
  )
  const options = pages.map(
    (_, n) => `<OPTION value=${n + 1}${n + 1 === page ? ' selected' : ''}>第${n + 1}页</OPTION>`,
  )
  const link = (to: number, word: string): string =>
    `<A href="News_List.asp?BigClass=${CATEGORY}&page=${to}">${word}</A>`
  const back = page === 1 ? '首页 上一页' : `${link(1, '首页')} ${link(page - 1, '上一页')}`
  const on = page === pages.length ? '下一页 尾页' : `${link(page + 1, '下一页')} ${link(pages.length, '尾页')}`
  return shell(
    '年度报告',
    `您的位置：<A href="/">首页</A> &gt;&gt; <A href="/xxgk/Index.asp">信息公开</A> &gt;&gt; 年度报告
<TABLE width="98%">${lines.join('\n')}</TABLE><P align=center>共${columnRows(column).length}条 ${page}/${pages.length}页 ${back} ${on}
<SELECT onchange="location.href='News_List.asp?BigClass=${CATEGORY}&page='+this.options[this.selectedIndex].value">${options.join('')}</SELECT>`,
  )
}

function article({ title, date, source, body, views }: Sheet): string {
  return shell(
    '年度报告',
    `<P align=center><FONT size=4><B>${title}</B></FONT><P align=center>发布日期：${date}&nbsp;&nbsp;信息来源：${source}&nbsp;&nbsp;浏览次数：${views ?? '-'}
<DIV id=zoom>${body}</DIV><P align=right>【<A href="javascript:window.print()">打印本页</A>】【<A href="javascript:window.close()">关闭窗口</A>】`,
  )
}
