import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from '../../../crawlers/read/decode.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { read } from '../../../src/reading/read.ts'
import type { Reading } from '../../../src/reading/reading.ts'
import { unknown } from './page.ts'

/** What a page states; null where it states nothing. */
export interface Truth {
  readonly title: string | null
  readonly publisher: string | null
  readonly date: string | null
  readonly views: number | null
  readonly indexNumber: string | null
  readonly documentNumber: string | null
  readonly reportYear: number | null
}

export const nothing: Truth = {
  title: null,
  publisher: null,
  date: null,
  views: null,
  indexNumber: null,
  documentNumber: null,
  reportYear: null,
}

/** A page that is kept apart, as it is read. */
export function readFixture(folder: string, name: string): Reading {
  const bytes = readFileSync(join(folder, `${name}.html`))
  return read(parsePage(`http://www.example.gov.cn/${name}.html`, decode(bytes, 'text/html')), unknown)
}

/** What a reading says, field by field. */
export function told(reading: Reading): Truth {
  return {
    title: reading.title.value,
    publisher: reading.publisherStated.value,
    date: reading.publishedAt.value,
    views: reading.views.value,
    indexNumber: reading.indexNumber.value,
    documentNumber: reading.documentNumber.value,
    reportYear: reading.reportYear.value,
  }
}
