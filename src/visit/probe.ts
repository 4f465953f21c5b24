import { hash } from 'node:crypto'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { visibleText } from '../../crawlers/outcome/short.ts'
import { titleOf } from '../../crawlers/outcome/verdict.ts'
import { isPage, type Outcome } from '../../crawlers/outcome.ts'
import { namesFile } from '../../crawlers/read/links.ts'
import type { AbsentAnswer, NewRequest } from '../../storage/commit/request.ts'
import type { Db } from '../../storage/db/open.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { hamming, simhash } from '../reading/simhash.ts'
import type { Answer } from './leave.ts'
import { inScope } from './scope.ts'

// Soft 404s: many servers answer for what they do not have with status 200 and a page, or with a redirect to a home or
// error page. Each host is asked once a visit for what cannot be there; a page that is answered just so is missing.

/** A text with fewer letters says too little to know it again: the empty frame of a page that scripts fill. */
const SHORTEST = 20

/** Two texts this near (bits of 64, share of their lengths) under one title are the same error page with other news. */
const NEAR_BITS = 3
const NEAR_LENGTH = 0.1

/** Puts one probe a host and visit in line, before the first item that the visit has of that host. */
export class Probes {
  readonly #isProbed: (visit: number, host: string) => boolean
  readonly #done = new Set<string>()

  constructor({ raw }: Db) {
    const select = raw
      .prepare<[number, string], number>(
        `select 1 from request where visit = ? and host = ? and role = 'probe' limit 1`,
      )
      .pluck()
    this.#isProbed = (visit, host) => select.get(visit, host) !== undefined
  }

  /**
   * The requests that a page leads to, with a probe of each of their hosts that was not probed yet.
   *
   * @param seeds what bounds the visit's scope: foreign hosts are asked nothing
   */
  before(from: QueuedRequest, requests: readonly NewRequest[], seeds: readonly string[]): readonly NewRequest[] {
    const probes: NewRequest[] = []
    for (const { role, url } of requests) {
      // Files come from a disk: their server's page for what is missing says nothing about the pages of the system.
      if (role !== 'item' || namesFile(url)) continue
      const { host } = new URL(url)
      const key = `${from.visit} ${host}`
      if (this.#done.has(key) || !inScope(url, seeds)) continue
      this.#done.add(key)
      if (!this.#isProbed(from.visit, host)) probes.push(probeOf(from, url))
    }
    return probes.length === 0 ? requests : [...probes, ...requests]
  }
}

/**
 * A request for what cannot be there, in the folder of an item and with its ending: servers answer for a missing page
 * by both. Its name says who asks, and is the same at every visit.
 */
function probeOf(from: QueuedRequest, item: string): NewRequest {
  const { pathname, host } = new URL(item)
  const ending = /\.\w{1,5}$/.exec(pathname)?.[0] ?? ''
  const word = hash('sha256', host).slice(0, 12)
  const url = new URL(`nianbao-probe-${word}${ending}`, item).href
  return { url, method: 'GET', body: '', role: 'probe', via: from.url, depth: from.depth + 1, context: {} }
}

/** How a host answers for what is not there, by its answer to a probe; null when that says nothing (a refusal, a fault). */
export function absentAnswer({ exchange, decoded }: Answer): AbsentAnswer | null {
  const target = redirectTarget(exchange)
  if (target !== null) return { how: 'redirect', target: withoutQuery(target) }
  if (exchange.status === 404 || exchange.status === 410) return { how: 'status' }
  if (exchange.status !== 200 || !isPage(exchange, () => decoded().text)) return null
  return { how: 'page', ...printOf(decoded().text, exchange.url) }
}

/** Whether a redirect leads to where its host sends those who ask for what is not there. */
export function isSentAway(target: string, absent: AbsentAnswer | undefined): boolean {
  return absent?.how === 'redirect' && absent.target === withoutQuery(target)
}

/**
 * Whether a page is the one by which its host answers for what is not there.
 *
 * @param listTitle what the page's row in the list calls it; a page that shows it is no error page, but may be the very
 *   page that stands for everything (a home page), which is known by its text being the same to the letter
 */
export function isAbsentPage(
  { exchange, decoded }: Pick<Answer, 'decoded'> & { readonly exchange: Pick<Exchange, 'url'> },
  absent: AbsentAnswer | undefined,
  listTitle: string | undefined,
): boolean {
  if (absent?.how !== 'page' || absent.length < SHORTEST) return false
  const { text } = decoded()
  const own = printOf(text, exchange.url)
  if (own.hash === absent.hash) return true
  if (own.title !== absent.title || own.simhash === null || absent.simhash === null) return false
  if (listTitle === undefined || lettersOf(text).includes(lettersOf(listTitle))) return false
  const isNear = hamming(own.simhash, absent.simhash) <= NEAR_BITS
  return isNear && Math.abs(own.length - absent.length) <= NEAR_LENGTH * absent.length
}

/** What a page is known by: its title, and its text without digits and without the address, which error pages repeat. */
function printOf(html: string, url: string): { title: string; hash: string; simhash: string | null; length: number } {
  const { href, pathname, search } = new URL(url)
  const last = pathname.slice(pathname.lastIndexOf('/') + 1)
  let text = html
  for (const echo of [href, pathname + search, pathname, last]) if (echo.length > 3) text = text.replaceAll(echo, ' ')
  const letters = lettersOf(visibleText(text))
  return { title: titleOf(html), hash: hash('sha256', letters), simhash: simhash(letters), length: letters.length }
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z\u3400-\u9fff]+/g, '')
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

/** What the answer to a probe is kept as: a page that stands for what is not there is missing, whatever its status. */
export function keptAs(absent: AbsentAnswer, exchange: Exchange): Outcome | 'redirect' {
  if (absent.how === 'redirect') return 'redirect'
  return { kind: 'missing', reason: absent.how === 'page' ? 'soft-404' : `http-${exchange.status}` }
}
