import { describe, expect, test } from 'vitest'
import { readKind, withAgency } from '../../../src/reading/kind.ts'
import { blockLines } from '../../town/blocks.ts'
import { reportBody } from '../../town/prose.ts'
import { office } from '../../town/sites/office.ts'

const whole = blockLines(reportBody(office('清河县水利局', '清河县', '清水'), 2019)).join('\n')
const letter =
  '各乡镇人民政府，县政府各部门：请按照规定的格式编制年度报告，内容包括主动公开、依申请公开、行政复议等情况，于2020年1月31日前报送县政务公开办。'
const column = (title: string, text = ''): string => readKind(title, text, true).kind

describe('by its title', () => {
  test.each([
    '清河县水利局2019年政府信息公开工作年度报告',
    '2019年度政府信息公开工作情况报告',
    '关于2014年度政府信息公开工作的报告',
    '清河县财政局2019年政府信息公开年报',
    '清河县预算编审中心2020年政府信息公开工作年度报告',
    '清河县水利局2020年政府信息公开年度报告（含预算公开情况）',
    '清河县司法局2021年法治政府建设和政府信息公开年度报告',
  ])('%s is a report', (title) => expect(column(title)).toBe('annual-report'))

  test.each([
    ['关于做好2019年政府信息公开工作年度报告编制工作的通知', 'a notice about reports, not a report'],
    ['《清河县2019年政府信息公开工作年度报告》解读', 'an explanation of a report'],
    ['一图读懂清河县2019年政府信息公开工作年度报告', 'an explanation of a report'],
    ['图说：2020年政府信息公开年度报告', 'an explanation of a report'],
    ['清河县水利局2020年法治政府建设年度报告', 'a report on government by law'],
    ['清河县水利局2019年度部门决算', 'budget or final accounts'],
    ['清河县政府网站工作年度报表（2019年度）', 'a report of a web site'],
    ['2020年政务公开工作要点', 'work plan, guide or rules'],
    ['清河县水利局2019年度统计年报', 'a yearly report on something else'],
    ['清河县重点企业环境信息公开年度报告（2020年）', 'a yearly report on something else'],
    ['水利局召开汛前检查工作会议', 'neither title nor text is such a report'],
  ])('%s is none: %s', (title, reason) => expect(readKind(title, '', true)).toEqual({ kind: 'other', reason }))
})

describe('by its text too', () => {
  test('a notice that carries the report is the report', () => {
    const title = '关于公布清河县水利局2019年政府信息公开工作年度报告的公告'
    expect(column(title, whole)).toBe('annual-report')
    expect(column(title, letter)).toBe('other')
  })

  test('what is titled as a report and asks for reports is none', () => {
    expect(readKind('关于2019年政府信息公开工作年度报告', letter)).toEqual({
      kind: 'other',
      reason: 'titled as a report, and the text asks for reports',
    })
  })

  test('a report is one whatever its title says', () => {
    expect(column('清河县水利局2019年度', whole)).toBe('annual-report')
    expect(column('', whole)).toBe('annual-report')
    expect(column('清河县水利局', letter.repeat(20))).toBe('other')
  })

  test('a short page that only links to the file is the report of its title', () => {
    expect(column('清河县水利局2019年政府信息公开年度报告', '全文见附件。')).toBe('annual-report')
  })
})

test('a bare year or 年报 names a report where a column of them lists the file, and nowhere else', () => {
  for (const title of ['2019年', '2019年年报', '2019年度报告', '年度报告（2019年）', '2019年年报.pdf']) {
    expect(readKind(title, '', true), title).toEqual({
      kind: 'annual-report',
      reason: 'a year in a column of such reports',
    })
    expect(readKind(title, '').kind, title).toBe('other')
    expect(readKind(title, '水利局召开会议，部署汛前检查。', true).kind, title).toBe('other')
  }
})

test("another agency's report is a report, and its reason says whose it is not", () => {
  const kind = readKind('汀海市教育局2019年政府信息公开年度报告', '')
  expect(withAgency(kind, '汀海市教育局', '汀海市人民政府')).toBe(
    "the title says so; of another agency than the site's",
  )
  expect(withAgency(kind, '汀海市教育局', '汀海市教育局')).toBe('the title says so')
  expect(withAgency(kind, '汀海市人民政府办公室', '汀海市人民政府')).toBe('the title says so')
  expect(withAgency(kind, null, '汀海市人民政府')).toBe('the title says so')
})
