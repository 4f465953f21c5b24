/** One thing that is wrong with a package: in which of its files, and what. */
export interface WaczProblem {
  readonly part: string
  readonly what: string
}

/** Tells of a problem. */
export type Report = (part: string, what: string) => void
