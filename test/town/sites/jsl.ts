import { docOf } from '../files.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, office, type Paper, papersOf, paperTruth, putBesides, rowItem } from './office.ts'

// A county behind a guard that lets in whoever runs its script: 521 with a cookie of its own and a script that sets
// another and asks again, then 521 with a script that works a little before it does so, then the page. Its pages are GBK
// that only they declare.

const NAME = '临汀县应急管理局'
const agency = office(NAME, '临汀县', '临应急')
const COLUMN = '/zwgk/nb/'

const papers = papersOf(
  agency,
  [2022, 2021, 2020, 2019],
  (year) => `/zwgk/nb/${year}0${year % 9}.html`,
  (year) => ({ views: 80 + (year % 100) }),
)

export const jsl: SiteSpec = {
  id: 'jsl',
  name: NAME,
  manner: { lines: ['Server: dsjsl'], chunk: 0, gzip: false, spell: asWritten },
  build(origin, options) {
    const inner = new Routes(
      { encoding: 'gb18030', type: 'Content-Type: text/html', missing: shell('404', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(inner, agency, shell)
    inner.page('/', shell('首页', `<ul>${menuOf(sides)}<li><a href="${COLUMN}">信息公开年度报告</a></li></ul>`))
    inner.page(COLUMN, shell('信息公开年度报告', `<h2>信息公开年度报告</h2><ul>${papers.map(rowItem).join('\n')}</ul>`))
    for (const paper of papers) inner.page(paper.href, (visit) => reportPage(paper, visit))
    inner.file(FILE, docOf(['临汀县应急管理局政府信息公开情况统计表', '收到申请数 3']), [
      'Content-Type: application/msword',
    ])
    const routes = new Routes({ encoding: 'gb18030', type: 'Content-Type: text/html', missing: '' }, false)
    routes.handle((request) => guard(request) ?? inner.answer(request))
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => ({
        ...paperTruth(origin, agency, paper),
        encoding: 'gb18030',
        attachments: hasFile(paper) ? [{ url: origin + FILE, filename: `${FILE_TITLE}.doc` }] : [],
      })),
    }
  },
}

const FILE = '/zwgk/nb/W020230112tjb.doc'
const FILE_TITLE = '统计表'

/** The newest report has a file. */
function hasFile({ year }: Paper): boolean {
  return year === 2022
}

const FIRST = `<script>document.cookie=('_')+('_jsl_')+('clearance=')+[1,6,7].join('')+('|-1|')+('first;max-age=3600;path=/');location.href=location.pathname+location.search</script>`

const SECOND = `<script>(function(){for(var n=0,sum=0;n<50000;n++)sum=(sum*33+n)%65521;setTimeout(function(){document.cookie='__jsl_clearance=167|0|'+sum+';max-age=3600;path=/';location.href=location.pathname+location.search},300)})()</script>`

/** What SECOND works out. */
const SUM = (() => {
  let sum = 0
  for (let n = 0; n < 50_000; n++) sum = (sum * 33 + n) % 65_521
  return sum
})()

/** Null for those who have run both scripts and keep the guard's own cookie. */
function guard({ target, headers }: WireRequest): Answer | null {
  if (target === '/robots.txt') return null
  const cookie = headers.get('cookie') ?? ''
  const isMarked = cookie.includes('__jsluid_h=7c1e')
  if (isMarked && cookie.includes(`__jsl_clearance=167|0|${SUM}`)) return null
  const lines = ['Content-Type: text/html', 'Set-Cookie: __jsluid_h=7c1e; max-age=31536000; path=/; HttpOnly']
  const script = isMarked && cookie.includes('__jsl_clearance=167|-1|') ? SECOND : FIRST
  return { status: 521, lines, body: Buffer.from(script) }
}

function shell(name: string, body: string): string {
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${name}_${NAME}</title></head>
<body><h2>${NAME}</h2><p><a href="/">首页</a> <a href="/gzdt/">工作动态</a></p>
${body}
<p class="footer">版权所有：${NAME}</p></body></html>`
}

function reportPage(paper: Paper, visit: number): string {
  return shell(
    paper.title,
    `<h1>${paper.title}</h1>
<p class="info">发布时间：${paper.date}　来源：${NAME}　点击数：${(paper.views ?? 0) + visit}</p>
<div class="nr">${bodyOf(agency, paper)}</div>${hasFile(paper) ? `<p>附件：<a href="${FILE}">${FILE_TITLE}.doc</a></p>` : ''}`,
  )
}
