import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { type Site, siteForUrl } from '../../config/site.ts'
import { databaseOf } from '../../storage/archive.ts'
import { complaints, emptyFolder, jsonLines, nianbao, start } from '../src/cli/nianbao.ts'
import { newFolder, siteOf, visitAll } from '../src/visit/visits.ts'
import { startTown } from '../town/town.ts'

/** One request as its server saw it: when it came and when it was answered (performance.now, ms). */
interface Seen {
  readonly path: string
  readonly startedAt: number
  readonly finishedAt: number
}

/** What is wrong with the pace of some requests to one server: two at once, or one too soon (5 % are granted). */
function haste(seen: readonly Seen[], delay: number): string[] {
  const sorted = seen.toSorted((a, b) => a.startedAt - b.startedAt)
  return sorted.slice(1).flatMap(({ path, startedAt }, n) => {
    const before = sorted[n]
    const gap = startedAt - (before?.finishedAt ?? 0)
    return gap >= delay * 0.95 ? [] : [`${path} came ${gap.toFixed(0)} ms after ${before?.path}, not ${delay}`]
  })
}

/** The waits between the requests to a server, ms. */
function gaps(seen: readonly Seen[]): number[] {
  return seen.slice(1).map(({ startedAt }, n) => startedAt - (seen[n]?.finishedAt ?? 0))
}

interface Watched {
  readonly port: number
  readonly seen: readonly Seen[]
}

const ROWS = 6

/** A site of one column with six rows that notes when it is asked; `answer` gives its own answer, or false. */
async function watched(
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
  rows = ROWS,
): Promise<Watched> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const startedAt = performance.now()
    const path = `${request.headers.host?.split(':')[0]}${request.url}`
    // It answers at once, and on a busy machine `finish` may be told late.
    response.on('finish', () => seen.push({ path, startedAt, finishedAt: startedAt }))
    if (answer(request, response)) return
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    if (request.url === '/robots.txt' || request.url?.includes('probe')) response.writeHead(404).end()
    else if (request.url === '/nb/') response.end(columnPage(rows))
    else response.end(reportPage(Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, seen }
}

function titleOf(n: number): string {
  return `榆关市第${n}街道办事处2022年政府信息公开工作年度报告`
}

function columnPage(rows: number): string {
  const items = Array.from(
    { length: rows },
    (_, n) => `<li><span>2023-01-0${n + 1}</span><a href="${n + 1}.html">${titleOf(n + 1)}</a></li>`,
  )
  return `<html><head><title>政府信息公开年报</title></head><body><ul>${items.join('')}</ul></body></html>`
}

function reportPage(n: number): string {
  const text = `<p>本街道全年主动公开政府信息${n}3条，收到公开申请${n}件，均已按时答复。</p>`.repeat(8)
  return `<html><head><title>${titleOf(n)}</title></head><body><h1>${titleOf(n)}</h1>${text}</body></html>`
}

function siteAt(host: string, port: number, delay: number): Site {
  const politeness = { delay: { min: delay, max: delay } }
  return siteForUrl(`http://${host}:${port}/nb/`, { politeness, network: { allow: ['127.0.0.0/8', '::1/128'] } })
}

function folderFor(): string {
  const folder = newFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** The file of a watched site, for a process of its own. */
function siteFile(port: number, delay: string): string {
  const file = join(emptyFolder(), 'yuguan.yaml')
  writeFileSync(
    file,
    `id: yuguan
columns: ["http://127.0.0.1:${port}/nb/"]
politeness: { delay: ${delay} }
network: { allow: ["127.0.0.1/32"] }
`,
  )
  return file
}

test('a server is never asked two things at once nor under its delay, also not when the visit is killed and begun again', async () => {
  const delay = 200
  const town = await startTown({ sites: ['bulk'], bulk: 8, latency: 20 })
  onTestFinished(() => town.close())
  const file = join(emptyFolder(), 'bulk.yaml')
  writeFileSync(file, town.site('bulk').yaml.replace('delay: 0s', `delay: ${delay}ms`))
  const args = ['crawl', file, '--archive', join(emptyFolder(), 'archive')]
  const run = start(args)
  await run.when(() => town.log.length >= 5)
  run.child.kill('SIGKILL')
  expect((await run.ended).signal).toBe('SIGKILL')
  expect((await nianbao(args)).code).toBe(0)
  const seen = town.log.map(({ url, startedAt, finishedAt }) => ({
    path: new URL(url).pathname,
    startedAt,
    finishedAt,
  }))
  expect(seen.length).toBeGreaterThan(8)
  expect(haste(seen, delay)).toEqual([])
})

test('what a killed visit asked last may have been just now: its servers are given their delay first', async () => {
  const { port, seen } = await watched(() => false, 1)
  const archive = folderFor()
  await visitAll([siteAt('127.0.0.1', port, 0)], archive)
  const db = new Database(databaseOf(archive))
  db.exec("update visit set outcome = 'running'; update request set state = 'queued', due = 0")
  db.close()
  const begun = performance.now()
  const before = seen.length
  await visitAll([siteAt('127.0.0.1', port, 400)], archive)
  expect(seen.length).toBeGreaterThan(before)
  expect((seen[before]?.startedAt ?? 0) - begun).toBeGreaterThan(400 * 0.95)
})

test('two names of one address share its clock', async () => {
  const { port, seen } = await watched(() => false, 2)
  const result = await visitAll([siteAt('127.0.0.1', port, 120), siteAt('localhost', port, 120)], folderFor())
  expect(result.sites.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
  const names = new Set(seen.map(({ path }) => path.split('/')[0]))
  expect([...names].sort()).toEqual(['127.0.0.1', 'localhost'])
  expect(haste(seen, 120)).toEqual([])
})

test('a Crawl-delay is kept to, also by the request that follows the file', async () => {
  const { port, seen } = await watched(({ url }, response) => {
    if (url !== '/robots.txt') return false
    response.end('User-agent: *\nCrawl-delay: 0.3\n')
    return true
  }, 3)
  await visitAll([siteAt('127.0.0.1', port, 0)], folderFor())
  expect(seen.length).toBeGreaterThanOrEqual(5)
  expect(haste(seen, 300)).toEqual([])
})

test('redirects of robots.txt come no faster than anything else', async () => {
  const { port, seen } = await watched(({ url }, response) => {
    if (url === '/robots.txt') response.writeHead(301, { Location: '/r1.txt' }).end()
    else if (url === '/r1.txt') response.writeHead(301, { Location: '/r2.txt' }).end()
    else if (url === '/r2.txt') response.end('User-agent: *\nDisallow: /nb/2.html\n')
    else return false
    return true
  }, 3)
  await visitAll([siteAt('127.0.0.1', port, 150)], folderFor())
  expect(haste(seen, 150)).toEqual([])
  expect(seen.map(({ path }) => path)).not.toContain('127.0.0.1/nb/2.html')
})

test('a Retry-After is kept to, though the visit is killed as soon as it is given', async () => {
  const wait = 5000
  const { port, seen } = await watched(({ url }, response) => {
    if (url !== '/nb/2.html' || seen.some(({ path }) => path.endsWith('/nb/2.html'))) return false
    response.writeHead(429, { 'Retry-After': String(wait / 1000) }).end()
    return true
  }, 3)
  const args = ['crawl', siteFile(port, '50ms'), '--archive', join(emptyFolder(), 'archive')]
  const run = start([...args, '--json'])
  await run.until(/"waiting":\{"reason":"http-429"/)
  run.child.kill('SIGKILL')
  await run.ended
  expect((await nianbao(args)).code).toBe(0)
  const refused = seen.findIndex(({ path }) => path.endsWith('/nb/2.html'))
  expect(haste(seen.slice(refused, refused + 2), wait)).toEqual([])
})

test('a server that asks for an hour is not waited for: the visit ends, says when it is due, and is gone on with then', async () => {
  let isOpen = false
  const { port, seen } = await watched(({ url }, response) => {
    if (isOpen || url === '/robots.txt' || url === '/nb/') return false
    response.writeHead(503, { 'Retry-After': '3600' }).end()
    return true
  }, 3)
  const archive = folderFor()
  const site = siteAt('127.0.0.1', port, 0)
  const before = Date.now()
  const [first] = (await visitAll([site], archive)).sites
  expect(first).toMatchObject({ outcome: 'interrupted', resumed: false })
  expect(first?.due).toBeGreaterThanOrEqual(before + 3600e3)
  const asked = seen.length
  const [early] = (await visitAll([site], archive)).sites
  expect(early).toMatchObject({ outcome: 'interrupted', resumed: true, due: first?.due })
  expect(seen).toHaveLength(asked)
  isOpen = true
  const late = await visitAll([site], archive, { clock: () => Date.now() + 3601e3 })
  expect(late.sites).toMatchObject([{ outcome: 'done', resumed: true, left: 0, due: null }])
})

test('a server that goes on refusing is left alone for the rest of the visit, and when it is due is told', async () => {
  const { port, seen } = await watched(({ url }, response) => {
    if (!/^\/nb\/\d/.test(url ?? '')) return false
    response.writeHead(403).end()
    return true
  }, 9)
  const site: Site = { ...siteAt('127.0.0.1', port, 0), browser: 'never' }
  const [result] = (await visitAll([site], folderFor())).sites
  expect(seen.filter(({ path }) => /\/nb\/\d/.test(path))).toHaveLength(5)
  expect(result).toMatchObject({ outcome: 'troubled', leftAlone: [{ host: `127.0.0.1:${port}`, reason: 'http-403' }] })
  expect(result?.leftAlone[0]?.due).toBeGreaterThan(0)
})

test('nianbao crawl says when a server may be asked again that asked for a long wait', async () => {
  const { port } = await watched(({ url }, response) => {
    if (url === '/robots.txt') return false
    response.writeHead(429, { 'Retry-After': new Date(Date.now() + 7200e3).toUTCString() }).end()
    return true
  })
  const args = ['crawl', siteFile(port, '0s'), '--archive', join(emptyFolder(), 'archive')]
  const ended = await nianbao(args)
  expect(ended.code).toBe(3)
  expect(complaints(ended)).toContainEqual(
    expect.stringMatching(/^yuguan: 1 request left, not due before \d{4}-\d\d-\d\d \d\d:\d\d .*: .*\(HTTP 429\)/),
  )
  const [done] = jsonLines(await nianbao([...args, '--json'])).slice(-1)
  expect(done).toMatchObject({ event: 'done', sites: [{ site: 'yuguan', outcome: 'interrupted', left: 1 }] })
  const due = /"due":"([^"]+)"/.exec(JSON.stringify(done))?.[1] ?? ''
  expect(Date.parse(due)).toBeGreaterThan(Date.now() + 7000e3)
})

test('beside a dead, a silent and a refusing server the healthy one is visited at its full pace', async () => {
  const delay = 100
  const town = await startTown({ sites: ['bulk'], bulk: 12 })
  onTestFinished(() => town.close())
  const bulk = siteOf(town.site('bulk'))
  const healthy = { ...bulk, politeness: { ...bulk.politeness, delay: { min: delay, max: delay } } }
  const pace = (from: number) => {
    const entries = town.log.slice(from).map(({ url, startedAt, finishedAt }) => ({ path: url, startedAt, finishedAt }))
    return gaps(entries).sort((a, b) => a - b)[Math.floor(entries.length / 2)] ?? Number.NaN
  }
  await visitAll([healthy], folderFor())
  const alone = town.log.length
  const refusing = await watched((_request, response) => {
    response.writeHead(403).end()
    return true
  })
  const silent = await watched(() => true)
  const dead = await deadPort()
  const result = await visitAll(
    [
      { ...siteAt('127.0.0.1', dead, 0), id: 'dead' },
      { ...siteAt('127.0.0.3', silent.port, 0), id: 'silent' },
      { ...siteAt('127.0.0.1', refusing.port, 0), id: 'refusing' },
      healthy,
    ],
    folderFor(),
    { random: () => 0.02, timeouts: { head: 400, connect: 400 }, maxWait: 3000 },
  )
  const outcomes = new Map(result.sites.map(({ site, outcome }) => [site.id, outcome]))
  expect(outcomes.get('bulk')).toBe('done')
  expect([outcomes.get('dead'), outcomes.get('silent'), outcomes.get('refusing')]).not.toContain('done')
  expect(town.log.length).toBe(2 * alone)
  expect(pace(alone)).toBeLessThan(3 * pace(0))
})

/** A port on which nobody listens: it was free a moment ago. */
async function deadPort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
