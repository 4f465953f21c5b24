import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, nearest } from '../../config/nearest.ts'

describe('the edit distance', () => {
  test.each([
    ['delay', 'delay', 0],
    ['dealy', 'delay', 1],
    ['dlay', 'delay', 1],
    ['delays', 'delay', 1],
    ['deley', 'delay', 1],
    ['', 'id', 2],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['栏木', '栏目', 1],
  ])('from %j to %j is %d', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance)
  })

  test('is the same both ways, 0 only between equals, and at most the longer length', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
    fc.assert(
      fc.property(words, words, (a, b) => {
        const distance = editDistance(a, b)
        expect(distance).toBe(editDistance(b, a))
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
      }),
    )
  })
})

describe('the nearest key', () => {
  const keys = ['id', 'delay', 'concurrency', 'hours', 'robots']

  test.each([
    ['dealy', 'delay'],
    ['DELAY', 'delay'],
    ['concurency', 'concurrency'],
    ['concurrent', 'concurrency'],
    ['robot', 'robots'],
    ['idd', 'id'],
  ])('to %j is %j', (word, key) => {
    expect(nearest(word, keys)).toBe(key)
  })

  test.each(['timeout', 'x', '', 'politeness'])('to %j is none: a far guess helps nobody', (word) => {
    expect(nearest(word, keys)).toBeNull()
  })
})
