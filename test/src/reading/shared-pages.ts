import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading } from '../../../src/reading/reading.ts'
import { shared } from './page.ts'

export type FieldName = 'title' | 'publisher' | 'date' | 'views'

/** What a page says, as the table of pages writes it; `-` where it says nothing. */
export type Told = Readonly<Record<FieldName, string>>

/** One real page and what it states. */
export interface SharedPage {
  readonly file: string
  readonly path: string
  readonly expected: Told
}

/** Where the table and the page do not say the same; the value is what the page itself supports. */
const exceptions: Readonly<Record<string, Partial<Record<FieldName, readonly [value: string, reason: string]>>>> = {
  '015': { publisher: ['-', '本网 names nobody'] },
  '039': { views: ['-', 'the table takes it from the answer of the counter, the page does not print it'] },
  '048': { views: ['-', 'the table takes it from the answer of the counter, the page does not print it'] },
  '063': {
    publisher: [
      '中国空间技术研究院、中国运载火箭技术研究院等',
      'the table leaves the column empty, the strip states it',
    ],
    date: ['2021-01-05', 'the table leaves the column empty, the strip states it'],
  },
  '064': {
    publisher: ['人民网-文化频道', 'no government page, the table leaves the column empty, the strip states it'],
    date: ['2019-06-15 08:18', 'as above'],
  },
  '065': {
    title: [
      '5月20日至31日，京沪高速无锡至江阴大桥至广陵枢纽段封闭！',
      'no government page, the table leaves the column empty',
    ],
    date: ['2019-05-17', 'as above; it stands on the line under the title'],
  },
  '066': {
    publisher: ['市政府', 'the table names both; 发布机构 of the index table goes before 信息来源'],
  },
  '068': { title: ['-', 'a list: the table names the column'], date: ['-', 'a list: the dates are those of its rows'] },
  '071': { title: ['-', 'a list: the table names the column'] },
  '074': { title: ['2021年村级信息资源共享支中心电脑采购项目中标公告', 'the table gives the generic <title>'] },
  '078': { title: ['-', 'a mock-up: the table gives the name of the site'] },
}

/** The folder of real pages; null when it is not there. */
export const sharedFolder = shared('pages')

/** The real pages with what they state; none when they are not there. */
export function sharedPages(): SharedPage[] {
  if (sharedFolder === null) return []
  const folder = sharedFolder
  const lines = readFileSync(join(folder, 'index.tsv'), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => {
    const [file = '', , , , , , title = '', publisher = '', date = '', views = ''] = line.split('\t')
    // A remark of the table's maker stands in brackets behind some dates.
    const day = date.replace(/ \(.+$/, '')
    const given = { title, publisher, date: day, views: views === 'dynamic' ? '-' : views }
    const own = Object.entries(exceptions[file.slice(0, 3)] ?? {}).map(([name, [value]]) => [name, value])
    return { file, path: join(folder, file), expected: { ...given, ...Object.fromEntries(own) } }
  })
}

/** A reading as the table of pages writes it. */
export function toldBy(reading: Reading): Told {
  return {
    title: reading.title.value ?? '-',
    publisher: reading.publisherStated.value ?? '-',
    date: reading.publishedAt.value?.replace('T', ' ').replace('+08:00', '') ?? '-',
    views: reading.views.value === null ? '-' : String(reading.views.value),
  }
}

/** Equal, or more precise than a table that gives the day or the minute alone, or cuts a long value short with `…`. */
export function agrees(name: FieldName, expected: string, got: string): boolean {
  if (expected.endsWith('…') && got.startsWith(expected.slice(0, -1))) return true
  return got === expected || (name === 'date' && expected !== '-' && got.startsWith(expected))
}
