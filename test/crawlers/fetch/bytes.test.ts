import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { header } from '../../../crawlers/fetch/exchange.ts'
import { finalHead } from '../../../crawlers/fetch/head.ts'
import type { Client } from '../../../crawlers/fetch/http.ts'
import { answering, loopbackClient, type RawServer, rawServer } from './servers.ts'

/** What the server says next; set by each test. */
let script: { pieces: Buffer[]; end: boolean } = { pieces: [], end: false }
let heard = ''
let server: RawServer
let client: Client

beforeAll(async () => {
  server = await rawServer((socket) => {
    socket.setNoDelay(true)
    socket.on('data', (bytes) => {
      heard = bytes.toString('latin1')
      for (const piece of script.pieces) socket.write(piece)
      if (script.end) socket.end()
    })
  })
  client = loopbackClient()
})

afterAll(async () => {
  await client.close()
  await server.close()
})

type Framing = 'length' | 'chunked' | 'close'

function framed(framing: Framing, head: Buffer[], eol: string, body: Buffer, chunkSize: number): Buffer {
  const line = (text: string) => Buffer.from(text + eol, 'latin1')
  if (framing === 'close') return Buffer.concat([...head, line('Connection: close'), line(''), body])
  if (framing === 'length') return Buffer.concat([...head, line(`content-LENGTH: ${body.length}`), line(''), body])
  const chunks: Buffer[] = []
  for (let at = 0; at < body.length; at += chunkSize) {
    const chunk = body.subarray(at, at + chunkSize)
    chunks.push(Buffer.from(`${chunk.length.toString(16)};x=1\r\n`), chunk, Buffer.from('\r\n'))
  }
  return Buffer.concat([
    ...head,
    line('Transfer-Encoding: chunked'),
    line(''),
    ...chunks,
    Buffer.from('0\r\nX-Late: 1\r\n\r\n'),
  ])
}

/** Cuts bytes at random places, so that heads and chunks arrive in pieces. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...at]
    .map((start, index) => bytes.subarray(start, at[index] ?? bytes.length))
    .filter((piece) => piece.length > 0)
}

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,15}$/).map((text) => `X-${text}`)
const value = fc.oneof(
  fc.stringMatching(/^[!-~][ -~]{0,30}$/).map((text) => Buffer.from(text)),
  fc.constantFrom('年度报告.doc', '信息公开 2018', '洪梅镇').map((text) => iconv.encode(text, 'gb18030')),
  fc.constantFrom('年度报告.doc', '政府').map((text) => Buffer.from(text)),
  fc.constant(Buffer.from('folded\r\n   further on')),
)

test('what is recorded is what was sent, byte for byte, however the head is written and the body framed', async () => {
  const lines = fc.array(fc.tuple(name, fc.constantFrom(':', ': ', ':  ', ':\t'), value), { maxLength: 8 })
  const shape = fc.record({
    lines,
    twice: fc.boolean(),
    eol: fc.constantFrom('\r\n', '\n'),
    framing: fc.constantFrom<Framing>('length', 'chunked', 'close'),
    interim: fc.constantFrom('', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n'),
    reason: fc.constantFrom('OK', '', 'Hao De', '\xba\xc3'),
    body: fc.uint8Array({ minLength: 1, maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
    chunkSize: fc.integer({ min: 1, max: 1000 }),
    places: fc.array(fc.nat(5000), { maxLength: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(shape, async ({ lines, twice, eol, framing, interim, reason, body, chunkSize, places }) => {
      const written = (twice ? [...lines, ...lines] : lines).map(([name, colon, value]) =>
        Buffer.concat([Buffer.from(name + colon), value, Buffer.from(eol)]),
      )
      const head = [Buffer.from(`HTTP/1.1 200 ${reason}${eol}`, 'latin1'), ...written]
      const message = framed(framing, head, eol, body, chunkSize)
      const sent = Buffer.concat([Buffer.from(interim), message])
      script = { pieces: cut(sent, places), end: framing === 'close' }
      const exchange = await client.fetch({ url: server.url, method: 'GET' })
      const headLength = message.indexOf(`${eol}${eol}`) + 2 * eol.length
      expect(exchange.responseHead.equals(message.subarray(0, headLength))).toBe(true)
      expect(exchange.body.equals(body)).toBe(true)
      expect(exchange.requestHead.toString('latin1')).toBe(heard)
      expect(exchange).toMatchObject({ status: 200, truncated: null, address: '127.0.0.1' })
    }),
    { numRuns: 150 },
  )
})

test('header values keep their bytes, one latin1 character each, and repeated names all stand', async () => {
  const gbk = iconv.encode('报告.doc', 'gb18030')
  const head = Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nset-COOKIE: a=1\r\nContent-Disposition: attachment; filename='),
    gbk,
    Buffer.from('\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nok'),
  ])
  script = { pieces: [head], end: false }
  const { headers } = await client.fetch({ url: server.url, method: 'GET' })
  expect(headers.map(([name]) => name)).toEqual(['set-COOKIE', 'Content-Disposition', 'Set-Cookie', 'Content-Length'])
  const value = header(headers, 'content-disposition') ?? ''
  expect(Buffer.from(value, 'latin1').subarray(-gbk.length).equals(gbk)).toBe(true)
})

test('one connection serves request after request, and each is recorded alone', async () => {
  let count = 0
  const counting = await answering(() => {
    count++
    return [`HTTP/1.1 200 OK\r\nX-Count: ${count}\r\nContent-Length: 1\r\n\r\n`, String(count)]
  })
  for (const expected of ['1', '2', '3']) {
    const exchange = await client.fetch({ url: counting.url, method: 'GET' })
    expect(exchange.responseHead.toString()).toContain(`X-Count: ${expected}\r\n`)
    expect(exchange.body.toString()).toBe(expected)
  }
  expect(counting.connections()).toBe(1)
  await counting.close()
})

test('bytes behind a complete answer belong to nobody: they enter neither this record nor the next', async () => {
  const chatty = await answering(() => [
    'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npageHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nforge',
  ])
  for (let count = 0; count < 3; count++) {
    const exchange = await client.fetch({ url: chatty.url, method: 'GET' })
    expect(exchange.body.toString()).toBe('page')
    expect(exchange.truncated).toBeNull()
    expect(exchange.responseHead.toString()).toBe('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n')
  }
  await chatty.close()
})

test('a POST goes out with its body and its length, and is recorded so', async () => {
  script = { pieces: [Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')], end: false }
  const post = { url: `${server.url}search?x=%BA%E9`, method: 'POST', body: 'page=2&q=年' } as const
  const exchange = await client.fetch({ ...post, headers: { 'content-type': 'application/json', Cookie: 'a=b' } })
  expect(exchange.requestHead.toString()).toContain('POST /search?x=%BA%E9 HTTP/1.1\r\n')
  expect(exchange.requestHead.toString()).toContain('content-type: application/json\r\nContent-Length: 12\r\n')
  expect(exchange.requestHead.toString()).toContain('Cookie: a=b\r\n')
  expect(exchange.requestBody.toString()).toBe('page=2&q=年')
  expect(heard.startsWith(exchange.requestHead.toString('latin1'))).toBe(true)
})

test('a body in a content coding is kept in it', async () => {
  const body = Buffer.from([0x1f, 0x8b, 1, 2, 3])
  const head = Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n')
  script = { pieces: [head, body], end: false }
  expect((await client.fetch({ url: server.url, method: 'GET' })).body.equals(body)).toBe(true)
})

test('a 304 has a head and no body, and its connection is used again', async () => {
  script = {
    pieces: [Buffer.from('HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 500\r\n\r\n')],
    end: false,
  }
  const before = server.connections()
  const first = await client.fetch({ url: server.url, method: 'GET' })
  const second = await client.fetch({ url: server.url, method: 'GET' })
  expect([first.status, first.body.length, second.status]).toEqual([304, 0, 304])
  expect(server.connections() - before).toBeLessThanOrEqual(1)
})

test('a redirect is one hop, recorded and not followed', async () => {
  script = { pieces: [Buffer.from('HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n')], end: false }
  expect((await client.fetch({ url: server.url, method: 'GET' })).status).toBe(302)
})

test('the head is found whatever bytes come before and after it, and is never made up', () => {
  const wire = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
  fc.assert(
    fc.property(wire, (bytes) => {
      const head = finalHead(bytes)
      expect(head === null || bytes.includes(head)).toBe(true)
    }),
  )
})
