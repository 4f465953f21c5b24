import robotsModule from 'robots-parser'
import { contentDecode } from '../fetch/content.ts'
import type { Exchange } from '../fetch/exchange.ts'

// The package is CommonJS, whose default import is the function itself; its types describe an ES module.
const robotsParser = robotsModule as unknown as typeof robotsModule.default

/** The rules of one robots.txt for us. */
export interface Robots {
  /** Whether an address of this host may be fetched. */
  allows(url: string): boolean
  /** Crawl-delay, ms; null when there is none. */
  readonly crawlDelay: number | null
  /** Whether the rules are unknown because the file could not be had: nothing is allowed for now, ask again later. */
  readonly unreachable: boolean
}

/** How much of the file is read, bytes (RFC 9309 section 2.5 asks for at least this much). */
const longest = 500 * 1024

/** The longest Crawl-delay that is kept to, ms: an hour. */
const longestDelay = 3_600_000

const allowAll: Robots = { allows: () => true, crawlDelay: null, unreachable: false }
const allowNothing: Robots = { allows: () => false, crawlDelay: null, unreachable: true }

/**
 * The lines of the file as ASCII. Bytes above it are percent-encoded as they came, which is how RFC 9309 section 2.2.2
 * compares paths: so rules written in GBK match addresses written in GBK, and UTF-8 those in UTF-8.
 */
function asciiLines(body: Buffer): string {
  const marked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf
  const text = body.toString('latin1', marked ? 3 : 0, longest)
  return text.replace(/[\x80-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** A page that answers in place of the file: a soft 404, a block page, the home page. */
function isPage(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|meta|script|title|body|!--|\?xml)/i.test(text)
}

/**
 * The rules that a robots.txt holds for us (RFC 9309). No file (4xx), or a page in its place, allows everything; a
 * server that fails (5xx) or does not answer allows nothing for now.
 *
 * @param url the address of the file
 * @param exchange the answer after redirects; null when there was none
 * @param agent our product token, as in the User-Agent without version
 */
export function parseRobots(
  url: string,
  exchange: Pick<Exchange, 'status' | 'headers' | 'body'> | null,
  agent = 'nianbao',
): Robots {
  if (exchange === null || exchange.status >= 500) return allowNothing
  if (exchange.status < 200 || exchange.status > 299) return allowAll
  const text = asciiLines(contentDecode(exchange, 2 * longest).bytes)
  if (isPage(text)) return allowAll
  const rules = robotsParser(url, text)
  const seconds = rules.getCrawlDelay(agent)
  const delay = seconds !== undefined && seconds >= 0 ? Math.min(longestDelay, seconds * 1000) : null
  return { allows: (address) => rules.isAllowed(address, agent) ?? true, crawlDelay: delay, unreachable: false }
}
