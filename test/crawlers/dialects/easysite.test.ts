import { describe, expect, test } from 'vitest'
import { easysiteDialect } from '../../../crawlers/dialects/easysite.ts'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { framed, htmlPage } from '../pages.ts'
import { reportHtml, reportRows } from './rows.ts'

const site = 'http://tyj.anhe.gov.cn'
const folder = `${site}/web/zwgk/nb/`
const rows = reportRows([2022, 2021, 2020], (year) => `/web/zwgk/nb/${year}/index.html`)
const read = (pager: string, url = `${folder}index.html`) =>
  easysiteDialect.list(htmlPage(url, framed('政府信息公开年报', `${rows}<div>${pager}</div>`)))
const next = (pager: string, url?: string): string[] => read(pager, url).next.map((request) => request.url)
const link = (path: string, word: string): string =>
  `<a style="cursor:pointer" onclick="queryArticleByCondition(this,'${path}')" tagname="${path}" class="pagingNormal">${word}</a>`

describe('further pages', () => {
  test('are named by the script of the links', () => {
    const pager = `<a tagname="[HOMEPAGE]" class="">首页</a><a tagname="[PREVIOUSPAGE]">上一页</a>${link('/web/zwgk/nb/17081-2.html', '下一页')}${link('/web/zwgk/nb/17081-3.html', '尾页')}`
    expect(next(pager)).toEqual([`${folder}17081-2.html`, `${folder}17081-3.html`])
  })

  test('are named by tagname alone, or by an address', () => {
    expect(next('<a tagname="/web/zwgk/nb/b0da893b-2.html" class="pagingNormal">下一页</a>')).toEqual([
      `${folder}b0da893b-2.html`,
    ])
    expect(
      next('<a href="/web/zwgk/nb/15142/index2.html" tagname="/web/zwgk/nb/15142/index2.html">下一页</a>'),
    ).toEqual([`${folder}15142/index2.html`])
  })

  test('come from the portal where there are no more files', () => {
    const portal = '/eportal/ui?pageId=362164&moduleId=17081&staticRequest=yes&currentPage=6'
    expect(next(link('/web/zwgk/nb/17081-4.html', '上一页') + link(portal, '下一页'), `${folder}17081-5.html`)).toEqual(
      [site + portal],
    )
  })

  test('do not lead back, nor to another site', () => {
    const back = link('/web/zwgk/nb/17081-1.html', '首页') + link('/web/zwgk/nb/17081-2.html', '上一页')
    const last = `${back}<a tagname="[NEXTPAGE]">下一页</a><a tagname="[LASTPAGE]">尾页</a>`
    expect(next(last, `${folder}17081-3.html`)).toEqual([])
    expect(next(link('http://other.example.com/17081-2.html', '下一页'))).toEqual([])
    expect(next(link('/web/zwgk/nb/index.html', '下一页'))).toEqual([])
  })

  test('of a part of a page, as the portal answers a module, are read as well', () => {
    const url = `${site}/eportal/ui?pageId=362164&moduleId=17081&staticRequest=yes&currentPage=2`
    const part = easysiteDialect.list(
      htmlPage(url, rows + link('/eportal/ui?pageId=362164&moduleId=17081&currentPage=3', '下一页')),
    )
    expect(part.items).toHaveLength(3)
    expect(part.next).toHaveLength(1)
  })
})

describe('the counter', () => {
  const input = (id: string, value: string): string => `<input id="${id}" value="${value}" type="hidden"/>`
  const fields = (article: string): string =>
    `${input('eprotalCurrentPageId', '362164')}${input('eprotalCurrentColumnId', '')}${input('eportalappPortletId', '3')}<input type='hidden' id='articleKey' value=${article}>`
  const counter = (slot: string, more: string) =>
    easysiteDialect.counter(htmlPage(`${folder}1545021/index.html`, reportHtml(slot, more)))
  const slot = '<span articleCounts="yes"></span>'
  const asked = `${site}/eportal/ui?pageId=362164&moduleId=3&columnId=&articleKey=1545021&`

  test('is the POST of the hidden fields', () => {
    const url = `${asked}struts.portlet.action=/app/counting-front!saveInfo.action`
    expect(counter(slot, fields('1545021'))).toEqual({ url, method: 'POST', body: '' })
  })

  test('goes the older way where the page does', () => {
    const script = '<script>var action = "&portal.url=/app/counting-front!saveInfo.portlet"</script>'
    expect(counter(slot, fields('1545021') + script)?.url).toBe(
      `${asked}portal.url=/app/counting-front!saveInfo.portlet`,
    )
  })

  test('is none without a slot, or without the fields', () => {
    expect(counter('', fields('1545021'))).toBeNull()
    expect(counter(slot, fields('""'))).toBeNull()
    expect(counter(slot, fields('"1&x=2"'))).toBeNull()
    expect(counter(slot, '')).toBeNull()
  })

  test('answers with digits alone', () => {
    expect(easysiteDialect.readCounter('372')).toBe(372)
    expect(easysiteDialect.readCounter('error')).toBeNull()
  })
})

test('pages are known by the hidden fields of the system', () => {
  const hidden = '<div style="display:none" easysite="easysiteHiddenDiv"></div>'
  expect(chooseDialect(htmlPage(`${folder}index.html`, framed('年报', hidden + rows))).name).toBe('easysite')
  expect(easysiteDialect.recognise(htmlPage(`${folder}index.html`, framed('年报', rows)))).toBe(0)
})
