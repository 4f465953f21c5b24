import { hash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { importFiles } from '../../../src/import/import.ts'
import { documentsIn } from '../visit/truths.ts'
import { newFolder } from '../visit/visits.ts'

// What the writers of the world do to a WARC file, each oddity alone: it is read right, or what cannot be is named.

let work: string

beforeEach(() => {
  work = newFolder()
})

afterEach(() => {
  rmSync(work, { recursive: true })
  vi.unstubAllEnvs()
})

const PAGE = (year: number) =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>某县水务局${year}年政府信息公开工作年度报告</title></head><body>
<h1>某县水务局${year}年政府信息公开工作年度报告</h1><div class="content"><p>一、总体情况。我局全年公开信息一百零二条。</p>
<p>二、收到和处理政府信息公开申请情况。全年受理申请七件，均已按期答复，没有收取费用，也没有因此引起的行政复议和行政诉讼。</p>
<p>三、存在的主要问题及改进情况。公开的内容还不够细，今后将补上。</p><p>某县水务局 ${year + 1}年1月20日</p></div></body></html>`

interface Odd {
  readonly year?: number
  /** Lines of the record's head, in the place of the usual ones of the same name. */
  readonly fields?: Readonly<Record<string, string>>
  readonly status?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** What stands behind the block. */
  readonly end?: string
  readonly spell?: (name: string) => string
  readonly lineEnd?: string
}

function blockOf({ year = 2021, status = 'HTTP/1.1 200 OK', headers = {}, body, spell = (name) => name }: Odd): Buffer {
  const lines = Object.entries({ 'Content-Type': 'text/html; charset=utf-8', ...headers })
  const head = [status, ...lines.map(([name, value]) => `${spell(name)}: ${value}`), '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), body ?? Buffer.from(PAGE(year))])
}

/** A response record without request, in the order and with the names of the specification but for what is odd. */
function record(odd: Odd = {}): Buffer {
  const { year = 2021, fields = {}, end = '\r\n\r\n', spell = (name) => name, lineEnd = '\r\n' } = odd
  const block = blockOf(odd)
  const usual = {
    'WARC-Type': 'response',
    'WARC-Target-URI': `http://swj.example.gov.cn/nb/${year}.html`,
    'WARC-Date': '2022-03-01T02:03:04Z',
    'WARC-Record-ID': `<urn:uuid:00000000-0000-4000-8000-00000000${year}>`,
    'Content-Type': 'application/http; msgtype=response',
    'Content-Length': String(block.byteLength),
  }
  const lines = Object.entries({ ...usual, ...fields }).map(([name, value]) => `${spell(name)}: ${value}`)
  const head = ['WARC/1.0', ...lines, '', ''].join(lineEnd)
  return Buffer.concat([Buffer.from(head), block, Buffer.from(end)])
}

async function taken(bytes: Buffer, name = 'a.warc') {
  const file = join(work, name)
  const archive = join(work, 'archive')
  writeFileSync(file, bytes)
  const [report] = await importFiles([file], {
    archive,
    site: null,
    signal: new AbortController().signal,
    now: () => new Date('2031-01-01T00:00:00Z'),
  })
  const rows = await documentsIn(archive)
  return { faults: (report?.faults ?? []).map(({ what }) => what), rows }
}

const RIGHT = {
  title: '某县水务局2021年政府信息公开工作年度报告',
  publisher: '某县水务局',
  report_year: 2021,
  status: 'archived',
  encoding: 'utf-8',
  first_seen: '2022-03-01T02:03:04.000Z',
}

const bytes = Buffer.from(PAGE(2021))
const lower = (name: string) => name.toLowerCase()
const base32 = 'sha1:DIDA6BV5FH2ON347DER3AYATAGXXTR22'

describe('one record is read right', () => {
  test.each([
    [
      'without request, reason and blank in its type',
      { status: 'HTTP/1.0 200', fields: { 'Content-Type': 'application/http;msgtype=response' } },
    ],
    ['with names in small letters', { spell: lower }],
    ['with heads of bare line feeds', { lineEnd: '\n' }],
    ['with the Content-Length of the coded body', { headers: { 'Content-Length': '812' } }],
    ['with a Content-Length of nonsense', { headers: { 'Content-Length': 'many' } }],
    ['in gzip', { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(bytes) }],
    ['in zstd', { headers: { 'Content-Encoding': 'zstd' }, body: zstdCompressSync(bytes) }],
    ['in brotli', { headers: { 'Content-Encoding': 'br' }, body: brotliCompressSync(bytes) }],
    ['in deflate', { headers: { 'content-encoding': 'deflate' }, body: deflateRawSync(bytes) }],
    ['whose gzip was removed, its name not', { headers: { 'Content-Encoding': 'gzip', 'Content-Length': '812' } }],
    ['whose zstd was removed, its name not', { headers: { 'Content-Encoding': 'zstd' } }],
    ['whose brotli was removed, its name not', { headers: { 'Content-Encoding': 'br' } }],
    ['whose deflate was removed, its name not', { headers: { 'Content-Encoding': 'deflate' } }],
    ['whose chunks were removed, their name not', { headers: { 'Transfer-Encoding': 'chunked' } }],
    ['with nothing behind it', { end: '' }],
    ['with an address in brackets', { fields: { 'WARC-Target-URI': '<http://swj.example.gov.cn/nb/2021.html>' } }],
    ['with digests nobody knows', { fields: { 'WARC-Block-Digest': 'blake3:AAAA', 'WARC-Payload-Digest': 'sha1:no' } }],
  ] satisfies [string, Odd][])('%s', async (_what, odd) => {
    const { faults, rows } = await taken(record(odd))
    expect(faults).toEqual([])
    expect(rows).toMatchObject([RIGHT])
    expect(rows[0]?.['text']).toContain('我局全年公开信息一百零二条。')
  })

  test.each([
    ['2022-03-01T02:03:04.123456Z', '2022-03-01T02:03:04.123Z'],
    ['2022-03-01T02:03:04.123456+00:00', '2022-03-01T02:03:04.123Z'],
    ['2022-03-01T02:03:04', '2022-03-01T02:03:04.000Z'],
    ['2022-03-01 02:03:04.5', '2022-03-01T02:03:04.500Z'],
    ['2022-03-01', '2022-03-01T00:00:00.000Z'],
  ])('of %s, wherever the machine stands', async (date, seen) => {
    vi.stubEnv('TZ', 'Asia/Shanghai')
    expect(new Date().getTimezoneOffset()).toBe(-480)
    const { faults, rows } = await taken(record({ fields: { 'WARC-Date': date } }))
    expect(faults).toEqual([])
    expect(rows).toMatchObject([{ ...RIGHT, first_seen: seen, last_seen: seen }])
  })
})

describe('digests', () => {
  const block = blockOf({})
  const hex = (algorithm: string) => hash(algorithm, block, 'hex')

  test.each([
    ['sha1 in hex digits', `sha1:${hex('sha1')}`],
    ['sha256 in hex digits', `SHA-256:${hex('sha256').toUpperCase()}`],
    ['md5', `md5:${hex('md5')}`],
  ])('that hold are no fault: %s', async (_what, digest) => {
    expect((await taken(record({ fields: { 'WARC-Block-Digest': digest } }))).faults).toEqual([])
  })

  test('sha1 in base 32, as most writers have it, is held against the block', async () => {
    const field = { 'WARC-Block-Digest': base32 }
    const resource = (text: string) =>
      record({ status: text, headers: {}, body: Buffer.from('x'), fields: { ...field, 'WARC-Type': 'metadata' } })
    // The digest was made by another program (Python's hashlib and base64) over this very block.
    expect(blockOf({ status: 'HTTP/1.1 200 OK', body: Buffer.from('x') }).toString()).toBe(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\nx',
    )
    expect((await taken(resource('HTTP/1.1 200 OK'))).faults).toEqual([])
    expect((await taken(resource('HTTP/1.1 200 KO'))).faults).toEqual([
      'its block does not have the digest it was written with',
    ])
  })
})

describe('what cannot be read is named, and the rest is taken', () => {
  const NEXT = record({ year: 2019 })
  const LAST = record({ year: 2020 })

  test.each([
    ['a record that is longer than it says', { 'Content-Length': '200' }, /Content-Length is not its length/],
    ['a record that is shorter than it says', { 'Content-Length': '1400' }, /Content-Length is not its length/],
    ['a length that is none', { 'Content-Length': 'x' }, /Content-Length is no number/],
    ['a digest of something else', { 'WARC-Block-Digest': base32 }, /does not have the digest/],
    ['a time that is none', { 'WARC-Date': 'yesterday' }, /its WARC-Date is no time: yesterday/],
  ])('%s', async (_what, fields, said) => {
    const { faults, rows } = await taken(Buffer.concat([record({ fields }), NEXT, LAST]))
    expect(faults).toEqual([expect.stringMatching(said)])
    expect(rows.map((row) => row['report_year']).sort()).toEqual([2019, 2020])
  })

  test('a body without head', async () => {
    const { faults, rows } = await taken(Buffer.concat([record({ status: '<html>' }), NEXT]))
    expect(faults).toEqual(['it begins with no HTTP status line'])
    expect(rows).toHaveLength(1)
  })

  test.each([['\r\n'], ['\n'], ['']])('records with %j behind them are no fault', async (end) => {
    const { faults, rows } = await taken(Buffer.concat([2019, 2020, 2021].map((year) => record({ year, end }))))
    expect(faults).toEqual([])
    expect(rows).toHaveLength(3)
  })

  test('a file that is one gzip member, of which the end is missing: its program was killed', async () => {
    const whole = gzipSync(Buffer.concat([NEXT, LAST, record()]), { level: 0 })
    const { faults, rows } = await taken(whole.subarray(0, whole.byteLength - 300), 'a.warc.gz')
    expect(faults).toEqual(['the record is cut short'])
    expect(rows.map((row) => row['report_year']).sort()).toEqual([2019, 2020])
  })

  test('a gzip member in which a bit turned, though it can still be inflated', async () => {
    const member = gzipSync(record(), { level: 0 })
    const at = member.indexOf('一百零二条')
    member[at + 2] = (member[at + 2] ?? 0) ^ 1
    const { faults, rows } = await taken(Buffer.concat([member, gzipSync(NEXT)]), 'a.warc.gz')
    expect(faults).toEqual([expect.stringMatching(/damaged \(its checksum is another\)/)])
    expect(rows.map((row) => row['report_year'])).toEqual([2019])
  })
})
