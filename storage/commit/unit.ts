import type { DialectName } from '../../config/dialects.ts'

/** An exchange as the archive keeps it. crawlers/fetch/exchange.ts has the same shape, with more. */
export interface CapturedExchange {
  readonly url: string
  readonly requestHead: Uint8Array
  readonly requestBody: Uint8Array
  readonly responseHead: Uint8Array
  readonly body: Uint8Array
  readonly status: number
  readonly address: string
  readonly startedAt: Date
  readonly truncated: 'length' | 'time' | 'disconnect' | null
  /** How the connection was secured; null or left out over plain HTTP. */
  readonly tls?: TlsMet | null
}

/** The security of a connection as it was met, sound or not; null for what was never agreed on. */
export interface TlsMet {
  /** As OpenSSL names it: `TLSv1.2`. */
  readonly protocol: string | null
  /** The cipher suite's IANA name: `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`. */
  readonly cipher: string | null
  /** What was wrong with the certificate (`CERT_HAS_EXPIRED`…); null when nothing was. */
  readonly fault: string | null
}

export type OutcomeKind = 'ok' | 'not-modified' | 'missing' | 'blocked' | 'failed'

/** One fetch to be kept. */
export interface CaptureInput {
  readonly exchange: CapturedExchange
  readonly outcome: OutcomeKind | 'redirect'
  /** A token such as `http-404`; null when there is nothing to explain. */
  readonly reason: string | null
  /** The media type of the answer without parameters, as declared; null when it declared none. */
  readonly mediaType: string | null
  /** `gb18030 meta`: the encoding that was used and why; null for what is not text. */
  readonly encoding: string | null
  /** In which manner it was asked; `http` where it is not said. */
  readonly manner?: RequestManner
  /** Of a 304: the sha256 of the kept body that the server says is still there. */
  readonly unchanged?: Buffer
}

/** What was read from a page, as far as the index needs it; `json` is the whole of it, for the WARC. */
export interface ReadingInput {
  readonly rules: string
  readonly title: string | null
  readonly publisher: string | null
  readonly publisherStated: string | null
  readonly publishedAt: string | null
  readonly indexNumber: string | null
  readonly documentNumber: string | null
  readonly reportYear: number | null
  /** The key of the publisher's family through renamings; null when it has none. */
  readonly family?: string | null
  readonly json: string
  /** sha256 (hex) of what was read but for what moves by itself (views): an equal digest is not kept again. */
  readonly digest: string
  /** What the same bytes in the same context would give again; null for what was not read in a visit. */
  readonly again: Again | null
}

/** Lets a repeat of the same bytes pass without reading: reading is a pure function of bytes, context and rules. */
export interface Again {
  /** A digest of all that a reading depends on beside the bytes and the rules. */
  readonly context: string
  /** The requests that the page leads to, as JSON. */
  readonly leads: string
}

/** A document that answered with the very bytes of its newest version. */
export interface SeenInput {
  readonly document: number
  readonly version: number
  /** The count printed in these bytes; null when there is none. */
  readonly views: number | null
}

export interface FindingInput {
  readonly name: string
  readonly detail: string
  readonly where: string
}

/** Where a document stands: its address, site and column, and its row there. */
export interface DocumentPlace {
  readonly url: string
  readonly site: string
  readonly column: string | null
  readonly listTitle: string | null
  /** As written. */
  readonly listDate: string | null
}

/** A document that is listed, or was had before, and was not to be had this time. */
export interface LostInput extends DocumentPlace {
  readonly how: 'missing' | 'blocked'
  /** Whether a list leads to it; otherwise it only matters where it was had before. */
  readonly isListed: boolean
  /** What its row in the list says it is. */
  readonly kind: 'annual-report' | 'other'
  readonly kindReason: string
}

/** What a browser made of a page, kept beside its captures as a resource record. */
export interface ResourceInput {
  readonly kind: 'dom' | 'screenshot'
  /** The page's address. */
  readonly url: string
  readonly at: Date
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Findings on a document that is not read by this unit. */
export interface NotedInput {
  readonly documentUrl: string
  readonly findings: readonly FindingInput[]
}

/** Findings on documents in the light of others; what is noted of one already is not noted twice. */
export interface RelatedInput {
  /** ms since 1970. */
  readonly at: number
  readonly findings: readonly (FindingInput & { readonly documentUrl: string })[]
}

/** A visit and its site as the index has them, kept so that they can be told from the WARC files. */
export interface VisitedInput {
  readonly visit: VisitRow
  readonly site: SiteRow
}

export interface SiteRow {
  readonly id: string
  readonly name: string | null
  readonly division: string | null
  readonly first_visit: number
}

export interface VisitRow {
  readonly id: number
  readonly site: string
  readonly asked_by: string
  readonly seeds: string
  readonly started_at: number
  readonly finished_at: number | null
  readonly outcome: string
  readonly dropped: number
}

/** A page that is kept as a document. */
export interface DocumentInput extends DocumentPlace {
  readonly kind: 'annual-report' | 'other'
  readonly kindReason: string
  /** sha256 of the normalised main text, hex: equal hashes are the same version. */
  readonly contentHash: string
  /** sha256 of the decoded source, hex. */
  readonly textHash: string
  /** 16 hex digits; null when the text is too short to compare. */
  readonly simhash: string | null
  readonly reading: ReadingInput
  readonly views: number | null
  readonly findings: readonly FindingInput[]
  readonly attachments: readonly { readonly url: string; readonly filename: string }[]
}

/** A view count that the page's own counter gave. */
export interface CounterInput {
  readonly documentUrl: string
  readonly count: number
}

/**
 * A `probe` asks for what cannot be there, to learn how its host answers for that; a `requisite` is what a page needs to
 * look like itself: a style sheet, a script, a picture, a font.
 */
export type RequestRole = 'start' | 'list' | 'item' | 'attachment' | 'counter' | 'probe' | 'requisite'

/**
 * Why a browser is asked for a page: `challenge` it answers HTTP with a script that has to be run; `script` its script
 * makes what HTTP did not find. Where the page was read over HTTP, and only its count or its picture is wanted: `views`,
 * `snapshot`.
 */
export type RenderingReason = 'challenge' | 'script' | 'views' | 'snapshot'

/**
 * How an address is asked: by plain HTTP; rendered by a browser; or by HTTP with a browser's user agent, to see whether a
 * crawler is shown something else.
 */
export type RequestManner = 'http' | 'browser' | 'second-look'

/** A URL to fetch. `context` travels with it and comes back when it is handed out. */
export interface NewRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body: string
  readonly role: RequestRole
  /** The page that named it; null for a seed. */
  readonly via: string | null
  /** Steps from the seed. */
  readonly depth: number
  /** `http` where it is not said. */
  readonly manner?: RequestManner
  readonly context: RequestContext
}

export interface RequestContext {
  readonly column?: string | undefined
  readonly listTitle?: string | undefined
  readonly listDate?: string | undefined
  /** The dialect of the page that named it. */
  readonly dialect?: DialectName | undefined
  readonly document?: string | undefined
  /** Why a browser is asked; absent where all pages of the site are asked so. */
  readonly rendering?: RenderingReason | undefined
  /** How many style sheets lie between a requisite and its page. */
  readonly nested?: number | undefined
  /** How many lists that were rows of a list themselves lie between a row and its column. */
  readonly within?: number | undefined
  /** What the list that named it told of the site, for the counter of the page. */
  readonly clue?: string | undefined
  /** The media type of a POST's body; a form where it is not said. */
  readonly bodyType?: 'application/json' | undefined
  /** How many lists on the way here, without a break, named nothing that was not known. */
  readonly barren?: number | undefined
  /** The addresses that redirected here, first to last. */
  readonly hops?: readonly string[] | undefined
}

/** A redirect that was met: `url` is another name of `target`. */
export interface AliasInput {
  readonly url: string
  readonly target: string
  /** Whether the server says that it is for good: what stood there has moved. */
  readonly isPermanent?: boolean
}

/** How a request ended: done for this visit, or due again at a time (ms since 1970). */
export type RequestEnd =
  | { readonly state: 'done' | 'failed' | 'skipped'; readonly outcome: string; readonly reason: string | null }
  | { readonly state: 'queued'; readonly due: number; readonly reason: string }

/** What is known of a host between requests and between runs. */
export interface HostRow {
  readonly host: string
  readonly address: string | null
  /** Not to be asked again before this time, ms since 1970. */
  readonly nextDue: number
  readonly failures: number
  readonly reason: string | null
  /** From robots.txt, ms; null when it states none. */
  readonly crawlDelay: number | null
  readonly notes?: HostNotes
}

/** What else was met at a host. */
export interface HostNotes {
  readonly absent?: AbsentAnswer
  readonly tls?: TlsMet
}

/**
 * How a host answers for an address at which there is nothing: by a status of missing pages, by a redirect, or by a page
 * with status 200, known again by its title and text.
 */
export type AbsentAnswer =
  | { readonly how: 'status' }
  | { readonly how: 'redirect'; readonly target: string }
  | {
      readonly how: 'page'
      readonly title: string
      /** sha256 (hex) of its normalised text, the simhash of that (null for a short one), and its length in characters. */
      readonly hash: string
      readonly simhash: string | null
      readonly length: number
    }

/** The kept capture that a reading was made from anew; nothing was fetched. */
export interface RereadInput {
  readonly version: number
  readonly capture: number
  /** The WARC-Record-ID of the capture. */
  readonly recordId: string
  /** When it was read. */
  readonly at: Date
}

/** What a kept file was found to say; `json` is the whole of it, for the WARC. */
export interface FileTextInput {
  readonly payload: number
  readonly url: string
  /** The WARC-Record-ID of the response that holds the file. */
  readonly recordId: string
  readonly at: Date
  readonly rules: string
  readonly format: string
  readonly scanned: boolean
  readonly json: string
}

/** A report's figures beside those of its agency's year before; `json` is the whole of it, for the WARC. */
export interface SeriesInput {
  readonly document: number
  /** The readings that were compared, by their numbers in the index. */
  readonly reading: number
  readonly previous: number
  readonly url: string
  readonly at: Date
  readonly rules: string
  readonly json: string
}

/**
 * All that one handled request leaves behind. It is committed whole or not at all: the captures in the WARC, the rows,
 * the newly found requests and the end of the request itself.
 */
export interface CommitUnit {
  readonly visit: number
  /** The address that was asked. */
  readonly url: string
  /** The request that was handled; null for what the crawl fetched for itself (robots.txt). */
  readonly request: number | null
  readonly captures: readonly CaptureInput[]
  /** What a browser made of the last of the captures. */
  readonly resources: readonly ResourceInput[]
  readonly document: DocumentInput | null
  /** Not null in place of `document` when nothing had to be read. */
  readonly seen: SeenInput | null
  /** Not null when `document` was read anew from the archive. */
  readonly reread: RereadInput | null
  /** What a file that was kept before says. */
  readonly fileText: FileTextInput | null
  /** What the figures of a kept report are beside those of the year before. */
  readonly series: SeriesInput | null
  readonly counter: CounterInput | null
  readonly noted: NotedInput | null
  /** What the server of an attachment calls it: its name where the page that links to it gave none with an ending. */
  readonly named?: { readonly documentUrl: string; readonly filename: string } | null
  readonly related?: RelatedInput
  /** A visit that has begun or ended. */
  readonly visited?: VisitedInput
  readonly alias: AliasInput | null
  /** The addresses that redirected to the document: one that had the same text itself has moved here. */
  readonly movedFrom?: readonly string[]
  readonly lost: LostInput | null
  readonly requests: readonly NewRequest[]
  /** Requests that only come in line where the document of this unit has a new text. */
  readonly whenChanged?: readonly NewRequest[]
  readonly end: RequestEnd | null
  readonly host: HostRow | null
}

/** What a unit leaves behind where it has nothing to say. */
export const NOTHING = {
  document: null,
  seen: null,
  reread: null,
  fileText: null,
  series: null,
  counter: null,
  noted: null,
  alias: null,
  lost: null,
  captures: [],
  resources: [],
  requests: [],
} as const
