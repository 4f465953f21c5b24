import type { Document } from 'domhandler'

/**
 * Where the name of an encoding came from, from the surest to the weakest; `rendered`: the text is the page as a browser
 * shows it, which was given this encoding.
 */
export type EncodingProvenance = 'bom' | 'nuls' | 'utf8-valid' | 'header' | 'meta' | 'ascii' | 'assumed' | 'rendered'

/** One encoding that was weighed for a page. */
export interface EncodingCandidate {
  /** WHATWG name. */
  readonly encoding: string
  /** What the page's bytes above ASCII cost under it, bits, what is declared taken off: the least wins. */
  readonly cost: number
  /** How many U+FFFD stand in what was weighed: all such bytes of a usual page, a part of a long one. */
  readonly replacements: number
}

/** A piece of a page that is in another encoding than the page and was read in its own. */
export interface RepairedSegment {
  /** Where it begins in the body, and where the next byte after it stands, bytes. */
  readonly start: number
  readonly end: number
  /** The encoding of the page, and that of the piece. */
  readonly from: string
  readonly to: string
}

/** How the text of a page was come by. */
export interface Decoding {
  /** The encodings that were weighed, the likeliest first; none where the bytes alone decide. */
  readonly candidates: readonly EncodingCandidate[]
  /** In the order of the page. The text holds them repaired. */
  readonly repaired: readonly RepairedSegment[]
  /** What a Chinese character of the text costs on average, bits; null where fewer than 30 were seen. */
  readonly costPerHanzi: number | null
  /** Whether the text itself seems to have been saved from a wrong reading. It is never mended. */
  readonly mojibake: boolean
}

/** Bytes as text, with how the encoding was decided. */
export interface Decoded {
  readonly text: string
  /** WHATWG name of the encoding that was used: `utf-8`, `gb18030`, `big5`… */
  readonly encoding: string
  readonly provenance: EncodingProvenance
  /** What the header and the page declared, as written; null when they did not. */
  readonly declared: { readonly header: string | null; readonly meta: string | null }
  /** How many U+FFFD the decoder had to put in, before segments of another encoding were repaired. */
  readonly replacements: number
  /** Absent where the text was not made from bytes. */
  readonly decoding?: Decoding
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
