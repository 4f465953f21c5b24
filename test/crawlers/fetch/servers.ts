import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type Client, type ClientOptions, createClient } from '../../../crawlers/fetch/http.ts'

/** A server on loopback that speaks bytes, not HTTP: each connection is handed to the test. */
export interface RawServer {
  readonly url: string
  readonly port: number
  /** How many connections were made to it. */
  connections(): number
  close(): Promise<void>
}

export async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export async function rawServer(onConnection: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  let count = 0
  const server = createServer((socket) => {
    count++
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    onConnection(socket)
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    connections: () => count,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A server that answers each request (its head, as text) with the bytes that `answer` gives, in these pieces. */
export function answering(
  answer: (requestHead: string) => readonly (Buffer | string)[],
  end = false,
): Promise<RawServer> {
  return rawServer((socket) => {
    let held = ''
    socket.on('data', (bytes) => {
      held += bytes.toString('latin1')
      for (let at = held.indexOf('\r\n\r\n'); at >= 0; at = held.indexOf('\r\n\r\n')) {
        const head = held.slice(0, at + 4)
        held = held.slice(at + 4)
        for (const piece of answer(head)) socket.write(piece)
        if (end) socket.end()
      }
    })
  })
}

/** A client that may talk to loopback. */
export function loopbackClient(options: Partial<ClientOptions> = {}): Client {
  return createClient({ userAgent: 'nianbao/test', allow: ['127.0.0.0/8'], ...options })
}
