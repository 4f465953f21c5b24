import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTown, type Town } from '../../town/town.ts'
import { complaints, emptyFolder, jsonLines, nianbao, start } from './nianbao.ts'
import { serve } from './servers.ts'

let town: Town
let archive: string

beforeAll(async () => {
  town = await startTown({ sites: ['fgw', 'trs', 'bulk'], bulk: 60 })
  archive = emptyFolder()
  const columns = town.sites.map(({ column }) => column)
  const ended = await nianbao(['crawl', ...columns, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive])
  expect(ended.code).toBe(0)
})

afterAll(async () => {
  await town.close()
})

describe.concurrent('export', () => {
  test('jsonl prints documents, or the table asked for; --out writes the same to a file', async () => {
    const cwd = emptyFolder()
    const printed = await nianbao(['export', 'jsonl', '--archive', archive])
    const written = await nianbao(['export', 'jsonl', '--archive', archive, '--out', 'deep/a.jsonl'], { cwd })
    expect([printed.code, written.code, printed.stderr, written.stderr]).toEqual([0, 0, '', ''])
    expect(readFileSync(join(cwd, 'deep/a.jsonl'), 'utf8')).toBe(printed.stdout)
    const documents = jsonLines(printed)
    expect(written.stdout).toBe(`deep/a.jsonl: ${documents.length} rows\n`)
    const views = jsonLines(await nianbao(['export', 'jsonl', '--archive', archive, '--table', 'views']))
    expect(Object.keys(views[0] ?? {})).toEqual(['url', 'observed_at', 'views', 'how'])
  })

  test('csv writes a file a table, that spreadsheets read as UTF-8; --table writes that one only', async () => {
    const cwd = emptyFolder()
    const all = await nianbao(['export', 'csv', '--archive', archive, '--out', 'csv'], { cwd })
    expect(all.code).toBe(0)
    const tables = readdirSync(join(cwd, 'csv'))
    expect(tables).toEqual(expect.arrayContaining(['captures.csv', 'documents.csv', 'versions.csv', 'views.csv']))
    expect(readFileSync(join(cwd, 'csv/documents.csv'), 'utf8')).toMatch(/^\ufeffurl,aliases,/)
    const one = await nianbao(['export', 'csv', '--archive', archive, '--table', 'views'], { cwd })
    expect(one.code).toBe(0)
    expect(readdirSync(join(cwd, 'export'))).toEqual(['views.csv'])
  })

  test('a reader that has seen enough ends it quietly: 0, nothing on standard error', async () => {
    const run = start(['export', 'jsonl', '--archive', archive])
    await run.until(/\n/)
    run.child.stdout?.destroy()
    const ended = await run.ended
    expect([ended.code, ended.stderr]).toEqual([0, ''])
  })
})

describe.concurrent('verify', () => {
  test('says that all is as written: 0', async () => {
    const ended = await nianbao(['verify', '--archive', archive])
    expect(ended.code).toBe(0)
    expect(ended.stdout).toMatch(/1 file, \d+ records, [\d.]+ MB: all as written\n$/)
    const json = await nianbao(['verify', '--archive', archive, '--json'])
    expect(jsonLines(json)).toEqual([expect.objectContaining({ files: 1, damages: [] })])
  })

  test('names the record that is not as it was written: 1', async () => {
    const folder = emptyFolder()
    cpSync(archive, folder, { recursive: true })
    const name = readdirSync(join(folder, 'warc'))[0] ?? ''
    const bytes = readFileSync(join(folder, 'warc', name))
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(join(folder, 'warc', name), bytes)
    const ended = await nianbao(['verify', '--archive', folder, '--lang', 'zh'])
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(new RegExp(`^${name}:\\d+: `, 'm'))
    expect(ended.stdout).toMatch(/共读取 \d+ 条记录，发现 \d+ 处损坏\n$/)
  })
})

describe.concurrent('try', () => {
  const allow = ['--allow', '127.0.0.0/8']

  test('shows each field with its evidence, in columns, and keeps nothing', async () => {
    const cwd = emptyFolder()
    const report = town.site('fgw').truth.find(({ kind, viewsBase }) => kind === 'annual-report' && viewsBase !== null)
    const ended = await nianbao(['try', report?.url ?? '', ...allow], { cwd })
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    expect(ended.stdout).toMatch(new RegExp(`^  title {13}${report?.title}  \\[stated: `, 'm'))
    expect(ended.stdout).toMatch(new RegExp(`^  publisher {9}${report?.publisher}  \\[`, 'm'))
    expect(ended.stdout).toMatch(/^ {2}views {13}\d+ {2}\[/m)
    expect(readdirSync(cwd)).toEqual([])
  })

  test('shows the rows of a column and its further pages, and where a home page leads', async () => {
    const site = town.site('fgw')
    const list = await nianbao(['try', site.column, ...allow])
    expect(list.stdout).toContain('an annual-report column')
    expect(list.stdout).toMatch(/^ {2}2019-03-05 {2}沅阳市/m)
    expect(list.stdout).toContain(`→ ${site.lists[1]}`)
    const home = await nianbao(['try', site.home, ...allow, '--lang', 'zh'])
    expect(complaints(home)).toEqual([])
    expect(home.stdout).toMatch(/通向\n {2}→ 政府信息公开 {2}http/)
  })

  test('shows how a report became text, its chapters, figures and checks; and a file with what it says', async () => {
    const own = await startTown({ sites: ['county', 'oldcity'] })
    const { truth } = own.site('county')
    const gbk = own
      .site('oldcity')
      .truth.find(({ kind, encoding }) => kind === 'annual-report' && encoding === 'gb18030')
    const old = await nianbao(['try', gbk?.url ?? '', ...allow])
    expect(old.stdout).toMatch(/^ {2}encoding .*gb18030.*\n +declared: .*\n +weighed, in bits: gb18030 \d+/m)
    const report = truth.find(({ reportYear, form }) => reportYear === 2019 && form === 'page')
    const late = await nianbao(['try', report?.url ?? '', ...allow])
    expect(late.stdout).toMatch(/^ {2}chapters .*\n +一、总体情况 {2}\d+ characters\n +（一）/m)
    expect(late.stdout).toMatch(/^ {2}figures +F2019, \d+ figures; \d+ checks, 0 fail/m)
    const pdf = truth.find(({ form }) => form === 'pdf')
    const file = await nianbao(['try', pdf?.url ?? '', ...allow, '--lang', 'zh'])
    expect(file.stdout).toContain(`标题            ${pdf?.title}  [载明: title-line, file:title]`)
    expect(complaints(file)).toEqual([])
    expect(file.stdout).toMatch(/^ {2}文件 +pdf, \d+ 页\n {2}章节 [\s\S]*\n {2}数字 +F2021，\d+ 个数字/m)
    const json = JSON.parse((await nianbao(['try', pdf?.url ?? '', ...allow, '--json'])).stdout)
    expect(json).toMatchObject({ role: 'file', file: { format: 'pdf', scanned: false, problems: [] } })
    expect(json.reading).toMatchObject({ kind: 'annual-report', publisher: { value: pdf?.publisher } })
    expect(json.reading.reportYear).toMatchObject({ value: pdf?.reportYear, evidence: { where: 'file:title' } })
    await own.close()
  })

  test('--json is one JSON value with the outcome, the list and the reading', async () => {
    const ended = await nianbao(['try', town.site('trs').column, ...allow, '--json'])
    const trial = JSON.parse(ended.stdout)
    expect(trial).toMatchObject({ status: 200, outcome: { kind: 'ok' }, dialect: 'trs', role: 'column' })
    expect(trial.list.items.length).toBeGreaterThan(3)
    expect(trial.reading.kind).toBe('other')
  })

  test('follows redirects, and reads a page that refuses as no page: 3', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/wall' }).end()
      else response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Access denied</h1>')
    })
    const ended = await nianbao(['try', server.url, ...allow])
    expect(ended.code).toBe(3)
    expect(ended.stdout).toMatch(/redirected to {2}http:\/\/127\.0\.0\.1:\d+\/wall\n {2}outcome {8}403 blocked/)
    expect(ended.stdout).not.toContain('Access denied')
    expect(complaints(ended)).toEqual([`${server.url}wall: blocked: the server refuses us (HTTP 403)`])
    const json = JSON.parse((await nianbao(['try', server.url, ...allow, '--json'])).stdout)
    expect(json).toMatchObject({ hops: [server.url], reading: null })
    await server.close()
  })

  test('Ctrl-C while the server is silent ends it: 130, no words', async () => {
    const server = await serve(() => undefined)
    const run = start(['try', server.url, ...allow])
    await run.when(() => server.asked.length > 0)
    run.child.kill('SIGINT')
    const ended = await run.ended
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([130, '', ''])
    await server.close()
  })
})

describe.concurrent('sites check', () => {
  test('lists sound sites and names each mistake: 2', async () => {
    const cwd = emptyFolder()
    writeFileSync(join(cwd, 'fgw.yaml'), town.site('fgw').yaml)
    const sound = await nianbao(['sites', 'check', 'fgw.yaml'], { cwd })
    expect([sound.code, sound.stderr]).toEqual([0, ''])
    expect(sound.stdout).toMatch(/^fgw: 沅阳市发展和改革委员会/)
    writeFileSync(join(cwd, 'b.yaml'), 'id: b\nstrat: http://b.example.cn/\n')
    const faulty = await nianbao(['sites', 'check', '.', '--lang', 'zh'], { cwd })
    expect(faulty.code).toBe(2)
    expect(faulty.stdout).toMatch(/b\.yaml:2:1: 未知的键 "strat"；是否应为 "start"？/)
    expect(existsSync(join(cwd, 'archive'))).toBe(false)
  })
})

test.concurrent('help and version: 0, with examples, in both languages at once', async () => {
  const help = await nianbao(['--help'])
  expect([help.code, help.stderr]).toEqual([0, ''])
  expect(help.stdout).toMatch(/Examples \/ 例:\n {2}nianbao try https:/)
  const crawl = await nianbao(['crawl', '--help'])
  for (const flag of ['archive', 'sites', 'delay', 'allow', 'browser', 'no-attachments', 'max-pages', 'fresh']) {
    expect(crawl.stdout).toContain(`--${flag}`)
  }
  expect(crawl.stdout).toMatch(/--lang[\s\S]*Examples[\s\S]*Exit codes \/ 退出码:/)
  expect((await nianbao([])).code).toBe(2)
})
