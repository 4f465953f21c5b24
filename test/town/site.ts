import type { DialectName } from '../../config/dialects.ts'
import type { Manner } from './http.ts'
import type { Routes } from './routes.ts'

/** What stands on a report's page, and what is true of it. */
export interface ReportTruth {
  readonly url: string
  /** Other addresses of the site under which the same report stands. */
  readonly aliases: readonly string[]
  /** A page, or a file that a list links to directly. */
  readonly form: 'page' | 'pdf' | 'doc'
  /** The title that the page shows, or the text of the file; null where it shows none. */
  readonly title: string | null
  /**
   * The publisher that the page states under a label, in a byline or in a signature; null where it states none. On a
   * hijacked page this is the gambling phrase.
   */
  readonly publisherStated: string | null
  /** Who published it, as far as the page and its site tell. */
  readonly publisher: string | null
  /** By the page alone, ISO 8601 as precise as stated: `2018-02-11` or `2019-03-05T10:36:59+08:00`. */
  readonly publishedAt: string | null
  /** The date as it is written on the page. */
  readonly dateText: string | null
  /** What the row of the list says: a page may show no title or date of its own, or another date. */
  readonly listTitle: string | null
  readonly listDate: string | null
  /** The count that the first visit gets, from the page or from its counter; it rises by one a visit. Null: none. */
  readonly viewsBase: number | null
  readonly reportYear: number | null
  readonly kind: 'annual-report' | 'other'
  readonly hijacked: boolean
  readonly documentNumber: string | null
  readonly indexNumber: string | null
  readonly attachments: readonly { readonly url: string; readonly filename: string }[]
  readonly encoding: 'utf-8' | 'gb18030'
}

/** Options that a site's builder sees. */
export interface SiteOptions {
  /** Whether pages carry a token that changes with every fetch. */
  readonly noise: boolean
  /** Whether pages carry ETag and Last-Modified and are answered by 304. */
  readonly validators: boolean
  /** How many reports the `bulk` site has. */
  readonly bulk: number
}

/** A site as its file builds it; paths begin with a slash, addresses are whole. */
export interface SiteContent {
  readonly routes: Routes
  /** The path of the home page; / otherwise. */
  readonly home?: string
  /** The path of the annual-report column. */
  readonly column: string
  /** Paths of all pages of the column's list, as a crawler should ask for them (GET); the column alone otherwise. */
  readonly lists?: readonly string[]
  readonly truth: readonly ReportTruth[]
  /** Addresses that robots.txt forbids and that a list links to; none otherwise. */
  readonly forbidden?: readonly string[]
  /** Addresses that the column links to and that are gone: 404 or a refresh stub; none otherwise. */
  readonly dead?: readonly string[]
}

/** One site of the town: a file each. */
export interface SiteSpec {
  readonly id: string
  readonly name: string
  /** The content management system it runs on, for the sites of the outskirts that show one. */
  readonly dialect?: DialectName
  readonly manner: Manner
  /** @param origin the site's address without the last slash: `http://127.0.1.1:8310` */
  build(origin: string, options: SiteOptions): SiteContent
}

type Required = 'url' | 'title' | 'publisher' | 'publishedAt' | 'dateText' | 'reportYear'

/** A truth with the usual values for what is not said. */
export function truthOf(given: Pick<ReportTruth, Required> & Partial<ReportTruth>): ReportTruth {
  return {
    aliases: [],
    form: 'page',
    publisherStated: null,
    viewsBase: null,
    kind: 'annual-report',
    hijacked: false,
    documentNumber: null,
    indexNumber: null,
    attachments: [],
    encoding: 'utf-8',
    listTitle: given.title,
    listDate: given.publishedAt?.slice(0, 10) ?? null,
    ...given,
  }
}

/** A row of a list: where it leads, what it says, and the date it shows. */
export interface Row {
  readonly href: string
  readonly title: string
  readonly date: string
}

/** The two usual spellings of the header lines that a server makes. */
export const asWritten = (name: string, value: string): string => `${name}: ${value}`
export const lowerTight = (name: string, value: string): string => `${name.toLowerCase()}:${value}`
