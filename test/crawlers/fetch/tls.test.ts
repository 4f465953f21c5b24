import { readFileSync } from 'node:fs'
import { createServer, type ServerOptions } from 'node:https'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { FetchError } from '../../../crawlers/fetch/errors.ts'
import { certificateFault } from '../../../crawlers/fetch/failure.ts'
import { oldTlsServer } from './old-tls.ts'
import { listening, loopbackClient } from './servers.ts'

// A certificate made for these tests, signed by itself for www.xx.gov.cn.
const folder = join(import.meta.dirname, '../../fixtures/tls')
const identity = { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) }

async function withServer(options: ServerOptions, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer({ ...identity, ...options }, (request, response) => {
    const { servername } = request.socket as TLSSocket
    response.setHeader('X-Name', String(servername))
    response.end(request.headers.host)
  })
  server.on('tlsClientError', () => {})
  const port = await listening(server)
  await use(`https://www.xx.gov.cn:${port}/`)
  server.closeAllConnections()
  server.close()
}

const resolve = async () => ['127.0.0.1']

/** Certificates of the same key: by itself, years past its end, by an issuer that the server does not send. */
const FAULTS = [
  ['cert.pem', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['expired.pem', 'CERT_HAS_EXPIRED'],
  ['incomplete.pem', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
] as const

test.each(FAULTS)('what was met is recorded where it is allowed, and named where it is not: %s, %s', (file, fault) =>
  withServer({ cert: readFileSync(join(folder, file)) }, async (url) => {
    const lenient = loopbackClient({ resolve, legacyTls: true })
    const { tls } = await lenient.fetch({ url, method: 'GET' })
    expect(tls).toEqual({ protocol: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_/), fault })
    // A connection that is used again is the same connection.
    expect((await lenient.fetch({ url, method: 'GET' })).tls).toEqual(tls)
    await lenient.close()
    const strict = loopbackClient({ resolve })
    const error = await strict.fetch({ url, method: 'GET' }).catch((cause: unknown) => cause)
    expect(error instanceof FetchError ? certificateFault(error) : null).toBe(fault)
    await strict.close()
  }),
)

test('the name on a certificate counts too', () =>
  withServer({}, async (url) => {
    const client = loopbackClient({ legacyTls: true })
    const { tls } = await client.fetch({ url: url.replace('www.xx.gov.cn', '127.0.0.1'), method: 'GET' })
    expect(tls?.fault).not.toBeNull()
    await client.close()
  }))

test('a certificate that nobody vouches for is refused, with the way out', () =>
  withServer({}, async (url) => {
    const client = loopbackClient({ resolve })
    const error = await client.fetch({ url, method: 'GET' }).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ reason: 'tls', message: expect.stringContaining('network.legacyTls') })
    await client.close()
  }))

test('legacyTls takes it, and the server hears the name though the address is connected to', () =>
  withServer({}, async (url) => {
    const client = loopbackClient({ resolve, legacyTls: true })
    const exchange = await client.fetch({ url, method: 'GET' })
    expect(exchange.responseHead.toString('latin1')).toContain('X-Name: www.xx.gov.cn\r\n')
    expect(exchange.body.toString()).toBe(new URL(url).host)
    expect(exchange.address).toBe('127.0.0.1')
    await client.close()
  }))

test('legacyTls speaks TLS 1.0; without it such a server is a failure of TLS', () =>
  withServer({ minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }, async (url) => {
    const strict = loopbackClient({ resolve })
    await expect(strict.fetch({ url, method: 'GET' })).rejects.toMatchObject({ reason: 'tls' })
    const lenient = loopbackClient({ resolve, legacyTls: true })
    const { status, tls } = await lenient.fetch({ url, method: 'GET' })
    expect([status, tls?.protocol]).toEqual([200, 'TLSv1'])
    await strict.close()
    await lenient.close()
  }))

test('legacyTls takes a server without secure renegotiation; else that is the failure, with the way out', async () => {
  const server = await oldTlsServer(() => 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold')
  const url = `https://www.xx.gov.cn:${server.port}/`
  const strict = loopbackClient({ resolve })
  const error = await strict.fetch({ url, method: 'GET' }).catch((cause: unknown) => cause)
  expect(error).toMatchObject({ reason: 'tls', message: expect.stringContaining('network.legacyTls') })
  expect(String(error)).toContain('(ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED)')
  const lenient = loopbackClient({ resolve, legacyTls: true })
  for (const _ of [1, 2]) {
    const { body, tls } = await lenient.fetch({ url, method: 'GET' })
    expect(body.toString()).toBe('old')
    expect(tls).toMatchObject({ protocol: 'TLSv1.2', cipher: 'TLS_RSA_WITH_AES_128_GCM_SHA256' })
  }
  await strict.close()
  await lenient.close()
  await server.close()
})
