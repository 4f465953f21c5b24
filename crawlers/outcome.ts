import type { FetchError } from './fetch/errors.ts'
import { type Exchange, header } from './fetch/exchange.ts'
import { type Verdict, verdictOf } from './outcome/verdict.ts'

/** How a visit to one address ended. Only `ok` is read as a page; a block page is never a page. */
export type OutcomeKind = 'ok' | 'not-modified' | 'missing' | 'blocked' | 'failed'

export interface Outcome {
  readonly kind: OutcomeKind
  /** A short token that says why: `http-404`, `refresh-stub`, `http-521`, `block-page`, `empty-body`, `dns`, `timeout`… */
  readonly reason: string
}

const ok: Outcome = { kind: 'ok', reason: 'ok' }

/** Statuses by which guards of these sites refuse: 521 and 412 with a script, 488 and others by firewalls. */
const refusals: ReadonlySet<number> = new Set([403, 412, 429, 488, 521])

/** What the words of a page refuse by; it is there all the same. */
const refusing: ReadonlySet<Verdict> = new Set<Verdict>(['challenge', 'block-page', 'login'])

/** Beginnings of files that are no pages whatever the server calls them: PDF, zip and OOXML, OLE, RAR, gzip, images. */
const fileStarts = ['%PDF', 'PK\x03\x04', '\xd0\xcf\x11\xe0', 'Rar!', '\x1f\x8b', '\x89PNG', 'GIF8', '\xff\xd8\xff']

const markup = /^[\s\ufeff\xef\xbb\xbf]*<(?:!doctype|html|head|meta|script|title|body|!--|\?xml)/i

/** The bare number that view counters answer, often declared as HTML. */
const bareNumber = /^\s*\d+\s*$/

/**
 * Whether a response is a page, to be judged by its words. Attachments, robots.txt, scripts, JSON and the answers of
 * counters are not, unless they plainly begin with a page's markup.
 */
export function isPage({ headers, body }: Exchange, text: () => string): boolean {
  const type = (header(headers, 'content-type') ?? '').toLowerCase()
  const start = body.toString('latin1', 0, 32)
  if (bareNumber.test(start) || fileStarts.some((known) => start.startsWith(known))) {
    // The first bytes of a coded body are those of its coding.
    if (header(headers, 'content-encoding') === null) return false
  }
  if (type.includes('html')) return true
  if (type === '') return body.length <= 2 || markup.test(text().slice(0, 512))
  return type.startsWith('text/plain') && markup.test(text().slice(0, 512))
}

function byText(exchange: Exchange, text: () => string): Outcome {
  if (!isPage(exchange, text)) return ok
  if (exchange.body.length <= 2) return { kind: 'blocked', reason: 'empty-body' }
  const verdict = verdictOf(text(), exchange.url)
  if (verdict === null) return ok
  return { kind: refusing.has(verdict) ? 'blocked' : 'missing', reason: verdict }
}

/** Errors: a refusal when the body says so or, for 503, when the server says when to come back. */
function byStatus(exchange: Exchange, text: () => string): Outcome {
  const { status, headers } = exchange
  const reason = `http-${status}`
  if (status === 404 || status === 410) return { kind: 'missing', reason }
  if (refusals.has(status)) return { kind: 'blocked', reason }
  if (status < 400) return { kind: 'failed', reason }
  const asked = status === 503 && header(headers, 'retry-after') !== null
  const refused = asked || (isPage(exchange, text) && byText(exchange, text).kind === 'blocked')
  return { kind: refused ? 'blocked' : 'failed', reason }
}

/**
 * How a fetch ended, from its response alone. Redirects are the crawl's business and count as `failed` here, with the
 * status as reason.
 *
 * @param text the decoded body; asked for only when the words are needed
 */
export function judge(exchange: Exchange, text: () => string): Outcome {
  const { status } = exchange
  if (status === 304) return { kind: 'not-modified', reason: 'http-304' }
  return status >= 200 && status < 300 ? byText(exchange, text) : byStatus(exchange, text)
}

/** How a fetch ended that got no response: always `failed`, with the error's reason. */
export function outcomeOfError(error: FetchError): Outcome {
  return { kind: 'failed', reason: error.reason }
}
