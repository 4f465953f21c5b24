import { describe, expect, test } from 'vitest'
import { dedeDialect } from '../../../crawlers/dialects/dede.ts'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { framed, gbkPage, htmlPage } from '../pages.ts'
import { reportHtml, reportRows } from './rows.ts'

const site = 'http://www.anhe.gov.cn'
const folder = `${site}/html/xxgknb/`
const rows = reportRows([2022, 2021, 2020], (year) => `/html/xxgknb/${year}.html`)
const next = (url: string, pager: string): string[] =>
  dedeDialect
    .list(
      gbkPage(url, framed('信息公开年报', `${rows}<div class="dede_pages"><ul class="pagelist">${pager}</ul></div>`)),
    )
    .next.map((request) => request.url)

describe('further pages', () => {
  const pager = `<li>首页</li><li class="thisclass">1</li><li><a href='list_12_2.html'>2</a></li><li><a href='list_12_3.html'>3</a></li><li><a href='list_12_2.html'>下一页</a></li><li><a href='list_12_3.html'>末页</a></li><li><span class="pageinfo">共 <strong>3</strong>页<strong>25</strong>条</span></li>`

  test('are files beside the column', () => {
    expect(next(folder, pager)).toEqual([`${folder}list_12_2.html`, `${folder}list_12_3.html`])
  })

  test('may stand in the select of the pager alone', () => {
    const select = `<li><select name='sldd' onchange='location.href=this.options[this.selectedIndex].value;'><option value='list_12_1.html' selected>1</option><option value='list_12_2.html'>2</option></select></li>`
    expect(next(folder, select)).toEqual([`${folder}list_12_2.html`])
  })

  const dynamic = (page: number, tid = 12): string =>
    `<li><a href='/plus/list.php?tid=${tid}&TotalResult=25&PageNo=${page}'>${page}</a></li>`

  test('are made by the list script, which adds how many rows there are', () => {
    const url = `${site}/plus/list.php?tid=12`
    expect(next(url, `<li class="thisclass">1</li>${dynamic(2)}${dynamic(3)}`)).toEqual([
      `${url}&TotalResult=25&PageNo=2`,
      `${url}&TotalResult=25&PageNo=3`,
    ])
  })

  test('of another column are none of this one', () => {
    expect(next(`${site}/plus/list.php?tid=12`, dynamic(2, 40))).toEqual([])
    expect(next(folder, dynamic(2, 40) + dynamic(2, 41))).toEqual([])
  })

  test('end with the last page', () => {
    const last = `<li><a href='list_12_1.html'>首页</a></li><li><a href='list_12_2.html'>上一页</a></li><li><a href='list_12_1.html'>1</a></li><li><a href='list_12_2.html'>2</a></li><li class="thisclass">3</li><li>末页</li>`
    expect(next(`${folder}list_12_3.html`, last).every((url) => /list_12_[12]\.html$/.test(url))).toBe(true)
    const fromLast = next(`${site}/plus/list.php?tid=12&TotalResult=25&PageNo=3`, dynamic(1) + dynamic(2))
    expect(fromLast.some((url) => /PageNo=[3-9]/.test(url))).toBe(false)
  })
})

describe('the counter', () => {
  const script = (aid: number, more = 'view=yes&'): string =>
    `<script src="/plus/count.php?${more}aid=${aid}&mid=1" type='text/javascript' language="javascript"></script>`
  const counter = (slot: string, more = '', url = `${folder}2021/0120/196.html`) =>
    dedeDialect.counter(htmlPage(url, reportHtml(slot, more)))

  test('is the script that the page includes for its own number', () => {
    const url = `${site}/plus/count.php?view=yes&aid=196&mid=1`
    expect(counter(script(196))).toEqual({ url, method: 'GET' })
    expect(counter(script(196), `<ul><li>热点：${script(88)}</li><li>${script(1960)}</li></ul>`)?.url).toBe(url)
  })

  test('is the only one on a page whose address has no number', () => {
    expect(counter(script(196), '', `${folder}gzbg.html`)?.url).toContain('aid=196')
    expect(counter(script(196), '', `${folder}8f31c09e12.html`)?.url).toContain('aid=196')
    expect(counter(script(88))).toBeNull()
  })

  test('is none among the counters of others, by a script that only counts, or on another site', () => {
    expect(counter('', script(88) + script(89))).toBeNull()
    expect(counter(script(196, ''))).toBeNull()
    expect(counter('<script src="http://tj.example.com/plus/count.php?view=yes&aid=196&mid=1"></script>')).toBeNull()
    expect(counter('<!-- <script src="/plus/count.php?view=yes&aid=196&mid=1"></script> -->')).toBeNull()
  })

  test('answers with one line of script', () => {
    expect(dedeDialect.readCounter("document.write('372');\r\n")).toBe(372)
  })
})

test('pages are known by the scripts and names of the system', () => {
  const known = [
    htmlPage(`${folder}list_12_2.html`, framed('年报', rows)),
    htmlPage(folder, framed('年报', `${rows}<a href="/plus/search.php">搜索</a>`)),
    htmlPage(
      folder,
      framed('年报', `${rows}<link href="/templets/default/style/page.css"><img src="/uploads/allimg/1.jpg">`),
    ),
  ]
  expect(known.map((page) => chooseDialect(page).name)).toEqual(['dede', 'dede', 'dede'])
  expect(dedeDialect.recognise(htmlPage(folder, framed('年报', rows)))).toBe(0)
})
