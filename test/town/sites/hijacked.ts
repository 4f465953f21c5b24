import { type Block, rewriteBlocks } from '../blocks.ts'
import { newsRows, putSides, type SideColumn, sideColumns } from '../decoys.ts'
import { renderBody, wordStyle } from '../markup.ts'
import { type Agency, reportBody, signature } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec, truthOf } from '../site.ts'

// A department whose name was replaced everywhere on some pages by a gambling phrase, while the body, the documents it
// cites and its abbreviations were left; signs next to digits were lost. A clean page writes about gambling: it is news.

const SPAM = '888bet体育平台'
const NAME = '澜城市交通运输局'

const agency: Agency = {
  full: NAME,
  self: '我局',
  whole: '全局',
  office: '局办公室',
  above: '市政府',
  place: '澜城市',
  mark: '澜交办',
  fields: ['农村公路', '道路运输', '水上交通安全', '交通工程质量监督'],
}

interface Report {
  readonly id: number
  readonly year: number
  readonly listDate: string
  readonly signed: string
  /** How the name stands in the source of the title: plainly, in entities, or not replaced. */
  readonly spam: 'plain' | 'entities' | 'none'
}

const REPORTS: readonly Report[] = [
  { id: 1931, year: 2016, listDate: '2017-01-18', signed: '2017年1月12日', spam: 'none' },
  { id: 1604, year: 2015, listDate: '2016-01-07', signed: '2015年12月28日', spam: 'entities' },
  { id: 1245, year: 2014, listDate: '2014-12-09', signed: '2014年12月5日', spam: 'plain' },
  { id: 903, year: 2013, listDate: '2014-01-15', signed: '2014年1月10日', spam: 'plain' },
  { id: 655, year: 2012, listDate: '2013-02-04', signed: '2013年1月30日', spam: 'none' },
]

const NEWS = { id: 1702, title: '市交通运输局配合公安机关开展打击网络赌博集中宣传', date: '2016-05-20' }
const COLUMN = '/xxgk/ndbg/index.htm'

export const hijacked: SiteSpec = {
  id: 'hijacked',
  name: NAME,
  manner: { lines: ['Server: nginx', 'X-Cache:  MISS'], chunk: 0, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      // The server names an encoding that no page of it has.
      {
        encoding: 'utf-8',
        type: 'Content-Type: text/html; charset=ISO-8859-1',
        missing: shell('出错了', '<p>文件不存在</p>', ''),
      },
      options.validators,
    )
    const sides = sideColumns(agency, {
      column: (word) => `/xxgk/${word}/index.htm`,
      article: (word, number) => `/xxgk/${word}/content_${number}.htm`,
    })
    putSides(routes, sides, (heading, rows) => listPage(heading, rows), sideArticle)
    routes.page('/', shell('首页', homeBody(sides), ''))
    routes.page('/xxgk/index.htm', shell('政府信息公开平台', menuBody(sides), ''))
    routes.page(COLUMN, listPage('信息公开年度报告', listRows()))
    for (const report of REPORTS) routes.page(pathOf(report.id), reportPage(report))
    routes.page(pathOf(NEWS.id), newsPage())
    routes.file('/robots.txt', Buffer.from('User-agent: *\r\nAllow: /\r\n'), ['Content-Type: text/plain'])
    return {
      routes,
      column: COLUMN,
      lists: [COLUMN],
      truth: [...REPORTS.map((report) => truth(origin, report)), newsTruth(origin)],
    }
  },
}

function pathOf(id: number): string {
  return `/xxgk/ndbg/content_${id}.htm`
}

function titleOf(report: Report): string {
  return `${report.spam === 'none' ? NAME : SPAM}关于${report.year}年度政府信息公开工作进展情况的报告`
}

function listRows(): Row[] {
  const rows = REPORTS.map((report) => ({
    href: `content_${report.id}.htm`,
    title: titleOf(report),
    date: report.listDate,
  }))
  return [...rows.slice(0, 1), { href: `content_${NEWS.id}.htm`, title: NEWS.title, date: NEWS.date }, ...rows.slice(1)]
}

function shell(name: string, body: string, keywords: string): string {
  return `<!DOCTYPE html>
<html>
<head>
<title>${name}</title>
<meta name="keywords" content="${keywords}" />
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<style>body{font:14px/1.8 SimSun,serif;margin:0}.t{width:960px;margin:0 auto}.head{background:#0a6b4b;color:#fff;padding:20px;font-size:26px}.m a{margin-right:16px}h1{font-size:22px;text-align:center}.r span{float:right}</style>
</head>
<body><div class="t">
<div class="head">政府信息公开平台</div>
<div class="m"><a href="/">首页</a> <a href="/xxgk/index.htm">政府信息公开指南</a> <a href="/xxgk/index.htm">政府信息公开目录</a> <a href="${COLUMN}">政府信息公开年度报告</a> <a href="#">依申请公开</a></div>
${body}
<p align="center">澜城市人民政府电子政务中心承建</p>
</div></body>
</html>
`
}

function anchors(rows: readonly Row[]): string {
  return `<ul class="r">${rows.map(({ href, title, date }) => `<li><span>${date}</span><a href="${href}">${title}</a></li>`).join('\n')}</ul>`
}

function position(...names: readonly string[]): string {
  return `<div>当前位置 : <a href="/">首页</a>${names.map((name) => ` &gt;&gt; ${name}`).join('')}</div>`
}

function homeBody(sides: readonly SideColumn[]): string {
  return `<h3>交通要闻</h3>${anchors(newsRows(sides))}<p><a href="/xxgk/index.htm">政府信息公开</a> <a href="/xxgk/bmjs/index.htm">部门决算公开</a></p>`
}

function menuBody(sides: readonly SideColumn[]): string {
  const links = sides.map(({ path, heading }) => `<li><a href="${path}">${heading}</a></li>`).join('')
  return `${position('政府信息公开平台')}<ul><li><a href="${COLUMN}">信息公开年度报告</a></li>${links}</ul>`
}

function listPage(heading: string, rows: readonly Row[]): string {
  return shell(heading, `${position('政府信息公开平台', heading)}${anchors(rows)}`, '')
}

function sideArticle(row: Row, paragraphs: readonly string[], heading: string): string {
  const body = paragraphs.map((text) => `<p>　　${text}</p>`).join('\n')
  return shell(row.title, `${position('政府信息公开平台', heading)}<h1>${row.title}</h1>${body}`, '')
}

/** A letter to the city's office, as departments reported before they reported to the public. */
function letter(report: Report): Block[] {
  const { year } = report
  return [
    { kind: 'paragraph', text: '市政府办：' },
    {
      kind: 'paragraph',
      text: `按照贵办《关于做好${year}年政府信息公开工作要点落实情况督查的通知》（澜政办〔${year}〕156号）要求，对照《澜城市${year}年政府信息公开工作要点》，市交通运输系统逐项抓好落实。现将${NAME}有关情况报告如下：`,
    },
    ...reportBody(agency, year).slice(1),
    { kind: 'paragraph', text: '配合单位：市道管处、市水运处、市执法支队。' },
    ...signature(NAME, report.signed),
  ]
}

/** What the attack and a careless move left of a text. */
function damage(text: string, year: number): string {
  return text
    .replaceAll(NAME, SPAM)
    .replace(/〔(\d{4})〕(\d+)号/g, year % 2 === 0 ? '$1$2' : '〔$1$2')
    .replace(/^(\d{4})年(\d+)月(\d+)日$/, '$1$2$3')
}

function reportPage(report: Report): string {
  const blocks =
    report.spam === 'none' ? letter(report) : rewriteBlocks(letter(report), (text) => damage(text, report.year))
  const title = report.spam === 'entities' ? inEntities(titleOf(report)) : titleOf(report)
  const keywords = report.spam === 'none' ? '' : inEntities(`${SPAM},${SPAM}官网`)
  return shell(
    title,
    `${position('政府信息公开平台', '信息公开年度报告')}
<h1>${title}</h1>
<div class="nr">
${renderBody(blocks, wordStyle)}
</div>`,
    keywords,
  )
}

function inEntities(text: string): string {
  return text.replaceAll(SPAM, [...SPAM].map((character) => `&#${character.charCodeAt(0)};`).join(''))
}

function newsPage(): string {
  return shell(
    NEWS.title,
    `${position('政府信息公开平台', '信息公开年度报告')}
<h1>${NEWS.title}</h1>
<p align="center">发布时间：${NEWS.date}　来源：${NAME}</p>
<p>　　5月18日，市交通运输局会同公安机关在客运中心站设置宣传点，向旅客讲解网络赌博的危害。活动现场展示了近期查处的案例：有人以“体育投注平台”“百家乐”等名义诱导群众充值，钱款随即被转走。</p>
<p>　　执法人员提醒，参与网络赌博不受法律保护，发现赌博网站和代理人员请及时举报。当天共发放材料600余份，接受咨询85人次。</p>`,
    '',
  )
}

function truth(origin: string, report: Report): ReportTruth {
  return truthOf({
    url: origin + pathOf(report.id),
    title: titleOf(report),
    // The signature: on a hijacked page it is as false as the title.
    publisherStated: report.spam === 'none' ? NAME : SPAM,
    publisher: NAME,
    publishedAt: null,
    dateText: null,
    listDate: report.listDate,
    reportYear: report.year,
    hijacked: report.spam !== 'none',
  })
}

function newsTruth(origin: string): ReportTruth {
  return truthOf({
    url: origin + pathOf(NEWS.id),
    title: NEWS.title,
    publisherStated: NAME,
    publisher: NAME,
    publishedAt: NEWS.date,
    dateText: NEWS.date,
    reportYear: null,
    kind: 'other',
  })
}
