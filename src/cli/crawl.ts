import { formatHours } from '../../config/hours.ts'
import { type RunResult, visitSites } from '../visit/run.ts'
import { EXIT, UsageError } from './errors.ts'
import { Progress, type Screen } from './progress.ts'
import { type News, newsOf, summaryLines } from './summary.ts'
import { resolveTargets, type TargetOptions } from './targets.ts'
import type { Words } from './words.ts'

export interface CrawlFlags extends TargetOptions {
  readonly archive: string
  readonly attachments: boolean
  readonly maxPages?: number | undefined
  readonly fresh: boolean
  readonly anyHour: boolean
  readonly json: boolean
}

export interface Console {
  readonly screen: Screen
  readonly words: Words
  readonly signal: AbortSignal
}

/**
 * `nianbao crawl`: visits sites now, shows how it goes, and says what is new, changed, gone and blocked.
 *
 * @returns the exit code: 0 done, 3 done but something was blocked or failed, 130 interrupted
 * @throws UsageError, ConfigError and the errors of the archive
 */
export async function runCrawl(targets: readonly string[], flags: CrawlFlags, console: Console): Promise<number> {
  const { screen, words, signal } = console
  if (flags.browser === 'always') throw new UsageError(words.browserAlways)
  const sites = resolveTargets(targets, flags, words)
  const startedAt = Date.now()
  const progress = new Progress(screen, words, { json: flags.json, clock: Date.now })
  const say = (line: string) => (flags.json ? undefined : progress.say(line))
  for (const site of sites) if (site.browser === 'always') say(words.noBrowser(site.id))
  const news: News[] = []
  let result: RunResult
  try {
    result = await visitSites(sites, {
      archive: flags.archive,
      attachments: flags.attachments,
      maxPages: flags.maxPages ?? null,
      fresh: flags.fresh,
      anyHour: flags.anyHour,
      signal,
      clock: Date.now,
      random: Math.random,
      onStart: (live) => progress.start(live),
      onCommitted: (results) => {
        const brought = results.map(newsOf).filter((item) => item !== null)
        news.push(...brought)
        if (flags.json) for (const item of brought) screen.write(`${JSON.stringify(item)}\n`)
      },
    })
  } finally {
    progress.stop()
  }
  for (const { site, outcome, resumed } of result.sites) {
    if (resumed) say(words.resumed(site.id))
    const { hours } = site.politeness
    if (outcome === 'closed' && hours !== null) say(words.closed(site.id, formatHours(hours)))
  }
  const ms = Date.now() - startedAt
  if (flags.json) screen.write(`${JSON.stringify(doneEvent(result, ms))}\n`)
  else for (const line of summaryLines(result, news, flags.archive, ms, words)) screen.write(`${line}\n`)
  return exitCode(result)
}

function exitCode({ interrupted, sites }: RunResult): number {
  if (interrupted && sites.some(({ left }) => left > 0)) return EXIT.interrupted
  return sites.every(({ outcome }) => outcome === 'done') ? EXIT.done : EXIT.troubled
}

function doneEvent({ sites, tally, interrupted }: RunResult, ms: number) {
  return {
    event: 'done',
    interrupted,
    ms,
    sites: sites.map(({ site, outcome, resumed, left }) => ({ site: site.id, outcome, resumed, left })),
    hosts: [...tally.hosts.values()],
  }
}
