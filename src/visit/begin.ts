import type { Site } from '../../config/site.ts'
import { type Client, createClient } from '../../crawlers/fetch/http.ts'
import { cachingResolver, systemResolve } from '../../crawlers/fetch/resolve.ts'
import type { Timeouts } from '../../crawlers/fetch/transfer.ts'
import type { WritableArchive } from '../../storage/archive.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import { type CommitUnit, NOTHING } from '../../storage/commit/unit.ts'
import { damagedRequests } from '../../storage/fixity.ts'
import { hasDocuments } from '../../storage/known.ts'
import { startVisit, visitedRows } from '../../storage/visits.ts'
import { USER_AGENT } from '../version.ts'
import { startAt } from './follow.ts'
import type { RunOptions } from './run.ts'
import type { UnderWay } from './under-way.ts'
import type { VisitedSite } from './visitor.ts'

/** How long an address is believed, ms. */
const ADDRESS_TTL = 300_000

/** A visit of this run. */
export interface Begun extends VisitedSite {
  readonly resumed: boolean
}

/** One HTTP client a set of network rules; all share what is known of addresses. */
export class Clients {
  readonly #resolve = cachingResolver({ resolve: systemResolve, ttl: ADDRESS_TTL, clock: Date.now })
  readonly #clients = new Map<string, Client>()
  readonly #underWay: UnderWay
  readonly #timeouts: Partial<Timeouts>
  readonly #clock: () => number

  constructor(underWay: UnderWay, { timeouts = {}, clock }: Pick<RunOptions, 'timeouts' | 'clock'>) {
    this.#underWay = underWay
    this.#timeouts = timeouts
    this.#clock = clock
  }

  of({ network }: Site): Client {
    const key = JSON.stringify(network)
    const known = this.#clients.get(key)
    if (known !== undefined) return known
    const { allow, legacyTls } = network
    const timeouts = this.#timeouts
    const clock = this.#clock
    const client = this.#underWay.over(
      createClient({ userAgent: USER_AGENT, resolve: this.#resolve, allow, legacyTls, timeouts, clock }),
    )
    this.#clients.set(key, client)
    return client
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()))
  }
}

/**
 * Begins the visit to a site, or goes on with the one that was interrupted.
 *
 * @param same the sites of one id: the visit begins from all their addresses and goes by the settings of the first
 */
export async function begin(
  archive: WritableArchive,
  same: readonly Site[],
  clients: Clients,
  options: RunOptions,
): Promise<Begun> {
  const [site] = same
  if (site === undefined) throw new RangeError('a visit needs a site')
  const requests = same.flatMap(seedRequests)
  const seeds = [...new Set(same.flatMap(seedsOf))]
  const plan = { site: site.id, name: site.name, division: site.division, seeds, askedBy: 'crawl' }
  const { id, resumed } = await archive.room.keep(0, () =>
    startVisit(archive.db, plan, new Date(options.clock()), options.fresh),
  )
  // What verify found to be damaged is asked for again.
  const added = [...(resumed ? [] : requests), ...damagedRequests(archive.db, site.id)]
  await archive.room.keep(0, () => archive.requests.add(id, added))
  stageFor(archive, { visit: id, seeds }, { visited: visitedRows(archive.db, id) })
  const { attachments, maxPages } = options
  const isKnown = hasDocuments(archive.db, site.id)
  const isConditional = isKnown && !options.fresh
  return { visit: id, site, client: clients.of(site), seeds, attachments, isKnown, isConditional, maxPages, resumed }
}

/** The addresses a site is begun from, as its file or the command line writes them. */
function seedsOf({ start, columns }: Site): readonly string[] {
  return start === null || columns.length > 0 ? columns : [start]
}

/** Columns that are named are lists; a home page, or whatever address was given, has to be looked at first. */
function seedRequests(site: Site): NewRequest[] {
  const seed = { method: 'GET', body: '', via: null, depth: 0 } as const
  if (site.columns.length > 0) {
    return site.columns.map((url) => ({ ...seed, url: new URL(url).href, role: 'list', context: { column: url } }))
  }
  return site.start === null ? [] : [startAt(new URL(site.start).href)]
}

/** Stages what is kept of a visit beside its pages. */
export function stageFor(
  archive: WritableArchive,
  { visit, seeds }: Pick<VisitedSite, 'visit' | 'seeds'>,
  more: Pick<CommitUnit, 'related' | 'visited'>,
): void {
  const [url = 'about:blank'] = seeds
  archive.commits.stage({ ...NOTHING, visit, url, request: null, end: null, host: null, ...more })
}
