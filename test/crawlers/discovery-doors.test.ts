import { describe, expect, test } from 'vitest'
import { columnLinks, waysOf } from '../../crawlers/discovery.ts'
import { framed, htmlPage } from './pages.ts'

const home = 'http://slj.qinghe.gov.cn/'
const ways = (html: string) => waysOf(htmlPage(home, html))
const urls = (html: string) => columnLinks(htmlPage(home, html)).map(({ url }) => url.replace(home, '/'))

describe('a way to the column may be', () => {
  test.each([
    ['a picture by its alt text', '<a href="/nb/"><img src="a.png" alt="政府信息公开年报"></a>'],
    ['a picture by its title', '<a href="/nb/"><img src="a.png" title="政府信息公开年报"></a>'],
    ['an area of an image map', '<map><area href="/nb/" alt="政府信息公开年报" coords="0,0,9,9"></map>'],
    [
      'an option of a menu',
      '<select onchange="go(this.value)"><option value="/nb/">政府信息公开年报</option></select>',
    ],
    ['a box that opens it by script', '<div onclick="window.open(\'/nb/\')"><span>政府信息公开年报</span></div>'],
    ['a link that a script writes', `<script>document.write('<li><a href="/nb/">政府信息公开年报</a></li>')</script>`],
    [
      'a link in pieces of a script',
      `<script>var m = "<a href='/nb/' target='_blank'>" + "政府信息公开年报" + "</a>"; $('#nav').html(m)</script>`,
    ],
    [
      'a link with quotes that the script escapes',
      `<script>document.write("<a href=\\"/nb/\\">政府信息公开年报</a>")</script>`,
    ],
    ['a button', '<button onclick="location.href=\'/nb/\'">政府信息公开年报</button>'],
    ['a button of a form', '<input type="button" value="政府信息公开年报" onclick="window.location=\'/nb/\'">'],
    ['a link with the years since when', '<a href="/nb/">政府信息公开年度报告（2008年以来）</a>'],
    ['a link without a word, by its folder', '<a href="/nb/"><i class="icon"></i></a>'],
    ['a link cut short, by its title', '<a href="/nb/" title="政府信息公开年度报告">政府信息公开年…</a>'],
  ])('%s', (_, html) => expect(urls(html)).toEqual(['/nb/']))

  test('a link without a word may be known by the name of its file too', () => {
    expect(urls('<a href="/xxgk1/xxgknb.htm"></a><a href="/xxgk1/xxgkzn.htm"></a>')).toEqual(['/xxgk1/xxgknb.htm'])
    expect(urls('<a href="/xxgk1/bnb.htm"></a><a href="/xxgk1/nb.pdf"></a>')).toEqual([])
  })

  test('in the frames of a frameset, always', () => {
    const frames = '<frameset><frame src="top.html"><frame src="main.html"><noframes>无框架</noframes></frameset>'
    expect(urls(`<html>${frames}</html>`)).toEqual(['/top.html', '/main.html'])
  })

  test('in a frame inside the page, where no link names the column', () => {
    const frame = '<iframe src="/menu.html"></iframe><iframe src="http://tianqi.com/w"></iframe>'
    expect(urls(frame)).toEqual(['/menu.html'])
    expect(urls(`${frame}<a href="/nb/">政府信息公开年报</a>`)).toEqual(['/nb/'])
  })

  test.each([
    '<iframe name="vishidden" src="/visit.jsp"></iframe>',
    '<iframe src="/hits.html" width="0" height="0"></iframe>',
    '<iframe src="/hits.html" style="display:none"></iframe>',
  ])('but not in a frame that nobody sees: %s', (frame) => expect(urls(frame)).toEqual([]))

  test('in a few frames only, however many there are', () => {
    const frames = Array.from({ length: 50 }, (_, n) => `<iframe src="/f${n}.html"></iframe>`).join('')
    expect(urls(frames).length).toBeLessThanOrEqual(6)
  })
})

test('a script whose link is put together from what is not written names nothing', () => {
  expect(urls(`<script>document.write('<a href="' + url + '">' + name + '</a>')</script>`)).toEqual([])
})

test('what a comment holds is no way', () => {
  expect(urls('<!-- <a href="/nb/">政府信息公开年报</a> -->')).toEqual([])
})

describe('columns of other reports', () => {
  const decoys = [
    '财政预决算',
    '部门决算',
    '部门预决算公开',
    '法治政府建设年度报告',
    '政务服务年报',
    '企业年报',
    '统计年鉴',
    '环境状况公报',
    '国民经济和社会发展统计公报',
    '企业环境信息公开年报',
    '党务公开年报',
    '行政执法公开年度报告',
    '社会组织年度报告',
    '政府网站工作年度报表',
  ]

  test.each(decoys)('%s is refused, as a text and as a picture', (name) => {
    for (const link of [`<a href="/x/">${name}</a>`, `<a href="/x/"><img src="x.png" alt="${name}"></a>`]) {
      const { columns, refused } = ways(link)
      expect(columns).toEqual([])
      expect(refused).toEqual([{ url: `${home}x/`, text: name, reason: expect.stringMatching(/../) }])
      expect(name).toContain(refused[0]?.reason)
    }
  })

  test('are told beside the column, news are not', () => {
    const links = ['政府信息公开年报', '部门决算', '工作动态', '政府公报'].map(
      (name, n) => `<a href="/c${n}/">${name}</a>`,
    )
    const { columns, refused } = ways(framed('清河县水利局', links.join('')))
    expect(columns.filter(({ score }) => score >= 0.7).map(({ text }) => text)).toEqual(['政府信息公开年报'])
    expect(refused.map(({ text }) => text)).toEqual(['部门决算'])
  })
})

test.each(['清河县疾病预防控制中心信息公开', '滨河街道政府信息公开', '清河镇信息公开'])(
  'the disclosure of a unit is a step on the way: %s',
  (name) => expect(ways(`<a href="/x/">${name}</a>`).columns).toHaveLength(1),
)

test.each([
  '清河县疾病预防控制中心信息公开年报',
  '市生态环境局信息公开年报',
  '县财政局政府信息公开年报',
  '审计局信息公开工作年度报告',
])('the column of an agency whose name recalls other accounts is one: %s', (name) =>
  expect(ways(`<a href="/x/">${name}</a>`)).toMatchObject({ columns: [{ url: `${home}x/` }], refused: [] }),
)
