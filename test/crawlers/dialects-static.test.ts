import { describe, expect, test } from 'vitest'
import { staticDialect } from '../../crawlers/dialects/static.ts'
import { framed, gbkPage, htmlPage } from './pages.ts'

const column = 'http://slj.qinghe.gov.cn/zwgk/nb/'
const crumbs =
  '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>'

const titles = [2023, 2022, 2021, 2020, 2019].map((year) => `清河县水利局${year}年政府信息公开工作年度报告`)

function rowsOf(count: number, row: (title: string, n: number) => string): string {
  return titles
    .slice(0, count)
    .map((title, n) => row(title, n))
    .join('\n')
}

function read(html: string, url = column) {
  return staticDialect.list(htmlPage(url, html))
}

const titlesOf = (html: string): string[] => read(html).items.map((item) => item.title)
const nextOf = (html: string, url = column): string[] => read(html, url).next.map((request) => request.url)

describe('rows', () => {
  test.each([
    [
      'li with spans',
      `<ul class="list">${rowsOf(5, (t, n) => `<li><a href="./c${n}.html">${t}</a><span>202${n}-01-1${n}</span></li>`)}</ul>`,
    ],
    [
      'li with the date first',
      `<ul>${rowsOf(5, (t, n) => `<li><i>[202${n}-01-1${n}]</i> <a href="c${n}.html">${t}</a></li>`)}</ul>`,
    ],
    [
      'the link around title and date',
      `<ul>${rowsOf(5, (t, n) => `<li><a href="c${n}.html"><em>${t}</em><b>202${n}-01-1${n}</b></a></li>`)}</ul>`,
    ],
    [
      'table rows',
      `<table><tr><th>序号</th><th>标题</th><th>发布日期</th></tr>${rowsOf(5, (t, n) => `<tr><td>${n + 1}</td><td><a href="c${n}.html">${t}</a></td><td>202${n}-01-1${n}</td></tr>`)}</table>`,
    ],
    [
      'a table a row',
      rowsOf(
        5,
        (t, n) =>
          `<table width="100%"><tr><td><img src="dot.gif"></td><td><a href="c${n}.html">${t}</a></td><td>202${n}-01-1${n}</td></tr></table>`,
      ),
    ],
    ['paragraphs', rowsOf(5, (t, n) => `<p>· <a href="c${n}.html">${t}</a>（202${n}-01-1${n}）</p>`)],
    [
      'definition lists',
      `<dl>${rowsOf(5, (t, n) => `<dt><a href="c${n}.html">${t}</a></dt><dd>202${n}-01-1${n}</dd>`)}</dl>`,
    ],
    ['flat links', rowsOf(5, (t, n) => `<a href="c${n}.html">${t}</a> <span>202${n}-01-1${n}</span><br>`)],
    [
      'flat links after their dates',
      rowsOf(5, (t, n) => `<span>202${n}-01-1${n}</span> <a href="c${n}.html">${t}</a><br>`),
    ],
    [
      'lists of five and rules between',
      `<ul class="l">${rowsOf(2, (t, n) => `<li><a href="c${n}.html">${t}</a> 202${n}-01-1${n}</li>`)}</ul><hr><ul class="l">${titles
        .slice(2)
        .map((t, i) => `<li><a href="c${i + 2}.html">${t}</a> 202${i + 2}-01-1${i + 2}</li>`)
        .join('')}</ul>`,
    ],
    [
      'an icon with the same link',
      `<ul>${rowsOf(5, (t, n) => `<li><a href="c${n}.html"><img src="i.gif" alt="文章"></a><a href="c${n}.html">${t}</a><span>202${n}-01-1${n}</span></li>`)}</ul>`,
    ],
  ])('are read from %s', (_, markup) => {
    const { items } = read(framed('政府信息公开年报', crumbs + markup))
    expect(items).toEqual(titles.map((title, n) => ({ url: `${column}c${n}.html`, title, date: `202${n}-01-1${n}` })))
  })

  test('may stand two in a table row, each with its date', () => {
    const cell = (n: number): string => `<td><a href="c${n}.html">${titles[n]}</a></td><td>202${n}-01-01</td>`
    const { items } = read(framed('年报', `<table><tr>${cell(0)}${cell(1)}</tr><tr>${cell(2)}${cell(3)}</tr></table>`))
    expect(items.map((item) => item.date)).toEqual(['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01'])
  })

  test.each(['2019-03-05', '2019/3/5', '2019年3月5日', '2019.03.05', '03-05'])(
    'keep the date %s as written',
    (date) => {
      const markup = rowsOf(3, (t, n) => `<li><a href="c${n}.html">${t}</a><span>[${date}]</span></li>`)
      expect(read(framed('年报', `<ul>${markup}</ul>`)).items.map((item) => item.date)).toEqual([date, date, date])
    },
  )

  test('without a date have none, even when the title holds one', () => {
    const { items } = read(
      framed('年报', `<ul>${rowsOf(3, (t, n) => `<li><a href="c${n}.html">${t}（2019年1月2日发布稿）</a></li>`)}</ul>`),
    )
    expect(items.map((item) => item.date)).toEqual([null, null, null])
  })

  test('may be a single one', () => {
    const markup = `${crumbs}<div class="lb"><ul><li><a href="c0.html">${titles[0]}</a><span>2024-01-10</span></li></ul></div>`
    expect(read(framed('政府信息公开年报', markup)).items).toEqual([
      { url: `${column}c0.html`, title: titles[0], date: '2024-01-10' },
    ])
  })

  test('take the title attribute where the text is cut short, and the text where the attribute says something else', () => {
    const markup = `<ul><li><a href="a.html" title="${titles[0]}">清河县水利局2023年政府信息...</a><span>2024-01-10</span></li>
      <li><a href="b.html" title="${titles[1]}">清河县水利局2022年政府信息公…</a><span>2023-01-10</span></li>
      <li><a href="c.html" title="点击打开">${titles[2]}</a><span>2022-01-10</span></li>
      <li><a href="d.html" title="文章标题：${titles[3]}&#10;作　者：办公室&#10;点击数：12">清河县水利局2020年政…</a><span>2021-01-10</span></li></ul>`
    expect(titlesOf(framed('年报', markup))).toEqual(titles.slice(0, 4))
  })

  test('are followed through scripts', () => {
    const markup = `<ul><li><a href="javascript:void(0)" onclick="window.open('./a.html')">${titles[0]}</a><span>2024-01-10</span></li>
      <li><a href="javascript:openDoc('/b.html','_blank');">${titles[1]}</a><span>2023-01-10</span></li>
      <li onclick="location.href='c.html'">${titles[2]}<span>2022-01-10</span></li>
      <li><a href="javascript:;">${titles[3]}</a><span>2021-01-10</span></li></ul>`
    expect(read(framed('年报', markup)).items.map((item) => item.url)).toEqual([
      `${column}a.html`,
      'http://slj.qinghe.gov.cn/b.html',
      `${column}c.html`,
    ])
  })

  test('may be files, and on other hosts', () => {
    const markup = `<ul><li><a href="/files/2023.pdf">${titles[0]}</a><span>2024-01-10</span></li><li><a href="2022.doc">${titles[1]}</a><span>2023-01-10</span></li>
      <li><a href="http://www.example.com/2021.html">${titles[2]}</a><span>2022-01-10</span></li></ul>`
    expect(read(framed('年报', markup)).items.map((item) => item.url)).toEqual([
      'http://slj.qinghe.gov.cn/files/2023.pdf',
      `${column}2022.doc`,
      'http://www.example.com/2021.html',
    ])
  })

  test('that lead to one address are one item', () => {
    const markup = rowsOf(3, (t, n) => `<li><a href="c${n % 2}.html">${t}</a><span>2020-01-10</span></li>`)
    expect(read(framed('年报', `<ul>${markup}</ul>`)).items).toHaveLength(2)
  })

  test('of other kinds in the column are items like the reports', () => {
    const others =
      '<li><a href="x.html">清河县水利局开展防汛演练</a><span>2020-06-01</span></li><li><a href="y.html">水利局召开全体干部会议部署工作</a><span>2020-05-01</span></li>'
    expect(
      titlesOf(
        framed(
          '年报',
          `<ul>${others}${rowsOf(2, (t, n) => `<li><a href="c${n}.html">${t}</a><span>2021-01-10</span></li>`)}</ul>`,
        ),
      ),
    ).toHaveLength(4)
  })

  test('are not 更多, icons or feeds', () => {
    const markup = `<h3>年报</h3><a href="all.html">更多&gt;&gt;</a><a href="rss.xml">RSS</a><ul>${rowsOf(3, (t, n) => `<li><a href="c${n}.html">${t}</a> <a href="c${n}.pdf">下载</a><span>2021-01-10</span></li>`)}</ul>`
    expect(titlesOf(framed('年报', markup))).toEqual(titles.slice(0, 3))
  })

  test('of several boxes of departments are all read', () => {
    const box = (name: string, n: number): string =>
      `<div class="box"><h3>${name}</h3><ul><li><a href="c${n}.html">${name}2020年政府信息公开年度报告</a><span>2021-01-10</span></li><li><a href="d${n}.html">${name}2019年政府信息公开年度报告</a><span>2020-01-10</span></li></ul></div>`
    expect(read(framed('部门年报', box('财政所', 0) + box('水利站', 1) + box('农技站', 2))).items).toHaveLength(6)
  })

  test('may be years alone under the name of the column', () => {
    const news =
      '<div class="w300"><ul><li><a href="/xw/1.html">县水利局召开防汛抗旱工作部署会议</a><span>2024-03-10</span></li><li><a href="/xw/2.html">县水利局开展水法宣传活动</a><span>2024-03-09</span></li></ul></div>'
    const years = '<ul><li><a href="a.html">2020年度</a></li><li><a href="b.html">2019年度</a></li></ul>'
    expect(titlesOf(framed('政府信息公开年报_清河县水利局', years, news))).toEqual(['2020年度', '2019年度'])
  })

  test('may be named by their department alone when they are dated', () => {
    const markup =
      '<ul><li><a href="a.html">民政局</a><span>2021-02-01</span></li><li><a href="b.html">教育局</a><span>2021-02-02</span></li></ul>'
    expect(titlesOf(framed('部门年报', markup))).toEqual(['民政局', '教育局'])
  })

  test('are about their title, not the department they also link', () => {
    const markup = rowsOf(
      3,
      (t, n) => `<li>[<a href="/bm/${n}/">县水利局</a>] <a href="c${n}.html">${t}</a><span>2021-01-10</span></li>`,
    )
    expect(titlesOf(framed('年报', `<ul>${markup}</ul>`))).toEqual(titles.slice(0, 3))
  })

  test('may be cards whose link holds title, summary and date', () => {
    const summary =
      '根据公开条例的规定，现公布本年度报告，内容包括总体情况、主动公开、依申请公开、存在问题和改进措施，以及其他需要报告的事项。'
    const markup = rowsOf(
      3,
      (t, n) =>
        `<li><a href="c${n}.html"><div class="rq"><b>10</b>2021-01</div><div class="wz"><p>${t}</p><p>${summary}</p></div></a></li>`,
    )
    expect(titlesOf(framed('年报', `<ul>${markup}</ul>`))).toEqual(titles.slice(0, 3))
  })

  test('of cards and lines have the date that stands in an element of its own inside the link', () => {
    const summary =
      '根据公开条例的规定，现公布本年度报告，全文自2007年4月5日条例公布以来每年编制一次，包括总体情况、主动公开和其他需要报告的事项。'
    const card = rowsOf(
      3,
      (t, n) =>
        `<li><a href="c${n}.html"><h2>${t}</h2><div>${summary}</div><p><i>主题：公开年报</i><i>日期：202${n}-01-10 </i></p></a></li>`,
    )
    const line = rowsOf(3, (t, n) => `<li><a href="c${n}.html"><span>202${n}-01-10</span><span>${t}</span></a></li>`)
    const meant = ['2020-01-10', '2021-01-10', '2022-01-10']
    for (const markup of [card, line]) {
      const { items } = read(framed('年报', `<ul>${markup}</ul>`))
      expect(items.map(({ date }) => date)).toEqual(meant)
      expect(items.map(({ title }) => title)).toEqual(titles.slice(0, 3))
    }
    const within = rowsOf(3, (t, n) => `<li><a href="c${n}.html">${t}（<b>2019-12-3${n}</b>修订）</a></li>`)
    expect(read(framed('年报', `<ul>${within}</ul>`)).items.map(({ date }) => date)).toEqual([null, null, null])
  })

  test.each(['data-href', 'data-url', 'data-link'])('may keep their address for a script in %s', (name) => {
    const markup = rowsOf(3, (t, n) => `<li ${name}="/nb/c${n}.html"><b>${t}</b><i>202${n}-01-10</i></li>`)
    expect(read(framed('年报', `<ul>${markup}</ul>`)).items[1]).toEqual({
      url: 'http://slj.qinghe.gov.cn/nb/c1.html',
      title: titles[1],
      date: '2021-01-10',
    })
    const ids = rowsOf(3, (t, n) => `<li ${name}="${n}"><a href="c${n}.html">${t}</a></li>`)
    expect(read(framed('年报', `<ul>${ids}</ul>`)).items[1]?.url).toBe(`${column}c1.html`)
  })

  test('of the column may go by the names of files', () => {
    const markup = rowsOf(
      3,
      (t, n) => `<li><a href="/f/${n}.pdf"><img src="pdf.gif"></a> <a href="/f/${n}.pdf">${t}.pdf</a></li>`,
    )
    expect(read(framed('政府信息公开年报-清河县水利局', `<ul>${markup}</ul>`)).items).toHaveLength(3)
  })

  test('of another column are its rows too, whatever else goes by its name on other pages', () => {
    const markup = ['村级水管员名单', '防汛值班电话', '取水许可办理时限'].map(
      (t, n) => `<li><a href="c${n}.html">关于公布${t}的公告</a><span>2021-01-1${n}</span></li>`,
    )
    const main = `<h1><span>通知公告</span></h1><ul>${markup.join('')}</ul>`
    expect(read(framed('清河县水利局-通知公告', main)).items).toHaveLength(3)
    expect(read(framed('政府信息公开年报-清河县水利局', main)).items).toEqual([])
  })

  test('on a GBK page link in GBK', () => {
    const markup = `<ul>${rowsOf(3, (t, n) => `<li><a href="show.asp?n=${n}&k=洪">${t}</a><span>2021-01-10</span></li>`)}</ul>`
    expect(staticDialect.list(gbkPage(column, framed('年报', markup))).items[0]?.url).toBe(
      `${column}show.asp?n=0&k=%BA%E9`,
    )
  })
})

describe('what is no list', () => {
  const news = (count: number): string =>
    Array.from(
      { length: count },
      (_, n) =>
        `<li><a href="/xw/${n}.html">县水利局召开第${n}次防汛抗旱工作部署会议</a><span>2024-03-${10 + n}</span></li>`,
    ).join('')
  const list = `<ul class="lb">${rowsOf(3, (t, n) => `<li><a href="c${n}.html">${t}</a><span>2021-01-10</span></li>`)}</ul>`

  test.each([
    ['a sidebar by name', `<div class="sidebar"><h3>最新动态</h3><ul>${news(12)}</ul></div>`],
    ['a column without a name', `<div class="w300"><h3>热点新闻</h3><ul>${news(12)}</ul></div>`],
    ['a column without a heading', `<div class="w300"><ul>${news(12)}</ul></div>`],
  ])('%s does not outweigh the list, however many rows it has', (_, aside) => {
    expect(titlesOf(framed('政府信息公开年报', crumbs + list, aside))).toEqual(titles.slice(0, 3))
  })

  test('a menu of the columns is none', () => {
    const menu = `<div class="w200"><ul>${['信息公开指南', '信息公开目录', '依申请公开', '信息公开年报', '信息公开制度'].map((t, n) => `<li><a href="/zwgk/${n}/">${t}</a></li>`).join('')}</ul></div>`
    expect(read(framed('信息公开年报', `${crumbs}<p>暂无内容</p>`, menu)).items).toEqual([])
  })

  const prose =
    '<p>2019年，县水利局认真贯彻落实《中华人民共和国政府信息公开条例》，围绕群众关心的饮水安全、河道治理等事项主动公开政府信息，现将全年工作情况报告如下。</p>'.repeat(
      12,
    )
  const related = `<div class="xgwz2"><h4>相关文章</h4><ul>${rowsOf(5, (t, n) => `<li><a href="c${n}.html">${t}</a><span>2021-01-1${n}</span></li>`)}</ul></div>`

  test.each([
    ['a long article', `<h1>${titles[4]}</h1><div class="content">${prose}</div>${related}`],
    [
      'a short article with neighbours',
      `<h1>${titles[4]}</h1><div>发布时间：2020-01-15　来源：县水利局　【打印】【关闭】</div><p>详见附件。</p><p>上一篇：<a href="p.html">${titles[3]}</a></p><p>下一篇：<a href="n.html">没有了</a></p>${related}`,
    ],
  ])('%s has no items and no next pages, whatever stands below it', (_, main) => {
    const reading = read(framed(`${titles[4]}-清河县水利局`, crumbs + main), `${column}202001/show_81.html`)
    expect(reading).toEqual({ items: [], next: [] })
  })
})

describe('next pages', () => {
  const list = `<ul>${rowsOf(3, (t, n) => `<li><a href="c${n}.html">${t}</a><span>2021-01-10</span></li>`)}</ul>`
  const withPager = (pager: string): string => framed('年报', `${crumbs}${list}<div class="fy">${pager}</div>`)

  test.each(['下一页', '下页', '后页', '下一页>', '>', '»', 'Next'])('follow %s', (word) => {
    expect(nextOf(withPager(`<a href="index_2.html">${word}</a>`))).toEqual([`${column}index_2.html`])
  })

  test('follow numbers', () => {
    const pager =
      '<span>1</span><a href="list_2.html">2</a><a href="list_3.html">[3]</a><a href="list_2.html">下一页</a>'
    expect(nextOf(withPager(pager), `${column}list.html`).sort()).toEqual([
      `${column}list_2.html`,
      `${column}list_3.html`,
    ])
  })

  test('fill the gap to a stated total', () => {
    const pager = '第<b>1</b>页/共<b>5</b>页 <a href="index_2.html">下一页</a> <a href="index_5.html">尾页</a>'
    expect(nextOf(withPager(pager)).sort()).toEqual([2, 3, 4, 5].map((n) => `${column}index_${n}.html`))
  })

  test.each(['页次<b>1</b>/<b>5</b>', '页次：1/5', '总页数：1/5'])(
    'fill the gap to a total in other words: %s',
    (words) => {
      const pager = `${words} <b>1</b> <a href="index_2.html">2</a> <a href="index_2.html">下一页</a> <a href="index_5.html">尾页</a>`
      expect(nextOf(withPager(pager)).sort()).toEqual([2, 3, 4, 5].map((n) => `${column}index_${n}.html`))
    },
  )

  test('fill the gap of a query', () => {
    const pager = '共 4 页 <a href="?cid=8&page=2">2</a> <a href="?cid=8&page=4">末页</a>'
    expect(nextOf(withPager(pager), `${column}list.php?cid=8`).sort()).toEqual(
      [2, 3, 4].map((n) => `${column}list.php?cid=8&page=${n}`),
    )
  })

  test('fill the gap where pages are numbered in reverse', () => {
    const pager =
      '<span>1</span><a href="nb/6.htm">2</a><a href="nb/5.htm">3</a>...<a href="nb/1.htm">7</a><a href="nb/6.htm">下页</a><a href="nb/1.htm">尾页</a> 共7页'
    expect(nextOf(withPager(pager), 'http://slj.qinghe.gov.cn/zwgk/nb.htm').sort()).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `${column}${n}.htm`),
    )
  })

  test('are followed from buttons', () => {
    const input = `<input type="button" value="下一页" onclick="location='?p=2'">`
    expect(nextOf(withPager(input))).toEqual([`${column}?p=2`])
    const button = `<button onclick="location.href='index_2.html'">下一页</button>`
    expect(nextOf(withPager(button))).toEqual([`${column}index_2.html`])
  })

  test('stand in the frame of a column whose page is only the edge around it', () => {
    const frames =
      '<iframe src="/inner/list.jsp?cid=8"></iframe><iframe src="/inc/foot.html"></iframe><iframe src="/hits/count.jsp"></iframe>'
    expect(nextOf(framed('政府信息公开年报-清河县水利局', frames))).toEqual([
      'http://slj.qinghe.gov.cn/inner/list.jsp?cid=8',
    ])
    expect(nextOf(framed('办事指南-清河县水利局', frames))).toEqual([])
    expect(nextOf(framed('政府信息公开年报-清河县水利局', frames + list))).toEqual([])
  })

  test('may be made by another program than the first one', () => {
    const link = (word: string, query: string) => `<a href="/common/list.jsp?${query}">${word}</a>`
    const pager = `共 3 页 ${link('2', 'cid=8&pageNo=2')} ${link('下一页', 'cid=8&pageNo=2')} ${link('尾页', 'cid=8&pageNo=3')}`
    const program = 'http://slj.qinghe.gov.cn/common/list.jsp'
    expect(nextOf(withPager(pager)).sort()).toEqual([2, 3].map((n) => `${program}?cid=8&pageNo=${n}`))
  })

  test.each([
    ['of several boxes', '<a href="/n.jsp?box=1&page=2">下一页</a><a href="/n.jsp?box=2&page=2">下一页</a>'],
    ['of another number', '<a href="/n.jsp?page=7">下一页</a>'],
    ['of a calendar', '<a href="/n.jsp?month=2&page=2">下一页</a>'],
    ['of another column', '<a href="/n.jsp?cid=9&page=2">下一页</a>'],
    ['on another host', '<a href="http://www.qinghe.gov.cn/n.jsp?page=2">下一页</a>'],
  ])('are none that another program makes: %s', (_, pager) => {
    expect(nextOf(withPager(pager), `${column}index.html?cid=8`)).toEqual([])
  })

  test('are read from a select', () => {
    const plain =
      '<select onchange="location.href=this.value"><option value="index.html" selected>第1页</option><option value="index_2.html">第2页</option><option value="index_3.html">第3页</option></select>'
    expect(nextOf(withPager(plain), `${column}index.html`)).toEqual([`${column}index_2.html`, `${column}index_3.html`])
    const built = `<select onchange="window.location='list.asp?page='+this.value"><option value="1">1</option><option value="2">2</option></select>`
    expect(nextOf(withPager(built), `${column}list.asp`)).toEqual([`${column}list.asp?page=2`])
  })

  test('go on from a page in the middle, without asking for it again', () => {
    const pager =
      '<a href="index.html">1</a><a href="index_2.html">2</a><span>3</span><a href="index_4.html">4</a><a href="index_4.html">下一页</a>'
    expect(nextOf(withPager(pager), `${column}index_3.html`).sort()).toEqual([
      `${column}index.html`,
      `${column}index_2.html`,
      `${column}index_4.html`,
    ])
  })

  test('are none behind the last, though its pager leads on', () => {
    const pager = '第5页/共5页 <a href="index_4.html">上一页</a> <a href="index_6.html">下一页</a>'
    expect(nextOf(withPager(pager), `${column}index_5.html`)).toEqual([`${column}index_4.html`])
  })

  test('may stand in a folder named by the number of the first', () => {
    const pager = '<span>1</span><a href="123/2.html">2</a><a href="123/2.html">下一页</a>'
    expect(nextOf(withPager(pager), 'http://slj.qinghe.gov.cn/channel/123.html')).toEqual([
      'http://slj.qinghe.gov.cn/channel/123/2.html',
    ])
  })

  test('never lead off the list', () => {
    const calendar = Array.from(
      { length: 28 },
      (_, n) => `<a href="?date=2024-02-${n + 1}">${n + 1}</a><a href="?day=${n + 1}">${n + 1}</a>`,
    ).join('')
    const strays = `${calendar}<a href="../zn/index_2.html">2</a><a href="/xw/list.html">下一页</a><a href="http://www.jinhe.gov.cn/zwgk/nb/index_2.html">3</a>
      <a href="c2.html">4</a><a href="t20200103_2.html">下一页</a><a href="?cid=9&page=2">2</a><a href="../">1</a>
      <select onchange="window.open(this.value)"><option value="">友情链接</option><option value="http://www.jinhe.gov.cn/">金河县</option><option value="/xw/">县新闻网</option></select>`
    expect(nextOf(withPager(strays), `${column}index.html?cid=8`)).toEqual([])
  })

  test.each([
    [
      'list.jsp?a3t=3&a3p=2&a3c=15&urltype=tree.TreeTempUrl&wbtreeid=1022',
      'list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1022',
    ],
    ['list-12-2.html', 'list-12.html'],
    ['list_12_2.html', ''],
    ['page/2/', ''],
    ['p/2.html', ''],
    ['nb.aspx?pageindex=2', 'nb.aspx?pageindex=1'],
  ])('follow %s from %j', (href, here) => {
    expect(nextOf(withPager(`<a href="${href}">下一页</a>`), column + here)).toEqual([column + href])
  })

  test('take no row of short dates for the number of the page', () => {
    const dated = `<ul>${rowsOf(3, (t, n) => `<li><a href="c${n}.html">${t}</a><span>3/1${n}</span></li>`)}</ul>共3页 <a href="index_2.html">下一页</a>`
    expect(nextOf(framed('年报', dated)).sort()).toEqual([`${column}index_2.html`, `${column}index_3.html`])
  })

  test('are not another list of the same folder', () => {
    expect(nextOf(withPager('<a href="list-13-2.html">下一页</a>'), `${column}list-12.html`)).toEqual([])
  })

  test('stop at a sane number', () => {
    expect(nextOf(withPager('共99999页 <a href="index_2.html">下一页</a>')).length).toBeLessThanOrEqual(300)
  })
})

test('markup of any depth and breadth is read without overflow', () => {
  const deep = `${'<div><a href="x.html">'.repeat(20_000)}年报`
  expect(() => read(deep)).not.toThrow()
  const broad = framed(
    '年报',
    `<ul>${'<li class="r"><a href="a.html">清河县水利局2020年政府信息公开年度报告</a></li><p></p>'.repeat(5000)}</ul>`,
  )
  expect(read(broad).items).toHaveLength(1)
})

test('counters of other systems are not guessed at', () => {
  expect(staticDialect.counter(htmlPage(column, '<script src="/count.asp?id=3"></script>'))).toBeNull()
})
