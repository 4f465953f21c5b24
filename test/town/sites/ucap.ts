import { createHash } from 'node:crypto'
import { Hits, textAnswer } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { lowerTight, type ReportTruth, type Row, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides, rowItem } from './office.ts'
import { noticeOf, noticeTruth } from './office-rows.ts'

// A county's bureau on UCAP: pages are counted from one by a call that TRS writes from nought, the metas state when a page
// was generated, the count comes as JSON by the ids of the manuscript and its channel.

const NAME = '绥阳县卫生健康局'
const agency = office(NAME, '绥阳县', '绥卫')
const FOLDER = '/sywjj/c100231/'
const CHANNEL = '93f31ea94a844cf0a58ff8f9404b757b'
const SIZE = 4
const GENERATED = '2024-04-15 14:53:51'
/** Articles that the service does not know: it answers with an error, in JSON and as a page. */
const UNKNOWN = [2014, 2017]

const hexOf = (text: string): string => createHash('md5').update(`ucap${text}`).digest('hex')
const hrefOf = (name: string, date: string): string =>
  `${FOLDER}${date.split('-').map(Number).join('/')}/${hexOf(name)}.shtml`

const papers = papersOf(
  agency,
  [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013],
  (year, date) => hrefOf(`${year}`, date),
  (year) => ({
    ...(UNKNOWN.includes(year) ? {} : { views: 90 + (year - 2000) * 13 }),
    ...(year === 2016 ? { date: '2020-09-03' } : {}),
  }),
)
const notice = noticeOf('绥阳县', 2020, hrefOf('notice', '2020-12-28'), '2020-12-28')
/** Two pages on: a summary in pictures, which is no report. */
const picture = {
  href: hrefOf('picture', '2021-02-02'),
  title: `图解：${NAME}2020年政府信息公开工作年度报告`,
  date: '2021-02-02',
}

export const ucap: SiteSpec = {
  id: 'ucap',
  name: NAME,
  dialect: 'ucap',
  manner: { lines: ['server:openresty'], chunk: 2048, gzip: true, spell: lowerTight },
  build(origin, options) {
    const type = 'content-type:text/html'
    const missing = shell('404', '<p>抱歉，您访问的页面不存在</p>')
    const routes = new Routes({ encoding: 'utf-8', type, missing }, options.validators)
    routes.file('/robots.txt', Buffer.from('User-agent: *\nDisallow: /cms-manage/\n'), ['content-type:text/plain'])
    const sides = putBesides(routes, agency, shell, '/sywjj/')
    const links = `<ul>${menuOf(sides)}<li><a href="/sywjj/zfxxgk.shtml">政府信息公开</a></li></ul>`
    for (const home of ['/', '/sywjj/index.shtml']) routes.page(home, shell('首页', `${newsBox(sides)}${links}`))
    const column = `<a title="政府信息公开年报" href="${FOLDER}list.shtml"><img src="/images/nb.png" alt="政府信息公开年报"></a>`
    routes.page('/sywjj/zfxxgk.shtml', shell('政府信息公开', `<ul>${menuOf(sides)}</ul>${column}`))
    const rows: Row[] = [...papers.slice(0, 3), notice, picture, ...papers.slice(3)]
    const lists = putLists(routes, rows)
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    routes.page(notice.href, article(notice, notice.source, notice.paragraphs.map((text) => `<p>${text}</p>`).join('')))
    routes.page(picture.href, article(picture, NAME, '<p>一图读懂本局的公开工作。</p><img src="/images/tujie.jpg">'))
    const hits = new Hits(
      papers.flatMap(({ year, views }) => (views === undefined ? [] : [[hexOf(`${year}`), views] as const])),
    )
    routes.handle((request) => answerViews(request, hits))
    return {
      routes,
      column: `${FOLDER}list.shtml`,
      lists,
      truth: [
        ...papers.map((paper) => paperTruth(origin, agency, paper)),
        noticeTruth(origin, notice),
        pictureTruth(origin),
      ],
    }
  },
}

function pictureTruth(origin: string): ReportTruth {
  return { ...paperTruth(origin, agency, { ...picture, year: 2020 }), reportYear: null, kind: 'other' }
}

function shell(name: string, body: string, metas = ''): string {
  return `<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="SiteName" content="${NAME}"/><meta name="SiteIDCode" content="0000000077"/>${metas}
<meta name="others" content="页面生成时间 ${GENERATED}" />
<meta name="template,templategroup,version" content="21,default,1.2" />
<title>${name}_${NAME}</title><script src="/sywjj/xhtml/js/page.js"></script>
<style>body{margin:0 7%;font:15px/1.9 sans-serif}.list li span{float:right}h1{text-align:center}</style></head>
<body><div class="head"><b>${NAME}</b> <a href="/sywjj/index.shtml">首页</a> <a href="/sywjj/gzdt/">工作动态</a></div>
<div class="main">${body}</div><div class="foot">承办：绥阳县大数据中心　网站总浏览量：77310</div></body></html>`
}

function putLists(routes: Routes, rows: readonly Row[]): string[] {
  const total = Math.ceil(rows.length / SIZE)
  return Array.from({ length: total }, (_, at) => {
    const path = `${FOLDER}${at === 0 ? 'list' : `list_${at + 1}`}.shtml`
    const pager = `createPageHTML('page_div',${total}, ${at + 1},'list','shtml',${rows.length});`
    const own = rows.slice(at * SIZE, (at + 1) * SIZE)
    const html = `<div class="dqwz">当前位置：<a href="/sywjj/index.shtml">首页</a> &gt; <a href="/sywjj/zfxxgk.shtml">政府信息公开</a> &gt; 政府信息公开年报</div>
<ul class="list">${own.map(rowItem).join('\n')}</ul><div id="page_div"></div><script>${pager}</script>`
    routes.page(path, shell('政府信息公开年报', html, '<meta name="ColumnName" content="政府信息公开年报" />'))
    return path
  })
}

function reportPage(paper: Paper): string {
  return article({ ...paper, date: paper.pageDate ?? paper.date }, NAME, bodyOf(agency, paper))
}

/** The newer template asks for the count in the page, the older one in a file, by ids that stand in metas. */
function article({ href, title, date }: Row, source: string, body: string): string {
  const id = /([0-9a-f]{32})\.shtml/.exec(href)?.[1] ?? ''
  const isOld = date < '2017'
  const script = isOld
    ? '<script src="/sywjj/xhtml/js/fwltj.js"></script>'
    : `<script>(function(){ var url = "/cms-access-service/access/views"; var manuscriptId = "${id}"; var ChannelId = "${CHANNEL}";
$.ajax({ url:url, type:"get", data:{manuscriptId:manuscriptId,ChannelId:ChannelId}, success:function(getdata){ if(getdata.status == 'success'){ $('#Browse').text(getdata.result.views + '次'); } } }) })()</script>`
  const metas = isOld
    ? `<meta name="manuscript" manuscriptId="${id}"/><meta name="channel" channelId="${CHANNEL}"/>`
    : ''
  return shell(
    title,
    `<h1><UCAPTITLE>${title}</UCAPTITLE></h1><div class="ly"><span>信息来源：${source}</span>　<span>发布日期：${date}</span>　<span>点击：<span id="${isOld ? 'vive' : 'Browse'}"></span></span></div>
<div class="zw"><UCAPCONTENT>${body}</UCAPCONTENT></div>${script}`,
    `${metas}<meta name="ColumnName" content="政府信息公开年报" /><meta name="ArticleTitle" content="${title}"/><meta name="PubDate" content="${GENERATED}"/><meta name="ContentSource" content="${source}"/>`,
  )
}

function answerViews(request: WireRequest, hits: Hits): Answer | null {
  const url = new URL(request.target, 'http://ucap')
  if (url.pathname !== '/cms-access-service/access/views') return null
  if (url.searchParams.get('manuscriptId') === hexOf('2014')) return textAnswer('<html><body>500</body></html>')
  const known = url.searchParams.get('ChannelId') === CHANNEL ? hits.next(url.searchParams.get('manuscriptId')) : null
  const answer =
    known === null
      ? { status: 'error', code: 404, message: '稿件不存在', result: null }
      : { status: 'success', code: 200, message: null, result: { views: known, manuscriptId: 'x', todayViews: 3 } }
  return textAnswer(JSON.stringify(answer), 'application/json;charset=UTF-8')
}
