import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, office, type Paper, papersOf, paperTruth, putBesides, rowItem } from './office.ts'

// A city whose column shows no list but parts of one: its own reports, the oldest pinned above the others; those of its
// bureaus by year; those of its districts behind 更多. Links and pagers call functions of their page.

const CITY = '青湾市人民政府'
const own = office(CITY, '青湾市', '青政')
const bureaus = ['教育局', '民政局', '水务局'].map((name) => office(`青湾市${name}`, '青湾市', `青${name.slice(0, 1)}`))
const districts = ['东湾区', '西湾区'].map((name) => office(`${name}人民政府`, name, name.slice(0, 1)))

const COLUMN = '/channel/77.html'
const YEARS = [2022, 2021, 2020]

const page = (year: number, n: number): string => `/show.jsp?id=${year}${n}`
const owned = papersOf(own, [2022, 2021, 2020, 2019], (year) => page(year, 9))
const papers = (agency: (typeof bureaus)[number], n: number): Paper[] =>
  papersOf(agency, YEARS, (year) => page(year, n))
const bureauPapers = bureaus.map((agency, n) => ({ agency, papers: papers(agency, n) }))
const districtPapers = districts.map((agency, n) => ({ agency, papers: papers(agency, n + 5) }))

export const parts: SiteSpec = {
  id: 'parts',
  name: CITY,
  dialect: 'static',
  manner: { lines: ['Server: nginx'], chunk: 0, gzip: false, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html; charset=utf-8', missing: shell('404', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(routes, own, shell, '/xw/')
    routes.page('/', shell('首页', `<ul>${menuOf(sides)}<li><a href="${COLUMN}">政府信息公开工作报告</a></li></ul>`))
    routes.page(COLUMN, shell('政府信息公开工作报告', columnBody()))
    for (const year of YEARS) routes.page(`/channel/bm/${year}.html`, shell('部门年报', yearBody(year)))
    const whole = districtPapers.flatMap((one) => one.papers)
    for (const at of [0, 1]) {
      const pager = `第${at + 1}页/共2页 <a href="javascript:goPage(2)">下一页</a>`
      const rows = whole.slice(at * 3, at * 3 + 3).map(rowItem)
      const target = `/channel/79.html${at === 0 ? '' : '?pageNo=2'}`
      routes.page(target, shell('区县年报', `<ul class="lb">${rows.join('')}</ul><p>${pager}</p>${GO}`))
    }
    const all = [{ agency: own, papers: owned }, ...bureauPapers, ...districtPapers]
    for (const { agency, papers: some } of all) {
      for (const paper of some) {
        const info = `发布时间：${paper.date}　来源：${agency.full}`
        routes.page(
          paper.href,
          shell(paper.title, `<h1>${paper.title}</h1><p class="xx">${info}</p><div>${bodyOf(agency, paper)}</div>`),
        )
      }
    }
    const truth = all.flatMap(({ agency, papers: some }) => some.map((paper) => paperTruth(origin, agency, paper)))
    return { routes, column: COLUMN, lists: [COLUMN], truth }
  },
}

const GO = `<script>
function goPage(n) { window.location.href = '/channel/79.html?pageNo=' + n; }
function show(id) { window.open("/show.jsp?id=" + id); }
</script>`

const called = ({ href }: Paper): string => `javascript:show('${href.split('=')[1]}')`

function columnBody(): string {
  const [first, second, third, pinned] = owned
  if (first === undefined || second === undefined || third === undefined || pinned === undefined) return ''
  const rows = [first, second, third].map((paper) => rowItem({ ...paper, href: called(paper) }))
  const years = YEARS.map((year) => `<li><a href="/channel/bm/${year}.html">${year}年</a></li>`)
  const newest = districtPapers.flatMap(({ papers: [paper] }) => (paper === undefined ? [] : [rowItem(paper)]))
  return `<h2>政府信息公开工作报告</h2>
<div class="zd"><b>[置顶]</b><a href="${pinned.href}">${pinned.title}</a><em>${pinned.date}</em></div><ul class="lb">${rows.join('')}</ul>
<div class="bm"><h3>部门年报</h3><ul class="nd">${years.join('')}</ul></div>
<div class="qx"><div class="hd"><h3>区县年报</h3><a href="/channel/79.html">更多&gt;&gt;</a></div><ul>${newest.join('')}</ul></div>${GO}`
}

function yearBody(year: number): string {
  const rows = bureauPapers.flatMap(({ papers: some }) => some.filter((paper) => paper.year === year))
  return `<h2>部门年报</h2><ul class="lb">${rows.map(rowItem).join('')}</ul>`
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}_${CITY}</title><style>body{margin:0 8%;font:15px/1.9 sans-serif}</style></head>
<body><div class="hd">${CITY}</div>${body}<div class="footer">主办：${CITY}办公室</div></body></html>`
}
