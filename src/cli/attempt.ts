import type { Site } from '../../config/site.ts'
import { BrowserError } from '../../crawlers/browser/errors.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { startAt } from '../visit/follow.ts'
import { answerOf } from '../visit/leave.ts'
import { meet } from '../visit/meet.ts'
import { RobotsFiles, robotsUnavailable } from '../visit/robots.ts'
import { type PageBrowser, rulesWithin, type ShownPage, type ToShow } from '../visit/show.ts'
import { unlessAborted } from '../visit/under-way.ts'
import { type Asking, examine, type Hop, type RobotsVerdict, type Trial, withViewsOf } from './trial.ts'
import { withCounter } from './trial-counter.ts'

export interface AttemptOptions {
  readonly client: Client
  readonly browser: PageBrowser
  /** When a browser is asked: as in a visit. */
  readonly when: Site['browser']
  readonly signal: AbortSignal
}

const MAX_REDIRECTS = 10

/** Asks robots.txt, each file once; throws FetchError. */
type Allows = (url: string) => Promise<boolean>

/**
 * Tries an address as a visit would ask it: over HTTP, then by a browser where that gave too little; by a browser at once
 * where all pages are wanted so. What a browser does not show stands as HTTP gave it. The page's own counter is asked for
 * its views. The address itself is a person's wish, whatever robots.txt says of it, and that is told; all else goes by it.
 *
 * @throws FetchError when there is no answer, or on a stop
 */
export async function attempt(url: string, options: AttemptOptions): Promise<Trial> {
  const allows = allowsBy(options)
  const trial = await withCounter(await askPage(url, options, allows), { ...options, allows })
  return { ...trial, robots: await verdictOn([url, ...trial.hops.map((hop) => hop.url)], options.signal, allows) }
}

async function askPage(url: string, options: AttemptOptions, allows: Allows): Promise<Trial> {
  if (options.when === 'always') {
    const shown = await show([], url, 'always', options, allows)
    if (shown.trial !== null) return shown.trial
    return { ...(await overHttp(url, options)), browser: shown.browser }
  }
  const trial = await overHttp(url, options)
  if (trial.lack === null || options.when === 'never') return trial
  const shown = await show(trial.hops, trial.exchange.url, trial.lack, options, allows)
  if (shown.trial === null) return { ...trial, browser: shown.browser }
  if (trial.lack === 'views') return { ...withViewsOf(trial, shown.trial), browser: shown.browser }
  // Of a page that was read a refusal takes nothing away.
  if (trial.lack === 'script' && shown.trial.page === null) return { ...trial, browser: shown.browser }
  return shown.trial
}

/** Fetches an address and what it sends on to. */
async function overHttp(url: string, { client, signal }: AttemptOptions): Promise<Trial> {
  const hops: Hop[] = []
  for (let next = url; ; ) {
    const answer = answerOf(await client.fetch({ url: next, method: 'GET' }, signal))
    hops.push({ url: next, exchange: answer.exchange })
    const { target } = meet(startAt(next), answer, undefined)
    if (target === null || hops.length > MAX_REDIRECTS) return examine(hops, answer)
    next = target
  }
}

/** What a browser makes of an address; no trial where it shows nothing of it. */
async function show(
  hops: readonly Hop[],
  url: string,
  reason: Asking,
  options: AttemptOptions,
  allows: Allows,
): Promise<Pick<Trial, 'browser'> & { readonly trial: Trial | null }> {
  const { browser, signal } = options
  const own = [...hops.map((hop) => hop.url), url]
  try {
    const asked = { request: startAt(url), rules: rulesOf(own, options.client, allows) }
    const shown = await unlessAborted(url, signal, () => browser.show(asked))
    const use = { reason, outcome: shown.outcome }
    if (shown.answer === null) return { trial: null, browser: use }
    const trial = examine([...hops.slice(0, -1), ...hopsOf(shown)], shown.answer)
    const isShown = shown.outcome.kind === 'ok'
    const page = isShown ? trial.page : null
    return { trial: { ...trial, outcome: shown.outcome, page, browser: use }, browser: use }
  } catch (error) {
    if (!(error instanceof BrowserError)) throw error
    return { trial: null, browser: { reason, outcome: { kind: 'failed', reason: error.reason } } }
  }
}

/** What the page may load: the address that was asked for is a person's wish, all else goes by robots.txt. */
function rulesOf(own: readonly string[], client: Client, allows: Allows): ToShow['rules'] {
  return rulesWithin(
    own,
    (request, signal) => client.fetch(request, signal),
    async (url) => own.includes(url) || (await allows(url)),
  )
}

function allowsBy({ client, signal }: AttemptOptions): Allows {
  const files = new RobotsFiles()
  return async (url) => {
    const { robots, fetched } = await files.for(url, (file) => client.fetch({ url: file, method: 'GET' }, signal))
    if (robots.unreachable) throw robotsUnavailable(url, fetched.at(-1)?.status ?? 0)
    return robots.allows(url)
  }
}

/** What robots.txt says of addresses that were asked all the same. */
async function verdictOn(urls: readonly string[], signal: AbortSignal, allows: Allows): Promise<RobotsVerdict> {
  try {
    for (const url of new Set(urls)) if (!(await allows(url))) return 'forbidden'
    return 'allowed'
  } catch (error) {
    if (!(error instanceof FetchError) || signal.aborted) throw error
    return 'unavailable'
  }
}

/** The addresses that the page's own frame went through to its answer; a challenge asks for the same one several times. */
function hopsOf({ rendered, answer }: ShownPage): Hop[] {
  const all = rendered.documents.flatMap(({ url, exchange }) => (exchange === null ? [] : [{ url, exchange }]))
  const met = all.slice(0, all.findLastIndex(({ exchange }) => exchange === answer?.exchange) + 1)
  return met.filter(({ url }, n) => url !== met[n + 1]?.url)
}

/** Whether a browser that did not show what it was asked for leaves something out; a count would only have been nice. */
export function isTroubled({ browser }: Trial): boolean {
  if (browser === null || browser.outcome.kind === 'ok') return false
  return browser.reason !== 'views' || browser.outcome.reason !== 'no-browser'
}
