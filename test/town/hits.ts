import type { Answer } from './http.ts'

/** Counts that rise by one every time they are asked for, as most counters of these sites do. */
export class Hits {
  readonly #counts: Map<string, number>

  constructor(counts: Iterable<readonly [id: string, count: number]>) {
    this.#counts = new Map(counts)
  }

  /** The count of an article; null when it is none that is counted. */
  next(id: string | null): number | null {
    const count = id === null ? undefined : this.#counts.get(id)
    if (id === null || count === undefined) return null
    this.#counts.set(id, count + 1)
    return count
  }
}

/** A text as an answer, in UTF-8; of HTML where no other type is said. */
export function textAnswer(text: string, type = 'text/html;charset=UTF-8', status = 200): Answer {
  return { status, lines: [`Content-Type: ${type}`], body: Buffer.from(text) }
}
