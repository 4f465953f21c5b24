import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on loopback, made for one test. */
export interface TestServer {
  /** Its address, with the last slash. */
  readonly url: string
  /** The paths that were asked for, in their order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** Serves whatever `answer` does; robots.txt is not there unless it answers for that too. */
export async function serve(answer: RequestListener): Promise<TestServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A port on which nobody listens: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await serve(() => undefined)
  const port = Number(new URL(server.url).port)
  await server.close()
  return port
}
