/** The part of the day in which a site may be visited, in minutes since midnight, China time; `from` > `to` spans midnight. */
export interface Hours {
  /** The first minute in which a visit may run. */
  readonly from: number
  /** The first minute in which it may not. */
  readonly to: number
}

/** Two times of day, from 00:00 to 23:59, with a hyphen between. */
export const HOURS_PATTERN = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]$/

/**
 * Reads a part of the day: `20:00-08:00`. From a time to the same time is refused: it may mean all day or never.
 * @returns null when `text` is no such part
 */
export function parseHours(text: string): Hours | null {
  if (!HOURS_PATTERN.test(text)) return null
  const [from = 0, to = 0] = text.split('-').map(minuteOfDay)
  return from === to ? null : { from, to }
}

/** Writes a part of the day as `parseHours` reads it. */
export function formatHours({ from, to }: Hours): string {
  return `${timeOfDay(from)}-${timeOfDay(to)}`
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function timeOfDay(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
