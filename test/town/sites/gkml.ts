import { Routes } from '../routes.ts'
import { lowerTight, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'

// A county with a directory of information: the list is a table inside a frame, with a header that says what its columns
// are. The link stands in the column of the index number, an earlier column has another date. Everything is GBK.

const NAME = '云岭县人民政府'
const agency = office(NAME, '云岭县', '云政')
const COLUMN = '/xxgk/ndbg.html'
const LIST = '/xxgk/gkmlList.html'
const SIZE = 4
const SHORT = 22

const papers = papersOf(
  agency,
  [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014],
  (year) => `/xxgk/content/${year + 1}/${71000 + year}.html`,
  (year) => ({
    indexNumber: `01520${year % 10}/${year + 1}-0${year % 1000}`,
    ...(year === 2016 ? { date: '2017-03-29' } : {}),
  }),
)

/** When a report was written: another day than its publication, and the first date of its row. */
const written = ({ date }: Paper): string => `${date.slice(0, 8)}0${(Number(date.slice(8)) % 8) + 1}`

export const gkml: SiteSpec = {
  id: 'gkml',
  name: NAME,
  dialect: 'gkml',
  manner: { lines: ['server:nginx'], chunk: 1024, gzip: true, spell: lowerTight },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'gb18030', type: 'content-type:text/html', missing: '<html><body>页面不存在</body></html>' },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/zw/')
    routes.page('/', shell('首页', `${newsBox(sides)}<ul><li><a href="/xxgk/index.html">信息公开目录</a></li></ul>`))
    routes.page(
      '/xxgk/index.html',
      shell(
        '信息公开目录',
        `<select onchange="location.href=this.value"><option value="">请选择</option><option value="/zw/czyjs/">财政预决算</option><option value="${COLUMN}">政府信息公开年度报告</option></select><ul>${menuOf(sides)}</ul>`,
      ),
    )
    routes.page(
      COLUMN,
      shell(
        '政府信息公开年度报告',
        `<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/index.html">信息公开目录</a> &gt; 政府信息公开年度报告</div><h3>政府信息公开年度报告</h3><iframe src="${LIST}?catalog=0107" width="760" height="520"></iframe><iframe src="/tongji.html" width="0" height="0"></iframe>`,
      ),
    )
    const pages = Math.ceil(papers.length / SIZE)
    for (let page = 1; page <= pages; page += 1) {
      const target = `${LIST}?catalog=0107${page === 1 ? '' : `&pageNo=${page}`}`
      routes.page(target, framePage(papers.slice((page - 1) * SIZE, page * SIZE), page, pages))
    }
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => ({ ...paperTruth(origin, agency, paper), encoding: 'gb18030' as const })),
    }
  },
}

function shell(name: string, body: string): string {
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${name}-${NAME}</title>
<style>body{margin:0 8%;font:14px/1.9 SimSun}.top{font-size:30px;color:#a11}</style></head>
<body><div class="top">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="/zw/gzdt/">工作动态</a></div>
${body}<div class="footer">主办：${NAME}　总访问量：1022887</div></body></html>`
}

function framePage(rows: readonly Paper[], page: number, pages: number): string {
  const lines = rows.map(
    (paper, n) =>
      `<tr><td>${(page - 1) * SIZE + n + 1}</td><td><a href="${paper.href}" target="_blank" title="${paper.title}">${paper.indexNumber}</a></td><td>${paper.title.length > SHORT ? `${paper.title.slice(0, SHORT - 1)}...` : paper.title}</td><td>${NAME}</td><td>${written(paper)}</td><td>${paper.date}</td></tr>`,
  )
  const link = (to: number, name: string): string =>
    to < 1 || to > pages ? name : `<a href="gkmlList.html?catalog=0107${to === 1 ? '' : `&pageNo=${to}`}">${name}</a>`
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>
<table width="100%"><tr><th>序号</th><th>索 引 号</th><th>信息名称</th><th>发布机构</th><th>成文日期</th><th>公开日期</th></tr>
${lines.join('\n')}</table><div>共${pages}页 ${link(page - 1, '上一页')} ${link(page + 1, '下一页')} ${link(pages, '尾页')}</div></body></html>`
}

function reportPage(paper: Paper): string {
  return shell(
    paper.title,
    `<table class="index"><tr><td>索引号：</td><td>${paper.indexNumber}</td><td>发布机构：</td><td>${NAME}</td></tr>
<tr><td>成文日期：</td><td>${written(paper)}</td><td>公开日期：</td><td>${paper.date}</td></tr></table>
<h1>${paper.title}</h1><div class="content">${bodyOf(agency, paper)}</div>`,
  )
}
