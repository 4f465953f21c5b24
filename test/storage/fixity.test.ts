import { hash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { databaseOf, openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import { bereft, damagedRequests, openFixityNotes } from '../../storage/fixity.ts'
import { rebuildArchive } from '../../storage/rebuild/rebuild.ts'
import {
  type Damage,
  type Verified,
  type VerifyOptions,
  type VerifyReport,
  verifyArchive,
} from '../../storage/verify.ts'
import { temporaryFolder } from './folders.ts'
import { type PlainRecord, readArchive } from './records.ts'
import { at, capture, openToWrite, page, unit } from './units.ts'

let folder: string

/** Four files of two pages each, and an address that repeats the body of another. */
beforeEach(async () => {
  folder = join(temporaryFolder(), 'archive')
  const archive = await openToWrite(folder, { maxFileBytes: 1 })
  for (let n = 0; n < 8; n += 2) {
    archive.commits.stage(page(`${n}.html`, `第${n}页`, n))
    archive.commits.stage(page(`${n + 1}.html`, `第${n + 1}页`, n))
    await archive.commits.flush()
  }
  archive.commits.stage(unit('same.html', [capture('same.html', '<html><body>第0页</body></html>', 9)]))
  await archive.close()
})

async function reading<T>(work: (archive: ReadableArchive) => T | Promise<T>): Promise<T> {
  const archive = await openArchiveToRead(folder)
  try {
    return await work(archive)
  } finally {
    await archive.close()
  }
}

/** Verifies and notes what is found, as the command does. */
async function verify(options: VerifyOptions = {}): Promise<VerifyReport & { mended: Damage[]; read: string[] }> {
  const notes = await openFixityNotes(folder, () => new Date(1_700_000_000_000))
  const mended: Damage[] = []
  const read: string[] = []
  const onVerified = (verified: Verified) => {
    mended.push(...notes.note(verified))
    read.push(`${verified.name.slice(-13, -8)} ${verified.from}-${verified.isWhole ? 'end' : verified.to}`)
  }
  try {
    return { ...(await reading((archive) => verifyArchive(archive, { ...options, onVerified }))), mended, read }
  } finally {
    await notes.close()
  }
}

/** The record of an address, by its type. */
function recordOf(path: string, type = 'response', profile = ''): PlainRecord {
  const isIt = (record: PlainRecord) =>
    record.type === type &&
    record.fields.get('warc-target-uri') === at(path) &&
    (record.fields.get('content-type') ?? '').includes(profile)
  const record = readArchive(folder).find(isIt)
  if (record === undefined) throw new Error(`${path} has no ${type}`)
  return record
}

/** Flips a byte in the middle of a record; a second time mends it. */
function flip({ file, offset, length }: PlainRecord): void {
  const path = join(folder, 'warc', file)
  const byte = offset + Math.floor(length / 2)
  const value = readFileSync(path)[byte] ?? 0
  const handle = openSync(path, 'r+')
  writeSync(handle, Buffer.from([value ^ 0xff]), 0, 1, byte)
  closeSync(handle)
}

function damageRows(): Promise<unknown[]> {
  return reading(({ db }) =>
    db.raw.prepare('select what, mended_at is not null as mended, mended_by as by from damage order by id').all(),
  )
}

const requests = () => reading(({ db }) => damagedRequests(db, 'example'))

describe('a rolling budget', () => {
  test('goes on where the last run stopped, and then with what was longest not read', async () => {
    // The clock is only looked at between files: each run reads one.
    const perFile = () => {
      let looks = 0
      return () => looks++
    }
    const runs: string[][] = []
    for (let n = 0; n < 6; n++) {
      const { read, isWhole } = await verify({ budget: 2.5, clock: perFile(), threads: 0, deep: true })
      runs.push(read)
      expect(isWhole).toBe(false)
    }
    expect(runs.map((read) => read.map((line) => line.split(' ')[0]))).toEqual([
      ['00001'],
      ['00002'],
      ['00003'],
      ['00004'],
      ['00005'],
      ['00001'],
    ])
  })

  test('goes on within a file too', async () => {
    const archive = await openToWrite(folder)
    for (let n = 10; n < 14; n++) archive.commits.stage(page(`${n}.html`, `第${n}页`, n))
    await archive.close()
    const read: string[] = []
    for (let n = 0; !read.some((line) => /^00006 .*end$/.test(line)); n++) {
      expect(n).toBeLessThan(30)
      let looks = 0
      const report = await verify({ budget: 3.5, clock: () => looks++, threads: 0, stretch: 1 })
      read.push(...report.read)
      expect(report.damages).toEqual([])
    }
    const last = read.filter((line) => line.startsWith('00006'))
    expect(last.length).toBeGreaterThan(1)
    // Each run began where the one before had stopped.
    const ends = last.map((line) => /(\d+)-(\w+)$/.exec(line)?.slice(1) ?? [])
    expect(ends.slice(1).map(([from]) => from)).toEqual(ends.slice(0, -1).map(([, to]) => to))
  })

  test('that is large enough reads everything', async () => {
    const { isWhole, files, damages } = await verify({ budget: 3_600_000 })
    expect({ isWhole, files, damages }).toEqual({ isWhole: true, files: 5, damages: [] })
  })
})

describe('what a hash tells', () => {
  const told = async (options: VerifyOptions = {}) => {
    const { files, unchanged, records, damages } = await verify(options)
    return { files, unchanged, read: records > 0, damages: damages.map(({ what }) => what) }
  }
  const edit = (sql: string) => {
    const db = new Database(databaseOf(folder))
    db.exec(sql)
    db.close()
  }
  const hashes = () =>
    reading(({ db }) =>
      db.raw.prepare<[], { name: string; sha256: Buffer }>('select name, sha256 from warc_file order by id').all(),
    )
  const hashesOfFiles = (rows: { name: string }[]) =>
    rows.map(({ name }) => ({ name, sha256: hash('sha256', readFileSync(join(folder, 'warc', name)), 'buffer') }))

  test('a complete file is kept with its sha256, and with the same one in an index that is made again', async () => {
    const kept = await hashes()
    expect(kept).toEqual(hashesOfFiles(kept))
    await rebuildArchive(folder, { signal: new AbortController().signal, now: () => new Date() })
    expect(await hashes()).toEqual(kept)
  })

  test('a file that was read and was well is told whole by its hash from then on; a deep run reads it again', async () => {
    expect(await told()).toEqual({ files: 5, unchanged: 0, read: true, damages: [] })
    expect(await told()).toEqual({ files: 5, unchanged: 5, read: false, damages: [] })
    expect(await told({ budget: 3_600_000 })).toEqual({ files: 5, unchanged: 5, read: false, damages: [] })
    expect(await told({ deep: true })).toEqual({ files: 5, unchanged: 0, read: true, damages: [] })
  })

  test('a file that has changed since is read, and its damaged record named; so is the file until it is well', async () => {
    await verify()
    const record = recordOf('1.html')
    flip(record)
    const { unchanged, damages } = await verify()
    expect(unchanged).toBe(4)
    expect(damages).toMatchObject([{ file: record.file, offset: record.offset, url: at('1.html') }])
    flip(record)
    expect(await told()).toMatchObject({ unchanged: 4, damages: [] })
    expect(await told()).toMatchObject({ unchanged: 5, damages: [] })
  })

  test('an index that points elsewhere than it did shows, though no byte of the file has changed', async () => {
    await verify()
    edit('update capture set offset = offset + 1 where id = 1')
    expect(await told()).toMatchObject({
      unchanged: 4,
      damages: [expect.stringContaining('the index has a record here')],
    })
    edit('update capture set offset = offset - 1 where id = 1')
    edit(`update payload set sha256 = x'00' where id = 2`)
    expect(await told()).toMatchObject({ damages: ['the index expects another record here'] })
  })

  test('a hash that nobody knew is kept once all of the file was read and is well', async () => {
    const kept = await hashes()
    edit('update warc_file set sha256 = null')
    const record = recordOf('1.html')
    flip(record)
    await verify()
    flip(record)
    expect((await hashes()).map(({ sha256 }) => sha256 === null)).toEqual([true, false, false, false, false])
    expect(await told()).toMatchObject({ unchanged: 4, damages: [] })
    expect(await hashes()).toEqual(kept)
  })

  test('a file that is sound in itself, but not the one that was completed, is named', async () => {
    const [row] = await hashes()
    edit(`update warc_file set sha256 = x'${'ab'.repeat(32)}' where id = 1`)
    expect((await verify()).damages).toEqual([
      { file: row?.name, offset: null, url: null, what: expect.stringContaining('not those it was completed with') },
    ])
  })
})

test('threads find what one finds', async () => {
  const { file } = recordOf('7.html')
  for (const record of [recordOf('1.html'), recordOf('4.html', 'metadata')]) flip(record)
  rmSync(join(folder, 'warc', file))
  const alone = await reading((archive) => verifyArchive(archive, { threads: 0 }))
  const together = await reading((archive) => verifyArchive(archive, { threads: 3, stretch: 1 }))
  const inOrder = ({ damages, ...rest }: VerifyReport) => ({
    ...rest,
    damages: damages.toSorted((a, b) => (`${a.file} ${a.offset}` < `${b.file} ${b.offset}` ? -1 : 1)),
  })
  expect(alone.damages).toHaveLength(3)
  expect(inOrder(together)).toEqual(inOrder(alone))
})

describe('a damaged capture', () => {
  test('is asked for again by the next visit of its site, as what it is', async () => {
    flip(recordOf('1.html'))
    await verify()
    await verify()
    expect(await damageRows()).toEqual([{ what: expect.any(String), mended: 0, by: null }])
    expect(await requests()).toEqual([
      expect.objectContaining({
        url: at('1.html'),
        role: 'item',
        context: { column: at('nb/'), listTitle: expect.stringContaining('1.html') },
      }),
    ])
    expect(await reading(({ db }) => damagedRequests(db, 'elsewhere'))).toEqual([])
  })

  test('that was the original of others: they are named, and its bytes are stored anew and are the original', async () => {
    const record = recordOf('0.html')
    flip(record)
    await verify()
    expect(await reading(({ db }) => bereft(db))).toEqual([{ url: at('same.html'), original: at('0.html') }])
    const archive = await openToWrite(folder)
    archive.commits.stage(page('0.html', '第0页', 20))
    archive.commits.stage(unit('same.html', [capture('same.html', '<html><body>第0页</body></html>', 21)]))
    await archive.close()
    flip(record)
    const kept = readArchive(folder).filter(
      ({ fields }) => Date.parse(fields.get('warc-date') ?? '') > Date.parse('2024-03-01T04:19Z'),
    )
    expect(kept.map(({ type }) => type).filter((type) => type === 'response' || type === 'revisit')).toEqual([
      'response',
      'revisit',
    ])
    expect(kept.find(({ type }) => type === 'revisit')?.fields.get('warc-refers-to-date')).toBe(
      '2024-03-01T04:20:00.000Z',
    )
    expect(await requests()).toEqual([])
    expect(await reading(({ db }) => bereft(db))).toEqual([])
  })

  test('stays mended though its record is as damaged as before, and is still named', async () => {
    flip(recordOf('0.html'))
    await verify()
    const archive = await openToWrite(folder)
    archive.commits.stage(page('0.html', '第0页', 20))
    await archive.close()
    const { damages, mended } = await verify()
    expect(damages).toHaveLength(1)
    expect(mended).toMatchObject(damages)
    expect(await damageRows()).toEqual([{ what: expect.any(String), mended: 1, by: expect.any(Number) }])
    expect(await requests()).toEqual([])
  })

  test('is not mended by an answer that is no good', async () => {
    flip(recordOf('0.html'))
    await verify()
    const archive = await openToWrite(folder)
    const missing = capture('0.html', '没有', 20, { outcome: 'missing', reason: 'http-404' })
    archive.commits.stage(unit('0.html', [missing]))
    await archive.close()
    expect(await damageRows()).toMatchObject([{ mended: 0 }])
    expect(await requests()).toHaveLength(1)
  })

  test('is mended when the bytes come back at another address', async () => {
    flip(recordOf('0.html'))
    await verify()
    const archive = await openToWrite(folder)
    archive.commits.stage(unit('same.html', [capture('same.html', '<html><body>第0页</body></html>', 20)]))
    await archive.close()
    expect(await damageRows()).toMatchObject([{ mended: 1 }])
  })

  test('is well again when its file is restored from a copy', async () => {
    const record = recordOf('1.html')
    flip(record)
    await verify()
    flip(record)
    expect((await verify()).damages).toEqual([])
    expect(await damageRows()).toEqual([{ what: expect.any(String), mended: 1, by: null }])
    expect(await requests()).toEqual([])
  })
})

test('a damaged reading that several versions share is forgotten of all of them', async () => {
  const commit = async (text: string, minute: number) => {
    const archive = await openToWrite(folder)
    archive.commits.stage(page('back.html', text, minute))
    await archive.close()
  }
  // The text of the newest version was there before and after the one that came in last.
  await commit('初稿', 20)
  await commit('初稿', 40)
  await commit('修订稿', 30)
  flip(recordOf('back.html', 'metadata', 'nianbao-reading'))
  await verify()
  const digests = await reading(({ db }) =>
    db.raw
      .prepare(
        `select length(r.digest) from reading r join version v on v.id = r.version join document d on d.id = v.document
           join url u on u.id = d.url where u.url = ? order by v.id`,
      )
      .pluck()
      .all(at('back.html')),
  )
  expect(digests).toEqual([0, 32, 0])
})

test('a damaged reading is made and kept again, though the page has not changed', async () => {
  flip(recordOf('1.html', 'metadata', 'nianbao-reading'))
  await verify()
  expect(await requests()).toMatchObject([{ url: at('1.html') }])
  const archive = await openToWrite(folder)
  archive.commits.stage(page('1.html', '第1页', 20))
  await archive.close()
  const whole = await reading(({ db }) => db.raw.prepare('select count(*) from reading').pluck().get())
  expect(whole).toBe(9)
  expect(await requests()).toEqual([])
})

describe('a file that is gone, or cut short', () => {
  const fileOf = (path: string) => join(folder, 'warc', recordOf(path).file)

  test('takes all its captures along, and gives them back with a copy', async () => {
    const path = fileOf('2.html')
    renameSync(path, `${folder}-aside`)
    const { damages } = await verify()
    expect(damages).toEqual([{ file: expect.any(String), offset: null, url: null, what: 'the file is missing' }])
    expect((await requests()).map(({ url }) => url).sort()).toEqual([at('2.html'), at('3.html')])
    await verify()
    expect(await requests()).toHaveLength(2)
    cpSync(`${folder}-aside`, path)
    expect((await verify()).damages).toEqual([])
    expect(await requests()).toEqual([])
  })

  test('asks again for what was cut off', async () => {
    const path = fileOf('2.html')
    const { offset } = recordOf('3.html')
    expect(statSync(path).size).toBeGreaterThan(offset)
    truncateSync(path, offset)
    await verify()
    expect((await requests()).map(({ url }) => url)).toEqual([at('3.html')])
  })
})
