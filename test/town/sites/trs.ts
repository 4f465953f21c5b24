import { newsRows, putSides, type SideColumn, sideColumns } from '../decoys.ts'
import { renderBody, tidyStyle, wordStyle } from '../markup.ts'
import { type Agency, reportBody, signature } from '../prose.ts'
import { Routes } from '../routes.ts'
import { lowerTight, type ReportTruth, type Row, type SiteOptions, type SiteSpec, truthOf } from '../site.ts'
import { dice } from '../text.ts'

// A city's portal on TRS: zero-based list pages that only a script call names, detail pages t20190305_12345.html, and
// government metas written by many hands.

const CITY = '琅川市'
const NAME = '琅川市人民政府'

/** How the metas and the strip of a page are written. */
type Hand = 'proper' | 'lower' | 'sourceless' | 'generated' | 'misspelt' | 'metas-only'

interface Report {
  readonly id: number
  readonly bureau: string
  readonly self: string
  readonly year: number
  readonly title: string
  /** As the page states it: a day, or a day and a time. */
  readonly date: string
  readonly hand: Hand
  readonly stated: string | null
}

const REPORTS: readonly Report[] = [
  {
    id: 41207,
    bureau: '琅川市财政局',
    self: '我局',
    year: 2021,
    title: '琅川市财政局2021年政府信息公开工作年度报告',
    date: '2022-01-25 16:05:00',
    hand: 'proper',
    stated: '琅川市财政局',
  },
  {
    id: 41190,
    bureau: '琅川市教育局',
    self: '我局',
    year: 2021,
    title: '琅川市教育局2021年度政府信息公开工作年度报告',
    date: '2022-01-24',
    hand: 'generated',
    stated: '琅川市教育局',
  },
  {
    id: 36120,
    bureau: '琅川市卫生健康委员会',
    self: '我委',
    year: 2020,
    title: '琅川市卫生健康委员会2020年政府信息公开工作年度报告',
    date: '2021-01-22 10:08:31',
    hand: 'lower',
    stated: '琅川市卫生健康委员会',
  },
  {
    id: 30412,
    bureau: '琅川市水利局',
    self: '我局',
    year: 2019,
    title: '琅川市水利局2019年政府信息公开工作年度报告',
    date: '2020-01-19 09:30:00',
    hand: 'sourceless',
    stated: null,
  },
  {
    id: 24871,
    bureau: '琅川市民政局',
    self: '我局',
    year: 2018,
    title: '琅川市民政局2018年政府信息公开年度报告',
    date: '2019-01-25',
    hand: 'generated',
    stated: '琅川市民政局',
  },
  {
    id: 18330,
    bureau: '琅川市交通运输局',
    self: '我局',
    year: 2017,
    title: '琅川市交通运输局2017年政府信息公开工作年度报告',
    date: '2018-03-02 11:20:45',
    hand: 'misspelt',
    stated: '琅川市交通运输局',
  },
  {
    id: 12345,
    bureau: NAME,
    self: '我市',
    year: 2018,
    title: '琅川市2018年政府信息公开工作年度报告',
    date: '2019-03-05 17:44:10',
    hand: 'proper',
    stated: '琅川市人民政府办公室',
  },
  {
    id: 9021,
    bureau: NAME,
    self: '我市',
    year: 2014,
    title: '琅川市人民政府2014年政府信息公开工作年度报告',
    date: '2015-03-12 08:00:09',
    hand: 'metas-only',
    stated: '琅川市人民政府',
  },
]

const NOTICE = {
  id: 40877,
  title: '琅川市政务公开办关于做好2021年度政府信息公开年报编制和发布工作的通知',
  date: '2021-12-30 15:12:00',
}
const LOST: Row = {
  href: './201403/t20140311_7718.html',
  title: '琅川市2013年政府信息公开工作年度报告',
  date: '2014-03-11',
}
const COLUMN = '/zwgk/zfxxgk/zfxxgknb/'
/** The same report under a second address: a copy in the bureau's own column. */
const COPIED = 41207
const COPY = '/zwgk/bmxxgk/sczj/nb/202201/t20220125_41208.html'

/** What the pager's call writes in a browser. */
const PAGER = Buffer.from(`function createPageHTML(count, current, name, suffix) {
  for (var i = 0; i < count; i++) {
    var href = i === 0 ? name + '.' + suffix : name + '_' + i + '.' + suffix
    document.write(i === current ? '<span>' + (i + 1) + '</span> ' : '<a href="' + href + '">' + (i + 1) + '</a> ')
  }
}
`)

export const trs: SiteSpec = {
  id: 'trs',
  name: NAME,
  manner: { lines: ['server: Tengine', 'x-via:cache-3'], chunk: 1460, gzip: true, spell: lowerTight },
  build(origin, options) {
    const routes = new Routes(
      {
        encoding: 'utf-8',
        type: 'content-type:  text/html; charset=utf-8',
        missing: shell('', '404', '<p>抱歉，您访问的页面走丢了</p>', ''),
      },
      options.validators,
    )
    const rows = listRows()
    const lists = putLists(routes, rows)
    putColumns(routes)
    routes.file('/images/createPage.js', PAGER, ['content-type: application/javascript'])
    for (const report of REPORTS) {
      routes.page(COLUMN + fileOf(report), (visit) => reportPage(origin, report, options, visit))
      if (report.id === COPIED) routes.page(COPY, (visit) => reportPage(origin, report, options, visit))
    }
    routes.page(COLUMN + fileOf(NOTICE), noticePage(origin))
    return {
      routes,
      home: '/',
      column: COLUMN,
      lists,
      truth: [...REPORTS.map((report) => truth(origin, report)), noticeTruth(origin)],
      forbidden: [],
      dead: [origin + COLUMN + LOST.href.slice(2)],
    }
  },
}

function agencyOf(report: Report): Agency {
  return {
    full: report.bureau,
    self: report.self,
    whole: report.self.replace('我', '全'),
    office: report.self === '我市' ? '市政府办公室' : `${report.self.slice(1)}办公室`,
    above: report.self === '我市' ? '省政府' : '市政府',
    place: CITY,
    mark: report.self === '我市' ? '琅政办发' : `琅${report.bureau.slice(3, 4)}发`,
    fields: ['行政审批', '民生保障', '重点项目', '双随机抽查'],
  }
}

function fileOf({ id, date }: { readonly id: number; readonly date: string }): string {
  const day = date.slice(0, 10).replaceAll('-', '')
  return `${day.slice(0, 6)}/t${day}_${id}.html`
}

/** The city's own report of 2018 is pinned on top, out of the order of dates. */
function listRows(): Row[] {
  const row = (report: { readonly id: number; readonly title: string; readonly date: string }): Row => ({
    href: `./${fileOf(report)}`,
    title: report.title,
    date: report.date.slice(0, 10),
  })
  const pinned = REPORTS.filter(({ id }) => id === 12345)
  const others = REPORTS.filter(({ id }) => id !== 12345)
  const copy = {
    href: `../../bmxxgk/sczj/nb/${COPY.split('/nb/')[1]}`,
    title: REPORTS[0]?.title ?? '',
    date: '2022-01-26',
  }
  return [...pinned.map(row), ...others.slice(0, 2).map(row), copy, row(NOTICE), ...others.slice(2).map(row), LOST]
}

function putLists(routes: Routes, rows: readonly Row[]): string[] {
  const size = 4
  const count = Math.ceil(rows.length / size)
  const paths: string[] = []
  for (let page = 0; page < count; page++) {
    const name = page === 0 ? 'index.html' : `index_${page}.html`
    const html = listPage('政府信息公开年报', rows.slice(page * size, (page + 1) * size), count, page)
    routes.page(COLUMN + name, html)
    if (page === 0) routes.page(COLUMN, html)
    paths.push(page === 0 ? COLUMN : COLUMN + name)
  }
  return paths
}

function putColumns(routes: Routes): void {
  const agency = agencyOf({ ...(REPORTS[6] ?? NOTICE_AS_REPORT), bureau: NAME, self: '我市' })
  const sides = sideColumns(agency, {
    column: (word) => `/zwgk/${word}/`,
    article: (word, number, date) => `/zwgk/${word}/${fileOf({ id: 50000 + number, date })}`,
  })
  routes.page('/', shell('', '首页', homeBody(sides), ''))
  routes.page(
    '/zwgk/',
    shell('', '政务公开', menu([['政府信息公开', './zfxxgk/'], ...sides.map((s) => [s.heading, s.path] as const)]), ''),
  )
  routes.page(
    '/zwgk/zfxxgk/',
    shell(
      '',
      '政府信息公开',
      menu([
        ['政府信息公开指南', './'],
        ['政府信息公开制度', './'],
        ['政府信息公开年报', './zfxxgknb/'],
      ]),
      '',
    ),
  )
  putSides(
    routes,
    sides,
    (heading, rows) => listPage(heading, rows, 1, 0),
    (row, paragraphs) => {
      const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
      return shell('', row.title, article(row.title, `发布时间：${row.date}　来源：${NAME}办公室`, body), '')
    },
  )
}

const NOTICE_AS_REPORT: Report = { ...NOTICE, bureau: NAME, self: '我市', year: 2021, hand: 'proper', stated: null }

function homeBody(sides: readonly SideColumn[]): string {
  const items = newsRows(sides)
    .map((row) => `<li><a href="${row.href}">${row.title}</a><span>${row.date}</span></li>`)
    .join('')
  return `<div class="news"><h3>工作动态</h3><ul>${items}</ul></div>${menu([
    ['政务公开', '/zwgk/'],
    ['政务服务年报', '/zwgk/zwfw/'],
    ['财政预决算', '/zwgk/czyjs/'],
  ])}`
}

function menu(links: readonly (readonly [string, string])[]): string {
  return `<ul class="menu">${links.map(([name, href]) => `<li><a href="${href}">${name}</a></li>`).join('')}</ul>`
}

function shell(metas: string, name: string, body: string, token: string): string {
  return `<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="SiteName" content="${NAME}">
<meta name="SiteDomain" content="www.langchuan.example">
<meta name="SiteIDCode" content="0000000002">
${metas}<title>${name}_${NAME}</title>
<style>body{margin:0;font:14px/1.9 微软雅黑,sans-serif}.top{background:#0b5aa6;color:#fff;padding:24px 8%;font-size:32px}.nav{background:#e9eff6;padding:8px 8%}.main{padding:8px 8%}.article_title{text-align:center;font-size:24px}.article_info{text-align:center;color:#777}.gl_list li span{float:right}.foot{border-top:2px solid #0b5aa6;text-align:center;color:#666}</style>
</head>
<body>
<div class="top">${NAME}</div>
<div class="nav"><a href="/">首页</a>　<a href="/zwgk/">政务公开</a>　<a href="/zwgk/zfxxgk/">政府信息公开</a>　<a href="/zwgk/gzdt/">要闻动态</a>${token}</div>
<div class="main">
${body}
</div>
<div class="foot">主办单位：${NAME}办公室　承办单位：琅川市大数据发展管理局　网站访问总量：1208833</div>
</body>
</html>
`
}

function crumbs(): string {
  return `<div class="pos">您现在的位置：<a href="/" title="首页" class="CurrChnlCls">首页</a>&nbsp;&gt;&nbsp;<a href="/zwgk/" title="政务公开" class="CurrChnlCls">政务公开</a>&nbsp;&gt;&nbsp;<a href="${COLUMN}" title="政府信息公开年报" class="CurrChnlCls">政府信息公开年报</a></div>`
}

function listPage(heading: string, rows: readonly Row[], count: number, page: number): string {
  const items = rows.map(
    ({ href, title, date }) => `<li><span>${date}</span><a href="${href}" target="_blank">${title}</a></li>`,
  )
  const pager = `<div class="page"><script src="/images/createPage.js"></script><script>
	createPageHTML(${count}, ${page}, "index", "html");
</script></div>`
  return shell(
    '<meta name="ColumnName" content="政府信息公开年报">\n',
    heading,
    `${crumbs()}<ul class="gl_list">
${items.join('\n')}
</ul>
${pager}`,
    '',
  )
}

function article(title: string, info: string, body: string): string {
  return `${crumbs()}
<div class="article_title">${title}</div>
<div class="article_info">${info}</div>
<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{line-height:2;font-size:12pt;}</style>
${body}
</div>`
}

function reportPage(origin: string, report: Report, options: SiteOptions, visit: number): string {
  const style = report.year < 2018 ? wordStyle : tidyStyle
  const day = report.date.slice(0, 10).split('-').map(Number)
  const signed = `${day[0]}年${day[1]}月${Math.max(1, (day[2] ?? 1) - 2)}日`
  const blocks = [...reportBody(agencyOf(report), report.year), ...signature(report.bureau, signed)]
  const token = options.noise
    ? `　<a href="/zwgk/?_tk=${Math.floor(dice(`${report.id}/${visit}`)() * 1e9)}">无障碍</a>`
    : ''
  const body = article(report.title, infoOf(report), renderBody(blocks, style))
  return shell(metasOf(origin, report), report.title, body, token)
}

function infoOf(report: Report): string {
  if (report.hand === 'metas-only') return '【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】'
  const source = report.stated === null ? '来源：' : `来源：${report.stated}`
  return `<span>发布时间：${report.date}</span>　<span>${source}</span>　<span>【浏览字号：大 中 小】</span>`
}

function metasOf(origin: string, report: Report): string {
  const url = `${origin}${COLUMN}${fileOf(report)}`
  const source = report.stated ?? ''
  const { title, date } = report
  const usual = `<meta name="Url" content="${url}">\n<meta name="Author" content="超级管理员">\n<meta name="ColumnName" content="政府信息公开年报">\n`
  switch (report.hand) {
    case 'lower':
      return `<meta content='${title}' name='articletitle'>\n<meta content='${date.replaceAll(':', '∶')}'name='pubdate'>\n<meta content='${source}' name='contentsource'>\n${usual}`
    case 'generated':
      return `<meta name="ArticleTitle" content="${title}">\n<meta name="PubDate" content="2023-11-02 03:12:45">\n<meta name="ContentSource" content="${source}">\n${usual}<!-- 页面生成时间：2023-11-02 03:12:45 -->\n`
    case 'misspelt':
      return `<meta name="ArticleTitle" content="${title}"><meta name="ArticleTitle" content="${title}">\n<meta name="PubDate"  content="${date.replace(' ', '  ')}">\n<meta name="ContentSoruce" content="${source}">\n<meta name="Desctiption" content="">\n${usual}`
    default:
      return `<meta name="ArticleTitle" content="${title}">\n<meta name="PubDate" content="${date.replaceAll(':', report.hand === 'metas-only' ? '∶' : ':')}">\n<meta name="ContentSource" content="${source}">\n<meta name="KeyWords" content="">\n${usual}`
  }
}

function noticePage(origin: string): string {
  const metas = metasOf(origin, { ...NOTICE_AS_REPORT, stated: '琅川市政务公开办' })
  const body = `<p>各县（区）人民政府，市政府各部门：</p>
<p>请按照国家规定的格式编制年度报告，部门于2022年1月31日前、市和县（区）政府于2022年3月31日前向社会公布，并把网址报市政务公开办备查。</p>`
  return shell(metas, NOTICE.title, article(NOTICE.title, `发布时间：${NOTICE.date}　来源：琅川市政务公开办`, body), '')
}

function isoOf(date: string): string {
  return date.includes(' ') ? `${date.replace(' ', 'T')}+08:00` : date
}

function truth(origin: string, report: Report): ReportTruth {
  return truthOf({
    url: origin + COLUMN + fileOf(report),
    aliases: report.id === COPIED ? [origin + COPY] : [],
    title: report.title,
    publisherStated: report.stated,
    publisher: report.stated ?? report.bureau,
    publishedAt: isoOf(report.date),
    dateText: report.hand === 'metas-only' ? report.date.replaceAll(':', '∶') : report.date,
    reportYear: report.year,
  })
}

function noticeTruth(origin: string): ReportTruth {
  return truthOf({
    url: origin + COLUMN + fileOf(NOTICE),
    title: NOTICE.title,
    publisherStated: '琅川市政务公开办',
    publisher: '琅川市政务公开办',
    publishedAt: isoOf(NOTICE.date),
    dateText: NOTICE.date,
    reportYear: null,
    kind: 'other',
  })
}
