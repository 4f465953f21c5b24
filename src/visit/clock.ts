import { longestRetryAfter } from '../../crawlers/politeness/retry-after.ts'
import type { ReadableArchive, WritableArchive } from '../../storage/archive.ts'
import type { HostRow } from '../../storage/commit/request.ts'
import { newestTime } from '../../storage/newest.ts'

/** A clock that is behind the times of an archive: it is wrong, or it was when they were noted. ms since 1970. */
export interface ClockBehind {
  readonly now: number
  readonly newest: number
}

/** So far clocks may be apart that are both right enough, ms. */
export const TOLERANCE = 5 * 60_000

/** Whether the newest time of an archive lies in the future; null where it does not. */
export function clockBehind({ db }: Pick<ReadableArchive, 'db'>, now: number): ClockBehind | null {
  const newest = newestTime(db)
  return newest !== null && newest > now + TOLERANCE ? { now, newest } : null
}

/**
 * Gives up the waits that only another clock can have noted, which may be years away: those longer than any server is
 * granted, and those of servers that are well, which only want their delay.
 */
export async function forgetWaits(
  { room, requests }: Pick<WritableArchive, 'room' | 'requests'>,
  hosts: ReadonlyMap<string, HostRow>,
  now: number,
): Promise<Map<string, HostRow>> {
  const latest = now + longestRetryAfter
  await room.keep(0, () => requests.forgetWaits(latest))
  const isOthers = ({ nextDue, failures }: HostRow) => failures === 0 || nextDue > latest
  return new Map([...hosts].map(([host, row]) => [host, isOthers(row) ? { ...row, nextDue: 0 } : row]))
}
