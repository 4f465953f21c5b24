/** The longest wait a server is granted, ms: a day. A host that asks for more is asked again on the next visit. */
export const longestRetryAfter = 86_400_000

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The three forms of RFC 9110 section 5.6.7: IMF-fixdate, the RFC 850 form, and that of C's asctime. All are UTC. */
const dates: readonly RegExp[] = [
  /^\w{3},\s+(?<day>\d{1,2})\s+(?<month>\w{3})\s+(?<year>\d{4})\s+(?<time>\d{2}:\d{2}:\d{2})\s+(?:GMT|UTC)$/i,
  /^\w{6,9},\s+(?<day>\d{1,2})-(?<month>\w{3})-(?<year>\d{2})\s+(?<time>\d{2}:\d{2}:\d{2})\s+(?:GMT|UTC)$/i,
  /^\w{3}\s+(?<month>\w{3})\s+(?<day>\d{1,2})\s+(?<time>\d{2}:\d{2}:\d{2})\s+(?<year>\d{4})$/i,
]

/** A year of two digits is the one that is not more than 50 years ahead (RFC 9110 section 5.6.7). */
function fullYear(year: string, now: number): number {
  if (year.length === 4) return Number(year)
  const current = new Date(now).getUTCFullYear()
  const guess = current - (current % 100) + Number(year)
  return guess > current + 50 ? guess - 100 : guess
}

/**
 * An HTTP date in any of its three forms.
 *
 * @param now ms since the epoch; needed for years of two digits
 * @returns ms since the epoch; null for what is no HTTP date
 */
export function parseHttpDate(text: string, now: number): number | null {
  for (const form of dates) {
    const { day = '', month = '', year = '', time = '' } = text.trim().match(form)?.groups ?? {}
    const index = months.indexOf(month.toLowerCase())
    if (index < 0) continue
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
    const at = Date.UTC(fullYear(year, now), index, Number(day), hours, minutes, seconds)
    // Days and hours out of range roll over into the next ones; such a date is none.
    const rolled = new Date(at).getUTCDate() !== Number(day) || minutes > 59 || seconds > 60
    return rolled ? null : at
  }
  return null
}

/**
 * How long a server asks to be left alone: a Retry-After of seconds or of an HTTP date.
 *
 * @param value the header as it came
 * @param now ms since the epoch
 * @returns ms from now, from 0 (a date gone by) to `longest`; null when the value is neither form
 */
export function parseRetryAfter(value: string, now: number, longest = longestRetryAfter): number | null {
  const seconds = value.trim().match(/^\d+(?:\.\d+)?$/)?.[0]
  const date = seconds === undefined ? parseHttpDate(value, now) : null
  const wait = seconds !== undefined ? Number(seconds) * 1000 : date === null ? null : date - now
  return wait === null ? null : Math.min(longest, Math.max(0, wait))
}
