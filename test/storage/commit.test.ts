import { readdirSync, readFileSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openArchiveToRead, type WritableArchive } from '../../storage/archive.ts'
import { ArchiveWriteError } from '../../storage/errors.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { temporaryFolder } from './folders.ts'
import { field, type PlainRecord, readArchive } from './records.ts'
import { at, capture, documentOf, lost, NOON, openToWrite, page, unit } from './units.ts'

let folder: string
let archive: WritableArchive
/** What all file handles share: where a disk's refusals can be played. */
let handles: FileHandle

beforeEach(async () => {
  folder = temporaryFolder()
  archive = await openToWrite(folder)
  const handle = await open(join(folder, 'writer.json'))
  handles = Object.getPrototypeOf(handle)
  await handle.close()
})

afterEach(async () => {
  vi.restoreAllMocks()
  if (archive.db.raw.open) await archive.close()
})

/** How many captures another process sees. */
async function seen(): Promise<unknown> {
  const reader = await openArchiveToRead(folder)
  const count = reader.db.raw.prepare('select count(*) from capture').pluck().get()
  await reader.close()
  return count
}

function warcBytes(): number {
  const warc = join(folder, 'warc')
  return readdirSync(warc).reduce((sum, name) => sum + statSync(join(warc, name)).size, 0)
}

function rows(statement: string): unknown[] {
  return archive.db.raw.prepare(statement).all()
}

describe('a group', () => {
  test('is appended, then synced, then committed by one transaction', async () => {
    const steps: unknown[] = []
    const write = vi.spyOn(handles, 'write')
    const sync = handles.datasync
    vi.spyOn(handles, 'datasync').mockImplementation(async function (this: FileHandle) {
      steps.push({ written: write.mock.calls.length > 0, seen: await seen() })
      await sync.call(this)
      steps.push({ synced: true, seen: await seen() })
    })
    archive.commits.stage(page('a.html', '甲'))
    archive.commits.stage(page('b.html', '乙'))
    await archive.commits.flush()
    expect(steps).toEqual([
      { written: true, seen: 0 },
      { synced: true, seen: 0 },
    ])
    expect(await seen()).toBe(2)
  })

  test('is not seen before it is committed, and whole afterwards', async () => {
    archive.commits.stage(page('a.html', '甲'))
    expect([archive.commits.waiting, warcBytes(), await seen()]).toEqual([1, 0, 0])
    await archive.commits.flush()
    const [file] = rows('select committed from warc_file')
    expect([archive.commits.waiting, await seen()]).toEqual([0, 1])
    expect(file).toEqual({ committed: warcBytes() })
  })

  test.each([
    ['units', { units: 2 }],
    ['bytes', { bytes: 50 }],
    ['age', { age: 1 }],
  ])('is committed by itself when it has reached its limit of %s', async (_, limit) => {
    await archive.close()
    const committed = new Promise<number>((resolve) => {
      openToWrite(folder, {
        limits: { units: 1000, bytes: 2 ** 30, age: 2 ** 30, ...limit },
        onCommitted: (results) => resolve(results.length),
      }).then((opened) => {
        archive = opened
        archive.commits.stage(page('a.html', '甲'))
        archive.commits.stage(page('b.html', '乙'))
      })
    })
    expect(await committed).toBe(2)
  })

  test('commits its requests with the page that names them, and ends its own', async () => {
    const seed = { method: 'GET', body: '', via: null, depth: 0, role: 'list', context: {} } as const
    archive.requests.add(1, [{ ...seed, url: at('nb/') }])
    const [request] = archive.requests.lease(1, 'www.example.gov.cn', 16)
    archive.commits.stage(
      unit('nb/', [capture('nb/', '列表')], {
        request: request?.id ?? 0,
        requests: [{ ...seed, url: at('1.html'), role: 'item', via: at('nb/'), depth: 1 }],
        end: { state: 'done', outcome: 'ok', reason: null },
      }),
    )
    const states = () => rows('select url, state, tries from request order by id')
    expect(states()).toEqual([{ url: at('nb/'), state: 'leased', tries: 0 }])
    await archive.commits.flush()
    expect(states()).toEqual([
      { url: at('nb/'), state: 'done', tries: 1 },
      { url: at('1.html'), state: 'queued', tries: 0 },
    ])
  })
})

describe('a disk that refuses', () => {
  const broken = () => Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' })

  beforeEach(async () => {
    archive.commits.stage(page('before.html', '先前的年报'))
    await archive.commits.flush()
  })

  /** Everything another process can see, and the bytes of the files. */
  async function state(): Promise<unknown> {
    const files = readdirSync(join(folder, 'warc')).map((name) =>
      readFileSync(join(folder, 'warc', name)).toString('hex'),
    )
    return [files, await seen(), rows('select * from document'), rows('select * from warc_file')]
  }

  const faults = {
    'the first byte': () => vi.spyOn(handles, 'write').mockRejectedValueOnce(broken()),
    'half of the records': () => {
      const { write } = handles
      vi.spyOn(handles, 'write')
        .mockImplementationOnce(function (this: FileHandle, bytes: Buffer, offset: number, length: number, to: number) {
          return Reflect.apply(write, this, [bytes, offset, Math.floor(length / 2), to])
        } as unknown as FileHandle['write'])
        .mockRejectedValueOnce(broken())
    },
    'the sync': () => vi.spyOn(handles, 'datasync').mockRejectedValueOnce(broken()),
    'the cutting off too': () => {
      vi.spyOn(handles, 'write').mockRejectedValueOnce(broken())
      vi.spyOn(handles, 'truncate').mockRejectedValueOnce(broken())
    },
    'the transaction': () => {
      archive.db.raw.exec(
        "create temp trigger refuse before insert on version begin select raise(abort, 'disk full'); end",
      )
    },
  }

  test.each(Object.entries(faults))('at %s leaves the archive as at the last commit, and says so', async (_, fail) => {
    const before = await state()
    fail()
    archive.commits.stage(page('after.html', '后来的年报'))
    const failure = await archive.commits.flush().then(
      () => null,
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(ArchiveWriteError)
    expect(String(failure)).toMatch(/failed .*everything committed before is safe.*run the same command again/s)
    expect(await state()).toEqual(before)
    expect(() => archive.commits.stage(page('later.html', '再后来'))).toThrow(ArchiveWriteError)

    vi.restoreAllMocks()
    await expect(archive.close()).rejects.toThrow(ArchiveWriteError)
    archive = await openToWrite(folder)
    archive.commits.stage(page('after.html', '后来的年报'))
    await archive.commits.flush()
    expect(await seen()).toBe(2)
    expect((await verifyArchive(archive)).damages).toEqual([])
  })
})

test('a transaction that is refused is told as a failed write, also where no record was to be written', async () => {
  const sql = "create temp trigger refuse before insert on alias begin select raise(abort, 'disk full'); end"
  archive.db.raw.exec(sql)
  archive.commits.stage(unit('old', [], { alias: { url: at('old'), target: at('new') } }))
  await expect(archive.commits.flush()).rejects.toThrow(ArchiveWriteError)
  await expect(archive.close()).rejects.toThrow(ArchiveWriteError)
})

test('a file that cannot be completed is told as a failed write, loses nothing, and is completed later', async () => {
  archive.commits.stage(page('a.html', '甲'))
  await archive.commits.flush()
  vi.spyOn(handles, 'sync').mockRejectedValueOnce(new Error('EIO: i/o error, fsync'))
  await expect(archive.close()).rejects.toThrow(ArchiveWriteError)
  await (await openToWrite(folder)).close()
  expect(readdirSync(join(folder, 'warc')).every((name) => name.endsWith('.warc.gz'))).toBe(true)
  const reader = await openArchiveToRead(folder)
  expect(await verifyArchive(reader)).toMatchObject({ files: 1, records: 5, damages: [] })
  await reader.close()
})

describe('a repeated body', () => {
  const types = () =>
    readArchive(folder)
      .map(({ type }) => type)
      .filter((type) => type === 'response' || type === 'revisit')

  test('points to the original response, never to another repeat, in the same group and in later ones', async () => {
    archive.commits.stage(unit('a.html', [capture('a.html', '同一页', 0)]))
    archive.commits.stage(unit('b.html', [capture('b.html', '同一页', 1)]))
    await archive.commits.flush()
    archive.commits.stage(unit('b.html', [capture('b.html', '同一页', 2)]))
    await archive.commits.flush()
    archive.commits.stage(unit('b.html', [capture('b.html', '同一页', 3)]))
    await archive.close()
    expect(types()).toEqual(['response', 'revisit', 'revisit', 'revisit'])
    const [original, ...repeats] = readArchive(folder).filter(({ type }) => type === 'response' || type === 'revisit')
    for (const repeat of repeats) {
      expect(field(repeat, 'warc-refers-to-target-uri')).toBe(at('a.html'))
      expect(field(repeat, 'warc-refers-to-date')).toBe(original?.fields.get('warc-date'))
      expect(field(repeat, 'warc-profile')).toBe('http://netpreserve.org/warc/1.1/revisit/identical-payload-digest')
    }
  })

  test.each([
    ['an error page', capture('x.html', '出错了', 0, { outcome: 'failed', reason: 'http-500' })],
    ['a missing page', capture('x.html', '出错了', 0, { outcome: 'missing', reason: 'http-404' })],
    ['a block page', capture('x.html', '出错了', 0, { outcome: 'blocked', reason: 'block-page' })],
    ['a redirect', capture('x.html', '出错了', 0, { outcome: 'redirect' })],
    ['an empty answer', capture('x.html', '', 0)],
  ])('is not pointed to when it was %s', async (_, first) => {
    const body = first.exchange.body.toString()
    archive.commits.stage(unit('x.html', [first]))
    await archive.commits.flush()
    archive.commits.stage(unit('y.html', [capture('y.html', body, 1)]))
    await archive.close()
    expect(types()).toEqual(['response', 'response'])
  })

  test('is not pointed to when it was cut short, but to a whole one', async () => {
    const whole = capture('x.html', '一样的字节')
    const cut = { ...whole, exchange: { ...whole.exchange, truncated: 'disconnect' as const } }
    archive.commits.stage(unit('x.html', [cut]))
    archive.commits.stage(unit('y.html', [capture('y.html', '一样的字节', 1)]))
    archive.commits.stage(unit('z.html', [capture('z.html', '一样的字节', 2)]))
    await archive.close()
    expect(types()).toEqual(['response', 'response', 'revisit'])
    const repeat = readArchive(folder).find(({ type }) => type === 'revisit')
    expect(repeat?.fields.get('warc-refers-to-target-uri')).toBe(at('y.html'))
  })
})

test('a body that was sent by POST is kept with its request', async () => {
  const answered = capture('search', '{"list":[]}')
  const requestHead = Buffer.from('POST /search HTTP/1.1\r\nHost: www.example.gov.cn\r\nContent-Length: 6\r\n\r\n')
  const exchange = { ...answered.exchange, requestHead, requestBody: Buffer.from('page=2') }
  archive.commits.stage(unit('search', [{ ...answered, exchange }]))
  await archive.close()
  const request = readArchive(folder).find(({ type }) => type === 'request')
  expect(request?.block.toString()).toBe(`${requestHead}page=2`)
})

/** Readings, not what stands beside the records for the index. */
function isReading({ fields }: PlainRecord): boolean {
  return fields.get('content-type')?.endsWith('profile=nianbao-reading') ?? false
}

describe('a document', () => {
  const versions = () => rows('select change, first_seen, last_seen from version order by id')
  const status = (path: string) =>
    archive.db.raw
      .prepare('select d.status from document d join url u on u.id = d.url where u.url = ?')
      .pluck()
      .get(at(path))

  async function commit(...units: Parameters<WritableArchive['commits']['stage']>[0][]): Promise<void> {
    for (const each of units) archive.commits.stage(each)
    await archive.commits.flush()
  }

  test('gets a version when its text changes, and one that is reverted when it changes back', async () => {
    await commit(page('a.html', '初稿', 0))
    await commit(page('a.html', '初稿', 1))
    await commit(page('a.html', '修订稿', 2))
    await commit(page('a.html', '初稿', 3))
    expect(versions()).toMatchObject([{ change: 'new' }, { change: 'revised' }, { change: 'reverted' }])
    const [first] = rows('select last_seen - first_seen as seen from version order by id')
    expect(first).toEqual({ seen: 60_000 })
  })

  test('keeps its reading once while nothing but the count of views moves', async () => {
    await commit(page('a.html', '年报', 0, { views: 10 }))
    await commit(page('a.html', '年报', 1, { views: 11 }))
    await commit(page('a.html', '年报', 2, { views: 12 }))
    await archive.close()
    expect(readArchive(folder).filter(isReading)).toHaveLength(1)
    archive = await openToWrite(folder)
    expect(rows('select count from view order by capture')).toEqual([{ count: 10 }, { count: 11 }, { count: 12 }])
    expect(versions()).toHaveLength(1)
  })

  test('keeps its reading once though both of its captures are in one group', async () => {
    await commit(page('a.html', '年报', 0, { views: 10 }), page('a.html', '年报', 1, { views: 11 }))
    expect(rows('select count(*) as n from reading')).toEqual([{ n: 1 }])
    await commit(page('b.html', '初稿', 2), page('b.html', '修订稿', 3), page('b.html', '初稿', 4))
    expect(rows('select count(*) as n from reading')).toEqual([{ n: 4 }])
  })

  test('whose bytes come again by a clock that was set back has them in the order of the times, each version read', async () => {
    const seen = { document: 1, version: 2, views: null }
    const again = (minute: number) =>
      unit('a.html', [capture('a.html', '<html><body>修订稿</body></html>', minute)], { seen })
    await commit(page('a.html', '初稿', 0))
    await commit(page('a.html', '初稿', 10))
    await commit(page('a.html', '修订稿', 20))
    await commit(again(15))
    const times = `select change, (first_seen - ${NOON}) / 60000 as first, (last_seen - ${NOON}) / 60000 as last,
      (select count(*) from reading where version = version.id) as readings from version order by id`
    expect(rows(times)).toEqual([
      { change: 'new', first: 0, last: 10, readings: 1 },
      { change: 'revised', first: 15, last: 20, readings: 1 },
    ])
    await commit(again(5))
    expect(rows(times)).toEqual([
      { change: 'new', first: 0, last: 0, readings: 1 },
      { change: 'revised', first: 5, last: 5, readings: 1 },
      { change: 'reverted', first: 10, last: 10, readings: 1 },
      { change: 'reverted', first: 15, last: 20, readings: 1 },
    ])
    expect(rows(`select status, (last_seen - ${NOON}) / 60000 as last from document`)).toEqual([
      { status: 'archived', last: 20 },
    ])
    expect((await verifyArchive(archive)).damages).toEqual([])
  })

  test('gets another reading when better rules read more out of the same text', async () => {
    await commit(page('a.html', '年报', 0))
    const better = documentOf('a.html', '年报')
    const reading = { ...better.reading, rules: 'better', documentNumber: '示政发〔2024〕1号', digest: 'ab'.repeat(32) }
    await commit(page('a.html', '年报', 1, { reading }))
    expect(versions()).toHaveLength(1)
    expect(rows('select rules, document_number from reading order by id')).toEqual([
      { rules: 'test', document_number: null },
      { rules: 'better', document_number: '示政发〔2024〕1号' },
    ])
  })

  test('is missing when it is listed and was never had, gone when it was had, and back when it is had again', async () => {
    const none = (path: string, minute: number) =>
      unit(path, [capture(path, '没有', minute, { outcome: 'missing', reason: 'http-404' })], {
        lost: lost(path, 'missing'),
      })
    await commit(none('never.html', 0), page('a.html', '年报', 0))
    expect([status('never.html'), status('a.html')]).toEqual(['missing', 'archived'])
    await commit(none('a.html', 1))
    expect(status('a.html')).toBe('gone')
    await commit(page('a.html', '年报', 2), page('never.html', '终于有了', 2))
    expect([status('never.html'), status('a.html')]).toEqual(['archived', 'archived'])
    expect(rows('select 1 from document')).toHaveLength(2)
  })

  test('is what it was while it is refused, had or gone; one that was never had is blocked', async () => {
    const refused = (path: string, minute: number) =>
      unit(path, [capture(path, '请求被拦截', minute, { outcome: 'blocked', reason: 'http-403' })], {
        lost: lost(path, 'blocked'),
      })
    const gone = unit('b.html', [capture('b.html', '没有', 1, { outcome: 'missing', reason: 'http-404' })], {
      lost: lost('b.html', 'missing'),
    })
    await commit(page('a.html', '年报', 0), page('b.html', '另一年报', 0))
    await commit(refused('a.html', 1), gone)
    await commit(refused('b.html', 2), refused('c.html', 2))
    expect([status('a.html'), status('b.html'), status('c.html')]).toEqual(['archived', 'gone', 'blocked'])
  })

  test('gets the count that its counter gave, whatever the address of the counter', async () => {
    await commit(page('a.html', '年报', 0))
    await commit(
      unit('count?id=1', [capture('count?id=1', '88', 1)], { counter: { documentUrl: at('a.html'), count: 88 } }),
    )
    expect(rows('select count from view')).toEqual([{ count: 88 }])
  })
})

test('a result tells what became of each unit', async () => {
  await archive.close()
  const told: unknown[] = []
  archive = await openToWrite(folder, {
    onCommitted: (results) => told.push(...results.map(({ change, isGone }) => [change, isGone])),
  })
  for (const text of ['初稿', '初稿', '修订稿', '初稿']) archive.commits.stage(page('a.html', text))
  const none = (path: string) => capture(path, '没有', 1, { outcome: 'missing', reason: 'http-404' })
  archive.commits.stage(unit('a.html', [none('a.html')], { lost: lost('a.html', 'missing') }))
  archive.commits.stage(unit('never.html', [none('never.html')], { lost: lost('never.html', 'missing') }))
  await archive.commits.flush()
  expect(told).toEqual([
    ['new', false],
    ['unchanged', false],
    ['revised', false],
    ['reverted', false],
    [null, true],
    [null, false],
  ])
})
