import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Frame, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FoundBrowser, findBrowser } from '../../../crawlers/browser/find.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { EVERYTHING } from '../../../storage/wacz/select.ts'
import { writeWacz } from '../../../storage/wacz/write.ts'
import { newFolder, siteOf, visitAll } from '../../src/visit/visits.ts'
import { startTown, type Town } from '../../town/town.ts'
import { type ReplayServer, serveReplay } from './replay-server.ts'

const found: FoundBrowser | null = await findBrowser(process.env).catch(() => null)

let town: Town
let browser: Browser
let replay: ReplayServer
const folder = newFolder()
/** ReplayWeb.page wants a language, which a bare machine has not. */
const AS_SEEN = { viewport: { width: 1000, height: 800 }, locale: 'zh-CN' }

/** A capture of the archive, as an index names its time. */
interface Moment {
  readonly time: string
  readonly isRepeat: boolean
}

let moments: (url: string) => Moment[]

beforeAll(async () => {
  if (found === null) return
  const archive = join(folder, 'archive')
  town = await startTown({ sites: ['county', 'jcms'] })
  const sites = town.sites.map(siteOf).map((site) => ({ ...site, snapshot: { ...site.snapshot, assets: true } }))
  await visitAll(sites, archive)
  await visitAll(sites, archive)
  const kept = await openArchiveToRead(archive)
  const wacz = join(folder, 'town.wacz')
  await writeWacz(kept, wacz, { selection: EVERYTHING, title: '', software: '', now: new Date(), key: null })
  const captures = kept.db.raw.prepare<[string], { at: number; original: number }>(
    `select c.at, c.id = p.capture as original from capture c join url u on u.id = c.url
     join payload p on p.id = c.payload where u.url = ? order by c.id`,
  )
  const known = new Map(
    town.sites
      .flatMap(({ truth }) => truth)
      .map(({ url }) => [
        url,
        captures.all(url).map(({ at, original }) => ({
          time: new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14),
          isRepeat: original === 0,
        })),
      ]),
  )
  moments = (url) => known.get(url) ?? []
  await kept.close()
  replay = await serveReplay(wacz)
  const { executable, env } = found
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launch({ executablePath: executable, env: { ...process.env, ...env }, args })
})

afterAll(async () => {
  await browser?.close()
  await replay?.close()
  await town?.close()
  rmSync(folder, { recursive: true })
})

/** The frame in which ReplayWeb.page shows a capture, once it is there whole. */
async function replayed(page: Page, url: string, time: string): Promise<Frame> {
  await page.goto(replay.pageOf(url, time))
  const isShown = (frame: Frame) => frame.url().includes('mp_/') && frame.url().endsWith(url)
  const frame =
    page.frames().find(isShown) ?? (await page.waitForEvent('framenavigated', { predicate: isShown, timeout: 45_000 }))
  await frame.waitForLoadState('load')
  return frame
}

/** Run in the browser: the share of pixels in which two pictures (base64) differ to the eye. */
const COMPARE = `async ([one, other]) => {
  const pixels = async (source) => {
    const image = new Image()
    image.src = 'data:image/png;base64,' + source
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    return context.getImageData(0, 0, image.width, image.height).data
  }
  const [a, b] = [await pixels(one), await pixels(other)]
  if (a.length !== b.length) return 1
  let differing = 0
  for (let at = 0; at < a.length; at += 4) {
    if (Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2]) > 60) differing++
  }
  return differing / (a.length / 4)
}`

/** Run in the browser: takes all styles off the page. */
const UNDRESS = `for (const style of document.querySelectorAll('style, link[rel=stylesheet]')) style.remove()`

async function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const pictures = JSON.stringify([one.toString('base64'), other.toString('base64')])
  return Number(await page.evaluate(`(${COMPARE})(${pictures})`))
}

const withBrowser = found === null ? test.skip : test
const skipped = found === null ? ' — there is no Chromium here' : ''

withBrowser(`a report replayed by ReplayWeb.page looks as it does live${skipped}`, { timeout: 90_000 }, async () => {
  const report = town.site('county').truth.find(({ form }) => form === 'page')
  const url = report?.url ?? ''
  const page = await browser.newPage(AS_SEEN)
  const frame = await replayed(page, url, moments(url)[0]?.time ?? '')
  expect(await frame.locator('body').innerText()).toContain(report?.title)
  const window = await frame.frameElement()
  const box = await window.boundingBox()
  const archived = await window.screenshot()
  await page.setViewportSize({ width: box?.width ?? 0, height: box?.height ?? 0 })
  await page.goto(url)
  const live = await page.screenshot()
  // Without its styles the page would not pass for itself.
  await page.evaluate(UNDRESS)
  const bare = await page.screenshot()
  expect(await difference(page, archived, live)).toBeLessThan(0.01)
  expect(await difference(page, bare, live)).toBeGreaterThan(0.02)
  await page.close()
})

withBrowser(`a repeat is replayed with the body of its original${skipped}`, { timeout: 90_000 }, async () => {
  const report = town.site('county').truth.find(({ url }) => moments(url).some(({ isRepeat }) => isRepeat))
  const url = report?.url ?? ''
  const repeat = moments(url).find(({ isRepeat }) => isRepeat)
  expect(repeat).toBeDefined()
  const page = await browser.newPage(AS_SEEN)
  const frame = await replayed(page, url, repeat?.time ?? '')
  expect(frame.url()).toContain(`/${repeat?.time}mp_/`)
  expect(await frame.locator('body').innerText()).toContain(report?.title)
  await page.close()
})
