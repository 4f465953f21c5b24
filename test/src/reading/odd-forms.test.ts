import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { read } from '../../../src/reading/read.ts'
import { readHtml, unknown } from './page.ts'

const title = '鹭江县水务局2019年政府信息公开工作年度报告'
const body = '<p>一、概述</p><p>2019年，我局主动公开政府信息58条，收到公开申请2件，均已答复，群众满意。</p>'
const page = (strip: string, more = '', heading = title): string =>
  `<html><head><title>信息公开</title></head><body><h1>${heading}</h1><div class="info">${strip}</div><div class="article-content">${body}${more}</div></body></html>`

describe('labels and dates in odd forms', () => {
  test.each([
    ['【来源】县水务局 【发布日期】2020-01-16 【浏览次数】86', '县水务局', '2020-01-16', 86],
    ['发布人：县水务局 发布于 2020年01月16日 阅读 86 次', '县水务局', '2020-01-16', 86],
    ['来源：县水务局 发布时间 2020-01-16 点击：86', '县水务局', '2020-01-16', 86],
    ['发布日期：20200116 来源：县水务局', '县水务局', '2020-01-16', null],
    ['发布日期：2020年元月16日 来源：县水务局', '县水务局', '2020-01-16', null],
    ['鹭江县水务局 2020-01-16', '鹭江县水务局', '2020-01-16', null],
  ])('%s', (strip, publisher, date, views) => {
    const reading = readHtml(page(strip))
    expect(reading.publisherStated.value).toBe(publisher)
    expect(reading.publishedAt.value).toBe(date)
    expect(reading.views.value).toBe(views)
  })

  test('where a publish date is stated and cannot be read, no other date stands for it', () => {
    expect(readHtml(page('生成日期：2020-01-03 发布日期：2020年1月下旬')).publishedAt.value).toBeNull()
    expect(readHtml(page('生成日期：2020-01-03 发布日期：')).publishedAt.value).toBe('2020-01-03')
  })

  test('a number that stands where a script puts the count of its own address is no count', () => {
    const strip = '浏览次数：<span class="WP_VisitCount" url="/_visitcountdisplay?siteId=3">27</span>'
    expect(readHtml(page(strip)).views.value).toBeNull()
  })

  test('a signature that says no day gives the month', () => {
    const signed = (date: string) => readHtml(page('', `<p>鹭江县水务局</p><p>${date}</p>`)).signedAt.value
    expect(signed('2020年元月')).toBe('2020-01')
    expect(signed('二〇二〇年二月')).toBe('2020-02')
  })
})

describe('document numbers', () => {
  test.each(['鹭水发(2020) 3 号', '鹭水发［2020］3号', '鹭水发【2020】第3号', '鹭水发﹝2020﹞3号'])(
    '%s is read in the official form, and kept as written',
    (written) => {
      const { documentNumber } = readHtml(page(`文号：${written} 发布日期：2020-01-16`))
      expect(documentNumber.value).toBe('鹭水发〔2020〕3号')
      expect(documentNumber.evidence?.raw).toContain(written)
    },
  )

  test('a line under the title is the number of the paper, one in its text is not', () => {
    const numbered = (line: string) =>
      readHtml(page(`${line}</div><div class="info">发布日期：2020-01-16`)).documentNumber
    expect(numbered('鹭水发[2020]3号')).toMatchObject({ value: '鹭水发〔2020〕3号', evidence: { rule: 'number-line' } })
    expect(readHtml(page('', '<p>按照鹭政办〔2020〕9号文件要求办理。</p>')).documentNumber.value).toBeNull()
  })
})

describe('titles', () => {
  test('one that stands in a picture is read from its words, one in a picture that leads elsewhere is not', () => {
    const picture = `<img src="t.gif" alt="${title}">`
    const html = (image: string) =>
      `<html><body><div>${image}</div><div class="article-content">${body}</div></body></html>`
    expect(readHtml(html(picture)).title).toMatchObject({
      value: title,
      evidence: { rule: 'picture', confidence: 'derived' },
    })
    expect(readHtml(html(`<a href="/zt/">${picture}</a>`)).title.value).toBeNull()
  })

  test('the name of the site that leads home is none, though the head repeats it', () => {
    const name = '鹭江县第二人民医院'
    const html = `<html><head><title>${name}</title></head><body><p><a href="/">${name}</a></p><h4>${name}2019年信息公开工作年度报告</h4><div>${body}</div></body></html>`
    expect(readHtml(html).title.value).toBe(`${name}2019年信息公开工作年度报告`)
  })

  test('a garbled one is kept to be seen and is no value', () => {
    const text = `<html><head><title>${title}</title></head><body><h1>${title}</h1>${body.repeat(3)}</body></html>`
    const garbled = Buffer.from(iconv.decode(Buffer.from(text), 'gb18030'))
    const reading = read(parsePage('http://www.example.gov.cn/1.html', decode(garbled, 'text/html')), unknown)
    expect(reading.title.value).toBeNull()
    expect(reading.title.others).not.toEqual([])
    expect(reading.flags.map(({ name }) => name)).toContain('mojibake')
  })
})

describe('the year of a report', () => {
  const covering = (from: number, to = from) => `<p>本报告所列数据的统计期限为${from}年1月1日至${to}年12月31日。</p>`
  const read = (heading: string, more: string) => {
    const { reportYear, flags } = readHtml(page('', more, heading))
    return [reportYear.value, flags.filter(({ where }) => where === 'reportYear').length]
  }

  test.each([
    ['鹭江县2020年度政府信息公开工作年度报告（2019年）', covering(2019), 2019, 1],
    ['鹭江县2020年政府信息公开工作年度报告', covering(2019), 2020, 1],
    ['鹭江县2019年政府信息公开工作年度报告', covering(2019), 2019, 0],
    ['关于鹭江县2019年政府信息公开工作总结和2020年工作计划的报告', '', 2019, 0],
    ['鹭江县2012年政府信息公开工作年度报告', covering(2008, 2012), 2012, 0],
  ])('%s', (heading, more, year, conflicts) => {
    expect(read(heading, more)).toEqual([year, conflicts])
  })
})

describe('a publisher that is stated as it is called at home', () => {
  test.each([
    ['县水务局', '鹭江县水务局'],
    ['水务局', '鹭江县水务局'],
    ['办公室', '鹭江县水务局'],
    ['县教育局', '县教育局'],
    ['鹭江县融媒体中心', '鹭江县融媒体中心'],
  ])('%s is resolved to %s', (stated, resolved) => {
    const reading = readHtml(page(`来源：${stated}`))
    expect(reading.publisherStated.value).toBe(stated)
    expect(reading.publisher.value).toBe(resolved)
  })
})
