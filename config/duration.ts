/** A wait between two requests is drawn from this range; both ends in ms, `min` ≤ `max`. */
export interface DelayRange {
  readonly min: number
  readonly max: number
}

/** The longest wait that may be written, ms: an hour. Whoever means more wants a schedule. */
export const LONGEST_DURATION = 3_600_000

const UNITS = { m: 60_000, s: 1000, ms: 1 } as const

/** One duration, or two with a hyphen between. */
export const DELAY_PATTERN = /^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)(?:-(?:0|[1-9][0-9]{0,6})(?:ms|s|m))?$/

/**
 * Reads a duration: a whole number with `ms`, `s` or `m` right behind it (`500ms`, `3s`, `2m`, `0s`).
 * @returns ms; null when `text` is no duration or is longer than an hour
 */
export function parseDuration(text: string): number | null {
  const match = /^(0|[1-9][0-9]{0,6})(ms|s|m)$/.exec(text)
  if (match === null) return null
  const unit = match[2] === 'm' ? UNITS.m : match[2] === 's' ? UNITS.s : UNITS.ms
  const duration = Number(match[1]) * unit
  return duration <= LONGEST_DURATION ? duration : null
}

/**
 * Writes whole milliseconds as a duration in the largest unit that keeps them exact: 90,000 → `90s`, 0 → `0s`.
 * `parseDuration` gives the same number back for all up to an hour.
 */
export function formatDuration(duration: number): string {
  if (duration === 0) return '0s'
  if (duration % UNITS.m === 0) return `${duration / UNITS.m}m`
  if (duration % UNITS.s === 0) return `${duration / UNITS.s}s`
  return `${duration}ms`
}

/**
 * Reads a delay: one duration (`3s`) or a range of two, the shorter first (`1s-3s`).
 * @returns the range in ms; null when `text` is neither
 */
export function parseDelay(text: string): DelayRange | null {
  if (!DELAY_PATTERN.test(text)) return null
  const [first = '', second = first] = text.split('-')
  const min = parseDuration(first)
  const max = parseDuration(second)
  return min === null || max === null || min > max ? null : { min, max }
}

/** Writes a delay as `parseDelay` reads it; a range of one value as that one duration. */
export function formatDelay({ min, max }: DelayRange): string {
  return min === max ? formatDuration(min) : `${formatDuration(min)}-${formatDuration(max)}`
}
