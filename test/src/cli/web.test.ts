import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTown, type Town } from '../../town/town.ts'
import { emptyFolder, jsonLines, nianbao } from './nianbao.ts'

let town: Town
let archive: string

beforeAll(async () => {
  town = await startTown({ sites: ['fgw', 'zone'] })
  archive = join(emptyFolder(), 'a')
  const columns = town.sites.map(({ column }) => column)
  const ended = await nianbao(['crawl', ...columns, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive])
  expect(ended.code).toBe(0)
})

afterAll(async () => {
  await town.close()
})

describe('export wacz', () => {
  test('writes a package that verify finds in order and signed by the key that was made for it', async () => {
    const cwd = emptyFolder()
    const args = ['export', 'wacz', '--archive', archive, '--out', 'deep/a.wacz', '--sign', 'key.pem', '--lang', 'zh']
    const written = await nianbao(args, { cwd })
    expect([written.code, written.stderr]).toEqual([0, ''])
    expect(written.stdout).toMatch(
      /^已生成新的签名密钥：key\.pem.+\ndeep\/a\.wacz：\d+ 次捕获，\d+ 个页面，[\d.]+ MB\n$/,
    )
    const checked = await nianbao(['verify', 'deep/a.wacz', '--json'], { cwd })
    expect(checked.code).toBe(0)
    expect(jsonLines(checked)[0]).toMatchObject({ problems: [], signedBy: expect.stringMatching(/^MHY/) })
  })

  test('of one site has less than the whole', async () => {
    const cwd = emptyFolder()
    const sizes: number[] = []
    for (const more of [[], ['--site', new URL(town.site('zone').column).host.replace(':', '-')]]) {
      await nianbao(['export', 'wacz', '--archive', archive, ...more], { cwd })
      sizes.push(Number(jsonLines(await nianbao(['verify', 'archive.wacz', '--json'], { cwd }))[0]?.['captures']))
    }
    expect(sizes[1]).toBeGreaterThan(3)
    expect(sizes[1]).toBeLessThan(sizes[0] ?? 0)
  })

  test.each([
    [['--site', 'nobody'], 2, /no site "nobody"/],
    [['--from', 'yesterday'], 2, /yesterday is no time/],
    [['--sign', 'a.txt'], 1, /a\.txt cannot be used/],
    [['--from', '2130-01-01', '--sign', 'new.pem'], 2, /has no capture of --from 2130-01-01; nothing was written/],
    [['--to', '1999-01-01', '--lang', 'zh'], 2, /中没有符合 --to 1999-01-01 的捕获，未写出文件/],
    [['--prefix', 'http://nobody.cn/'], 2, /has no capture of --prefix http:\/\/nobody\.cn\/; nothing/],
  ])('%j writes nothing and says why', async (more, code, message) => {
    const cwd = emptyFolder()
    writeFileSync(join(cwd, 'a.txt'), 'no key')
    const ended = await nianbao(['export', 'wacz', '--archive', archive, ...more], { cwd })
    expect([ended.code, ended.stdout]).toEqual([code, ''])
    expect(ended.stderr).toMatch(message)
    expect(readdirSync(cwd)).toEqual(['a.txt'])
  })
})

test('a package with a changed byte is told by verify: 1', async () => {
  const cwd = emptyFolder()
  await nianbao(['export', 'wacz', '--archive', archive], { cwd })
  const bytes = readFileSync(join(cwd, 'archive.wacz'))
  bytes[5000] = (bytes[5000] ?? 0) ^ 1
  writeFileSync(join(cwd, 'bad.wacz'), bytes)
  const ended = await nianbao(['verify', 'bad.wacz'], { cwd })
  expect(ended.code).toBe(1)
  expect(ended.stdout).toMatch(/archive\/nianbao-\S+: its hash is not the one in the description/)
  const missing = await nianbao(['verify', 'none.wacz'], { cwd })
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringMatching(/there is no file none\.wacz/)])
})

test('export cdxj prints sorted lines that name the files of the archive', async () => {
  const ended = await nianbao(['export', 'cdxj', '--archive', archive])
  const lines = ended.stdout.trimEnd().split('\n')
  expect(lines).toEqual([...lines].sort())
  const names = new Set(lines.map((line) => JSON.parse(line.slice(line.indexOf(' {'))).filename))
  expect([...names].sort()).toEqual(readdirSync(join(archive, 'warc')).sort())
})

test.each([
  ['a time', ['--from', '2130-01-01', '--to', '2131-01-01'], /has no capture of --from 2130-01-01 --to 2131-01-01;/],
  ['addresses', ['--prefix', 'http://nobody.cn/'], /has no capture of --prefix http:/],
])('export cdxj of %s of which there is nothing writes nothing and says so: 2', async (_what, more, message) => {
  const cwd = emptyFolder()
  for (const out of [[], ['--out', 'deep/a.cdxj']]) {
    const ended = await nianbao(['export', 'cdxj', '--archive', archive, ...more, ...out], { cwd })
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toMatch(message)
  }
  expect(readdirSync(cwd)).toEqual([])
})
