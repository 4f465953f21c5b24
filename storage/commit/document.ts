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

/** A redirect that was met: `url` is another name of `target`. */
export interface AliasInput {
  readonly url: string
  readonly target: string
  /** Whether the server says that it is for good: what stood there has moved. */
  readonly isPermanent?: boolean
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
