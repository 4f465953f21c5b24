import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCidr, isWebAddress } from '../../config/address.ts'
import { ConfigError } from '../../config/errors.ts'
import { siteForUrl } from '../../config/site.ts'

describe('a site for an address on the command line', () => {
  test('is named for the host, and has the defaults and no file', () => {
    expect(siteForUrl('http://www.fgw.gov.cn/zfxxgknb/')).toEqual({
      id: 'www.fgw.gov.cn',
      name: null,
      division: null,
      start: 'http://www.fgw.gov.cn/zfxxgknb/',
      columns: [],
      dialect: 'auto',
      schedule: null,
      politeness: { delay: { min: 1000, max: 3000 }, concurrency: 1, hours: null, robots: 'obey' },
      browser: 'auto',
      snapshot: { assets: false, screenshot: false },
      network: { legacyTls: false, allow: [] },
      file: null,
    })
  })

  test.each([
    ['http://127.0.0.1:8080/', '127.0.0.1-8080'],
    ['https://WWW.FGW.gov.cn:443/', 'www.fgw.gov.cn'],
    ['http://www.fgw.gov.cn:443/', 'www.fgw.gov.cn-443'],
    ['http://[::1]:9000/', 'ip6---1-9000'],
    ['http://统计局.政务.cn/', 'xn--dgtp91f7xi.xn--zfr164b.cn'],
    ['http://_x.gov.cn/', 'x_x.gov.cn'],
  ])('%s has the id %s', (url, id) => {
    expect(siteForUrl(url).id).toBe(id)
  })

  test('has an id that a file could have, whatever the host', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.option(fc.nat(65_535)), (base, port) => {
        const url = new URL(base)
        if (port !== null) url.port = String(port)
        expect(siteForUrl(url.href).id).toMatch(/^[a-z0-9][a-z0-9._-]*$/)
      }),
    )
  })

  test('takes the settings of the command line and keeps the defaults beside them', () => {
    const site = siteForUrl('http://127.0.0.1:8080/', {
      browser: 'never',
      politeness: { delay: { min: 0, max: 0 } },
      network: { allow: ['127.0.0.0/8'] },
    })
    expect(site.browser).toBe('never')
    expect(site.politeness).toEqual({ delay: { min: 0, max: 0 }, concurrency: 1, hours: null, robots: 'obey' })
    expect(site.network).toEqual({ legacyTls: false, allow: ['127.0.0.0/8'] })
  })

  test.each([
    'www.fgw.gov.cn',
    'ftp://a.gov.cn/',
    'file:///etc/hosts',
    'http://',
    'http://u:p@a.gov.cn/',
    'http://a b/',
  ])('%j is refused with a message that says what an address is', (url) => {
    const attempt = () => siteForUrl(url)
    expect(attempt).toThrow(ConfigError)
    expect(attempt).toThrow(/^URL must be a full address that begins with http:\/\/ or https:\/\//)
  })

  test('refuses a range that is no CIDR', () => {
    const attempt = () => siteForUrl('http://a.gov.cn/', { network: { allow: ['10.0.0.0/8', 'localhost'] } })
    expect(attempt).toThrow('allow must be a range of addresses, like 10.0.0.0/8 or fd00::/8; it is "localhost"')
  })
})

test.each(['10.0.0.0/8', '127.0.0.1/32', '0.0.0.0/0', '::1/128', 'fd00::/8', '::ffff:10.0.0.0/104'])(
  '%s is a range of addresses',
  (text) => {
    expect(isCidr(text)).toBe(true)
  },
)

test.each([
  '10.0.0.0',
  '10.0.0.0/33',
  '10.0.0/8',
  '010.0.0.0/8',
  '10.0.0.0/08',
  '::1/129',
  'fe80::1%eth0/64',
  'a/8',
  '/8',
])('%s is no range of addresses', (text) => {
  expect(isCidr(text)).toBe(false)
})

test('an address may carry Chinese, and no blanks', () => {
  expect(isWebAddress('http://xxgk.tonghua.gov.cn/年报/?k=年报')).toBe(true)
  expect(isWebAddress('http://xxgk.tonghua.gov.cn/a b')).toBe(false)
})
