import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../../crawlers/fetch/http.ts'
import { here, NEEDS } from './here.ts'
import { type Answer, type Host, openHost, type Pages } from './host.ts'

/** Where the page itself stands: the only address that may be talked to. */
const OWN = '127.0.9.9'

/** Hosts that are this machine or a private network, as a page may spell them. */
const HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.0.0.1.',
  '127.0.0.2',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.0x0.0x0.0x1',
  '0177.0.0.1',
  '0177.0.0.01',
  '017700000001',
  '0',
  '0.0.0.0',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'own.localhost',
  '１２７.０.０.１',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fd00::1]',
  '10.0.0.1',
  '10.255.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
] as const

/** The ways in which a page can have an address loaded, but for frames. */
const WAYS: readonly ((url: string) => string)[] = [
  (url) => `<img src="${url}">`,
  (url) => `<script src="${url}" async></script>`,
  (url) => `<link rel="stylesheet" href="${url}">`,
  (url) => `<link rel="preconnect" href="${url}"><link rel="dns-prefetch" href="${url}">`,
  (url) => `<link rel="prefetch" href="${url}"><link rel="preload" as="fetch" href="${url}">`,
  (url) => `<div style="background:url('${url}')">.</div>`,
  (url) => `<script>fetch('${url}', { mode: 'no-cors' }).catch(() => 0)</script>`,
  (url) =>
    `<script>try { const x = new XMLHttpRequest(); x.open('POST', '${url}'); x.send('a=1') } catch (e) {}</script>`,
  (url) => `<script>try { new WebSocket('${url.replace('http', 'ws')}') } catch (e) {}</script>`,
  (url) => `<script>try { new EventSource('${url}') } catch (e) {}</script>`,
  (url) => `<script>navigator.sendBeacon('${url}', 'a')</script>`,
  (url) =>
    `<script>new Worker(URL.createObjectURL(new Blob(["fetch('${url}',{mode:'no-cors'}).catch(()=>0)"])))</script>`,
  (url) => `<img src="/to?${encodeURIComponent(url)}">`,
  (url) => `<script>fetch('/to?${encodeURIComponent(url)}', { mode: 'no-cors' }).catch(() => 0)</script>`,
]

/** The ways of frames: each costs a document. */
const FRAMES: readonly ((url: string) => string)[] = [
  (url) => `<iframe src="${url}"></iframe>`,
  (url) => `<object data="${url}"></object>`,
  (url) => `<iframe srcdoc="<meta http-equiv=refresh content='0;url=${url}'>"></iframe>`,
  (url) => `<iframe srcdoc="<script>location.href='${url}'</script>"></iframe>`,
  (url) => `<iframe src="/to?${encodeURIComponent(url)}"></iframe>`,
]

/** The pages of the host that wants them all. */
function pagesWanting(port: number): Pages {
  const urls = HOSTS.map((name) => `http://${name}:${port}/`)
  const few = urls.filter((_url, n) => n % 7 === 0)
  const page = (body: string) => `<!DOCTYPE html><html><body><p>页面</p>${body}</body></html>`
  const ways = WAYS.map((way, n) => [`/way/${n}`, page(urls.map(way).join('\n'))] as const)
  const redirects = urls.map((url): [string, Answer] => [
    `/to?${encodeURIComponent(url)}`,
    (_request, response) => void response.writeHead(302, { Location: encodeURI(url) }).end(),
  ])
  const first = `http://127.0.0.1:${port}/`
  return {
    ...Object.fromEntries([...ways, ...redirects]),
    '/frames': page(few.flatMap((url) => FRAMES.map((way) => way(url))).join('\n')),
    '/refresh': page(`<meta http-equiv="refresh" content="0;url=${first}">`),
    '/redirect': (_request, response) => void response.writeHead(302, { Location: first }).end(),
  }
}

describe.skipIf(here === null || process.platform !== 'linux')(`the guard in a browser${NEEDS}`, () => {
  const connections: string[] = []
  const listeners: Server[] = []
  let port = 0
  let host: Host

  beforeAll(async () => {
    const heard = (socket: Socket) => {
      connections.push(`${socket.localAddress}`)
      socket.destroy()
    }
    for (const address of ['127.0.0.1', '::1', '127.0.0.2']) {
      const server = createServer(heard)
      listeners.push(server)
      port = await new Promise<number>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, address, () => resolve(Object(server.address()).port))
      })
    }
    host = await openHost(pagesWanting(port), {}, OWN)
  })

  afterAll(async () => {
    await host.close()
    await Promise.all(listeners.map((server) => new Promise((resolve) => server.close(resolve))))
  })

  /** Shows a page of the host, and gives the reasons for which it did not get what it wanted, by host name. */
  async function refusals(path: string): Promise<Map<string, string[]>> {
    const request = host.request(path)
    const { refused, dom } = await host.renderer.render({
      ...request,
      rules: { ...request.rules, requests: 5000, atOnce: 8 },
    })
    expect(dom).toContain('页面')
    const named = Map.groupBy(refused, ({ url }) => new URL(url).hostname)
    return new Map([...named].map(([name, all]) => [name, [...new Set(all.map(({ reason }) => reason))]]))
  }

  test.each(WAYS.map((way, n) => [way('URL').slice(0, 60), n] as const))(
    `${HOSTS.length} spellings of addresses that are not public, none of them connected to: %s`,
    async (_way, n) => {
      await refusals(`/way/${n}`)
      expect(connections).toEqual([])
    },
  )

  test('each spelling is refused by the guard, and said to be; so it is in frames', async () => {
    const found = await refusals('/way/0')
    const silent = HOSTS.map((name) => new URL(`http://${name}/`).hostname).filter((name) => !found.has(name))
    expect(silent).toEqual([])
    expect([...new Set([...found.values()].flat())].sort()).toEqual(['dns', 'forbidden-address'])
    expect((await refusals('/frames')).size).toBeGreaterThan(3)
    expect(connections).toEqual([])
  })

  test('a page that sends itself to such an address, or is redirected there, ends without it', async () => {
    const url = `http://127.0.0.1:${port}/`
    const refreshed = await host.renderer.render(host.request('/refresh'))
    expect(refreshed.dom).toContain('页面')
    expect(refreshed.refused).toContainEqual({ url, reason: 'forbidden-address' })
    const redirected = await host.renderer.render(host.request('/redirect'))
    expect(redirected.dom).toBeNull()
    expect(redirected.documents.at(-1)).toEqual({ url, exchange: null, reason: 'forbidden-address' })
    expect(connections).toEqual([])
  })

  test('the listener would have heard of it: a client that is allowed to is connected', async () => {
    const client = createClient({ userAgent: 'nianbao-test', allow: ['127.0.0.0/8'] })
    const request = host.request('/way/0')
    await host.renderer.render({
      ...request,
      rules: { ...request.rules, fetch: (asked, signal) => client.fetch(asked, signal) },
    })
    await client.close()
    expect(connections.length).toBeGreaterThan(0)
  })
})
