import { hash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTown, type Town } from '../../town/town.ts'
import { complaints, emptyFolder, nianbao, start } from './nianbao.ts'
import { serve } from './servers.ts'

let town: Town
/** A folder with an archive of the town's smallest site in `archive`. */
let home: string

beforeAll(async () => {
  town = await startTown({ sites: ['zone'] })
  home = emptyFolder()
  mkdirSync(join(home, 'sites'))
  writeFileSync(join(home, 'sites', 'zone.yaml'), town.site('zone').yaml)
  writeFileSync(join(home, 'unknown-key.yaml'), 'id: a\nstart: http://a.example.cn/\npoliteness: { dealy: 3s }\n')
  writeFileSync(join(home, 'bad.yaml'), 'id: [a\nstart: http://a.example.cn/\n')
  writeFileSync(join(home, 'file'), 'a file')
  const { code } = await nianbao(['crawl', '--sites', 'sites'], { cwd: home })
  expect(code).toBe(0)
})

afterAll(async () => {
  await town.close()
  rmSync(home, { recursive: true })
})

/** All files of a folder with the hashes of their bytes; what a reader of the index needs meanwhile is left out. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/-(?:shm|wal)$/.test(name) && statSync(join(folder, name)).isFile())
    .sort()
  return Object.fromEntries(files.map((name) => [name, hash('sha256', readFileSync(join(folder, name)))]))
}

interface Mistake {
  readonly what: string
  readonly args: readonly string[]
  readonly code: number
  readonly says: RegExp
}

const mistakes: readonly Mistake[] = [
  {
    what: 'an unknown key',
    args: ['crawl', 'unknown-key.yaml'],
    code: 2,
    says: /^unknown-key\.yaml:3:\d+: .*"dealy".*did you mean "delay"/,
  },
  { what: 'bad YAML', args: ['crawl', 'bad.yaml'], code: 2, says: /^bad\.yaml:\d+:\d+: not valid YAML/ },
  { what: 'a missing file', args: ['crawl', 'none.yaml'], code: 2, says: /^none\.yaml: there is no such file/ },
  {
    what: 'a missing folder of sites',
    args: ['crawl', '--sites', 'none'],
    code: 2,
    says: /^none: there is no such file/,
  },
  { what: 'nothing to visit', args: ['crawl'], code: 2, says: /give a URL, or put site files into config\/sites/ },
  {
    what: 'an unknown site',
    args: ['crawl', 'zome', '--sites', 'sites'],
    code: 2,
    says: /no site "zome" in sites; did you mean "zone"\?/,
  },
  {
    what: 'an FTP address',
    args: ['crawl', 'ftp://www.example.gov.cn/'],
    code: 2,
    says: /"ftp:\/\/www\.example\.gov\.cn\/" cannot be visited/,
  },
  {
    what: 'an address without scheme',
    args: ['crawl', 'example.gov.cn'],
    code: 2,
    says: /write https:\/\/example\.gov\.cn$/,
  },
  {
    what: 'a password in an address',
    args: ['crawl', 'http://me:secret@a.cn/'],
    code: 2,
    says: /no user name or password/,
  },
  {
    what: 'a bad delay',
    args: ['crawl', 'http://a.cn/', '--delay', 'soon'],
    code: 2,
    says: /--delay takes seconds .* not "soon"/,
  },
  {
    what: 'a bad page count',
    args: ['crawl', 'http://a.cn/', '--max-pages', '0'],
    code: 2,
    says: /--max-pages takes a whole number from 1, not "0"/,
  },
  {
    what: 'a bad range',
    args: ['crawl', 'http://a.cn/', '--allow', 'loopback'],
    code: 2,
    says: /--allow takes a range of addresses.*not "loopback"/,
  },
  { what: 'an unknown command', args: ['crwal'], code: 2, says: /unknown command 'crwal' \(Did you mean crawl\?\)/ },
  {
    what: 'an unknown option',
    args: ['crawl', '--dealy', '3'],
    code: 2,
    says: /unknown option '--dealy' \(Did you mean --delay\?\)/,
  },
  { what: 'an unknown language', args: ['crawl', '--lang', 'fr'], code: 2, says: /Allowed choices are en, zh/ },
  { what: 'an unknown format', args: ['export', 'xml'], code: 2, says: /'xml' is invalid.*jsonl, csv/ },
  {
    what: 'an unknown table',
    args: ['export', 'jsonl', '--table', 'viewz'],
    code: 2,
    says: /no table "viewz" \(did you mean "views"\?\)/,
  },
  {
    what: 'a site to search that the archive has not',
    args: ['search', '公开', '--site', 'zome'],
    code: 2,
    says: /the archive archive has no site "zome"; did you mean "zone"\?$/,
  },
  {
    what: 'a site to cover that the archive has not',
    args: ['coverage', '--site', 'county'],
    code: 2,
    says: /the archive archive has no site "county"$/,
  },
  {
    what: 'a site to pack that the archive has not',
    args: ['export', 'wacz', '--site', 'zome'],
    code: 2,
    says: /has no site "zome"/,
  },
  {
    what: 'an option that another format has',
    args: ['export', 'csv', '--site', 'zone'],
    code: 2,
    says: /--site does nothing for csv; it belongs to wacz, cdxj$/,
  },
  { what: 'no URL to try', args: ['try'], code: 2, says: /missing required argument 'url'/ },
  {
    what: 'an export without archive',
    args: ['export', 'jsonl', '--archive', 'none'],
    code: 1,
    says: /the archive none cannot be used: there is no archive here/,
  },
  {
    what: 'a check without archive',
    args: ['verify', '--archive', 'none'],
    code: 1,
    says: /the archive none cannot be used/,
  },
  {
    what: 'a second reading without archive',
    args: ['reread', '--archive', 'none'],
    code: 1,
    says: /the archive none cannot be used: there is no archive here/,
  },
  {
    what: 'an archive that is a file',
    args: ['crawl', 'http://a.cn/', '--archive', 'file'],
    code: 1,
    says: /the archive file cannot be used: .* is a file/,
  },
  {
    what: 'an archive below a file',
    args: ['crawl', 'http://a.cn/', '--archive', 'file/deep/er'],
    code: 1,
    says: /the archive file\/deep\/er cannot be used: part of that path is a file/,
  },
  {
    what: 'an archive to read that is a file',
    args: ['export', 'jsonl', '--archive', 'file'],
    code: 1,
    says: /the archive file cannot be used: it is a file; name the folder/,
  },
  {
    what: 'a package below a file',
    args: ['export', 'wacz', '--out', 'file/x'],
    code: 1,
    says: /^writing file\/x failed: part of that path is a file; name another place with --out$/,
  },
  {
    what: 'a package that is a folder',
    args: ['export', 'wacz', '--out', 'sites'],
    code: 1,
    says: /^writing sites failed: /,
  },
  {
    what: 'an index below a file',
    args: ['export', 'cdxj', '--out', 'file/deep/x'],
    code: 1,
    says: /^writing file\/deep\/x failed: part of that path is a file/,
  },
  {
    what: 'an output that is a folder',
    args: ['export', 'jsonl', '--out', 'sites'],
    code: 1,
    says: /^writing sites failed: there is a folder of that name/,
  },
  {
    what: 'an output that cannot be',
    args: ['export', 'jsonl', '--out', 'file/a.jsonl'],
    code: 1,
    says: /^writing file\/a\.jsonl failed/,
  },
  {
    what: 'a private address',
    args: ['crawl', 'http://10.1.2.3/'],
    code: 3,
    says: /^http:\/\/10\.1\.2\.3\/: .*add --allow 10\.1\.2\.3\/32/,
  },
  {
    what: 'a private address to try',
    args: ['try', 'http://127.0.0.1:8080/'],
    code: 1,
    says: /allow it with --allow 127\.0\.0\.1\/32/,
  },
  {
    what: 'a private address to try, in Chinese',
    args: ['try', 'http://127.0.0.1:8080/', '--lang', 'zh'],
    code: 1,
    says: /^http:\/\/127\.0\.0\.1:8080\/: [^a-z]+.*--allow 127\.0\.0\.1\/32/,
  },
  {
    what: 'a forbidden port',
    args: ['crawl', 'http://127.0.0.1:22/', '--allow', '127.0.0.1'],
    code: 3,
    says: /at port 80, 443 or from 1024/,
  },
  {
    what: 'a host without address',
    args: ['crawl', 'http://nowhere.invalid/'],
    code: 3,
    says: /^http:\/\/nowhere\.invalid\/: failed: the host name has no address/,
  },
]

test.concurrent.each(mistakes)('$what is told in one line, with exit code $code', async ({ args, code, says }) => {
  const before = contents(join(home, 'archive'))
  const isVisit = code === 3
  const ended = await nianbao(isVisit ? [...args, '--archive', emptyFolder()] : args, { cwd: home })
  expect(complaints(ended)).toEqual([expect.stringMatching(says)])
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  expect(ended.code).toBe(code)
  expect(contents(join(home, 'archive'))).toEqual(before)
})

test.concurrent('a place where the system makes no folder ends at once, to write an archive and to export', async (context) => {
  if (process.platform !== 'linux') context.skip('only Linux has /proc, where it makes no folder')
  const place = '/proc/nianbao/archive'
  const visit = await nianbao(['crawl', 'http://a.cn/', '--archive', place])
  expect([visit.code, complaints(visit)]).toEqual([
    1,
    [`the archive ${place} cannot be used: the system makes no folder there; choose another folder with --archive`],
  ])
  const written = await nianbao(['export', 'csv', '--out', place], { cwd: home })
  expect([written.code, complaints(written)]).toEqual([
    1,
    [
      expect.stringMatching(
        /^writing \/proc\/nianbao\/archive\/documents\.csv failed: the system makes no file or folder/,
      ),
    ],
  ])
})

test.concurrent('the same mistakes are told in Chinese where the environment speaks it', async () => {
  const env = { LANG: 'zh_CN.UTF-8' }
  const usage = await nianbao(['crawl', '--dealy', '3'], { env })
  expect(complaints(usage)).toEqual(['未知选项 --dealy（是否指 --delay？）；详见 nianbao --help'])
  const url = await nianbao(['crawl', 'example.gov.cn'], { env })
  expect(complaints(url)).toEqual([expect.stringContaining('请写成 https://example.gov.cn')])
  const config = await nianbao(['crawl', 'unknown-key.yaml'], { env, cwd: home })
  expect(complaints(config)).toEqual([expect.stringMatching(/未知的键 "dealy"；是否应为 "delay"/)])
})

test.concurrent('every mistake of several site files is told, and a sound site among them can still be visited', async () => {
  const folder = emptyFolder()
  for (const name of ['unknown-key.yaml', 'bad.yaml']) copyFileSync(join(home, name), join(folder, name))
  writeFileSync(join(folder, 'zone.yaml'), town.site('zone').yaml)
  const all = await nianbao(['crawl', '--sites', folder], { cwd: folder })
  expect(all.code).toBe(2)
  expect(complaints(all)).toHaveLength(2)
  const one = await nianbao(['crawl', 'zone', '--sites', folder], { cwd: folder })
  expect(one.code).toBe(0)
  expect(complaints(one)).toEqual([])
})

describe.concurrent('an archive that cannot be used', () => {
  test('of a newer version is left as it is', async () => {
    const folder = emptyFolder()
    cpSync(join(home, 'archive'), folder, { recursive: true })
    const db = new Database(join(folder, 'nianbao.db'))
    db.pragma('user_version = 99')
    db.close()
    const before = readFileSync(join(folder, 'nianbao.db'))
    for (const args of [['crawl', 'zone', '--sites', 'sites'], ['export', 'jsonl'], ['verify']]) {
      const ended = await nianbao([...args, '--archive', folder], { cwd: home })
      expect(complaints(ended)).toEqual([expect.stringMatching(/schema version 99.*update nianbao/)])
      expect(ended.code).toBe(1)
    }
    expect(readFileSync(join(folder, 'nianbao.db')).equals(before)).toBe(true)
  })

  test('with a damaged index is told without a stack', async () => {
    const folder = emptyFolder()
    cpSync(join(home, 'archive'), folder, { recursive: true })
    const bytes = readFileSync(join(folder, 'nianbao.db'))
    writeFileSync(join(folder, 'nianbao.db'), bytes.fill(0x55, 4096))
    const ended = await nianbao(['export', 'jsonl', '--archive', folder])
    expect(complaints(ended)).toHaveLength(1)
    expect(ended.stderr).not.toMatch(/\n\s+at /)
    expect(ended.code).toBe(1)
  })

  test('in a folder that may not be written is left as it is', async (context) => {
    const isRoot = process.getuid?.() === 0
    const folder = emptyFolder()
    cpSync(join(home, 'archive'), join(folder, 'archive'), { recursive: true })
    for (const name of ['archive/warc', 'archive', '.']) chmodSync(join(folder, name), 0o555)
    // The superuser may write anywhere: then the command runs as nobody.
    const uid = isRoot ? { uid: 65534 } : {}
    const able = await nianbao(['--version'], { cwd: '/', ...uid }).catch(() => null)
    if (able?.code !== 0) context.skip('another user may not run this Node or read the project')
    const before = contents(join(folder, 'archive'))
    const ended = await nianbao(['crawl', 'http://a.cn/', '--archive', join(folder, 'archive')], { cwd: '/', ...uid })
    expect(complaints(ended)).toEqual([expect.stringMatching(/cannot be used: it may not be written by you/)])
    expect(ended.code).toBe(1)
    const rebuilt = await nianbao(['rebuild', '--archive', join(folder, 'archive')], { cwd: '/', ...uid })
    expect(complaints(rebuilt)).toEqual([expect.stringMatching(/may not be written by you; mend its permissions/)])
    const fresh = await nianbao(['crawl', 'http://a.cn/', '--archive', join(folder, 'new')], { cwd: '/', ...uid })
    expect(complaints(fresh)).toEqual([expect.stringMatching(/cannot be used: it may not be written by you/)])
    for (const name of ['archive/warc', 'archive', '.']) chmodSync(join(folder, name), 0o755)
    expect(contents(join(folder, 'archive'))).toEqual(before)
  })

  test('because another process writes to it names that process', async () => {
    const folder = emptyFolder()
    const server = await serve((request, response) => {
      // The page is never answered: the first process is at it for as long as we like.
      if (request.url === '/robots.txt') response.writeHead(404).end()
    })
    const args = ['crawl', server.url, '--allow', '127.0.0.1', '--delay', '0', '--archive', folder]
    const first = start([...args, '--json'])
    await first.until(/"event":"start"/)
    const second = await nianbao(args)
    expect(complaints(second)).toEqual([expect.stringContaining(`process ${first.child.pid} `)])
    expect(second.code).toBe(1)
    first.child.kill('SIGKILL')
    await first.ended
    await server.close()
  })
})
