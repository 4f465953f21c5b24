import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imageMark, isCell, isUnit, readCell } from '../../../src/statistics/cells.ts'

test.each([
  ['0', 0, null],
  ['1860', 1860, null],
  ['１８６０', 1860, null],
  ['1,234', 1234, null],
  ['1，234，567', 1_234_567, null],
  ['12.5', 12.5, null],
  ['+2', 2, null],
  ['＋2', 2, null],
  ['-1', -1, null],
  ['－1', -1, null],
  ['−1', -1, null],
  ['251000元', 251_000, '元'],
  ['38.2万元', 38.2, '万元'],
  ['173769万条', 173_769, '万条'],
  ['5 件', 5, '件'],
  ['3人次', 3, '人次'],
  ['7（含网络申请）', 7, null],
  ['5（其中网络申请3件）', 5, null],
  ['96*', 96, null],
  ['4①', 4, null],
  ['94¹', 94, null],
  ['31 ※', 31, null],
  ['减1', -1, null],
  ['增加2项', 2, '项'],
])('%s is the number %d with the unit %s', (raw, value, unit) => {
  expect(readCell(raw)).toMatchObject({ state: 'number', value, unit })
})

test('the scale of a unit is told and not multiplied in', () => {
  expect(readCell('173769万条')).toMatchObject({ value: 173_769, scale: 10_000 })
  expect(readCell('251000元')).toMatchObject({ scale: 1 })
})

test.each([
  ['约300', '约'],
  ['430余', '余'],
  ['20多条', '多'],
  ['近50件', '近'],
  ['60以上', '以上'],
  ['约12条左右', '约左右'],
])('%s is less than exact: %s', (raw, qualifier) => {
  expect(readCell(raw)).toMatchObject({ state: 'number', qualifier })
})

test.each([
  ['', 'blank', null],
  ['\u00a0', 'blank', null],
  ['　', 'blank', null],
  ['-', 'dash', null],
  ['——', 'dash', null],
  ['/', 'dash', null],
  ['无', 'none', null],
  ['暂无', 'none', null],
  ['未收到此类申请', 'worded-zero', 0],
  [imageMark, 'image', null],
  ['详见附件', 'attachment-missing', null],
])('"%s" is %s', (raw, state, value) => {
  expect(readCell(raw)).toMatchObject({ state, value })
})

test.each(['12 3', '1,23', '1.2.3', '3/4', 'O', '予以公开', '2014年', '2016-12-31', '5（3）', '□'])(
  '"%s" is not one figure: nothing is made of it',
  (raw) => {
    expect(readCell(raw)).toBeNull()
    expect(isCell(raw)).toBe(false)
  },
)

test('any number reads back, with separators, signs and units', () => {
  const parts = fc.tuple(
    fc.integer({ min: 0, max: 999_999_999 }),
    fc.constantFrom('', '+', '-'),
    fc.constantFrom('', '件', '万元'),
  )
  fc.assert(
    fc.property(parts, fc.boolean(), ([number, sign, unit], separated) => {
      const digits = separated ? number.toLocaleString('en') : String(number)
      const value = sign === '-' ? -number : number
      expect(readCell(`${sign}${digits}${unit}`)?.value).toBe(value + 0)
    }),
  )
})

test('a unit is a cell of the unit column, not a figure', () => {
  expect(isUnit('万元')).toBe(true)
  expect(isUnit('5件')).toBe(false)
  expect(readCell('件')).toBeNull()
})
