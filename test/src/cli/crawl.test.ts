import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTown, type Town } from '../../town/town.ts'
import { asRobot } from '../visit/visits.ts'
import { complaints, type Ended, emptyFolder, jsonLines, nianbao, type Running, start } from './nianbao.ts'
import { serve, type TestServer } from './servers.ts'

let town: Town

beforeAll(async () => {
  town = await startTown()
})

afterAll(async () => {
  await town.close()
})

const HERE = ['--allow', '127.0.0.0/8', '--delay', '0']

async function exported(archive: string, table = 'documents'): Promise<Record<string, unknown>[]> {
  return jsonLines(await nianbao(['export', 'jsonl', '--table', table, '--archive', archive]))
}

/** The counts of all hosts in the last line of `--json`, added up. */
function counted(ended: Ended, key: string): number {
  const hosts = jsonLines(ended).at(-1)?.['hosts']
  if (!Array.isArray(hosts)) throw new TypeError('the last line has no hosts')
  return hosts.reduce((sum: number, host: Record<string, number>) => sum + (host[key] ?? 0), 0)
}

describe.concurrent('what a URL may be', () => {
  test('a home page: its column is found, and every report in it', async () => {
    const archive = emptyFolder()
    const { home, truth } = town.site('fgw')
    const ended = await nianbao(['crawl', home, ...HERE, '--archive', archive])
    expect([ended.code, complaints(ended)]).toEqual([0, []])
    const had = (await exported(archive)).filter(({ status }) => status === 'archived')
    const reports = had.filter(({ kind }) => kind === 'annual-report')
    const wanted = truth.filter(({ kind }) => kind === 'annual-report')
    expect(reports.map(({ url }) => url).sort()).toEqual(wanted.map(({ url }) => url).sort())
  })

  test('a single report: it and its files, nothing else', async () => {
    const archive = emptyFolder()
    const report = town.sites
      .flatMap(({ truth }) => truth)
      .find(({ attachments, kind, form }) => attachments.length > 0 && kind === 'annual-report' && form === 'page')
    const url = report?.url ?? ''
    const ended = await nianbao(['crawl', url, ...HERE, '--archive', archive])
    expect([ended.code, complaints(ended)]).toEqual([0, []])
    const [document, ...rest] = await exported(archive)
    expect(rest).toEqual([])
    expect(document).toMatchObject({ url, kind: 'annual-report', title: report?.title, publisher: report?.publisher })
    const fetched = (await exported(archive, 'captures')).map((capture) => capture['url'])
    expect(fetched).toEqual(expect.arrayContaining([...(report?.attachments ?? []).map((file) => file.url)]))
  })

  test('several addresses of one host are one visit: nothing is asked twice', async ({ onTestFinished }) => {
    const own = await startTown({ sites: ['zone'] })
    onTestFinished(() => own.close())
    const { home, column } = own.site('zone')
    const ended = await nianbao(['crawl', home, column, `${column}#top`, ...HERE])
    expect(ended.code).toBe(0)
    const asked = own.log.filter(asRobot).map(({ url }) => url)
    expect(asked.length).toBeGreaterThan(4)
    expect(asked.filter((url, n) => asked.indexOf(url) !== n)).toEqual([])
  })
})

/** A column of three reports and one file, on one page. */
function column(request: string): { status: number; body: string; type?: string } {
  const year = /^\/nb\/(20\d\d)\.html$/.exec(request)?.[1]
  const text =
    '一、总体情况。本机关主动公开政府信息，依法办理依申请公开，加强政府信息管理和平台建设，接受监督。'.repeat(6)
  if (year !== undefined) {
    const title = `岚溪县水务局${year}年政府信息公开工作年度报告`
    const file = year === '2023' ? '<p><a href="/files/2023.pdf">附件：2023年统计表.pdf</a></p>' : ''
    const page = `<title>${title}</title><h1>${title}</h1><div>发布日期：${Number(year) + 1}-01-20</div><p>${text}</p>${file}`
    return { status: 200, body: page }
  }
  if (request === '/files/2023.pdf') return { status: 200, body: '%PDF-1.4 tables', type: 'application/pdf' }
  if (request !== '/nb/') return { status: 404, body: 'nothing here' }
  const rows = [2023, 2022, 2021].map(
    (at) =>
      `<li><a href="/nb/${at}.html">岚溪县水务局${at}年政府信息公开工作年度报告</a><span>${at + 1}-01-20</span></li>`,
  )
  return { status: 200, body: `<title>政府信息公开年报</title><h2>政府信息公开年报</h2><ul>${rows.join('')}</ul>` }
}

function serveColumn(robots = ''): Promise<TestServer> {
  return serve((request, response) => {
    const { url = '' } = request
    const { status, body, type } =
      url === '/robots.txt' ? { status: 200, body: robots, type: 'text/plain' } : column(url)
    response.writeHead(status, { 'content-type': type ?? 'text/html; charset=utf-8' }).end(body)
  })
}

describe.concurrent('options', () => {
  test('--archive and --sites: where it is kept, and what is visited when nothing is named', async () => {
    const cwd = emptyFolder()
    mkdirSync(join(cwd, 'mine'))
    for (const id of ['zone', 'hijacked']) writeFileSync(join(cwd, 'mine', `${id}.yaml`), town.site(id).yaml)
    const ended = await nianbao(['crawl', '--sites', 'mine', '--archive', 'kept'], { cwd })
    expect(ended.code).toBe(0)
    for (const id of ['zone', 'hijacked']) expect(ended.stdout).toMatch(new RegExp(`✓ ${town.site(id).name}  new \\d+`))
    expect(ended.stdout).toContain('nianbao export jsonl --archive kept')
    expect(ended.stdout).toContain('nianbao verify --archive kept')
    expect(readdirSync(cwd).sort()).toEqual(['kept', 'mine'])
  })

  test('a site by its id, by its file and by its folder is the same site, and named twice it is visited once', async () => {
    const cwd = emptyFolder()
    mkdirSync(join(cwd, 'config/sites'), { recursive: true })
    writeFileSync(join(cwd, 'config/sites/zone.yaml'), town.site('zone').yaml)
    const ended = await nianbao(['crawl', 'zone', 'config/sites/zone.yaml', 'config/sites', '--json'], { cwd })
    expect(ended.code).toBe(0)
    expect(jsonLines(ended)[0]).toEqual({
      event: 'start',
      archive: 'archive',
      sites: [{ site: 'zone', resumed: false }],
    })
  })

  test('--no-attachments leaves the files out, and only them', async () => {
    const server = await serveColumn()
    const url = `${server.url}nb/`
    const without = await nianbao(['crawl', url, ...HERE, '--no-attachments', '--json', '--browser', 'never'])
    expect([without.code, counted(without, 'fresh')]).toEqual([0, 3])
    expect(server.asked).not.toContain('/files/2023.pdf')
    await nianbao(['crawl', url, ...HERE, '--browser', 'auto'])
    expect(server.asked).toContain('/files/2023.pdf')
    await server.close()
  })

  test('--max-pages is the most that is fetched of a site', async () => {
    const server = await serveColumn()
    const ended = await nianbao([
      'crawl',
      `${server.url}nb/`,
      ...HERE,
      '--max-pages',
      '3',
      '--json',
      '--no-attachments',
    ])
    expect(server.pages).toHaveLength(3)
    expect([ended.code, counted(ended, 'fresh'), counted(ended, 'skipped')]).toEqual([0, 2, 1])
    await server.close()
  })

  test('--delay is the least wait between two requests to a server', async () => {
    const times: number[] = []
    const server = await serve((request, response) => {
      times.push(performance.now())
      const { status, body } = column(request.url ?? '')
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
    })
    const ended = await nianbao(['crawl', `${server.url}nb/`, '--allow', '127.0.0.1', '--delay', '200ms-300ms'])
    expect(ended.code).toBe(0)
    const waits = times.slice(1).map((time, n) => time - (times[n] ?? 0))
    expect(waits.length).toBeGreaterThanOrEqual(4)
    // Timers may fire a little early against the other process's clock.
    expect(Math.min(...waits)).toBeGreaterThan(190)
    await server.close()
  })

  test('without --fresh an interrupted visit is gone on with, with it everything is asked anew', async () => {
    let isStuck = true
    const server = await serve((request, response) => {
      const { status, body } = column(request.url ?? '')
      if (isStuck && request.url === '/nb/2021.html') process.kill(pid, 'SIGKILL')
      else response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
    })
    const archive = emptyFolder()
    const args = ['crawl', `${server.url}nb/`, ...HERE, '--no-attachments', '--archive', archive]
    const run = start(args)
    const pid = run.child.pid ?? 0
    expect((await run.ended).signal).toBe('SIGKILL')
    isStuck = false
    const resumed = await nianbao([...args, '--json'])
    expect(jsonLines(resumed)[0]).toMatchObject({ sites: [{ resumed: true }] })
    const before = server.pages.length
    const anew = await nianbao([...args, '--fresh', '--json'])
    expect(jsonLines(anew)[0]).toMatchObject({ sites: [{ resumed: false }] })
    expect(server.pages.slice(before).sort()).toEqual(['/nb/', '/nb/2021.html', '/nb/2022.html', '/nb/2023.html'])
    await server.close()
  })

  test('outside its hours a site is not visited and says when it will be, unless --any-hour is given', async () => {
    const now = new Date(Date.now() + 8 * 3_600_000).getUTCHours()
    const two = (hour: number) => `${hour % 24}`.padStart(2, '0')
    const hours = `${two(now + 3)}:00-${two(now + 5)}:00`
    const cwd = emptyFolder()
    const yaml = town.site('zone').yaml.replace('politeness: {', `politeness: { hours: "${hours}",`)
    writeFileSync(join(cwd, 'zone.yaml'), yaml)
    const closed = await nianbao(['crawl', 'zone.yaml'], { cwd })
    expect(closed.code).toBe(3)
    expect(complaints(closed)).toEqual([expect.stringContaining(`its hours are ${hours} (China time); --any-hour`)])
    const open = await nianbao(['crawl', 'zone.yaml', '--any-hour'], { cwd })
    expect([open.code, complaints(open)]).toEqual([0, []])
  })

  test('--lang and the environment choose the language of the summary', async () => {
    const url = town.site('zone').column
    const english = await nianbao(['crawl', url, ...HERE], { env: { LANG: 'C.UTF-8' } })
    expect(english.stdout).toMatch(/\n\d+ new or changed\n {2}new {2}report {2}/)
    const chinese = await nianbao(['crawl', url, ...HERE], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(chinese.stdout).toMatch(/\n新增或改动 \d+ 篇\n {2}新增 {2}年报 {2}[\s\S]*存档于 archive\n/)
    const asked = await nianbao(['crawl', url, ...HERE, '--lang', 'zh'], { env: { LANG: 'C' } })
    expect(asked.stdout).toContain('校验每条记录')
  })
})

test.concurrent('what failed before an interruption is not forgotten by the run that goes on: 3', async () => {
  let first: Running | null = null
  const server = await serve(async (request, response) => {
    const { status, body } = column(request.url ?? '')
    if (request.url === '/nb/2022.html' && first !== null) {
      // The answer waits until the signal was taken, so that nothing more can be asked after it.
      const run = first
      first = null
      run.child.kill('SIGINT')
      await run.until(/finishing/)
    }
    const isOdd = request.url === '/nb/2023.html'
    response.writeHead(isOdd ? 400 : status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
  })
  const archive = emptyFolder()
  const args = ['crawl', `${server.url}nb/`, ...HERE, '--archive', archive]
  const run = start(args)
  first = run
  expect((await run.ended).code).toBe(130)
  const again = await nianbao(args)
  expect(complaints(again)).toEqual([`${server.url}nb/: 1 request blocked or failed before the visit was interrupted`])
  expect(again.code).toBe(3)
  expect(server.asked.filter((path) => path === '/nb/2023.html')).toHaveLength(1)
  await server.close()
})

describe.concurrent('--json', () => {
  test('every line is JSON, and each event has its keys', async () => {
    const cwd = emptyFolder()
    for (const { id, yaml } of town.sites) writeFileSync(join(cwd, `${id}.yaml`), yaml)
    const ended = await nianbao(['crawl', '--sites', '.', '--json'], { cwd })
    const events = jsonLines(ended)
    const keys = Object.fromEntries(events.map(({ event, ...rest }) => [`${event}`, Object.keys(rest).sort()]))
    const news = ['flags', 'kind', 'publisher', 'reason', 'title', 'url', 'what']
    expect({ ...keys, host: undefined }).toEqual({
      start: ['archive', 'sites'],
      document: news,
      trouble: news,
      done: ['hijacked', 'hosts', 'interrupted', 'ms', 'sites'],
      host: undefined,
    })
    expect([events[0]?.['event'], events.at(-1)?.['event']]).toEqual(['start', 'done'])
    expect(events.filter(({ event }) => event === 'document')).toHaveLength(counted(ended, 'fresh'))
    expect([ended.code, ended.stderr]).toEqual([0, ''])
  })

  test('a host that is waited for is told with the reason and until when', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end()
      else response.writeHead(429, { 'retry-after': '600' }).end()
    })
    const run = start(['crawl', server.url, ...HERE, '--json'])
    // What was answered is counted when it is committed, which may be after the server's wait is first told.
    await run.until(/^(?=.*"event":"host")(?=.*"pages":2)(?=.*"until").*$/m)
    run.child.kill('SIGINT')
    const ended = await run.ended
    const host = jsonLines(ended).find(
      ({ event, waiting, pages }) => event === 'host' && waiting !== null && pages === 2,
    )
    expect(host).toMatchObject({ queued: 1, waiting: { reason: 'http-429', until: expect.any(String) } })
    const counts = [
      'blocked',
      'bytes',
      'failed',
      'fresh',
      'gone',
      'missing',
      'pages',
      'revised',
      'skipped',
      'skippedFor',
      'unchanged',
      'views',
    ]
    expect(Object.keys(host ?? {}).sort()).toEqual(
      ['asking', 'event', 'host', 'queued', 'site', 'waiting', ...counts].sort(),
    )
    await server.close()
  })
})

describe.concurrent('plain progress', () => {
  test('says that it waits for the first answer, then why it waits', async () => {
    const asked = Promise.withResolvers<ServerResponse>()
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end()
      else asked.resolve(response)
    })
    const run = start(['crawl', server.url, ...HERE, '--lang', 'zh'])
    await run.until(/已取 [01] · 待取 1/)
    const response = await asked.promise
    response.writeHead(503, { 'retry-after': '600' }).end()
    await run.until(/10 分钟后再试：服务器异常（HTTP 503）/)
    run.child.kill('SIGINT')
    expect((await run.ended).code).toBe(130)
    await server.close()
  })
})

describe.concurrent('exit code 3, with one line that says why', () => {
  interface Trouble {
    readonly what: string
    readonly answer: (path: string) => { status: number; headers?: Record<string, string>; body?: string }
    readonly path?: string
    readonly says: RegExp
  }
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const troubles: readonly Trouble[] = [
    {
      what: 'an address that is not there',
      answer: () => ({ status: 404 }),
      says: /there is no such page \(HTTP 404\)$/,
    },
    {
      what: 'a beginning that robots.txt forbids',
      answer: (path) => ({ status: 200, body: path === '/robots.txt' ? 'User-agent: *\nDisallow: /\n' : 'never' }),
      says: /blocked: robots\.txt forbids it; .* \(robots\)$/,
    },
    {
      what: 'a site that moved to another domain',
      answer: (path) =>
        path === '/robots.txt'
          ? { status: 404 }
          : { status: 302, headers: { location: 'https://www.example.gov.cn/' } },
      says: /^https:\/\/www\.example\.gov\.cn\/: failed: it belongs to another site; visit it by its own address/,
    },
    {
      what: 'a home page that leads to no column',
      answer: (path) =>
        path === '/robots.txt'
          ? { status: 404 }
          : {
              status: 200,
              headers: html,
              body: '<title>天气</title><h1>天气</h1><a href="/a">今日天气</a><a href="/b">明日天气</a>',
            },
      says: /no annual-report column was found from here/,
    },
    {
      what: 'a way that ends before the column',
      answer: (path) =>
        path === '/robots.txt'
          ? { status: 404 }
          : path === '/'
            ? {
                status: 200,
                headers: html,
                body: '<title>县政府</title><a href="/xxgk/">政府信息公开</a><a href="/x">新闻</a>',
              }
            : {
                status: 200,
                headers: html,
                body: '<title>政府信息公开</title><a href="/">首页</a><a href="/zn">指南</a>',
              },
      says: /no annual-report column was found from here/,
    },
  ]

  test.each(troubles)('$what', async ({ answer, path, says }) => {
    const server = await serve((request, response) => {
      const { status, headers, body } = answer(request.url ?? '')
      response.writeHead(status, headers).end(body ?? '')
    })
    const ended = await nianbao(['crawl', server.url + (path ?? ''), ...HERE])
    expect(complaints(ended)).toEqual([expect.stringMatching(says)])
    expect(ended.code).toBe(3)
    expect(ended.stdout).toMatch(/^! /m)
    await server.close()
  })
})
