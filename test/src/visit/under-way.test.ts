import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveRun } from '../../../src/visit/run.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { startTown, type Town } from '../../town/town.ts'
import { newFolder, siteOf, visitAll } from './visits.ts'

const DRIPPING = '/nb/3.html'

let town: Town
let folder: string

beforeEach(async () => {
  town = await startTown({ sites: ['traps'] })
  folder = newFolder()
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function requestOf(url: string): Promise<unknown> {
  const archive = await openArchiveToRead(folder)
  const row = archive.db.raw.prepare('select state, tries, reason from request where url = ?').get(url)
  await archive.close()
  return row
}

test('a stop calls a dripping answer off; it stays in line, is no failed try, and the next run has it', async () => {
  const site = { ...siteOf(town.site('traps')), browser: 'never' as const }
  const url = new URL(DRIPPING, town.site('traps').home).href
  const stop = new AbortController()
  const lives: LiveRun[] = []
  const run = visitAll([site], folder, { signal: stop.signal, grace: 100, onStart: (live) => lives.push(live) })
  await vi.waitFor(() => expect(lives[0]?.asking(new URL(url).host)?.url).toBe(url), { timeout: 60_000 })
  stop.abort()
  const { interrupted, sites } = await run
  expect([interrupted, sites[0]?.outcome]).toEqual([true, 'interrupted'])
  expect(await requestOf(url)).toMatchObject({ state: expect.stringMatching(/queued|leased/), tries: 0 })
  const next = await visitAll([site], folder, { timeouts: { head: 2000, idle: 300, total: 300 } })
  expect(next.sites[0]).toMatchObject({ resumed: true, left: 0 })
  expect(await requestOf(url)).toMatchObject({ state: 'failed', reason: 'cut-short' })
})

test('what ends within its grace after a stop is kept', async () => {
  const slow = await startTown({ sites: ['zone'], latency: 300 })
  const stop = new AbortController()
  const site = siteOf(slow.site('zone'))
  const host = new URL(slow.site('zone').column).host
  const lives: LiveRun[] = []
  const run = visitAll([site], folder, { signal: stop.signal, onStart: (live) => lives.push(live) })
  await vi.waitFor(() => expect(lives[0]?.asking(host)?.url).not.toMatch(/robots\.txt$|^undefined$/), {
    timeout: 60_000,
  })
  const asked = lives[0]?.asking(host)?.url ?? ''
  stop.abort()
  await run
  await slow.close()
  expect(await requestOf(asked)).toMatchObject({ state: 'done' })
})
