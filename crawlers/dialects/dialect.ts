import type { DialectName } from '../../config/dialects.ts'
import type { Page } from '../read/page.ts'

/** A request that a page calls for: its next list page, its view counter. */
export interface PageRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** The body of a POST: a form, already percent-encoded, or JSON. */
  readonly body?: string | undefined
  /** The media type of the body; a form where it is not said. */
  readonly bodyType?: 'application/json' | undefined
}

/** How a list page or data answer was asked for, where its address alone does not say it: the body of a POST. */
export interface Asked extends PageRequest {
  /** The page that named the request; null for the first of a visit. */
  readonly from: string | null
  /** Steps from where the visit began. */
  readonly depth: number
}

/** One row of a list. */
export interface ListItem {
  readonly url: string
  /** The row's full text of the title: `title` attribute where the visible text is cut short. */
  readonly title: string
  /** The date of the row as written; null when the row has none. */
  readonly date: string | null
}

export interface ListReading {
  readonly items: readonly ListItem[]
  /** Further pages of the same list; those already fetched are not filtered out here. */
  readonly next: readonly PageRequest[]
  /** The page makes its list by a script that is not understood: it has to be rendered by a browser. */
  readonly needsBrowser?: boolean
  /** The column's name, where a catalogue of many columns gives it and the page itself is not called so. */
  readonly name?: string | undefined
  /** What the list's own script told of the site and the pages of its items do not say; given to their `counter`. */
  readonly clue?: string | undefined
}

/**
 * How one content management system publishes: a file each, chosen by fingerprint for every page.
 * All functions are pure; none of them fetches.
 */
export interface Dialect {
  readonly name: DialectName
  /** How sure this page is of this system: 0 not at all, 1 beyond doubt. `static` answers 0.01 to everything. */
  recognise(page: Page): number
  /**
   * The rows and further pages of a list page (or of a list's data answer); no items when the page has no list.
   *
   * @param asked left out where nobody asked: a page that is only looked at
   */
  list(page: Page, asked?: Asked): ListReading
  /**
   * The request by which the page's own script asks for its view count; null when it has none.
   *
   * @param clue what the list said that named the page (see {@link ListReading.clue})
   */
  counter(page: Page, clue?: string): PageRequest | null
  /** The number in a counter's answer; null when the answer is no count (an HTML page, an error). */
  readCounter(answer: string): number | null
  /** Where `counter` could only ask for what tells of the counter (a script of the site): the counter itself. */
  counterBehind?(answer: Page): PageRequest | null
}
