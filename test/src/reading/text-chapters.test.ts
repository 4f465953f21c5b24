import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chapters, outlineOf } from '../../../src/reading/chapters.ts'
import { cellsOf, manners, tablesOf } from '../statistics/render.ts'

const titlesOf = (text: string): string[] => chapters(text).map(({ title }) => title)
const paragraph = (words: string): string => `${words}，全年主动公开政府信息二百余条，没有收到投诉举报。`

const plain = [
  '白鹭县水务局编制本报告，统计期限为全年。',
  '一、概述',
  paragraph('我局设立专门的办公室'),
  '（一）组织领导',
  paragraph('局长任组长'),
  '二、主动公开情况',
  paragraph('围绕供水和防汛'),
  '三、不足之处',
  paragraph('公开的深度不够'),
].join('\n\n')

describe('the chapters of a report', () => {
  test('are what its Chinese numbers head, with the opening first and sections inside', () => {
    const found = chapters(plain)
    expect(found.map(({ title }) => title)).toEqual(['', '一、概述', '二、主动公开情况', '三、不足之处'])
    expect(found[0]?.text).toBe('白鹭县水务局编制本报告，统计期限为全年。')
    expect(found[1]?.text).toContain('（一）组织领导')
    expect(found[3]?.text).toBe(paragraph('公开的深度不够'))
  })

  test.each([
    ['parts', ['第一部分 概述', '第二部分 主动公开', '第三部分 其他事项']],
    ['chapters', ['第一章 总则', '第二章 公开的范围']],
    ['numbers with a blank', ['一 概述', '二 主动公开']],
    ['numbers with a full stop', ['一．概述', '二．主动公开', '三．附则']],
    ['numbers in brackets', ['（一）概述', '（二）主动公开']],
    ['Arabic numbers', ['1、概述', '2、主动公开', '3、附则']],
    ['twelve of them', [...'一二三四五六七八九十', '十一', '十二'].map((number) => `${number}、事项${number}`)],
  ])('are known by %s', (_, headings) => {
    expect(titlesOf(headings.map((heading) => `${heading}\n\n${paragraph('本单位')}`).join('\n\n'))).toEqual(headings)
  })

  test('are the widest numbering: what is numbered inside a part belongs to the part', () => {
    const inside = ['一、人员', paragraph('两名专职'), '二、制度', paragraph('三项规定')]
    const text = ['第一部分 概述', ...inside, '第二部分 数据', ...inside].join('\n\n')
    expect(titlesOf(text)).toEqual(['第一部分 概述', '第二部分 数据'])
  })

  test('are not its table of contents', () => {
    const headings = ['一、概述', '二、主动公开情况', '三、不足之处']
    const text = `目录\n\n${headings.join('\n\n')}\n\n${plain}`
    const found = chapters(text)
    expect(found.map(({ title }) => title)).toEqual(['', ...headings])
    expect(found[2]?.text).toContain('围绕供水和防汛')
  })

  test('have their name alone as the title where text runs on behind it', () => {
    const text = [
      '一、概述。我局高度重视，成立了由局长任组长的领导小组，办公室负责日常工作，各科室各有一名联络员。',
      '二、2018年，我局主动公开政府信息214条，其中机构职能类3条，规划计划类6条，财政资金类12条，其余为工作动态。',
    ].join('\n\n')
    expect(titlesOf(text)).toEqual(['一、概述。', '二、'])
    expect(chapters(text)[1]?.text).toMatch(/^2018年，/)
  })

  test('go on over a number that is missing or given twice', () => {
    const numbered = ['一、概述', '二、公开', '二、申请', '五、不足']
    expect(titlesOf(numbered.map((heading) => `${heading}\n\n${paragraph('本局')}`).join('\n\n'))).toEqual(numbered)
  })

  test('end where a form begins, even one whose rows are numbered like chapters', () => {
    const form = ['附件：政府信息公开情况统计表', '一、主动公开情况', '条 214', '二、回应解读情况', '次 3']
    expect(titlesOf([plain, ...form].join('\n\n')).at(-1)).toBe('附件：政府信息公开情况统计表')
    expect(titlesOf(plain)).toHaveLength(4)
  })

  test('are not found in the rows of a table, nor in a single number', () => {
    const table = '| 一、主动公开 | 3 |\n| --- | --- |\n| 二、依申请 | 4 |'
    expect(chapters(table)).toEqual([{ title: '', text: table }])
    expect(titlesOf(`一、概述\n\n${paragraph('本局')}`)).toEqual([''])
    expect(chapters(' \n')).toEqual([])
  })

  test('lose nothing: titles and texts in their order are the whole text', () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(
          '一、概述',
          '二、公开',
          '三、',
          '（一）人员',
          '第一部分',
          '1.',
          '附表：统计表',
          '| 甲 | 1 |',
          '',
        ),
        fc.string({ unit: fc.constantFrom(...'一二三十第章、。（）(1.附件表|： \u3000字') }),
      ),
    )
    fc.assert(
      fc.property(lines, (each) => {
        const text = each.join('\n')
        const whole = chapters(text)
          .map((chapter) => chapter.title + chapter.text)
          .join('')
        expect(whole.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})

describe('the outline of a report', () => {
  test('has its chapters and, inside them, their sections, as places in the text', () => {
    const found = outlineOf(
      [plain, '（一）平台建设', paragraph('网站改版'), '（二）监督考核', paragraph('纳入绩效')].join('\n\n'),
    )
    expect(found.map(({ level, heading }) => `${level} ${heading}`)).toEqual([
      '1 ',
      '1 一、概述',
      '1 二、主动公开情况',
      '1 三、不足之处',
      '2 （一）平台建设',
      '2 （二）监督考核',
    ])
  })

  test('covers any text: chapters follow one another without a gap, sections lie inside of theirs', () => {
    const line = fc.constantFrom(
      '一、概述',
      '二、公开',
      '（一）制度',
      '（二）人员',
      '1. 网站',
      '2. 公报',
      '附表',
      '| 1 | 2 |',
      paragraph('我局'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 24 }), (lines) => {
        const text = lines.join('\n\n')
        const entries = outlineOf(text)
        let end = entries[0]?.start ?? 0
        let chapter = entries[0]
        for (const entry of entries) {
          expect(text.slice(entry.start, entry.body).trim()).toBe(entry.heading)
          expect(entry.end).toBeGreaterThanOrEqual(entry.body)
          if (entry.level === 1) {
            expect(entry.start).toBe(end)
            end = entry.end
            chapter = entry
          } else expect([entry.start >= (chapter?.body ?? 0), entry.end <= (chapter?.end ?? 0)]).toEqual([true, true])
        }
        if (text.trim() !== '') expect(text.slice(end).trim()).toBe('')
      }),
    )
  })
})

describe('a form that became text', () => {
  const sheet = new Map(cellsOf('F2021').map((name, at) => [name, String(at)]))
  const headings = [
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ]

  test.each(Object.entries(manners))('flattened as "%s": its numbered rows are no chapters', (_, manner) => {
    const tables = tablesOf('F2021', sheet).map(({ title, rows }) => `${title}\n${manner(rows)}`)
    const [first, , , , fifth, sixth] = headings
    const prose = (heading = ''): string => `${heading}\n${paragraph('我局依法公开')}`
    const text = [prose(first), ...tables, prose(fifth), prose(sixth)].join('\n')
    expect(titlesOf(text)).toEqual(headings)
    expect(outlineOf(text).filter(({ level }) => level === 2)).toEqual([])
  })
})
