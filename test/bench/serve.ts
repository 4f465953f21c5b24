import { createServer } from 'node:http'
import { COLUMN, columnPages } from './column.ts'

// The server of the measured pages, a process of its own so that what it costs is nobody else's. It is forked with a
// channel: it says its address once it listens, and answers `count` with how many different pages it served since then.

const reports = Number(process.argv[2])
const pages = new Map(columnPages(reports).map(({ path, body }) => [path, body]))
let served = new Set<string>()

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const path = request.url ?? ''
  const body = pages.get(path)
  if (body === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/html', 'Content-Length': 0 }).end()
    return
  }
  served.add(path)
  response.writeHead(200, { Server: 'nginx', 'Content-Type': 'text/html', 'Content-Length': body.length }).end(body)
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
