import { afterAll, afterEach, expect, test } from 'vitest'
import { FetchError } from '../../../crawlers/fetch/errors.ts'
import type { Client, ClientOptions } from '../../../crawlers/fetch/http.ts'
import { answering, loopbackClient, type RawServer, rawServer } from './servers.ts'

const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of opened.splice(0)) await thing.close()
})

function client(options: Partial<ClientOptions> = {}): Client {
  const made = loopbackClient(options)
  opened.push(made)
  return made
}

async function kept(server: Promise<RawServer>): Promise<RawServer> {
  opened.push(await server)
  return server
}

async function failure(fetching: Promise<unknown>): Promise<FetchError> {
  const error = await fetching.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (error instanceof FetchError) return error
  throw new TypeError(`expected a FetchError, got ${String(error)}`)
}

const get = (server: RawServer) => ({ url: server.url, method: 'GET' }) as const
const partial = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this'

test('a body that the peer cuts is kept and marked', async () => {
  const server = await kept(answering(() => [partial], true))
  const exchange = await client().fetch(get(server))
  expect([exchange.body.toString(), exchange.truncated]).toEqual(['only this', 'disconnect'])
})

test('a body whose connection is reset is kept and marked', async () => {
  const server = await kept(
    rawServer((socket) => {
      socket.once('data', () => socket.write(partial))
      socket.on('drain', () => socket.resetAndDestroy())
      socket.once('data', () => setImmediate(() => socket.resetAndDestroy()))
    }),
  )
  const exchange = await client().fetch(get(server))
  expect(exchange.truncated).toBe('disconnect')
})

test('chunks that break off are kept as far as they were sound', async () => {
  const server = await kept(
    answering(() => ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\nnonsense\r\n']),
  )
  const exchange = await client().fetch(get(server))
  expect([exchange.body.toString(), exchange.truncated]).toEqual(['good', 'disconnect'])
})

test('a body that stops coming is kept and marked', async () => {
  const server = await kept(answering(() => [partial]))
  const exchange = await client({ timeouts: { idle: 40 } }).fetch(get(server))
  expect([exchange.body.toString(), exchange.truncated]).toEqual(['only this', 'time'])
})

test('a body that drips without end is kept up to the total time', async () => {
  const server = await kept(
    rawServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        const drip = setInterval(() => socket.write('.'), 5)
        socket.on('close', () => clearInterval(drip))
      })
    }),
  )
  const exchange = await client({ timeouts: { idle: 5000, total: 80 } }).fetch(get(server))
  expect(exchange.truncated).toBe('time')
  expect(exchange.body.toString()).toMatch(/^\.+$/)
})

test('a body past the cap is kept up to the cap, to the byte', async () => {
  const server = await kept(answering(() => ['HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n', 'x'.repeat(5000)]))
  const exchange = await client({ maxBody: 1234 }).fetch(get(server))
  expect([exchange.body.length, exchange.truncated]).toEqual([1234, 'length'])
})

test('a body of exactly the cap is whole', async () => {
  const server = await kept(answering(() => ['HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n', 'x'.repeat(1234)]))
  const exchange = await client({ maxBody: 1234 }).fetch(get(server))
  expect([exchange.body.length, exchange.truncated]).toEqual([1234, null])
})

test.each([
  ['not-http', ['SSH-2.0-OpenSSH_9.6\r\n']],
  ['reset', []],
  ['reset', ['HTTP/1.1 200 OK\r\nContent-Type: te']],
  ['too-large-head', ['HTTP/1.1 200 OK\r\n', `X-Long: ${'y'.repeat(3000)}\r\n\r\n`]],
  ['too-large-head', Array.from({ length: 4000 }, () => `HTTP/1.1 102 Processing\r\nX: ${'y'.repeat(40)}\r\n\r\n`)],
])('an answer that cannot be kept is named: %s', async (reason, pieces) => {
  const server = await kept(answering(() => pieces, true))
  expect((await failure(client({ maxHead: 2048 }).fetch(get(server)))).reason).toBe(reason)
})

test('a server that accepts and says nothing times out', async () => {
  const server = await kept(answering(() => []))
  const error = await failure(client({ timeouts: { head: 40 } }).fetch(get(server)))
  expect(error).toMatchObject({ reason: 'timeout', message: expect.stringContaining('no answer after 40 ms') })
})

test('a closed port is refused', async () => {
  const server = await rawServer(() => {})
  await server.close()
  expect((await failure(client().fetch(get(server)))).reason).toBe('refused')
})

test('a name without address is a failure of DNS that names the host', async () => {
  const resolve = async () => {
    throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' })
  }
  const error = await failure(client({ resolve }).fetch({ url: 'http://no.gov.cn/', method: 'GET' }))
  expect(error).toMatchObject({ reason: 'dns', message: expect.stringContaining('no.gov.cn') })
})

test('a lookup that never ends is a timeout', async () => {
  const resolve = () => new Promise<never>(() => {})
  const fetching = client({ resolve, timeouts: { connect: 30 } }).fetch({ url: 'http://slow.gov.cn/', method: 'GET' })
  expect((await failure(fetching)).reason).toBe('timeout')
})

test('when the first address refuses, the next one is asked', async () => {
  const server = await kept(answering(() => ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok']))
  const resolve = async () => ['::1', '127.0.0.1', '127.0.0.0']
  const both = client({ resolve, allow: ['127.0.0.0/8', '::1/128'] })
  const exchange = await both.fetch({ url: `http://a.gov.cn:${server.port}/`, method: 'GET' })
  expect(exchange.address).toBe('127.0.0.1')
})

test('an idle connection that the server closed does not fail the next request', async () => {
  let first = true
  const server = await kept(
    rawServer((socket) => {
      let requests = 0
      const flaky = first
      first = false
      socket.on('data', () => {
        requests++
        if (flaky && requests > 1) socket.resetAndDestroy()
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    }),
  )
  const one = client()
  await one.fetch(get(server))
  expect((await one.fetch(get(server))).body.toString()).toBe('ok')
  expect(server.connections()).toBe(2)
})

test('a POST is never sent twice', async () => {
  let posts = 0
  const server = await kept(
    rawServer((socket) => {
      socket.on('data', (bytes) => {
        if (bytes.toString().startsWith('GET')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
        else {
          posts++
          socket.resetAndDestroy()
        }
      })
    }),
  )
  const one = client()
  await one.fetch(get(server))
  const error = await failure(one.fetch({ url: server.url, method: 'POST', body: 'a=1' }))
  expect([error.reason, posts]).toEqual(['reset', 1])
})

test('a fetch that is called off says so, before and during the answer', async () => {
  const server = await kept(answering(() => [partial]))
  const off = AbortSignal.abort('stop')
  expect((await failure(client().fetch(get(server), off))).reason).toBe('aborted')
  const controller = new AbortController()
  const silent = await kept(rawServer((socket) => socket.once('data', () => controller.abort())))
  expect((await failure(client().fetch(get(silent), controller.signal))).reason).toBe('aborted')
})

test('closing the client calls off what is under way, and what comes after', async () => {
  const one = client()
  const silent = await kept(rawServer((socket) => socket.once('data', () => void one.close())))
  expect((await failure(one.fetch(get(silent)))).reason).toBe('aborted')
  expect((await failure(one.fetch(get(silent)))).reason).toBe('aborted')
})

test('times come from the clock that is passed in', async () => {
  const server = await kept(answering(() => ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok']))
  let now = Date.UTC(2026, 2, 5)
  const clock = () => {
    now += 7
    return now
  }
  const exchange = await client({ clock }).fetch(get(server))
  expect(exchange).toMatchObject({ startedAt: new Date(Date.UTC(2026, 2, 5) + 7), duration: 7 })
})

afterAll(() => expect(opened).toEqual([]))
