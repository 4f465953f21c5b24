import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { columnLinks, judgePage } from '../../crawlers/discovery.ts'
import { framed, htmlPage } from './pages.ts'

const home = 'http://slj.qinghe.gov.cn/'

const linksOf = (markup: string, url = home) => columnLinks(htmlPage(url, markup))
const best = (text: string, href = 'lm/3/'): number => linksOf(`<a href="${href}">${text}</a>`)[0]?.score ?? 0

describe('links to the column', () => {
  test.each([
    '政府信息公开年报',
    '信息公开年度报告',
    '政府信息公开工作年度报告',
    '政府信息公开年度报告',
    '信息公开年报',
    '县水利局信息公开年报',
    '政务公开年报',
    '公开年报',
    '年报',
    '年度报告',
    '历年年报',
    '· 信息公开工作年报',
    '政府信息公开工作报告',
    '信息公开工作报告',
    '政府信息公开年度报告（2008-2023）',
    '政府信息年报',
    '年报公开',
    '年度报告公开',
    '部门年报',
    '区县年报',
    '乡镇（街道）年报',
    '市直单位年报',
  ])('%s is the column', (text) => expect(best(text)).toBeGreaterThanOrEqual(0.7))

  test.each([
    '政府信息公开',
    '信息公开',
    '政务公开',
    '政府信息公开专栏',
    '县水利局政府信息公开',
    '法定主动公开内容',
    '【信息公开】',
  ])('%s is a step on the way', (text) => {
    expect(best(text)).toBeGreaterThan(0)
    expect(best(text)).toBeLessThan(0.7)
  })

  test.each([
    '财政预决算',
    '部门决算',
    '法治政府建设年度报告',
    '法治政府建设年报',
    '政务服务年报',
    '年报会计',
    '企业年报',
    '企业信息年度报告公示',
    '统计年报',
    '统计年鉴',
    '政府网站工作年度报表',
    '事业单位年度报告',
    '社会组织年报',
    '审计工作报告',
    '政府工作报告',
    '环境状况公报',
    '水资源公报',
    '信息公开指南',
    '依申请公开',
    '公开制度',
    '新闻中心',
    '清河县水利局2020年政府信息公开工作年度报告',
    '政府信息公开年度报告（2020）',
    '政府工作报告公开',
    '事业单位年报',
  ])('%s is not followed', (text) => expect(best(text)).toBe(0))

  test('may be images with a name, or links with a title', () => {
    expect(linksOf('<a href="/nb/"><img src="nb.png" alt="政府信息公开年报"></a>')[0]?.url).toBe(`${home}nb/`)
    expect(
      linksOf('<a href="/c/7/" title="政府信息公开工作年度报告">政府信息公开工作年...</a>')[0]?.score,
    ).toBeGreaterThanOrEqual(0.7)
  })

  test('come best first, each address once, and stay on the site', () => {
    const found =
      linksOf(`<a href="/zwgk/">政务公开</a><a href="/zwgk/xxgknb/">信息公开年报</a><a href="/zwgk/xxgknb/">年报</a>
      <a href="http://www.jinhe.gov.cn/nb/">政府信息公开年报</a><a href="http://www.qinghe.gov.cn/zwgk/">政府信息公开</a><a href="javascript:;">年报</a>`)
    expect(found.map((link) => link.url)).toEqual([
      `${home}zwgk/xxgknb/`,
      'http://www.qinghe.gov.cn/zwgk/',
      `${home}zwgk/`,
    ])
    expect(found[0]?.reason).toContain('年报')
  })

  test('do not lead to the page itself', () => {
    expect(linksOf('<a href="./">政府信息公开年报</a><a href="index.html">信息公开年报</a>', `${home}nb/`)).toEqual([])
  })
})

describe('the role of a page', () => {
  const judge = (url: string, html: string): string => {
    const page = htmlPage(url, html)
    return judgePage(page, chooseDialect(page).list(page)).role
  }
  const crumbs = (...names: string[]): string =>
    `<div class="dqwz">当前位置：<a href="/">首页</a>${names.map((name) => ` &gt; <a href="/x/">${name}</a>`).join('')}</div>`
  const rows = (...titles: string[]): string =>
    `<ul>${titles.map((title, n) => `<li><a href="c${n}.html">${title}</a><span>2021-01-1${n}</span></li>`).join('')}</ul>`
  const mixed = rows(
    '清河县水利局2020年政府信息公开工作年度报告',
    '水利局召开2021年度工作会议',
    '水利局开展汛前检查',
    '水利局慰问困难职工',
  )
  const reports = rows('清河县水利局2020年政府信息公开工作年度报告', '清河县水利局2019年政府信息公开工作年度报告')
  const body =
    '<p>一年来，县水利局按照公开条例的要求，主动公开重点领域信息，办理依申请公开事项，接受社会监督，现将有关情况报告如下。</p>'.repeat(
      12,
    )

  test.each([
    [
      'column',
      'by its breadcrumb, few reports among its rows',
      `${home}nb/`,
      framed('清河县水利局', crumbs('政务公开', '信息公开年报') + mixed),
    ],
    ['column', 'by its title', `${home}nb/`, framed('政府信息公开年度报告_清河县水利局', mixed)],
    ['column', 'by its heading', `${home}nb/`, framed('清河县水利局', `<h2>政府信息公开年报</h2>${mixed}`)],
    ['column', 'by its rows alone', `${home}list/7.html`, framed('栏目列表', reports)],
    ['column', 'with one row', `${home}nb/`, framed('信息公开年报', crumbs('信息公开年报') + rows('2020年年报'))],
    [
      'item',
      'a report',
      `${home}nb/c0.html`,
      framed('清河县水利局2020年政府信息公开工作年度报告', crumbs('信息公开年报', '正文') + body),
    ],
    [
      'item',
      'a report under the name of its column',
      `${home}nb/2021/c0.html`,
      framed('信息公开年报', crumbs('信息公开年报') + body + reports),
    ],
    [
      'item',
      'a short report with an attachment',
      `${home}nb/show.asp?id=81`,
      framed(
        '清河县水利局2020年政府信息公开年度报告',
        '<h1>清河县水利局2020年政府信息公开年度报告</h1><p>发布时间：2021-01-15　来源：县水利局　点击数：81</p><p>全文见附件。</p><p>附件：<a href="a.pdf">清河县水利局2020年政府信息公开年度报告.pdf</a></p>',
      ),
    ],
    [
      'hub',
      'a home page with the newest reports',
      home,
      framed('清河县水利局', `<h3>最新公开</h3>${reports}<a href="/zwgk/nb/">信息公开年报</a>`),
    ],
    [
      'hub',
      'a home page with a box of the column',
      home,
      framed(
        '清河县水利局',
        `<h3>政府信息公开年报</h3><a href="/zwgk/nb/">更多</a>${reports}<a href="/zwgk/">政务公开</a>`,
      ),
    ],
    [
      'hub',
      'a home page below the root of its host',
      `${home}slj/`,
      framed('清河县水利局', `<h3>最新公开</h3>${reports}<a href="/slj/nb/">信息公开年报</a>`),
    ],
    [
      'hub',
      'a page of columns',
      `${home}zwgk/`,
      framed(
        '政务公开',
        `${crumbs('政务公开')}<ul><li><a href="zn/">信息公开指南</a></li><li><a href="nb/">信息公开年报</a></li><li><a href="czyjs/">财政预决算</a></li></ul>`,
      ),
    ],
    [
      'hub',
      'a column of budgets beside the one sought',
      `${home}zwgk/czyjs/`,
      framed(
        '财政预决算',
        `<a href="../nb/">信息公开年报</a>${crumbs('财政预决算')}${rows('清河县水利局2020年部门决算', '清河县水利局2021年部门预算')}`,
      ),
    ],
    [
      'other',
      'reports of another kind',
      `${home}fzzf/`,
      '<html><head><title>法治政府建设年度报告</title></head><body><h2>法治政府建设年度报告</h2><ul><li><a href="a.html">清河县水利局2020年法治政府建设年度报告</a><span>2021-01-02</span></li><li><a href="b.html">清河县水利局2019年法治政府建设年度报告</a><span>2020-01-02</span></li></ul></body></html>',
    ],
    ['other', 'an empty page', `${home}x.html`, ''],
  ])('%s: %s', (role, _, url, html) => expect(judge(url, html)).toBe(role))

  test.each([
    '清河县财政局2019年年度报告',
    '清河县统计局政务公开2019年年报',
    '卫生健康委员会2020年年度报告',
    '编制委员会办公室2019年年报',
  ])('agencies whose names recall other accounts publish reports too: %s', (title) =>
    expect(judge(`${home}list/7.html`, framed('栏目列表', rows(title, `${title}（修订）`)))).toBe('column'),
  )

  test('is told with a reason', () => {
    const page = htmlPage(`${home}nb/`, framed('信息公开年报', reports))
    expect(judgePage(page, chooseDialect(page).list(page)).reason).toBe('named 信息公开年报; 2 of 2 rows are reports')
  })
})
