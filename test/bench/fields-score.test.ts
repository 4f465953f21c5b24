import { expect, test } from 'vitest'
import { judge } from './fields-score.ts'

test('a reader is right only with the value itself, and wrong with any value where the page states none', () => {
  expect(judge('长浦市卫生局', [' 长浦市卫生局 '])).toBe('right')
  expect(judge('长浦市卫生局', ['管理员', '长浦市卫生局'])).toBe('right')
  expect(judge('2019年年度报告', ['2019年年度报告_长浦市人民政府'])).toBe('framed')
  expect(judge('长浦市卫生局', ['管理员'])).toBe('wrong')
  expect(judge('-', ['2024-01-01'])).toBe('wrong')
  expect(judge('长浦市卫生局', [])).toBe('missed')
  expect(judge('-', [])).toBeNull()
})
