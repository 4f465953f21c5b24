import { hash } from 'node:crypto'
import type { Dialect } from '../../crawlers/dialects/dialect.ts'
import { chooseDialect, dialectNamed, dialectOfAnswer } from '../../crawlers/dialects/index.ts'
import { type Content, contentDecode } from '../../crawlers/fetch/content.ts'
import { dispositionName } from '../../crawlers/fetch/disposition.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import type { Outcome } from '../../crawlers/outcome.ts'
import { decode } from '../../crawlers/read/decode.ts'
import type { Decoded, Page } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import type { Again } from '../../storage/commit/document.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import { type CommitUnit, NOTHING } from '../../storage/commit/unit.ts'
import type { KnownPage } from '../../storage/known.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { isByRules, isMarkup, readDirect } from '../reading/direct.ts'
import { read } from '../reading/read.ts'
import type { ReadingContext } from '../reading/reading.ts'
import { VERSION } from '../version.ts'
import { leadsOf, leadsOfCounter, leadsOfDocument } from './follow.ts'
import { captureOf, documentOf, placeOf } from './keep.ts'
import { askedToShow, isRendered, lookBeside } from './rendering.ts'
import { leadsOfRequisite, requisitesOf } from './requisites.ts'
import type { VisitedSite } from './visitor.ts'

/** What a handled request leaves behind, but for what every request has. */
export type Left = Omit<CommitUnit, 'visit' | 'url' | 'request' | 'host'>

/** An answer, with its text made only when somebody asks for it. */
export interface Answer {
  readonly exchange: Exchange
  /** The body without its content coding. */
  readonly content: () => Content
  readonly decoded: () => Decoded
}

/** The longest page that is read, bytes without its content coding: ten times the longest met. */
const MAX_INFLATED = 32 * 1024 * 1024

/** An exchange whose body is decoded on first use, once. */
export function answerOf(exchange: Exchange): Answer {
  let decoded: Decoded | undefined
  let content: Content | undefined
  const inflate = () => {
    content ??= contentDecode(exchange, MAX_INFLATED)
    return content
  }
  return {
    exchange,
    content: inflate,
    decoded() {
      decoded ??= decode(inflate().bytes, header(exchange.headers, 'content-type'))
      return decoded
    },
  }
}

/**
 * What a good answer leaves behind, by the role in which it was asked: a list its rows, a page its reading, a counter
 * its count. Pure. Should our own reading break on a page, its bytes are kept all the same, to be read again by
 * better rules; one odd page must not end a visit.
 */
export function leftBy(visited: VisitedSite, request: QueuedRequest, answer: Answer, outcome: Outcome): Left {
  const { exchange } = answer
  const left: Left = { ...NOTHING, end: { state: 'done', outcome: 'ok', reason: null } }
  const asFile = { ...left, captures: [captureOf(exchange, outcome, null)] }
  if (request.role === 'attachment') return { ...asFile, named: nameOf(request, exchange) }
  if (request.role === 'requisite') return { ...asFile, requests: leadsOfRequisite(visited, request, answer) }
  const isFile = (request.role === 'item' || request.role === 'start') && !isMarkup(exchange)
  const asPage = isFile ? asFile : { ...left, captures: [captureOf(exchange, outcome, answer.decoded())] }
  try {
    if (isFile) return { ...asPage, ...readFile(visited, request, exchange) }
    if (request.role === 'counter') return { ...asPage, ...readCount(request, answer) }
    return { ...asPage, ...readPage(visited, request, answer) }
  } catch (error) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { ...asPage, end: { state: 'failed', outcome: 'failed', reason: `unreadable (${what})` } }
  }
}

/**
 * What is left by an answer that has the very bytes of the document's newest version: nothing is read, for the same
 * bytes, context and rules give the same reading. Null when something of that is not the same.
 */
export function leftBySame(
  visited: VisitedSite,
  request: QueuedRequest,
  exchange: Exchange,
  known: KnownPage,
): Left | null {
  const { document, version, views, leads, encoding } = known
  if (!isByRules(known.rules) || leads === null || known.context !== digestOfContext(visited, request)) return null
  const captures = [{ ...captureOf(exchange, SAME, null), encoding }]
  const seen = { document, version, views }
  const requests: NewRequest[] = JSON.parse(leads).map((lead: Lead) => ({
    ...lead,
    via: request.url,
    depth: request.depth + 1,
  }))
  return { ...NOTHING, captures, seen, requests, end: { state: 'done', outcome: 'ok', reason: null } }
}

const SAME: Outcome = { kind: 'ok', reason: 'ok' }

/** A request that a page leads to, without what depends on how the page was come to. */
type Lead = Omit<NewRequest, 'via' | 'depth'>

function againOf(visited: VisitedSite, request: QueuedRequest, requests: readonly NewRequest[]): Again {
  const leads = requests.map(({ via: _via, depth: _depth, ...lead }): Lead => lead)
  return { context: digestOfContext(visited, request), leads: JSON.stringify(leads) }
}

/** Everything that a reading and its leads depend on beside the bytes and the rules. */
function digestOfContext(visited: VisitedSite, request: QueuedRequest): string {
  const { column, clue } = request.context
  const parts = [contextOf(visited, request), column, clue, visited.attachments, visited.site.dialect, VERSION]
  return hash('sha256', JSON.stringify(parts))
}

/** What the server calls a file. */
function nameOf({ context }: QueuedRequest, { headers }: Exchange): { documentUrl: string; filename: string } | null {
  const filename = dispositionName(header(headers, 'content-disposition') ?? '')
  return filename === null || context.document === undefined ? null : { documentUrl: context.document, filename }
}

function readFile(visited: VisitedSite, request: QueuedRequest, exchange: Exchange): Partial<Left> {
  const { url } = exchange
  const reading = readDirect({ url, sha256: hash('sha256', exchange.body) }, contextOf(visited, request))
  const again = againOf(visited, request, [])
  return { document: documentOf(placeOf(request, visited.site.id, url), reading, again) }
}

function readCount(request: QueuedRequest, answer: Answer): Partial<Left> {
  const { dialect, document } = request.context
  if (dialect === undefined || document === undefined) return {}
  const asker = dialectNamed(dialect)
  const count = asker.readCounter(answer.decoded().text)
  if (count !== null) return { counter: { documentUrl: document, count } }
  if (asker.counterBehind === undefined) return {}
  return { requests: leadsOfCounter(request, parsePage(answer.exchange.url, answer.decoded()), asker) }
}

function readPage(visited: VisitedSite, request: QueuedRequest, answer: Answer): Partial<Left> {
  const page = parsePage(answer.exchange.url, answer.decoded())
  const choose = once(() => dialectOf(visited, request, page))
  const leads = leadsOf(request, page, choose)
  const shown = leads.isBlank ? askedToShow(visited.site, request, page) : []
  if (leads.role === 'list') return { requests: [...leads.requests, ...shown] }
  if (leads.role === 'hub') {
    if (leads.requests.length + shown.length > 0 || request.depth > 0)
      return { requests: [...leads.requests, ...shown] }
    return { end: { state: 'failed', outcome: 'failed', reason: 'no-column' } }
  }
  const reading = read(page, contextOf(visited, request))
  const requests = leadsOfDocument(request, page, choose, reading, visited.attachments)
  const again = isRendered(page) ? null : againOf(visited, request, requests)
  const whenChanged = [
    ...lookBeside(visited.site, request, page, reading, requests),
    ...requisitesOf(visited, request, page, reading),
  ]
  return { document: documentOf(placeOf(request, visited.site.id, page.url), reading, again), requests, whenChanged }
}

/** A value that is made when it is first asked for: to weigh the fingerprints of all systems takes half a millisecond. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The dialect a page or an answer of this visit is read by. */
function dialectOf(visited: VisitedSite, request: QueuedRequest, page: Page): Dialect {
  const asker = request.role === 'list' ? request.context.dialect : undefined
  const configured = visited.site.dialect
  return asker === undefined ? chooseDialect(page, configured) : dialectOfAnswer(page, asker, configured)
}

/** What is known of the page of a request before it is read. */
export function contextOf(visited: VisitedSite, request: QueuedRequest): ReadingContext {
  const { listTitle, listDate } = request.context
  const { name, division } = visited.site
  return { listTitle: listTitle ?? null, listDate: listDate ?? null, siteName: name, division }
}
