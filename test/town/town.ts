import type { Answer, WireRequest } from './http.ts'
import { serveSite, type WireEntry, type WireServer } from './server.ts'
import type { ReportTruth, SiteContent, SiteOptions, SiteSpec } from './site.ts'
import { OUTSKIRTS, SITES } from './sites/index.ts'

export type { WireEntry } from './server.ts'
export type { ReportTruth } from './site.ts'

/** Where all sites stand, a port each, on a system that has no other loopback address. */
const SHARED_HOST = '127.0.0.1'

export interface TownOptions {
  /** The port of all sites; 0 or undefined takes a free one. */
  readonly port?: number
  /** How many reports the `bulk` site has; 0 leaves it out. */
  readonly bulk?: number
  /** Ids of the sites to open; all but the outskirts otherwise. */
  readonly sites?: readonly string[]
  /** Ids of sites whose pages carry a token that changes with every fetch. */
  readonly noise?: readonly string[]
  /** Ids of sites that send ETag and Last-Modified and answer 304. */
  readonly validators?: readonly string[]
  /** The clock of the web servers, for their Date lines. */
  readonly clock?: () => Date
  /** How long every answer is held back, ms. */
  readonly latency?: number
  /** False keeps no log of the wire: for measures over many pages. */
  readonly record?: boolean
}

export interface TownSite {
  readonly id: string
  readonly name: string
  readonly home: string
  readonly column: string
  /** Addresses of all pages of the column's list. */
  readonly lists: readonly string[]
  /** A configuration of the site, as a file of `config` would hold it. */
  readonly yaml: string
  readonly truth: readonly ReportTruth[]
  /** Addresses that a list links to and robots.txt forbids. */
  readonly forbidden: readonly string[]
  /** Addresses that the column links to and that are gone. */
  readonly dead: readonly string[]
}

export interface Town {
  readonly sites: readonly TownSite[]
  /** @throws Error when the town has no such site. */
  site(id: string): TownSite
  /** Every exchange so far, in the order of the answers. */
  readonly log: readonly WireEntry[]
  /** Alters the HTML of a page from now on, silently. @throws Error when the site has no page there. */
  revise(siteId: string, url: string, alter: (html: string) => string): void
  /** Takes a page away: 404 from now on. @throws Error when the site has nothing there. */
  remove(siteId: string, url: string): void
  /** Answers an address by something else from now on; null: as before, also where it was taken away. */
  instead(siteId: string, url: string, answer: Answer | null): void
  close(): Promise<void>
}

interface OpenSite {
  readonly site: TownSite
  readonly content: SiteContent
  readonly server: WireServer
  readonly host: string
}

/**
 * Opens the town: every site on its own loopback address (127.0.1.1, 127.0.1.2…) and one port for all. Where a system
 * has no such addresses (macOS), all are on 127.0.0.1 with a port each.
 *
 * @throws Error for an unknown site id; EADDRINUSE when a given port is taken
 */
export async function startTown(options: TownOptions = {}): Promise<Town> {
  const clock = options.clock ?? (() => new Date())
  const log: WireEntry[] = []
  const open = await openSites(chosen(options), options, clock, log)
  const find = (id: string): OpenSite => {
    const found = open.find(({ site }) => site.id === id)
    if (found === undefined) throw new Error(`The town has no open site ${id}: open are ${open.map((o) => o.site.id)}`)
    return found
  }
  return {
    sites: open.map(({ site }) => site),
    site: (id) => find(id).site,
    log,
    revise: (id, url, alter) => find(id).content.routes.revise(targetOf(url), alter, clock()),
    remove: (id, url) => find(id).content.routes.remove(targetOf(url)),
    instead: (id, url, answer) => find(id).content.routes.instead(targetOf(url), answer),
    close: async () => {
      await Promise.all(open.map(({ server }) => server.close()))
    },
  }
}

const ALL: readonly SiteSpec[] = [...SITES, ...OUTSKIRTS]

function chosen({ sites, ...options }: TownOptions): SiteSpec[] {
  const unknown = sites?.find((id) => !ALL.some((spec) => spec.id === id))
  if (unknown !== undefined) throw new Error(`The town knows no site ${unknown}: it has ${ALL.map(({ id }) => id)}`)
  const wanted = sites === undefined ? SITES : ALL.filter(({ id }) => sites.includes(id))
  return wanted.filter(({ id }) => id !== 'bulk' || (options.bulk ?? 0) > 0)
}

/** A port that was free on the first address may be taken on a later one: then all begin anew, a few times. */
async function openSites(
  specs: readonly SiteSpec[],
  options: TownOptions,
  clock: () => Date,
  log: WireEntry[],
): Promise<OpenSite[]> {
  for (let tries = 5; ; tries--) {
    const open: OpenSite[] = []
    let port = options.port ?? 0
    try {
      for (const spec of specs) {
        const opened = await openSite(spec, port, options, clock, log)
        open.push(opened)
        if (opened.host !== SHARED_HOST) port = opened.server.port
      }
      return open
    } catch (error) {
      await Promise.all(open.map(({ server }) => server.close()))
      if ((options.port ?? 0) !== 0 || tries === 1 || codeOf(error) !== 'EADDRINUSE') throw error
    }
  }
}

async function openSite(
  spec: SiteSpec,
  port: number,
  options: TownOptions,
  clock: () => Date,
  log: WireEntry[],
): Promise<OpenSite> {
  let origin = ''
  let content: SiteContent | null = null
  const wire = {
    id: spec.id,
    manner: spec.manner,
    origin: () => origin,
    answer: (request: WireRequest) => {
      if (content === null) throw new Error(`${spec.id} was asked before it was built`)
      return content.routes.answer(request)
    },
    record: (entry: WireEntry) => {
      if (options.record ?? true) log.push(entry)
    },
    now: clock,
    latency: options.latency ?? 0,
  }
  const { server, host } = await bind(wire, ALL.indexOf(spec), port)
  origin = `http://${host}:${server.port}`
  const siteOptions: SiteOptions = {
    noise: options.noise?.includes(spec.id) ?? false,
    validators: options.validators?.includes(spec.id) ?? false,
    bulk: options.bulk ?? 0,
  }
  content = spec.build(origin, siteOptions)
  return { site: townSite(spec, content, origin, host), content, server, host }
}

async function bind(
  wire: Parameters<typeof serveSite>[0],
  n: number,
  port: number,
): Promise<{ server: WireServer; host: string }> {
  const own = `127.0.1.${n + 1}`
  try {
    return { server: await serveSite(wire, own, port), host: own }
  } catch (error) {
    if (codeOf(error) !== 'EADDRNOTAVAIL') throw error
    return { server: await serveSite(wire, SHARED_HOST, port === 0 ? 0 : port + n), host: SHARED_HOST }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}

function townSite(spec: SiteSpec, content: SiteContent, origin: string, host: string): TownSite {
  const column = origin + content.column
  const home = origin + (content.home ?? '/')
  const lists = content.lists ?? [content.column]
  return {
    id: spec.id,
    name: spec.name,
    home,
    column,
    lists: lists.map((list) => origin + list),
    yaml: siteYaml(spec, home, column, host),
    truth: content.truth,
    forbidden: content.forbidden ?? [],
    dead: content.dead ?? [],
  }
}

function siteYaml(spec: SiteSpec, home: string, column: string, host: string): string {
  return [
    `id: ${spec.id}`,
    `name: ${spec.name}`,
    `start: ${home}`,
    `columns: ["${column}"]`,
    'dialect: auto',
    'politeness: { delay: 0s, concurrency: 1, robots: obey }',
    `network: { allow: ["${host}/32"] }`,
    '',
  ].join('\n')
}

function targetOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
