import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'

// A street office on JCMS whose reports are one page with a year as parameter: the years stand above each of them, the
// newest as links, the others as options of a select. Its home page is a set of frames.

const NAME = '溪口区梅山街道办事处'
const agency = { ...office(NAME, '溪口区', '梅街'), self: '我街道', whole: '全街道' }
const AREA = '002963999'
const REPORT = '/module/xxgk/xxgkAnnualReport.jsp'
const COLUMN = `${REPORT}?area=${AREA}`
const LINKED = 3

const papers = papersOf(agency, [2022, 2021, 2020, 2019, 2018, 2017], (year) => addressOf(year))

export const jcmsYear: SiteSpec = {
  id: 'jcms-year',
  name: NAME,
  dialect: 'jcms',
  manner: { lines: ['Server: Apache-Coyote/1.1'], chunk: 0, gzip: false, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html;charset=UTF-8', missing: shell('提示', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/xw/')
    routes.page(
      '/',
      `<html><head><title>${NAME}</title></head><frameset rows="120,*"><frame src="/top.html" name="top"><frame src="/main.html" name="main"></frameset></html>`,
    )
    routes.page(
      '/top.html',
      `<html><body><a href="/xxgk.html" target="main">政务公开</a> <a href="/xw/czyjs/" target="main">财政预决算</a></body></html>`,
    )
    routes.page('/main.html', `<html><body>${newsBox(sides)}</body></html>`)
    routes.page(
      '/xxgk.html',
      shell(
        '政务公开',
        `<ul><li><a href="${COLUMN.replace('&', '&amp;')}">政府信息公开年报</a></li>${menuOf(sides)}</ul>`,
      ),
    )
    const [newest] = papers
    if (newest !== undefined) routes.page(COLUMN, reportPage(newest))
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => ({
        ...paperTruth(origin, agency, paper),
        listTitle: `${paper.year}年`,
        listDate: null,
      })),
    }
  },
}

function addressOf(year: number): string {
  return `${REPORT}?fbtime=${year}&area=${AREA}`
}

function shell(name: string, body: string): string {
  return `<html><head><meta charset="UTF-8"><meta name="SiteName" content="${NAME}"><title>${name}</title>
<style>body{margin:0 9%;font:15px/1.9 sans-serif}.hd{font-size:27px;color:#8a3c12}.years a{margin:0 8px}</style></head>
<body><div class="hd">${NAME}</div>${body}<div class="ft">主办：${NAME}</div></body></html>`
}

function years(): string {
  const links = papers
    .slice(0, LINKED)
    .map(({ year }) => `<a href="xxgkAnnualReport.jsp?fbtime=${year}&amp;area=${AREA}">${year}年</a>`)
  const options = papers.slice(LINKED).map(({ year }) => `<option value="${year}">${year}年</option>`)
  return `<div class="years">${links.join('')}<select onchange="location.href='xxgkAnnualReport.jsp?fbtime='+this.value+'&area=${AREA}'"><option value="">更早</option>${options.join('')}</select></div>`
}

function reportPage(paper: Paper): string {
  return shell(
    '政府信息公开年报',
    `<div class="pos">当前位置：<a href="/xxgk.html">政务公开</a> &gt; 政府信息公开年报</div>${years()}
<div class="xl_title"><h1>${paper.title}</h1></div><div class="xl_doc">发布时间：${paper.date}　来源：${NAME}</div><div id="zoom">${bodyOf(agency, paper)}</div>`,
  )
}
