import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrayAt, countAt, numberAt, parseData, textAt, valueAt } from '../../../crawlers/dialects/data.ts'

test('JSON and JSONP are read, whatever stands around the call', () => {
  const data = { data: { count: 12 } }
  const json = JSON.stringify(data)
  for (const text of [json, `\ufeff ${json}\n`, `jQuery_17(${json});`, `/**/a.b.c(${json})`, `cb(\n${json}\n) ;`])
    expect(parseData(text)).toEqual(data)
})

test('whatever JSON a server sends, bare or in a call, is what it sent', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value)
      expect(parseData(json)).toEqual(JSON.parse(json))
      expect(parseData(`callback_1(${json});`)).toEqual(JSON.parse(json))
    }),
  )
})

test('HTML, broken JSON, calls within calls and nothing are no data', () => {
  for (const text of ['', '  ', '<html>404</html>', '{"data":', 'cb({"a":1}', 'cb(function(){})', 'a(1)+b(2)', 'error'])
    expect(parseData(text)).toBeUndefined()
})

test('no text at all makes the reading of data throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void countAt(text, 'data.count')))
})

test('values are taken by path, and only what is there', () => {
  const data = { rows: [{ title: ' 年报 ', n: 7 }], total: '12', views: '1e3', none: '' }
  expect(valueAt(data, 'rows.0.n')).toBe(7)
  expect(valueAt(data, 'toString')).toBeUndefined()
  expect(textAt(data, 'none', 'rows.0.title')).toBe('年报')
  expect(numberAt(data, 'absent', 'total')).toBe(12)
  expect(numberAt(data, 'views')).toBeNull()
  expect(arrayAt(data, 'total', 'rows')).toHaveLength(1)
})

test('a count is a whole number at its place, never one found elsewhere', () => {
  expect(countAt('cb({"data":{"count":"118"}})', 'data.count')).toBe(118)
  for (const answer of ['{"code":404}', '{"data":{"count":-1}}', '{"data":{"count":null}}', '<p>118</p>', '118'])
    expect(countAt(answer, 'data.count')).toBeNull()
})
