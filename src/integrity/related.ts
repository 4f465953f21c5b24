/** A document as far as it is compared with others. */
export interface Related {
  readonly document: number
  readonly url: string
  /** The main text. */
  readonly text: string
  /** sha256 (hex) of the normalised main text. */
  readonly contentHash: string
  readonly publisher: string | null
  readonly reportYear: number | null
  /** ISO 8601. */
  readonly publishedAt: string | null
}

/** Something to know of a document in the light of another. */
export interface RelationFinding {
  readonly document: number
  readonly url: string
  readonly name: 'copied'
  readonly reason: 'other-year' | 'other-agency' | 'clone-host'
  /** Both addresses, and what is the same. */
  readonly detail: string
  /** The address of the other document. */
  readonly where: string
}
