import type { ConfigError } from '../../config/errors.ts'

/** The command line cannot be carried out as it was given. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Several things are wrong with the configuration; each is a line of its own. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems'
  readonly problems: readonly ConfigError[]

  constructor(problems: readonly ConfigError[]) {
    super(problems.map(({ message }) => message).join('\n'))
    this.problems = problems
  }
}

/** What the process ends with. */
export const EXIT = { done: 0, failed: 1, usage: 2, troubled: 3, interrupted: 130 } as const
