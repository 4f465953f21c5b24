import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on loopback, made for one test. */
export interface TestServer {
  /** Its address, with the last slash. */
  readonly url: string
  /** The paths that were asked for, in their order. */
  readonly asked: readonly string[]
  /** Those among them that the visit was for: neither robots.txt nor a probe, nor a second look as a browser. */
  readonly pages: readonly string[]
  close(): Promise<void>
}

/** Serves whatever `answer` does; robots.txt is not there unless it answers for that too. */
export async function serve(answer: RequestListener): Promise<TestServer> {
  const asked: string[] = []
  const pages: string[] = []
  const server = createServer((request, response) => {
    const { url = '', headers } = request
    asked.push(url)
    if (isFor(url, headers['user-agent'] ?? '')) pages.push(url)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    pages,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function isFor(url: string, agent: string): boolean {
  return agent.includes('nianbao') && url !== '/robots.txt' && !url.includes('/nianbao-probe-')
}

/** A port on which nobody listens: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await serve(() => undefined)
  const port = Number(new URL(server.url).port)
  await server.close()
  return port
}
