import { createServer, type Server, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { type Answer, keepsAlive, type Manner, type Sent, spellAnswer, takeRequest, type WireRequest } from './http.ts'

/** One request and its answer as the bytes that crossed the wire. */
export interface WireEntry {
  readonly site: string
  readonly method: string
  /** The absolute address asked for, spelt as sent. */
  readonly url: string
  readonly requestHead: Buffer
  readonly requestBody: Buffer
  /** Status line and header lines as sent, blank line included. */
  readonly head: Buffer
  /** The payload: what a client must keep. Chunks are not in it, the gzip coding is. */
  readonly body: Buffer
  readonly status: number
  /** When the first byte of the request came and when the answer was handed to the system (performance.now, ms). */
  readonly startedAt: number
  readonly finishedAt: number
}

/** What the wire server of one site needs. */
export interface WireSite {
  readonly id: string
  readonly manner: Manner
  /** The site's own address, without the last slash. Asked for late: it is not known before the server listens. */
  origin(): string
  answer(request: WireRequest): Answer
  record(entry: WireEntry): void
  now(): Date
  /** How long every answer is held back, ms. */
  readonly latency: number
}

/** A listening server: its port, and how to end it. */
export interface WireServer {
  readonly port: number
  /** Stops listening and cuts the open connections. */
  close(): Promise<void>
}

/**
 * Serves one site over plain TCP, so that every byte on the wire is ours. One connection's requests are answered in
 * their order.
 *
 * @throws what `listen` meets: EADDRINUSE, EADDRNOTAVAIL…
 */
export async function serveSite(site: WireSite, host: string, port: number): Promise<WireServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    // A client that goes away in the middle is the client's affair.
    socket.on('error', () => socket.destroy())
    converse(site, socket)
  })
  const bound = await listen(server, host, port)
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function converse(site: WireSite, socket: Socket): void {
  let received: Buffer = Buffer.alloc(0)
  let startedAt = 0
  let busy = false

  const next = (): void => {
    if (busy || socket.destroyed) return
    const taken = takeRequest(received)
    if (taken === null) return
    received = taken.rest
    busy = true
    const reply = (): void => {
      sendAnswer(site, socket, taken.request, startedAt)
      startedAt = performance.now()
      busy = false
      next()
    }
    if (site.latency > 0) setTimeout(reply, site.latency)
    else reply()
  }

  socket.on('data', (bytes: Buffer) => {
    if (received.length === 0 && !busy) startedAt = performance.now()
    received = Buffer.concat([received, bytes])
    next()
  })
}

const NOTHING_SENT: Sent = { head: Buffer.alloc(0), payload: Buffer.alloc(0), wire: Buffer.alloc(0) }

function sendAnswer(site: WireSite, socket: Socket, request: WireRequest, startedAt: number): void {
  if (socket.destroyed) return
  const known = request.method === 'GET' || request.method === 'POST'
  const answer = known ? site.answer(request) : { status: 400, lines: [], body: Buffer.alloc(0) }
  const sent = answer.act === undefined ? spellAnswer(answer, request, site.manner, site.now()) : NOTHING_SENT
  // Before it is sent: on a busy machine the client may have it, and ask again, before we look at the clock.
  const finishedAt = performance.now()
  if (answer.act !== undefined) answer.act(socket)
  else if (keepsAlive(request)) socket.write(sent.wire)
  else socket.end(sent.wire)
  site.record({
    site: site.id,
    method: request.method,
    url: site.origin() + request.target,
    requestHead: request.head,
    requestBody: request.body,
    head: sent.head,
    body: sent.payload,
    status: answer.status,
    startedAt,
    finishedAt,
  })
}
