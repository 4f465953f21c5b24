import { renderBody, tidyStyle } from '../markup.ts'
import { type Agency, reportBody, signature } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type SiteSpec, truthOf } from '../site.ts'

// A department whose server was broken into: some pages advertise a gambling house to crawlers alone, one to browsers
// alone, one sends browsers away. Two honest pages move with every fetch (a clock, a token, a counter of the site).

const NAME = '澜城市水务局'
const SPAM = '888bet体育平台'

const agency: Agency = {
  full: NAME,
  self: '我局',
  whole: '全局',
  office: '局办公室',
  above: '市政府',
  place: '澜城市',
  mark: '澜水办',
  fields: ['河湖管护', '农村供水', '防汛抗旱', '水资源管理'],
}

/** Who is shown the advertising. */
type Cloak = 'crawlers' | 'crawlers, hidden' | 'browsers' | 'browsers, sent away' | 'everybody' | 'nobody'

const REPORTS: readonly { readonly year: number; readonly cloak: Cloak }[] = [
  { year: 2018, cloak: 'nobody' },
  { year: 2017, cloak: 'crawlers' },
  { year: 2016, cloak: 'crawlers, hidden' },
  { year: 2015, cloak: 'browsers' },
  { year: 2014, cloak: 'browsers, sent away' },
  { year: 2013, cloak: 'everybody' },
  { year: 2012, cloak: 'nobody' },
]

const COLUMN = '/zwgk/nb/index.html'
const pathOf = (year: number): string => `/zwgk/nb/${year}.html`
const titleOf = (year: number): string => `${NAME}${year}年政府信息公开工作年度报告`
const dateOf = (year: number): string => `${year + 1}-02-${String((year % 20) + 1).padStart(2, '0')}`

export const cloaking: SiteSpec = {
  id: 'cloaking',
  name: NAME,
  manner: { lines: ['Server: nginx/1.14'], chunk: 0, gzip: true, spell: asWritten },
  build(origin, options) {
    const type = 'Content-Type: text/html; charset=utf-8'
    const routes = new Routes(
      { encoding: 'utf-8', type, missing: shell('404', '<p>页面不存在</p>', 0) },
      options.validators,
    )
    routes.page('/', shell(NAME, `<p><a href="${COLUMN}">政府信息公开年报</a></p>`, 0))
    const rows = REPORTS.map(({ year }) => {
      return `<li><a href="${pathOf(year)}">${titleOf(year)}</a><span>${dateOf(year)}</span></li>`
    })
    routes.page(COLUMN, shell('政府信息公开年报', `<ul class="list">${rows.join('\n')}</ul>`, 0))
    let fetches = 0
    routes.handle(({ target, headers }) => {
      const report = REPORTS.find(({ year }) => pathOf(year) === target)
      if (report === undefined) return null
      fetches++
      const isCrawler = /nianbao|spider|bot\b/i.test(headers.get('user-agent') ?? '')
      if (report.cloak === 'browsers, sent away' && !isCrawler) {
        return { status: 302, lines: ['Location: http://www.888bet.example/'], body: Buffer.alloc(0) }
      }
      return {
        status: 200,
        lines: [type],
        body: Buffer.from(reportPage(report.year, spamOf(report.cloak, isCrawler), fetches)),
      }
    })
    return {
      routes,
      column: COLUMN,
      truth: REPORTS.map((report) => truth(origin, report)),
    }
  },
}

type Spam = 'none' | 'name' | 'hidden' | 'paragraph'

function spamOf(cloak: Cloak, isCrawler: boolean): Spam {
  if (cloak === 'everybody') return 'name'
  if (cloak === 'browsers') return isCrawler ? 'none' : 'paragraph'
  if (cloak === 'crawlers') return isCrawler ? 'name' : 'none'
  return cloak === 'crawlers, hidden' && isCrawler ? 'hidden' : 'none'
}

/** @param fetches how many pages were asked for so far: what moves on an honest page */
function shell(name: string, body: string, fetches: number): string {
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${name}</title></head>
<body><div class="top">澜城市水务局门户网站 现在时刻 ${String(8 + (fetches % 10)).padStart(2, '0')}:${String(fetches % 60).padStart(2, '0')}</div>
<div class="nav"><a href="/">首页</a> <a href="${COLUMN}">政府信息公开年报</a></div>
${body}
<input type="hidden" name="_csrf" value="t${(fetches * 7919).toString(36)}">
<div class="footer">版权所有：澜城市水务局　本站总访问量：${80_000 + fetches}</div></body></html>`
}

const HIDDEN = `<div style="display:none"><a href="http://www.888bet.example/">${SPAM}官网</a> <a href="http://www.888bet.example/live">真人百家乐</a> <a href="http://www.888bet.example/app">${SPAM}app下载</a></div>`
const PARAGRAPH = `<p><a href="http://www.888bet.example/">${SPAM}官网开户送888彩金，百家乐、老虎机、体育投注尽在${SPAM}</a></p>`

function reportPage(year: number, spam: Spam, fetches: number): string {
  const blocks = [...reportBody(agency, year), ...signature(NAME, `${year + 1}年1月20日`)]
  const page = `<div class="article"><h1>${titleOf(year)}</h1>
<div class="info">发布日期：${dateOf(year)}　来源：${NAME}</div>
<div class="content">${renderBody(blocks, tidyStyle)}${spam === 'paragraph' ? PARAGRAPH : ''}</div>${spam === 'hidden' ? HIDDEN : ''}</div>`
  const named = spam === 'name' ? page.replaceAll(NAME, SPAM) : page
  return shell(spam === 'name' ? titleOf(year).replace(NAME, SPAM) : titleOf(year), named, fetches)
}

function truth(origin: string, { year, cloak }: (typeof REPORTS)[number]): ReportTruth {
  const isSpam = spamOf(cloak, true) === 'name'
  return truthOf({
    url: origin + pathOf(year),
    title: isSpam ? titleOf(year).replace(NAME, SPAM) : titleOf(year),
    publisherStated: isSpam ? SPAM : NAME,
    publisher: NAME,
    publishedAt: dateOf(year),
    dateText: dateOf(year),
    listTitle: titleOf(year),
    reportYear: year,
    hijacked: cloak !== 'nobody',
  })
}
