import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides, rowItem } from './office.ts'

// A bureau on the newer templates of TRS: the column shows its first rows, the others come by POST from a search service
// that counts pages from 1 and gives what it is asked for, and no more than five rows. The menu is made of pictures.

const NAME = '澄湖市水务局'
const agency = office(NAME, '澄湖市', '澄水')
const COLUMN = '/zwgk/zfxxgk/zfxxgknb/'
const CHANNEL = 31187
const SIZE = 5
const SHOWN = 2

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012],
  (year, date) => `${COLUMN}${date.slice(0, 7).replace('-', '')}/t${date.replaceAll('-', '')}_${60000 + year}.htm`,
  // The row of one year says another day than its page, and one stands out of order.
  (year) => (year === 2019 ? { pageDate: '2020-01-21' } : year === 2015 ? { date: '2019-06-11' } : {}),
)

export const trsJson: SiteSpec = {
  id: 'trs-json',
  name: NAME,
  dialect: 'trs',
  manner: { lines: ['Server: nginx/1.14.2'], chunk: 4096, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html', missing: shell('404', '<p>页面不存在</p>') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/xw/')
    const pictures = `<a href="/zwgk/"><img src="/images/zwgk.png" alt="政务公开"></a>`
    routes.page('/', shell('首页', `<div class="tp">${pictures}</div>${newsBox(sides)}`))
    routes.page(
      '/zwgk/',
      shell(
        '政务公开',
        `<map name="gk"><area href="/xw/czyjs/" alt="财政预决算" coords="0,0,90,30"><area href="${COLUMN}" alt="政府信息公开年报" coords="0,30,90,60"></map><img usemap="#gk" src="/images/gk.png"><ul>${menuOf(sides)}</ul>`,
      ),
    )
    routes.page(COLUMN, columnPage())
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    routes.handle((request) => answerSearch(request, origin))
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => paperTruth(origin, agency, paper)),
    }
  },
}

function shell(name: string, body: string, metas = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="${NAME}">${metas}
<title>${name}_${NAME}</title>
<style>body{margin:0 6%;font:15px/1.9 sans-serif}.hd{font-size:30px;color:#0a62a8}.lb li span{float:right}</style>
<script src="/require.js"></script></head>
<body><div class="hd">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="/xw/gzdt/">工作动态</a></div>
<div class="wrap">${body}</div><div class="foot">主办：${NAME}　网站总访问量：66201</div></body></html>`
}

function columnPage(): string {
  const script = `
    var SiteInfo = { siteId: "118", searchId: "210044", searchUrl: "" };
    require(["list2.trsapi", "tools"], function (listModel, tools) {
      listModel({
        quickMode: "动静结合",
        maxStaticIndex: 1,
        listArgs: {
          channelid: SiteInfo.searchId,
          classsql: "" || "chnlid=${CHANNEL}",
          sortfield: "-docorderpri,-docreltime"
        },
        pagebar: { prepage: ${SIZE}, recordCount: '${papers.length}', pgTemp: "pgBar_xxgk.html", displayNum: 2 }
      });
    });`
  return shell(
    '政府信息公开年报_政府信息公开',
    `<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="./" class="CurrChnlCls">政府信息公开年报</a></div>
<ul class="lb" id="list">${papers.slice(0, SHOWN).map(rowItem).join('\n')}</ul><div id="pgbar"></div><script>${script}</script>`,
    '<meta name="ColumnName" content="政府信息公开年报">',
  )
}

function reportPage(paper: Paper): string {
  const date = paper.pageDate ?? paper.date
  return shell(
    paper.title,
    `<div class="article_title"><h1>${paper.title}</h1></div><div class="article_info">发布时间：${date}　来源：${NAME}</div>
<div class="TRS_Editor">${bodyOf(agency, paper)}</div>`,
    `<meta name="ArticleTitle" content="${paper.title}"><meta name="PubDate" content="${date}"><meta name="ContentSource" content="${NAME}">`,
  )
}

function answerSearch(request: WireRequest, origin: string): Answer | null {
  if (request.target !== '/fjdzapp/search' || request.method !== 'POST') return null
  const form = new URLSearchParams(request.body.toString('latin1'))
  const known = form.get('channelid') === '210044' && form.get('classsql') === `chnlid=${CHANNEL}` ? papers : []
  const size = Math.min(SIZE, Number(form.get('prepage') ?? SIZE))
  const page = Number(form.get('page') ?? 1)
  const data = known.slice((page - 1) * size, page * size).map((paper) => ({
    doctitle: paper.title,
    docpuburl: origin + paper.href,
    docreltime: `${paper.date} 09:30:00`,
    chnlid: CHANNEL,
    docsourcename: NAME,
  }))
  const body = JSON.stringify({ count: known.length, pageCount: Math.ceil(known.length / size), page, data })
  return { status: 200, lines: ['Content-Type: application/json;charset=UTF-8'], body: Buffer.from(body) }
}
