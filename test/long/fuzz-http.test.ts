import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import { type Client, createClient } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { judge } from '../../crawlers/outcome.ts'
import { fuzz, fuzzBounds, mutate, mutations } from './fuzz.ts'

const MOST = 20_000

let server: Server
let client: Client
let port = 0
/** What the server says next, before it hangs up. */
let answer: Buffer = Buffer.alloc(0)

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  const timeouts = { connect: 5000, head: 5000, idle: 5000, total: 10_000 }
  client = createClient({ userAgent: 'nianbao test', allow: ['127.0.0.1/32'], timeouts })
})

afterAll(async () => {
  await client.close()
  await new Promise((resolve) => server.close(resolve))
})

const BODY = '<html><head><title>404</title></head><body>年报</body></html>'
const SEEDS = [
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}`,
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n4\r\n></h\r\n0\r\nX-Trailer: a\r\n\r\n`,
  'HTTP/1.1 302 Found\r\nLocation: /%BA%E9/年报.html\r\nContent-Length: 0\r\nRetry-After: 120\r\n\r\n',
  `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 503 Busy\r\nRetry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n\r\n${BODY}`,
].map((text) => Buffer.from(text))

const TOKENS: readonly Uint8Array[] = [
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  'Content-Length: 99999999999999999999\r\n',
  'Content-Length: -1\r\n',
  'Transfer-Encoding: chunked, gzip\r\n',
  'Content-Encoding: gzip, br, deflate\r\n',
  'Location: http://[::ffff:127.0.0.1\r\n',
  'HTTP/1.1 101 Switching Protocols\r\n',
  `X: ${'a'.repeat(70_000)}\r\n`,
  'FFFFFFFFFFFFFFFF\r\n',
  '\u0000',
].map((token) => Buffer.from(token))

test('mutated answers give an exchange or a typed error, and an outcome: no crash, no hang', async () => {
  const bounds = fuzzBounds({ time: 20_000, runs: 100_000 })
  let kept = 0
  let next = 0
  const count = await fuzz(mutations(TOKENS), bounds, MOST, async (changes) => {
    answer = mutate(SEEDS[next++ % SEEDS.length] ?? Buffer.alloc(0), changes)
    try {
      const exchange = await client.fetch({ url: `http://127.0.0.1:${port}/a`, method: 'GET' })
      redirectTarget(exchange)
      const { bytes } = contentDecode(exchange)
      expect(judge(exchange, () => bytes.toString('latin1')).kind).toMatch(
        /^(?:ok|not-modified|missing|blocked|failed)$/,
      )
      kept++
    } catch (error) {
      if (!(error instanceof FetchError)) throw error
    }
  })
  console.log(`${count.runs} mutated answers, ${kept} kept; the longest took ${Math.round(count.longest)} ms`)
  expect(count.runs).toBeGreaterThan(100)
})
