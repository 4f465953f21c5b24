import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { here, NEEDS } from './here.ts'
import { type Host, openHost, type Pages } from './host.ts'
import { browserProcesses, browsers, isAlive, type Process, pageProcesses, residentMb, startOf } from './processes.ts'

const page = (body: string) => `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`

const LOADER = `<div id="out">等待</div><iframe src="/frame"></iframe><img src="/img.gif">
<script src="/a.js"></script><script>
document.cookie = 'script=2'
new Worker('/worker.js')
fetch('/sent').then((a) => a.text()).then(async (text) => {
  const posted = await fetch('/post', { method: 'POST', body: new URLSearchParams({ k: '年报' }) })
  out.textContent = text + '|' + await posted.text()
})
</script>`

/** 17:00 UTC on 2024-03-05 is the next day in China. */
const CLOCK = `const clock = () => navigator.language + ' ' + new Date(1709658000000).toLocaleDateString() + ' ' + Intl.DateTimeFormat().resolvedOptions().timeZone`

/** Leaves something wherever a page can, and asks for things while it goes. */
const LITTERING = `<link rel="stylesheet" href="/kept.css"><p id="out">未</p><script>
document.cookie = 'left=1'; localStorage.left = 1; sessionStorage.left = 1; window.name = 'left'
history.pushState({}, '', '/littering?2')
addEventListener('pagehide', () => { navigator.sendBeacon('/beacon'); fetch('/goodbye', { keepalive: true }) })
const opening = indexedDB.open('left', 1)
opening.onupgradeneeded = () => opening.result.createObjectStore('left')
opening.onsuccess = async () => { await (await caches.open('left')).put('/left', new Response('1')); out.textContent = '留' }
</script>`

/** Tells whatever it finds. */
const FINDING = `<link rel="stylesheet" href="/kept.css"><p id="out"></p><script>
(async () => {
  const bases = (await indexedDB.databases()).map(({ name }) => name)
  const found = [document.cookie, localStorage.left, sessionStorage.left, window.name, await caches.keys(), bases]
  out.textContent = found.join('|') + ' ' + history.length
})()
</script>`

const PAGES: Pages = {
  '/littering': page(LITTERING),
  '/finding': page(FINDING),
  '/kept.css': (_request, response) => {
    response.setHeader('Content-Type', 'text/css')
    response.setHeader('Cache-Control', 'max-age=86400')
    response.end('p{color:red}')
  },
  '/loader': (_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Set-Cookie', ['server=1; HttpOnly', 'other=3; Path=/elsewhere'])
    response.end(page(LOADER))
  },
  '/frame': page('内嵌'),
  '/a.js': 'window.loaded = 1',
  '/worker.js': (_request, response) => {
    response.setHeader('Content-Type', 'text/javascript')
    response.end(`fetch('/by-worker')`)
  },
  '/by-worker': 'ok',
  '/sent': (_request, response) => {
    response.writeHead(307, { Location: '/data' }).end()
  },
  '/data': (request, response) => {
    response.end(`cookies: ${request.headers.cookie}`)
  },
  '/post': (_request, response, body) => {
    response.end(`posted ${body}`)
  },
  '/pushy': page(
    `<p>站得住</p><a id="d" href="/file" download>x</a><script>
    alert('您好'); confirm('?'); prompt('?'); open('/popup'); d.click()
    addEventListener('beforeunload', (e) => e.preventDefault())
    try { navigator.serviceWorker.register('/sw.js') } catch (e) { document.title = 'no worker' }
    new WebSocket('ws://' + location.host + '/ws')
    setTimeout(() => { location.href = 'http://127.0.0.2:' + location.port + '/away' }, 50)
    </script>`,
  ),
  '/gbk': (_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    // 年报: the page does not say that it is GBK, and is long enough for its bytes to tell.
    const bytes = Buffer.from('c4eab1a8a1a3d5fec8aed0c5cfa2b9abbfaab9a4d7f7', 'hex')
    response.end(
      Buffer.concat([Buffer.from('<html><body><p>'), ...Array(30).fill(bytes), Buffer.from('</p></body></html>')]),
    )
  },
  '/pdf': (_request, response) => {
    response.setHeader('Content-Type', 'application/pdf')
    response.end('%PDF-1.4 nothing much')
  },
  '/tall': page('<div style="height:40000px;background:linear-gradient(red,blue)">长</div>'),
  '/loop': page('<p>忙</p><script>setTimeout(() => { for (;;); }, 20)</script>'),
  '/greedy': page(`<script>for (let n = 0; n < 40; n++) new Image().src = '/many/' + n</script><p>图</p>`),
  '/plain': page('<p>平常</p>'),
  '/late': page(`<p>浏览次数：<b id="a"></b>；下载次数：<b id="b"></b></p><script>
    addEventListener('load', () => {
      setTimeout(() => { a.textContent = '一千' }, 300)
      setTimeout(async () => { b.textContent = await (await fetch('/slow')).text() }, 450)
    })
    </script>`),
  '/slow': (_request, response) => {
    setTimeout(() => response.end('thirty'), 400)
  },
  '/here': (request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(
      page(`<p>${request.headers['accept-language']}</p><ul id="out"></ul><iframe src="/clock"></iframe><script>
    const tell = (text) => out.append(Object.assign(document.createElement('li'), { textContent: text }))
    addEventListener('message', ({ data }) => tell(data))
    ${CLOCK}
    tell('page ' + clock())
    new Worker('/clock.js').onmessage = ({ data }) => tell(data)
    </script>`),
    )
  },
  '/clock': page(`<script>${CLOCK}; parent.postMessage('frame ' + clock(), '*')</script>`),
  '/clock.js': (_request, response) => {
    response.setHeader('Content-Type', 'text/javascript')
    response.end(`${CLOCK}; postMessage('worker ' + clock())`)
  },
}

describe.skipIf(here === null)(`pages in a browser${NEEDS}`, () => {
  let host: Host
  beforeAll(async () => {
    host = await openHost(PAGES)
  })
  afterAll(() => host.close())

  test('everything that a page loads is an exchange: redirects, data, forms, frames, workers; cookies of script and server go along', async () => {
    const { exchanges, dom, documents, refused } = await host.renderer.render(host.request('/loader'))
    const loaded = exchanges.map(({ method, status, url }) => `${method} ${status} ${new URL(url).pathname}`)
    for (const wanted of [
      'GET 200 /a.js',
      'GET 200 /frame',
      'GET 404 /img.gif',
      'GET 200 /worker.js',
      'GET 200 /by-worker',
      'GET 307 /sent',
      'GET 200 /data',
      'POST 200 /post',
    ])
      expect(loaded).toContain(wanted)
    expect(loaded.at(-1)).toBe('GET 200 /loader')
    expect(documents).toHaveLength(1)
    expect(refused).toEqual([])
    expect(dom).toContain('<div id="out">cookies: server=1; script=2|posted k=%E5%B9%B4%E6%8A%A5</div>')
    const posted = exchanges.find(({ method }) => method === 'POST')
    expect(posted?.requestBody.toString()).toBe('k=%E5%B9%B4%E6%8A%A5')
    expect(posted?.requestHead.toString('latin1')).toContain('nianbao-test')
  })

  test('what a page forces on its reader is of no use: dialogs, windows, downloads, sockets, service workers, other sites', async () => {
    const before = host.asked.length
    const refuse = async (url: string) => (url.startsWith(host.origin) ? null : 'foreign-host')
    const request = host.request('/pushy')
    const shown = await host.renderer.render({ ...request, rules: { ...request.rules, refuse } })
    expect(shown.dom).toContain('站得住')
    expect(shown.dom).toContain('<title>no worker</title>')
    expect(shown.refused).toContainEqual({ url: expect.stringContaining('/away'), reason: 'foreign-host' })
    const asked = host.asked.slice(before).map((line) => line.split(' ')[1])
    expect(asked.filter((path) => path !== '/pushy' && path !== '/file' && path !== '/favicon.ico')).toEqual([])
  })

  test('a page is shown in the encoding that its bytes are in', async () => {
    const { dom } = await host.renderer.render(host.request('/gbk'))
    expect(dom).toContain('年报。')
  })

  test('pages, frames and workers tell dates as in China, two pages at a time too', async () => {
    const shown = await Promise.all([
      host.renderer.render(host.request('/here')),
      host.renderer.render(host.request('/here')),
    ])
    for (const { dom } of shown) {
      expect(dom).toMatch(/<p>zh-CN,zh/)
      for (const who of ['page', 'frame', 'worker'])
        expect(dom).toContain(`<li>${who} zh-CN 2024/3/6 Asia/Shanghai</li>`)
    }
  })

  test('counts that are filled in late are there: 0.3 seconds after the page has loaded, or by data asked for after 0.45', async () => {
    const patience = { quiet: 500, load: 20_000, challenge: 0 }
    const { dom } = await host.renderer.render(host.request('/late', { patience }))
    expect(dom).toContain('浏览次数：<b id="a">一千</b>；下载次数：<b id="b">thirty</b>')
  })

  test('a file is no page: its bytes are there, and nothing is shown', async () => {
    const { dom, exchanges } = await host.renderer.render(host.request('/pdf'))
    expect(dom).toBeNull()
    expect(exchanges.at(-1)?.body.toString()).toContain('%PDF-1.4')
  })

  test('a picture shows a page from top to bottom, up to the height that there is a picture for', async () => {
    const { screenshot } = await host.renderer.render(host.request('/tall', { screenshot: true }))
    expect(screenshot?.isCut).toBe(true)
    expect(screenshot?.png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect(screenshot?.png.readUInt32BE(20)).toBe(16_384)
  })

  test('a page may ask so often and no more', async () => {
    const request = host.request('/greedy')
    const { exchanges, refused } = await host.renderer.render({ ...request, rules: { ...request.rules, requests: 10 } })
    expect(exchanges.length).toBeLessThanOrEqual(10)
    expect(refused.filter(({ reason }) => reason === 'too-many').length).toBeGreaterThan(25)
  })

  test('a page finds nothing of the one before it: cookies, storage, cache, name, history; what that asks for as it goes is not asked', async () => {
    const own = await openHost(PAGES, { atOnce: 1 })
    try {
      const littered = await own.renderer.render(own.request('/littering'))
      expect(littered.dom).toContain('<p id="out">留</p>')
      const { dom, exchanges } = await own.renderer.render(own.request('/finding'))
      // The blank page before it counts as history.
      expect(dom).toContain('<p id="out">||||| 2</p>')
      const paths = exchanges.map(({ url }) => new URL(url).pathname).filter((path) => path !== '/favicon.ico')
      expect(paths.toSorted()).toEqual(['/finding', '/kept.css'])
      expect(own.asked.filter((line) => /beacon|goodbye/.test(line))).toEqual([])
    } finally {
      await own.close()
    }
  })

  test('thirty pages in a row leave one browser with the processes of its two tabs', async () => {
    await host.renderer.render(host.request('/plain'))
    const before = browserProcesses().length
    const patience = { quiet: 20, load: 20_000, challenge: 0 }
    const shown = Array.from({ length: 30 }, () => host.renderer.render(host.request('/plain', { patience })))
    for (const { dom } of await Promise.all(shown)) expect(dom).toContain('平常')
    expect(browsers().length).toBeLessThanOrEqual(1)
    // Two tabs may wait for more, with two processes each; what has ended needs a moment to be gone.
    await expect.poll(() => browserProcesses().length, { timeout: 20_000 }).toBeLessThanOrEqual(before + 4)
    expect(browsers().every((browser) => residentMb(browser) < 1000)).toBe(true)
  })
})

describe.skipIf(here === null || process.platform !== 'linux')(`browsers that end${NEEDS}`, () => {
  test('a browser that is killed with a page open fails that page; the next page gets a new browser', async () => {
    let killed = 0
    const host = await openHost({
      ...PAGES,
      '/fatal': () => {
        // What is asked once more, because its answer broke off, is not to meet the next browser.
        if (killed++ > 0) return
        for (const { pid } of browsers()) process.kill(pid, 'SIGKILL')
      },
    })
    try {
      await expect(host.renderer.render(host.request('/fatal'))).rejects.toMatchObject({ reason: 'browser-crashed' })
      expect(killed).toBe(1)
      const { dom } = await host.renderer.render(host.request('/plain'))
      expect(dom).toContain('平常')
    } finally {
      await host.close()
    }
    expect(browserProcesses()).toEqual([])
  })

  test('a tab whose process ended while it waited fails no page, and no page is asked for twice', async () => {
    const host = await openHost(PAGES, { atOnce: 1 })
    try {
      await host.renderer.render(host.request('/plain'))
      for (const isNoticed of [false, true]) {
        const pages = pageProcesses()
        expect(pages.length).toBeGreaterThan(0)
        for (const { pid } of pages) process.kill(pid, 'SIGKILL')
        if (isNoticed) await expect.poll(() => pages.filter(isAlive)).toEqual([])
        const { dom } = await host.renderer.render(host.request('/plain'))
        expect(dom).toContain('平常')
      }
      expect(host.asked.filter((line) => line === 'GET /plain')).toHaveLength(3)
      expect(browsers()).toHaveLength(1)
    } finally {
      await host.close()
    }
  })

  test('a page that never lets go ends its browser, and every process of it', async () => {
    const host = await openHost(PAGES, { grace: 1500 })
    try {
      const patience = { quiet: 200, load: 1500, challenge: 0 }
      const hung = host.renderer.render(host.request('/loop', { patience }))
      const seen = new Map<string, Process>()
      const watch = setInterval(() => {
        for (const one of browserProcesses()) seen.set(`${one.pid} ${one.started}`, one)
      }, 100)
      await expect(hung).rejects.toMatchObject({ reason: 'browser-hung' })
      clearInterval(watch)
      expect(seen.size).toBeGreaterThan(2)
      await expect.poll(() => [...seen.values()].filter(isAlive)).toEqual([])
      const { dom } = await host.renderer.render(host.request('/plain'))
      expect(dom).toContain('平常')
    } finally {
      await host.close()
    }
    expect(browserProcesses()).toEqual([])
  })

  test('a browser ends with the process that started it, even when that is killed', async () => {
    const launcher = new URL('../../../crawlers/browser/launch.ts', import.meta.url).href
    const script = `import { launch } from ${JSON.stringify(launcher)}
const { pid } = await launch(${JSON.stringify(here)})
process.stdout.write(String(pid), () => process.kill(process.pid, 'SIGKILL'))`
    const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(signal).toBe('SIGKILL')
    expect(Number(stdout)).toBeGreaterThan(0)
    const left = { pid: Number(stdout), started: startOf(Number(stdout)) }
    await expect.poll(() => isAlive(left), { timeout: 20_000 }).toBe(false)
  })

  test('after so many pages a browser is replaced by a new one', async () => {
    const host = await openHost(PAGES, { pages: 2, atOnce: 1 })
    try {
      const seen = new Set<number>()
      for (let n = 0; n < 4; n++) {
        const shown = host.renderer.render(host.request('/plain'))
        await shown
        for (const { pid } of browsers()) seen.add(pid)
      }
      expect(seen.size).toBeGreaterThanOrEqual(2)
    } finally {
      await host.close()
    }
  })
})
