import { expect, test } from 'vitest'
import { align, indexRows } from '../../../src/statistics/align.ts'
import { formOfYear, forms } from '../../../src/statistics/forms.ts'
import { coreOf, numberOf } from '../../../src/statistics/labels.ts'

const of2014 = indexRows(forms.F2014.rows)
const of2021 = indexRows(forms.F2021.t3.rows)

function keys(labels: readonly string[], index = of2014): (string | null)[] {
  return align(index, labels).map((row) => row?.key ?? null)
}

test('the forms have their rows: 65, 23 and 25 with figures, and keys that are one row each', () => {
  expect(forms.F2014.rows).toHaveLength(65)
  expect(forms.F2019.t3.rows.filter(({ kind }) => kind === 'value')).toHaveLength(23)
  expect(forms.F2021.t3.rows.filter(({ kind }) => kind === 'value')).toHaveLength(25)
  for (const { known } of [of2014, of2021]) expect(new Set(known.map(({ row }) => row.key)).size).toBe(known.length)
})

test('the fee counted in items and the fee in 万元 are two indicators', () => {
  const fee = (form: 'F2019' | 'F2021'): string | undefined =>
    forms[form].t2.flatMap(({ rows }) => rows).find(({ label }) => label === '行政事业性收费')?.key
  expect(fee('F2019')).not.toBe(fee('F2021'))
})

test('a year has its form', () => {
  expect([2013, 2014, 2018, 2019, 2020, 2021, 2030].map(formOfYear)).toEqual([
    null,
    'F2014',
    'F2014',
    'F2019',
    'F2019',
    'F2021',
    'F2021',
  ])
})

test.each([
  ['（三）其他情形数', '其他情形数'],
  ['(三) 其他情形数', '其他情形数'],
  ['3、要求提供公开出版物', '要求提供公开出版物'],
  ['3．要求提供公开出版物', '要求提供公开出版物'],
  ['其中：主动公开规范性文件数', '主动公开规范性文件数'],
  ['3.危及"三安全一稳定"', '危及三安全一稳定'],
  ['（二）部分公开（区分处理的，只计这', '部分公开'],
  ['⾏政复议数量', '行政复议数量'],
  ['一、本年新收政府信\n息公开申请数量', '本年新收政府信息公开申请数量'],
])('%s has the core %s', (label, core) => {
  expect(coreOf(label)).toBe(core)
})

test('the number before a label is told', () => {
  expect([numberOf('2.同意公开答复数'), numberOf('（二）申请办结数'), numberOf('12.5')]).toEqual(['2', null, null])
})

test('rows of one wording are told by the rows around them', () => {
  const labels = [
    '四、行政复议数量',
    '（二）被依法纠错数',
    '（三）其他情形数',
    '五、行政诉讼数量',
    '（二）被依法纠错数',
    '六、举报投诉数量',
  ]
  expect(keys(labels)).toEqual([
    'recon_total',
    'recon_corrected',
    'recon_other',
    'lit_total',
    'lit_corrected',
    'complaints',
  ])
})

test('a row of one of two wordings, with nothing around to tell, is neither', () => {
  expect(keys(['（二）被依法纠错数'])).toEqual([null])
})

test('a label that lost characters is the row that its neighbours leave, and none where they leave two', () => {
  expect(keys(['2.政府网站公开政府信息数', '3.政务微公开政府信息数', '4.政务微信公开政府信息数'])[1]).toBe('pd_weibo')
  expect(keys(['2.政府网站公开政府信息数', '政务微公开政府信息数', '5.其他方式公开政府信息数'])[1]).toBeNull()
})

test('a label with another word in it is a row of its own and never the one it looks like', () => {
  expect(keys(['3.政务微博公开政府信息数', '4.政务抖音公开政府信息数', '5.其他方式公开政府信息数'])[1]).toBeNull()
})

test('不同意 that lost its 不 is not 同意: number and order speak against it', () => {
  const labels = [
    '1.属于已主动公开范围数',
    '2.同意公开答复数',
    '3.同意部分公开答复数',
    '4.同意公开答复数',
    '其中：涉及国家秘密',
  ]
  expect(keys(labels)[3]).toBe('ans_denied')
  expect(keys(labels)[1]).toBe('ans_granted')
  expect(keys(['1.属于已主动公开范围数', '4.同意公开答复数'])[1]).not.toBe('ans_granted')
})

test('rows that changed places are still told by their words', () => {
  const labels = ['本年新收政府信息公开申请数量', '重复申请', '信访举报投诉类申请', '要求提供公开出版物']
  expect(keys(labels, of2021)).toEqual(['new', 'npr_repeat', 'npr_petition', 'npr_publication'])
})
