import type { Place, Problem } from './problem.ts'
import { type Lang, problemLine } from './wording.ts'

/** Something wrong with a configuration, at a place in a file where there is one. The message is one English line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problem: Problem
  readonly file: string | null
  /** Counted from 1; null when the whole file is meant. */
  readonly line: number | null
  readonly column: number | null

  constructor(problem: Problem, place: Place, options?: { cause?: unknown }) {
    super(problemLine(problem, place, 'en'), options)
    this.problem = problem
    this.file = place.file
    this.line = place.line
    this.column = place.column
  }

  /** The message in another language. */
  inLanguage(lang: Lang): string {
    return problemLine(this.problem, this, lang)
  }
}
