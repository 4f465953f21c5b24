import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, type TestContext, test } from 'vitest'
import {
  complaints,
  type Ended,
  emptyFolder,
  jsonLines,
  LAUNCHER,
  nianbao,
  type Running,
  start,
} from '../src/cli/nianbao.ts'
import { serve } from '../src/cli/servers.ts'
import { asRobot } from '../src/visit/visits.ts'
import { startTown, type Town } from '../town/town.ts'

/** A town of one site with many pages, each of which takes its time. */
async function slowTown({ onTestFinished }: TestContext, reports = 20): Promise<Town> {
  const town = await startTown({ sites: ['bulk'], bulk: reports, latency: 60 })
  onTestFinished(() => town.close())
  return town
}

function crawlArgs(town: Town, archive: string): string[] {
  return ['crawl', town.site('bulk').column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive]
}

async function exported(archive: string, table: string): Promise<Record<string, unknown>[]> {
  return jsonLines(await nianbao(['export', 'jsonl', '--table', table, '--archive', archive]))
}

/** That a visit was cut short, that nothing it was given is lost, and that the same command brings it to its end. */
async function expectResumable(town: Town, archive: string, interrupted: Ended): Promise<void> {
  expect(complaints(interrupted)).toEqual([expect.stringContaining('finishing what is under way')])
  expect(readdirSync(join(archive, 'warc')).filter((name) => name.endsWith('.open'))).toEqual([])
  const captures = await exported(archive, 'captures')
  expect(captures.map(({ url }) => url).sort()).toEqual(town.log.map(({ url }) => url).sort())
  const again = await nianbao(crawlArgs(town, archive))
  expect(again.stdout).toContain('going on with the visit that was cut short')
  expect(again.code).toBe(0)
  const asked = town.log.filter(asRobot).map(({ method, url }) => `${method} ${url}`)
  expect(asked.filter((request, n) => asked.indexOf(request) !== n)).toEqual([])
  const documents = await exported(archive, 'documents')
  const reports = documents.filter(({ kind }) => kind === 'annual-report').map(({ url }) => url)
  const truth = town.site('bulk').truth.filter(({ kind }) => kind === 'annual-report')
  expect(reports.sort()).toEqual(truth.map(({ url }) => url).sort())
}

test.concurrent('Ctrl-C in the middle of a visit: what is under way is finished and kept, 130, and the same command goes on', async (context) => {
  const town = await slowTown(context)
  const archive = emptyFolder()
  const run = start(crawlArgs(town, archive))
  await run.when(() => town.log.length >= 6)
  run.child.kill('SIGINT')
  const ended = await run.ended
  expect(ended.code).toBe(130)
  expect(ended.stdout).toMatch(/interrupted; \d+ requests left\. To go on:/)
  expect(ended.stdout).toContain(`  nianbao ${crawlArgs(town, archive).join(' ')}\n`)
  expect(town.log.length).toBeLessThan(20)
  await expectResumable(town, archive, ended)
})

test.concurrent.for(['SIGTERM', 'SIGHUP'] as const)('%s stops a visit as gracefully', async (signal, context) => {
  const town = await slowTown(context)
  const archive = emptyFolder()
  const run = start([...crawlArgs(town, archive), '--json'])
  await run.when(() => town.log.length >= 4)
  run.child.kill(signal)
  const ended = await run.ended
  expect(ended.code).toBe(130)
  expect(jsonLines(ended).at(-1)).toMatchObject({ event: 'done', interrupted: true })
  expect(readdirSync(join(archive, 'warc')).filter((name) => name.endsWith('.open'))).toEqual([])
})

test.concurrent('Ctrl-C is answered in Chinese where the environment speaks it', async (context) => {
  const town = await slowTown(context)
  const archive = emptyFolder()
  const run = start([...crawlArgs(town, archive), '--fresh'], { env: { LC_ALL: 'zh_CN.UTF-8' } })
  await run.when(() => town.log.length >= 3)
  run.child.kill('SIGINT')
  const ended = await run.ended
  expect(ended.stderr).toContain('正在完成手头的请求')
  expect(ended.stdout).toMatch(/已中断，还剩 \d+ 个请求。继续访问：/)
  // With --fresh the command would not go on, but begin anew.
  expect(ended.stdout).toContain(`  nianbao ${crawlArgs(town, archive).join(' ')}\n`)
  expect(ended.code).toBe(130)
})

/** Sends a signal now and then until the command has ended. */
async function insist(run: Running, signal: NodeJS.Signals): Promise<void> {
  while (run.child.exitCode === null && run.child.signalCode === null) {
    run.child.kill(signal)
    await sleep(50)
  }
}

test.concurrent('a second Ctrl-C does not wait for a server that never answers; the archive can be gone on with', async (context) => {
  let isStuck = true
  const server = await serve((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end()
    else if (!isStuck) response.writeHead(404).end()
  })
  context.onTestFinished(() => server.close())
  const archive = emptyFolder()
  const args = ['crawl', server.url, '--allow', '127.0.0.1', '--delay', '0', '--archive', archive]
  const run = start(args)
  await run.when(() => server.asked.length >= 2)
  run.child.kill('SIGINT')
  await run.until(/Ctrl-C again stops at once/)
  expect(run.child.exitCode).toBeNull()
  await insist(run, 'SIGINT')
  expect((await run.ended).code).toBe(130)
  isStuck = false
  const again = await nianbao(args)
  expect(again.stdout).toContain('going on with the visit that was cut short')
  expect(again.code).toBe(3)
  expect((await nianbao(['verify', '--archive', archive])).code).toBe(0)
})

test.concurrent('one Ctrl-C that arrives twice, from the terminal and from npm, is one', async (context) => {
  const town = await slowTown(context)
  const archive = emptyFolder()
  const run = start(crawlArgs(town, archive))
  await run.when(() => town.log.length >= 3)
  run.child.kill('SIGINT')
  run.child.kill('SIGINT')
  const ended = await run.ended
  expect(ended.code).toBe(130)
  expect(ended.stdout).toContain('To go on:')
})

test.concurrent('Ctrl-C while a server is waited for ends at once', async (context) => {
  const server = await serve((request, response) => {
    if (request.url === '/robots.txt') response.end('User-agent: *\nCrawl-delay: 300\n')
    else response.end('never asked')
  })
  context.onTestFinished(() => server.close())
  const run = start(['crawl', server.url, '--allow', '127.0.0.1', '--json'])
  await run.when(() => server.asked.length >= 1)
  await run.until(/"queued":1,/)
  run.child.kill('SIGINT')
  expect((await run.ended).code).toBe(130)
  expect(server.asked).toEqual(['/robots.txt'])
})

test.concurrent('a reader that closes the pipe early stops a visit gracefully: 130, and it can be gone on with', async (context) => {
  // Documents are told when they are committed, once a second: the closed pipe shows at the second time.
  const town = await slowTown(context, 80)
  const archive = emptyFolder()
  const run = start([...crawlArgs(town, archive), '--json'])
  await run.until(/"event":"document"/)
  run.child.stdout?.destroy()
  const ended = await run.ended
  expect(ended.code).toBe(130)
  await expectResumable(town, archive, ended)
})

/** A Node on the PATH that is too old for the sources, as a system's Node may be; null when there is none. */
function olderNode(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const node = join(folder, 'node')
    if (!existsSync(node)) continue
    const major = Number(/^v(\d+)\./.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1])
    if (major >= 18 && major < 24) return node
  }
  return null
}

const NO_OLDER = 'no Node from 18 to 23 is on the PATH'

describe('the launcher, run by an older Node', () => {
  const older = olderNode()

  test.concurrent('passes exit codes and output on', async (context) => {
    if (older === null) context.skip(NO_OLDER)
    const program = [older ?? '', LAUNCHER] as const
    const version = await nianbao(['--version'], { program })
    expect([version.code, version.stdout]).toEqual([0, (await nianbao(['--version'])).stdout])
    const mistake = await nianbao(['crwal'], { program })
    expect(mistake.code).toBe(2)
    expect(mistake.stderr).toMatch(/^nianbao: unknown command 'crwal'/)
  })

  test.concurrent.for(['SIGINT', 'SIGTERM'] as const)('passes %s on', async (signal, context) => {
    if (older === null) context.skip(NO_OLDER)
    const town = await slowTown(context)
    const run = start(crawlArgs(town, emptyFolder()), { program: [older ?? '', LAUNCHER] })
    await run.when(() => town.log.length >= 4)
    run.child.kill(signal)
    const ended = await run.ended
    expect(ended.code).toBe(130)
    expect(ended.stdout).toContain('To go on:')
  })

  test.concurrent('leaves no visit behind when it is killed: what it started stops gracefully', async (context) => {
    if (older === null) context.skip(NO_OLDER)
    const town = await slowTown(context)
    const archive = emptyFolder()
    const run = start(crawlArgs(town, archive), { program: [older ?? '', LAUNCHER] })
    await run.when(() => town.log.length >= 4)
    run.child.kill('SIGKILL')
    // The output ends when the last process that writes to it has ended.
    const ended = await run.ended
    expect(ended.signal).toBe('SIGKILL')
    await expectResumable(town, archive, ended)
  })
})
