import { existsSync, realpathSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { isCidr, isWebAddress } from '../../config/address.ts'
import { SITES_FOLDER } from '../../config/defaults.ts'
import { type DelayRange, LONGEST_DURATION } from '../../config/duration.ts'
import { loadSites } from '../../config/load.ts'
import { nearest } from '../../config/nearest.ts'
import { overrideSite, type Site, type SiteOverrides, siteForUrl } from '../../config/site.ts'
import { ConfigProblems, UsageError } from './errors.ts'
import type { Words } from './words.ts'

/** What the options of `crawl` may change on a site. */
export interface TargetOptions {
  readonly sites: string
  readonly delay?: string | undefined
  readonly allow?: readonly string[] | undefined
  readonly browser?: 'auto' | 'never' | 'always' | undefined
}

/**
 * The sites that the arguments of `crawl` name: URLs, site files and folders of them, ids of configured sites; all
 * configured ones when nothing is named. A site that is named twice comes once.
 *
 * @throws UsageError for an unknown id, a bad URL or option; ConfigProblems for faulty files
 */
export function resolveTargets(targets: readonly string[], options: TargetOptions, words: Words): Site[] {
  const overrides = overridesOf(options, words)
  const isEmpty = targets.length === 0 && options.sites === SITES_FOLDER && !existsSync(SITES_FOLDER)
  if (isEmpty) throw new UsageError(words.noSites(SITES_FOLDER))
  const named =
    targets.length === 0 ? configured([options.sites]) : targets.flatMap((target) => sitesOf(target, options, words))
  return distinct(named, words).map((site) => withOverrides(site, overrides))
}

function sitesOf(target: string, options: TargetOptions, words: Words): readonly Site[] {
  if (target.includes('://')) return [siteForUrl(readUrl(target, words))]
  if (/\.ya?ml$/i.test(target) || isFolder(target)) return configured([target])
  const { sites, problems } = existsSync(options.sites) ? loadSites([options.sites]) : { sites: [], problems: [] }
  const found = sites.find(({ id }) => id === target)
  // The faults of other sites' files are no reason not to visit this one; that it is not found may be one of them.
  if (found !== undefined) return [found]
  if (problems.length > 0) throw new ConfigProblems(problems)
  const ids = sites.map(({ id }) => id)
  const near = nearest(target, ids)
  if (near === null && looksLikeHost(target)) throw new UsageError(words.needsScheme(target, `https://${target}`))
  throw new UsageError(words.unknownSite(target, options.sites, near))
}

/**
 * A URL of the command line as it is visited: without fragment, which is never sent.
 *
 * @throws UsageError when it is no http or https address
 */
export function readUrl(text: string, words: Words): string {
  const url = URL.parse(text)
  if (url === null && looksLikeHost(text)) throw new UsageError(words.needsScheme(text, `https://${text}`))
  if (url === null || !isWebAddress(url.href)) {
    const isHost = url !== null && !text.includes('://') && looksLikeHost(text)
    throw new UsageError(isHost ? words.needsScheme(text, `https://${text}`) : words.badUrl(text))
  }
  url.hash = ''
  return url.href
}

/** `www.luoyang.gov.cn`, also with a port and a path. */
function looksLikeHost(text: string): boolean {
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?(\/|$)/u.test(text)
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}

function configured(paths: readonly string[]): readonly Site[] {
  const { sites, problems } = loadSites(paths)
  if (problems.length > 0) throw new ConfigProblems(problems)
  return sites
}

/** Each file once; addresses of the same host all stay, they are one visit. */
function distinct(sites: readonly Site[], words: Words): Site[] {
  const files = new Map<string, string>()
  return sites.filter(({ id, file }) => {
    if (file === null) return true
    const path = realpathSync(file)
    const known = files.get(id)
    if (known !== undefined && known !== path) throw new UsageError(words.twoSites(id, known, path))
    files.set(id, path)
    return known === undefined
  })
}

/** Ranges given on the command line are allowed beside those of the site's own file. */
function withOverrides(site: Site, overrides: SiteOverrides): Site {
  const allow = [...site.network.allow, ...(overrides.network?.allow ?? [])]
  const politeness = { ...site.politeness, ...overrides.politeness }
  return overrideSite(site, { ...overrides, politeness, network: { ...site.network, allow } })
}

function overridesOf({ delay, allow, browser }: TargetOptions, words: Words): SiteOverrides {
  return {
    ...(delay === undefined ? {} : { politeness: { delay: readDelay(delay, words) } }),
    ...(browser === undefined ? {} : { browser }),
    network: { allow: readAllow(allow ?? [], words) },
  }
}

/**
 * Ranges of `--allow`; a single address stands for itself.
 *
 * @throws UsageError for what is neither
 */
export function readAllow(ranges: readonly string[], words: Words): string[] {
  return ranges.map((range) => {
    const family = isIP(range)
    const cidr = family === 0 ? range : `${range}/${family === 4 ? 32 : 128}`
    if (!isCidr(cidr)) throw new UsageError(words.badAllow(range))
    return cidr
  })
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

/**
 * `--delay` takes seconds, also a fraction (`3`, `0.5`), a duration (`500ms`, `3s`, `2m`), or a range of two of them.
 *
 * @returns ms
 * @throws UsageError for anything else, and for more than an hour
 */
export function readDelay(text: string, words: Words): DelayRange {
  const ends = text.split('-').map((part) => {
    const [, number, unit = 's'] = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m)?$/.exec(part) ?? []
    return number === undefined ? Number.NaN : Math.round(Number(number) * (UNITS[unit] ?? 1000))
  })
  const [min = Number.NaN, max = min] = ends
  const isGood = ends.length <= 2 && min <= max && max <= LONGEST_DURATION
  if (!isGood) throw new UsageError(words.badDelay(text))
  return { min, max }
}
