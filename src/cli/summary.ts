import type { UnitResult } from '../../storage/commit/apply.ts'
import type { RunResult, SiteResult } from '../visit/run.ts'
import type { Words } from './words.ts'

/** What a run brought that a person wants to read about. */
export interface News {
  readonly event: 'document' | 'gone' | 'trouble'
  readonly url: string
  /** new, revised, reverted; gone, missing, blocked, failed. */
  readonly what: string
  readonly title: string | null
  readonly publisher: string | null
  readonly kind: string | null
  readonly reason: string | null
}

/** The news in a committed unit; null when it brought none. */
export function newsOf({ unit, change, isGone }: UnitResult): News | null {
  const { document, end } = unit
  const url = document?.url ?? unit.url
  const none = { url, title: null, publisher: null, kind: null, reason: null }
  if (document !== null && change !== null && change !== 'unchanged') {
    const { title, publisher } = document.reading
    return { event: 'document', url, what: change, title, publisher, kind: document.kind, reason: document.kindReason }
  }
  const reason = unit.captures.at(-1)?.reason ?? null
  if (isGone) return { ...none, event: 'gone', what: 'gone', reason }
  if (unit.lost?.how === 'missing') return { ...none, event: 'trouble', what: 'missing', reason }
  if (end?.state === 'failed') return { ...none, event: 'trouble', what: end.outcome, reason: end.reason }
  return null
}

/** How many documents and troubles a summary names; the rest is counted. */
const SHOWN = 12

/** The summary of a run: what is new, changed, gone, blocked; totals; where it is kept; what to do next. */
export function summaryLines(
  result: RunResult,
  news: readonly News[],
  folder: string,
  ms: number,
  words: Words,
): string[] {
  const changed = news.filter(({ event }) => event === 'document')
  const troubles = news.filter(({ event }) => event !== 'document')
  const left = result.sites.reduce((sum, site) => sum + site.left, 0)
  return [
    ...(changed.length > 0 ? ['', words.reports(changed.length)] : []),
    ...shown(changed, (item) => documentLine(item, words), words),
    ...(troubles.length > 0 ? [''] : []),
    ...shown(troubles, (item) => troubleLine(item, words), words),
    '',
    ...result.sites.map((site) => siteLine(site, result, words)),
    totalLine(result, ms, words),
    words.kept(folder),
    ...(left > 0 ? [words.interrupted(left)] : []),
  ]
}

function shown(items: readonly News[], line: (item: News) => string, words: Words): string[] {
  const rest = items.length - SHOWN
  return [...items.slice(0, SHOWN).map(line), ...(rest > 0 ? [`  ${words.andMore(rest)}`] : [])]
}

function documentLine({ what, title, kind, url }: News, words: Words): string {
  const change = what === 'revised' ? words.revised : what === 'reverted' ? words.reverted : words.fresh
  const kinds = kind === 'annual-report' ? words.report : words.other
  return `  ${change}  ${kinds}  ${title ?? url}`
}

function troubleLine({ what, reason, url }: News, words: Words): string {
  const word =
    what === 'blocked'
      ? words.blocked
      : what === 'gone'
        ? words.gone
        : what === 'missing'
          ? words.missing
          : words.failed
  const why = reason === 'no-column' ? words.noColumn : reason
  return `  ${word}  ${url}${why === null ? '' : `  (${why})`}`
}

function siteLine({ site, outcome }: SiteResult, { tally }: RunResult, words: Words): string {
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
    [words.skipped, sum((host) => host.skipped)],
  ]
  const told = counts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count}`)
  const mark = outcome === 'done' ? '✓' : outcome === 'closed' ? '–' : '!'
  return `${mark} ${site.name ?? site.id}  ${told.length === 0 ? words.nothing : told.join(' · ')}`
}

function totalLine({ tally }: RunResult, ms: number, words: Words): string {
  const hosts = [...tally.hosts.values()]
  const pages = hosts.reduce((sum, host) => sum + host.pages, 0)
  const bytes = hosts.reduce((sum, host) => sum + host.bytes, 0)
  return words.done(pages, (bytes / 1e6).toFixed(1), (ms / 1000).toFixed(1))
}
