import { afterAll, beforeAll, expect, test } from 'vitest'
import { FetchError } from '../../../crawlers/fetch/errors.ts'
import type { Client } from '../../../crawlers/fetch/http.ts'
import { createClient } from '../../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../../crawlers/fetch/redirect.ts'
import { stubOf } from '../../../crawlers/outcome/stub.ts'
import { answering, type RawServer } from './servers.ts'

/** What must never be connected to, by what it is, in every spelling that a URL or a name can give it. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  'the machine itself': [
    'http://127.0.0.1/',
    'http://127.0.0.1:8080/',
    'http://127.1/',
    'http://127.0.1/',
    'http://127.0.0.1./',
    'http://2130706433/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0177.0.0.01/',
    'http://127.0x0.0.1/',
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://127．0｡0.1/',
    'http://%31%32%37.0.0.1/',
    'http://user:pass@127.0.0.1/',
    'http://www.gov.cn@127.0.0.1/',
    'http://www.gov.cn#@127.0.0.1/',
    'http:\\\\127.0.0.1\\',
    'http:127.0.0.1/',
    'http://127.255.255.254/',
    'http://0.0.0.0/',
    'http://0/',
    'http://0.1.2.3/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[0000::0001]:8080/',
    'http://[::]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://ｌｏｃａｌｈｏｓｔ/',
  ],
  'an IPv4 address inside an IPv6 one': [
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:0a00:0001]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[64:ff9b:1::10.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a00:1::1]/',
    'http://[2001:0:7f00:1::]/',
  ],
  'a private network': [
    'http://10.0.0.1/',
    'http://10.1/',
    'http://167772161/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://0xc0a80001/',
    'http://100.64.0.1/',
    'http://100.127.255.254/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[fec0::1]/',
  ],
  'the metadata of a cloud, and what is link-local': [
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    'http://169.254.0.1/',
    'http://100.100.100.200/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
  ],
  'what is nobody’s or everybody’s': [
    'http://255.255.255.255/',
    'http://224.0.0.1/',
    'http://239.255.255.250/',
    'http://240.0.0.1/',
    'http://192.0.0.8/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://[ff02::1]/',
    'http://[ff0e::1]/',
    'http://[100::1]/',
    'http://[2001:db8::1]/',
  ],
}

const ALL = Object.entries(SPELLINGS).flatMap(([what, urls]) => urls.map((url) => [what, url] as const))

/** Names whose answers may not be connected to, by their first labels. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'loopback.gov.cn': ['127.0.0.1'],
  'private.gov.cn': ['10.20.30.40'],
  'second.gov.cn': ['93.184.215.14', '192.168.3.4'],
  'last.gov.cn': ['93.184.215.14', '2606:4700::1111', 'fe80::1'],
  'mapped.gov.cn': ['::ffff:169.254.169.254'],
  'metadata.gov.cn': ['169.254.169.254'],
  'unspecified.gov.cn': ['0.0.0.0'],
  'scoped.gov.cn': ['fe80::1%eth0'],
  'nothing.gov.cn': ['not an address'],
}

let connections = 0
let client: Client
let server: RawServer

beforeAll(async () => {
  server = await answering(() => {
    connections++
    return ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok']
  })
  client = createClient({
    userAgent: 'test',
    resolve: async (name) => NAMES[name] ?? (/^localhost\.?$/.test(name) ? ['127.0.0.1'] : ['10.9.8.7']),
    timeouts: { connect: 500, head: 500 },
  })
})

afterAll(async () => {
  await client.close()
  await server.close()
  expect(connections).toBe(0)
})

async function reasonOf(url: string): Promise<string> {
  const error: unknown = await client.fetch({ url, method: 'GET' }).then(
    () => null,
    (cause: unknown) => cause,
  )
  return error instanceof FetchError ? error.reason : `no refusal: ${String(error)}`
}

test('the table has at least forty spellings', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(40)
})

test.each(ALL)('%s is refused as %s', async (_what, url) => {
  // A user name before the server's is not part of its name: what stands behind the @ is what would be asked.
  expect(await reasonOf(url)).toBe('forbidden-address')
})

test.each(ALL.filter(([, url]) => URL.canParse(url)))(
  '%s is refused when a redirect leads to %s',
  async (_what, url) => {
    const target = redirectTarget({ status: 302, url: 'http://www.xx.gov.cn/nb/1.html', headers: [['Location', url]] })
    // A Location is bytes: what is no ASCII is a path or an unknown name, and refused or unfound as such.
    const reason = target === null ? 'forbidden-address' : await reasonOf(target)
    expect(reason).toBe('forbidden-address')
  },
)

test.each(ALL.filter(([, url]) => /^http:\/\/[\w.[\]:]+\//.test(url)))(
  '%s is refused when a stub leads to %s',
  async (_what, url) => {
    const stub = stubOf(`<meta http-equiv="refresh" content="0;url=${url}x.html">`, 'http://www.xx.gov.cn/nb/1.html')
    expect(await reasonOf(stub?.target ?? '')).toBe('forbidden-address')
  },
)

test.each(Object.keys(NAMES))('a name is refused for one bad answer among its addresses: %s', async (name) => {
  expect(await reasonOf(`http://${name}/`)).toBe('forbidden-address')
})

test.each([
  'http://[fe80::1%25eth0]/',
  'http://[fe80::1%eth0]/',
  'http://127.0.0.256/',
  'http://0x7f.0.0.0x100/',
  'http://[::1/',
])('what is no address at all is not guessed at: %s', async (url) => {
  expect(await reasonOf(url)).toBe('bad-url')
})

test.each([
  'file:///etc/passwd',
  'ftp://10.0.0.1/',
  'gopher://127.0.0.1:70/',
  'data:text/html,x',
  'javascript:0',
  'ws://a/',
])('only http and https are spoken: %s', async (url) => {
  expect(await reasonOf(url)).toBe('bad-url')
})

test.each([
  1, 7, 21, 22, 23, 25, 53, 110, 111, 135, 139, 143, 389, 445, 465, 514, 587, 636, 993, 995, 1023, 2049, 3306, 3389,
  5432, 5900, 6000, 6379, 6667, 9200, 11211, 27017,
])('ports of other services are refused before the name is looked up: %i', async (port) => {
  expect(await reasonOf(`http://www.xx.gov.cn:${port}/`)).toBe('forbidden-address')
  expect(await reasonOf(`https://www.xx.gov.cn:${port}/`)).toBe('forbidden-address')
})

test('a name that is sound when it is checked and private when it is asked again is not asked again', async () => {
  const answers = [['127.0.0.1'], ['10.0.0.1']]
  let asked = 0
  const careful = createClient({
    userAgent: 'test',
    allow: ['127.0.0.1/32'],
    resolve: async () => answers[asked++] ?? [],
  })
  const own = await answering(() => ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'])
  const { address } = await careful.fetch({ url: `http://rebind.gov.cn:${own.port}/`, method: 'GET' })
  expect([address, asked]).toEqual(['127.0.0.1', 1])
  await careful.close()
  await own.close()
})
