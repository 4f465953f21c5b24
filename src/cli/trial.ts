import { hash } from 'node:crypto'
import type { ListReading } from '../../crawlers/dialects/dialect.ts'
import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { type ColumnLink, columnLinks, judgePage } from '../../crawlers/discovery.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import { judge, type Outcome } from '../../crawlers/outcome.ts'
import { decode } from '../../crawlers/read/decode.ts'
import type { Decoded } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { openAttachmentReaders } from '../attachments/readers.ts'
import { type FileReading, readingOfFile } from '../files/read-files.ts'
import { type DirectFile, isMarkup, readDirect } from '../reading/direct.ts'
import { read } from '../reading/read.ts'
import type { Reading } from '../reading/reading.ts'

/** One address and its answer. */
export interface Hop {
  readonly url: string
  readonly exchange: Exchange
}

/** A page as it is understood: its text, its system, what it is, and what is read from it. */
export interface PageTrial {
  readonly decoded: Decoded
  readonly dialect: string
  readonly role: 'column' | 'item' | 'hub' | 'other' | 'file'
  readonly list: ListReading
  /** Where a page that is no column leads to, best first. */
  readonly leads: readonly ColumnLink[]
  /** The address that the page's own script asks for its view count. */
  readonly counter: string | null
  readonly reading: Reading
  /** What a file says; null for pages. */
  readonly file: FileReading | null
}

/** One address tried: its redirects, the answer, and the page where there is one. */
export interface Trial {
  readonly hops: readonly Hop[]
  readonly exchange: Exchange
  readonly outcome: Outcome
  /** Null when the answer is no page to be read: a page that refuses is never read as one. */
  readonly page: PageTrial | null
}

const UNKNOWN = { listTitle: null, listDate: null, siteName: null, division: null }
const NO_LIST: ListReading = { items: [], next: [] }

/**
 * What there is to say of an address, from its answers alone.
 *
 * @param hops the redirects in their order, the answer last; at least one
 */
export function examine(hops: readonly Hop[]): Trial {
  const exchange = hops.at(-1)?.exchange
  if (exchange === undefined) throw new RangeError('an address has to be asked before it can be examined')
  const decoded = decode(contentDecode(exchange).bytes, header(exchange.headers, 'content-type'))
  const outcome = judge(exchange, () => decoded.text)
  return { hops, exchange, outcome, page: outcome.kind === 'ok' ? pageOf(exchange, decoded) : null }
}

function pageOf(exchange: Exchange, decoded: Decoded): PageTrial {
  if (!isMarkup(exchange)) {
    const reading = readDirect(fileOf(exchange), UNKNOWN)
    return { decoded, dialect: '-', role: 'file', list: NO_LIST, leads: [], counter: null, reading, file: null }
  }
  const page = parsePage(exchange.url, decoded)
  const dialect = chooseDialect(page)
  const list = dialect.list(page)
  return {
    decoded,
    dialect: dialect.name,
    role: judgePage(page, list).role,
    list,
    leads: columnLinks(page),
    counter: dialect.counter(page)?.url ?? null,
    reading: read(page, UNKNOWN),
    file: null,
  }
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
export function trialJson({ hops, exchange, outcome, page }: Trial) {
  const { url, status, address, duration } = exchange
  const answer = { url, hops: hops.slice(0, -1).map((hop) => hop.url), status, address, ms: duration, outcome }
  if (page === null)
    return { ...answer, decoded: null, dialect: null, role: null, list: null, leads: [], reading: null }
  const { encoding, provenance, declared, replacements, decoding } = page.decoded
  const { dialect, role, list, leads, counter, reading, file } = page
  return {
    ...answer,
    decoded: { encoding, provenance, declared, replacements, decoding },
    dialect,
    role,
    list,
    leads,
    counter,
    reading,
    file,
  }
}
