import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseOf, openArchiveToRead } from '../../../storage/archive.ts'
import { textsOf } from '../../../storage/history.ts'
import { startTown, type Town } from '../../town/town.ts'
import { visitTown } from '../visit/visits.ts'
import { complaints, emptyFolder, jsonLines, nianbao } from './nianbao.ts'

let town: Town
let archive: string
let url: string

beforeAll(async () => {
  town = await startTown({ sites: ['bulk'], bulk: 6 })
  archive = emptyFolder()
  url = town.site('bulk').truth[2]?.url ?? ''
  await visitTown(town, archive)
  let raised = 1
  town.revise('bulk', url, (html) =>
    html
      .replace(
        /(<td[^>]*>\s*)(\d+)(\s*<\/td>)/,
        (_all, a: string, n: string, b: string) => `${a}${Number(n) + raised}${b}`,
      )
      .replace('<div class="content">', raised > 0 ? '$&<p>本报告有一处更正。</p>' : '$&'),
  )
  await visitTown(town, archive)
  raised = 0
  await visitTown(town, archive)
})

afterAll(() => town.close())

test('diff shows the words that changed, and the cells by table, row and column', async () => {
  const ended = await nianbao(['diff', url, '--from', '1', '--to', '2', '--archive', archive])
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(ended.stdout).toMatch(/\{\+本报告有一处更正。/)
  expect(ended.stdout).toMatch(/\n1 changed cell:\n {2}\S.* › .*: \d+ → \d+\n/)
})

test('diff --json gives both versions, all words, and the cells', async () => {
  const [found] = jsonLines(await nianbao(['diff', url, '--json', '--archive', archive]))
  // Without --from and --to: the newest, which is the first come back, and the one before.
  expect(found).toMatchObject({ url, from: { version: 2, change: 'revised' }, to: { version: 3, change: 'reverted' } })
  const first = jsonLines(await nianbao(['diff', url, '--from', '1', '--to', '3', '--json', '--archive', archive]))
  expect(first[0]?.['words']).toEqual([{ kind: 'same', text: expect.any(String) }])
  const hash = /"content_hash":"([0-9a-f]+)"/.exec(JSON.stringify(found?.['from']))?.[1] ?? ''
  const [byHash] = jsonLines(await nianbao(['diff', url, '--to', hash.slice(0, 8), '--json', '--archive', archive]))
  expect(byHash).toMatchObject({ from: { version: 1 }, to: { version: 2 } })
})

test('diff of a version with itself says so, and tells of no comparison', async () => {
  const ended = await nianbao(['diff', url, '--from', '2', '--to', '2', '--archive', archive])
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(ended.stdout).toMatch(/^= version 2, .*\n\nthat is one and the same version/)
})

test('diff of a version whose record is damaged names the record and the remedy, and says what is known: 3', async () => {
  const damaged = join(emptyFolder(), 'damaged')
  cpSync(archive, damaged, { recursive: true })
  const reader = await openArchiveToRead(damaged)
  const { name, offset, length } = textsOf(reader, url)[1]?.place ?? { name: '', offset: 0, length: 0 }
  await reader.close()
  const path = join(damaged, 'warc', name)
  const bytes = readFileSync(path)
  bytes.fill(0x55, offset + Math.floor(length / 2), offset + Math.floor(length / 2) + 8)
  writeFileSync(path, bytes)

  const ended = await nianbao(['diff', url, '--archive', damaged])
  expect(complaints(ended)).toEqual([
    expect.stringContaining(`${name}:${offset}: ${url}: `),
    expect.stringMatching(/nianbao verify --archive .*crawl again/),
  ])
  expect([ended.code, ended.stdout.trim().split('\n').length]).toEqual([3, 2])
  const [found] = jsonLines(await nianbao(['diff', url, '--json', '--archive', damaged]))
  expect(found).toMatchObject({ from: { version: 2 }, to: { version: 3 }, words: null, cells: null })
  const others = await nianbao(['diff', url, '--from', '1', '--to', '3', '--archive', damaged])
  expect([others.code, others.stderr]).toEqual([0, ''])
})

test('diff of what the archive has not is an error that says what there is', async () => {
  const none = await nianbao(['diff', `${url}x`, '--archive', archive])
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no document')])
  const version = await nianbao(['diff', url, '--from', '9', '--archive', archive, '--lang', 'zh'])
  expect([version.code, version.stderr]).toEqual([2, expect.stringContaining('共有 3 个')])
})

test('rebuild makes a lost index again; import takes the same files into another archive', async () => {
  const before = await nianbao(['export', 'jsonl', '--table', 'versions', '--archive', archive])
  rmSync(databaseOf(archive))
  const rebuilt = await nianbao(['rebuild', '--archive', archive])
  expect([rebuilt.code, rebuilt.stderr]).toEqual([0, ''])
  expect(rebuilt.stdout).toMatch(/a new index of 3 WARC files: \d+ units indexed, 0 left out/)
  expect((await nianbao(['export', 'jsonl', '--table', 'versions', '--archive', archive])).stdout).toBe(before.stdout)

  const files = readdirSync(join(archive, 'warc'))
    .sort()
    .map((name) => join(archive, 'warc', name))
  const other = emptyFolder()
  const imported = await nianbao(['import', ...files, '--site', 'bulk', '--archive', other])
  expect([imported.code, imported.stderr]).toEqual([0, ''])
  const again = await nianbao(['import', ...files, '--archive', other])
  expect(again.stdout).toMatch(/: 0 captures taken in, \d+ known before/)
  const changes = (text: string) =>
    text
      .split('\n')
      .map((line) => /"change":"\w+"/.exec(line)?.[0])
      .sort()
  const versions = await nianbao(['export', 'jsonl', '--table', 'versions', '--archive', other])
  expect(changes(versions.stdout)).toEqual(changes(before.stdout))
})

test('import of a file that is not there, or for an id that is none, is an error of usage', async () => {
  const none = await nianbao(['import', 'nothing.warc.gz', '--archive', emptyFolder()])
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('nothing.warc.gz')])
})
