import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dialects } from '../../../crawlers/dialects/index.ts'
import { htmlPage } from '../pages.ts'

/** What the pages and answers of these systems are made of, to be put together in ways that no system does. */
const pieces = [
  '<ul><li><a href="/info/1/2.htm">某局2020年政府信息公开工作年度报告</a><span>2021-01-20</span></li></ul>',
  '<a href="javascript:_simple_list_gotopage_fun(99999,&quot;u&quot;,2)">',
  '_showDynClicks("wbnews", 1, 2)',
  `<script url="/x" queryData="{'pageId':'a','pageType':'column','tagId':'list'}">`,
  '<div class="pagination" querydata="{}" rows="0" count="9999999" pageno="x">',
  `createPageHTML('p',99999, 0,'list','shtml',1);`,
  `proxyUrl:'/truecms/messageController/getMessage.do', perPage:0, groupSize:0, columnId:'1'`,
  '<script>window._CONFIG = { SID: "1", TREE: [{"id":[],"name":"政府信息公开年报"',
  'url: "/site/label/8888", data: {labelName:"publicInfoList",pageSize:0}',
  'pageCount:99999',
  '</script>',
  '<script>',
  '{"data":{"html":"<a href=',
  '{"total":9999999,"articles":[{"title":1,"url":"::"},null]}',
  '"}',
  'cb(',
  ')',
  '<datastore><record><![CDATA[',
  '\u0000\ud800',
]

const addresses = [
  'http://a.gov.cn/',
  'http://a.gov.cn/x/0.htm',
  'http://a.gov.cn/list.jsp?a=%zz',
  'http://a.gov.cn/gkmlpt/api/all/1?page=0&sid=1',
  'http://a.gov.cn/gkmlpt/index',
  'http://a.gov.cn/truecms/messageController/getMessage.do?startrecord=1&endrecord=0',
  'http://a.gov.cn/site/label/8888?pageIndex=1&pageSize=0',
  'http://a.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?paramJson=%5B1%5D',
]

const soup = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 12 })

test.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  '%s makes something sober of any page: no error, no endless list, no address but http',
  (_, dialect) => {
    fc.assert(
      fc.property(fc.constantFrom(...addresses), soup, (url, parts) => {
        const page = htmlPage(url, parts.join(''))
        const sure = dialect.recognise(page)
        expect(sure).toBeGreaterThanOrEqual(0)
        expect(sure).toBeLessThanOrEqual(1)
        const { items, next } = dialect.list(page)
        expect(next.length).toBeLessThanOrEqual(700)
        for (const one of [...items, ...next]) expect(one.url).toMatch(/^https?:\/\//)
        expect(dialect.counter(page)?.url ?? 'http://').toMatch(/^https?:\/\//)
        expect(dialect.readCounter(parts.join('')) ?? 0).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 120 },
    )
  },
)
