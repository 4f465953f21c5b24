import { getDomain } from 'tldts'

const governmental = /(?:^|\.)gov\.(?:cn|mo|hk)$/
/** Hosts that sell by their very name. */
const sellingName =
  /(?:^|[^a-z])(?:\d{2,4}bet|bet\d{2,4}|365bet|m88|w88|fun88)|casino|bocai|caipiaowang|qipai|xpj\d|manbetx|betway|yabo(?:\d|vip|ty)/

/** The registrable domain of an address (`luoyang.gov.cn`), or its host where it has none (a bare IP address). */
export function realmOf(url: string): string {
  return getDomain(url, { allowPrivateDomains: true }) ?? new URL(url).hostname
}

/** Whether a host belongs to a government: it is under gov.cn, or is that of Macao or Hong Kong. */
export function isGovernmental(host: string): boolean {
  return governmental.test(host)
}

/**
 * Tells of links on a page the host that they lead to, when it is another's and no government's; null otherwise.
 *
 * @param page its own address, and the one that its links are relative to
 */
export function foreignTo({ base, url: own }: { readonly base: string; readonly url: string }): ForeignHost {
  const realm = realmOf(own)
  return (href) => {
    const url = URL.parse(href, base)
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
    return isGovernmental(url.hostname) || realmOf(url.href) === realm ? null : url.hostname
  }
}

/** The host that a link, as written, leads to when it is foreign. */
export type ForeignHost = (href: string) => string | null

/** Whether a host is named for what it sells: `www.365bet.example`. */
export function isSellingHost(host: string): boolean {
  return sellingName.test(host)
}
