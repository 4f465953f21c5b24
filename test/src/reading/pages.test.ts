import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../../src/reading/reading.ts'
import { decodeFile, readHtml, shared } from './page.ts'

type FieldName = 'title' | 'publisher' | 'date' | 'views'

interface Row {
  readonly file: string
  readonly expected: Readonly<Record<FieldName, string>>
}

/** Where the table and the page do not say the same; the value is what the page itself supports. */
const exceptions: Readonly<Record<string, Partial<Record<FieldName, readonly [value: string, reason: string]>>>> = {
  '015': { publisher: ['-', '本网 names nobody'] },
  '027': {
    publisher: [
      '综合自学习强国、川观新闻、成都体育学院附属体育医院、成都市双流区中医医院订阅号、仪陇县中医医院、射洪中医、邵华新闻、健康富顺等',
      'the strip cuts it short, ContentSource has it whole; the table cuts it at another place',
    ],
  },
  '039': { views: ['-', 'the table takes it from the answer of the counter, the page does not print it'] },
  '048': { views: ['-', 'the table takes it from the answer of the counter, the page does not print it'] },
  '061': { date: ['2007-08-20 23:59:59', 'the table writes its remark into the column'] },
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
    date: ['2023-10-23 08:59', 'the table writes its remark into the column'],
  },
  '068': { title: ['-', 'a list: the table names the column'], date: ['-', 'a list: the dates are those of its rows'] },
  '071': { title: ['-', 'a list: the table names the column'] },
  '074': { title: ['2021年村级信息资源共享支中心电脑采购项目中标公告', 'the table gives the generic <title>'] },
  '078': { title: ['-', 'a mock-up: the table gives the name of the site'] },
}

const folder = shared('pages')

function rows(): Row[] {
  if (folder === null) return []
  const lines = readFileSync(join(folder, 'index.tsv'), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => {
    const [file = '', , , , , , title = '', publisher = '', date = '', views = ''] = line.split('\t')
    const given = { title, publisher, date, views: views === 'dynamic' ? '-' : views }
    const own = Object.entries(exceptions[file.slice(0, 3)] ?? {}).map(([name, [value]]) => [name, value])
    return { file, expected: { ...given, ...Object.fromEntries(own) } }
  })
}

function found(reading: Reading): Record<FieldName, string> {
  return {
    title: reading.title.value ?? '-',
    publisher: reading.publisherStated.value ?? '-',
    date: reading.publishedAt.value?.replace('T', ' ').replace('+08:00', '') ?? '-',
    views: reading.views.value === null ? '-' : String(reading.views.value),
  }
}

/** Equal, or more precise than a table that gives the day or the minute alone. */
function agrees(name: FieldName, expected: string, got: string): boolean {
  return got === expected || (name === 'date' && expected !== '-' && got.startsWith(expected))
}

describe.skipIf(folder === null)('real pages (skipped when ../shared/pages is not there)', () => {
  const table = rows()

  test.each(table)('$file says what it visibly states and nothing else', ({ file, expected }) => {
    const got = found(readHtml(decodeFile(join(folder ?? '', file))))
    const wrong = (Object.keys(expected) as FieldName[]).filter((name) => !agrees(name, expected[name], got[name]))
    expect(wrong.map((name) => `${name}: ${got[name]} instead of ${expected[name]}`)).toEqual([])
  })

  test('at least 95 of 100 stated titles, publishers and dates are found', () => {
    const score = { title: { hit: 0, of: 0 }, publisher: { hit: 0, of: 0 }, date: { hit: 0, of: 0 } }
    for (const { file, expected } of table) {
      const got = found(readHtml(decodeFile(join(folder ?? '', file))))
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
    for (const { hit, of } of Object.values(score)) expect(hit / of).toBeGreaterThanOrEqual(0.95)
  })
})

test.runIf(folder === null)('says that the pages are missing', () => {
  console.warn('../shared/pages is not there: the real pages were not read')
  expect(folder).toBeNull()
})
