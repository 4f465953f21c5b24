import { describe, expect, test } from 'vitest'
import { aspDialect } from '../../../crawlers/dialects/asp.ts'
import { chooseDialect } from '../../../crawlers/dialects/index.ts'
import { framed, gbkPage, htmlPage } from '../pages.ts'
import { reportHtml, reportRows } from './rows.ts'

const folder = 'http://lyj.anhe.gov.cn/xxgk/'
const rows = reportRows([2013, 2012, 2011], (year) => `show.asp?id=${year - 1700}`)
const next = (url: string, pager: string): string[] =>
  aspDialect
    .list(gbkPage(url, framed('年度报告', `${rows}<p align=center>${pager}</p>`)))
    .next.map((request) => request.url)

describe('further pages', () => {
  test('keep the words of the query in the bytes of GBK', () => {
    const pager =
      '共11条 1/3页 首页 上一页 <a href="list.asp?BigClass=年报&page=2">下一页</a> <a href="list.asp?BigClass=年报&page=3">尾页</a>'
    expect(next(`${folder}list.asp?BigClass=%C4%EA%B1%A8`, pager)).toEqual([
      `${folder}list.asp?BigClass=%C4%EA%B1%A8&page=2`,
      `${folder}list.asp?BigClass=%C4%EA%B1%A8&page=3`,
    ])
  })

  test('may stand in a select that puts the address together', () => {
    const pager = `<select onchange="location.href='list.asp?page='+this.options[this.selectedIndex].value"><option value=1 selected>1</option><option value=2>2</option></select>`
    expect(next(`${folder}list.asp`, pager)).toEqual([`${folder}list.asp?page=2`])
  })

  test('end with the last page', () => {
    const pager = '共11条 3/3页 <a href="list.asp?page=1">首页</a> <a href="list.asp?page=2">上一页</a> 下一页 尾页'
    expect(next(`${folder}list.asp?page=3`, pager).some((url) => /page=[3-9]/.test(url))).toBe(false)
  })
})

describe('the counter', () => {
  const counter = (slot: string) => aspDialect.counter(htmlPage(`${folder}show.asp?id=733`, reportHtml(slot)))

  test('is a script with the number of the page', () => {
    expect(counter('<script src="hits.asp?id=733"></script>')?.url).toBe(`${folder}hits.asp?id=733`)
    expect(counter('<script src="/inc/ReadCount.asp?NewsID=733"></script>')?.url).toBe(
      'http://lyj.anhe.gov.cn/inc/ReadCount.asp?NewsID=733',
    )
  })

  test('is not that of the whole site, which has no number', () => {
    expect(counter('<script src="/count/Count.asp?style=text"></script>')).toBeNull()
    expect(counter('<script src="/count/Count.asp"></script>')).toBeNull()
  })

  test('answers with a bare number or one line of script', () => {
    expect(['733', 'document.write(733)', "document.write('1,733');"].map(aspDialect.readCounter)).toEqual([
      733, 733, 1733,
    ])
  })
})

test('pages are known by their address or by several links, not by one', () => {
  const names = (url: string, links: string): string => chooseDialect(htmlPage(url, framed('年报', links))).name
  expect(names(`${folder}list.asp?page=2`, '')).toBe('asp')
  expect(names(folder, '<a href="a.asp">一</a><a href=b.asp?x=1>二</a><a href="/c.ASP#t">三</a>')).toBe('asp')
  expect(names(folder, '<a href="/old/index.asp">旧版</a><a href="x.aspx">一</a><a href="y.aspx">二</a>')).not.toBe(
    'asp',
  )
})
