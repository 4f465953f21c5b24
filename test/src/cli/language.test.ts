import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchive } from '../../../storage/archive.ts'
import { englishIn } from './chinese.ts'
import { emptyFolder, nianbao, type StartOptions } from './nianbao.ts'
import { serve } from './servers.ts'

/** Where the commands run: `archive` holds one page, `none.txt` is a file, the rest is damaged in one way each. */
let cwd: string
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  cwd = emptyFolder()
  server = await serve((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>2023年政府信息公开年报</title><p>正文')
  })
  await zh(['crawl', server.url, '--allow', '127.0.0.1', '--delay', '0', '--browser', 'never', '--archive', 'archive'])
  expect(readdirSync(join(cwd, 'archive/warc'))).toHaveLength(1)
  for (const folder of ['newer', 'damaged/warc', 'sites']) mkdirSync(join(cwd, folder), { recursive: true })
  const db = new Database(join(cwd, 'newer/nianbao.db'))
  db.exec('create table site (id integer)')
  db.pragma(`application_id = ${0x4e49414e}`)
  db.pragma('user_version = 99')
  db.close()
  writeFileSync(join(cwd, 'damaged/nianbao.db'), 'no database '.repeat(1000))
  writeFileSync(join(cwd, 'damaged/warc/nianbao-20260101000000000-00001.warc.gz'), '')
  writeFileSync(join(cwd, 'none.txt'), 'text')
  writeFileSync(join(cwd, 'cut.warc.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]))
  writeFileSync(join(cwd, 'cut.wacz'), 'PK and no more')
  writeFileSync(join(cwd, 'sites/a.yaml'), 'id: a\nstart: [https://a.cn/\n')
})

afterAll(() => server.close())

function zh(args: readonly string[], options: StartOptions = {}) {
  return nianbao(['--lang', 'zh', ...args], { cwd, ...options })
}

interface Case {
  readonly what: string
  readonly args: readonly string[]
  readonly code: number
  /** The line with the place and the remedy. */
  readonly says: RegExp
}

const cases: readonly Case[] = [
  { what: 'no archive', args: ['export', 'jsonl', '--archive', 'none'], code: 1, says: /存档 none：.*nianbao crawl/ },
  { what: 'a file for a folder', args: ['verify', '--archive', 'none.txt'], code: 1, says: /none\.txt：这是一个文件/ },
  { what: 'a path through a file', args: ['rebuild', '--archive', 'none.txt'], code: 1, says: /none\.txt：.*warc\// },
  {
    what: 'a folder that cannot be made',
    args: ['import', 'cut.wacz', '--archive', '/proc/x/y'],
    code: 1,
    says: /--archive/,
  },
  { what: 'a newer schema', args: ['search', '年报', '--archive', 'newer'], code: 1, says: /newer .*99.*升级 nianbao/ },
  {
    what: 'a damaged database',
    args: ['coverage', '--archive', 'damaged'],
    code: 1,
    says: /damaged 的索引已损坏.*nianbao rebuild/,
  },
  { what: 'an unknown site', args: ['crawl', 'nosuch', '--sites', 'none'], code: 2, says: /none 中没有站点“nosuch”/ },
  { what: 'bad YAML', args: ['sites', 'check', 'sites'], code: 2, says: /sites\/a\.yaml:\d+:\d+: YAML 语法有误/ },
  { what: 'a bad URL', args: ['try', 'ftp://a.cn/'], code: 2, says: /ftp:\/\/a\.cn\/.*http:\/\// },
  {
    what: 'a damaged WARC file',
    args: ['import', 'cut.warc.gz', '--archive', 'new'],
    code: 3,
    says: /^cut\.warc\.gz:0: /,
  },
  {
    what: 'a damaged WACZ file',
    args: ['import', 'cut.wacz', '--archive', 'new2'],
    code: 1,
    says: /cut\.wacz；请检查/,
  },
  { what: 'a WACZ file to check', args: ['verify', 'cut.wacz'], code: 1, says: /^cut\.wacz: 不能作为 ZIP/ },
  {
    what: 'a key that is none',
    args: ['manifest', '--key', 'none.txt', '--archive', 'archive'],
    code: 1,
    says: /none\.txt 中没有/,
  },
  {
    what: 'a full disk',
    args: ['export', 'jsonl', '--archive', 'archive', '--out', '/dev/full'],
    code: 1,
    says: /磁盘已满；请腾出空间/,
  },
  { what: 'a private address', args: ['try', 'http://127.0.0.1:9999/'], code: 1, says: /--allow 127\.0\.0\.1\/32/ },
]

test.concurrent.each(cases)('$what is told in Chinese, with the place and the remedy', async ({ args, code, says }) => {
  const ended = await zh(args)
  const lines = `${ended.stdout}${ended.stderr}`.trim().split('\n')
  expect(lines).toContainEqual(expect.stringMatching(says))
  expect(lines.map(englishIn)).toEqual(lines.map(() => null))
  expect(ended.code).toBe(code)
})

test('an archive in use by another process is told in Chinese, with that process', async () => {
  const archive = await openArchive(join(cwd, 'archive'), { software: 'test' })
  const ended = await zh(['reread', '--archive', 'archive'])
  await archive.close()
  expect(ended.stderr).toMatch(new RegExp(`存档 archive 正由进程 ${process.pid}（.*--archive 另选文件夹`))
  expect(ended.code).toBe(1)
})

test('that the newest time of an archive lies in the future is told in Chinese and English, with both times', async () => {
  const folder = join(cwd, 'ahead')
  cpSync(join(cwd, 'archive'), folder, { recursive: true })
  const archive = await openArchive(folder, { software: 'test' })
  archive.db.raw.exec(`update visit set finished_at = ${Date.parse('2125-03-01T00:00:00Z')}`)
  await archive.close()
  const args = ['crawl', server.url, '--allow', '127.0.0.1', '--delay', '0', '--browser', 'never', '--archive', folder]
  expect((await zh(args)).stderr).toMatch(/ahead 中最新的页面抓取于 2125-03-01 08:00，而本机时钟为 20\d\d-/)
  expect((await nianbao(args)).stderr).toMatch(/ahead are of 2125-03-01 08:00, and it is 20\d\d-.*filed as older/)
})

test('that there is no browser is told in Chinese', async () => {
  const args = ['crawl', server.url, '--allow', '127.0.0.1', '--delay', '0', '--browser', 'always', '--archive', 'seen']
  const ended = await zh(args, { env: { NIANBAO_CHROMIUM: '/none/chromium' } })
  expect(ended.stderr).toMatch(/本机没有（可执行 apt install chromium/)
  expect(ended.code).toBe(3)
})
