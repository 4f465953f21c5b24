declare module 'word-extractor' {
  interface ExtractedDocument {
    getBody(options?: { filterUnicode?: boolean }): string
    getTextboxes(options?: { filterUnicode?: boolean; includeHeadersAndFooters?: boolean }): string
  }
  /** Reads Word 97–2003 files. */
  export default class WordExtractor {
    extract(source: Buffer): Promise<ExtractedDocument>
  }
}
