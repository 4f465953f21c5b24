import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Command, measure } from './measure.ts'
import { startServer } from './server.ts'

// `npm run bench:browser`: what a page costs that is shown in a browser, its DOM and its picture kept. Where
// NIANBAO_BROWSERTRIX names the built dist/main.js of browsertrix-crawler (which wants redis-server, and a Chromium named
// by BROWSER_BIN), it goes over the same pages, once as nianbao does (a picture, half a second of rest) and once bare.

const REPORTS = 60
const ROUNDS = 2
const LAUNCHER = resolve(import.meta.dirname, '../../src/launch.js')

interface Run {
  readonly name: string
  command(column: string, folder: string): Command
}

function nianbao(atOnce: number): Run {
  return {
    name: `nianbao, ${atOnce} at a time`,
    command(column, folder) {
      const lines = [
        'id: bench',
        `columns: ["${column}"]`,
        'browser: always',
        `politeness: { delay: 0s, concurrency: ${atOnce} }`,
        'network: { allow: ["127.0.0.1/32"] }',
      ]
      const site = join(folder, 'site.yaml')
      writeFileSync(site, `${lines.join('\n')}\n`)
      const argv = [process.execPath, LAUNCHER, 'crawl', site, '--archive', join(folder, 'archive')]
      return { argv, cwd: folder }
    },
  }
}

function browsertrix(main: string, name: string, options: readonly string[]): Run {
  return {
    name: `browsertrix, ${name}`,
    command(column, folder) {
      const own = ['--scopeType', 'prefix', '--headless', '--workers', '1', '--behaviors', '', '--logging', 'none']
      const where = ['--cwd', folder, '--collection', 'bench', '--postLoadDelay', '0', '--waitUntil', 'load']
      // It goes on with a crawl of the same id, and wants to be told how large its screen is.
      const env = [
        `CRAWL_ID=bench-${process.pid}-${performance.now()}`,
        'GEOMETRY=1366x768x16',
        'DETACHED_CHILD_PROC=1',
      ]
      const argv = ['env', ...env, process.execPath, main, '--url', column, ...own, ...where, ...options]
      return { argv, cwd: folder }
    },
  }
}

const main = process.env['NIANBAO_BROWSERTRIX']
const runs: readonly Run[] = [
  nianbao(1),
  nianbao(2),
  ...(main === undefined
    ? []
    : [
        browsertrix(main, 'a picture and half a second of rest', [
          ...['--screenshot', 'fullPage'],
          ...['--netIdleWait', '5', '--netIdleDuration', '0.5'],
        ]),
        browsertrix(main, 'neither', ['--netIdleWait', '0', '--netIdleDuration', '0']),
      ]),
]

const work = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const server = await startServer(REPORTS)
try {
  for (let round = 0; round < ROUNDS; round++) {
    for (const [n, { name, command }] of runs.entries()) {
      const folder = join(work, `${round}-${n}`)
      mkdirSync(folder)
      const { wall } = await measure(command(server.column, folder))
      const served = await server.served()
      if (served !== server.pages) throw new Error(`${name} fetched ${served} of ${server.pages} pages`)
      console.log(`${name}: ${(served / wall).toFixed(2)} pages/s`)
    }
  }
} finally {
  await server.close()
  rmSync(work, { recursive: true, force: true })
}
