import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { here, NEEDS } from '../crawlers/browser/here.ts'
import { processesWith } from '../crawlers/browser/processes.ts'
import { complaints, type Ended, emptyFolder, nianbao, type Running, start } from '../src/cli/nianbao.ts'
import { serve } from '../src/cli/servers.ts'
import { startTown, type Town } from '../town/town.ts'

let town: Town

beforeAll(async () => {
  town = await startTown({ sites: ['script-list', 'jsl', 'script-nav'] })
})

afterAll(() => town.close())

const ALLOW = ['--allow', '127.0.0.0/8']
const NONE = { NIANBAO_CHROMIUM: '/nowhere/chromium' }

/** A command with a folder of its own for what is temporary; that it leaves nothing there is seen to when it has ended. */
function started(args: readonly string[]): { run: Running; expectNothingLeft: () => void } {
  const TMPDIR = emptyFolder()
  const cwd = emptyFolder()
  return {
    run: start([...args, ...ALLOW], { cwd, env: { TMPDIR } }),
    expectNothingLeft() {
      expect([readdirSync(TMPDIR), readdirSync(cwd), processesWith(TMPDIR)]).toEqual([[], [], []])
    },
  }
}

async function ended(args: readonly string[]): Promise<Ended> {
  const { run, expectNothingLeft } = started(args)
  const result = await run.ended
  expectNothingLeft()
  return result
}

function reportOf(id: string): { url: string; viewsBase: number | null; title: string | null } {
  const [report] = town.site(id).truth
  if (report === undefined) throw new RangeError(`${id} has no report`)
  return report
}

describe.skipIf(here === null).concurrent(`by a browser${NEEDS}`, () => {
  test('try says what it has from a browser, and why, and leaves nothing behind', async () => {
    const { url, title } = reportOf('jsl')
    const { code, stdout } = await ended(['try', url, '--lang', 'zh'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}结果 +200 成功\n {2}浏览器 +按浏览器所见读取：须运行验证脚本$/m)
    expect(stdout).toMatch(new RegExp(`^ {2}标题 +${title} `, 'm'))
    expect(stdout).toMatch(/^ {2}访问量 +\d+ .*由浏览器取得$/m)
  })

  test('sites find goes the ways that only scripts make, and tells which pages it saw so', async () => {
    const site = town.site('script-nav')
    const out = join(emptyFolder(), 'site.yaml')
    const { code, stdout } = await ended(['sites', 'find', site.home, '--delay', '0', '--out', out])
    expect(code).toBe(0)
    expect(stdout).toContain('reached by: 政府信息公开 → 政府信息公开年报')
    expect(stdout).toMatch(/read as a browser shows them:\n {2}http\S+: a script makes .*\n {2}http\S+\/gk\/: a script/)
    expect(stdout).toMatch(/left out:[\s\S]*财政预决算/)
    expect(readFileSync(out, 'utf8')).toContain(`- ${site.column}\n`)
  })

  test('Ctrl-C while a page is being shown ends the browser: 130, no process and no folder left', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/') response.end('<div id="app"></div><script src="/never.js"></script>')
      else if (request.url === '/robots.txt') response.writeHead(404).end()
    })
    const { run, expectNothingLeft } = started(['try', server.url])
    await run.when(() => server.asked.includes('/never.js'))
    run.child.kill('SIGINT')
    const { code, stdout, stderr } = await run.ended
    await server.close()
    expect([code, stdout, stderr]).toEqual([130, '', ''])
    expectNothingLeft()
  })
})

describe.concurrent('without a browser', () => {
  test('try says so with the remedy, shows what HTTP gave, and ends with 3', async () => {
    const site = town.site('script-list')
    const list = await nianbao(['try', site.column, ...ALLOW], { env: NONE })
    expect([list.code, complaints(list)]).toEqual([3, [expect.stringContaining('apt install chromium')]])
    expect(list.stdout).toContain('an annual-report column (0 rows, 0 further pages)')
    expect(list.stdout).toMatch(/^ {2}browser +wanted, since .*: it needs a browser, and there is none/m)
    const guarded = await nianbao(['try', town.site('jsl').column, ...ALLOW, '--json'], { env: NONE })
    expect(guarded.code).toBe(3)
    expect(complaints(guarded)).toHaveLength(2)
    const wanted = { reason: 'challenge', outcome: { kind: 'failed', reason: 'no-browser' } }
    expect(JSON.parse(guarded.stdout)).toMatchObject({ status: 521, how: 'http', browser: wanted, reading: null })
  })

  test('a count that would have been nice to have is no trouble: try reads the rest', async () => {
    const { code, stdout } = await nianbao(['try', reportOf('script-list').url, ...ALLOW], { env: NONE })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}views +not stated on the page$/m)
  })

  test('--browser always falls back to what HTTP gives', async () => {
    const { url, title } = reportOf('script-list')
    const ended = await nianbao(['try', url, ...ALLOW, '--browser', 'always'], { env: NONE })
    expect(ended.code).toBe(3)
    expect(ended.stdout).toContain(title)
  })

  test('sites find finds what HTTP shows, says what it does not, and ends with 3; with nothing at all, 1', async () => {
    const folder = emptyFolder()
    const find = (id: string) =>
      nianbao(['sites', 'find', town.site(id).home, ...ALLOW, '--delay', '0', '--out', join(folder, id)], { env: NONE })
    const named = await find('script-list')
    expect([named.code, complaints(named)]).toEqual([3, [expect.stringContaining('apt install chromium')]])
    expect(named.stdout).toContain('its rows are made by a script; they take a browser to be seen')
    expect(named.stdout).toMatch(/not to be had:\n.*there is none \(no-browser\)/)
    expect(readdirSync(folder)).toEqual(['script-list'])
    expect((await find('script-nav')).code).toBe(1)
  })

  test('sites find that is refused on its way says by what, and that a column may lie behind it', async () => {
    const server = await serve((request, response) => {
      response.writeHead(request.url === '/' ? 200 : 412, { 'content-type': 'text/html; charset=utf-8' })
      response.end(request.url === '/' ? '<a href="/nb/">政府信息公开年报</a>' : '<script>$_ts={}</script>')
    })
    const found = await nianbao(['sites', 'find', server.url, '--delay', '0', ...ALLOW], { env: NONE })
    await server.close()
    expect([found.code, complaints(found)]).toEqual([1, [expect.stringContaining('one may lie behind them')]])
    expect(found.stdout).toMatch(/not to be had:\n {2}http\S+\/nb\/: the server refuses us \(HTTP 412\)/)
  })

  test('--browser never asks none and says nothing of one', async () => {
    const never = ['--browser', 'never', ...ALLOW]
    const tried = await nianbao(['try', town.site('script-list').column, ...never])
    expect([tried.code, tried.stderr]).toEqual([0, ''])
    expect(tried.stdout).not.toMatch(/^ {2}browser/m)
    const guarded = await nianbao(['try', town.site('jsl').column, ...never])
    expect([guarded.code, complaints(guarded).length]).toEqual([3, 1])
    const found = await nianbao(['sites', 'find', town.site('jsl').home, '--delay', '0', ...never])
    expect(found.code).toBe(1)
    expect(found.stdout).toContain('(HTTP 521)')
  })
})
