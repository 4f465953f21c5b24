import type { Answer, WireRequest } from '../http.ts'
import { Routes } from '../routes.ts'
import { asWritten, type SiteSpec } from '../site.ts'
import { bodyOf, menuOf, newsBox, office, type Paper, papersOf, paperTruth, putBesides } from './office.ts'

// An administration whose list is a template of Angular: its rows come as JSON from an address that the page's script
// plainly writes, with the page's number inside the name of the file. The articles are pages like any other.

const NAME = '北屿市地方金融管理局'
const agency = office(NAME, '北屿市', '北金')
const COLUMN = '/cn/view/pages/nb.html'
const DATA = '/cn/static/data/selectDocByItem/itemId=927'
const SIZE = 4

const papers = papersOf(
  agency,
  [2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014],
  (year) => `/cn/view/pages/detail/${year}${agency.mark.length}40${year % 7}.html`,
)

export const spa: SiteSpec = {
  id: 'spa',
  name: NAME,
  dialect: 'spa',
  manner: { lines: ['Server: openresty'], chunk: 4096, gzip: true, spell: asWritten },
  build(origin, options) {
    const routes = new Routes(
      { encoding: 'utf-8', type: 'Content-Type: text/html; charset=utf-8', missing: shell('404', '页面不存在') },
      options.validators,
    )
    const sides = putBesides(routes, agency, shell, '/cn/')
    routes.page(
      '/',
      shell(
        '首页',
        `${newsBox(sides)}<div class="tab" onclick="window.open('/cn/xxgk.html')"><span>政府信息公开</span></div>`,
      ),
    )
    routes.page(
      '/cn/xxgk.html',
      shell(
        '政府信息公开',
        `<ul>${menuOf(sides)}<li><a href="${COLUMN}" title="政府信息公开年度报告">政府信息公开年...</a></li></ul>`,
      ),
    )
    routes.page(COLUMN, columnPage())
    for (const paper of papers) routes.page(paper.href, reportPage(paper))
    routes.handle(answerData)
    return {
      routes,
      column: COLUMN,
      truth: papers.map((paper) => paperTruth(origin, agency, paper)),
    }
  },
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html lang="zh-cn"><head><meta charset="UTF-8"><title>${name}-${NAME}</title>
<meta name="SiteName" content="${NAME}"><style>body{margin:0 7%;font:15px/1.9 sans-serif}.hd{font-size:28px;color:#7a1f2b}</style></head>
<body><div class="hd">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="/cn/gzdt/">工作动态</a></div>${body}
<div class="footer">主办：${NAME}</div></body></html>`
}

function columnPage(): string {
  return shell(
    '政府信息公开年度报告',
    `<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/cn/xxgk.html">政府信息公开</a> &gt; 政府信息公开年度报告</div>
<div ng-app="myApp"><div ng-controller="listCtrl" ng-cloak>
<!-- <li>{{x.docTitle}}</li> -->
<div class="row" ng-repeat="x in rows"><a ng-href="{{x.docUrl}}" title="{{x.docTitle}}">{{x.docTitle}}</a><span>{{x.publishDate | date:'yyyy-MM-dd'}}</span></div>
<div ng-show="pages > 1"><a ng-click="turn(1)">首页</a><a ng-click="turn(pageIndex + 1)">下一页</a></div>
</div></div>
<script src="/cn/js/angular.min.js"></script><script>
angular.module('myApp', []).controller('listCtrl', function ($scope, $http) {
  $scope.pageIndex = 1
  $scope.load = function () {
    $http.get('/cn/static/menu/top.json').then(function (r) { $scope.menu = r.data })
    $http.get('${DATA},pageIndex=' + $scope.pageIndex + ',pageSize=${SIZE}.json').then(function (r) {
      $scope.rows = r.data.data.rows; $scope.total = r.data.data.total
    })
  }
  $scope.load()
})
</script>`,
  )
}

function reportPage(paper: Paper): string {
  return shell(
    paper.title,
    `<h1>${paper.title}</h1><p class="info">发布时间：${paper.date}　来源：${NAME}</p><div class="wenzhang">${bodyOf(agency, paper)}</div>`,
  )
}

function answerData(request: WireRequest): Answer | null {
  const [, asked, size] =
    /^\/cn\/static\/data\/selectDocByItem\/itemId=927,pageIndex=(\d+),pageSize=(\d+)\.json$/.exec(request.target) ?? []
  if (asked === undefined || size === undefined) return null
  const [page, rows] = [Number(asked), Number(size)]
  const data = {
    total: papers.length,
    rows: papers.slice((page - 1) * rows, page * rows).map(({ title, href, date }, n) => ({
      docId: 100 + n,
      docTitle: title,
      docUrl: href,
      publishDate: `${date} 08:00:00`,
    })),
  }
  const body = Buffer.from(JSON.stringify({ rptCode: 200, msg: '成功', data }))
  return { status: 200, lines: ['Content-Type: application/json'], body }
}
