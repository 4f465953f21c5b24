import type { CaptureInput, ResourceInput } from './capture.ts'
import type {
  AliasInput,
  CounterInput,
  DocumentInput,
  FileTextInput,
  LostInput,
  NotedInput,
  RelatedInput,
  RereadInput,
  SeenInput,
  SeriesInput,
} from './document.ts'
import type { HostRow, NewRequest, RequestEnd } from './request.ts'

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
