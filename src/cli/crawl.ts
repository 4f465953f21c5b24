import type { KeyObject } from 'node:crypto'
import { parseDuration } from '../../config/duration.ts'
import { formatHours } from '../../config/hours.ts'
import { openArchiveToRead } from '../../storage/archive.ts'
import { MAX_REQUESTS } from '../../storage/commit/statements.ts'
import { isFullDisk } from '../../storage/errors.ts'
import { networkFileSystemOf } from '../../storage/filesystem.ts'
import { readPrivateKey } from '../../storage/manifest/key.ts'
import { signFiles } from '../../storage/manifest.ts'
import type { Pause } from '../../storage/room.ts'
import type { SiteResult } from '../visit/result.ts'
import type { LiveRun, RunResult } from '../visit/run.ts'
import { noBrowserLine } from './browser.ts'
import type { Console } from './console.ts'
import { EXIT, UsageError } from './errors.ts'
import { doneEvent, pauseEvent, startEvent } from './events.ts'
import { hijackedOf, isTrouble, type News, newsOf } from './news.ts'
import { pauseLine } from './pause.ts'
import { Progress } from './progress.ts'
import { summaryLines, troubleText } from './summary.ts'
import { resolveTargets, type TargetOptions } from './targets.ts'
import { chinaTime, shellWord } from './text.ts'
import { explain, type Words } from './words.ts'

export interface CrawlFlags extends TargetOptions {
  readonly archive: string
  readonly attachments: boolean
  readonly maxPages?: string | undefined
  readonly fresh?: boolean | undefined
  readonly anyHour?: boolean | undefined
  readonly maxWait?: string | undefined
  readonly json?: boolean | undefined
  /** The private key by which complete WARC files are signed after the run. */
  readonly key?: string | undefined
}

/**
 * `nianbao crawl`: visits sites now, shows how it goes, and says what is new, changed, gone and blocked.
 *
 * @returns the exit code: 0 done, 3 done but something was blocked, failed or not visited, 130 interrupted
 * @throws UsageError, ConfigProblems and the errors of the archive
 */
export async function runCrawl(targets: readonly string[], flags: CrawlFlags, console: Console): Promise<number> {
  const { screen, words, signal } = console
  const maxPages = flags.maxPages === undefined ? null : readCount('--max-pages', flags.maxPages, words)
  const maxWait = flags.maxWait === undefined ? undefined : readWait(flags.maxWait, words)
  const sites = resolveTargets(targets, flags, words)
  // A key that cannot be read is told before anything is fetched.
  const key = flags.key === undefined ? null : readPrivateKey(flags.key)
  const json = flags.json ?? false
  const startedAt = Date.now()
  // The crawler takes longer to load than to find a mistake in the arguments.
  const { visitSites } = await import('../visit/run.ts')
  const network = networkFileSystemOf(flags.archive)
  if (network !== null) console.warn(words.networkDisk(flags.archive, network))
  const progress = new Progress(screen, words, { json, clock: Date.now })
  const event = (value: object) => screen.write(`${JSON.stringify(value)}\n`)
  const onStop = () => progress.around(() => console.warn(words.stopping))
  signal.addEventListener('abort', onStop, { once: true })
  const onPause = (pause: Pause | null) => {
    if (json) event(pauseEvent(pause))
    progress.around(() => console.warn(pauseLine(pause, words)))
  }
  const news: News[] = []
  const hijacked = new Set<string>()
  let result: RunResult
  try {
    result = await visitSites(sites, {
      archive: flags.archive,
      attachments: flags.attachments,
      maxPages,
      maxWait,
      fresh: flags.fresh ?? false,
      anyHour: flags.anyHour ?? false,
      signal,
      clock: Date.now,
      random: Math.random,
      onNoBrowser: (error) => progress.around(() => console.warn(noBrowserLine(error, words))),
      onPause,
      onClockBehind: ({ now, newest }) =>
        console.warn(words.clockBehind(flags.archive, chinaTime(newest), chinaTime(now))),
      onStart(live) {
        if (json) event(startEvent(flags.archive, live))
        else for (const line of resumedLines(live, words)) screen.write(`${line}\n`)
        progress.start(live)
      },
      onCommitted(results) {
        const brought = results.map(newsOf).filter((item) => item !== null)
        news.push(...brought)
        for (const result of results) {
          const url = hijackedOf(result)
          if (url !== null) hijacked.add(url)
        }
        if (json) for (const item of brought) event(item)
      },
    })
  } catch (error) {
    if (!signal.aborted || !isFullDisk(error)) throw error
    console.warn(words.endedFull(flags.archive))
    return EXIT.interrupted
  } finally {
    progress.stop()
    signal.removeEventListener('abort', onStop)
  }
  if (key !== null) await sign(flags.archive, key)
  const ms = Date.now() - startedAt
  if (json) event(doneEvent(result, [...hijacked], ms))
  else {
    const again = [console.name, ...console.args.filter((arg) => arg !== '--fresh').map(shellWord)].join(' ')
    const options = { folder: flags.archive, ms, again, name: console.name, words, style: console.style }
    for (const line of summaryLines(result, { news, hijacked: [...hijacked] }, options)) screen.write(`${line}\n`)
  }
  for (const line of errorLines(result, news, words)) console.warn(line)
  return exitCode(result)
}

async function sign(folder: string, key: KeyObject): Promise<void> {
  const archive = await openArchiveToRead(folder)
  try {
    await signFiles(archive, key, () => new Date())
  } finally {
    await archive.close()
  }
}

function readCount(option: string, text: string, words: Words): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(words.badCount(option, text))
  return Number(text)
}

/** `--max-wait` in ms. */
function readWait(text: string, words: Words): number {
  const wait = parseDuration(text)
  if (wait === null) throw new UsageError(words.badWait(text))
  return wait
}

function resumedLines({ visits }: LiveRun, words: Words): string[] {
  return visits.filter(({ resumed }) => resumed).map(({ site }) => words.resumed(site.id))
}

/** What standard error says of a run that did not get everything: for a log that keeps nothing else. */
function errorLines({ sites, interrupted }: RunResult, news: readonly News[], words: Words): string[] {
  const troubles = news.filter(isTrouble)
  const [first] = troubles
  const closed = [
    ...(interrupted ? [] : sites.flatMap((site) => closedLine(site, words))),
    ...sites.flatMap((site) => waitLines(site, words)),
  ]
  if (first === undefined) return [...sites.flatMap((site) => quietTrouble(site, words)), ...closed]
  const text = `${first.url}: ${troubleText(first, words)}`
  return [troubles.length === 1 ? text : words.troubles(troubles.length, text), ...closed]
}

/** A site that could not be visited to its end because of its hours. */
function closedLine({ site, outcome, left, due }: SiteResult, words: Words): string[] {
  const { hours } = site.politeness
  if (hours === null) return []
  if (outcome === 'closed') return [words.closed(site.id, formatHours(hours))]
  return outcome === 'interrupted' && due === null ? [words.becameClosed(site.id, left, formatHours(hours))] : []
}

/** What was left for another time, and when that is; what was left out for good. */
function waitLines({ site, left, due, trouble, leftAlone, dropped }: SiteResult, words: Words): string[] {
  const why = trouble === null ? null : explain(trouble, words)
  return [
    ...(due === null ? [] : [words.notDue(site.id, left, chinaTime(due), why)]),
    ...leftAlone.map(({ host, reason, due }) => words.leftAlone(host, explain(reason ?? '', words), chinaTime(due))),
    ...(dropped === 0 ? [] : [words.droppedLeads(site.id, dropped, MAX_REQUESTS)]),
  ]
}

/** What is wrong with a site though nothing failed in this run: it failed before it was resumed, or led nowhere. */
function quietTrouble({ site, outcome, failed, leftAlone, isEmpty }: SiteResult, words: Words): string[] {
  if (outcome !== 'troubled' || (failed === 0 && leftAlone.length > 0)) return []
  const what = failed > 0 ? words.failedBefore(failed) : words.reasons[isEmpty ? 'empty-column' : 'no-column']
  return [`${site.start ?? site.columns[0] ?? site.id}: ${what}`]
}

function exitCode({ interrupted, sites }: RunResult): number {
  if (interrupted && sites.some(({ left }) => left > 0)) return EXIT.interrupted
  return sites.every(({ outcome }) => outcome === 'done') ? EXIT.done : EXIT.troubled
}
