import { readFileSync } from 'node:fs'
import { decodeFile } from '../src/reading/page.ts'
import { sharedPages } from '../src/reading/shared-pages.ts'
import { columnPages, listCount } from './column.ts'
import type { Compared, Source } from './readers.ts'

/** A page with what it states: `-` for nothing, the date as a day. */
export interface Judged {
  readonly source: Source
  readonly expected: Readonly<Record<Compared, string>>
}

/** The real pages in ../shared/pages with their truth; none when they are not there. */
export function realPages(): Judged[] {
  return sharedPages().map(({ file, path, expected }) => ({
    source: { url: `http://www.example.gov.cn/${file}`, bytes: readFileSync(path), text: decodeFile(path) },
    expected: { ...expected, date: expected.date.slice(0, 10) },
  }))
}

/** Annual reports of 20 to 30 KB with their tables, in the template of a city's site, UTF-8 and GBK by turns. */
export function madeReports(count: number): Source[] {
  const pages = columnPages(count).slice(listCount(count))
  return pages.map(({ path, body }) => {
    const encoding = /charset=gb/.test(body.toString('latin1', 0, 2000)) ? 'gb18030' : 'utf-8'
    const text = new TextDecoder(encoding).decode(body)
    return { url: `http://www.example.gov.cn${path}`, bytes: body, text }
  })
}
