import { describe, expect, test } from 'vitest'
import { decodeFile, readHtml } from './page.ts'
import { agrees, type FieldName, sharedFolder, sharedPages, toldBy } from './shared-pages.ts'

describe.skipIf(sharedFolder === null)('real pages (skipped when ../shared/pages is not there)', () => {
  const table = sharedPages()

  test.each(table)('$file says what it visibly states and nothing else', ({ path, expected }) => {
    const got = toldBy(readHtml(decodeFile(path)))
    const wrong = (Object.keys(expected) as FieldName[]).filter((name) => !agrees(name, expected[name], got[name]))
    expect(wrong.map((name) => `${name}: ${got[name]} instead of ${expected[name]}`)).toEqual([])
  })

  test('at least 98 of 100 stated titles, publishers and dates are found', () => {
    const score = { title: { hit: 0, of: 0 }, publisher: { hit: 0, of: 0 }, date: { hit: 0, of: 0 } }
    for (const { path, expected } of table) {
      const got = toldBy(readHtml(decodeFile(path)))
      for (const name of ['title', 'publisher', 'date'] as const) {
        if (expected[name] === '-') continue
        score[name].of++
        if (agrees(name, expected[name], got[name])) score[name].hit++
      }
    }
    console.info(
      Object.entries(score)
        .map(([name, { hit, of }]) => `${name} ${hit}/${of}`)
        .join(', '),
    )
    for (const { hit, of } of Object.values(score)) expect(hit / of).toBeGreaterThanOrEqual(0.98)
  })
})

test.runIf(sharedFolder === null)('says that the pages are missing', () => {
  console.warn('../shared/pages is not there: the real pages were not read')
  expect(sharedFolder).toBeNull()
})
