/** Something on a page that its agency did not put there. */
export interface Sighting {
  /** What was seen: a phrase as it stands there (in plain form), or a sentence that tells it. */
  readonly what: string
  readonly kind: 'phrase' | 'told'
  /** `title`, `publisher`, `signature`, `body`, `title-tag`, `keywords`, `description`, `hidden text`, `link`, `paragraph`, `script`. */
  readonly where: string
}

/** An advertising phrase and where it stands. */
export function phraseAt(what: string, where: string): Sighting {
  return { what, kind: 'phrase', where }
}

/** What was seen, as a sentence, and where. */
export function toldAt(what: string, where: string): Sighting {
  return { what, kind: 'told', where }
}
