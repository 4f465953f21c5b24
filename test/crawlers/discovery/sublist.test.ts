import { expect, test } from 'vitest'
import { staticDialect } from '../../../crawlers/dialects/static.ts'
import { isSublist, mayBeSublist } from '../../../crawlers/discovery/sublist.ts'
import { framed, htmlPage } from '../pages.ts'

const url = 'http://www.qinghe.gov.cn/zwgk/nb/x/'
const report = (year: number, agency = '县水利局'): string => `清河${agency}${year}年政府信息公开工作年度报告`
const rows = (titles: readonly string[], ending = '.html', date = '2024-01-10'): string =>
  `<ul>${titles.map((title, n) => `<li><a href="r${n}${ending}">${title}</a><span>${date}</span></li>`).join('')}</ul>`
const agencies = ['县水利局', '县教育局', '县财政局']

function isList(rowTitle: string | undefined, title: string, main: string): boolean {
  const page = htmlPage(url, framed(title, main))
  return isSublist(page, staticDialect.list(page), rowTitle)
}

test.each([
  ['a year of many agencies', '2023年', '政府信息公开年报', rows(agencies.map((name) => report(2023, name)))],
  ['a year by the day of publication', '2024年', '政府信息公开年报', rows(agencies.map((name) => report(2023, name)))],
  [
    'a year named like a report',
    '2023年政府信息公开年报',
    '2023年政府信息公开年报',
    rows(agencies.map((name) => report(2023, name))),
  ],
  ['an agency of many years', '县水利局', '县水利局年报', rows([2023, 2022, 2021].map((year) => report(year)))],
  ['a part of the column', '部门年报', '部门年报', rows(agencies.map((name) => report(2022, name)))],
  ['an agency that shows years alone', '县水利局', '县水利局信息公开年报', rows(['2023年', '2022年', '2021年'])],
  ['a year of one report', '2023年', '政府信息公开年报', rows([report(2023)])],
  [
    'files with dates',
    '2023年',
    '政府信息公开年报',
    rows(
      agencies.map((name) => report(2023, name)),
      '.pdf',
    ),
  ],
  [
    'a year with the tabs of the others above',
    '2023年',
    '政府信息公开年报',
    `<ul class="tab">${[2023, 2022, 2021].map((year) => `<li><a href="../${year}/">${year}年</a></li>`).join('')}</ul>${rows(agencies.map((name) => report(2023, name)))}`,
  ],
])('a row may be a list: %s', (_, rowTitle, title, main) => {
  expect(mayBeSublist(rowTitle)).toBe(true)
  expect(isList(rowTitle, title, main)).toBe(true)
})

test.each([
  [
    'a picture of the report beside those of other years',
    '2023年',
    '政府信息公开年报',
    `<img src="1.jpg"><img src="2.jpg"><h3>历年年报</h3>${rows([2023, 2022, 2021].map((year) => report(year)))}`,
  ],
  [
    'a report that has one other beside it',
    '2023年',
    report(2023),
    `<p>见下图。</p><img src="1.jpg">${rows([report(2022)])}`,
  ],
  [
    'a report whose text is its file',
    '2023年',
    report(2023),
    `<p>${report(2023)}</p><p>附件：<a href="a.pdf">${report(2023)}</a></p>`,
  ],
  ['news', '县水利局', '县水利局', rows(['县水利局召开防汛工作会议', '县水利局开展水法宣传', report(2023)])],
  ['a page without rows', '2023年', '政府信息公开年报', '<p>暂无内容</p>'],
])('a row is no list: %s', (_, rowTitle, title, main) => {
  expect(isList(rowTitle, title, main)).toBe(false)
})

test('a row that names an agency’s report of a year is not looked into', () => {
  expect(mayBeSublist(report(2023))).toBe(false)
  expect(mayBeSublist('县教育局')).toBe(true)
  expect(mayBeSublist(undefined)).toBe(true)
})
