import { idOfHost, isCidr, isWebAddress } from './address.ts'
import type { DialectName } from './dialects.ts'
import type { DelayRange } from './duration.ts'
import { ConfigError } from './errors.ts'
import type { Hours } from './hours.ts'
import { type SiteFile, siteSchema } from './schema.ts'

/** How gently a site is visited. */
export interface Politeness {
  /** The wait between two requests to one host. */
  readonly delay: DelayRange
  /** Requests at a time. */
  readonly concurrency: number
  /** When visits may run; null: at any time. */
  readonly hours: Hours | null
  readonly robots: 'obey' | 'ignore'
}

/** What is kept besides the page. */
export interface Snapshot {
  readonly assets: boolean
  readonly screenshot: boolean
}

/** Exceptions to the rules of the network. */
export interface Network {
  readonly legacyTls: boolean
  /** Ranges of private addresses, as CIDR, that may be visited all the same. */
  readonly allow: readonly string[]
}

/** One site to visit: its file, read and completed, or made from an address given on the command line. */
export interface Site {
  readonly id: string
  /** The full name of the agency; null when nobody has said it. */
  readonly name: string | null
  /** Six digits (GB/T 2260). */
  readonly division: string | null
  /** The home page; null when only columns are given. Of `start` and `columns` at least one is there. */
  readonly start: string | null
  readonly columns: readonly string[]
  readonly dialect: DialectName | 'auto'
  /** Five cron fields, China time (`parseCron` reads them); null: visited on demand only. */
  readonly schedule: string | null
  readonly politeness: Politeness
  readonly browser: 'auto' | 'never' | 'always'
  readonly snapshot: Snapshot
  readonly network: Network
  /** The file it was read from, as the path was given; null for an ad-hoc site. */
  readonly file: string | null
}

/** What the command line may set on a site; all else stays. */
export interface SiteOverrides {
  readonly dialect?: Site['dialect']
  readonly browser?: Site['browser']
  readonly politeness?: Partial<Politeness>
  readonly snapshot?: Partial<Snapshot>
  readonly network?: Partial<Network>
}

/** The site that a checked file describes. `file` is its path, for messages. */
export function toSite(written: SiteFile, file: string | null): Site {
  return {
    ...written,
    name: written.name ?? null,
    division: written.division ?? null,
    start: written.start ?? null,
    schedule: written.schedule ?? null,
    politeness: { ...written.politeness, hours: written.politeness.hours ?? null },
    file,
  }
}

/**
 * The same site with some settings replaced.
 * @throws ConfigError when a range in `network.allow` is no CIDR
 */
export function overrideSite(site: Site, overrides: SiteOverrides): Site {
  const stray = overrides.network?.allow?.find((range) => !isCidr(range))
  if (stray !== undefined) throw unplaced('allow', 'cidr', stray)
  return {
    ...site,
    ...overrides,
    politeness: { ...site.politeness, ...overrides.politeness },
    snapshot: { ...site.snapshot, ...overrides.snapshot },
    network: { ...site.network, ...overrides.network },
  }
}

/**
 * A site for an address given on the command line: a home page, a column or a report. Its id is the host, with the
 * port where one is written (`www.fgw.gov.cn`, `127.0.0.1-8080`); all else is the default.
 * @throws ConfigError when `url` is no http or https address, or `overrides` hold something that is not valid
 */
export function siteForUrl(url: string, overrides: SiteOverrides = {}): Site {
  if (!isWebAddress(url)) throw unplaced('URL', 'address', url)
  return overrideSite(toSite(siteSchema.parse({ id: idOfHost(url), start: url }), null), overrides)
}

function unplaced(key: string, expected: 'cidr' | 'address', got: string): ConfigError {
  return new ConfigError({ kind: 'bad-value', key, expected, got }, { file: null, line: null, column: null })
}
