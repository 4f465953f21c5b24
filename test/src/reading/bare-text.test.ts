import { describe, expect, test } from 'vitest'
import { readHtml } from './page.ts'

/* Pages that kept nothing but their text: no head, no headings, a line a paragraph. */

const lines = (...texts: readonly string[]): string =>
  `<html><body><div>${texts.map((text) => `<p>${text}</p>`).join('')}</div></body></html>`
const period = '本年度报告中所列数据的统计期限自2021年1月1日起至2021年12月31日止。'
const chapters = [
  '一、总体情况',
  '2021年，坚持以公开为常态、不公开为例外，做好政府信息公开工作。全年主动公开政府信息62条，收到依申请公开3件，均已答复。',
  '二、政府信息公开存在的问题',
  '信息公开的内容还不够全面，今后将加强政府信息公开工作的培训，提高工作人员的水平。',
]

describe('a title in two lines', () => {
  test.each([
    ['柳湖县水务局', '2021年政府信息公开工作年度报告'],
    ['柳湖县人民政府机关', '2021年政府信息公开工作年度报告'],
    ['柳湖县人民政府2021年', '政府信息公开工作年度报告'],
    ['柳湖师范学院2020-2021学年', '信息公开工作年度报告'],
    ['柳湖县水务局2021年政府信息公开', '工作年度报告'],
  ])('%s | %s', (first, second) => {
    expect(readHtml(lines(first, second, period, ...chapters)).title.value).toBe(first + second)
  })

  test('a line above that is a sentence, a link or the way to the page is no part of it', () => {
    const second = '2021年政府信息公开工作年度报告'
    for (const first of [
      '首页 &gt; 政务公开 &gt; 柳湖县水务局',
      '<a href="/">柳湖县人民政府</a>',
      '柳湖县水务局，欢迎您',
    ]) {
      expect(readHtml(lines(first, second, period, ...chapters)).title.value).toBe(second)
    }
  })

  test('an article of rules is no title', () => {
    const rules = ['第一条 为做好信息公开，制定本制度。', '第三条 各站所负责编制本站所的政府信息公开年度报告']
    const reading = readHtml(
      lines(...rules, '一、主动公开政府信息的情况', '二、依申请公开政府信息和政府信息公开收费的情况'),
    )
    expect(reading.title.value).toBeNull()
    expect(reading.publisher.value).toBeNull()
    expect(reading.kind).toBe('other')
  })
})

describe('what an untitled text is', () => {
  test('a report announces itself, or speaks of its own agency', () => {
    const opening = `现公布柳湖县2021年政府信息公开工作年度报告。${period}`
    expect(readHtml(lines(opening, '（一）主动公开方面。全县工作有序开展。')).kind).toBe('annual-report')
    expect(readHtml(lines(...chapters)).kind).toBe('annual-report')
  })

  test.each([
    ['a guide', '为贯彻《政府信息公开条例》，本机关编制了《柳湖海关政府信息公开指南》，供公民、法人和其他组织参阅。'],
    [
      'an essay on reports',
      '各级行政机关应当公布本机关的政府信息公开工作年报，今年的政府信息公开年报呈现出很多新特点。',
    ],
  ])('%s is none', (_, first) => {
    const rest = [
      '主动公开的政府信息和政府信息公开目录见门户网站。',
      '公民可以向各机关提出政府信息公开申请，也可以当面申请。',
    ]
    expect(readHtml(lines(first, ...rest)).kind).toBe('other')
  })
})

describe('who publishes it', () => {
  test.each([
    ['如对本报告有任何疑问，请与柳湖县公安局办公室联系（地址：城南路1号，电话：5550100）。', '柳湖县公安局'],
    ['对报告有疑问，请与柳湖县东关街道办事处党政办公室联系（电话：5550101）。', '柳湖县东关街道办事处'],
    ['如对本报告有疑问，请与柳湖县人民政府办公室联系（电话：5550102）。', null],
    ['如对报告有任何疑问，请联系：柳湖县教育局办公室（地址：城南路3号）。', '柳湖县教育局'],
    ['现向社会公布2021年柳湖县卫生健康局政府信息公开工作年度报告。', '柳湖县卫生健康局'],
    ['现向社会公布2021年度柳湖县民政局信息公开年度报告。', '柳湖县民政局'],
    ['现发布《交通和水利部政府信息公开工作2021年度报告》。', '交通和水利部'],
    [
      '本报告由柳湖县信息公开工作领导小组办公室根据《条例》要求，汇总各乡镇情况编制而成。',
      '柳湖县信息公开工作领导小组办公室',
    ],
    [
      '按照省政务公开领导小组办公室通知，现公布柳湖县东关街道办事处2021年政府信息公开工作年度报告。',
      '柳湖县东关街道办事处',
    ],
  ])('%s', (sentence, publisher) => {
    const reading = readHtml(lines(sentence, period, ...chapters))
    expect(reading.publisher.value).toBe(publisher)
    if (publisher !== null) expect(reading.publisher.evidence?.confidence).toBe('inferred')
  })

  test('behind 发布 stands an agency or a day', () => {
    const title = '柳湖县人民政府2021年政府信息公开工作年度报告'
    const strip = '2022-01-18 发布：柳湖县人民政府办公室 点击数：'
    const reading = readHtml(`<html><body><h1>${title}</h1><p>${strip}</p><p>${period}</p></body></html>`)
    expect(reading.publisherStated.value).toBe('柳湖县人民政府办公室')
    expect(reading.publishedAt.value).toBe('2022-01-18')
  })

  test('a tool of the page behind the publisher is none of its name', () => {
    const title = '柳湖县水务局2021年政府信息公开工作年度报告'
    const strip = '发布时间：2022-01-18 来源：办公室 选择阅读字号：[ 大 中 小 ] 阅读次数：'
    const reading = readHtml(`<html><body><h1>${title}</h1><p>${strip}</p><p>${period}</p></body></html>`)
    expect(reading.publisherStated.value).toBe('办公室')
    expect(reading.publisher.value).toBe('柳湖县水务局')
  })

  test('a school’s year in its title', () => {
    const title = '柳湖师范学院2020—2021学年信息公开年度报告'
    const reading = readHtml(`<html><body><h1>${title}</h1><p>按照要求编制本报告。</p></body></html>`)
    expect(reading.publisher.value).toBe('柳湖师范学院')
    expect(reading.reportYear.value).toBeNull()
  })
})

describe('years, days and numbers', () => {
  test('figures of days in two years are of no one year', () => {
    const school = '统计期限为2020年9月1日至2021年8月31日。2021年学校召开会议，2021年公开信息12条，2021年底完成。'
    expect(readHtml(lines('一、概述', `本报告${school}`, ...chapters.slice(2))).reportYear.value).toBeNull()
  })

  test('the day up to which a text counts tells its year, where it is one', () => {
    const year = (end: string) => readHtml(lines(...chapters.map((line) => line.replace('2021年', '')), end)).reportYear
    expect(year('截止2021年12月31日，我局网站发布信息34条。')).toMatchObject({
      value: 2021,
      evidence: { rule: 'as-of' },
    })
    expect(year('截至2020年底有5项，截至2021年底有7项。').value).toBeNull()
  })

  test('a day right under the title does not sign a short text', () => {
    const title = '2021年柳湖县水务局政府信息公开工作年度报告'
    expect(readHtml(lines(title, '2022年1月18日', period)).signedAt.value).toBeNull()
    expect(readHtml(lines(title, period, '柳湖县水务局', '2022年1月18日')).signedAt.value).toBe('2022-01-18')
  })

  test('a document number in brackets under the title', () => {
    const title = '柳湖县人民政府办公室关于公布2021年度政府信息公开工作年度报告的通知'
    const reading = readHtml(`<html><body><h1>${title}</h1><p>(柳政办发〔2022〕3号)</p><p>${period}</p></body></html>`)
    expect(reading.documentNumber).toMatchObject({
      value: '柳政办发〔2022〕3号',
      evidence: { raw: '(柳政办发〔2022〕3号)' },
    })
  })

  test('a count behind its word alone at the end of the line', () => {
    const title = '柳湖县水务局2021年政府信息公开工作年度报告'
    const strip = '2022年01月18日 09:10 柳湖县水务局 阅读 66'
    const reading = readHtml(`<html><body><h1>${title}</h1><div>${strip}</div><p>${period}</p></body></html>`)
    expect(reading.views.value).toBe(66)
    expect(reading.publishedAt.value).toBe('2022-01-18T09:10+08:00')
  })
})

describe('words that were taken out for the name of a house', () => {
  const flags = (...texts: readonly string[]) => readHtml(lines(...texts)).flags.map(({ name }) => name)

  test('its name twice in a report on disclosure', () => {
    const text = '完善beat365手机版官方网站制度规范，提高政府信息公开水平，加强beat365手机版官方网站标准化建设。'
    expect(flags(`按照政府信息公开条例编制本报告。${text}`, ...chapters)).toContain('hijacked')
  })

  test('its name once, with what it offers', () => {
    const text = '在伟德app官网下载安装信息公开发布平台上主动公开政府信息300余条。'
    expect(flags(`按照政府信息公开条例编制本报告。${text}`, ...chapters)).toContain('hijacked')
  })

  test('a report that tells of cases against it, quotes it, or names it once is clean', () => {
    for (const text of [
      '公安机关破获“beat365”网络赌博案，查处利用beat365平台开设赌场的违法行为。',
      '受理群众关于“beat365”和“必威”网站的咨询2次。',
      '金沙国际小区和永利花园小区完成改造。',
    ]) {
      expect(flags(`按照政府信息公开条例编制本报告。${text}`, ...chapters)).not.toContain('hijacked')
    }
  })
})
