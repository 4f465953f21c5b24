import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FetchError } from '../../../crawlers/fetch/errors.ts'
import { createGuard } from '../../../crawlers/fetch/guard.ts'
import { cachingResolver } from '../../../crawlers/fetch/resolve.ts'
import { answering, loopbackClient } from './servers.ts'

const nobody = async (): Promise<string[]> => []

function guard(allow: string[] = [], answers: string[] = []) {
  return createGuard({ allow, resolve: answers.length === 0 ? nobody : async () => answers })
}

async function refusal(checking: Promise<unknown>): Promise<FetchError> {
  const error = await checking.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (error instanceof FetchError) return error
  throw new TypeError(`expected a FetchError, got ${String(error)}`)
}

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.0.0.1./',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0x7f.0.0.1/',
  'http://１２７.０.０.１/',
  'http://①②⑦.0.0.1/',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:0:127.0.0.1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://[fd00::1]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://169.254.169.254/',
  'http://192.0.2.1/',
  'http://198.18.0.1/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
])('an address that is not public is refused however it is spelt: %s', async (url) => {
  const error = await refusal(guard().resolveHost(new URL(url)))
  expect(error.reason).toBe('forbidden-address')
  expect(error.message).toContain('--allow')
  expect(error.message).toContain('network.allow')
})

test('every IPv4 address in a private range is refused in every form that a URL takes', async () => {
  const octet = fc.nat(255)
  const addresses = fc.tuple(
    fc.constantFrom([10], [127], [192, 168], [169, 254]),
    fc.array(octet, { minLength: 4, maxLength: 4 }),
  )
  await fc.assert(
    fc.asyncProperty(addresses, fc.nat(3), async ([start, rest], form) => {
      const bytes = [...start, ...rest].slice(0, 4)
      const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
      const octal = bytes.map((byte) => `0${byte.toString(8)}`).join('.')
      const host = [bytes.join('.'), String(number), `0x${number.toString(16)}`, octal][form] ?? ''
      expect((await refusal(guard().resolveHost(new URL(`http://${host}/`)))).reason).toBe('forbidden-address')
    }),
  )
})

test('one forbidden address among the answers of a name refuses the name', async () => {
  const error = await refusal(guard([], ['93.184.215.14', '10.0.0.8']).resolveHost(new URL('http://a.gov.cn/')))
  expect(error).toMatchObject({ reason: 'forbidden-address', message: expect.stringContaining('10.0.0.8') })
})

test('what a resolver answers that is no address is refused', async () => {
  const error = await refusal(guard([], ['localhost']).resolveHost(new URL('http://a.gov.cn/')))
  expect(error.reason).toBe('forbidden-address')
})

test('public addresses pass, IPv4 first and in an order that DNS cannot change', async () => {
  const answers = ['2400:3200::1', '223.6.6.6', '223.5.5.5', '223.6.6.6']
  const forward = await guard([], answers).resolveHost(new URL('http://A.gov.cn/'))
  const backward = await guard([], answers.toReversed()).resolveHost(new URL('http://a.gov.cn/'))
  expect(forward).toEqual({ hostname: 'a.gov.cn', addresses: ['223.5.5.5', '223.6.6.6', '2400:3200::1'] })
  expect(backward).toEqual(forward)
})

test.each([
  [['10.0.0.0/8'], 'http://10.9.8.7/', true],
  [['10.9.8.7'], 'http://10.9.8.7/', true],
  [['10.0.0.0/8'], 'http://[::ffff:10.9.8.7]/', true],
  [['fd00::/8'], 'http://[fd12::1]/', true],
  [['10.0.0.0/8'], 'http://11.9.8.7/', true],
  [['10.0.0.0/16'], 'http://10.9.8.7/', false],
  [['::/0'], 'http://10.9.8.7/', false],
])('an allowed range opens itself and nothing else: %s, %s', async (allow, url, passes) => {
  const checking = guard(allow).resolveHost(new URL(url))
  if (passes) expect((await checking).addresses).toHaveLength(1)
  else expect((await refusal(checking)).reason).toBe('forbidden-address')
})

test('a range that cannot be read is an error that shows it', () => {
  expect(() => guard(['10.0.0.0/99'])).toThrow(/10\.0\.0\.0\/99/)
})

test.each(['ftp://a.gov.cn/', 'file:///etc/passwd', 'javascript:alert(1)'])('only http and https: %s', async (url) => {
  expect((await refusal(guard([], ['223.5.5.5']).resolveHost(new URL(url)))).reason).toBe('bad-url')
})

test.each([22, 25, 110, 389, 6000, 6667, 2049, 10080])('ports of other services are refused: %i', async (port) => {
  const error = await refusal(guard([], ['223.5.5.5']).resolveHost(new URL(`http://a.gov.cn:${port}/`)))
  expect(error).toMatchObject({ reason: 'forbidden-address', message: expect.stringContaining(String(port)) })
})

test.each([80, 443, 1024, 8080, 9000, 65535])('ports where sites live are allowed: %i', async (port) => {
  const host = await guard([], ['223.5.5.5']).resolveHost(new URL(`http://a.gov.cn:${port}/`))
  expect(host.addresses).toEqual(['223.5.5.5'])
})

test('the checked address is connected to: a name that changes its answer gains nothing', async () => {
  const server = await answering((head) => [`HTTP/1.1 200 OK\r\nContent-Length: ${head.length}\r\n\r\n`, head])
  const answers = [['127.0.0.1'], ['10.255.255.1']]
  let asked = 0
  const client = loopbackClient({ resolve: async () => answers[asked++] ?? [] })
  const exchange = await client.fetch({ url: `http://rebind.gov.cn:${server.port}/`, method: 'GET' })
  expect(asked).toBe(1)
  expect(exchange.address).toBe('127.0.0.1')
  expect(exchange.body.toString()).toContain(`Host: rebind.gov.cn:${server.port}\r\n`)
  const again = client.fetch({ url: `http://rebind.gov.cn:${server.port}/`, method: 'GET' })
  expect((await refusal(again)).reason).toBe('forbidden-address')
  await client.close()
  await server.close()
})

test('the key of politeness is the address, the same for all names of a server', async () => {
  const client = loopbackClient({ resolve: async () => ['127.0.0.1'] })
  expect(await client.addressOf('http://a.gov.cn/')).toBe('127.0.0.1')
  expect(await client.addressOf('https://b.gov.cn/x')).toBe('127.0.0.1')
  await client.close()
})

test('a name is asked for once in its time to live, also by many at once and also when it fails', async () => {
  let now = 0
  let asked = 0
  const resolve = cachingResolver({
    ttl: 1000,
    clock: () => now,
    resolve: async (hostname) => {
      asked++
      if (hostname === 'no.gov.cn') throw new Error('ENOTFOUND')
      return ['223.5.5.5']
    },
  })
  await Promise.all([resolve('a.gov.cn'), resolve('a.gov.cn')])
  now = 999
  expect(await resolve('a.gov.cn')).toEqual(['223.5.5.5'])
  expect(asked).toBe(1)
  now = 1000
  await resolve('a.gov.cn')
  expect(asked).toBe(2)
  await expect(resolve('no.gov.cn')).rejects.toThrow('ENOTFOUND')
  await expect(resolve('no.gov.cn')).rejects.toThrow('ENOTFOUND')
  expect(asked).toBe(3)
})

test('the resolver forgets the oldest name rather than grow without end', async () => {
  const asked: string[] = []
  const resolve = cachingResolver({
    ttl: 1000,
    clock: () => 0,
    size: 2,
    resolve: async (hostname) => {
      asked.push(hostname)
      return ['223.5.5.5']
    },
  })
  for (const name of ['a', 'b', 'c', 'b', 'a']) await resolve(name)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})
