import type { DialectName } from '../../config/dialects.ts'
import type { PageRequest } from '../../crawlers/dialects/dialect.ts'
import { dialectNamed } from '../../crawlers/dialects/index.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Client } from '../../crawlers/fetch/http.ts'
import { type Outcome, outcomeOfError } from '../../crawlers/outcome.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import { asked } from '../visit/asked.ts'
import { answerOf } from '../visit/leave.ts'
import { meet } from '../visit/meet.ts'
import { inScope } from '../visit/scope.ts'
import { isSingle, type Trial } from './trial.ts'

export interface CounterOptions {
  readonly client: Client
  readonly signal: AbortSignal
  /** Asks robots.txt; it may throw FetchError. */
  readonly allows: (url: string) => Promise<boolean>
}

/** From a counter to its number: redirects, and what only tells where the counter is. */
const MOST_STEPS = 5

/** How much of a counter's answer is shown as evidence, characters. */
const RAW = 120

/**
 * A trial with the views that the page's own counter tells, where the page does not print them and the counter is known:
 * asked as in a visit, once, in the name of the page, on its own site and by robots.txt.
 *
 * @throws FetchError on a stop
 */
export async function withCounter(trial: Trial, options: CounterOptions): Promise<Trial> {
  const { page } = trial
  if (page === null || page.counter === null || !isSingle(page)) return trial
  if (page.reading.views.value !== null) return trial
  try {
    const told = await ask(trial.exchange.url, page.dialect, page.counter, options)
    if ('outcome' in told) return { ...trial, page: { ...page, counterOutcome: told.outcome } }
    const { count: value, url: where, raw } = told
    const evidence = { value, rule: 'counter', where, raw, confidence: 'stated' } as const
    const views = { value, evidence, others: page.reading.views.others }
    return { ...trial, page: { ...page, reading: { ...page.reading, views }, viewsHow: 'counter' } }
  } catch (error) {
    if (!(error instanceof FetchError) || options.signal.aborted) throw error
    return { ...trial, page: { ...page, counterOutcome: outcomeOfError(error) } }
  }
}

type Told = { readonly count: number; readonly url: string; readonly raw: string } | { readonly outcome: Outcome }

/** @throws FetchError when there is no answer */
async function ask(page: string, dialect: DialectName, first: PageRequest, options: CounterOptions): Promise<Told> {
  const { client, signal, allows } = options
  const asker = dialectNamed(dialect)
  let next = first
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const { url } = next
    if (!inScope(url, [page])) return failed('foreign-host')
    if (!(await allows(url))) return failed('robots')
    const request = requestOf(next, page)
    const answer = answerOf(await client.fetch(asked(request), signal))
    const met = meet(request, answer, undefined)
    if (met.target !== null) {
      next = { url: met.target, method: 'GET' }
      continue
    }
    if (met.outcome.kind !== 'ok') return { outcome: met.outcome }
    const { text } = answer.decoded()
    const count = asker.readCounter(text)
    if (count !== null) return { count, url, raw: text.slice(0, RAW) }
    const behind = asker.counterBehind?.(parsePage(answer.exchange.url, answer.decoded())) ?? null
    if (behind === null) return failed('no-count')
    next = behind
  }
  return failed('too-many-redirects')
}

function requestOf({ url, method, body = '', bodyType }: PageRequest, via: string): NewRequest {
  const context = bodyType === undefined ? {} : { bodyType }
  return { url, method, body, role: 'counter', via, depth: 1, context }
}

function failed(reason: string): Told {
  return { outcome: { kind: 'failed', reason } }
}
