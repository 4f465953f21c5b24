import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openArchiveToRead } from '../../../storage/archive.ts'
import type { CommitUnit } from '../../../storage/commit/unit.ts'
import { documentRows } from '../../../storage/export/documents.ts'
import type { ExportRow } from '../../../storage/export/rows.ts'
import { PLAIN_TABLES, type PlainTable, plainRows } from '../../../storage/export/tables.ts'
import { startVisit } from '../../../storage/visits.ts'
import { temporaryFolder } from '../folders.ts'
import { at, capture, documentOf, lost, openToWrite, page, unit } from '../units.ts'

/** The fields of a document in their order: the promise to researchers (design, and README). */
const DOCUMENT = [
  ...['url', 'aliases', 'site', 'kind', 'kind_reason', 'status', 'title', 'publisher', 'publisher_stated'],
  ...[
    'published_at',
    'views',
    'index_number',
    'document_number',
    'report_year',
    'division',
    'family',
    'encoding',
    'text',
  ],
  ...['content_hash', 'same_as', 'near', 'cluster_size', 'flags', 'attachments', 'versions', 'first_seen', 'last_seen'],
  'warc',
  'evidence',
]

const TABLES: Record<PlainTable, readonly string[]> = {
  versions: ['url', 'content_hash', 'status', 'change', 'first_seen', 'last_seen', 'captured_at'],
  views: ['url', 'observed_at', 'views', 'how'],
  findings: ['url', 'name', 'detail', 'found_in', 'found_at'],
  captures: [
    ...['url', 'captured_at', 'status', 'outcome', 'reason', 'encoding', 'size', 'sha256', 'media_type'],
    ...['warc_file', 'warc_offset', 'warc_length', 'manner'],
  ],
}

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

async function commit(...groups: readonly (readonly CommitUnit[])[]): Promise<void> {
  const archive = await openToWrite(folder)
  const site = { site: 'example', name: '示例县', division: '410300', seeds: [at('nb/')], askedBy: 'test' }
  await startVisit(archive.db, site, new Date(), false)
  for (const group of groups) {
    for (const each of group) archive.commits.stage(each)
    await archive.commits.flush()
  }
  await archive.close()
}

/** The documents by the last part of their addresses. */
async function documents(): Promise<Map<string, ExportRow>> {
  const archive = await openArchiveToRead(folder)
  const rows = new Map<string, ExportRow>()
  for await (const row of documentRows(archive)) rows.set(String(row['url']).slice(at('').length), row)
  await archive.close()
  return rows
}

async function table(name: PlainTable): Promise<ExportRow[]> {
  const archive = await openArchiveToRead(folder)
  const rows = [...plainRows(archive, name)]
  await archive.close()
  return rows
}

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const strings = (list: unknown) => Array.isArray(list) && list.every((item) => typeof item === 'string')
const nullable = (type: string) => expect.toSatisfy((value) => value === null || typeof value === type)

/** What every document must look like, whatever became of it. */
const SCHEMA = {
  url: expect.stringMatching(/^https?:/),
  aliases: expect.toSatisfy(strings),
  site: expect.any(String),
  kind: expect.stringMatching(/^(annual-report|other)$/),
  kind_reason: expect.any(String),
  status: expect.stringMatching(/^(archived|gone|moved|blocked|missing)$/),
  title: nullable('string'),
  publisher: nullable('string'),
  publisher_stated: nullable('string'),
  published_at: nullable('string'),
  views: nullable('number'),
  index_number: nullable('string'),
  document_number: nullable('string'),
  report_year: nullable('number'),
  division: nullable('string'),
  family: nullable('string'),
  encoding: nullable('string'),
  text: nullable('string'),
  content_hash: expect.toSatisfy((hash) => hash === null || /^[0-9a-f]{64}$/.test(hash)),
  same_as: expect.toSatisfy(strings),
  near: expect.toSatisfy(strings),
  cluster_size: expect.any(Number),
  flags: expect.toSatisfy(strings),
  attachments: expect.any(Array),
  versions: expect.any(Number),
  first_seen: time,
  last_seen: time,
  warc: expect.toSatisfy((place) => place === null || Object.keys(place).join() === 'file,offset,length'),
  evidence: expect.any(Object),
}

describe('documents', () => {
  test('have exactly the promised fields with the promised types, had or not, and README names each', async () => {
    const missing = capture('none.html', '没有', 0, { outcome: 'missing', reason: 'http-404' })
    await commit([
      page('a.html', '一份年报', 0, { views: 12 }),
      unit('none.html', [missing], { lost: lost('none.html', 'missing') }),
      unit('refused.html', [], { lost: lost('refused.html', 'blocked') }),
    ])
    const rows = await documents()
    expect([...rows.keys()]).toEqual(['a.html', 'none.html', 'refused.html'])
    for (const row of rows.values()) {
      expect(Object.keys(row)).toEqual(DOCUMENT)
      expect(row).toEqual(SCHEMA)
    }
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8')
    expect(DOCUMENT.filter((name) => !new RegExp(`\`${name}(\\[\\])?\``).test(readme))).toEqual([])
  })

  test('of the design are all there', ({ skip }) => {
    const design = resolve(import.meta.dirname, '../../../../shared/design.md')
    if (!existsSync(design)) skip('the design is not at hand')
    const text = readFileSync(design, 'utf8')
    const part = text.slice(text.indexOf('**documents**'), text.indexOf('`statistics.csv`:'))
    const named = part.replaceAll(/\([^)]*\)/g, '').match(/(?<=`)[a-z_]+(?=(\[\])?`)/g) ?? []
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((name) => !DOCUMENT.includes(name))).toEqual([])
  })

  test('say what was read, and where it lies', async () => {
    await commit([page('a.html', '一份年报', 3, { views: 12 })])
    expect((await documents()).get('a.html')).toMatchObject({
      status: 'archived',
      title: 'a.html 2023年政府信息公开工作年度报告',
      publisher: '示例县财政局',
      publisher_stated: '县财政局',
      published_at: '2024-01-15',
      views: 12,
      report_year: 2023,
      division: '410300',
      encoding: 'utf-8',
      text: '一份年报',
      versions: 1,
      first_seen: '2024-03-01T04:03:00.000Z',
      warc: {
        file: expect.stringMatching(/^nianbao-.*\.warc\.gz$/),
        offset: expect.any(Number),
        length: expect.any(Number),
      },
    })
  })

  test('that were listed and never had say so: a title by their row, and null for what is unknown', async () => {
    const missing = capture('none.html', '没有', 0, { outcome: 'missing', reason: 'http-404' })
    await commit([unit('none.html', [missing], { lost: lost('none.html', 'missing') })])
    expect((await documents()).get('none.html')).toMatchObject({
      status: 'missing',
      title: 'none.html 2022年政府信息公开工作年度报告',
      text: null,
      content_hash: null,
      warc: null,
      versions: 0,
      publisher: null,
    })
  })

  test('that are gone keep what was read', async () => {
    const gone = capture('a.html', '没有', 1, { outcome: 'missing', reason: 'http-404' })
    await commit([page('a.html', '一份年报')], [unit('a.html', [gone], { lost: lost('a.html', 'missing') })])
    expect((await documents()).get('a.html')).toMatchObject({ status: 'gone', text: '一份年报', versions: 1 })
  })

  test('show the newest version, the newest count, and how many texts there were', async () => {
    await commit(
      [page('a.html', '初稿', 0, { views: 5 })],
      [page('a.html', '修订稿', 1, { views: 9 })],
      [page('a.html', '初稿', 2, { views: 14 })],
    )
    expect((await documents()).get('a.html')).toMatchObject({ text: '初稿', views: 14, versions: 2 })
  })

  test('name those with the same text, and those with nearly the same, without themselves', async () => {
    await commit([
      page('a.html', '同文', 0, { simhash: '00000000000000ff' }),
      page('b.html', '同文', 1, { simhash: '00000000000000ff' }),
      page('near.html', '近文', 2, { simhash: '00000000000000f8' }),
      page('far.html', '远文', 3, { simhash: '00000000000000f0' }),
    ])
    const rows = await documents()
    const relations = [...rows].map(([name, row]) => [name, row['same_as'], row['near'], row['cluster_size']])
    expect(relations).toEqual([
      ['a.html', [at('b.html')], [at('near.html')], 3],
      ['b.html', [at('a.html')], [at('near.html')], 3],
      ['near.html', [], [at('a.html'), at('b.html'), at('far.html')], 4],
      ['far.html', [], [at('near.html')], 2],
    ])
  })

  test('name the addresses that redirect to them, over several steps too', async () => {
    const hop = (from: string, to: string) =>
      unit(from, [capture(from, '', 0, { outcome: 'redirect' })], { alias: { url: at(from), target: at(to) } })
    await commit([hop('old', 'older'), hop('older', 'a.html'), page('a.html', '一份年报')])
    expect((await documents()).get('a.html')?.['aliases']).toEqual([at('old'), at('older')])
  })

  test('name their attachments, with what became of each: had, at another address too, gone, missing, never asked for', async () => {
    const names = ['had.pdf', 'moved.doc', 'gone.xls', 'missing.doc', 'refused.zip', 'unasked.rar']
    const attachments = names.map((name) => ({ url: at(name), filename: `附件 ${name}` }))
    const pdf = { mediaType: 'application/pdf', encoding: null }
    const alias = { url: at('moved.doc'), target: at('files/1.doc') }
    await commit([
      page('a.html', '一份年报', 0, { attachments }),
      unit('had.pdf', [capture('had.pdf', '%PDF-1.4', 1, pdf)]),
      unit('moved.doc', [capture('moved.doc', '', 1, { outcome: 'redirect' })], { alias }),
      unit('files/1.doc', [capture('files/1.doc', '文', 2, { mediaType: 'application/msword', encoding: null })]),
      unit('gone.xls', [capture('gone.xls', '表', 1)]),
      unit('gone.xls', [capture('gone.xls', '没有', 3, { outcome: 'missing' })]),
      unit('missing.doc', [capture('missing.doc', '没有', 3, { outcome: 'missing' })]),
      unit('refused.zip', [capture('refused.zip', '不行', 3, { outcome: 'blocked' })]),
    ])
    const found = Object((await documents()).get('a.html'))['attachments']
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
    const said = new Map(found.map((file: { url: string }) => [file.url.slice(at('').length), file]))
    expect(said.get('had.pdf')).toMatchObject({
      filename: '附件 had.pdf',
      type: 'application/pdf',
      sha256: hash,
      status: 'archived',
    })
    expect(said.get('moved.doc')).toMatchObject({ status: 'archived', sha256: hash, type: 'application/msword' })
    expect(said.get('gone.xls')).toMatchObject({ status: 'gone', sha256: hash })
    expect(said.get('missing.doc')).toMatchObject({ status: 'missing', sha256: null, text: null })
    expect(said.get('refused.zip')).toMatchObject({ status: 'blocked', sha256: null, text: null })
    expect(said.get('unasked.rar')).toMatchObject({ status: null, sha256: null, text: null })
  })

  test('come in pages without loss: there may be more than are read at once', async () => {
    await commit(Array.from({ length: 250 }, (_, n) => page(`${n}.html`, `第${n}份年报`)))
    expect((await documents()).size).toBe(250)
  })
})

describe('the plain tables', () => {
  beforeEach(async () => {
    const findings = [{ name: 'late', detail: '迟到 12 天', where: 'byline' }]
    await commit(
      [page('a.html', '初稿', 0, { views: 5, findings })],
      [
        page('a.html', '修订稿', 1),
        unit('count', [capture('count', '6', 2)], { counter: { documentUrl: at('a.html'), count: 6 } }),
      ],
    )
  })

  test.each(PLAIN_TABLES)('%s has exactly its fields', async (name) => {
    const rows = await table(name)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(Object.keys(row)).toEqual(TABLES[name])
  })

  test('versions tell what changed and when it was seen', async () => {
    expect(await table('versions')).toEqual([
      {
        url: at('a.html'),
        content_hash: documentOf('', '初稿').contentHash,
        status: 'archived',
        change: 'new',
        first_seen: '2024-03-01T04:00:00.000Z',
        last_seen: '2024-03-01T04:00:00.000Z',
        captured_at: '2024-03-01T04:00:00.000Z',
      },
      {
        url: at('a.html'),
        content_hash: documentOf('', '修订稿').contentHash,
        status: 'archived',
        change: 'revised',
        first_seen: '2024-03-01T04:01:00.000Z',
        last_seen: '2024-03-01T04:01:00.000Z',
        captured_at: '2024-03-01T04:01:00.000Z',
      },
    ])
  })

  test('views tell how each count was come by', async () => {
    expect(await table('views')).toMatchObject([
      { views: 5, how: 'printed' },
      { views: 6, how: 'counter' },
    ])
  })

  test('findings and captures tell of every one', async () => {
    expect(await table('findings')).toMatchObject([{ name: 'late', detail: '迟到 12 天', found_in: 'byline' }])
    expect(await table('captures')).toHaveLength(3)
  })
})
