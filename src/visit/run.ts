import type { Site } from '../../config/site.ts'
import { createRenderer } from '../../crawlers/browser/browser.ts'
import type { BrowserError } from '../../crawlers/browser/errors.ts'
import type { Patience } from '../../crawlers/browser/settle.ts'
import { crawl } from '../../crawlers/crawl.ts'
import type { Timeouts } from '../../crawlers/fetch/transfer.ts'
import { Frontier } from '../../crawlers/frontier.ts'
import { HostStates } from '../../crawlers/politeness/hosts.ts'
import { isWithinHours } from '../../crawlers/politeness/hours.ts'
import { openArchive, type WritableArchive } from '../../storage/archive.ts'
import type { UnitResult } from '../../storage/commit/apply.ts'
import { loadHosts } from '../../storage/hosts.ts'
import { prepareStanding } from '../../storage/known.ts'
import type { Pause } from '../../storage/room.ts'
import { endVisit, settleVisits, visitedRows } from '../../storage/visits.ts'
import { readFiles } from '../files/read-files.ts'
import { findRelations } from '../integrity/relations.ts'
import { compareArchive } from '../series/compare-archive.ts'
import { SOFTWARE } from '../version.ts'
import { type Begun, begin, Clients, stageFor } from './begin.ts'
import { type ClockBehind, clockBehind, forgetWaits } from './clock.ts'
import { Rendering } from './render.ts'
import { notBegun, type Over, resultOf, type SiteResult } from './result.ts'
import { archivedRobots, RobotsFiles } from './robots.ts'
import { PageBrowser } from './show.ts'
import { Tally } from './tally.ts'
import { UnderWay, type Waited } from './under-way.ts'
import { Visitor } from './visitor.ts'

export interface RunOptions {
  /** The archive's folder. */
  readonly archive: string
  readonly attachments: boolean
  /** Pages a visit may fetch; null: as many as there are. */
  readonly maxPages: number | null
  /** Starts anew where an interrupted visit could be gone on with, and asks for everything in full. */
  readonly fresh: boolean
  /** Visits sites outside the hours their files give. */
  readonly anyHour: boolean
  /** Stops the run: what is under way gets {@link RunOptions.grace} to finish, the rest can be resumed. */
  readonly signal: AbortSignal
  /** How long a fetch may still take after the signal, ms, before it is called off; ten seconds otherwise. */
  readonly grace?: number | undefined
  readonly clock: () => number
  /** From 0 up to, not including, 1. */
  readonly random: () => number
  /** What is due later than this, when nothing else is left, is left for another run; ms, {@link MAX_WAIT} otherwise. */
  readonly maxWait?: number | undefined
  /** How long the parts of a fetch may take, where that is not the usual. */
  readonly timeouts?: Partial<Timeouts> | undefined
  /** Told once everything is ready, before the first fetch. */
  readonly onStart?: (live: LiveRun) => void
  /** Told after each commit. */
  readonly onCommitted?: (results: readonly UnitResult[]) => void
  /** Told when the run waits for room on the disk, and null when it goes on. */
  readonly onPause?: (pause: Pause | null) => void
  /** How long a page in a browser is waited for; {@link PATIENCE} otherwise. */
  readonly patience?: Patience
  /** Told once when a page needs a browser and there is none, or none that starts. */
  readonly onNoBrowser?: (error: BrowserError) => void
  /** Told once, before the first fetch, when the archive's newest time lies in the future of the clock. */
  readonly onClockBehind?: (behind: ClockBehind) => void
  /** How often a full disk is looked at again, ms; {@link Room} has the default. */
  readonly interval?: number
}

/** A run as it goes, for those who show it. */
export interface LiveRun {
  readonly tally: Tally
  /** The sites that are visited; those outside their hours are not among them. */
  readonly visits: readonly { readonly site: Site; readonly resumed: boolean }[]
  /** Requests not done yet, by site and host. */
  pending(): readonly PendingHost[]
  /** Until when a host is left alone (ms since 1970), and for what trouble; the reason is null when it is well. */
  waiting(host: string): { readonly reason: string | null; readonly until: number }
  /** What is under way at a host, and longest; null when nothing is. */
  asking(host: string): Waited | null
}

/** How much is still to be fetched from a host for a site. */
export interface PendingHost {
  readonly site: string
  readonly host: string
  readonly count: number
}

export interface RunResult {
  readonly sites: readonly SiteResult[]
  readonly tally: Tally
  readonly interrupted: boolean
}

/** How many servers are visited at the same time. */
const SERVERS = 16

/** How long a run waits for servers when it has nothing else to do, ms. */
export const MAX_WAIT = 900_000

/**
 * Visits sites and keeps what they publish: the whole way from seeds to a closed archive. Sites of the same id (several
 * addresses of one host) are one visit, which begins from all their addresses and goes by the settings of the first.
 *
 * @throws ArchiveBusyError, ArchiveNewerError, ArchiveUnusableError, ArchiveDamagedError when the archive cannot be opened
 * @throws ArchiveWriteError, ArchiveVanishedError when the disk refuses; what was committed is safe, and the run can be
 *   resumed. A full disk is waited for until the signal comes
 */
export async function visitSites(sites: readonly Site[], options: RunOptions): Promise<RunResult> {
  const tally = new Tally()
  let frontier: Frontier | undefined
  const archive = await openArchive(options.archive, {
    software: SOFTWARE,
    now: () => new Date(options.clock()),
    signal: options.signal,
    onPause: options.onPause,
    interval: options.interval,
    onCommitted: (results) => {
      for (const result of results) account(result)
      options.onCommitted?.(results)
    },
  })
  const underWay = new UnderWay(options)
  const visits = new Map<number, Begun>()
  const account = (result: UnitResult) => {
    const { unit } = result
    // Of the visit itself, of no page.
    if (unit.request === null && unit.captures.length === 0) return
    for (const { url } of [...unit.requests, ...(unit.whenChanged ?? [])])
      frontier?.expect(unit.visit, new URL(url).host)
    if (unit.end?.state === 'queued') frontier?.expect(unit.visit, new URL(unit.url).host)
    const site = visits.get(unit.visit)?.site.id
    if (site !== undefined) tally.add(site, new URL(unit.url).host, result)
  }
  try {
    const open = sites.filter(({ politeness }) => options.anyHour || isWithinHours(politeness.hours, options.clock()))
    const clients = new Clients(underWay, options)
    const wasKilled = settleVisits(archive.db)
    for (const same of Map.groupBy(open, ({ id }) => id).values()) {
      const begun = await begin(archive, same, clients, options)
      visits.set(begun.visit, begun)
    }
    const behind = clockBehind(archive, options.clock())
    if (behind !== null) options.onClockBehind?.(behind)
    const hosted = await loadHosts(archive.db)
    const known = behind === null ? hosted : await forgetWaits(archive, hosted, behind.now)
    const hosts = new HostStates(known, options.clock, options.random)
    frontier = makeFrontier(archive, visits, known, wasKilled || behind !== null ? options.clock() : null, options)
    const robots = new RobotsFiles((file) => archivedRobots(archive, file, options.clock()))
    const renderer = createRenderer()
    const onNoBrowser = (error: BrowserError) => options.onNoBrowser?.(error)
    const browser = new PageBrowser({ renderer, patience: options.patience, onNoBrowser })
    const rendering = new Rendering({ browser, robots, hosts, standing: prepareStanding(archive.db) })
    const visitor = new Visitor({ archive, frontier, visits, hosts, robots, rendering, underWay, clock: options.clock })
    options.onStart?.(liveRun(archive, visits, hosts, { tally, underWay }))
    const handle = visitor.handle.bind(visitor)
    try {
      await crawl({ frontier, handle, servers: SERVERS, signal: options.signal })
      await archive.commits.flush()
      for (const begun of visits.values()) await relate(archive, begun, options)
      const reading = { signal: options.signal, now: () => new Date(options.clock()) }
      await readFiles(archive, reading)
      await compareArchive(archive, reading)
    } finally {
      await renderer.close()
      await clients.close()
    }
    return {
      sites: await finish({ archive, sites, visits, tally, frontier, hosts }, options),
      tally,
      interrupted: options.signal.aborted,
    }
  } finally {
    underWay.close()
    await archive.close()
  }
}

function makeFrontier(
  archive: WritableArchive,
  visits: ReadonlyMap<number, Begun>,
  hosts: Awaited<ReturnType<typeof loadHosts>>,
  restedFrom: number | null,
  options: RunOptions,
): Frontier {
  const visited = (visit: number): Begun => {
    const known = visits.get(visit)
    if (known === undefined) throw new RangeError(`visit ${visit} is not under way`)
    return known
  }
  return new Frontier({
    requests: archive.requests,
    commits: archive.commits,
    visits: new Set(visits.keys()),
    hosts,
    concurrency: (visit) => visited(visit).site.politeness.concurrency,
    isOpen: (visit) => options.anyHour || isWithinHours(visited(visit).site.politeness.hours, options.clock()),
    addressOf: (visit, url) => visited(visit).client.addressOf(url),
    // What a killed run asked last is not in the archive, nor told by another clock: it may have been just now.
    notBefore: (visit, host) =>
      restedFrom === null
        ? 0
        : restedFrom + Math.max(visited(visit).site.politeness.delay.max, hosts.get(host)?.crawlDelay ?? 0),
    maxWait: options.maxWait ?? MAX_WAIT,
    clock: options.clock,
  })
}

function liveRun(
  archive: WritableArchive,
  visits: ReadonlyMap<number, Begun>,
  hosts: HostStates,
  { tally, underWay }: { readonly tally: Tally; readonly underWay: UnderWay },
): LiveRun {
  return {
    tally,
    visits: [...visits.values()].map(({ site, resumed }) => ({ site, resumed })),
    pending: () =>
      [...visits].flatMap(([visit, { site }]) =>
        [...archive.requests.pending([visit])].map(([host, count]) => ({ site: site.id, host, count })),
      ),
    waiting: (host) => ({ reason: hosts.trouble(host), until: hosts.nextDue(host) }),
    asking: (host) => underWay.longest(host),
  }
}

/** Notes which of a visit's new reports are copies of others. */
async function relate(archive: WritableArchive, begun: Begun, { clock, signal }: RunOptions): Promise<void> {
  if (signal.aborted) return
  const findings = await findRelations(archive, begun.visit)
  if (findings.length === 0) return
  const related = {
    at: clock(),
    findings: findings.map(({ url, name, detail, where }) => ({ documentUrl: url, name, detail, where })),
  }
  stageFor(archive, begun, { related })
  await archive.commits.flush()
}

async function finish(
  over: Over & { readonly sites: readonly Site[]; readonly visits: ReadonlyMap<number, Begun> },
  options: RunOptions,
): Promise<SiteResult[]> {
  const { archive, sites, visits } = over
  const results = new Map<string, SiteResult>()
  for (const [visit, begun] of visits) {
    const result = resultOf(over, visit, begun, options.signal.aborted)
    await archive.room.keep(0, () => endVisit(archive.db, visit, result.outcome, new Date(options.clock())))
    stageFor(archive, begun, { visited: visitedRows(archive.db, visit) })
    results.set(begun.site.id, result)
  }
  for (const site of sites) {
    if (!results.has(site.id)) results.set(site.id, notBegun(site))
  }
  return [...results.values()]
}
