import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readHtml, shared, wrappings } from './page.ts'

interface Truth {
  readonly title: string | null
  readonly publisher_stated: string | null
  readonly publisher_inferred: string
  readonly publish_date: string | null
  readonly publish_datetime?: string
  readonly signature_date: string | null
  readonly report_year: number
  readonly views: number | null
  readonly site_counter: number | null
  readonly index_number: string | null
  readonly doc_numbers: readonly { readonly text: string; readonly repaired?: string }[]
  readonly integrity: { readonly hijack: boolean; readonly blank_labels?: readonly string[] }
}

const folder = shared('seeds')
const truth: Record<string, Truth> = folder === null ? {} : JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))

describe.skipIf(folder === null)('the five seed documents (skipped when ../shared/seeds is not there)', () => {
  for (const [file, expected] of Object.entries(truth)) {
    const text = folder === null ? '' : readFileSync(join(folder, file), 'utf8')
    for (const [name, wrap] of Object.entries(wrappings)) {
      test(`${file} as ${name} says what its truth says`, () => {
        const reading = readHtml(wrap(text))
        expect(reading.kind).toBe('annual-report')
        expect(reading.title.value).toBe(expected.title)
        expect(reading.publisherStated.value).toBe(expected.publisher_stated)
        // Truth adds a remark in brackets where an office reports for its government.
        expect(reading.publisher.value).toBe(expected.publisher_inferred.replace(/ \(.*$/, ''))
        expect(reading.publishedAt.value).toBe(expected.publish_datetime ?? expected.publish_date)
        expect(reading.signedAt.value).toBe(expected.signature_date)
        expect(reading.reportYear.value).toBe(expected.report_year)
        expect(reading.views.value).toBe(expected.views)
        expect(reading.siteCounter.value).toBe(expected.site_counter)
        expect(reading.indexNumber.value).toBe(expected.index_number)
        const cited = expected.doc_numbers.map((number) => ({ text: number.text, repaired: number.repaired ?? null }))
        expect(reading.references).toEqual(cited)
        expect(reading.blankLabels).toEqual(expected.integrity.blank_labels ?? [])
        expect(reading.flags.some(({ name: flag }) => flag === 'hijacked')).toBe(expected.integrity.hijack)
      })
    }
  }

  test('all five were there to be read', () => {
    expect(Object.keys(truth)).toHaveLength(5)
  })
})

test.runIf(folder === null)('says that the seeds are missing', () => {
  console.warn('../shared/seeds is not there: the seed documents were not read')
  expect(folder).toBeNull()
})
