import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'

/** ReplayWeb.page as its makers publish it. */
const REPLAYER = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'replaywebpage')

/** A page that shows one capture of a package by ReplayWeb.page, as any site can embed it. */
export interface ReplayServer {
  /** The page that shows a URL as it was at a time (fourteen digits). */
  pageOf(url: string, time: string): string
  close(): Promise<void>
}

/** Serves a WACZ file with ReplayWeb.page on a free port of loopback. */
export async function serveReplay(wacz: string): Promise<ReplayServer> {
  const server = createServer((request, response) => answer(wacz, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    pageOf: (url, time) => `http://127.0.0.1:${port}/?${new URLSearchParams({ url, time })}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(wacz: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const send = (type: string, body: string | Buffer) => {
    response.writeHead(200, { 'Content-Type': type })
    response.end(body)
  }
  if (pathname === '/') send('text/html; charset=utf-8', embedding(searchParams))
  else if (pathname === '/replay/') send('text/html', readFileSync(join(REPLAYER, 'index.html')))
  else if (pathname === '/replay/ui.js') send('text/javascript', readFileSync(join(REPLAYER, 'ui.js')))
  else if (pathname === '/replay/sw.js') send('text/javascript', readFileSync(join(REPLAYER, 'sw.js')))
  else if (pathname === '/archive.wacz') sendRange(wacz, request, response)
  else response.writeHead(404).end()
}

function embedding(asked: URLSearchParams): string {
  const source = `source="/archive.wacz" url="${asked.get('url')}" ts="${asked.get('time')}"`
  return `<!doctype html><title>replay</title><script src="/replay/ui.js"></script>
<style>body { margin: 0 } replay-web-page { display: block; width: 1000px; height: 800px }</style>
<replay-web-page ${source} replayBase="/replay/" embed="replayonly"></replay-web-page>`
}

function sendRange(path: string, { headers, method }: IncomingMessage, response: ServerResponse): void {
  const { size } = statSync(path)
  const [, from = '', to = ''] = /bytes=(\d*)-(\d*)/.exec(headers.range ?? '') ?? []
  const start = from === '' ? (to === '' ? 0 : size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to))
  response.writeHead(headers.range === undefined ? 200 : 206, {
    'Content-Type': 'application/wacz',
    'Content-Length': end - start + 1,
    'Content-Range': `bytes ${start}-${end}/${size}`,
    'Accept-Ranges': 'bytes',
  })
  if (method === 'HEAD') response.end()
  else createReadStream(path, { start, end }).pipe(response)
}
