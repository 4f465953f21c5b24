import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from '../../../storage/export/csv.ts'

/** The records of a CSV text, read by the grammar of RFC 4180 section 2. @throws Error where the text is not of it */
function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (match === null) throw new Error(`this is no CSV from character ${at}: ${text.slice(at, at + 40)}`)
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',') continue
    records.push(record)
    record = []
  }
  return records
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '年', ' ', ';') }),
)

test('whatever a field holds, it is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1 }), { minLength: 1 }), (rows) => {
      expect(parseCsv(rows.map(csvLine).join(''))).toEqual(rows)
    }),
    { numRuns: 500 },
  )
})

test('numbers are written plainly, nothing as an empty field, lists and objects as JSON', () => {
  const value = fc.oneof(fc.integer(), fc.constant(null), fc.array(text), fc.dictionary(text, text))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const wanted = values.map((each) => {
        if (each === null) return ''
        return typeof each === 'number' ? String(each) : JSON.stringify(each)
      })
      expect(parseCsv(csvLine(values))).toEqual([wanted])
    }),
  )
})

test('the first line names the fields in the order of the row', () => {
  expect(csvLine(Object.keys({ url: 'http://a.gov.cn/', report_year: 2023, 'a,b': null }))).toBe(
    'url,report_year,"a,b"\r\n',
  )
})
