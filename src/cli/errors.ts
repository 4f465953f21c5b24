/** The command line cannot be carried out as it was given. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What the process ends with. */
export const EXIT = { done: 0, failed: 1, usage: 2, troubled: 3, interrupted: 130 } as const
