import type { DialectName } from '../../config/dialects.ts'
import type { TlsMet } from './capture.ts'

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
