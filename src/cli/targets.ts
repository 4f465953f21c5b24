import { existsSync } from 'node:fs'
import { parseDelay } from '../../config/duration.ts'
import { loadSites } from '../../config/load.ts'
import { nearest } from '../../config/nearest.ts'
import { overrideSite, type Site, type SiteOverrides, siteForUrl } from '../../config/site.ts'
import { UsageError } from './errors.ts'
import type { Words } from './words.ts'

/** What the options of `crawl` and `try` may change on a site. */
export interface TargetOptions {
  readonly sites: string
  readonly delay?: string | undefined
  readonly allow: readonly string[]
  readonly browser?: 'auto' | 'never' | 'always' | undefined
}

/**
 * The sites that the arguments of `crawl` name: URLs, site files, ids of configured sites; all configured ones when
 * nothing is named.
 *
 * @throws UsageError for an unknown id; ConfigError for a bad URL or a faulty file
 */
export function resolveTargets(targets: readonly string[], options: TargetOptions, words: Words): Site[] {
  const overrides = overridesOf(options, words)
  const sites =
    targets.length === 0 ? configured([options.sites]) : targets.flatMap((target) => named(target, options, words))
  if (sites.length === 0) throw new UsageError(words.noSites(options.sites))
  return sites.map((site) => withOverrides(site, overrides))
}

function named(target: string, options: TargetOptions, words: Words): readonly Site[] {
  if (target.includes('://')) return [siteForUrl(target)]
  if (/\.ya?ml$/.test(target)) return configured([target])
  const sites = existsSync(options.sites) ? configured([options.sites]) : []
  const found = sites.find(({ id }) => id === target)
  if (found !== undefined) return [found]
  const near = nearest(
    target,
    sites.map(({ id }) => id),
  )
  throw new UsageError(words.unknownSite(target, options.sites, near))
}

function configured(paths: readonly string[]): readonly Site[] {
  const { sites, problems } = loadSites(paths)
  const [first] = problems
  if (first !== undefined) throw first
  return sites
}

/** Ranges given on the command line are allowed beside those of the site's own file. */
function withOverrides(site: Site, overrides: SiteOverrides): Site {
  const allow = [...site.network.allow, ...(overrides.network?.allow ?? [])]
  return overrideSite(site, { ...overrides, network: { allow } })
}

function overridesOf({ delay, allow, browser }: TargetOptions, words: Words): SiteOverrides {
  return {
    ...(delay === undefined ? {} : { politeness: { delay: readDelay(delay, words) } }),
    ...(browser === undefined ? {} : { browser }),
    network: { allow },
  }
}

/** `--delay` takes seconds, also a fraction (`0.5`), or what a site's file may say (`3s`, `1s-3s`). */
function readDelay(text: string, words: Words): { min: number; max: number } {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : null
  const delay = seconds === null ? parseDelay(text) : { min: seconds * 1000, max: seconds * 1000 }
  if (delay === null) throw new UsageError(words.badNumber('--delay', text))
  return delay
}
