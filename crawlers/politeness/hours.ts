import type { Hours } from '../../config/hours.ts'

/** China has one time zone, without daylight saving since 1991: UTC+8. Minutes. */
const CHINA = 8 * 60

/** Whether a time (ms since 1970) lies in the hours in which a site may be visited; null allows any time. */
export function isWithinHours(hours: Hours | null, now: number): boolean {
  if (hours === null) return true
  const minute = (Math.floor(now / 60_000) + CHINA) % (24 * 60)
  const { from, to } = hours
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}
