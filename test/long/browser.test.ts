import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unpackedChromium } from '../../crawlers/browser/packaged.ts'
import { here, NEEDS } from '../crawlers/browser/here.ts'
import { openHost } from '../crawlers/browser/host.ts'
import { browserProcesses, browsers, isAlive, type Process, residentMb } from '../crawlers/browser/processes.ts'

const PAGES = 500

/** A page with what pages have: a style, a script that asks for data, a picture, and some memory that its script holds. */
const page = (
  n: number,
) => `<!DOCTYPE html><html><head><meta charset="utf-8"><link rel="stylesheet" href="/a.css"></head>
<body><h1>第${n}页</h1><p id="x"></p><img src="/i.gif"><script>
window.kept = Array.from({ length: 20000 }, (_, n) => ({ n, text: 'x'.repeat(20) }))
fetch('/data').then((a) => a.text()).then((text) => { x.textContent = text })
</script></body></html>`

describe.skipIf(here === null)(`many pages in a browser${NEEDS}`, () => {
  test(`${PAGES} pages in a row leave no process behind, and the memory stays flat`, {
    timeout: 1_800_000,
  }, async () => {
    const numbered = Array.from({ length: PAGES }, (_, n): [string, string] => [`/${n}`, page(n)])
    const host = await openHost({ ...Object.fromEntries(numbered), '/data': '数据', '/a.css': 'p{color:red}' })
    const seen = new Map<string, Process>()
    const tree: number[] = []
    const own: number[] = []
    try {
      const patience = { quiet: 50, load: 30_000, challenge: 0 }
      for (let n = 0; n < PAGES; n += 2) {
        const pair = [n, n + 1].map((at) =>
          host.renderer.render(host.request(`/${at}`, { patience, screenshot: at % 25 === 0 })),
        )
        const shown = await Promise.all(pair)
        for (const [at, { dom }] of shown.entries()) expect(dom).toContain(`第${n + at}页`)
        const running = browserProcesses()
        for (const one of running) seen.set(`${one.pid} ${one.started}`, one)
        if (n % 50 === 38) {
          if (running.length > 0) tree.push(running.reduce((sum, one) => sum + residentMb(one), 0))
          own.push(process.memoryUsage().rss / 2 ** 20)
        }
        expect(browsers().length).toBeLessThanOrEqual(2)
      }
    } finally {
      await host.close()
    }
    console.log(
      `browser MB: ${tree.map(Math.round).join(' ')}; own MB: ${own.map(Math.round).join(' ')}; ${seen.size} processes seen`,
    )
    await expect.poll(() => [...seen.values()].filter(isAlive)).toEqual([])
    // The sum moves with what is open just then; what leaks raises its floor.
    expect(Math.min(...tree.slice(-3))).toBeLessThan(Math.min(...tree.slice(0, 3)) * 1.3)
    expect(Math.max(...own.slice(-3))).toBeLessThan(Math.max(...own.slice(0, 3)) + 150)
  })
})

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'however many processes want the packaged Chromium at once, it is there once and whole (Linux x64)',
  async () => {
    const cache = mkdtempSync(join(tmpdir(), 'nianbao-cache-'))
    try {
      const wanted = Array.from({ length: 3 }, () => unpackedChromium({ XDG_CACHE_HOME: cache }))
      const [first, ...others] = await Promise.all(wanted)
      for (const other of others) expect(other).toEqual(first)
      expect(readdirSync(join(cache, 'nianbao'))).toHaveLength(1)
    } finally {
      rmSync(cache, { recursive: true, force: true })
    }
  },
)
