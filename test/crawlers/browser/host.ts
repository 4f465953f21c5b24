import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  createRenderer,
  type Renderer,
  type RendererOptions,
  type RenderRequest,
} from '../../../crawlers/browser/browser.ts'
import type { Exchange } from '../../../crawlers/fetch/exchange.ts'
import { type Client, createClient } from '../../../crawlers/fetch/http.ts'

/** Answers a request as it likes. */
export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** Answers by path: markup, or what to do. Everything else is 404. */
export type Pages = Readonly<Record<string, string | Answer>>

/** A server on loopback, a client that may only talk to it, and a browser. */
export interface Host {
  readonly origin: string
  /** `METHOD /path` of what was asked, in its order. */
  readonly asked: readonly string[]
  readonly renderer: Renderer
  readonly client: Client
  /** A request for a page of this host; addresses elsewhere are the guard's affair. */
  request(path: string, more?: Partial<RenderRequest>): RenderRequest
  close(): Promise<void>
}

/**
 * Opens a host with its pages.
 *
 * @param address of loopback: where it listens, and all that its client may talk to
 */
export async function openHost(pages: Pages, options: RendererOptions = {}, address = '127.0.0.1'): Promise<Host> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`)
      answer(pages[request.url ?? ''] ?? null, request, response, body)
    })
  })
  const port = await listen(server, address)
  const origin = `http://${address}:${port}`
  const client = createClient({ userAgent: 'nianbao-test', allow: [`${address}/32`] })
  const renderer = createRenderer(options)
  return {
    origin,
    asked,
    renderer,
    client,
    request: (path, more = {}) => ({
      url: new URL(path, origin).href,
      referer: null,
      userAgent: 'nianbao-test',
      rules: {
        fetch: (request, signal): Promise<Exchange> => client.fetch(request, signal),
        refuse: () => Promise.resolve(null),
        requests: 100,
        bytes: 10_000_000,
        atOnce: 2,
      },
      screenshot: false,
      patience: { quiet: 200, load: 20_000, challenge: 5000 },
      ...more,
    }),
    async close() {
      await renderer.close()
      await client.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(page: string | Answer | null, request: IncomingMessage, response: ServerResponse, body: string): void {
  if (typeof page === 'function') {
    page(request, response, body)
    return
  }
  response.statusCode = page === null ? 404 : 200
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(page ?? 'nothing here')
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
