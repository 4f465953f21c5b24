import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedCells } from '../../../src/diff/cells.ts'
import { difference } from '../../../src/diff/myers.ts'
import { tokensOf } from '../../../src/diff/tokens.ts'
import { changedWords } from '../../../src/diff/words.ts'

const sequence = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 })
const text = fc
  .array(fc.constantFrom('政府', '信息', '公开', '2023', '年', '12.5%', '\n', ' ', '| 12 | 3 |\n', '，', 'ab', '😀'), {
    maxLength: 80,
  })
  .map((parts) => parts.join(''))

/** One side of a difference. */
function side<T>(stretches: readonly { kind: string; items: readonly T[] }[], without: 'removed' | 'added'): T[] {
  return stretches.filter(({ kind }) => kind !== without).flatMap(({ items }) => [...items])
}

/** The length of the longest common subsequence, by the textbook. */
function common(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const one of a) {
    const next = [0]
    for (const [index, other] of b.entries()) {
      next.push(one === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

test('applied to the earlier sequence a difference gives the later, and the other way about', () => {
  fc.assert(
    fc.property(sequence, sequence, (a, b) => {
      const stretches = difference(a, b)
      expect(side(stretches, 'added')).toEqual(a)
      expect(side(stretches, 'removed')).toEqual(b)
    }),
  )
})

test('a difference keeps as much as can be kept', () => {
  fc.assert(
    fc.property(sequence, sequence, (a, b) => {
      const kept = difference(a, b)
        .filter(({ kind }) => kind === 'same')
        .flatMap(({ items }) => items)
      expect(kept).toHaveLength(common(a, b))
    }),
  )
})

test('words joined are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text, (any, chinese) => {
      expect(tokensOf(any).join('')).toBe(any)
      expect(tokensOf(chinese).join('')).toBe(chinese)
    }),
  )
})

test('changed words applied to the earlier text give the later, and the other way about', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = changedWords(before, after)
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map((change) => change.text)
          .join('')
      expect([without('added'), without('removed')]).toEqual([before, after])
    }),
  )
})

test('texts without anything in common are not compared for ever', () => {
  const before = Array.from({ length: 20_000 }, (_, n) => `a${n}`)
  const after = Array.from({ length: 20_000 }, (_, n) => `b${n}`)
  expect(difference(before, after).map(({ kind, items }) => [kind, items.length])).toEqual([
    ['removed', 20_000],
    ['added', 20_000],
  ])
})

test('a number is one word', () => {
  const changes = changedWords('受理依申请公开1,213件，答复率98.5%。', '受理依申请公开1,214件，答复率98.5%。')
  expect(changes.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: '1,213' },
    { kind: 'added', text: '1,214' },
  ])
})

describe('cells', () => {
  const table = (value: string, more = '') => `三、收到和处理政府信息公开申请情况

| （本列数据的勾稽关系） |  |  | 申请人情况 |  |  |  |
| --- | --- | --- | --- | --- | --- | --- |
|  |  |  | 自然人 | 法人或其他组织 |  | 总计 |
|  |  |  |  | 商业企业 | 其他 |  |
| 一、本年新收政府信息公开申请数量 |  |  | 29 | 2 | 0 | 31 |
| 三、本年度办理结果 | （一）予以公开 |  | 25 | 2 | 0 | 27 |
|  | （三）不予公开 | 1.属于国家秘密 | 0 | ${value} | 0 | 0 |
${more}`

  test('are named by their table, row and column, spans and all', () => {
    expect(changedCells(table('0'), table('1'))).toEqual([
      {
        table: '三、收到和处理政府信息公开申请情况',
        row: '三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密',
        column: '申请人情况 / 法人或其他组织 / 商业企业',
        from: '0',
        to: '1',
      },
    ])
  })

  test('of a row that came or went have only one side', () => {
    const row = '| 四、结转下年度继续办理 |  |  | 3 | 0 | 0 | 3 |\n'
    const cells = (changes: ReturnType<typeof changedCells>) =>
      changes.map(({ column, from, to }) => [column, from, to])
    expect(cells(changedCells(table('0'), table('0', row)))).toEqual([
      ['申请人情况 / 自然人', null, '3'],
      ['申请人情况 / 法人或其他组织 / 商业企业', null, '0'],
      ['申请人情况 / 法人或其他组织 / 其他', null, '0'],
      ['申请人情况 / 总计', null, '3'],
    ])
    expect(changedCells(table('0', row), table('0')).every(({ to }) => to === null)).toBe(true)
  })

  test('of equal tables are none, whatever the text', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(changedCells(any, any)).toEqual([])
      }),
    )
  })
})
