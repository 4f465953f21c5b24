import type { SiteResult } from '../visit/result.ts'
import type { RunResult } from '../visit/run.ts'
import type { HostTally } from '../visit/tally.ts'
import type { Style } from './console.ts'
import { isTrouble, type News } from './news.ts'
import { columnsOf, pad, plain, shellWord } from './text.ts'
import { explain, type Words } from './words.ts'

/** How many documents, troubles and sites a summary names, so that it fits a screen; the rest is counted. */
const DOCUMENTS = 6
const HIJACKED = 3
const TROUBLES = 4
const SITES = 7

export interface SummaryOptions {
  /** The archive's folder, as it was given. */
  readonly folder: string
  /** How long the run took, ms. */
  readonly ms: number
  /** The command that goes on with the visit, for one that was interrupted. */
  readonly again: string
  /** How nianbao is called. */
  readonly name: string
  readonly words: Words
  readonly style: Style
}

/** What a run brought: documents and troubles, and the addresses of pages that were found hijacked. */
export interface Brought {
  readonly news: readonly News[]
  readonly hijacked: readonly string[]
}

/** The summary of a run: what is new, changed, gone, blocked; totals; where it is kept; what to do next. */
export function summaryLines(result: RunResult, { news, hijacked }: Brought, options: SummaryOptions): string[] {
  const { words, style } = options
  const changed = news.filter(({ event }) => event === 'document').sort((a, b) => weight(a) - weight(b))
  const troubles = news.filter(({ event }) => event !== 'document').sort((a, b) => weight(a) - weight(b))
  const sites = result.sites.toSorted((a, b) => Number(a.outcome === 'done') - Number(b.outcome === 'done'))
  return [
    ...(changed.length > 0 ? ['', words.reports(changed.length)] : []),
    ...shown(changed, DOCUMENTS, (item) => documentLine(item, words), words),
    ...(hijacked.length > 0 ? ['', style.bad(words.hijacked(hijacked.length))] : []),
    ...shown(hijacked, HIJACKED, (url) => `  ${plain(url)}`, words),
    ...(troubles.length > 0 ? [''] : []),
    ...shown(troubles, TROUBLES, (item) => troubleLine(item, options), words),
    '',
    ...shown(sites, SITES, (site) => siteLine(site, result, options), words),
    totalLine(result, options),
    ...nextLines(result, options),
  ]
}

function shown<T>(items: readonly T[], count: number, line: (item: T) => string, words: Words): string[] {
  const rest = items.length - count
  return [...items.slice(0, count).map(line), ...(rest > 0 ? [`  ${words.andMore(rest)}`] : [])]
}

/** Changed reports before new ones, reports before other pages; troubles before what is gone or missing. */
function weight(item: News): number {
  if (item.event === 'document') return (item.what === 'new' ? 1 : 0) + (item.kind === 'annual-report' ? 0 : 2)
  return isTrouble(item) ? 0 : item.what === 'gone' ? 1 : 2
}

function documentLine({ what, title, kind, url }: News, words: Words): string {
  const change = what === 'revised' ? words.revised : what === 'reverted' ? words.reverted : words.fresh
  const kinds = kind === 'annual-report' ? words.report : words.other
  const width = Math.max(columnsOf(words.report), columnsOf(words.other))
  return `  ${change}  ${pad(kinds, width)}  ${plain(title ?? url)}`
}

const TROUBLE_WORDS = { blocked: 'blocked', gone: 'gone', missing: 'missing' } as const

/** What a trouble is called. */
function troubleWord(what: string, words: Words): string {
  const key = Object.entries(TROUBLE_WORDS).find(([name]) => name === what)?.[1]
  return key === undefined ? words.failed : words[key]
}

/** One trouble in words, without address. */
export function troubleText({ what, reason, url }: News, words: Words): string {
  const word = troubleWord(what, words)
  return reason === null ? word : `${word}: ${explain(reason, words, url)}`
}

function troubleLine(item: News, { words, style }: SummaryOptions): string {
  const word = troubleWord(item.what, words)
  const why = item.reason === null ? '' : `  ${explain(item.reason, words, item.url)}`
  return `  ${isTrouble(item) ? style.bad(word) : word}  ${plain(item.url)}${why}`
}

function siteLine({ site, outcome }: SiteResult, { tally }: RunResult, { words, style }: SummaryOptions): string {
  const hosts = [...tally.hosts.values()].filter((host) => host.site === site.id)
  const sum = (count: (host: (typeof hosts)[number]) => number) => hosts.reduce((total, host) => total + count(host), 0)
  const counts: [string, number][] = [
    [words.fresh, sum((host) => host.fresh)],
    [words.revised, sum((host) => host.revised)],
    [words.unchanged, sum((host) => host.unchanged)],
    [words.views, sum((host) => host.views)],
    [words.gone, sum((host) => host.gone)],
    [words.missing, sum((host) => host.missing)],
    [words.blocked, sum((host) => host.blocked)],
    [words.failed, sum((host) => host.failed)],
  ]
  const skipped = sum((host) => host.skipped)
  const told = [
    ...counts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count}`),
    ...(skipped > 0 ? [`${words.skipped} ${words.parts(skipped, skippedFor(hosts, words))}`] : []),
  ]
  const mark = outcome === 'done' ? style.good('✓') : outcome === 'closed' ? '–' : style.bad('!')
  return `${mark} ${site.name ?? site.id}  ${told.length === 0 ? words.nothing : told.join(' · ')}`
}

/** Why requests were not sent, the most frequent reason first: `3 over --max-pages`, `1 on another site`. */
function skippedFor(hosts: readonly HostTally[], words: Words): string[] {
  const reasons = new Map<string, number>()
  for (const host of hosts) {
    for (const [reason, n] of Object.entries(host.skippedFor)) reasons.set(reason, (reasons.get(reason) ?? 0) + n)
  }
  const known: Readonly<Record<string, string>> = words.skippedFor
  return [...reasons]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, n]) => words.part(n, known[reason] ?? explain(reason, words)))
}

function totalLine({ tally }: RunResult, { folder, ms, words }: SummaryOptions): string {
  const hosts = [...tally.hosts.values()]
  const pages = hosts.reduce((sum, host) => sum + host.pages, 0)
  const bytes = hosts.reduce((sum, host) => sum + host.bytes, 0)
  return words.done(pages, (bytes / 1e6).toFixed(1), (ms / 1000).toFixed(1), folder)
}

/** What to do next: go on with what was interrupted, or use what was brought. */
function nextLines({ sites, interrupted, tally }: RunResult, options: SummaryOptions): string[] {
  const { words, style, folder, name, again } = options
  const left = sites.reduce((sum, site) => sum + site.left, 0)
  if (interrupted && left > 0) return [words.interrupted(left), `  ${again}`]
  if ([...tally.hosts.values()].every(({ pages }) => pages === 0)) return []
  const commands: [string, string][] = [
    [`${name} export jsonl --archive ${shellWord(folder)}`, words.nextExport],
    [`${name} verify --archive ${shellWord(folder)}`, words.nextVerify],
  ]
  const width = Math.max(...commands.map(([command]) => columnsOf(command)))
  return commands.map(([command, what]) => `  ${pad(command, width)}  ${style.dim(`# ${what}`)}`)
}
