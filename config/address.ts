import { isIPv4, isIPv6 } from 'node:net'

/** Whether `text` is a range of addresses in CIDR form: `10.1.0.0/16`, `fd00::/8`, `127.0.0.1/32`. */
export function isCidr(text: string): boolean {
  const match = /^([0-9A-Fa-f.:]+)\/(0|[1-9][0-9]{0,2})$/.exec(text)
  if (match === null) return false
  const [, address = '', prefix] = match
  return (isIPv4(address) && Number(prefix) <= 32) || (isIPv6(address) && Number(prefix) <= 128)
}

/**
 * Whether `text` is an address that can be visited: absolute, http or https, no user name or password (they would be
 * written into every archived request).
 */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return url.username === '' && url.password === ''
}

/**
 * The id of a site that has no file: the host, and the port where it is not the scheme's own, in the letters of an id.
 * @param url an address that `isWebAddress` accepts
 */
export function idOfHost(url: string): string {
  const { hostname, port } = new URL(url)
  const host = hostname.startsWith('[') ? `ip6-${hostname.slice(1, -1)}` : hostname
  const name = host.replace(/[^a-z0-9._-]/g, '-').replace(/^(?![a-z0-9])/, 'x')
  return port === '' ? name : `${name}-${port}`
}
