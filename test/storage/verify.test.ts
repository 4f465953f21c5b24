import { createHash } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { databaseOf, openArchiveToRead } from '../../storage/archive.ts'
import { verifyRange } from '../../storage/verify/range.ts'
import { type Damage, verifyArchive } from '../../storage/verify.ts'
import { exchangeRecords } from '../../storage/warc/build.ts'
import { compress, serialize } from '../../storage/warc/record.ts'
import { temporaryFolder } from './folders.ts'
import { type PlainRecord, readArchive, readRecords } from './records.ts'
import { at, capture, openToWrite, page, unit } from './units.ts'

let folder: string

/** Two files with every type of record. */
beforeEach(async () => {
  folder = temporaryFolder()
  for (const visit of [0, 1]) {
    const { commits, close } = await openToWrite(folder)
    for (const [n, text] of ['财政局年报', '教育局年报', '水利局年报'].entries())
      commits.stage(page(`${n}.html`, text, visit))
    commits.stage(unit('big.zip', [capture('big.zip', noise(40_000), visit)]))
    const missing = { outcome: 'missing', reason: 'http-404' } as const
    commits.stage(unit('none.html', [capture('none.html', '没有这个页面', visit, missing)]))
    await close()
  }
})

/** Bytes that do not compress, the same in every run. */
function noise(length: number): Buffer {
  const parts = Array.from({ length: Math.ceil(length / 32) }, (_, n) => createHash('sha256').update(`${n}`).digest())
  return Buffer.concat(parts).subarray(0, length)
}

async function damages(): Promise<readonly Damage[]> {
  const archive = await openArchiveToRead(folder)
  try {
    return (await verifyArchive(archive)).damages
  } finally {
    await archive.close()
  }
}

/** What verify says while one byte is another. */
async function withFlip({ file, offset }: PlainRecord, byte: number, mask: number): Promise<readonly Damage[]> {
  const path = join(folder, 'warc', file)
  const value = readFileSync(path)[offset + byte] ?? 0
  const put = (byteValue: number) => {
    const handle = openSync(path, 'r+')
    writeSync(handle, Buffer.from([byteValue]), 0, 1, offset + byte)
    closeSync(handle)
  }
  put(value ^ mask)
  try {
    return await damages()
  } finally {
    put(value)
  }
}

/** A damage that names a record. The index knows the addresses of captures and readings. */
function naming({ file, offset, type, fields }: PlainRecord): unknown {
  const isReading = fields.get('content-type')?.includes('nianbao-reading') ?? false
  const isIndexed = type === 'response' || type === 'revisit' || isReading
  const url = isIndexed ? fields.get('warc-target-uri') : expect.toSatisfy(() => true)
  return { file, offset, url, what: expect.any(String) }
}

test('an archive that is whole has no damage', async () => {
  expect(await damages()).toEqual([])
  const types = new Set(readArchive(folder).map(({ type }) => type))
  expect([...types].sort()).toEqual(['metadata', 'request', 'response', 'revisit', 'warcinfo'])
})

describe('one flipped byte names its record', () => {
  const all = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff]
  const classes = [
    { place: 'the gzip head', bytes: () => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], masks: [0x01, 0x80, 0xff] },
    { place: 'the first bytes of the data', bytes: () => [10, 11, 12], masks: all },
    { place: 'the middle of the data', bytes: (length: number) => [Math.floor(length / 2)], masks: all },
    { place: 'the last bytes of the data', bytes: (length: number) => [length - 10, length - 9], masks: all },
    { place: 'the checksum', bytes: (length: number) => [1, 2, 3, 4].map((n) => length - 9 + n), masks: [0x01, 0xff] },
    { place: 'the length', bytes: (length: number) => [1, 2, 3, 4].map((n) => length - 5 + n), masks: [0x01, 0xff] },
  ]

  test.each(classes)('in $place, whatever the type of the record', async ({ bytes, masks }) => {
    const records = readArchive(folder)
    const onePerType = new Map(records.map((record) => [record.type, record]))
    for (const record of onePerType.values()) {
      for (const byte of bytes(record.length)) {
        for (const mask of masks) {
          const found = await withFlip(record, byte, mask)
          expect(found, `${record.type} byte ${byte} of ${record.length}, mask ${mask}`).toEqual([naming(record)])
        }
      }
    }
  })

  test('anywhere', async () => {
    const records = readArchive(folder)
    // Any record as likely as any other: by bytes, nearly all flips would fall into the largest.
    const places = fc
      .constantFrom(...records)
      .chain((record) => fc.tuple(fc.constant(record), fc.nat(record.length - 1), fc.integer({ min: 1, max: 255 })))
    await fc.assert(
      fc.asyncProperty(places, async ([record, byte, mask]) => {
        expect(await withFlip(record, byte, mask)).toEqual([naming(record)])
      }),
      { numRuns: 400 },
    )
  })
})

describe('damage to a whole file names it', () => {
  const names = () => readdirSync(join(folder, 'warc')).sort()
  const pathOf = (name: string) => join(folder, 'warc', name)
  const whole = (file: string, what: string) => ({ file, offset: null, url: null, what: expect.stringContaining(what) })

  test('a file that is missing', async () => {
    const [file = ''] = names()
    rmSync(pathOf(file))
    expect(await damages()).toEqual([whole(file, 'missing')])
  })

  test('a file cut off within a record: its length, the broken record, and the addresses that are lost with it', async () => {
    const [file = ''] = names()
    const records = readArchive(folder).filter((record) => record.file === file)
    const isReading = (type?: string) => type?.includes('nianbao-reading') ?? false
    const indexed = records.filter(({ type, fields }) => type === 'response' || isReading(fields.get('content-type')))
    const cut = indexed.at(-3)
    if (cut === undefined) throw new Error('the file has too few records')
    truncateSync(pathOf(file), cut.offset + 20)
    const lost = indexed.filter(({ offset }) => offset >= cut.offset)
    const found = await damages()
    expect(found[0]).toEqual(whole(file, 'bytes'))
    expect(found.slice(1).map(({ offset, url }) => [offset, url])).toEqual(
      lost.map(({ offset, fields }) => [offset, fields.get('warc-target-uri')]),
    )
  })

  test('a file cut off between two records', async () => {
    const [file = ''] = names()
    const last = readArchive(folder)
      .filter((record) => record.file === file && record.type === 'response')
      .at(-1)
    truncateSync(pathOf(file), last?.offset)
    const url = last?.fields.get('warc-target-uri')
    expect(await damages()).toEqual([
      whole(file, 'bytes'),
      { file, offset: last?.offset, url, what: 'the index has a record here, the file has none' },
    ])
  })

  test('an empty file', async () => {
    const [file = ''] = names()
    truncateSync(pathOf(file), 0)
    expect((await damages())[0]).toEqual(whole(file, 'it has 0 bytes'))
  })

  test.each([
    ['a byte', () => Buffer.from([0])],
    ['a whole record', (bytes: Buffer) => bytes.subarray(0, readRecords('', bytes)[0]?.length)],
  ])('a file with %s behind its end', async (_, tail) => {
    const [file = ''] = names()
    appendFileSync(pathOf(file), tail(readFileSync(pathOf(file))))
    expect(await damages()).toEqual([whole(file, 'only')])
  })

  test('a WARC file that is not of the archive', async () => {
    writeFileSync(pathOf('brought-along.warc.gz'), readFileSync(pathOf(names()[0] ?? '')))
    expect(await damages()).toEqual([whole('brought-along.warc.gz', 'does not know this file')])
  })

  test('a file with the records of another', async () => {
    const [first = '', second = ''] = names()
    const { length } = readFileSync(pathOf(second))
    writeFileSync(pathOf(second), readFileSync(pathOf(first)).subarray(0, length))
    const found = await damages()
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter(({ file }) => file !== second)).toEqual([])
  })
})

test('a record that is not the one the index names is told by the address in the index', async () => {
  const [first] = readArchive(folder).filter(({ type }) => type === 'response')
  const db = new Database(databaseOf(folder))
  db.exec("update url set url = url || '?other' where id = (select url from capture where id = 1)")
  db.close()
  const what = 'the index expects another record here'
  const url = `${first?.fields.get('warc-target-uri')}?other`
  expect(await damages()).toContainEqual({ file: first?.file, offset: first?.offset, url, what })
})

test.each([
  { table: 'file_text', what: 'what a file says' },
  { table: 'series', what: 'two reports side by side' },
  { table: 'resource', what: 'what a browser made of a page' },
])('so is one of $what', async ({ table }) => {
  const { commits, close } = await openToWrite(folder)
  const [url, date] = [at('made.html'), new Date(1_700_000_000_000)]
  const derived = { url, at: date, rules: 'test', json: '{}' }
  const shown = [{ kind: 'dom' as const, url, at: date, mediaType: 'text/html', bytes: Buffer.from('<p>年报</p>') }]
  commits.stage(unit('made.html', [capture('made.html', '年报', 2)], { resources: shown }))
  const recordId = '<urn:uuid:00000000-0000-8000-8000-000000000001>'
  const fileText = { ...derived, payload: 1, recordId, format: 'pdf', scanned: false }
  commits.stage(unit('file.pdf', [], { fileText }))
  commits.stage(unit('0.html', [], { series: { ...derived, document: 1, reading: 1, previous: 2 } }))
  await close()
  expect(await damages()).toEqual([])
  const db = new Database(databaseOf(folder))
  const { offset } =
    db.prepare<[], { offset: number }>(`update ${table} set length = length + 1 returning offset`).get() ?? {}
  db.close()
  expect(await damages()).toMatchObject([{ offset, url: null, what: 'the index expects another record here' }])
})

test('a record that was written with the digest of another payload is named, though its block is whole', async () => {
  const path = join(folder, 'one.warc.gz')
  const newId = () => '<urn:uuid:00000000-0000-8000-8000-000000000001>'
  const { exchange } = capture('a.html', '财政局年报')
  const whatOf = async (payload: string) => {
    const [response] = exchangeRecords(exchange, payload, null, newId)
    if (response === undefined) throw new Error('there is no response')
    const bytes = await compress(serialize(response))
    writeFileSync(path, bytes)
    const range = { path, name: 'one', from: 0, to: bytes.byteLength, places: [], isVouched: true }
    return (await verifyRange(range)).damages.map(({ what }) => what)
  }
  expect(await whatOf(createHash('sha256').update(exchange.body).digest('hex'))).toEqual([])
  expect(await whatOf('ab'.repeat(32))).toEqual(['its payload does not have the digest it was written with'])
})

test('a flip in a record of several megabytes names it, and nothing behind it is lost', async () => {
  const { commits, close } = await openToWrite(folder)
  commits.stage(unit('film.zip', [capture('film.zip', noise(5_000_000))]))
  commits.stage(page('after.html', '档案局年报'))
  await close()
  const large = readArchive(folder).find(({ length }) => length > 2 ** 22)
  if (large === undefined) throw new Error('there is no large record')
  for (const byte of [0, 11, 3_000_000, large.length - 8]) {
    expect(await withFlip(large, byte, 0x04)).toEqual([naming(large)])
  }
})

test('what a writer is about to commit is no damage', async () => {
  const { commits, close } = await openToWrite(folder)
  commits.stage(page('new.html', '卫生健康局年报'))
  await commits.flush()
  const open = readdirSync(join(folder, 'warc')).find((name) => name.endsWith('.open')) ?? ''
  appendFileSync(join(folder, 'warc', open), 'half a record')
  expect(await damages()).toEqual([])
  await close()
})
