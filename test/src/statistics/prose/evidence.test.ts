import { expect, test } from 'vitest'
import { read } from './told.ts'

test('a figure keeps its unit, qualifier, scope, raw text and whole sentence', () => {
  const sentence = '2016年， 全市主动公开政府信息 1.5 万余条，群众满意。'
  expect(read(`开头一句。${sentence}后来一句。`)).toEqual([
    {
      form: 'free',
      table: 'prose',
      indicator: 'pd_total',
      column: null,
      value: 15000,
      state: 'number',
      unit: '条',
      qualifier: '余',
      scope: '全市',
      cumulative: false,
      raw: '1.5 万余条',
      source: { kind: 'sentence', where: sentence },
    },
  ])
})

test.each([
  ['近', '全年主动公开政府信息近300条。'],
  ['约', '全年主动公开政府信息约300条。'],
  ['多', '全年主动公开政府信息300多条。'],
  ['左右', '全年主动公开政府信息300条左右。'],
])('%s makes a figure less than exact', (qualifier, text) => {
  expect(read(text)).toMatchObject([{ value: 300, qualifier }])
})

test('a worded zero keeps its words and has no unit', () => {
  expect(read('2016年，局本级未接到政府信息公开申请。')).toMatchObject([
    { state: 'worded-zero', value: 0, unit: null, scope: '局本级', raw: '未接到政府信息公开申请' },
  ])
})

test('cumulative figures are marked, in the indicator too', () => {
  expect(read('历年累计主动公开政府信息3200条。')).toMatchObject([
    { indicator: 'pd_total_cumulative', cumulative: true },
  ])
  expect(read('2016年，我局累计主动公开政府信息320条。')).toMatchObject([{ indicator: 'pd_total', cumulative: false }])
})

test('kinds of information under the site have its column', () => {
  const text = '通过政府网站公开工作动态信息30条、财政信息12条、招标信息8条。'
  expect(read(text)).toMatchObject([
    { indicator: 'pd_cat:工作动态', column: 'website', value: 30 },
    { indicator: 'pd_cat:财政', column: 'website', value: 12 },
    { indicator: 'pd_cat:招标', column: 'website', value: 8 },
  ])
})

test('kinds of the key areas are told apart', () => {
  const text = '重点领域信息公开有序推进。其中财政资金类信息20条，公共服务类信息31条，公共监管类信息7条。'
  expect(read(`二、主动公开情况\n${text}`).map((one) => one.indicator)).toEqual([
    'pd_key:财政资金',
    'pd_key:公共服务',
    'pd_key:公共监管',
  ])
})

test('a sentence that a layout broke is read as one', () => {
  const text = '2016年，我局认真落实上级部署，严格执行各项规定，全年主动公开政府\n信息128条，收到公开申请2件。'
  expect(read(text).map((one) => one.value)).toEqual([128, 2])
})

test('the same figure in the same sentence is given once', () => {
  expect(read('无行政复议，没有行政复议案件。')).toHaveLength(1)
})
