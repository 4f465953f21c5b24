import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Asked } from '../../../crawlers/dialects/dialect.ts'
import { dialects } from '../../../crawlers/dialects/index.ts'
import { htmlPage } from '../pages.ts'

const some = dialects.filter(({ name }) =>
  ['easysite', 'epoint', 'powereasy', 'dede', 'empire', 'phpcms', 'asp'].includes(name),
)

/** What pages of these systems are made of, whole and broken. */
const pieces = fc.constantFrom(
  '<form method="post" action="List.aspx">',
  '</form>',
  '<input type="hidden" name="__VIEWSTATE" value="a">',
  `<a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a>`,
  `<a href="javascript:__doPostBack('','Page$x')">3</a>`,
  '<td><span>1</span></td><td>',
  '<ul><li><a href="/a/196.html">安河县林业局2020年政府信息公开工作年度报告</a><span>2021-01-20</span></li>',
  '<li><a href="http://[::1/">安河县林业局2019年政府信息公开工作年度报告</a><span>2020-01-20</span></li></ul>',
  `<a onclick="queryArticleByCondition(this,'/x-2.html')" tagname="[NEXTPAGE]">下一页</a>`,
  `<a tagname="http://">尾页</a>`,
  '<span articlecounts="yes" id="viewGuid" value="cms_1">',
  '<input id="articleKey" value="7"><input id="eprotalCurrentPageId" value="1"><input id="eportalappPortletId" value="3">',
  'var siteInfo = {"siteGuid":"g","projectName":"/EWB-FRONT"}',
  '<script src="/js/webBuilderCommon.js"></script>',
  '<script src="/js/webBuilderCommon.js?categorynum=',
  '<script>$("#p").pagination({ pageSize: 0, total: 99999999, data.pageIndex<0 "x/"+(data.pageIndex+1)+".html"',
  '<script src="/plus/count.php?view=yes&aid=196&mid=1"></script>',
  '<script src=/e/public/ViewClick/?classid=1&id=196></script>',
  '<script src="/api.php?op=count&id=196&modelid=1"></script>',
  '<script src="hits.asp?id=99999999999999"></script>',
  '{"custom":{"data":[{"infourl":"//","title":"x"}],"total":"9"}}',
  '\u2028',
)
const addresses = fc.constantFrom(
  'http://a.gov.cn/a/196.html',
  'http://a.gov.cn/Index.aspx?categorynum=003001',
  'http://a.gov.cn/js/webBuilderCommon.js?categorynum=003001&pageFrom=9&pageTo=3',
  'http://a.gov.cn/plus/list.php?tid=1',
)

describe.each(some.map((dialect) => [dialect.name, dialect] as const))('%s', (_, dialect) => {
  test('gives addresses of the same site or nothing, whatever a page is made of', () => {
    const sites = /^http:\/\/(?:[\w.]+\.)?a\.gov\.cn\//
    fc.assert(
      fc.property(addresses, fc.array(pieces, { maxLength: 12 }), fc.string(), (url, parts, body) => {
        const page = htmlPage(url, parts.join('\n'))
        const asked: Asked = { url, method: 'POST', body, from: null, depth: 2 }
        const { next } = dialect.list(page, asked)
        const counters = [dialect.counter(page, body), dialect.counterBehind?.(page) ?? null].filter(
          (one) => one !== null,
        )
        expect([...next, ...counters].filter((request) => !sites.test(request.url))).toEqual([])
        expect(dialect.recognise(page)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 150 },
    )
  })
})

test('an answer of a service may be any JSON at all', () => {
  const epoint = some.find(({ name }) => name === 'epoint')
  const asked = (body: string): Asked => ({
    url: 'http://a.gov.cn/EWB-FRONT/rest/x/getgovinfolist',
    method: 'POST',
    body,
    from: null,
    depth: 2,
  })
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (custom, body) => {
      const reading = epoint?.list(
        htmlPage('http://a.gov.cn/', JSON.stringify({ custom })),
        asked(JSON.stringify(body)),
      )
      expect(reading?.items.every(({ url, title }) => /^https?:/.test(url) && title !== '')).toBe(true)
    }),
  )
})
