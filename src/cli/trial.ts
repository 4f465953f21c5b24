import { hash } from 'node:crypto'
import type { DialectName } from '../../config/dialects.ts'
import type { ListReading, PageRequest } from '../../crawlers/dialects/dialect.ts'
import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { type ColumnLink, columnLinks, judgePage } from '../../crawlers/discovery.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import type { Outcome } from '../../crawlers/outcome.ts'
import type { Decoded, Page } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import type { RenderingReason } from '../../storage/commit/request.ts'
import { openAttachmentReaders } from '../attachments/readers.ts'
import { type FileReading, readingOfFile } from '../files/read-files.ts'
import { type DirectFile, isMarkup, readDirect } from '../reading/direct.ts'
import { read } from '../reading/read.ts'
import type { Reading } from '../reading/reading.ts'
import { leadsOf, startAt } from '../visit/follow.ts'
import type { Answer } from '../visit/leave.ts'
import { meet } from '../visit/meet.ts'
import { isChallenge, isCountMadeByScript, isMadeByScript, isRendered } from '../visit/rendering.ts'

/** One address and its answer. */
export interface Hop {
  readonly url: string
  readonly exchange: Exchange
}

/** A page as it is understood: its text, its system, what it is, and what is read from it. */
export interface PageTrial {
  readonly decoded: Decoded
  readonly dialect: DialectName
  readonly role: 'column' | 'item' | 'hub' | 'other' | 'file'
  readonly list: ListReading
  /** Where a page that is no column leads to, best first. */
  readonly leads: readonly ColumnLink[]
  /** What the page's own script asks for its view count. */
  readonly counter: PageRequest | null
  /** Why that gave no count; null where it was not asked, or gave one. */
  readonly counterOutcome: Outcome | null
  readonly reading: Reading
  /** How the views of the reading were got, as exports say it; null where they were not. */
  readonly viewsHow: 'printed' | 'counter' | 'browser' | null
  /** What a file says; null for pages. */
  readonly file: FileReading | null
}

/** Why a browser is asked: all pages are wanted so, or as in a visit. */
export type Asking = 'always' | Exclude<RenderingReason, 'snapshot'>

/** What a browser had to do with a trial. */
export interface BrowserUse {
  readonly reason: Asking
  /** How that went; unless `ok`, what is told comes from HTTP. */
  readonly outcome: Outcome
}

/** `unavailable`: robots.txt could not be had, so that a visit would wait. */
export type RobotsVerdict = 'allowed' | 'forbidden' | 'unavailable'

/** One address tried: its redirects, the answer, and the page where there is one. */
export interface Trial {
  readonly hops: readonly Hop[]
  readonly exchange: Exchange
  readonly outcome: Outcome
  /** Null when the answer is no page to be read: a page that refuses is never read as one. */
  readonly page: PageTrial | null
  /** What HTTP did not give and a browser may. */
  readonly lack: Asking | null
  /** Null where no browser was asked. */
  readonly browser: BrowserUse | null
  /** What robots.txt says of the address and those it led to; null where that was not asked. */
  readonly robots: RobotsVerdict | null
}

const UNKNOWN = { listTitle: null, listDate: null, siteName: null, division: null }
const NO_LIST: ListReading = { items: [], next: [] }

/**
 * What there is to say of an address, from its answers alone.
 *
 * @param hops the redirects in their order, the answer last
 * @param answer the last of them, with the text that is to be read
 */
export function examine(hops: readonly Hop[], answer: Answer): Trial {
  const { exchange } = answer
  const met = meet(startAt(exchange.url), answer, undefined)
  const outcome: Outcome = met.target === null ? met.outcome : { kind: 'failed', reason: 'too-many-redirects' }
  const bare = { hops, exchange, outcome, browser: null, robots: null }
  if (outcome.kind !== 'ok') return { ...bare, page: null, lack: isChallenge(outcome) ? 'challenge' : null }
  const decoded = answer.decoded()
  if (!isMarkup(exchange)) return { ...bare, page: fileTrial(exchange, decoded), lack: null }
  const page = parsePage(exchange.url, decoded)
  const trial = pageOf(page)
  return { ...bare, page: trial, lack: lackOf(page, trial) }
}

function fileTrial(exchange: Exchange, decoded: Decoded): PageTrial {
  const reading = readDirect(fileOf(exchange), UNKNOWN)
  const bare = { dialect: 'static', list: NO_LIST, leads: [], viewsHow: null, file: null } as const
  return { ...bare, decoded, role: 'file', reading, counter: null, counterOutcome: null }
}

function pageOf(page: Page): PageTrial {
  const dialect = chooseDialect(page)
  const list = dialect.list(page)
  const reading = read(page, UNKNOWN)
  return {
    decoded: page.decoded,
    dialect: dialect.name,
    role: judgePage(page, list).role,
    list,
    leads: columnLinks(page),
    counter: dialect.counter(page),
    counterOutcome: null,
    reading,
    viewsHow: reading.views.value === null ? null : isRendered(page) ? 'browser' : 'printed',
    file: null,
  }
}

/** What a page lacks that its script may make. */
function lackOf(page: Page, { role, reading, counter }: PageTrial): Asking | null {
  const isBlank = () => leadsOf(startAt(page.url), page, () => chooseDialect(page)).isBlank
  if (isMadeByScript(page) && isBlank()) return 'script'
  return role !== 'column' && isCountMadeByScript(page, reading, counter !== null) ? 'views' : null
}

/** Whether a page is shown field by field: it is no column, and does not lead on. */
export function isSingle({ role, leads }: PageTrial): boolean {
  return role !== 'column' && role !== 'hub' && (role !== 'other' || leads.length === 0)
}

/** A trial that was made over HTTP, with the views that a browser shows of the same page. */
export function withViewsOf(trial: Trial, shown: Trial): Trial {
  const { page } = trial
  if (page === null || shown.page === null) return trial
  const { views } = shown.page.reading
  const viewsHow = views.value === null ? null : 'browser'
  return { ...trial, page: { ...page, reading: { ...page.reading, views }, viewsHow } }
}

function fileOf({ url, body }: Exchange): DirectFile {
  return { url, sha256: hash('sha256', body) }
}

/** A trial with what its file says, and is by that, where it is one; the file is opened in a thread of its own. */
export async function withFile(trial: Trial): Promise<Trial> {
  const { page, exchange } = trial
  if (page === null || page.role !== 'file') return trial
  const readers = openAttachmentReaders({ concurrency: 1 })
  try {
    const { url } = exchange
    const filename = new URL(url).pathname.split('/').at(-1) ?? ''
    const mediaType = header(exchange.headers, 'content-type')
    const named = { url, filename, mediaType, reportYear: null, row: UNKNOWN }
    const file = await readingOfFile(readers, contentDecode(exchange).bytes, named)
    return { ...trial, page: { ...page, file, reading: readDirect(fileOf(exchange), UNKNOWN, file) } }
  } finally {
    await readers.close()
  }
}

/** A trial as `try --json` prints it. */
export function trialJson({ hops, exchange, outcome, page, browser, robots }: Trial) {
  const { url, status, address, duration } = exchange
  const how = isReadFromBrowser(browser) ? 'browser' : 'http'
  const before = hops.slice(0, -1).map((hop) => hop.url)
  const answer = { url, hops: before, status, address, ms: duration, outcome, how, browser, robots }
  if (page === null)
    return { ...answer, decoded: null, dialect: null, role: null, list: null, leads: [], reading: null }
  const { encoding, provenance, declared, replacements, decoding } = page.decoded
  const { dialect, role, list, leads, counter, counterOutcome, reading, viewsHow, file } = page
  return {
    ...answer,
    decoded: { encoding, provenance, declared, replacements, decoding },
    dialect: role === 'file' ? '-' : dialect,
    role,
    list,
    leads,
    counter: counter?.url ?? null,
    counterOutcome,
    reading,
    viewsHow,
    file,
  }
}

/** Whether all that is told of a page is read from what a browser showed; its views alone may be. */
export function isReadFromBrowser(browser: BrowserUse | null): boolean {
  return browser !== null && browser.outcome.kind === 'ok' && browser.reason !== 'views'
}
