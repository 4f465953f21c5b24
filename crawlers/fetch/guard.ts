import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { FetchError } from './errors.ts'
import type { Resolve } from './resolve.ts'

/**
 * Ports at or above 1024 that browsers refuse because other services listen there.
 * Source: the Fetch standard, "bad port", https://fetch.spec.whatwg.org/#port-blocking
 */
const badPorts: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/**
 * Further ports at or above 1024 at which databases, caches, queues and remote desktops listen, and no web server: what
 * is sent there may be taken for a command.
 * Source: the IANA registry of service names and port numbers, https://www.iana.org/assignments/service-names-port-numbers
 */
const servicePorts: ReadonlySet<number> = new Set([
  1433, 1434, 1521, 1883, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5900, 5901, 5984, 5985, 5986, 6379,
  9042, 9092, 9200, 9300, 11211, 27017, 27018, 50000,
])

/** Addresses of the form ::a.b.c.d (RFC 4291 section 2.5.5.1, deprecated) and ::, which must not pass as public. */
const compatible: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('::'), 96]

/** A host that may be connected to. */
export interface CheckedHost {
  /** As `URL.hostname` gives it, IPv6 brackets removed. */
  readonly hostname: string
  /** All its addresses, every one of them allowed; IPv4 first, each family in a fixed order. The first one is the key
   * of politeness, and does not change when DNS rotates its answers. */
  readonly addresses: readonly [string, ...string[]]
}

/** Decides which servers may be talked to, and connects names with checked addresses only. */
export interface AddressGuard {
  /**
   * The checked addresses of the server of a URL. Connect to these and never resolve the name again: that is what
   * makes DNS rebinding impossible.
   *
   * @throws FetchError `bad-url` for a scheme other than http(s); `forbidden-address` for a port or an address that is
   *   not allowed; `dns` when the name has no address
   */
  resolveHost(url: URL): Promise<CheckedHost>
}

type Cidr = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

function parseCidr(text: string): Cidr {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text)
    const address = ipaddr.process(text)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  } catch (cause) {
    throw new RangeError(`"${text}" is no address range; write it as 10.0.0.0/8 or fd00::/8`, { cause })
  }
}

function within(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Cidr): boolean {
  return address.kind() === network.kind() && address.match(network, bits)
}

/** The kind of an address that may not be talked to (`private`, `loopback`…); null for a public one. */
function forbiddenRange(address: ipaddr.IPv4 | ipaddr.IPv6): string | null {
  const range = address.range()
  if (range !== 'unicast') return range
  return within(address, compatible) ? 'reserved' : null
}

function checkUrl(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchError('bad-url', url.href, `only http and https are fetched, not ${url.protocol}`)
  }
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (port === 80 || port === 443 || (port >= 1024 && !badPorts.has(port) && !servicePorts.has(port))) return
  throw new FetchError('forbidden-address', url.href, `port ${port} belongs to another service and is not fetched`)
}

/** IPv4 before IPv6 (many of these sites publish IPv6 addresses that do not answer), else by text. */
function byFamily(a: string, b: string): number {
  return isIP(a) - isIP(b) || (a < b ? -1 : 1)
}

/**
 * A guard that lets only public unicast addresses pass, and those inside `allow`.
 *
 * @param options.allow CIDR ranges or single addresses that are allowed though they are not public
 * @throws RangeError when a range of `allow` cannot be read
 */
export function createGuard(options: { readonly allow: readonly string[]; readonly resolve: Resolve }): AddressGuard {
  const allowed = options.allow.map(parseCidr)

  function check(url: URL, text: string): string {
    if (!ipaddr.isValid(text)) {
      throw new FetchError('forbidden-address', url.href, `the resolver answered "${text}", which is no IP address`)
    }
    const address = ipaddr.process(text)
    const range = forbiddenRange(address)
    if (range === null || allowed.some((cidr) => within(address, cidr))) return address.toString()
    const what = `${address.toString()} is a ${range} address, which is not fetched`
    const bits = address.kind() === 'ipv4' ? 32 : 128
    const how = `if this is meant, allow it with --allow ${address.toString()}/${bits} or network.allow in the site's file`
    throw new FetchError('forbidden-address', url.href, `${what}; ${how}`)
  }

  async function answers(url: URL, hostname: string): Promise<readonly string[]> {
    if (isIP(hostname) !== 0) return [hostname]
    try {
      return await options.resolve(hostname)
    } catch (cause) {
      throw new FetchError('dns', url.href, `${hostname} has no address; check its spelling or try again later`, {
        cause,
      })
    }
  }

  return {
    async resolveHost(url) {
      checkUrl(url)
      const hostname = url.hostname.replace(/^\[|\]$/g, '')
      const checked = (await answers(url, hostname)).map((text) => check(url, text))
      const [first, ...rest] = [...new Set(checked)].sort(byFamily)
      if (first === undefined) throw new FetchError('dns', url.href, 'the host name has no address')
      return { hostname, addresses: [first, ...rest] }
    },
  }
}
