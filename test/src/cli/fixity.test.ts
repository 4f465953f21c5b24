import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type TestContext, test } from 'vitest'
import { type PlainRecord, readArchive } from '../../storage/records.ts'
import { startTown, type Town } from '../../town/town.ts'
import { emptyFolder, jsonLines, nianbao } from './nianbao.ts'

const REPORTS = 8

interface Kept {
  readonly town: Town
  readonly archive: string
  crawl(...flags: string[]): ReturnType<typeof nianbao>
  verify(...flags: string[]): ReturnType<typeof nianbao>
}

/** An archive of a visit to a small column. */
async function kept({ onTestFinished }: TestContext, ...flags: string[]): Promise<Kept> {
  const town = await startTown({ sites: ['bulk'], bulk: REPORTS })
  onTestFinished(() => town.close())
  const archive = join(emptyFolder(), 'kept')
  const common = [town.site('bulk').column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive]
  const crawl = (...more: string[]) => nianbao(['crawl', ...common, ...more])
  const verify = (...more: string[]) => nianbao(['verify', '--archive', archive, ...more])
  expect((await crawl(...flags)).code).toBe(0)
  return { town, archive, crawl, verify }
}

/** Flips a byte in the middle of a record. */
function damage(archive: string, { file, offset, length }: PlainRecord): void {
  const path = join(archive, 'warc', file)
  const byte = offset + Math.floor(length / 2)
  const value = readFileSync(path)[byte] ?? 0
  const handle = openSync(path, 'r+')
  writeSync(handle, Buffer.from([value ^ 0xff]), 0, 1, byte)
  closeSync(handle)
}

test.concurrent('a damaged page is named, asked for in full by the next visit, and made up for: 1, then 0', async (context) => {
  const { town, archive, crawl, verify } = await kept(context)
  const [report] = town.site('bulk').truth
  const url = report?.url ?? ''
  const before = await nianbao(['export', 'jsonl', '--archive', archive])
  const record = readArchive(archive).find(
    ({ type, fields }) => type === 'response' && fields.get('warc-target-uri') === url,
  )
  if (record === undefined) throw new Error(`${url} was not kept`)
  damage(archive, record)

  const damaged = await verify()
  expect(damaged.code).toBe(1)
  expect(damaged.stdout).toContain(`${record.file}:${record.offset}: ${url}: `)

  const asked = town.log.length
  expect((await crawl()).code).toBe(0)
  expect(town.log.slice(asked).map((entry) => entry.url)).toContain(url)
  const mended = await verify()
  expect(mended.stdout).toMatch(/captured again since\)$/m)
  expect(mended.code).toBe(0)
  const after = await nianbao(['export', 'jsonl', '--archive', archive])
  const texts = (ended: typeof after) =>
    jsonLines(ended).map((row) => [row['url'], row['title'], row['text'], row['content_hash']])
  expect(texts(after)).toEqual(texts(before))
  expect((await nianbao(['reread', '--archive', archive])).code).toBe(0)
})

test.concurrent('complete files are signed by a key that is made once, and verify holds them against the public one', async (context) => {
  const { archive, crawl, verify } = await kept(context)
  const key = join(emptyFolder(), 'key')
  const first = await nianbao(['manifest', '--key', key, '--archive', archive])
  expect([first.code, first.stderr]).toEqual([0, ''])
  expect(first.stdout).toMatch(/^a new key: .*\n[0-9a-f]{64} {2}nianbao-.*\.warc\.gz\n1 file signed\n$/)
  const again = await nianbao(['manifest', '--key', key, '--archive', archive])
  expect(again.stdout).toBe('0 files signed\n')
  expect((await crawl('--key', key)).code).toBe(0)
  const sound = await verify('--key', `${key}.pub`)
  expect(sound.code).toBe(0)
  expect(sound.stdout).toMatch(/^manifest: 2 files signed by \S+; its last line is [0-9a-f]{64}$/m)

  const manifest = join(archive, 'manifest.jsonl')
  expect(readFileSync(manifest, 'utf8').split('\n')).toHaveLength(3)
  rmSync(join(archive, 'warc', readdirSync(join(archive, 'warc')).sort()[0] ?? ''))
  const bereft = await verify('--key', `${key}.pub`)
  expect(bereft.code).toBe(1)
  expect(bereft.stdout).toMatch(/^1 damaged place found; \d+ records read$/m)
  const other = join(emptyFolder(), 'other')
  await nianbao(['manifest', '--key', other, '--archive', archive]).then(() =>
    expect(existsSync(`${other}.pub`)).toBe(true),
  )
  const foreign = await verify('--key', `${other}.pub`, '--lang', 'zh')
  expect(foreign.code).toBe(1)
  expect(foreign.stdout).toContain('签名所用的不是所给的密钥')
})

test.concurrent('verify with a budget reads for that long, then tells by the hash unless it is to read deep; what is no duration or no key is refused', async (context) => {
  const { archive, verify } = await kept(context)
  const ended = await verify('--budget', '10m', '--json')
  expect([ended.code, jsonLines(ended)]).toEqual([
    0,
    [expect.objectContaining({ isWhole: true, damages: [], manifest: null })],
  ])
  const again = await verify()
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('1 file told by sha256 to be unchanged')])
  expect(jsonLines(await verify('--deep', '--json'))).toMatchObject([{ isWhole: true, unchanged: 0, damages: [] }])
  const bad = await verify('--budget', 'soon')
  expect([bad.code, bad.stderr]).toEqual([
    2,
    'nianbao: --budget takes a duration up to an hour (30s, 10m), not "soon"\n',
  ])
  const key = await verify('--key', join(archive, 'nianbao.db'), '--lang', 'zh')
  expect([key.code, key.stderr]).toEqual([1, expect.stringContaining('没有 ed25519 公钥')])
  const early = await nianbao(['crawl', 'http://www.example.gov.cn/', '--key', 'none', '--archive', archive])
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('holds no private ed25519 key')])
})
