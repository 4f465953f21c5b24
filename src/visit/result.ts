import type { Site } from '../../config/site.ts'
import type { Frontier } from '../../crawlers/frontier.ts'
import type { HostStates } from '../../crawlers/politeness/hosts.ts'
import type { WritableArchive } from '../../storage/archive.ts'
import { droppedLeads, type VisitOutcome } from '../../storage/visits.ts'
import type { HostTally, Tally } from './tally.ts'

/**
 * How the visit to one site ended. `closed`: it was not begun, because it is outside the site's hours. `troubled`:
 * requests were blocked or failed, a server was left alone, or no column was found.
 */
export interface SiteResult {
  readonly site: Site
  readonly outcome: VisitOutcome | 'closed'
  readonly resumed: boolean
  /** Requests left for a resumed visit. */
  readonly left: number
  /** Requests of the whole visit that failed or were blocked, also before it was resumed. */
  readonly failed: number
  /** When what is left may be asked for (ms since 1970), where its servers need a longer wait; null otherwise. */
  readonly due: number | null
  /** The last trouble of its servers, as a token; null where none is in trouble. */
  readonly trouble: string | null
  /** Leads that were dropped because the visit had as many requests as one may have. */
  readonly dropped: number
  /** Whether it came to a list that names nothing at all. */
  readonly isEmpty: boolean
  /** Servers that were left alone after several troubles in a row. */
  readonly leftAlone: readonly LeftAlone[]
}

/** A server that is not asked any more in this run. */
export interface LeftAlone {
  readonly host: string
  /** Its last trouble. */
  readonly reason: string | null
  /** When it may be asked again, ms since 1970. */
  readonly due: number
}

/** A visit that was begun or gone on with. */
interface Visited {
  readonly site: Site
  readonly resumed: boolean
}

/** What a run was about, when it is over. */
export interface Over {
  readonly archive: WritableArchive
  readonly visits: ReadonlyMap<number, Visited>
  readonly tally: Tally
  readonly frontier: Frontier
  readonly hosts: HostStates
}

/**
 * How a visit ended, by what is left of it and what its hosts gave.
 *
 * @param isAborted whether the run was called off: then what is left need not wait
 */
export function resultOf(over: Over, visit: number, { site, resumed }: Visited, isAborted: boolean) {
  const { archive, tally, frontier, hosts } = over
  const left = archive.requests.unfinished(visit)
  const failed = archive.requests.failed(visit)
  const own = [...tally.hosts.values()].filter((host) => host.site === site.id)
  const leftAlone = own.map(({ host }) => host).filter((host) => hosts.hasGivenUp(host))
  const isFruitless = own.every(isBarren) && !archive.requests.came(visit, 'item')
  const isTroubled = failed > 0 || leftAlone.length > 0 || (!resumed && isFruitless)
  const outcome: VisitOutcome = left > 0 ? 'interrupted' : isTroubled ? 'troubled' : 'done'
  return {
    site,
    outcome,
    resumed,
    left,
    failed,
    due: left > 0 && !isAborted ? frontier.dueOf(visit) : null,
    trouble: own.map(({ host }) => hosts.trouble(host)).find((reason) => reason !== null) ?? null,
    dropped: droppedLeads(archive.db, visit),
    isEmpty: isFruitless && archive.requests.came(visit, 'list'),
    leftAlone: leftAlone.map((host) => ({ host, reason: hosts.trouble(host), due: hosts.nextDue(host) })),
  }
}

/** The result of a site that was not begun, because it is outside its hours. */
export function notBegun(site: Site): SiteResult {
  return {
    site,
    outcome: 'closed',
    resumed: false,
    left: 0,
    failed: 0,
    due: null,
    trouble: null,
    dropped: 0,
    isEmpty: false,
    leftAlone: [],
  }
}

/** Whether a host gave no document at all: where none was named either, the way to the column was not found. */
function isBarren({ fresh, revised, unchanged, gone, missing }: HostTally): boolean {
  return fresh + revised + unchanged + gone + missing === 0
}
