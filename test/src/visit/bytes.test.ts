import { execFile } from 'node:child_process'
import { closeSync, createReadStream, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WARCParser } from 'warcio'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { field, httpParts, type PlainRecord, readArchive, sha256 } from '../../storage/records.ts'
import { startTown, type Town, type WireEntry } from '../../town/town.ts'
import { newFolder, visitTown } from './visits.ts'

let town: Town
let folder: string
let records: readonly PlainRecord[]
let answers: readonly PlainRecord[]

/** The town is visited twice, so that there are repeats. */
beforeAll(async () => {
  town = await startTown({ bulk: 20 })
  folder = newFolder()
  await visitTown(town, folder)
  await visitTown(town, folder)
  records = readArchive(folder)
  answers = records.filter(({ type }) => type === 'response' || type === 'revisit')
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

/** Everything that tells one exchange from another, as text. */
function spelling(url: string, head: Buffer, digest: string): string {
  return `${url}\n${head.toString('latin1')}\n${digest}`
}

function onTheWire(entry: WireEntry): string {
  return spelling(entry.url, entry.head, sha256(entry.body))
}

function inTheArchive(record: PlainRecord): string {
  return spelling(field(record, 'warc-target-uri'), httpParts(record).head, field(record, 'warc-payload-digest'))
}

test('the heads and payloads of all records are those of the wire: not one more, not one less', () => {
  expect(answers.map(inTheArchive).sort()).toEqual(town.log.map(onTheWire).sort())
})

test('a response holds the very bytes of the body, a repeat holds none and points to an earlier response', () => {
  const bodies = new Map(town.log.map((entry) => [onTheWire(entry), entry.body]))
  const originals = new Map<string, string>()
  for (const record of answers) {
    const { body } = httpParts(record)
    const digest = field(record, 'warc-payload-digest')
    if (record.type === 'response') {
      expect(body.equals(bodies.get(inTheArchive(record)) ?? Buffer.alloc(0)), inTheArchive(record)).toBe(true)
      originals.set(`${field(record, 'warc-target-uri')} ${field(record, 'warc-date')}`, digest)
    } else {
      const original = `${field(record, 'warc-refers-to-target-uri')} ${field(record, 'warc-refers-to-date')}`
      expect(originals.get(original), `${inTheArchive(record)} refers to ${original}`).toBe(digest)
      expect(body.length).toBe(0)
    }
  }
})

test('the request of every response and of every second look is kept as it was sent', () => {
  const requests = records.filter(({ type }) => type === 'request')
  const sent = (url: string, bytes: Buffer) => `${url}\n${bytes.toString('latin1')}`
  const log = new Set(
    town.log.map(({ url, requestHead, requestBody }) => sent(url, Buffer.concat([requestHead, requestBody]))),
  )
  const unsent = requests.filter((record) => !log.has(sent(field(record, 'warc-target-uri'), record.block)))
  expect(unsent.map(({ block }) => block.toString('latin1'))).toEqual([])
  const responses = answers
    .filter(({ type, fields }) => type === 'response' || fields.has('nianbao-manner'))
    .map((record) => field(record, 'warc-record-id'))
  expect(requests.map((record) => field(record, 'warc-concurrent-to')).sort()).toEqual(responses.sort())
})

test('the proof meets GBK in heads, chunks, gzip, errors, files and repeats', () => {
  const heads = answers.map((record) => httpParts(record).head.toString('latin1'))
  const kinds = {
    gbkHead: heads.filter((head) => /[\x81-\xfe][\x40-\xfe]/.test(head)).length,
    chunked: heads.filter((head) => /^transfer-encoding: ?chunked/im.test(head)).length,
    gzip: heads.filter((head) => /^content-encoding: ?gzip/im.test(head)).length,
    missing: heads.filter((head) => / 404 /.test(head)).length,
    file: heads.filter((head) => /^content-disposition:/im.test(head)).length,
    revisit: answers.filter(({ type }) => type === 'revisit').length,
    reading: records.filter(({ type }) => type === 'metadata').length,
  }
  expect(Object.entries(kinds).filter(([, count]) => count === 0)).toEqual([])
})

test('every length and digest of every record holds, each id is used once, each file opens with a warcinfo', () => {
  for (const record of records) {
    expect(field(record, 'warc-block-digest')).toBe(sha256(record.block))
    if (record.type !== 'response') continue
    expect(field(record, 'warc-payload-digest')).toBe(sha256(httpParts(record).body))
  }
  const ids = records.map((record) => field(record, 'warc-record-id'))
  expect(new Set(ids).size).toBe(ids.length)
  const first = records.filter(({ offset }) => offset === 0)
  expect(first.map(({ type }) => type)).toEqual(first.map(() => 'warcinfo'))
  expect(first.map((record) => field(record, 'warc-filename'))).toEqual(first.map(({ file }) => file))
})

test('warcio reads every record, with the same type, address, offset and bytes', async () => {
  const read: unknown[] = []
  for (const name of readdirSync(join(folder, 'warc')).sort()) {
    // It would decode HTTP heads as UTF-8 and lose GBK bytes: it is asked for the blocks as they are.
    const parser = new WARCParser(createReadStream(join(folder, 'warc', name)), { parseHttp: false })
    for await (const record of parser) {
      const block = await record.readFully(false)
      const { offset } = parser
      read.push([name, offset, record.warcType, record.warcTargetURI ?? null, sha256(block), record.warcBlockDigest])
    }
  }
  const own = records.map((record) => {
    const digest = sha256(record.block)
    return [record.file, record.offset, record.type, record.fields.get('warc-target-uri') ?? null, digest, digest]
  })
  expect(read).toEqual(own)
})

test('warcio takes the same content out of every response as a browser would', async () => {
  const bodies = new Map(answers.map((record) => [field(record, 'warc-record-id'), httpParts(record)]))
  let read = 0
  for (const name of readdirSync(join(folder, 'warc'))) {
    for await (const record of new WARCParser(createReadStream(join(folder, 'warc', name)))) {
      if (record.warcType !== 'response') continue
      const { head, body } = bodies.get(record.warcHeader('WARC-Record-ID') ?? '') ?? {
        head: '',
        body: Buffer.alloc(0),
      }
      const content = /^content-encoding: ?gzip/im.test(head.toString('latin1')) ? gunzipSync(body) : body
      expect(sha256(await record.readFully(true)), record.warcTargetURI ?? '').toBe(sha256(content))
      read++
    }
  }
  expect(read).toBe(answers.filter(({ type }) => type === 'response').length)
})

test('verify finds nothing wrong with an archive that is whole, and counts what it read', async () => {
  const readable = await openArchiveToRead(folder)
  const report = await verifyArchive(readable)
  await readable.close()
  expect(report.damages).toEqual([])
  expect(report.records).toBe(records.length)
  expect(report.bytes).toBe(records.reduce((sum, { length }) => sum + length, 0))
})

/** `nianbao verify` as it is typed: its exit code and what it prints. */
function nianbaoVerify(archive: string): Promise<{ code: number; output: string }> {
  const main = resolve(import.meta.dirname, '../../../src/cli/main.ts')
  return new Promise((done) => {
    const child = execFile(process.execPath, [main, 'verify', '--archive', archive], (_, stdout) => {
      done({ code: child.exitCode ?? -1, output: stdout })
    })
  })
}

test('nianbao verify says that all is well, and after the flip of one byte which record is not', async () => {
  const well = await nianbaoVerify(folder)
  expect(well.code).toBe(0)
  expect(well.output).toContain(String(records.length))

  const record = answers[Math.floor(answers.length / 2)]
  if (record === undefined) throw new Error('the archive has no answers')
  const flip = (value: number) => {
    const file = openSync(join(folder, 'warc', record.file), 'r+')
    writeSync(file, Buffer.from([value]), 0, 1, record.offset + 3)
    closeSync(file)
  }
  flip(0x10)
  const damaged = await nianbaoVerify(folder)
  flip(0)
  expect(damaged.code).toBe(1)
  expect(damaged.output).toContain(`${record.file}:${record.offset}: ${field(record, 'warc-target-uri')}`)
})
