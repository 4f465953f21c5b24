import { textAnswer } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type Row, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'
import { fileTruth, noticeOf, noticeTruth, putFile } from './office-rows.ts'

// A bureau on TrueCMS: the column brings its first rows in a hidden box, the rest is JSONP around XML. The service wants
// the page's address as Referer, hears `startrecord` and `endrecord`, and answers 404 to whoever asks for too many.

const NAME = '启林市民政局'
const agency = office(NAME, '启林市', '启民')
const FOLDER = '/qlsmzj/nb/'
const COLUMN = `${FOLDER}nb.html`
const COLUMN_ID = '1cfdefeb-e9aa-4eea-9737-d46421fc97ff'
const SERVICE = '/truecms/messageController/getMessage.do'
const SHOWN = 4
const SIZE = 4

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014],
  (year) => `${FOLDER}content/${year === 2016 ? '5a8b70e1-0016.pdf' : `5a8b70e1-${year}.html`}`,
)
const notice = noticeOf('启林市', 2019, `${FOLDER}content/5a8b70e1-9019.html`, '2019-12-16')
const rows: readonly Row[] = [...papers.slice(0, 4), notice, ...papers.slice(4)]

export const truecms: SiteSpec = {
  id: 'truecms',
  name: NAME,
  dialect: 'ucap',
  manner: { lines: ['Server: Apache-Coyote/1.1'], chunk: 8192, gzip: false, spell: asWritten },
  build(origin, options) {
    const type = 'Content-Type: text/html;charset=UTF-8'
    const routes = new Routes({ encoding: 'utf-8', type, missing: shell('404', '<p>未找到</p>') }, options.validators)
    routes.file('/robots.txt', Buffer.from('User-agent: *\nDisallow: /truecms/admin/\n'), ['Content-Type: text/plain'])
    const sides = putBesides(routes, agency, shell, '/qlsmzj/')
    routes.page(
      '/',
      shell('首页', `${newsBox(sides)}<ul>${menuOf(sides)}</ul><a href="${COLUMN}">政府信息公开年报</a>`),
    )
    routes.page(COLUMN, columnPage())
    for (const paper of papers) {
      if (paper.href.endsWith('.pdf')) putFile(routes, agency, paper)
      else routes.page(paper.href, article(paper, NAME, bodyOf(agency, paper)))
    }
    routes.page(notice.href, article(notice, notice.source, notice.paragraphs.map((text) => `<p>${text}</p>`).join('')))
    routes.handle(answerRows)
    return {
      routes,
      column: COLUMN,
      truth: [...papers.map((paper) => truth(origin, paper)), noticeTruth(origin, notice)],
    }
  },
}

function truth(origin: string, paper: Paper): ReportTruth {
  return (paper.href.endsWith('.pdf') ? fileTruth : paperTruth)(origin, agency, paper)
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name}-${NAME}</title>
<style>body{margin:0 7%;font:15px/1.9 sans-serif}li span{float:right}h1{text-align:center}</style></head>
<body><div class="head"><b>${NAME}</b> <a href="/">首页</a></div><div class="main">${body}</div><div class="foot">主办：${NAME}</div></body></html>`
}

const rowOf = ({ href, title, date }: Row): string =>
  `<li><span>[${date}]</span><a href="${href}" title="${title}">${title}</a></li>`

function columnPage(): string {
  const script = `(function($){ var initData = '';
    $('#msgList').jpage({ cache:false, dataStore:initData, totalRecord:"${rows.length}", dataBefore:'<ul>', dataAfter:'</ul>', contentTemplate:'',
      proxyUrl:'${SERVICE}', perPage:${SIZE}, groupSize:1, barPosition:'bottom', ajaxParam:{ columnId:'${COLUMN_ID}' } }); })(jQuery);`
  return shell(
    '政府信息公开年报',
    `<div class="dqwz">当前位置：<a href="/">首页</a> &gt; 政府信息公开年报</div>
<div id="initData"><ul>${rows.slice(0, SHOWN).map(rowOf).join('\n')}</ul></div><div id="msgList"></div><script>${script}</script>`,
  )
}

function article({ title, date }: Row, source: string, body: string): string {
  return shell(
    title,
    `<h1>${title}</h1><div class="ly">发布时间：${date}　来源：${source}</div><div class="zw">${body}</div>`,
  )
}

function answerRows(request: WireRequest): Answer | null {
  const url = new URL(request.target, 'http://truecms')
  if (url.pathname !== SERVICE) return null
  const [start, end] = ['startrecord', 'endrecord'].map((name) => Number(url.searchParams.get(name)))
  const referer = request.headers.get('referer') ?? ''
  if (start === undefined || end === undefined || end - start >= 10 || !/^http.*\//.test(referer)) {
    return textAnswer(shell('404', '<p>未找到</p>'), 'text/html;charset=UTF-8', 404)
  }
  const known = url.searchParams.get('columnId') === COLUMN_ID ? rows.slice(start - 1, end) : []
  const records = known.map((row) => `<record><![CDATA[${rowOf(row)}]]></record>`).join('')
  const result = `<datastore><totalrecord>${rows.length}</totalrecord><recordset>${records}</recordset></datastore>`
  return textAnswer(
    `${url.searchParams.get('callback')}(${JSON.stringify({ success: true, result })})`,
    'text/javascript',
  )
}
