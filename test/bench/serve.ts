import { hash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { COLUMN, columnPages } from './column.ts'

// The server of the measured pages, a process of its own so that what it costs is nobody else's. It is forked with a
// channel: it says its address once it listens, and answers `count` with how many different pages it served since then.

const reports = Number(process.argv[2])
const pages = new Map(columnPages(reports).map(({ path, body }) => [path, body]))
let served = new Set<string>()

/** Under the name of localhost the pages have an ETag, under the address they have none: as servers do and do not. */
function validators({ headers }: IncomingMessage, body: Buffer): { ETag?: string } {
  return headers.host?.startsWith('localhost') ? { ETag: `"${hash('sha256', body).slice(0, 16)}"` } : {}
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const path = request.url ?? ''
  const body = pages.get(path)
  if (body === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/html', 'Content-Length': 0 }).end()
    return
  }
  served.add(path)
  const lines = { Server: 'nginx', 'Content-Type': 'text/html', ...validators(request, body) }
  const isKnown = lines.ETag !== undefined && request.headers['if-none-match'] === lines.ETag
  if (isKnown) response.writeHead(304, lines).end()
  else response.writeHead(200, { ...lines, 'Content-Length': body.length }).end(body)
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.send?.({ column: `http://127.0.0.1:${port}${COLUMN}`, pages: pages.size })
})
process.on('message', () => {
  process.send?.({ served: served.size })
  served = new Set()
})
process.on('disconnect', () => {
  server.closeAllConnections()
  server.close()
})
