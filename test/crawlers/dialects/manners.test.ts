import { describe, expect, test } from 'vitest'
import { staticDialect } from '../../../crawlers/dialects/static.ts'
import { framed, htmlPage } from '../pages.ts'

const column = 'http://www.qinghe.gov.cn/zwgk/nb/'
const report = (year: number, agency = '清河县水利局'): string => `${agency}${year}年政府信息公开工作年度报告`
const row = (href: string, title: string, date = '2024-01-10'): string =>
  `<li><a href="${href}">${title}</a><span>${date}</span></li>`
const list = (years: readonly number[]): string =>
  `<ul class="lb">${years.map((year) => row(`${year}.html`, report(year))).join('')}</ul>`

function read(main: string, name = '政府信息公开年报') {
  const { items, next } = staticDialect.list(htmlPage(column, framed(`${name}-清河县水利局`, main)))
  const short = ({ url }: { url: string }): string => url.replace(column, '')
  return {
    items: items.map(short),
    titles: items.map(({ title }) => title),
    dates: items.map(({ date }) => date),
    next: next.map(short),
  }
}

describe('in a column of reports', () => {
  const agencies = ['县教育局', '县财政局', '清河镇人民政府', '滨河街道办事处']
  const links = (prefix: string): string =>
    agencies.map((name, n) => `<li><a href="${prefix}${n}.html">${name}</a></li>`).join('')

  test.each([
    [
      'the boxes of years',
      `<h3>2023年度</h3><ul class="l">${links('a')}</ul><h3>2022年度</h3><ul class="l">${links('b')}</ul>`,
    ],
    [
      'one table',
      `<table><tr>${links('a').replaceAll('li>', 'td>')}</tr><tr>${links('b').replaceAll('li>', 'td>')}</tr></table>`,
    ],
  ])('agencies are rows though nothing says more of them: %s', (_, main) => {
    expect(read(main).items).toEqual([
      ...agencies.map((_name, n) => `a${n}.html`),
      ...agencies.map((_name, n) => `b${n}.html`),
    ])
  })

  test('agencies are none in another column, and none that lead to their own home pages', () => {
    expect(read(`<ul>${links('a')}</ul>`, '机构设置').items).toEqual([])
    const homes = agencies.map((name, n) => `<li><a href="http://b${n}.qinghe.gov.cn/">${name}</a></li>`).join('')
    expect(read(`<ul>${homes}</ul>`).items).toEqual([])
    expect(read(`${list([2023, 2022])}<ul class="yq">${links('/bm/')}</ul>`).items).toEqual(['2023.html', '2022.html'])
  })

  test('its parts are rows', () => {
    const parts = ['市政府年报', '部门年报', '区县年报'].map((name, n) => `<li><a href="${n}/">${name}</a></li>`)
    expect(read(`<ul>${parts.join('')}</ul>`).items).toEqual(['0/', '1/', '2/'])
  })

  test.each([
    ['one', '<div class="zd"><span>[置顶]</span><a href="2015.html">TITLE</a><em>2016-01-10</em></div>'],
    ['another kind of', '<div class="zd"><p><b>[置顶]</b><a href="2015.html">TITLE</a><em>2016-01-10</em></p></div>'],
  ])('what is pinned above the list is a row with its date: %s box', (_, pinned) => {
    const found = read(pinned.replace('TITLE', report(2015)) + list([2023, 2022, 2021]))
    expect(found.items).toEqual(['2015.html', '2023.html', '2022.html', '2021.html'])
    expect(found.dates).toEqual(['2016-01-10', '2024-01-10', '2024-01-10', '2024-01-10'])
  })

  test('the tabs of its years are rows, those of news are not', () => {
    const tabs = [2023, 2022, 2021].map((year) => `<li><a href="${year}/">${year}年</a></li>`).join('')
    expect(read(`<ul class="tab">${tabs}</ul>${list([2023, 2022])}`).items).toEqual([
      '2023/',
      '2022/',
      '2021/',
      '2023.html',
      '2022.html',
    ])
    expect(read(`<ul class="tab">${tabs}</ul>${list([2023, 2022])}`, '栏目列表').items).toEqual([
      '2023.html',
      '2022.html',
    ])
  })

  test.each([
    ['an address with the year', `onchange="location.href='list.jsp?year='+this.value"`],
    ['a function of the page', 'onchange="turn(this.options[this.selectedIndex].value)"'],
  ])('the years of a select are rows: by %s', (_, onchange) => {
    const options = [2023, 2022].map((year) => `<option value="${year}">${year}年</option>`).join('')
    const script = "<script>function turn(y) { location.href = 'list.jsp?year=' + y }</script>"
    const found = read(
      `<select ${onchange}><option value="">请选择</option>${options}</select>${list([2023, 2022])}${script}`,
    )
    expect(found.items.slice(2)).toEqual(['list.jsp?year=2023', 'list.jsp?year=2022'])
  })

  test('the options of a select may be the reports themselves', () => {
    const options = [2023, 2022].map(
      (year) => `<option value="${year}.html">${report(year, '清河县第一中学')}</option>`,
    )
    const select = `<select onchange="window.open(this.value)"><option value="">请选择</option>${options.join('')}</select>`
    const { items, titles } = read(select)
    expect(items).toEqual(['2023.html', '2022.html'])
    expect(titles[0]).toBe(report(2023, '清河县第一中学'))
  })

  test('a select of other things is none', () => {
    const options =
      '<option value="/a/">县政府</option><option value="/b/">2023年</option><option value="/c/">县人大</option>'
    expect(read(`<select onchange="location.href=this.value">${options}</select>${list([2023])}`).items).toEqual([
      '2023.html',
    ])
  })
})

describe('更多 beside the first rows', () => {
  const box = (name: string, n: number, more = '更多&gt;&gt;'): string =>
    `<div class="box"><div class="hd"><h3>${name}</h3><a href="${n}/">${more}</a></div><ul>${row(`${n}.html`, report(2023, name))}${row(`${n}b.html`, report(2022, name))}</ul></div>`

  test('leads to the whole list', () => {
    const found = read(['县政府', '教育局', '财政局'].map((name, n) => box(name, n)).join(''))
    expect(found.items).toHaveLength(6)
    expect(found.next).toEqual(['0/', '1/', '2/'])
  })

  test('leads to none where it belongs to something else', () => {
    const news =
      '<div class="box2"><h3>工作动态</h3><a href="/xw/">更多</a><ul><li><a href="/xw/1.html">县水利局召开会议部署防汛工作</a></li></ul></div>'
    expect(read(`${news}${list([2023, 2022])}<a href="/all/">更多</a>`).next).toEqual([])
  })
})

describe('rows whose title is no link', () => {
  const cells = (year: number, link: string): string =>
    `<div class="row"><div class="bt">${report(year)}</div><div class="rq">${year + 1}-01-10</div><div><a href="${year}.html">${link}</a></div></div>`

  test.each(['查看', '[查看详情]', '下载', '点击下载', '详细信息'])('are read from beside %s', (link) => {
    const found = read(`<div class="lb">${[2023, 2022, 2021].map((year) => cells(year, link)).join('')}</div>`)
    expect(found.items).toEqual(['2023.html', '2022.html', '2021.html'])
    expect(found.titles).toEqual([2023, 2022, 2021].map((year) => report(year)))
    expect(found.dates).toEqual(['2024-01-10', '2023-01-10', '2022-01-10'])
  })

  test('are none where the titles are of something else, nor the files of an article', () => {
    const other = [1, 2, 3].map((n) => `<p>县水利局第${n}号招标公告全文 <a href="${n}.doc">下载</a></p>`).join('')
    expect(read(`<div>${other}</div>`, '招标公告').items).toEqual([])
  })
})
