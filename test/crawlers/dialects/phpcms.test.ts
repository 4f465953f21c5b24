import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { phpcmsDialect } from '../../../crawlers/dialects/phpcms.ts'
import { judgePage } from '../../../crawlers/discovery.ts'
import { framed, htmlPage } from '../pages.ts'
import { reportHtml, reportRows } from './rows.ts'

const site = 'http://www.anhe.gov.cn'
const column = `${site}/index.php?m=content&c=index&a=lists&catid=37`
const rows = reportRows([2022, 2021, 2020], (year) => `/html/${year + 1}/nb_0120/${year}.html`)
const next = (url: string, pager: string): string[] =>
  phpcmsDialect
    .list(htmlPage(url, framed('政府信息公开年报', `${rows}<div id="pages" class="text-c">${pager}</div>`)))
    .next.map((request) => request.url)

describe('further pages', () => {
  const link = (page: number, word: string): string =>
    `<a href="/index.php?m=content&amp;c=index&amp;a=lists&amp;catid=37&amp;page=${page}" class="a1">${word}</a>`

  test('are asked by the page in the query', () => {
    const pager = `<a class="a1">25条</a> ${link(1, '上一页')} <span>1</span> ${link(2, '2')} ${link(3, '3')} ${link(2, '下一页')}`
    expect(next(column, pager)).toEqual([`${column}&page=2`, `${column}&page=3`])
  })

  test('end where the link to the next page leads to the page itself', () => {
    const pager = `<a class="a1">25条</a> ${link(2, '上一页')} ${link(1, '1')} ${link(2, '2')} <span>3</span> ${link(3, '下一页')}`
    expect(next(`${column}&page=3`, pager)).not.toContain(`${column}&page=3`)
    expect(next(`${column}&page=3`, pager).some((url) => /page=[4-9]/.test(url))).toBe(false)
  })

  test('may be files', () => {
    const folder = `${site}/html/xxgk/nb/`
    const pager = `<span>1</span> <a href="${folder}2.html">2</a> <a href="${folder}2.html">下一页</a>`
    expect(next(`${folder}index.html`, pager)).toEqual([`${folder}2.html`])
  })
})

describe('the counter', () => {
  const counter = (more: string) =>
    phpcmsDialect.counter(htmlPage(`${site}/html/2021/nb_0120/165.html`, reportHtml('<span id="hits">0</span>', more)))

  test('is the script of the page, not that of the whole site', () => {
    const more =
      '<script src="/api.php?op=sitecount&id=0"></script><script language="JavaScript" src="/api.php?op=count&id=165&modelid=1"></script>'
    expect(counter(more)).toEqual({ url: `${site}/api.php?op=count&id=165&modelid=1`, method: 'GET' })
    expect(counter('<script src="/api.php?op=sitecount&id=165"></script>')).toBeNull()
  })

  test('answers with what it writes into hits, whatever else it writes', () => {
    const told =
      "$('#todaydowns').html('3');$('#weekdowns').html('9');$('#monthdowns').html('31');\n$('#hits').html('372');"
    expect(phpcmsDialect.readCounter(told)).toBe(372)
    expect(phpcmsDialect.readCounter("$('#hits').html('5');")).toBe(5)
    expect(phpcmsDialect.readCounter('jQuery("#hits").text(5)')).toBe(5)
    expect(phpcmsDialect.readCounter("document.write('12022');")).toBe(12022)
    expect(phpcmsDialect.readCounter("$('#todaydowns').html('3');")).toBeNull()
    expect(phpcmsDialect.readCounter("alert('<b>');$('#hits').html('5');")).toBeNull()
    expect(phpcmsDialect.readCounter("$('#hits').html('');")).toBeNull()
  })
})

test('a column that the entry script makes is no home page', () => {
  const nav = '<div class="nav"><a href="/index.php?m=content&c=index&a=lists&catid=30">信息公开</a></div>'
  const page = htmlPage(column, framed('政府信息公开年报', nav + rows))
  expect(judgePage(page, phpcmsDialect.list(page)).role).toBe('column')
})

test('pages are known by the address of the system', () => {
  const nav = '<a href="/index.php?m=content&c=index&a=lists&catid=9">新公开</a>'
  expect(chooseDialect(htmlPage(`${site}/class/EBAL`, framed('年报', nav + rows))).name).toBe('phpcms')
  expect(phpcmsDialect.recognise(htmlPage(`${site}/index.php?id=3`, framed('年报', rows)))).toBe(0)
})
