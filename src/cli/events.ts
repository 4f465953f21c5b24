import type { Pause } from '../../storage/room.ts'
import type { LiveRun, RunResult } from '../visit/run.ts'
import { type HostTally, NO_COUNTS } from '../visit/tally.ts'
import type { HostNow } from './host-line.ts'

// The lines of `nianbao crawl --json`: one JSON object a line, told apart by `event`. Programs read them: keys may be
// added, but never change their name or meaning. Times are ISO 8601 in UTC, durations ms.
//
//   start     once, before the first request: archive, sites[] (site, resumed)
//   host      now and then, one a host: site, host, pages (answers), queued, fresh, revised, unchanged, gone, missing,
//             blocked, failed, skipped, skippedFor (how many, by reason), views, bytes, waiting (null, or reason and
//             until), asking (null, or the url that is waited for and since when)
//   document  a page that is new or changed: url, what (new | revised | reverted), title, publisher,
//             kind (annual-report | other), reason (why it is of this kind), flags[] (hijacked, mojibake …)
//   gone      a document that is no longer there: url, what (gone), reason; title, publisher and kind are null
//   trouble   a page that could not be had: url, what (missing | blocked | failed), reason; the rest is null
//   pause     the disk has no room: free, needed (bytes); it is waited for
//   resume    there is room again
//   done      once, at the end: interrupted, ms, sites[] (site, outcome: done | troubled | interrupted | closed,
//             resumed, left, failed, due (when what is left may be asked for, or null), dropped (leads past the most
//             a visit may have), leftAlone[] (host, reason, due)), hosts[] (as in host, without queued, waiting and asking),
//             hijacked[] (addresses of the pages that were found hijacked in this run)

/** The first line of a run. */
export function startEvent(archive: string, { visits }: LiveRun) {
  return { event: 'start', archive, sites: visits.map(({ site, resumed }) => ({ site: site.id, resumed })) }
}

/** How it stands with a host. */
export function hostEvent({ site, host, tally, queued, waiting, asking }: HostNow) {
  const until = new Date(waiting.until).toISOString()
  const counts: HostTally = tally ?? { ...NO_COUNTS, host, site }
  return {
    event: 'host',
    ...counts,
    queued,
    waiting: waiting.reason === null ? null : { reason: waiting.reason, until },
    asking: asking === null ? null : { url: asking.url, since: isoOf(asking.since) },
  }
}

/** That a run waits for room on its disk, or goes on. */
export function pauseEvent(pause: Pause | null) {
  return pause === null ? { event: 'resume' } : { event: 'pause', free: pause.free, needed: pause.needed }
}

/** The last line of a run. */
export function doneEvent({ sites, tally, interrupted }: RunResult, hijacked: readonly string[], ms: number) {
  return {
    event: 'done',
    interrupted,
    ms,
    sites: sites.map(({ site, due, leftAlone, ...result }) => ({
      site: site.id,
      ...result,
      due: due === null ? null : isoOf(due),
      leftAlone: leftAlone.map(({ host, reason, due }) => ({ host, reason, due: isoOf(due) })),
    })),
    hosts: [...tally.hosts.values()],
    hijacked,
  }
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}
