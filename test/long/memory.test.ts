import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openArchive } from '../../storage/archive.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import { startVisit } from '../../storage/visits.ts'

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts')
/** What src/launch.js starts it with. */
const NURSERY = '--max-semi-space-size=8'
/** One visit may have 50,000 requests: so many more are those of two. */
const SITES = ['one', 'other']
/**
 * Reports that are fetched before it is looked at. A heap still grows over the first thousand pages, however long the line
 * is; whoever looks earlier compares how fast two processes warm up.
 */
const VISITED = 1500
/** With so many in line at first, a thousand are left when it is looked at. */
const FEW = 2500
/** Each visit needs room under its 50,000 for what it finds. */
const MANY = 99_000

/** A server of short reports, as many as are asked for. Gives its address. */
async function startReports(onServed: () => void): Promise<string> {
  const server = createServer((request, response) => {
    onServed()
    const n = /(\d+)\.html$/.exec(request.url ?? '')?.[1] ?? '0'
    const title = `第${n}号镇人民政府2020年政府信息公开工作年度报告`
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(`<html><head><title>${title}</title></head><body><h1>${title}</h1>
<p>本年度主动公开政府信息${n}条，收到政府信息公开申请${Number(n) % 7}件。</p></body></html>`)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/nb/`
}

/** A visit that was cut short when all its reports were found and none was fetched. */
async function queue(archive: string, site: string, column: string, reports: number): Promise<void> {
  const open = await openArchive(archive, { software: 'test' })
  const plan = { site, name: null, division: null, seeds: [column], askedBy: 'crawl' }
  const { id } = await startVisit(open.db, plan, new Date(), false)
  const requests = Array.from({ length: reports }, (_, n): NewRequest => {
    const context = { column, listTitle: `第${n}号镇2020年政府信息公开工作年度报告` }
    return { url: `${column}${n}.html`, method: 'GET', body: '', role: 'item', via: column, depth: 1, context }
  })
  open.requests.add(id, requests)
  await open.close()
}

/** The peak memory (MB) of going on with visits that have so many requests in line. */
async function peakWith(reports: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-memory-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const archive = join(folder, 'archive')
  const files: string[] = []
  let served = 0
  let enough = (): void => undefined
  const isEnough = new Promise<void>((resolve) => {
    enough = resolve
  })
  const onServed = () => {
    served++
    if (served === VISITED) enough()
  }
  for (const id of SITES) {
    const column = await startReports(onServed)
    await queue(archive, id, column, reports / SITES.length)
    const lines = [
      `id: ${id}`,
      `columns: ["${column}"]`,
      'politeness: { delay: 0s, concurrency: 4, robots: ignore }',
      'network: { allow: ["127.0.0.1/32"] }',
    ]
    files.push(join(folder, `${id}.yaml`))
    writeFileSync(files.at(-1) ?? '', `${lines.join('\n')}\n`)
  }
  const argv = [NURSERY, MAIN, 'crawl', ...files, '--archive', archive]
  const crawl = spawn(process.execPath, argv, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(crawl, 'exit')
  await Promise.race([isEnough, ended])
  // The kernel keeps the high-water mark of a process, kB.
  const mark = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${crawl.pid}/status`, 'utf8'))?.[1]
  crawl.kill('SIGKILL')
  await ended
  return Number(mark) / 1024
}

/** The middle one of three: when a heap is collected is chance, and one run in ten is 30 MB off on a busy machine. */
const ROUNDS = 3

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

test('going on with 100,000 queued URLs needs no more memory than with 1,000, give or take a tenth', async (context) => {
  if (process.platform !== 'linux') context.skip('the high-water mark of a process is read from /proc')
  const few: number[] = []
  const many: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    few.push(await peakWith(FEW))
    many.push(await peakWith(MANY))
  }
  const told = (peaks: readonly number[]) => peaks.map((peak) => peak.toFixed(0)).join(', ')
  console.log(`peak: ${told(few)} MB with ${FEW} queued, ${told(many)} MB with ${MANY}`)
  expect(median(many)).toBeLessThan(median(few) * 1.1)
}, 300_000)
