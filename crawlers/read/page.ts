import type { Document } from 'domhandler'

/** Where the name of an encoding came from, from the surest to the weakest. */
export type EncodingProvenance = 'bom' | 'utf8-valid' | 'header' | 'meta' | 'ascii' | 'assumed'

/** Bytes as text, with how the encoding was decided. */
export interface Decoded {
  readonly text: string
  /** WHATWG name of the encoding that was used: `utf-8`, `gb18030`, `big5`… */
  readonly encoding: string
  readonly provenance: EncodingProvenance
  /** What the header and the page declared, as written; null when they did not. */
  readonly declared: { readonly header: string | null; readonly meta: string | null }
  /** How many U+FFFD the decoder had to put in. */
  readonly replacements: number
}

/** A page as everything after the fetch sees it: a pure value, the same live and re-read from the archive. */
export interface Page {
  /** The address that answered, after redirects. */
  readonly url: string
  /** What relative links are resolved against: `<base href>` or the address. */
  readonly base: string
  readonly decoded: Decoded
  /** The markup as htmlparser2 reads it (lenient, in source order). */
  readonly document: Document
}
