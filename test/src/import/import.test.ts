import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WARCRecord, WARCSerializer } from 'warcio'
import { ZipFile } from 'yazl'
import { importFiles } from '../../../src/import/import.ts'
import { databaseOf, openArchiveToRead } from '../../../storage/archive.ts'
import { rebuildArchive } from '../../../storage/rebuild/rebuild.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { exportsOf } from '../../storage/exports.ts'
import { startTown, type Town } from '../../town/town.ts'
import { documentsIn } from '../visit/truths.ts'
import { newFolder, visitTown } from '../visit/visits.ts'

let work: string
let archive: string

beforeEach(() => {
  work = newFolder()
  archive = join(work, 'archive')
})

afterEach(() => {
  rmSync(work, { recursive: true })
})

function take(...files: string[]) {
  return takeFor(null, ...files)
}

function takeFor(site: string | null, ...files: string[]) {
  return importFiles(files, { archive, site, signal: new AbortController().signal, now: () => new Date() })
}

const BODY = (text: string) =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>某县财政局2021年政府信息公开工作年度报告</title></head><body>
<h1>某县财政局2021年政府信息公开工作年度报告</h1><div class="content"><p>一、总体情况。${text}</p>
<p>本年度报告由某县财政局按照《中华人民共和国政府信息公开条例》编制，全文由总体情况、主动公开政府信息情况等六个部分组成。</p>
<p>2021年，我局主动公开政府信息二百一十三条，受理依申请公开十二件，均已按期答复。</p><p>某县财政局 2022年1月20日</p></div></body></html>`

interface Made {
  readonly url: string
  readonly date: string
  readonly type: 'response' | 'revisit' | 'resource' | 'metadata'
  readonly body?: string | Buffer
  readonly status?: string
  readonly headers?: Record<string, string>
  readonly refersTo?: { url: string; date: string }
}

/** A WARC file as warcio writes it, the library behind browsertrix. */
async function madeBy(records: readonly Made[], gzip: boolean, version: '1.0' | '1.1' = '1.1'): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for (const { url, date, type, body = '', status = 'HTTP/1.1 200 OK', headers, refersTo } of records) {
    async function* content() {
      yield typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
    }
    const isHttp = type === 'response' || type === 'revisit'
    const record = WARCRecord.create(
      {
        url,
        date,
        type,
        warcVersion: `WARC/${version}`,
        warcHeaders: { 'Content-Type': isHttp ? `application/http; msgtype=response` : 'text/plain' },
        ...(isHttp
          ? { httpHeaders: headers ?? { 'Content-Type': 'text/html; charset=utf-8' }, statusline: status }
          : {}),
        ...(refersTo === undefined ? {} : { refersToUrl: refersTo.url, refersToDate: refersTo.date }),
      },
      content(),
    )
    parts.push(await WARCSerializer.serialize(record, { gzip }))
  }
  return Buffer.concat(parts)
}

const URL_A = 'http://czj.example.gov.cn/nb/2021.html'
const REPORT: Made = { url: URL_A, date: '2022-03-01T02:03:04Z', type: 'response', body: BODY('情况良好。') }

async function changes(): Promise<unknown[]> {
  const reader = await openArchiveToRead(archive)
  const rows = reader.db.raw
    .prepare('select change, first_seen as first, last_seen as last from version order by document, id')
    .all()
  await reader.close()
  return rows
}

describe('a file of somebody else', () => {
  test.each([
    ['compressed record by record', '1.1', (bytes: Buffer) => bytes, true],
    ['of WARC 1.0', '1.0', (bytes: Buffer) => bytes, true],
    ['not compressed', '1.1', (bytes: Buffer) => bytes, false],
    ['compressed as a whole', '1.1', (bytes: Buffer) => gzipSync(bytes), false],
  ] as const)('%s: its report is a document of the time of its record', async (_how, version, shape, gzip) => {
    const file = join(work, gzip ? 'a.warc.gz' : 'a.warc')
    const other: Made = { ...REPORT, url: 'urn:text:notes', type: 'resource', body: 'notes' }
    writeFileSync(file, shape(await madeBy([other, REPORT], gzip, version)))
    const [report] = await take(file)
    expect([report?.taken, report?.faults, [...(report?.others ?? [])]]).toEqual([1, [], [['resource', 1]]])
    const [row] = await documentsIn(archive)
    expect(row).toMatchObject({
      url: URL_A,
      site: 'czj.example.gov.cn',
      status: 'archived',
      report_year: 2021,
      publisher: '某县财政局',
      first_seen: '2022-03-01T02:03:04.000Z',
    })
  })

  test('taken in twice adds nothing', async () => {
    const file = join(work, 'a.warc.gz')
    const again: Made = { url: URL_A, date: '2023-03-01T00:00:00Z', type: 'revisit', refersTo: REPORT }
    writeFileSync(file, await madeBy([REPORT, again], true))
    expect((await take(file))[0]?.taken).toBe(2)
    const before = await exportsOf(archive)
    const [report] = await take(file, file)
    expect([report?.taken, report?.known]).toEqual([0, 2])
    expect(await exportsOf(archive)).toEqual(before)
  })

  test('with chunks in it gives the payload; a coding that was removed before is left alone', async () => {
    const body = BODY('情况很好。')
    const bytes = Buffer.from(body)
    const cut = 101
    const chunked = Buffer.concat([
      Buffer.from(`${cut.toString(16)}\r\n`),
      bytes.subarray(0, cut),
      Buffer.from(`\r\n${(bytes.length - cut).toString(16)};x=1\r\n`),
      bytes.subarray(cut),
      Buffer.from('\r\n0\r\n\r\n'),
    ])
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Transfer-Encoding': 'chunked' }
    const file = join(work, 'a.warc.gz')
    const plain = { ...REPORT, url: `${URL_A}?plain`, body, headers }
    writeFileSync(file, await madeBy([{ ...REPORT, body: chunked, headers }, plain], true))
    await take(file)
    const rows = await documentsIn(archive)
    expect(rows.map((row) => row['same_as'])).toEqual([[`${URL_A}?plain`], [URL_A]])
    const captures = (await exportsOf(archive))['captures']
    expect(captures?.match(new RegExp(`"size":${bytes.length},`, 'g'))).toHaveLength(2)
  })

  test('gives versions in the order of its times, whatever the order of the files', async () => {
    const texts = ['第一稿。', '第二稿，数字有更正。', '第一稿。', '第四稿。']
    const at = (year: number) => Date.parse(`${year}-03-01T00:00:00Z`)
    for (const index of [3, 0, 2, 1]) {
      const file = join(work, `${index}.warc.gz`)
      const date = `${2020 + index}-03-01T00:00:00Z`
      writeFileSync(file, await madeBy([{ ...REPORT, date, body: BODY(texts[index] ?? '') }], true))
      await take(file)
    }
    expect(await changes()).toEqual([
      { change: 'new', first: at(2020), last: at(2020) },
      { change: 'revised', first: at(2021), last: at(2021) },
      { change: 'reverted', first: at(2022), last: at(2022) },
      { change: 'revised', first: at(2023), last: at(2023) },
    ])
    const [row] = await documentsIn(archive)
    expect(row).toMatchObject({
      versions: 3,
      first_seen: '2020-03-01T00:00:00.000Z',
      last_seen: '2023-03-01T00:00:00.000Z',
    })
    expect(row?.['text']).toContain('第四稿')
  })

  test('and its archive is whole, and its index can be made again', async () => {
    const file = join(work, 'a.warc.gz')
    const again: Made = { url: URL_A, date: '2023-03-01T00:00:00Z', type: 'revisit', refersTo: REPORT }
    writeFileSync(
      file,
      await madeBy([REPORT, again, { ...REPORT, date: '2021-01-01T00:00:00Z', body: BODY('旧稿。') }], true),
    )
    await take(file)
    const reader = await openArchiveToRead(archive)
    expect((await verifyArchive(reader)).damages).toEqual([])
    await reader.close()
    const before = await exportsOf(archive)
    rmSync(databaseOf(archive))
    const { skipped } = await rebuildArchive(archive, { signal: new AbortController().signal, now: () => new Date() })
    expect(skipped).toEqual([])
    expect(await exportsOf(archive)).toEqual(before)
  })

  test('damaged or cut short is taken but for that, which is named', async () => {
    const pages = [1, 2, 3].map((n): Made => ({ ...REPORT, url: `${URL_A}?${n}`, body: BODY(`第${n}页。`) }))
    const members = await Promise.all(pages.map((page) => madeBy([page], true)))
    const file = join(work, 'a.warc.gz')
    const second = Buffer.from(members[1] ?? '')
    second.fill(0xff, 200, 260)
    writeFileSync(file, Buffer.concat([members[0] ?? second, second, members[2] ?? second]))
    const [report] = await take(file)
    expect(report?.taken).toBe(2)
    expect(report?.faults.map(({ offset }) => offset)).toEqual([members[0]?.byteLength])
    const cut = join(work, 'cut.warc.gz')
    writeFileSync(cut, Buffer.concat(members))
    truncateSync(cut, readFileSync(cut).byteLength - 30)
    archive = join(work, 'other')
    const [late] = await take(cut)
    expect([late?.taken, late?.faults.length]).toEqual([2, 1])
  })

  test('belongs to the site that is asked for', async () => {
    const file = join(work, 'a.warc.gz')
    writeFileSync(file, await madeBy([REPORT], true))
    await takeFor('mou-czj', file)
    expect((await documentsIn(archive)).map((row) => row['site'])).toEqual(['mou-czj'])
  })
})

test('a WACZ file gives the records of the WARC files inside', async () => {
  const zip = new ZipFile()
  const first = await madeBy([REPORT], true)
  const second = await madeBy([{ ...REPORT, url: `${URL_A}?2`, body: BODY('另一页。') }], true)
  const pages = '{"format":"json-pages-1.0","id":"pages","title":"All Pages"}\n'
  zip.addBuffer(Buffer.from(pages), 'pages/pages.jsonl')
  zip.addBuffer(first, 'archive/rec-1.warc.gz', { compress: false })
  zip.addBuffer(second, 'archive/rec-2.warc.gz', { compress: false })
  zip.addBuffer(Buffer.from('{}'), 'datapackage.json')
  zip.end()
  const file = join(work, 'crawl.wacz')
  await pipeline(zip.outputStream, createWriteStream(file))
  const reports = await take(file)
  expect(reports.map(({ file: name, taken }) => [name, taken])).toEqual([
    ['crawl.wacz/rec-1.warc.gz', 1],
    ['crawl.wacz/rec-2.warc.gz', 1],
  ])
  expect(await documentsIn(archive)).toHaveLength(2)
})

const hasWget = spawnSync('wget', ['--version'], { stdio: 'ignore' }).status === 0

describe.skipIf(!hasWget)(`wget's WARC of the town${hasWget ? '' : ' (skipped: wget is not installed)'}`, () => {
  let town: Town

  beforeEach(async () => {
    town = await startTown({ sites: ['bulk'], bulk: 12 })
  })

  afterEach(() => town.close())

  test('gives the documents that a visit gives, rows of the list and all', async () => {
    const { column } = town.site('bulk')
    const args = ['-q', '-r', '-l', '3', '-e', 'robots=off', '--warc-file=pages', column]
    await once(spawn('wget', args, { cwd: work, stdio: 'ignore' }), 'close')
    const file = readdirSync(work).find((name) => name.endsWith('.warc.gz')) ?? ''
    expect(gunzipSync(readFileSync(join(work, file))).toString('latin1', 0, 8)).toBe('WARC/1.0')
    const [report] = await takeFor('bulk', join(work, file))
    expect(report?.faults).toEqual([])
    const visited = join(work, 'visited')
    await visitTown(town, visited)
    const seen = (rows: Awaited<ReturnType<typeof documentsIn>>) =>
      rows
        .map((row) => ['url', 'title', 'report_year', 'published_at', 'content_hash', 'text'].map((name) => row[name]))
        .sort()
    expect(seen(await documentsIn(archive))).toEqual(seen(await documentsIn(visited)))
  })
})
