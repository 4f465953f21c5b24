import { afterAll, beforeAll, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { read } from '../../../src/reading/read.ts'
import type { Reading } from '../../../src/reading/reading.ts'
import { get } from '../../town/client.ts'
import { type ReportTruth, startTown, type Town } from '../../town/town.ts'
import { unknown } from './page.ts'

let town: Town

beforeAll(async () => {
  town = await startTown({ bulk: 20 })
})

afterAll(async () => {
  await town.close()
})

/** What a reading says in the terms of the town's truth. */
function told(reading: Reading): Partial<ReportTruth> {
  return {
    kind: reading.kind,
    title: reading.title.value,
    publisherStated: reading.publisherStated.value,
    publisher: reading.publisher.value,
    publishedAt: reading.publishedAt.value,
    reportYear: reading.reportYear.value,
    documentNumber: reading.documentNumber.value,
    indexNumber: reading.indexNumber.value,
    hijacked: reading.flags.some(({ name }) => name === 'hijacked'),
    attachments: reading.attachments,
  }
}

test('every report page of the town reads as it is', async () => {
  let pages = 0
  for (const site of town.sites) {
    for (const truth of site.truth.filter(({ form }) => form === 'page')) {
      const { body, head } = await get(truth.url)
      const type = /content-type:\s*([^\r\n]+)/i.exec(head.toString('latin1'))?.[1] ?? null
      const reading = read(parsePage(truth.url, decode(body, type)), { ...unknown, siteName: site.name })
      const said = told(reading)
      const wanted = Object.fromEntries(Object.keys(said).map((key) => [key, truth[key as keyof ReportTruth]]))
      expect(said, truth.url).toEqual(wanted)
      if (reading.views.value !== null) expect(truth.viewsBase, truth.url).not.toBeNull()
      pages++
    }
  }
  expect(pages).toBeGreaterThan(50)
})
