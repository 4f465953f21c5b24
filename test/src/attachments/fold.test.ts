import { expect, test } from 'vitest'
import { foldRadicals } from '../../../src/attachments/fold.ts'

test.each([
  ['⼈⺠政府⻔⼾⽹站', '人民政府门户网站'],
  ['意⻅', '意见'],
  ['⻥⻓⻬⻛⻚⻢⻋⻝', '鱼长齐风页马车食'],
  ['⾏政许可⽂件⼀览', '行政许可文件一览'],
  ['⿈⼭市、⾭岛', '黄山市、青岛'],
  ['︵一︶', '（一）'],
  ['金額', '金額'],
  ['\u{f90a}\u{2f800}', '金丽'],
])('%s is folded to %s', (look, text) => {
  expect(foldRadicals(look)).toBe(text)
})

test('characters that stand for themselves and radicals that stand for none stay as they are', () => {
  for (const text of ['⺀⺸⻞', '政府信息公开，ＡＢ①㎡', '﨎﨏﨑', '户戶']) expect(foldRadicals(text)).toBe(text)
})

test('every Kangxi radical is folded to one unified ideograph', () => {
  for (let code = 0x2f00; code <= 0x2fd5; code++) {
    expect(foldRadicals(String.fromCharCode(code))).toMatch(/^[\u4e00-\u9fff]$/)
  }
})
