import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRange } from '../../storage/verify/range.ts'
import { headEnd, splitHttpBlock } from '../../storage/warc/http-block.ts'
import { type Member, readMembers, readRecordAt } from '../../storage/warc/reader.ts'
import { MEMBER_HEAD } from '../../storage/warc/record.ts'
import { capture, openToWrite, page, unit } from '../storage/units.ts'
import { fuzz, fuzzBounds, mutate, mutations } from './fuzz.ts'

/** A case may take so long, ms: a thousand times what it takes. */
const MOST = 20_000
/** The memory that a reader of small files may hold, bytes: nothing of a file is kept when it has been read. */
const MEMORY = 400 * 2 ** 20

let folder: string
let seeds: readonly Buffer[]

/** Bytes that mean something in a WARC file of gzip members. */
const TOKENS: readonly Uint8Array[] = [
  MEMBER_HEAD,
  Buffer.from('\r\n\r\n'),
  Buffer.from('Content-Length: 99999999999\r\n'),
  Buffer.from('WARC/1.1\r\n'),
  Buffer.from([0x1f, 0x8b]),
  gzipSync('WARC/1.1\r\nContent-Length: -1\r\n\r\n'),
  // Deflate: a stored block that claims 65,535 bytes, and the end of a fixed one.
  Buffer.from([0x00, 0xff, 0xff, 0x00, 0x00]),
  Buffer.from([0x03, 0x00]),
]

/** Files with every type of record: of one page, of several, and with a body that does not compress. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-fuzz-'))
  const archive = await openToWrite(join(folder, 'archive'), { maxFileBytes: 1 })
  archive.commits.stage(page('a.html', '甲'))
  await archive.commits.flush()
  for (let n = 0; n < 4; n++) archive.commits.stage(page(`${n}.html`, `第${n % 2}页`, n))
  await archive.commits.flush()
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * n * 31 + (n >> 3)) % 256))
  archive.commits.stage(unit('b.zip', [capture('b.zip', noise)]))
  archive.commits.stage(unit('c.zip', [capture('c.zip', noise, 1)]))
  await archive.close()
  const warc = join(folder, 'archive', 'warc')
  seeds = readdirSync(warc).map((name) => readFileSync(join(warc, name)))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function membersOf(path: string, size: number): Promise<Member[]> {
  const members: Member[] = []
  for await (const member of readMembers(path, size)) members.push(member)
  return members
}

test('mutated WARC files are read from end to end: no crash, no hang, no growing memory, and each byte is of one member', async () => {
  const path = join(folder, 'mutated.warc.gz')
  const cases = fc.tuple(fc.nat(seeds.length - 1), mutations(TOKENS))
  const before = process.memoryUsage().rss
  let damaged = 0
  const count = await fuzz(cases, fuzzBounds(), MOST, async ([seed, changes]) => {
    const bytes = mutate(seeds[seed] ?? Buffer.alloc(0), changes)
    writeFileSync(path, bytes)
    const members = await membersOf(path, bytes.byteLength)
    let end = 0
    for (const { offset, length, record, what } of members) {
      expect([offset, length > 0, record === null]).toEqual([end, true, what !== null])
      end += length
      if (what !== null) damaged++
      if (record !== null) splitHttpBlock(record.block)
    }
    expect(end).toBe(bytes.byteLength)
    const last = members.at(-1)
    if (last !== undefined) await readRecordAt(path, last.offset, last.length).catch(onlyRangeError)
    const { damages } = await verifyRange({
      path,
      name: 'mutated',
      from: 0,
      to: bytes.byteLength,
      places: [],
      isVouched: false,
    })
    expect(damages.length).toBeGreaterThanOrEqual(members.filter(({ what }) => what !== null).length)
    expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY)
  })
  console.log(
    `${count.runs} mutated WARC files, ${damaged} damaged members; the longest took ${Math.round(count.longest)} ms`,
  )
  expect(count.runs).toBeGreaterThan(0)
})

test.each([
  ['stored blocks without end', [0x00, 0xff, 0xff, 0x00, 0x00]],
  ['empty blocks', [0x00, 0x00, 0x00, 0xff, 0xff]],
  ['blocks of no kind', [0x07, 0x00, 0x00, 0x00, 0x00]],
])('a file of nothing but the heads of members, with %s, is read to its end', async (_, data) => {
  const path = join(folder, 'heads.warc.gz')
  const bytes = Buffer.concat(Array.from({ length: 20_000 }, () => Buffer.concat([MEMBER_HEAD, Buffer.from(data)])))
  writeFileSync(path, bytes)
  const members = await membersOf(path, bytes.byteLength)
  expect(members.reduce((sum, { length }) => sum + length, 0)).toBe(bytes.byteLength)
  expect(members.filter(({ what }) => what === null)).toEqual([])
})

function onlyRangeError(error: unknown): void {
  if (!(error instanceof RangeError)) throw error
}

test('HTTP heads in records are told from their bodies, whatever they are', async () => {
  const seed = Buffer.from('HTTP/1.1 200 OK\r\nServer: nginx\r\nX: 年报\r\n\r\n<html></html>')
  const tokens = ['\r', '\n', '\r\n', '\r\n\r\n', '\n\n', '\0', ': '].map((token) => Buffer.from(token))
  const bounds = fuzzBounds({ time: 10_000, runs: 100_000 })
  const count = await fuzz(mutations(tokens), bounds, MOST, (changes) => {
    const bytes = mutate(seed, changes)
    const { head, body } = splitHttpBlock(bytes)
    expect(Buffer.concat([head, body]).equals(bytes)).toBe(true)
    expect(headEnd(bytes, 0) ?? bytes.byteLength).toBe(head.byteLength)
  })
  console.log(`${count.runs} mutated heads; the longest took ${Math.round(count.longest)} ms`)
})
