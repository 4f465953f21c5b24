import { afterAll, describe, expect, test } from 'vitest'
import { openAttachmentReaders } from '../../../src/attachments/readers.ts'
import { readingOfFile } from '../../../src/files/read-files.ts'
import { readDirect } from '../../../src/reading/direct.ts'
import type { Field, Reading, ReadingContext } from '../../../src/reading/reading.ts'
import { unknown } from './page.ts'

const URL = 'http://www.example.gov.cn/uploads/a.pdf'
const NAME = '岚川县水利局'
const TITLE = `${NAME}2019年政府信息公开工作年度报告`

/** A text as the readers of files give it: a blank line between paragraphs. */
function textOf(...paragraphs: readonly string[]): string {
  return paragraphs.join('\n\n')
}

const body = [
  '本报告按照有关规定编制，所列数据的统计期限自2019年1月1日起至2019年12月31日止，如有疑问，请与办公室联系。',
  '一、总体情况',
  '2019年，我局主动公开政府信息46条，收到公民依申请公开3件，都已按时答复；没有行政复议和行政诉讼。',
  '二、存在的问题',
  '解读还不够及时，下一步将配齐人员。',
]

function readText(text: string, row: Partial<ReadingContext> = {}): Reading {
  const said = { rules: 'test', text, statistics: { checks: [] } }
  return readDirect({ url: URL, sha256: 'ab' }, { ...unknown, ...row }, said)
}

/** A value with the place and the rule of its evidence. */
function told<T>({ value, evidence }: Field<T>): unknown[] {
  return evidence === null ? [value] : [value, evidence.where, evidence.rule]
}

describe('the title is read from the head of the text', () => {
  const heads: Readonly<Record<string, readonly [head: readonly string[], title: string]>> = {
    'on one line': [[TITLE], TITLE],
    'the agency on a line of its own': [[NAME, '2019年政府信息公开工作年度报告'], TITLE],
    'broken in the middle of a word': [[`${NAME}2019年政府信`, '息公开工作年度报告'], TITLE],
    'on a cover, over four lines': [
      [
        '岚川县',
        '水利局',
        '2019年',
        '政府信息公开工作年度报告',
        '二〇二〇年一月',
        '目 录',
        '一、总体情况1',
        '二、存在的问题2',
      ],
      TITLE,
    ],
    'the year in brackets below': [
      ['岚川县水利局政府信息公开工作年度报告', '（2019年）'],
      '岚川县水利局政府信息公开工作年度报告（2019年）',
    ],
    'under a letterhead with a number': [
      [`${NAME}文件`, '岚水〔2020〕4号', NAME, '关于2019年度政府信息公开工作的报告', '县政府办公室：'],
      `${NAME}关于2019年度政府信息公开工作的报告`,
    ],
    'under the name of the agency that it begins with': [[NAME, TITLE], TITLE],
    'under an index and a running head': [['索引号：LC01/2020-00012', '政府信息公开', TITLE], TITLE],
  }
  test.each(Object.entries(heads))('%s', (_, [head, title]) => {
    const reading = readText(textOf(...head, ...body), { listTitle: '2019年' })
    expect(told(reading.title)).toEqual([title, 'file:title', 'title-line'])
    expect(reading.title.others.map(({ value, where }) => [value, where])).toEqual([['2019年', 'list-row']])
    expect(reading).toMatchObject({ kind: 'annual-report', publisher: { value: NAME }, reportYear: { value: 2019 } })
  })

  test('that of the row stays where the text has none, and a heading of the text is no title', () => {
    const reading = readText(textOf('2019年工作开展情况', ...body), { listTitle: TITLE })
    expect(told(reading.title)).toEqual([TITLE, 'list-row', 'list-row'])
    expect(told(reading.reportYear)).toEqual([2019, 'list-row', 'title-year'])
    expect(told(reading.publisher)).toEqual([NAME, 'list-row', 'title-prefix'])
  })

  test('where the title states no year the period of the figures does, before a year that the row guesses at', () => {
    const reading = readText(textOf(`${NAME}政府信息公开工作年度报告`, ...body))
    expect(told(reading.reportYear)).toEqual([2019, 'file:body', 'period'])
  })
})

describe('who signs and when', () => {
  const ends: Readonly<Record<string, readonly string[]>> = {
    'on two lines': [NAME, '2020年1月15日'],
    'the date in characters': [NAME, '二〇二〇年一月十五日'],
    'on one line': [`${NAME} 2020年1月15日`],
    'on one line that a reader of PDF put together': [`${NAME}2020年1月15日`],
    'before the number of the page and who gets copies': [
      NAME,
      '2020年1月15日',
      '（此件公开发布）',
      '抄送：县政府办公室。',
      `${NAME}办公室 2020年1月16日印发`,
      '— 6 —',
    ],
    'before an annex that was flattened': [
      NAME,
      '2020年1月15日',
      '附件：',
      ...Array.from({ length: 30 }, (_, n) => `指标${n}`),
    ],
  }
  test.each(Object.entries(ends))('%s', (_, end) => {
    const reading = readText(textOf(TITLE, ...body, ...end))
    expect(told(reading.signedAt)).toEqual(['2020-01-15', 'file:signature', 'signature-date'])
    expect(told(reading.publisherStated)).toEqual([NAME, 'file:signature', 'signature'])
    expect(reading.publishedAt.value).toBeNull()
  })

  test('a date under the title is when it was signed, and no date of publication', () => {
    const reading = readText(textOf(TITLE, '（2020年1月15日）', ...body), { listDate: '2020-01-20' })
    expect(reading.signedAt.value).toBe('2020-01-15')
    expect(told(reading.publishedAt)).toEqual(['2020-01-20', 'list-row', 'list-date'])
  })
})

test('numbers, publisher and date of publication are read where the head of the text labels them', () => {
  const lines = ['索引号：LC01/2020-00012 发布机构：岚川县水利局', '发布日期：2020年1月21日', '岚水〔2020〕4号']
  const reading = readText(textOf(...lines, '2019年政府信息公开工作年度报告', ...body), { listDate: '2020-01-22' })
  expect(told(reading.indexNumber)).toEqual(['LC01/2020-00012', 'file:strip', 'label:索引号'])
  expect(told(reading.publisherStated)).toEqual([NAME, 'file:strip', 'label:发布机构'])
  expect(told(reading.documentNumber)).toEqual(['岚水〔2020〕4号', 'file:strip', 'number-line'])
  expect(told(reading.publishedAt)).toEqual(['2020-01-21', 'file:strip', 'label:发布日期'])
  expect(reading.publishedAt.others.map(({ value, where }) => [value, where])).toEqual([['2020-01-22', 'list-row']])
})

test('an index in a table is read as that of a page is', () => {
  const table = `| 索引号 | LC01/2020-00012 | 发布机构 | ${NAME} |\n| --- | --- | --- | --- |\n| 文号 | 岚水〔2020〕4号 | 名称 |  |`
  const reading = readText(textOf(table, TITLE, ...body))
  expect(told(reading.indexNumber)).toEqual(['LC01/2020-00012', 'file:index-table', 'label:索引号'])
  expect(told(reading.documentNumber)).toEqual(['岚水〔2020〕4号', 'file:index-table', 'label:文号'])
})

test('a number that the text cites is a reference, and not its own', () => {
  const reading = readText(
    textOf(TITLE, '按照《通知》（岚政办发〔2019〕12号）的要求，我局编制了本年度的报告，现予公布。', ...body),
  )
  expect(reading.documentNumber.value).toBeNull()
  expect(reading.references.map(({ text }) => text)).toEqual(['岚政办发〔2019〕12号'])
})

describe('where text and row disagree the text is taken, the row kept, and both are named', () => {
  const conflicts = (reading: Reading) =>
    reading.flags.filter(({ name }) => name === 'conflict').map(({ where, detail }) => [where, detail])

  test('on the year', () => {
    const reading = readText(textOf(TITLE, ...body), { listTitle: `${NAME}2018年政府信息公开工作年度报告` })
    expect(told(reading.reportYear)).toEqual([2019, 'file:title', 'title-year'])
    expect(reading.reportYear.others.map(({ value, where }) => [value, where])).toEqual([[2018, 'list-row']])
    expect(conflicts(reading)).toEqual([['reportYear', 'the file says 2019, its row 2018']])
  })

  test('on whose report it is', () => {
    const reading = readText(textOf(TITLE, ...body), { listTitle: '洛阳市财政局2019年政府信息公开工作年度报告' })
    expect(reading.publisher.value).toBe(NAME)
    expect(reading.publisher.others).toMatchObject([{ value: '洛阳市财政局', where: 'list-row' }])
    const named = readText(textOf('洛阳市教育局2019年政府信息公开工作年度报告', ...body), {
      listTitle: '洛阳市财政局2019年政府信息公开工作年度报告',
    })
    expect(conflicts(named)).toEqual([['publisher', 'the file says 洛阳市教育局, its row 洛阳市财政局']])
  })

  test.each([
    ['市发改委2019年政府信息公开年报', '洛阳市发展和改革委员会'],
    ['洛阳市政府办2019年政府信息公开年报', '洛阳市人民政府'],
    ['洛阳市2019年政府信息公开年报', '洛阳市人民政府办公室'],
  ])('but %s is the report of %s', (listTitle, agency) => {
    const context = { listTitle, siteName: '洛阳市人民政府' }
    const reading = readText(textOf(`${agency}2019年政府信息公开工作年度报告`, ...body), context)
    expect(reading.publisher.value).toBe(agency)
    expect(conflicts(reading)).toEqual([])
  })
})

describe('the kind is judged by title and text', () => {
  test('a notice behind a row that says a year is no report', () => {
    const notice = [
      '岚川县人民政府办公室关于做好2019年度政府信息公开工作年度报告编制工作的通知',
      '请各单位认真编制，按时报送。',
    ]
    const reading = readText(textOf(...notice), { listTitle: '2019年' })
    expect(reading).toMatchObject({ kind: 'other', reportYear: { value: null }, statistics: null, chapters: [] })
  })

  test('a report that nothing leads to is one', () => {
    expect(readText(textOf(TITLE, ...body))).toMatchObject({ kind: 'annual-report', kindReason: 'the title says so' })
  })

  test('the chapters are places in the text of the file', () => {
    const text = textOf(TITLE, ...body)
    const chapters = readText(text).chapters.filter(({ heading }) => heading !== '')
    expect(chapters.map(({ start, body: from }) => text.slice(start, from).trim())).toEqual([
      '一、总体情况',
      '二、存在的问题',
    ])
  })
})

test.each([
  ['that was not opened yet', null],
  ['without text, a scan', { rules: 'test', text: '', statistics: { checks: [] } }],
])('a file %s has the fields of its row, and no others', (_, said) => {
  const context = { ...unknown, listTitle: TITLE, listDate: '2020-01-20' }
  const reading = readDirect({ url: URL, sha256: 'ab' }, context, said)
  expect(told(reading.title)).toEqual([TITLE, 'list-row', 'list-row'])
  expect(told(reading.publishedAt)).toEqual(['2020-01-20', 'list-row', 'list-date'])
  expect(told(reading.publisher)).toEqual([NAME, 'list-row', 'title-prefix'])
  expect(told(reading.reportYear)).toEqual([2019, 'list-row', 'title-year'])
  const rest = [reading.publisherStated, reading.signedAt, reading.indexNumber, reading.documentNumber]
  expect(rest.map(({ value }) => value)).toEqual([null, null, null, null])
  expect(reading.kind).toBe('annual-report')
})

describe('the figures of a file that is a report', () => {
  const readers = openAttachmentReaders({ concurrency: 1 })
  afterAll(() => readers.close())

  test('are of the year that its text states, and are checked with its dates: late is late', async () => {
    const text = textOf('发布日期：2020年5月6日', TITLE, ...body, NAME, '2020年4月30日')
    const row = { ...unknown, listTitle: '年度报告' }
    const file = { url: URL, filename: 'a.txt', mediaType: 'text/plain', reportYear: null, row }
    const said = await readingOfFile(readers, Buffer.from(text), file)
    const flags = readDirect({ url: URL, sha256: 'ab' }, row, said).flags
    expect(flags).toEqual([{ name: 'late', detail: 'published 2020-05-06, due 2020-01-31', where: 'published_at' }])
    expect(said.statistics.checks.filter(({ rule }) => rule === 'V16')).toHaveLength(3)
    const attached = await readingOfFile(readers, Buffer.from(text), { ...file, row: null })
    expect(attached.statistics.checks.filter(({ rule }) => rule === 'V16')).toEqual([])
  })
})
