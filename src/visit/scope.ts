import { getDomain } from 'tldts'

/**
 * Whether an address belongs to a site: it is on the registrable domain of one of the site's own addresses
 * (`fgw.luoyang.gov.cn` and `www.luoyang.gov.cn` share `luoyang.gov.cn`), or, where that is no domain name, on the very
 * same host and port. Foreign hosts are never crawled.
 */
export function inScope(url: string, seeds: readonly string[]): boolean {
  const own = realm(url)
  return seeds.some((seed) => realm(seed) === own)
}

function realm(url: string): string {
  return getDomain(url, { allowPrivateDomains: true }) ?? new URL(url).host
}
